"""How many people a text says: each quantity phrase, with bounds only where the words give them.

Rule: docs/terms.md, "Count". Slices count code points of the text as given, ends exclusive. What
is no number of people (ages, dates, money, "Act 144") is found too and marked, so that nobody
counts it; "no one" and broken digits ("1,5721") have no count.
"""

from itertools import pairwise
from typing import NamedTuple

import msgspec

from gavah.claims.english.bounds import BARE, exactly, hedged, one, plural, total
from gavah.claims.english.figures import FIRSTS, Figure, figure
from gavah.claims.english.people_nouns import Whom, noun_after, of_several
from gavah.claims.english.phrases import Phrases, listed, words
from gavah.claims.english.tokens import Token, tokens
from gavah.claims.english.whom import whom
from gavah.model.count import Count, Hedge

__all__ = ["BARE", "Counted", "counts", "exactly", "hedged", "one", "plural", "total"]

_BEFORE = Phrases(
    listed("english/hedges", "hedge", side="before")
    + [(phrase, "") for phrase, _ in listed("english/quantifiers", "kind", kind="filler")]
)
_AFTER = Phrases(listed("english/hedges", "hedge", side="after"))
_VAGUE = Phrases(listed("english/quantifiers", "kind", kind="vague"))
_ZERO = Phrases(listed("english/quantifiers", "kind", kind="zero"))
_MOVED = words("english/quantifiers", "moved")
_ARTICLES = frozenset(("a", "an", "another"))
_ONLY_WITH_NOUN = frozenset(
    ("some", "most", "untold", "various", "multiple", "countless", "numerous")
)
_HEDGES = Phrases(listed("english/hedges", "hedge", side="before"))
_STARTS = FIRSTS | _HEDGES.firsts | _VAGUE.firsts | _ZERO.firsts | {"no"}
_PIECES = 4


class Counted(msgspec.Struct, frozen=True):
    """A quantity phrase found in the text.

    Attributes:
        start, end: the phrase with its hedges ("at least 12,000", "nearly two dozen", "several").
        number: slice of the figure itself.
        count: None for zero ("no one"), for broken digits and for shares.
        people: True where people are counted; False where it is an age, a date, money, an address…;
            None where only the syntax can tell.
        kind: "figure", "words", "range", "moved" (the newer of two), "vague", "group" ("a pair"),
            "article", "zero", "ordinal", "score", "fraction", "broken".
        noun: slice of the noun for people that it counts.
        doubts: "dot_grouping", "decimal_comma", "broken_digits", "year_or_count", "mixed_hedges",
            "each" (one claim a place), "including" (a part raised the fewest).
    """

    start: int
    end: int
    number: tuple[int, int]
    count: Count | None
    people: bool | None
    kind: str
    noun: tuple[int, int] | None = None
    doubts: tuple[str, ...] = ()


class _Prefix(NamedTuple):
    """Hedges before a figure: index of the first of them, and after the last word read."""

    first: int | None
    stop: int
    hedges: tuple[Hedge, ...]


def counts(text: str, start: int = 0, end: int | None = None) -> list[Counted]:
    """Quantity phrases of `text[start:end]`, in order, none overlapping; in linear time."""
    row = tokens(text, start, end)
    found: list[Counted] = []
    at = 0
    while at < len(row):
        token = row[at]
        if token.kind != "digits" and token.low not in _STARTS and token.kind != "mark":
            at += 1
            continue
        if token.kind == "mark" and token.low not in _HEDGES.firsts:
            at += 1
            continue
        told = _figure(row, at) or _zero(row, at) or _vague(row, at) or _article(row, at)
        if told is None:
            at += 1
            continue
        found.append(told[0])
        at = told[1]
    return _with_parts(text, found)


def _prefix(row: list[Token], at: int) -> _Prefix:
    first, hedges = None, []
    for _ in range(_PIECES):
        piece = _BEFORE.at(row, at)
        if piece is None or (piece.tag == "at_most" and _risen(row, at)):
            break
        if piece.tag:
            first = at if first is None else first
            hedges.append(piece.tag)
        at = piece.stop
    return _Prefix(first, at, tuple(hedges))  # type: ignore[arg-type]


def _risen(row: list[Token], at: int) -> bool:
    """Whether a toll has moved "up to" its figure, which bounds nothing ("has gone up to 231")."""
    return row[at].low == "up" and at > 0 and row[at - 1].low in _MOVED


def _figure(row: list[Token], at: int) -> tuple[Counted, int] | None:
    found = figure(row, at)  # "a hundred", "between": words that also open hedges
    prefix = _Prefix(None, at, ())
    if found is None:
        if row[at].low not in _HEDGES.firsts:
            return None
        prefix = _prefix(row, at)
        if prefix.stop == at or prefix.stop >= len(row):
            return None
        found = figure(row, prefix.stop)
        if found is None:
            return None
    begin = prefix.stop if prefix.first is None else prefix.first
    counted = whom(row, begin, found)
    plus = _AFTER.at(row, found.stop)
    if plus is not None and counted.people is None:
        counted = noun_after(row, plus.stop)
    stop, hedges, doubts = found.stop, list(prefix.hedges), [*found.doubts, *counted.doubts]
    ends = [found.stop]
    if counted.noun is not None and counted.people and counted.noun[1] > found.stop:
        ends.append(counted.noun[1])
    if counted.people is not False:
        for place in ends:
            after = _AFTER.at(row, place)
            if after is not None and not (place > found.stop and row[place].low == "plus"):
                hedges.append(after.tag)  # type: ignore[arg-type]
                stop = after.stop
                break
        if any(place < len(row) and row[place].low == "each" for place in ends):
            doubts.append("each")
    if len({hedge for hedge in hedges if hedge != "about"}) > 1:
        doubts.append("mixed_hedges")
    count = None if found.said is None or found.said.high == 0 else _bounded(found, hedges)
    return (
        Counted(
            row[begin].start,
            row[stop - 1].end,
            (row[found.first].start, row[found.stop - 1].end),
            count if count is None or count.high != 0 else None,
            counted.people,
            found.kind if found.value != 0 else "zero",
            _slice(row, counted),
            tuple(dict.fromkeys(doubts)),
        ),
        stop,
    )


def _bounded(found: Figure, hedges: list[Hedge]) -> Count | None:
    """The count under its hedges; the first that bounds wins over "about"."""
    said = found.said
    hedge = next((one for one in hedges if one != "about"), hedges[0] if hedges else None)
    if said is None or hedge is None or found.kind == "ordinal":
        return said
    if found.kind == "vague":
        return said if hedge in ("at_least", "more_than", "about") else BARE
    if found.kind == "range":
        if hedge == "about":
            return said
        edge = said.low if hedge in ("at_least", "more_than") else said.high
        return said if edge is None else hedged(edge, hedge)
    return said if found.value is None else hedged(found.value, hedge)


def _zero(row: list[Token], at: int) -> tuple[Counted, int] | None:
    """No one, none, not a single protester, no casualties."""
    none = _ZERO.at(row, at)
    if none is None:
        if row[at].low != "no":
            return None
        noun = noun_after(row, at + 1)
        if not noun.people:
            return None
        return _bare(row, at, at + 1, None, "zero", noun), at + 1
    noun = noun_after(row, none.stop)
    people = noun if noun.people is not None else Whom(True if row[at].low in _PERSONS else None)
    return _bare(row, at, none.stop, None, "zero", people), none.stop


_PERSONS = frozenset(("no", "noone", "nobody"))


def _vague(row: list[Token], at: int) -> tuple[Counted, int] | None:
    """Several, a number of, some people, many."""
    vague = _VAGUE.at(row, at)
    if vague is None:
        return None
    noun = noun_after(row, vague.stop)
    if of_several(row, noun):
        noun = Whom(False)
    before = row[at - 1].low if at else ""
    if row[at].low in _ONLY_WITH_NOUN and not noun.people:
        return None
    if (row[at].low == "most" and before == "the") or (
        before in ("how", "too") and row[at].low == "many"
    ):
        return None  # "the most important people", "how many people"
    return _bare(row, at, vague.stop, BARE, "vague", noun), vague.stop


def _article(row: list[Token], at: int) -> tuple[Counted, int] | None:
    """A man, another protester, a 14-year-old: one person."""
    if row[at].low not in _ARTICLES:
        return None
    noun = noun_after(row, at + 1)
    if noun.noun is None:
        return None
    if of_several(row, noun):
        return _bare(row, at, at + 1, BARE, "vague", noun), at + 1
    return _bare(row, at, at + 1, one(), "article", noun), at + 1


def _bare(
    row: list[Token], at: int, stop: int, count: Count | None, kind: str, noun: Whom
) -> Counted:
    start, end = row[at].start, row[stop - 1].end
    return Counted(start, end, (start, end), count, noun.people, kind, _slice(row, noun))


def _slice(row: list[Token], noun: Whom) -> tuple[int, int] | None:
    return None if noun.noun is None else (row[noun.noun[0]].start, row[noun.noun[1] - 1].end)


def _with_parts(text: str, found: list[Counted]) -> list[Counted]:
    """Raise the fewest of a vague figure to a part it includes: "dozens, including 59 tourists"."""
    for at, (whole, part) in enumerate(pairwise(found)):
        between = text[whole.end : part.start] if part.start - whole.end < 60 else ""
        low = part.count.low if part.count is not None else None
        if (
            whole.kind == "vague"
            and whole.count is not None
            and low is not None
            and low > whole.count.floor
            and part.people is not False
            and between.rstrip().lower().endswith("including")
        ):
            found[at] = msgspec.structs.replace(
                whole, count=plural(low), doubts=(*whole.doubts, "including")
            )
    return found
