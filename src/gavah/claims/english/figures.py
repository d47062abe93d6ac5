"""A figure at a place in the text: a number, a range, a toll that moved, or a vague plural.

Ranges: "20 to 30", "20-30", "two or three", "between 20 and 30". "From 58 to 62" is a toll that
moved: the newer figure counts. "Dozens", "several hundred", "tens of thousands" give a fewest only.
A first part without a scale takes that of the second ("20 to 30 thousand").
"""

from typing import NamedTuple

from gavah.claims.english.bounds import between, exactly, plural
from gavah.claims.english.numerals import (
    COLLECTIVES,
    FRACTIONS,
    GROUPS,
    ORDINALS,
    PLURALS,
    SCALES,
    TEENS,
    TENS,
    UNITS,
    Numeral,
    numeral,
)
from gavah.claims.english.phrases import words
from gavah.claims.english.tokens import DASHES, HYPHENS, Token, plain_digits, touching
from gavah.model.count import Count

_VAGUE = frozenset({"several", "few", "many", "some", "couple"})
_PEOPLE = words("english/people_nouns")
_SHARES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000))
_AFTER_A = frozenset((*SCALES, *COLLECTIVES, *GROUPS, "few", "half", "third", "quarter"))
FIRSTS = (
    frozenset(("between", "from", "half", "a", "an", "another"))
    | _VAGUE
    | frozenset((*UNITS, *TEENS, *TENS, *PLURALS, *GROUPS, *ORDINALS, *SCALES, *COLLECTIVES))
)
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


class Figure(NamedTuple):
    """A figure.

    Attributes:
        first: index of the first token of the number itself.
        stop: index after its last token.
        kind: "figure", "words", "range", "moved", "vague", "group", "ordinal", "score",
            "fraction" or "broken".
        said: what it says without hedges; None for no number of people.
        value: the number that hedges bound; None where they bound nothing.
        plain: four digits and nothing else, as years are written.
    """

    first: int
    stop: int
    kind: str
    said: Count | None
    value: int | None = None
    plain: bool = False
    doubts: tuple[str, ...] = ()


def figure(row: list[Token], at: int) -> Figure | None:
    """The figure that starts at token `at`; None when none does."""
    word = row[at].low
    if row[at].kind != "digits" and word not in FIRSTS:
        return None
    if word in ("a", "an", "another") and (at + 1 >= len(row) or row[at + 1].low not in _AFTER_A):
        return None
    if word == "between":
        return _between(row, at)
    if word == "from":
        return _moved(row, at)
    ordinal = _ordinal(row, at)
    if ordinal is not None:
        return ordinal
    few = _several_hundred(row, at) or _plural(row, at) or _group(row, at)
    if few is not None:
        return few
    first = numeral(row, at)
    if first is None:
        return _fraction(row, at)
    if first.value is None:
        return Figure(at, first.stop, "broken", None, doubts=first.doubts)
    return (
        _fraction(row, at)
        or _span(row, at, first)
        or Figure(
            at,
            first.stop,
            "figure" if row[at].kind == "digits" else "words",
            exactly(first.value),
            first.value,
            first.plain and len(row[at].text) == 4,
            first.doubts,
        )
    )


def _shared(first: Numeral, second: Numeral) -> tuple[int, int] | None:
    """Low and high of a range, the scale of its second part shared; None where they do not rise."""
    if first.value is None or second.value is None:
        return None
    low = first.value
    if first.scale == 1 and second.lead is not None and low < second.lead:
        low *= second.scale
    return (low, second.value) if low < second.value else None


def _range(at: int, stop: int, low: int, high: int, first: Numeral, second: Numeral) -> Figure:
    years = first.plain and second.plain and low >= 1000 and high <= 2200
    return Figure(at, stop, "range", between(low, high), None, years, first.doubts + second.doubts)


def _between(row: list[Token], at: int) -> Figure | None:
    first = numeral(row, at + 1) if at + 1 < len(row) else None
    if first is None or first.stop + 1 >= len(row) or row[first.stop].low not in ("and", "to"):
        return None
    second = numeral(row, first.stop + 1)
    ends = _shared(first, second) if second is not None else None
    if second is None or ends is None:
        return None
    return _range(at + 1, second.stop, *ends, first, second)


_MOVES = words("english/quantifiers", "moved") | {"toll", "number", "rate", "share", "drop"}


def _moved(row: list[Token], at: int) -> Figure | None:
    first = numeral(row, at + 1) if at + 1 < len(row) else None
    if first is None or first.stop + 1 >= len(row) or row[first.stop].low != "to":
        return None
    second = numeral(row, first.stop + 1)
    if second is None or first.value is None or second.value is None:
        return None
    ends = _shared(first, second)
    if ends is not None and not any(token.low in _MOVES for token in row[max(0, at - 6) : at]):
        return _range(at + 1, second.stop, *ends, first, second)  # "from 20 to 30 people"
    years = first.plain and second.plain and 1000 <= second.value <= 2200
    return Figure(
        first.stop + 1, second.stop, "moved", exactly(second.value), second.value, years,
        second.doubts,
    )  # fmt: skip


def _span(row: list[Token], at: int, first: Numeral) -> Figure | None:
    """A range by "to", "or" or a dash; by dashes also scores and numbers that count nothing."""
    link = first.stop
    if link + 1 >= len(row):
        return None
    joint, after = row[link], row[link + 1]
    dashed = joint.text in DASHES and touching(row[link - 1], joint) and touching(joint, after)
    if not dashed and joint.low not in ("to", "or"):
        return None
    second = numeral(row, link + 1)
    if second is None or (dashed and (row[at].kind == "word") != (after.kind == "word")):
        return None
    if dashed and second.stop + 1 < len(row):
        again, last = row[second.stop], row[second.stop + 1]
        if again.text in DASHES and last.kind == "digits" and touching(again, last):
            return _dashed(row, at, second.stop)
    ends = _shared(first, second)
    if ends is not None and (dashed or joint.low == "to" or ends[1] <= 10 * ends[0]):
        return _range(at, second.stop, *ends, first, second)
    if dashed and after.kind == "digits":
        return Figure(at, second.stop, "score", None)
    return None


def _dashed(row: list[Token], at: int, stop: int) -> Figure:
    """Digits, dash, digits, dash, digits: a telephone number or a date."""
    while (
        stop + 1 < len(row)
        and row[stop].text in DASHES
        and row[stop + 1].kind == "digits"
        and touching(row[stop], row[stop + 1])
    ):
        stop += 2
    return Figure(at, stop, "score", None)


def _ordinal(row: list[Token], at: int) -> Figure | None:
    token = row[at]
    if token.low in ORDINALS:
        return Figure(at, at + 1, "ordinal", exactly(ORDINALS[token.low]))
    if (
        token.kind == "digits"
        and at + 1 < len(row)
        and row[at + 1].low in _ORDINAL_ENDS
        and touching(token, row[at + 1])
    ):
        digits = plain_digits(token.text)
        value = int(digits) if digits.isdigit() and len(digits) < 5 else None
        return Figure(at, at + 2, "ordinal", None if not value else exactly(value))
    return None


def _several_hundred(row: list[Token], at: int) -> Figure | None:
    """Several hundred, a few dozen, a couple of hundred, many thousands, hundreds of dozens."""
    first = at
    if row[at].low == "a" and at + 1 < len(row) and row[at + 1].low in ("few", "couple"):
        first = at + 1
    if row[first].low not in _VAGUE or (row[first].low == "couple" and first == at):
        return None
    scale = first + 1
    if scale < len(row) and row[scale].low == "of":
        scale += 1
    if scale >= len(row):
        return None
    word = row[scale].low
    each = SCALES.get(word) or COLLECTIVES.get(word)
    if each is None or row[first].low == "some":
        if word in PLURALS and scale == first + 1:  # many thousands, several dozens
            return _plural(row, scale, at)
        return None
    return Figure(at, scale + 1, "vague", plural(2 * each))


def _plural(row: list[Token], at: int, start: int | None = None) -> Figure | None:
    """Dozens, hundreds, tens of thousands: the words' fewest."""
    word = row[at].low
    if word not in PLURALS:
        return None
    low, stop = PLURALS[word], at + 1
    while stop + 1 < len(row) and row[stop].low == "of" and row[stop + 1].low in PLURALS:
        low, stop = low * PLURALS[row[stop + 1].low] // 2, stop + 2
        if low > 10**10:
            break
    if (
        stop + 1 < len(row)
        and row[stop].low in ("or", "of")
        and row[stop + 1].low in SCALES | COLLECTIVES
    ):
        stop += 2
    return Figure(at if start is None else start, stop, "vague", plural(low))


def _group(row: list[Token], at: int) -> Figure | None:
    first = at
    if row[at].low == "a" and at + 1 < len(row):
        first = at + 1
    word = row[first].low
    if word not in GROUPS or (word == "both" and first != at):
        return None
    if first + 1 < len(row) and row[first + 1].text in HYPHENS:
        return None
    return Figure(at, first + 1, "group", exactly(GROUPS[word]), GROUPS[word])


def _fraction(row: list[Token], at: int) -> Figure | None:
    """Two-thirds, one in ten, half of the crowd: shares, no numbers of people."""
    if row[at].low == "half":
        after = row[at + 1].low if at + 1 < len(row) else ""
        scaled = after in HYPHENS or after in ("a", "an", "dozen")
        return None if scaled else Figure(at, at + 1, "fraction", None)
    first = numeral(row, at)
    if first is None or first.value is None:
        return None
    stop = first.stop
    low = row[stop].low if stop < len(row) else ""
    if low in HYPHENS and stop + 1 < len(row):
        stop, low = stop + 1, row[stop + 1].low
    if low in FRACTIONS or (first.value == 1 and low in ("third", "fourth", "fifth", "tenth")):
        return Figure(at, stop + 1, "fraction", None)
    if low == "in" and stop == first.stop and stop + 1 < len(row) and first.value < 100:
        second = numeral(row, stop + 1)
        of_people = (
            second is not None and second.stop < len(row) and row[second.stop].low in _PEOPLE
        )
        if second is not None and of_people and first.value == 1 and second.value in _SHARES:
            return Figure(at, second.stop, "fraction", None)
    return None
