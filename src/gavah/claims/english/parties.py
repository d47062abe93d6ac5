"""Those a clause names as harmed or gathered: how many, described how, with what names.

Rule: docs/terms.md, "Count" and "Victims". A singular is one, a bare plural at least two, names
alone are as many as they are; exact parts are added; a group with a figure of its own keeps it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gavah.claims.english.counts import Counted
from gavah.claims.english.name_words import known_names
from gavah.claims.english.names import Named
from gavah.claims.english.numerals import PLURALS
from gavah.claims.english.party_counts import (
    COLLECTIVE,
    ONE,
    SEVERAL,
    exact,
    figure_of,
    is_listed,
    is_whole,
    listed_as,
    total_of,
)
from gavah.claims.english.party_names import is_chief, is_entitled, is_person_head, names_of
from gavah.claims.english.passages import Passage, noun_phrase, people
from gavah.claims.english.people_nouns import THINGS
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words
from gavah.model import Count

_SUMS = frozenset({"number", "total", "toll", "tally"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"}
)


@dataclass(slots=True)
class Party:
    """Those a clause names.

    Attributes:
        count: how many; None where neither a number nor a name is given.
        counted: where the figure stands; None for a count that rests on the noun or the names.
        description: the noun phrase without its number.
        names: persons of the group, by name.
        spans: where the description and the names stand.
        back: the words point back to people named before ("the man", "they").
        unnumbered: nothing but the plural says how many.
        heads: lemmas of the nouns, to compare descriptions.
        people: whether the words are of people at all.
    """

    count: Count | None = None
    counted: tuple[int, int] | None = None
    description: str | None = None
    names: tuple[Named, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    back: bool = False
    unnumbered: bool = True
    heads: frozenset[str] = frozenset()
    people: bool = True
    doubts: tuple[str, ...] = ()


def party(
    passage: Passage,
    heads: Sequence[Token],
    quantity: Counted | None,
    *,
    people_only: bool = False,
) -> Party:
    """Describe the people of these head words; `quantity` is the figure beside the act.

    `people_only`: the act befalls nobody but people, so a name that it befalls is a person's.
    """
    if not heads:
        return _of_quantity(passage, quantity) if quantity is not None else Party(people=False)
    heads = listed_as(heads, quantity)
    phrases = [(passage.at(a), passage.stop(b)) for a, b in map(noun_phrase, heads)]
    names = names_of(passage, heads, people_only=people_only)
    figures = [
        figure_of(passage, head, phrase) for head, phrase in zip(heads, phrases, strict=True)
    ]
    if quantity is not None and all(figure is None for figure in figures):
        figures = [quantity, *([None] * (len(heads) - 1))]
        if len(heads) > 1 and is_person_head(heads[-1], names, passage):
            figures, heads, phrases = [quantity], heads[:1], phrases[:1]
    if is_listed(passage, heads, figures):
        figures, heads, phrases = figures[1:], heads[1:], phrases[1:]
    if is_whole(passage, heads, figures):
        figures, heads, phrases = figures[:1], heads[:1], phrases[:1]
    kept = [k for k, one in enumerate(figures) if one is None or not _told_again(figures, k)]
    figures, heads = [figures[k] for k in kept], [heads[k] for k in kept]
    phrases = [phrases[k] for k in kept]
    lead = figures[0]
    if lead is not None and lead.count is not None and lead.count.low == len(names) > 1:
        figures, heads, phrases = [lead], heads[:1], phrases[:1]  # the names are an apposition
    able = [_is_people(h, f, passage, names) for h, f in zip(heads, figures, strict=False)]
    if not any(able):
        return Party(people=False)
    if len(able) == len(heads) == len(phrases) and heads[0].dep_ == "obj" and able[0]:
        kept = [k for k, yes in enumerate(able) if yes or heads[k].dep_ != "obj"]
        heads, figures = [heads[k] for k in kept], [figures[k] for k in kept]
        phrases, able = [phrases[k] for k in kept], [able[k] for k in kept]  # "…, four nights"
    if len(able) == len(heads) == len(phrases) and any(
        _no_person(h) for h, yes in zip(heads, able, strict=True) if not yes
    ):
        kept = [k for k, yes in enumerate(able) if yes or not _no_person(heads[k])]
        heads, figures = [heads[k] for k in kept], [figures[k] for k in kept]
        phrases = [phrases[k] for k in kept]
    figures = figures[: len(heads)]
    count, counted = total_of(passage, heads, figures, names)
    if (
        len(heads) == len(names) == 1
        and figures[0] is None
        and is_entitled(passage, heads[0], names[0])
    ):
        count = exact(1)  # "the armed forces chief Omar Ruiz"
    first = figures[0] if figures else None
    description, spans = _description(passage, heads, phrases, figures, names)
    back = count is None or all(
        figure is None and _points_back(passage, head, names)
        for head, figure in zip(heads, figures, strict=False)
    )
    numbered = any(f is not None for f in figures) or bool(names)
    told = [f for f in figures if f is not None]
    told += [one for one in passage.broken if any(a <= one.start < b for a, b in phrases)]
    doubts = tuple(dict.fromkeys(d for f in told for d in f.doubts))
    return Party(
        count,
        counted or ((first.start, first.end) if first is not None else None),
        description,
        tuple(names),
        spans,
        back,
        not numbered and (count is None or count.hedge == "vague"),
        frozenset(head.lemma_.lower() for head in heads),
        True,
        doubts,
    )


def _told_again(figures: Sequence[Counted | None], at: int) -> bool:
    """ "Thirty-two people", of which the tree makes two nouns: one figure counts once."""
    own = figures[at]
    return own is not None and any(
        one is not None and (one.start, one.end) == (own.start, own.end)
        for one in figures[at + 1 :]
    )


def _of_quantity(passage: Passage, quantity: Counted) -> Party:
    words_of = passage.words(*quantity.noun) if quantity.noun is not None else []
    spoken = [token for token in words_of if not _harm_noun(token)]
    spans = (quantity.noun,) if spoken and quantity.noun is not None else ()
    return Party(
        quantity.count, (quantity.start, quantity.end),
        passage.text[slice(*spans[0])] if spans else None, (), spans, False, False,
        frozenset(token.lemma_.lower() for token in words_of), True, quantity.doubts,
    )  # fmt: skip


def _harm_noun(token: Token) -> bool:
    """ "Deaths", "arrests", "the wounded": nouns of the harm, that describe nobody; hostages do."""
    told = words("people") | words("nouns")
    act = told.get(token.lower_) or told.get(token.lemma_.lower())
    return act is not None and words("people").get(token.lemma_.lower()) != "abducted"


def _is_people(
    head: Token, figure: Counted | None, passage: Passage, names: Sequence[Named]
) -> bool:
    low, lemma = head.lower_, head.lemma_.lower()
    if low in ONE or low in SEVERAL or low in people() or lemma in people():
        return True
    if (
        head.pos_ == "ADJ"
        and head.i + 1 < head.sent.end
        and head.doc[head.i + 1].lower_ == "accused"
    ):
        return True  # "the prime accused", a noun in South Asia
    if figure is not None and figure.kind != "article" and figure.people is not False:
        return True
    if is_person_head(head, names, passage) or is_chief(head):
        return True
    if _of_things(head):
        return False  # "one of the vehicles was hit"
    if low in words("people") or low in {"one", "another", "many", "others", "all", "some", "none", "several", "most", "two", "three", "everyone", "everybody", "anyone", "nobody", "dozens"}:  # fmt: skip
        return True
    if lemma in COLLECTIVE or low in {"no-one", "person", "civilian"} or _aged(head):
        return True
    if low in {"old", "olds"} and head.pos_ == "NOUN":
        return True  # "a 5-year-old"
    if (
        head.text[:1].isupper()
        and low in known_names().demonyms
        and head.dep_ not in {"amod", "compound"}
    ):
        if any(kid.dep_ in {"det", "nummod"} for kid in head.lefts):
            return True  # "an American"
    if head.pos_ == "PROPN":
        return any(
            name.kind == "person" and name.start <= passage.at(head) < name.end
            for name in passage.names
        ) or bool(re.fullmatch(r"[A-Z]\w+(?:ans|ians|is|ese|ish|ns)", head.text))
    return bool(
        re.search(r"(?:ist|ists|ian|ians|man|men|woman|women|ees?|ers?|ors?)$", low)
        and head.pos_ == "NOUN"
        and low
        not in {
            "number",
            "order",
            "power",
            "border",
            "water",
            "paper",
            "winter",
            "computer",
            "car",
            "animal",
        }
    )


def _no_person(head: Token) -> bool:
    """ "Six people and millions in losses": a plain noun for things joined to people."""
    return head.pos_ == "NOUN" and (head.lower_ in THINGS or head.lower_ in PLURALS or head.lower_ == "damage")  # fmt: skip


def _of_things(head: Token) -> bool:
    if head.pos_ not in {"NUM", "PRON", "DET", "NOUN"} or head.lower_ in people():
        return False
    return any(
        kid.dep_ == "nmod" and kid.pos_ == "NOUN" and kid.lower_ in THINGS
        and any(word.lower_ == "of" for word in kid.lefts)
        for kid in head.rights
    )  # fmt: skip


def _aged(head: Token) -> bool:
    """ "The 33-year-old", "two 12 year olds": somebody told by age alone."""
    if head.lower_ not in {"old", "olds"}:
        return head.lower_.endswith(("year-old", "year-olds"))
    return any(kid.lower_ in {"year", "years", "month", "months"} for kid in head.lefts)


def _points_back(passage: Passage, head: Token, names: Sequence[Named]) -> bool:
    low = head.lower_
    if low in ONE or low in SEVERAL:
        return True
    if is_person_head(head, names, passage):
        return False
    return any(kid.lower_ in _DEFINITE for kid in head.lefts if kid.dep_ == "det")


def _without_age(passage: Passage, tokens: list[Token], names: Sequence[Named]) -> list[Token]:
    """A phrase that opens with the name says who, not what: "Ana Ruiz, 24, from Umra"."""
    opens = passage.at(tokens[0])
    if any(name.start <= opens < name.end for name in names):
        return []
    return tokens


def _bare_number(tokens: Sequence[Token]) -> bool:
    """ "12 of the 20 suspects": the second figure says of how many; "20-year-old" dresses."""
    return (
        len(tokens) > 1
        and tokens[0].pos_ == "NUM"
        and tokens[1].text not in {"-", "‐", "‑", "–"}
        and tokens[1].lower_ not in {"year", "years", "month", "months"}
    )


def _description(
    passage: Passage,
    heads: Sequence[Token],
    phrases: Sequence[tuple[int, int]],
    figures: Sequence[Counted | None],
    names: Sequence[Named],
) -> tuple[str | None, tuple[tuple[int, int], ...]]:
    spans: list[tuple[int, int]] = []
    parts: list[str] = []
    for head, phrase, figure in zip(heads, phrases, figures, strict=False):
        if head.pos_ == "PRON" or _harm_noun(head) or head.lower_ in _SUMS:
            continue
        start, end = phrase
        if head.lower_ in PLURALS and end - start <= len(head):
            continue
        tokens = passage.words(start, end)
        if figure is not None and start < figure.start < figure.end <= passage.at(head):
            tokens = passage.words(figure.end, end)  # "A and B were among the nine teachers"
        elif figure is not None:
            tokens = [t for t in tokens if not figure.start <= passage.at(t) < figure.end] or [
                t for t in tokens if t.pos_ == "NOUN" and t.i >= head.i
            ]
        if _aged(head) and head.lower_ in {"old", "olds"}:
            tokens = passage.words(passage.at(head.left_edge), passage.stop(head))
            while len(tokens) > 1 and tokens[0].dep_ in {"case", "mark", "cc"}:
                tokens = tokens[1:]  # "after a two-year-old was shot"
        while tokens and (_bare_number(tokens) or tokens[0].lower_ in {"out", "the", "a", "an", "of", "more", "other", "another", ",", "all", "these", "those", "some", "total"}):  # fmt: skip
            tokens = tokens[1:]
        if all(one.pos_ == "PRON" for one in tokens):
            continue  # "four of them"
        tokens = _without_age(passage, tokens, names)
        while len(tokens) > 1 and tokens[-1].lower_ in words("states"):
            tokens = tokens[:-1]  # "left 300 people dead"
        if not tokens:
            continue
        span = (passage.at(tokens[0]), passage.stop(tokens[-1]))
        if any(name.start <= span[0] and span[1] <= name.end for name in names):
            continue
        if any(start <= span[0] and span[1] <= end for start, end in spans):
            continue
        spans.append(span)
        parts.append(passage.text[span[0] : span[1]])
    for name in names:
        if all(not (s <= name.start and name.end <= e) for s, e in spans):
            spans.append((name.start, name.end))
    return (" and ".join(parts) or None), tuple(spans)
