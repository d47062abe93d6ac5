"""Runs of capitalised words: what names of people, bodies and places are made of.

A run is words with a capital that follow each other with nothing but blanks, initials' full stops
and the small words of names between ("Muhammad bin Salman", "Rio de Janeiro"). A possessive ends
it. In text that is all in capitals or has none, letters say nothing: `lettering` tells.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from gavah.claims.english.time_words import table
from gavah.claims.english.trees import Doc
from gavah.resources import load

_WORD = re.compile(
    r"(?P<abbreviation>(?:[A-Z]\.[ ]?){1,4}(?:Va\.)?(?<! )|(?:[A-Z]\.){2,4})"
    r"|(?P<word>[^\W\d_]+(?:[\-‐‑'’ʻʼ‘/&][^\W\d_]+)*)"
    r"|(?P<figure>\d+(?:[.,]\d+)*(?:st|nd|rd|th)?)"
    r"|(?P<mark>[^\w\s]|_)"
)
WRAPPED = 50
"""Characters from which a line counts as wrapped, so that a name may go over its end."""

_POSSESSIVE = re.compile(r"['’](?:s|S)?$")

Lettering = Literal["mixed", "upper", "lower"]


class Word(NamedTuple):
    """One word, figure or mark.

    Attributes:
        opens: a sentence or a quotation begins with it.
        possessive: "'s" follows, which is cut off.
        low: in lower case, with a plain apostrophe.
        capital: it begins with a capital, or is an article joined to one ("al-Masri").
        broken: a blank line, or the end of a short line, stands before it: no name goes over it.
    """

    start: int
    end: int
    text: str
    kind: str
    opens: bool
    possessive: bool
    broken: bool
    low: str
    capital: bool


_ARTICLED = re.compile(r"(?:al|el|ul|ash|as|an|ar|at|ad|az|d|l)[\-‐‑'’][A-ZÀ-Þ]")
_TAILED = re.compile(
    r"[\-‐‑](?:based|led|backed|born|held|controlled|run|owned|trained|affiliated|linked|dominated|"
    r"administered|occupied|funded|allied|style|era|clad|sponsored|aligned|inspired|wide|bound|"
    r"majority|speaking|elect)$"
)
_ENDS = frozenset(".!?:;…")
_OPENING = frozenset('"“”‘([«-–—•*|')


@cache
def _abbreviations() -> frozenset[str]:
    titles = load("names/titles")
    states = load("places/countries")["states"].values()
    short = {str(name).rstrip(".").lower() for names in states for name in names}
    return (
        frozenset([*titles["honorifics"], *titles["ranks"], "st", "no", "gov", "sen", "rep", "mt"])
        | short
    )


@lru_cache(maxsize=64)
def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words, figures and marks of `text[start:end]`; a possessive "'s" is cut off its word."""
    found: list[Word] = []
    opens = True
    before_it = start
    for match in _WORD.finditer(text, start, end):
        kind, written = match.lastgroup or "", match[0]
        first, stop = match.span()
        possessive = False
        plain = kind == "word" and written.isalpha()
        if (
            not plain
            and kind == "word"
            and (tail := _POSSESSIVE.search(written))
            and tail.start() > 0
        ):
            written, stop, possessive = written[: tail.start()], first + tail.start(), True
        broken = first - before_it > 1 or (first > before_it and text[before_it] != " ")
        broken = broken and bool(found) and _parted(text, before_it, first)
        before_it = stop
        opens = opens or broken
        low = written.lower() if plain else written.lower().replace("’", "'")
        capital = written[0].isupper() if plain else _is_capital(written, kind)
        found.append(Word(first, stop, written, kind, opens, possessive, broken, low, capital))
        if kind == "mark":
            if written in _ENDS:
                before = found[-2] if len(found) > 1 else None
                short = (
                    written == "."
                    and before is not None
                    and before.end == match.start()
                    and (before.low in _abbreviations())
                )
                opens = not short
            elif written not in _OPENING and written not in "'’":
                opens = False
            else:
                opens = opens or written in '"“«•*|'
        else:
            opens = False
    return tuple(found)


def _is_capital(written: str, kind: str) -> bool:
    if kind != "word":
        return kind == "abbreviation"
    if "-" in written and _TAILED.search(written):
        return False
    return written[0].isupper() or _ARTICLED.match(written) is not None


def _parted(text: str, end: int, start: int) -> bool:
    """Whether a line break between two words is more than the wrapping of a long line."""
    breaks = text.count("\n", end, start)
    if not breaks:
        return False
    return breaks > 1 or end - (text.rfind("\n", 0, end) + 1) < WRAPPED


@lru_cache(maxsize=64)
def lettering(text: str) -> Lettering:
    """Whether capitals tell names: "mixed" where they do, else what nearly all letters are."""
    parts = text.split()
    capitals = sum([word[0].isupper() for word in parts])
    upper = sum([len(word) > 1 and word.isupper() for word in parts])
    count = sum([word[0].isalpha() for word in parts])
    if count and upper > 0.6 * count:
        return "upper"
    if count > 12 and capitals < 0.02 * count:
        return "lower"
    return "mixed"


def runs(row: Sequence[Word], small: frozenset[str]) -> list[tuple[int, int]]:
    """Runs of capitalised words as (first, past the last) indexes of `row`.

    Args:
        small: words without a capital that may stand inside a run, before a capitalised word.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(row):
        if not row[at].capital:
            at += 1
            continue
        last = at
        while not row[last].possessive:
            ahead = last + 1
            if ahead < len(row) and row[ahead].text == "." and _dotted(row[last]):
                ahead += 1
            while (
                ahead < len(row)
                and row[ahead].low in small
                and row[ahead].kind == "word"
                and (not row[ahead].capital)
            ):
                ahead += 1
            if (
                ahead < len(row)
                and row[ahead].capital
                and not row[ahead].opens
                and ahead - last <= 4
                and not _ends_name(row[last], row[ahead])
            ):
                last = ahead
            else:
                break
        found.append((at, last + 1))
        at = last + 1
    return found


WEEKDAYS = frozenset(word for word in table("weekday") if word.endswith("day"))
MONTHS = frozenset({"january", "february", "september", "october", "november", "december"})
"""Months that nobody is named after, as April, June and August are."""
_NAMED_DAYS = frozenset({"black", "good", "bloody", "easter", "palm", "super", "holy", "ash", "shrove", "cyber", "maundy", "whit"})  # fmt: skip
_HEADLINE = frozenset(
    {"in", "at", "on", "after", "by", "from", "during", "near", "outside", "as", "over", "into",
     "is", "was", "are", "has", "his", "her", "who", "while", "when", "amid"}
)  # fmt: skip
"""Words that no name goes on over, whatever a headline's capitals."""


def _ends_name(before: Word, after: Word) -> bool:
    """ "Chicago Friday", "Party In Chicago": a day, or a word of a headline, ends a name."""
    if before.low in WEEKDAYS:
        return after.low in MONTHS or after.kind != "word"
    if after.low in WEEKDAYS:
        return before.low not in _NAMED_DAYS
    return after.low in MONTHS or after.low in _HEADLINE or before.low in _HEADLINE


def _dotted(word: Word) -> bool:
    return len(word.text) == 1 or word.low in _abbreviations()


def capitals_of_names(
    row: Sequence[Word], doc: Doc, offset: int, telling: Callable[[str], bool]
) -> list[Word]:
    """The words of a text all in capitals as if only its names had them.

    Args:
        telling: whether a word or two are a name by themselves, whatever the tagger says.
    """
    proper = {offset + token.idx for token in doc if token.pos_ == "PROPN"}
    kept = [word.start in proper or telling(word.text) for word in row]
    for number in range(len(row) - 1):
        pair = row[number : number + 2]
        if all(word.kind == "word" for word in pair) and telling(f"{pair[0].text} {pair[1].text}"):
            kept[number] = kept[number + 1] = True
    return [
        word if keep or word.kind != "word" else word._replace(capital=False)
        for word, keep in zip(row, kept, strict=True)
    ]
