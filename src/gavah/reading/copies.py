"""From a copy's bytes to its documents, by media type: JSON line, plain text, web page, PDF."""

from typing import Any

import msgspec

from gavah.errors import NoText, UnknownFormat
from gavah.model import Capture, Document
from gavah.reading.article import extract, extract_fast, mark_article
from gavah.reading.assembly import FAST, Told, assembled, told_by
from gavah.reading.encodings import decode
from gavah.reading.lines import lines_of
from gavah.reading.page import page_of
from gavah.reading.pdf import pages_of
from gavah.reading.published import page_dates

_PAGES = {"text/html", "application/xhtml+xml"}
_JUNK_TITLES = ("microsoft word", "untitled", "document", ".doc", ".indd", ".qxd")


def read(content: bytes, capture: Capture, *, fast: bool = False) -> list[Document]:
    """Read one copy. Pure: the same bytes and the same capture give the same documents.

    Args:
        content: the copy's bytes; of a JSON lines file, one line.
        capture: says the media type, the HTTP headers, and what came with the copy.
        fast: let the fast extractor say what is article on a page; the document's `reading` tells.

    Raises:
        UnknownFormat, UndecodableText, NoText, ReadingError: what was found, and the remedy.
    """
    media_type = (capture.media_type or "").split(";")[0].strip().lower()
    if not content:
        raise NoText("the copy is empty (0 bytes); fetch it again")
    if media_type == "application/json":
        return [_json(content, capture, fast)]
    told = told_by(content, capture, dict(capture.given))
    if media_type in _PAGES:
        decoded = decode(content, declared=charset_of(capture), page=True)
        told.doubts += decoded.doubts
        return [page_document(decoded.text, told, fast=fast)]
    if media_type == "application/pdf":
        return [_pdf(content, told)]
    if media_type.startswith("text/") or not media_type:
        decoded = decode(content, declared=charset_of(capture))
        told.doubts += decoded.doubts
        return [assembled(decoded.text, lines_of(decoded.text), told)]
    raise UnknownFormat(
        f"no reading for {media_type}; gavah reads JSON lines, plain text, HTML and PDF: "
        "convert the file to one of these"
    )


def charset_of(capture: Capture | None) -> str | None:
    """The Content-Type header of the capture, which may name a charset."""
    if capture is None:
        return None
    for name, value in sorted((capture.headers or {}).items()):
        if name.lower() == "content-type":
            return value
    return None


def fields_of(content: bytes) -> dict[str, Any]:
    """The fields of one JSON line.

    Raises:
        UnknownFormat: it is not JSON, or not an object.
    """
    decoded = decode(content)
    try:
        fields = msgspec.json.decode(decoded.text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        fields = _lenient(decoded.text)
    if not isinstance(fields, dict):
        raise UnknownFormat('the line is JSON but no object; a document is {"text": …, …}')
    return fields


def _lenient(line: str) -> object:
    """JSON that holds half a surrogate pair, which strict readers refuse."""
    import json

    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnknownFormat(f"the line is not JSON ({error}); mend or remove the line") from None


def whole(text: str) -> str:
    """Text in which half a surrogate pair, which no encoding can write, stands as U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("�" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _json(content: bytes, capture: Capture, fast: bool) -> Document:
    fields = fields_of(content)
    text, markup = fields.get("text"), fields.get("html")
    known = {
        name: whole(value) if isinstance(value, str) else value
        for name, value in {**capture.given, **fields}.items()
        if name not in {"text", "html"}
    }
    told = told_by(content, capture, known)
    if isinstance(text, str) and text.strip():
        bare = whole(text)
        if bare != text:
            told.doubts += ("bytes_replaced",)
        return assembled(bare, lines_of(bare), told)
    if isinstance(markup, str) and markup.strip():
        return page_document(whole(markup), told, fast=fast)
    if "text" in fields or "html" in fields:
        raise NoText('the line\'s "text" is empty or no text; look at where it came from')
    raise UnknownFormat(
        f'the line has no "text" and no "html" (fields: {", ".join(sorted(fields)[:8])}); '
        'name the field that holds the report "text"'
    )


def page_document(markup: str, told: Told, *, fast: bool = False) -> Document:
    """The document of a web page."""
    page = page_of(markup)
    if page is None or not page.lines:
        raise NoText("the page holds no text (it may be built by scripts); save it from a browser")
    told.evidence.page = page_dates(page.tree)
    extracted = extract_fast(markup, page) if fast else extract(page)
    lines = mark_article(page, extracted)
    told.evidence.guessed = extracted.date
    told.url = told.url or extracted.url
    told.evidence.url = told.url
    told.title = told.title or extracted.title
    told.publisher = told.publisher or extracted.site
    told.byline = extracted.author
    told.own_title = False
    if page.flattened:
        told.doubts += ("page_flattened",)
    document = assembled(page.text, lines, told)
    return msgspec.structs.replace(document, reading=FAST) if fast else document


def _pdf(content: bytes, told: Told) -> Document:
    pages = pages_of(content)
    document_title = pages.title
    if document_title and not any(junk in document_title.lower() for junk in _JUNK_TITLES):
        told.title = told.title or " ".join(document_title.split())
    told.byline = pages.author
    if pages.created and pages.created.startswith("D:"):
        told.evidence.pdf = pages.created[2:10]
    return assembled(pages.text, lines_of(pages.text), told)
