"""Whole numbers in digits and words: "1,500", "۱۵۰۰", "twenty-three", "half a million", "12k".

Digits may be grouped by comma, apostrophe or space, in threes or as in India; groups by full stop
are read with the doubt `dot_grouping`. A group that fits no way of writing ("1,5721") has no value
and the doubt `broken_digits`: no number is guessed. Values run to WORLD; beyond it nothing is read.
"""

import re
from typing import NamedTuple

from gavah.claims.english.tokens import HYPHENS, Token, plain_digits, touching
from gavah.resources import load

WORLD = 10_000_000_000
_THREES = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_SEPARATORS = str.maketrans({"٬": ",", "٫": ".", "'": ",", "’": ",", "\u00a0": ",", "\u202f": ",",
                             "\u2009": ",", " ": ","})  # fmt: skip


class Numeral(NamedTuple):
    """A number and where it ends.

    Attributes:
        value: None where the digits are broken.
        stop: index of the first token after it.
        lead: what stands before its scale word ("2" of "two hundred"); None without a scale word.
        scale: the product of its scale words; 1 without.
        plain: digits alone without separators, as years are written.
    """

    value: int | None
    stop: int
    lead: int | None = None
    scale: int = 1
    doubts: tuple[str, ...] = ()
    plain: bool = False


def _table(kind: str) -> dict[str, int]:
    rows = load("english/numerals")
    return {word: value for row in rows if row["kind"] == kind for word, value in row["words"].items()}  # fmt: skip


UNITS, TEENS, TENS = _table("unit"), _table("teen"), _table("ten")
SCALES, COLLECTIVES, SUFFIXES = _table("scale"), _table("collective"), _table("suffix")
PLURALS, GROUPS, ORDINALS, FRACTIONS = (
    _table("plural_low"), _table("group"), _table("ordinal"), _table("fraction"),
)  # fmt: skip
_SMALL = {word: value for word, value in (UNITS | TEENS).items() if value}
_BELOW_HUNDRED = _SMALL | TENS


def _low(row: list[Token], at: int) -> str:
    return row[at].low if 0 <= at < len(row) else ""


def is_scale(word: str) -> bool:
    """Whether the word multiplies what stands before it."""
    return word in SCALES or word in COLLECTIVES


def digits_value(words: str) -> tuple[int | None, tuple[str, ...]]:
    """The whole number a run of digits says, with doubts; None when it says none."""
    written = plain_digits(words).translate(_SEPARATORS)
    if len(written) > 20:
        return None, ("broken_digits",)
    if written.isdigit():
        return int(written), ()
    if _THREES.fullmatch(written):
        return int(written.replace(",", "")), ()
    if _DOTS.fullmatch(written):
        return int(written.replace(".", "")), ("dot_grouping",)
    return None, ("broken_digits",)


def is_decimal(words: str) -> bool:
    """Whether the digits are a decimal fraction ("1.2", "7,5" before a scale word)."""
    written = plain_digits(words).translate(_SEPARATORS)
    return bool(re.fullmatch(r"\d{1,6}[.]\d{1,4}|\d{1,6},\d{1,2}", written)) and not (
        _DOTS.fullmatch(written)
    )


def _times(words: str, scale: int) -> int | None:
    """A decimal times its scale, when that is whole."""
    match = _DECIMAL.fullmatch(plain_digits(words).translate(_SEPARATORS))
    if match is None or len(match[1]) > 6 or len(match[2]) > 4:
        return None
    scaled = int(match[1] + match[2]) * scale
    whole, rest = divmod(scaled, 10 ** len(match[2]))
    return whole if rest == 0 else None


def _digits(row: list[Token], at: int) -> Numeral | None:
    token = row[at]
    after = at + 1
    word = _low(row, after)
    if after < len(row) and touching(token, row[after]) and word in SUFFIXES:
        scale = SUFFIXES[word]
    elif is_scale(word) and word not in COLLECTIVES:
        scale = SCALES[word]
    elif word in COLLECTIVES:
        scale = COLLECTIVES[word]
    elif word in ("m", "bn", "mn", "mln") and row[after].end - row[after].start == len(word):
        scale = 0  # "12 m" is a length, "1.2 bn" money or people: only with digits attached
        scale = 1 if word == "m" else SUFFIXES[word]
    else:
        scale = 1
    if scale > 1:
        after += 1
        while _low(row, after) in SCALES and scale < WORLD:
            scale *= SCALES[row[after].low]
            after += 1
        if is_decimal(token.text):
            value = _times(token.text, scale)
            comma = ("decimal_comma",) if "," in token.text else ()
            return None if value is None else Numeral(value, after, None, scale, comma)
    value, doubts = digits_value(token.text)
    plain = plain_digits(token.text).isdigit()
    if value is None:
        return Numeral(None, after, None, scale, doubts)
    if value * scale > WORLD or (plain and len(token.text) > 1 and token.text[0] in "0٠۰"):
        return None
    return Numeral(value * scale, after, value if scale > 1 else None, scale, doubts, plain and scale == 1)  # fmt: skip


def _below_hundred(row: list[Token], at: int) -> tuple[int, int] | None:
    """A number from 1 to 99 in words, and the index after it."""
    word = _low(row, at)
    if word in TENS:
        follows = at + 1
        if follows < len(row) and row[follows].text in HYPHENS:
            follows += 1
        digit = UNITS.get(_low(row, follows), 0)
        if digit and not _compound(row, follows, hyphenated=follows == at + 2):
            return TENS[word] + digit, follows + 1
        return TENS[word], at + 1
    return (_SMALL[word], at + 1) if word in _SMALL else None


def _compound(row: list[Token], at: int, *, hyphenated: bool) -> bool:
    """Whether the unit at `at` opens a compound of its own ("twenty three-year-olds")."""
    return (
        not hyphenated
        and at + 2 < len(row)
        and row[at + 1].text in HYPHENS
        and touching(row[at], row[at + 1])
        and _low(row, at + 2) not in SCALES
    )


def _group(row: list[Token], at: int) -> tuple[int, int] | None:
    """A number below 10,000 in words: "one hundred and fifty", "eleven hundred", "a hundred"."""
    if _low(row, at) in ("a", "an", "another") and _low(row, at + 1) in SCALES:
        value, after = 1, at + 1
    else:
        small = _below_hundred(row, at)
        if small is None:
            return None
        value, after = small
    after = _hyphen_before(row, after, "hundred")
    if _low(row, after) != "hundred":
        return value, after
    value, after = value * 100, after + 1
    follows = after + 1 if _low(row, after) == "and" else after
    rest = _below_hundred(row, follows)
    if (rest is not None and not is_scale(_low(row, rest[1]))) or (
        rest is not None and _low(row, rest[1]) in SCALES and SCALES[_low(row, rest[1])] > 100
    ):
        value, after = value + rest[0], rest[1]
    return value, after


def _hyphen_before(row: list[Token], at: int, word: str) -> int:
    if at + 1 < len(row) and row[at].text in HYPHENS and row[at + 1].low == word:
        return at + 1
    return at


def _words(row: list[Token], at: int) -> Numeral | None:
    word = _low(row, at)
    if word == "half":
        return _half(row, at)
    if word in ("a", "an", "another") and not is_scale(_low(row, at + 1)):
        return None
    if _low(row, at + 1) in COLLECTIVES and word in ("a", "another"):
        return Numeral(COLLECTIVES[row[at + 1].low], at + 2, 1, COLLECTIVES[row[at + 1].low])
    first = _group(row, at)
    if first is None:
        return None
    value, after = first
    lead, scale = (value // 100, 100) if value >= 100 and value % 100 == 0 else (None, 1)
    if _low(row, after) in COLLECTIVES:
        each = COLLECTIVES[row[after].low]
        return Numeral(value * each, after + 1, value, each)
    half = _and_a_half(row, after)
    if half is not None:
        return Numeral(value * half[1] + half[1] // 2, half[0], None, half[1])
    return _scaled(row, value, after, lead, scale)


def _scaled(row: list[Token], value: int, after: int, lead: int | None, scale: int) -> Numeral:
    """The number whose first group is `value`, with every lower scale that follows it."""
    total, ceiling = 0, WORLD + 1
    while True:
        word = _low(row, after)
        scaled = word in SCALES and 100 < SCALES[word] < ceiling
        if scaled:
            if total == 0:
                lead, scale = value, SCALES[word]
            ceiling = SCALES[word]
            total, value, after = total + value * ceiling, 0, after + 1
            while _low(row, after) in SCALES and SCALES[_low(row, after)] > 100 and total < WORLD:
                total, after = total * SCALES[row[after].low], after + 1
        if not scaled:
            break
        rest = _lower_group(row, after, ceiling)
        if rest is None:
            break
        value, after = rest
        lead, scale = None, 1
    return Numeral(total + value, after, lead, scale)


def _lower_group(row: list[Token], after: int, ceiling: int) -> tuple[int, int] | None:
    """The group after a scale word: "two thousand (and) five", "one million, two hundred"."""
    follows = after + 1 if _low(row, after) in ("and", ",") else after
    if _low(row, follows) in ("a", "an", "another"):
        return None
    rest = _group(row, follows)
    if rest is None or rest[0] >= ceiling:
        return None
    next_word = _low(row, rest[1])
    opens_scale = next_word in SCALES and 100 < SCALES[next_word] < ceiling
    joined = _low(row, after)
    if next_word in COLLECTIVES or (joined == "," and not opens_scale and rest[0] < 100):
        return None
    if joined == "and" and not opens_scale and rest[0] >= 100:
        return None
    return rest


def _half(row: list[Token], at: int) -> Numeral | None:
    """Half a dozen, half-dozen, half a million."""
    after = at + 1
    if after < len(row) and (row[after].text in HYPHENS or row[after].low in ("a", "an")):
        after += 1
    word = _low(row, after)
    scale = SCALES.get(word) or COLLECTIVES.get(word)
    if scale is None:
        return None
    return Numeral(scale // 2, after + 1, None, scale)


def _and_a_half(row: list[Token], after: int) -> tuple[int, int] | None:
    """`and a half million`: the index after it and its scale."""
    words = [_low(row, after + step) for step in range(4)]
    if words[:3] == ["and", "a", "half"] and words[3] in SCALES:
        return after + 4, SCALES[words[3]]
    return None


def numeral(row: list[Token], at: int) -> Numeral | None:
    """The number that starts at token `at`; None when none does or it is beyond WORLD."""
    token = row[at]
    if token.kind == "digits":
        return _digits(row, at)
    if token.kind != "word":
        return None
    found = _words(row, at)
    return found if found is not None and found.value is not None and found.value <= WORLD else None
