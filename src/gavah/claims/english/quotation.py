"""Quoted stretches of a paragraph, and whether a quotation runs on into the next."""

import re
from collections.abc import Iterator

import msgspec

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "``": "''", "‘": "’"}
_OPEN = re.compile(r"“|„|«|``|\"|(?<!\w)‘(?=\w)")
_SHORT = 4
"""Fewer words than this in quotation marks are a phrase, not a speech."""


class Quotation(msgspec.Struct, frozen=True):
    """A stretch between quotation marks, the marks included.

    Attributes:
        start: of the opening mark.
        end: after the closing mark, or the paragraph's end where none closes it.
        closed: False where the paragraph ends inside the quotation.
    """

    start: int
    end: int
    closed: bool


def quotations(text: str) -> Iterator[Quotation]:
    """Every quotation of a paragraph that is a speech rather than a phrase.

    >>> [text[q.start:q.end] for text in ['He said: “We saw five men die.”'] for q in quotations(text)]
    ['“We saw five men die.”']
    """
    at = 0
    while (found := _OPEN.search(text, at)) is not None:
        mark = found.group()
        close = _closing(text, found.end(), _PAIRS[mark])
        end = len(text) if close is None else close
        if len(text[found.end() : end].split()) >= _SHORT and (close is not None or mark != "‘"):
            yield Quotation(found.start(), end, close is not None)
            at = end
        else:
            at = found.end() if close is None or mark == "‘" else close


def _closing(text: str, at: int, mark: str) -> int | None:
    pattern = r"’(?!\w)" if mark == "’" else re.escape(mark)
    found = re.compile(pattern).search(text, at)
    return None if found is None else found.end()
