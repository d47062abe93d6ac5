"""The copy as published, made safe to look at, with the words of claims marked where they stand.

Of a page only its text and its plain structure are shown: no script, no style, no picture, no
link, no attribute but the direction of writing. Text and JSON are shown as they are written, and
of a PDF the text of its pages. The frame it stands in runs nothing and asks for nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from lxml.html import HtmlElement

from gavah.errors import CopyMissing, UnknownId
from gavah.model import Capture, Document
from gavah.reading.copies import charset_of, fields_of, whole
from gavah.reading.encodings import decode
from gavah.reading.page import Page, Piece, page_of
from gavah.web.asking import claims_of_documents
from gavah.web.marks import Mark, cut, marks_of
from gavah.web.pages import Visit
from gavah.web.safety import ORIGINAL_STYLE

_KEPT = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption thead tbody tfoot tr td th "
    "b i em strong u s small sub sup q cite code article section header footer nav aside main "
    "figure figcaption address hr br time bdi ruby rt rp".split()
)
_DROPPED = frozenset(
    "head script style template noscript svg math iframe object embed audio video canvas textarea "
    "input button select form link meta base".split()
)
_VOID = frozenset({"br", "hr"})
_LONGEST = 2_000_000  # characters shown


def original(visit: Visit, id_: str, claim: str | None) -> str:
    """The copy of a document as a page for a frame.

    Args:
        claim: the claim whose words are pointed out among the others.

    Raises:
        UnknownId: there is no such document.
    """
    document = visit.register.document(id_)
    if document is None:
        raise UnknownId(f"No document has the id {id_}.")
    if visit.web.sessions.reveals(visit.session, document.id):
        visit.veil.lift()
    visit.veil.over([document.id])
    if visit.veil.names(document.id) or visit.veil.anywhere(document.text):
        return _framed(
            '<p class="note">The copy as published holds names that are withheld here. Reveal '
            "them on the document’s page to see it; that is logged.</p>"
        )
    try:
        content = visit.register.copies.get(document.copy)
    except CopyMissing as error:
        return _framed(f'<p class="note">{escape(str(error))}</p>')
    captures = [one for one in visit.register.captures(document.copy) if one.failure is None]
    said = claims_of_documents(visit.register, [document.id])
    marks = [mark for one in said for mark in marks_of(one)]
    return _framed(_body(content, document, captures[0] if captures else None, marks, claim))


def _body(
    content: bytes, document: Document, capture: Capture | None, marks: Sequence[Mark],
    claim: str | None,
) -> str:  # fmt: skip
    kind = ((capture.media_type if capture else None) or "").split(";")[0].strip().lower()
    markup: str | None = None
    if kind in ("text/html", "application/xhtml+xml"):
        markup = decode(content, declared=charset_of(capture), page=True).text
    elif kind == "application/json":
        fields = fields_of(content)
        text = fields.get("text")
        if not (isinstance(text, str) and text.strip()):
            markup = whole(str(fields.get("html") or ""))
    if markup is not None:
        page = page_of(markup)
        if page is not None and page.text == document.text:
            return "".join(_Shown(page, marks, claim).html())
    note = {
        "application/json": "The field “text” of one JSON line, as it is.",
        "application/pdf": "The text of the PDF, page after page.",
    }.get(kind, "The text as published.")
    return f'<p class="note">{note}</p>{"".join(_plain(document.text, marks, claim))}'


def _plain(text: str, marks: Iterable[Mark], claim: str | None) -> Iterator[str]:
    yield '<pre dir="auto">'
    for piece in cut(text[:_LONGEST], marks):
        words = escape(piece.words).replace("\f", "</pre><hr><pre dir='auto'>")
        yield _marked(words, piece.fields, claim in piece.claims) if piece.fields else words
    yield "</pre>"


def _marked(words: str, fields: Sequence[str], pointed: bool) -> str:
    here = ' id="here"' if pointed and "act" in fields else ""
    more = " pointed" if pointed else ""
    return f'<mark class="{" ".join(fields)}{more}"{here}>{words}</mark>'


class _Shown:
    """Writes a page's own tree anew: plain elements, escaped text, marks at the anchors."""

    def __init__(self, page: Page, marks: Sequence[Mark], claim: str | None) -> None:
        self.page = page
        self.claim = claim
        self.pointed = False
        self.marks = sorted(marks, key=lambda one: one.start)
        self.pieces: dict[tuple[HtmlElement, bool], list[Piece]] = {}
        for piece in page.pieces:
            self.pieces.setdefault((piece.node, piece.tail), []).append(piece)

    def html(self) -> Iterator[str]:
        """The body, element by element; no recursion."""
        body = self.page.tree.find("body")
        root = self.page.tree if body is None else body
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            node, closing = stack.pop()
            tag = node.tag if isinstance(node.tag, str) else None
            shown = tag in _KEPT
            if closing:
                if shown and tag not in _VOID:
                    yield f"</{tag}>"
                if node is not root:
                    yield from self.text(node, node.tail, True)
                continue
            if tag is None or tag in _DROPPED:
                if node is not root:
                    yield from self.text(node, node.tail, True)
                continue
            if shown:
                yield f"<{tag}{_direction(node)}>"
            elif tag == "div":
                yield "<br>"
            yield from self.text(node, node.text, False)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node)))

    def text(self, node: HtmlElement, raw: str | None, tail: bool) -> Iterator[str]:
        """One text node, with what is anchored in it marked."""
        if not raw:
            return
        spans = []
        for piece in self.pieces.get((node, tail), ()):
            for mark in self.marks:
                if mark.start >= piece.end:
                    break
                if mark.end <= piece.start:
                    continue
                start = piece.raw_offset(max(mark.start, piece.start))
                end = piece.raw_offset(min(mark.end, piece.end) - 1) + 1
                spans.append(Mark(start=start, end=end, field=mark.field, claim=mark.claim))
        for part in cut(raw, spans):
            words = escape(part.words)
            if not part.fields:
                yield words
                continue
            pointed = self.claim in part.claims
            yield _marked(words, part.fields, pointed and not self.pointed)
            self.pointed = self.pointed or (pointed and "act" in part.fields)


def _direction(node: HtmlElement) -> str:
    held = str(node.get("dir") or "").lower()
    return f' dir="{held}"' if held in ("rtl", "ltr", "auto") else ' dir="auto"'


def _framed(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The copy</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{ORIGINAL_STYLE}</style></head>"
        f'<body tabindex="0">{body}</body></html>'
    )
