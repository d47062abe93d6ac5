"""The lines of a text, and the paragraphs that lines were wrapped from.

Offsets count code points in the text; ends are exclusive. A line is trimmed of white space and
never empty. Text itself is never changed: a paragraph may hold line breaks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 8_000  # characters of a paragraph; longer ones are cut at a sentence's end
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+|\r\n|[\n\r\v\x85\u2028\u2029]|\f")
_ENDS = ".!?؟۔…:;\"”’'»)]"
_CUT = re.compile(r"[.!?؟۔]['\"”’»)]*\s+(?=\S)")


@dataclass(slots=True)
class Line:
    """One line of the text that holds words.

    Attributes:
        block: number of the block it stands in; blank lines, pages and elements part blocks.
        indent: white space before it.
        reason: why it is not article, None while it is (the codes of `NotText`).
        zone: what part of its page it stands in by the page's own marking ("navigation", …).
        heading: whether the page marks it as a heading.
        table: whether it is a row of a table.
    """

    start: int
    end: int
    block: int = 0
    indent: int = 0
    reason: str | None = None
    zone: str | None = None
    heading: bool = False
    table: bool = False


def lines_of(text: str) -> list[Line]:
    """Every line with words in it; a new block after each blank line and form feed."""
    lines: list[Line] = []
    block, breaks = 0, 0
    for found in _LINE.finditer(text):
        piece = found[0]
        if piece in {"\n", "\r", "\r\n", "\v", "\x85", "\u2028", "\u2029", "\f"}:
            breaks += 2 if piece in {"\f", "\u2029"} else 1
            continue
        bare = piece.strip()
        if not bare:
            continue
        if breaks > 1 and lines:
            block += 1
        breaks = 0
        indent = len(piece) - len(piece.lstrip())
        start = found.start() + indent
        lines.append(Line(start, start + len(bare), block, indent))
    return lines


def joined(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The paragraphs of lines that follow each other: wrapped lines are one, long ones cut."""
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and lines[end].block == lines[at].block:
            end += 1
        yield from _of_block(text, lines[at:end])
        at = end


def _of_block(text: str, block: Sequence[Line]) -> Iterator[tuple[int, int]]:
    width = max(line.indent + line.end - line.start for line in block)
    wrapped = len(block) > 2 and 45 <= width <= 120
    margin = min(line.indent for line in block[1:]) if len(block) > 1 else 0
    start = block[0].start
    for line, after in pairwise(block):
        if not _goes_on(text, line, after, width if wrapped else None, margin):
            yield from _cut(text, start, line.end)
            start = after.start
    yield from _cut(text, start, block[-1].end)


def _goes_on(text: str, line: Line, after: Line, width: int | None, margin: int) -> bool:
    """Whether `after` continues the sentence or paragraph that `line` breaks off."""
    if line.table or after.table or line.heading or after.heading:
        return False
    ended = text[line.end - 1] in _ENDS
    if not ended and text[after.start].islower():
        return True
    if width is None or (after.indent >= margin + 2 and line.indent <= margin):
        return False
    space = text.find(" ", after.start, after.end)
    word = (space if space >= 0 else after.end) - after.start
    return line.indent + line.end - line.start + 1 + word > width


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        stop = None
        for found in _CUT.finditer(text, start + LONGEST // 2, start + LONGEST):
            stop = found.end()
        if stop is None:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = space + 1 if space >= 0 else start + LONGEST
        yield start, start + len(text[start:stop].rstrip())
        start = stop
        start += len(text[start : start + LONGEST]) - len(text[start : start + LONGEST].lstrip())
    if start < end:
        yield start, end
