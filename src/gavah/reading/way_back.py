"""Leads an anchor back to the copy: to bytes, to text nodes of the page, or to boxes on a PDF page.

The copy is read again to answer, so the answer holds for its bytes and not for a note about them.
Byte offsets count from the copy's first byte; ends are exclusive.
"""

import re
from json import JSONDecoder
from typing import Literal

from lxml.html import HtmlElement

from gavah.errors import UnknownFormat
from gavah.model import Anchor, Capture, Document
from gavah.model.record import Record
from gavah.reading.copies import charset_of, fields_of, whole
from gavah.reading.encodings import decode
from gavah.reading.page import Page, page_of
from gavah.reading.pdf import Box, boxes_of

_SIGN = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)


class Node(Record, frozen=True, kw_only=True):
    """A place in a page: the XPath of a text node, and the offset in its own text."""

    path: str
    offset: int


class Origin(Record, frozen=True, kw_only=True):
    """Where the words of an anchor stand in the copy.

    Attributes:
        kind: "bytes" (plain text, JSON), "nodes" (a page), "boxes" (a PDF), or "given": words of
            a title that came with the copy and do not stand in its text.
        start, end: bytes of the copy.
        first, last: the nodes that hold the first and the last character; `last.offset` is the
            end, exclusive.
        page, boxes: page from 1; (left, bottom, right, top) in points.
    """

    kind: Literal["bytes", "nodes", "boxes", "given"]
    start: int | None = None
    end: int | None = None
    first: Node | None = None
    last: Node | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()


def way_back(
    content: bytes, document: Document, anchor: Anchor, capture: Capture | None = None
) -> Origin:
    """Where in the copy an anchor's words stand.

    Args:
        content: the copy's bytes.
        document: the reading of that copy.
        capture: its record, when known: the media type and headers it was read by.

    Raises:
        UnknownFormat: the copy does not hold the document's text.
    """
    if anchor.where == "title":
        inside = document.title_anchor
        if inside is None:
            return Origin(kind="given")
        anchor = inside
    kind = _kind(content, capture)
    if kind == "application/pdf":
        page, boxes = boxes_of(content, anchor.start, anchor.end)
        return Origin(kind="boxes", page=page, boxes=boxes)
    if kind == "text/html":
        decoded = decode(content, declared=charset_of(capture), page=True)
        return _in_page(decoded.text, document, anchor)
    if kind == "application/json":
        return _in_line(content, document, anchor)
    plain = decode(content, declared=charset_of(capture))
    if plain.text != document.text:
        raise _other()
    return Origin(kind="bytes", start=plain.byte_at(anchor.start), end=plain.byte_at(anchor.end))


def _kind(content: bytes, capture: Capture | None) -> str:
    if capture is not None and capture.media_type:
        declared = capture.media_type.split(";")[0].strip().lower()
        return "text/html" if declared == "application/xhtml+xml" else declared
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return "application/pdf"
    if head.startswith(b"{"):
        return "application/json"
    if re.match(rb"<(?:!doctype|html|head|body|\?xml)", head, re.IGNORECASE):
        return "text/html"
    return "text/plain"


def _other() -> UnknownFormat:
    return UnknownFormat(
        "the copy does not give the document's text; it is another copy, or it was read otherwise"
    )


def _in_page(markup: str, document: Document, anchor: Anchor) -> Origin:
    page = page_of(markup)
    if page is None or page.text != document.text:
        raise _other()
    return Origin(
        kind="nodes",
        first=_node(page, anchor.start, 0),
        last=_node(page, anchor.end - 1, 1),
    )


def _node(page: Page, offset: int, past: int) -> Node:
    """The node of a character; a line break is of no node, so the one before it answers."""
    while (piece := page.piece_at(offset)) is None:
        if offset == 0:
            raise _other()
        offset, past = offset - 1, 1
    element = piece.node
    owner = element.getparent() if piece.tail else element
    if owner is None:
        raise _other()
    number = 1
    if piece.tail:
        before = 1 if owner.text else 0
        for child in owner:
            before += 1 if child.tail else 0
            if child is element:
                break
        number = before
    return Node(
        path=f"{_path(page, owner)}/text()[{number}]", offset=piece.raw_offset(offset) + past
    )


def _path(page: Page, owner: HtmlElement) -> str:
    """Where an element stands, as XPath: by position where a broken name ("police<p") is no XPath."""
    path: str = page.tree.getroottree().getpath(owner)
    if _NAMES.fullmatch(path):
        return path
    steps: list[str] = []
    node: HtmlElement | None = owner
    while node is not None:
        before = [one for one in node.itersiblings(preceding=True) if isinstance(one.tag, str)]
        parent = node.getparent()
        steps.append("*" if parent is None else f"*[{len(before) + 1}]")
        node = parent
    return "/" + "/".join(reversed(steps))


_NAMES = re.compile(r"(?:/[A-Za-z_][\w.-]*(?:\[\d+\])?)+")


def _in_line(content: bytes, document: Document, anchor: Anchor) -> Origin:
    fields = fields_of(content)
    text = fields.get("text")
    if not (isinstance(text, str) and text.strip()):
        return _in_page(whole(str(fields.get("html") or "")), document, anchor)
    if whole(text) != document.text:
        raise _other()
    line = decode(content)
    low = _literal(line.text)
    start = _sign_at(line.text, low, anchor.start)
    end = _sign_at(line.text, start, anchor.end - anchor.start)
    return Origin(kind="bytes", start=line.byte_at(start), end=line.byte_at(end))


def _literal(line: str) -> int:
    """Where the words of the "text" field begin, after the quotation mark."""
    decoder = JSONDecoder(strict=False)
    space = re.compile(r"[ \t\r\n]*")

    def past(at: int) -> int:
        found = space.match(line, at)
        return found.end() if found else at

    at = past(line.index("{") + 1)
    place = None
    while line[at] == '"':
        name, at = decoder.raw_decode(line, at)
        at = past(past(at) + 1)  # the colon
        if name == "text" and line[at] == '"':
            place = at + 1  # of a name that stands twice, the last one counts
            _, at = decoder.raw_decode(line, at)
        else:
            _, at = decoder.raw_decode(line, at)
        at = past(at)
        if line[at] != ",":
            break
        at = past(at + 1)
    if place is None:
        raise _other()
    return place


def _sign_at(line: str, at: int, ahead: int) -> int:
    """The place in the line of the character that comes `ahead` characters after `at`."""
    while ahead > 0:
        found = _SIGN.search(line, at, at + ahead + 12)
        if found is None or found.start() - at >= ahead:
            return at + ahead
        ahead -= found.start() - at + 1
        at = found.end()
    return at
