"""Where one sentence surely ends and another begins, before anything is parsed.

Only sure ends count: a full stop after an abbreviation, an initial or a figure is none, so a piece
may hold several sentences, and the parser parts those. No piece ends inside a sentence.
"""

import re
from functools import cache

from gavah.resources import load

_END = re.compile(r"(?:[.!?]|(?<=[.!?])[\"”’)\]]+)\s+(?=[\"“‘'(\[]*[A-Z])")
_LAST = re.compile(r"([^\W\d_]+)[.!?]?[\"”’)\]]*$")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of `text[start:end]`, (start, end) with blanks at the end included, in order.

    >>> text = "He fled to St. Pauls. Police followed. "
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['He fled to St. Pauls. ', 'Police followed. ']
    """
    found: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _sure(text, at, match.start() + 1):
            found.append((at, match.end()))
            at = match.end()
    if at < end:
        found.append((at, end))
    return found


def _sure(text: str, start: int, end: int) -> bool:
    """Whether the word before a mark is a plain one, so that the mark ends the sentence."""
    word = _LAST.search(text, max(start, end - 40), end)
    if word is None:
        return text[end - 1] in '!?"”’)]'
    low = word[1].lower()
    return len(low) > 2 and low not in _short() and not word[1].isupper()


def shortened(word: str) -> bool:
    """Whether a word in lower case is an initial or is usually written with a full stop."""
    return len(word) == 1 or word in _short()


@cache
def _short() -> frozenset[str]:
    """Words that are written with a full stop, without it."""
    titles = load("names/titles")
    states = load("places/countries")["states"].values()
    short = {str(name).rstrip(".").lower() for names in states for name in names}
    months = {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
    bodies = {"inc", "ltd", "corp", "dept", "univ", "assn", "bros", "est", "ave", "blvd", "approx"}
    listed = {"etc", "vol", "art", "figs", "nos", "pvt", *months, *bodies}
    return frozenset(short | listed | {str(one) for one in (*titles["honorifics"], *titles["ranks"])})  # fmt: skip
