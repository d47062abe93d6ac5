"""The place and the day of what a document is chiefly about, from the words of its opening.

An attack, a crash or a rally is named in the headline and the first sentences, often with its
place and day beside it, while the sentence that counts the dead has neither.
"""

from collections.abc import Sequence
from typing import NamedTuple

from gavah.claims.english.circumstances import charged, fits, state
from gavah.claims.english.dates import Dated
from gavah.claims.english.happenings import Event
from gavah.claims.english.parties import Party
from gavah.claims.english.passages import Passage
from gavah.claims.english.places import Placed
from gavah.claims.english.trees import Token
from gavah.model import Count
from gavah.resources import load

OPENING = 4
"""Sentences of a document's opening."""


_GENERAL = frozenset(
    {"operation", "crackdown", "violence", "execution", "killing", "strike", "open"}
)
"""Causes that "the" does not make one that was told of."""


class Occasion(NamedTuple):
    """Where and when an act, or a thing that causes harm, is told to have been.

    `bare`: no act is told with the place; something is only said to be there.
    """

    order: int
    act: str
    place: Placed | None
    when: Dated | None
    where: str
    figure: Count | None = None
    bare: bool = False


def occasions(passages: Sequence[Passage], told: Sequence[Event]) -> list[Occasion]:
    """What the opening sentences tell of places and days, headline last, in the order of the text.

    Totals over more than a day are of no one occasion.
    """
    causes = frozenset(load("english/causes")["causes"]) | _HAPPENING
    found: list[Occasion] = []
    for passage in passages:
        late = passage.order > OPENING
        here = [e for e in told if e.passage is passage and e.type != "appeal" and not e.slight]
        found += [
            Occasion(passage.order, e.act, e.place, e.when, passage.where, e.party.count)
            for e in here
            if (not late and e.scope == "incident")
            or (not late and (e.when and e.when.when.precision == "day"))
        ]
        for token in passage.tokens:
            if token.lemma_.lower() not in causes or token.pos_ not in {"NOUN", "VERB", "PROPN"}:
                continue
            happening = token.lemma_.lower() in _HAPPENING
            if happening and not _told_of(token):
                continue
            if (late and not happening and not _the(token)) or charged(token):
                continue
            event = Event(
                "harm", "", passage, passage.at(token), passage.stop(token), token, Party()
            )
            state(event, here)
            if event.when is not None and event.when.when.precision != "day":
                event.when = None
            place = None if event.place_far else event.place
            when = None if event.when_far else event.when
            fine = place is not None and place.place.precision not in {
                "country",
                "region",
                "province",
            }
            if late and (not fine or when is not None) and not (place is None and when):
                continue
            if place is not None or when is not None:
                found.append(Occasion(passage.order, "", place, when, passage.where))
    for passage in passages:
        for dated in passage.dates:
            if passage.order <= OPENING and fits(passage, dated):
                found.append(Occasion(passage.order, "", None, dated, passage.where))
        if passage.order <= OPENING and passage.where == "text":
            found += [
                Occasion(passage.order, "", placed, None, passage.where, bare=True)
                for placed in passage.places
                if placed.role == "locus"
            ]
    return sorted(found, key=lambda one: (one.where == "title", one.order))


_HAPPENING = frozenset({"happen", "occur"})


def _told_of(verb: Token) -> bool:
    """Whether what happened is what was told of: "it happened", "the shooting occurred"."""
    causes = load("english/causes")["causes"]
    return any(
        kid.lower_ in {"it", "this", "that"} or kid.lemma_.lower() in causes
        for kid in verb.lefts
        if kid.dep_ == "nsubj"
    )


def _the(noun: Token) -> bool:
    """Whether a thing that harms is the one told of before: "the blast", one and in the past."""
    if noun.tag_ != "NN" or noun.lemma_.lower() in _GENERAL:
        return False
    return any(kid.lower_ == "the" for kid in noun.lefts if kid.dep_ == "det")
