"""The words, figures and marks of a text, each with its code points: what counts and dates read.

A run of digits with its separators is one token ("1,500", "1.500", "۱٬۵۰۰", "2019"); letters with
inner apostrophes are one ("o'clock"); every other mark stands alone. Offsets count code points in
the text as given; nothing is folded but the copy in `low`.
"""

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

_DIGITS = r"\d+(?:[.,٬٫'’\u00a0\u202f\u2009]\d+)*"
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_TOKEN = re.compile(rf"({_DIGITS})|({_WORD})|([^\s\w]|_)")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d.,]?\d)")
_KINDS = ("mark", "digits", "word", "mark")
_BLANKS = " \u00a0\u202f\u2009"
HYPHENS = frozenset("-‐‑−")
DASHES = HYPHENS | frozenset("–—‒―")


class Token(NamedTuple):
    """One token: `low` is it in lower case with a plain apostrophe; `kind` digits, word or mark."""

    start: int
    end: int
    text: str
    low: str
    kind: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of `text[start:end]` in order, in time linear in its length."""
    stop = len(text) if end is None else min(end, len(text))
    found: list[Token] = []
    at = max(start, 0)
    for match in _TOKEN.finditer(text, at, stop):
        first, last = match.span()
        if first < at:
            continue  # part of digits grouped by blanks
        kind, words = _KINDS[match.lastindex or 0], match[0]
        if kind == "digits" and last < stop and text[last] in _BLANKS:
            spaced = _SPACED.match(text, first, stop)
            if spaced is not None:
                last, words = spaced.end(), spaced[0]
        low = words.lower().replace("’", "'") if kind == "word" else words.replace("’", "'")
        found.append(Token(first, last, words, low, kind))
        at = last
    return found


def touching(left: Token, right: Token) -> bool:
    """Whether nothing stands between them."""
    return left.end == right.start


def plain_digits(words: str) -> str:
    """ASCII digits for any script's decimal digits; other characters stay."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words)


def index_at(row: list[Token], offset: int) -> int:
    """Index of the first token that starts at `offset` or later."""
    return bisect_left(row, offset, key=lambda token: token.start)
