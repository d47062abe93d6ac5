"""Second texts: mojibake repaired, or forms folded, each with a map back to the first text.

A document's text is never changed. Readers that stumble over "â€˜" or over the two Arabic and
Persian writings of one letter read the second text, and lead every offset back before they anchor.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_STRANGE = re.compile(r"[^ \t\r\n]*[^\x00-\x7f][^ \t\r\n]*")
_PLAIN = {
    **{ord(digit): str(n % 10) for n, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")},
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′`´"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "يىئ"), "ی"),
    **dict.fromkeys(map(ord, "‐‑‒–"), "-"),
    ord("ك"): "ک",
    ord("ة"): "ه",
    ord("ۀ"): "ه",
    ord("أ"): "ا",
    ord("إ"): "ا",
    ord("\u00a0"): " ",
    # ZWNJ, ZWJ, bidi marks and isolates, tatweel, soft hyphen, word joiner, BOM: no letters
    **dict.fromkeys(
        [0x00AD, 0x0640, 0x061C, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
         *range(0x2066, 0x206A)], ""
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SecondText:
    """A text made of another one.

    Attributes:
        text: the second text.
        changes: (start, end, first start, first end) of each changed stretch, in order; between
            them both texts are the same.
    """

    text: str
    changes: tuple[tuple[int, int, int, int], ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the first text that the slice of the second was made of."""
        if start >= end:
            at = self._back(start, first=True)
            return at, at
        return self._back(start, first=True), self._back(end - 1, first=False)

    def _back(self, at: int, *, first: bool) -> int:
        n = bisect_right(self.changes, at, key=lambda change: change[0]) - 1
        # a stretch that was dropped has no characters here: the one before it may hold `at`
        while n >= 0 and self.changes[n][0] == self.changes[n][1] and n > 0:
            if self.changes[n - 1][1] <= at:
                break
            n -= 1
        if n < 0:
            return at if first else at + 1
        _, end, low, high = self.changes[n]
        if at < end:
            return low if first else high
        return high + (at - end) + (0 if first else 1)


def repaired(text: str) -> SecondText:
    """The text with mojibake undone, word by word; the same text when there is none."""
    if text.isascii():
        return SecondText(text)
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    def undone() -> Iterator[tuple[int, int, str]]:
        for found in _STRANGE.finditer(text):
            word = found[0]
            if len(word) <= 2_000 and is_bad(word) and (better := fix_encoding(word)) != word:
                lead = _shared(word, better)
                tail = _shared(word[lead:][::-1], better[lead:][::-1])
                yield (found.start() + lead, found.end() - tail, better[lead : len(better) - tail])

    return _made(text, undone())


def folded(text: str) -> SecondText:
    """The text with digits, quotation marks, ye, kaf and hamza seats folded, marks dropped."""
    if text.isascii() and "`" not in text:
        return SecondText(text)

    def plain() -> Iterator[tuple[int, int, str]]:
        for at, char in enumerate(text):
            if char.isascii() and char != "`":
                continue
            better = _PLAIN.get(ord(char))
            if better is None and unicodedata.category(char) == "Mn":
                better = ""
            if better is not None and better != char:
                yield at, at + 1, better

    return _made(text, plain())


def _made(text: str, changes: Iterable[tuple[int, int, str]]) -> SecondText:
    out: list[str] = []
    noted: list[tuple[int, int, int, int]] = []
    at = length = 0
    for start, end, better in changes:
        out += (text[at:start], better)
        length += start - at
        noted.append((length, length + len(better), start, end))
        length += len(better)
        at = end
    out.append(text[at:])
    return SecondText("".join(out), tuple(noted))


def _shared(left: str, right: str) -> int:
    """How many first characters both share."""
    n = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        n += 1
    return n
