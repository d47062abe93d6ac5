"""Where words stand in a text: letter for letter, quotation marks and spacing folded.

Folding is for finding only; what is found is a slice of the text as it is. Words match whole:
"7" does not stand in "37", nor "1,500" in "1,500,000".
"""

import re
from collections.abc import Iterator, Sequence

from gavah.reading.repair import folded

Span = tuple[int, int]


class Source:
    """A text in which words are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._second = folded(text)

    def find(self, words: str, within: Sequence[Span] = ()) -> Span | None:
        """The first slice that `words` are, within the stretches if any are given."""
        return next(self.all(words, within), None)

    def all(self, words: str, within: Sequence[Span] = ()) -> Iterator[Span]:
        """Every slice that `words` are, in text order, none overlapping."""
        pattern = _pattern(words)
        if pattern is None:
            return
        for match in pattern.finditer(self._second.text):
            start, end = self._second.back(*match.span())
            if not within or any(low <= start and end <= high for low, high in within):
                yield start, end


def _pattern(words: str) -> re.Pattern[str] | None:
    pieces = folded(words).text.split()
    if not pieces:
        return None
    whole = r"\s+".join(re.escape(piece) for piece in pieces)
    ahead = r"(?<!\w)(?<!\d[.,])" if re.match(r"\w", pieces[0]) else ""
    after = r"(?!\w)(?![.,]\d)" if re.search(r"\w$", pieces[-1]) else ""
    return re.compile(ahead + whole + after)
