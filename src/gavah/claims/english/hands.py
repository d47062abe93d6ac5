"""Who did it, where the sentence only says "in the attack": told before, when there is one answer.

Only within one document, only back to the attack told last, and only while the document has named
one doer so far: with two, nobody is guessed. The claim carries the doubt `perpetrators_inherited`.
"""

import re
from collections.abc import Sequence
from functools import cache

from gavah.claims.english.happenings import Event
from gavah.claims.english.passages import Passage, noun_phrase, subject_of
from gavah.claims.english.speakers import Speaker
from gavah.claims.english.trees import Token
from gavah.resources import load

_REACH = 12
"""How many sentences back the attack may have been told."""
_ACTS = frozenset(("killed", "injured"))


def carry(told: Sequence[Event], passages: Sequence[Passage] = ()) -> None:
    """Give the harm of "the attack" to whoever is told to have made it, or claims to have."""
    _take_responsibility(told, passages)
    doers: dict[str, Event] = {}
    for event in told:
        if event.type != "harm" or event.act not in _ACTS or event.polarity != "affirmed":
            continue
        if event.agents:
            doers[_name(event)] = event
        elif len(doers) == 1 and event.scope == "incident" and _taken_up().search(event.passage.text, event.passage.start, event.passage.end):  # fmt: skip
            (source,) = doers.values()
            near = 0 < event.passage.order - source.passage.order <= _REACH
            if near and source.passage.where == event.passage.where:
                event.agents = source.agents
                event.doubts.append(("perpetrators_inherited", "perpetrators"))


def claims_to(act: Token) -> bool:
    """ "The army claims to have killed nine", "admitted killing nine": who says it did it."""
    return act.dep_ == "xcomp" and (act.tag_ == "VBG" or any(kid.lower_ == "to" for kid in act.lefts))  # fmt: skip


def own_doing(event: Event, told_by: Sequence[Speaker]) -> tuple[tuple[int, int], ...]:
    """ "The army said it had killed nine": the body that says so did it.

    Where an attack was told right before, "it" may be that; "they" of a harm may be anybody.
    """
    subject = next((kid for kid in event.token.lefts if kid.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in {"it", "they"} or len(told_by) != 1:
        return ()
    (teller,) = told_by
    if teller.kind not in {"security", "party"} or not event.passage.start <= teller.start < event.start:  # fmt: skip
        return ()
    if event.act not in {"arrested", "released"}:
        before = event.passage.before
        told = set(event.passage.lowers) | (set(before.lowers) if before is not None else set())
        had = any(kid.lower_ == "had" for kid in event.token.lefts)
        if subject.lower_ != "it" or not had or told & set(load("english/actors")["armed"]):
            return ()
    return ((teller.start, teller.end),)


def _take_responsibility(told: Sequence[Event], passages: Sequence[Passage]) -> None:
    """ "The group claimed responsibility": it did what the sentences before tell, if it alone did.

    Of an attack told before without a doer, and of one that is not told of the same day elsewhere.
    """
    claimed = [(passage, doer) for passage in passages if (doer := _claimant(passage)) is not None]
    if len({passage.text[start:end].casefold() for passage, (start, end) in claimed}) != 1:
        return
    passage, (start, end) = claimed[0]
    for event in told:
        before = passage.order - event.passage.order
        open_ = event.type == "harm" and event.act in _ACTS and not event.agents
        if (
            open_
            and event.polarity == "affirmed"
            and event.modality == "asserted"
            and not event.ordinal
        ):
            if (
                0 < before <= _CLAIMED
                and event.passage.where == passage.where
                and event.scope == "incident"
            ):
                event.agents = ((start, end),)
                event.doubts.append(("perpetrators_inherited", "perpetrators"))


_CLAIMED = 6
"""How many sentences before a claim of responsibility what is claimed may be told."""


def _claimant(passage: Passage) -> tuple[int, int] | None:
    """Who claims responsibility in a sentence; None where nobody, or a pronoun, or where denied."""
    if not passage.parsed or "responsibility" not in passage.lowers:
        return None
    for token in passage.tokens:
        if token.lower_ != "responsibility" or token.head.lemma_.lower() not in {"claim", "accept"}:
            continue
        verb = token.head
        if any(
            kid.lower_ in {"no", "not", "never", "n't", "nobody"}
            for kid in (*verb.children, *token.children)
        ):
            return None
        doer = subject_of(verb)
        if doer is None or doer.pos_ == "PRON" or doer.lower_ in {"one", "group", "nobody"}:
            return None
        first, last = noun_phrase(doer)
        return passage.at(first), passage.stop(last)
    return None


def _name(event: Event) -> str:
    """Doers told apart by their last word: "the police" and "police" are one."""
    return " ".join(
        sorted(event.passage.text[start:end].casefold().split()[-1] for start, end in event.agents)
    )


@cache
def _taken_up() -> re.Pattern[str]:
    """ "The attack", "this shooting": an attack that was told before; not "the Hamas attack"."""
    armed = "|".join(sorted(load("english/actors")["armed"]))
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\s(?:(?![A-Z])\w+\s)?(?:{armed}|blast|explosion|killing)s?\b"
    )
