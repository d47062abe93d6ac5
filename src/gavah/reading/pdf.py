"""The text of a PDF, page by page, and the boxes its characters stand in.

Text is what the file's own text layer says, in the file's order; nothing is recognised from
pictures. pdfium's generated line breaks stand as "\\n", pages are joined by a form feed.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from gavah.errors import NoText, ReadingError, UnknownFormat

PAGES = 5_000  # pages of one PDF that are read
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF's text, and what its own metadata says."""

    text: str
    title: str | None = None
    author: str | None = None
    created: str | None = None


def pages_of(content: bytes) -> Pages:
    """Read every page.

    Raises:
        ReadingError: encrypted. NoText: nothing but pictures. UnknownFormat: not a whole PDF.
    """
    with _opened(content) as document:
        pages = []
        for number in range(min(len(document), PAGES)):
            with _text_page(document, number) as page:
                pages.append(_read(page)[0])
        about = {key: str(value) for key, value in document.get_metadata_dict().items() if value}
    text = "\f".join(pages)
    if not any(char.isalnum() for char in text):
        raise NoText(
            f"the PDF's {len(pages)} pages hold pictures but no text; "
            "run it through OCR first and give the result"
        )
    return Pages(text, about.get("Title"), about.get("Author"), about.get("CreationDate"))


def boxes_of(content: bytes, start: int, end: int) -> tuple[int, tuple[Box, ...]]:
    """The page (from 1) that the slice of the text begins on, and a box for each of its lines.

    Boxes are (left, bottom, right, top) in points, from the page's lower left corner; those of
    following pages are left out.
    """
    with _opened(content) as document:
        at = 0
        for number in range(min(len(document), PAGES)):
            with _text_page(document, number) as page:
                text, index = _read(page)
                if start <= at + len(text) - 1 or number == len(document) - 1:
                    low, high = start - at, min(end - at, len(text))
                    chars = [index[n] for n in range(low, high) if not text[n].isspace()]
                    return number + 1, _lines([page.get_charbox(char) for char in chars])
                at += len(text) + 1
    raise UnknownFormat("the PDF has no pages; it is not the copy that was read")


def _lines(boxes: list[Box]) -> tuple[Box, ...]:
    merged: list[Box] = []
    for left, bottom, right, top in boxes:
        if merged:
            l0, b0, r0, t0 = merged[-1]
            if min(t0, top) - max(b0, bottom) > 0 and left >= l0 - 1:
                merged[-1] = (min(l0, left), min(b0, bottom), max(r0, right), max(t0, top))
                continue
        merged.append((left, bottom, right, top))
    return tuple(tuple(round(side, 2) for side in box) for box in merged)  # type: ignore[misc]


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError(
                "the PDF is encrypted and asks for a password; "
                "open it, print it to a new PDF without one, and give that as well"
            ) from None
        raise UnknownFormat(
            f"not a whole PDF ({error}); fetch it again, or repair it and give the repaired file"
        ) from None
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _text_page(document: Any, number: int) -> Iterator[Any]:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnknownFormat(
            f"page {number + 1} of the PDF cannot be opened ({error}); fetch the file again"
        ) from None
    try:
        yield text
    finally:
        text.close()
        page.close()


def _read(page: Any) -> tuple[str, list[int]]:
    """The page's text, and for each of its characters pdfium's index of it."""
    import pypdfium2.raw as pdfium

    unicode = pdfium.FPDFText_GetUnicode
    out: list[str] = []
    index: list[int] = []
    high = 0
    for n in range(page.count_chars()):
        code = int(unicode(page, ctypes.c_int(n)))
        if code == 0x0D:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if code in {0x02, 0xFFFE}:  # pdfium's signs for a hyphen at a line's end
            code = 0x2D
        elif code == 0x0C:
            code = 0x20
        elif code == 0 or code > 0x10FFFF:
            code = 0xFFFD
        out.append(chr(code))
        index.append(n)
    return "".join(out), index
