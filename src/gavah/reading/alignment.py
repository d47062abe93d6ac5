"""Finds an extractor's blocks again in the text they were taken from.

Extractors give no offsets. Both sides are brought down to their letters and digits, and each block
is searched there: whole first; where it occurs more than once, the place nearest to its neighbours
counts; what is not found whole is found by its longest pieces.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

_WORDS = re.compile(r"[^\W_]+")
_PLACES = 30  # places of a block that are weighed
_LONG = 40  # letters of a block that is told by its words alone
_NEAR = 4_000  # letters within which the next block is looked for first
_SHORTEST = 16  # letters of a piece worth finding


class Letters:
    """The letters and digits of a text, with the way back to their offsets."""

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []  # of each word, in the letters
        self.offsets: list[int] = []  # of each word, in the text
        words, length = [], 0
        for found in _WORDS.finditer(text):
            self.starts.append(length)
            self.offsets.append(found.start())
            words.append(found[0])
            length += len(found[0])
        self.letters = "".join(words)

    def offset(self, at: int) -> int:
        """Where the letter stands in the text."""
        word = bisect_right(self.starts, at) - 1
        return self.offsets[word] + at - self.starts[word]


def aligned(text: str, blocks: Sequence[str]) -> list[tuple[int, int]]:
    """The spans of the text that the blocks were taken from; in order, not overlapping.

    Blocks that are not in the text are passed over.
    """
    stream = Letters(text)
    wanted = [letters for block in blocks if (letters := "".join(_WORDS.findall(block)))]
    places = _all_places(stream.letters, wanted)
    chosen = _choose(wanted, places)
    spans: list[tuple[int, int]] = []
    low = 0
    for place, letters in zip(chosen, wanted, strict=True):
        found = (
            _pieces(stream.letters, letters, low)
            if place is None
            else [(place, place + len(letters))]
        )
        spans.extend(found)
        if found:
            low = found[-1][1]
    return _in_text(stream, spans)


def _all_places(letters: str, wanted: Sequence[str]) -> list[list[int]]:
    """Where each block may stand. A long one that follows the last long one shortly stands there:
    so the whole text is not searched for every block.
    """
    places: list[list[int]] = []
    low = 0
    for block in wanted:
        at = letters.find(block, low, low + len(block) + _NEAR) if len(block) >= _LONG else -1
        places.append([at] if at >= 0 and low else _places(letters, block))
        if len(block) >= _LONG and len(places[-1]) == 1:
            low = places[-1][0] + len(block)
    return places


def _places(letters: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = letters.find(wanted)
    while at >= 0 and len(found) < _PLACES:
        found.append(at)
        at = letters.find(wanted, at + 1)
    return found


def _choose(wanted: Sequence[str], places: Sequence[list[int]]) -> list[int | None]:
    """One place for each block: the only one, else the one that fits its neighbours best."""
    chosen: list[int | None] = [found[0] if len(found) == 1 else None for found in places]
    after: list[int | None] = [None] * len(wanted)
    following: int | None = None
    for n in range(len(wanted) - 1, -1, -1):
        after[n] = following
        if len(places[n]) == 1 and len(wanted[n]) >= _SHORTEST:
            following = places[n][0]
    low = 0
    for n, found in enumerate(places):
        if len(found) > 1:
            at = bisect_left(found, low)
            high = after[n]
            if at < len(found) and (low > 0 or high is None):
                chosen[n] = found[at]
            elif high is not None:
                before = bisect_left(found, high) - 1
                chosen[n] = found[before] if before >= 0 else found[0]
            else:
                chosen[n] = found[-1] if at >= len(found) else found[at]
        place = chosen[n]
        if place is not None and len(wanted[n]) >= _SHORTEST:
            low = place + len(wanted[n])
    return chosen


def _pieces(letters: str, wanted: str, low: int) -> list[tuple[int, int]]:
    """Where the longest stretches of a block stand, from `low` on if they do."""
    found: list[tuple[int, int]] = []
    at, misses = 0, 0
    while len(wanted) - at >= _SHORTEST and misses < 40:
        place = _find(letters, wanted[at : at + _SHORTEST], low)
        if place < 0:
            at += 8
            misses += 1
            continue
        # the first place need not be the longest: take it, and grow it
        least, most = _SHORTEST, len(wanted) - at
        while least < most:
            middle = (least + most + 1) // 2
            grown = _find(letters, wanted[at : at + middle], low)
            if grown >= 0:
                least, place = middle, grown
            else:
                most = middle - 1
        found.append((place, place + least))
        low = place + least
        at += least
    return found


def _find(letters: str, wanted: str, low: int) -> int:
    at = letters.find(wanted, low)
    return at if at >= 0 else letters.find(wanted)


def _in_text(stream: Letters, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(stream.offset(start), stream.offset(end - 1) + 1) for start, end in merged]
