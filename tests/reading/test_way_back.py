"""Every anchor leads back to the copy."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HTMLParser, document_fromstring

from gavah.errors import ReadingError, UnknownFormat
from gavah.model import Anchor, Document
from gavah.reading import read
from gavah.reading.way_back import way_back
from tests.reading.making import capture, read_one
from tests.reading.test_pages import PAGE
from tests.strategies_reading import markup, texts

SOME = settings(deadline=None, max_examples=60)


def slices(data: st.DataObject, document: Document) -> Anchor:
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    return Anchor.of(document.text, start, end)


@SOME
@given(texts(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
def test_the_bytes_at_the_origin_decode_to_the_quote(
    text: str, encoding: str, data: st.DataObject
) -> None:
    content = text.encode(encoding)
    record = capture(content, "text/plain")
    try:
        (document,) = read(content, record)
    except ReadingError:
        return
    anchor = slices(data, document)
    origin = way_back(content, document, anchor, record)
    assert origin.kind == "bytes"
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    assert content[origin.start : origin.end].decode(plain) == anchor.quote


@SOME
@given(texts(), st.booleans(), st.data())
def test_the_json_escapes_at_the_origin_read_as_the_quote(
    text: str, escaped: bool, data: st.DataObject
) -> None:
    fields = {"text": "early", "x": {"text": ["no"]}, "title": 'a "text": b'}
    line = json.dumps(fields, ensure_ascii=escaped)[:-1] + ', "text": ' + json.dumps(
        text, ensure_ascii=escaped
    ) + "}"  # fmt: skip
    content = line.encode()
    record = capture(content, "application/json")
    try:
        (document,) = read(content, record)
    except ReadingError:
        return
    anchor = slices(data, document)
    origin = way_back(content, document, anchor, record)
    assert json.loads(b'"' + content[origin.start : origin.end] + b'"') == anchor.quote


def shown(words: str) -> str:
    return "".join(words.split())


def test_a_broken_tags_text_is_led_back_to_by_position() -> None:
    page = "<police<p>police"
    content = page.encode()
    record = capture(content, "text/html")
    (document,) = read(content, record)
    origin = way_back(content, document, Anchor.of(document.text, 0, 6), record)
    assert origin.first is not None
    tree = document_fromstring(page).getroottree()
    assert str(tree.xpath(origin.first.path)[0]) == "police"  # type: ignore[index]


@SOME
@given(markup(), st.data())
def test_the_text_nodes_at_the_origin_hold_the_first_and_last_letter(
    page: str, data: st.DataObject
) -> None:
    content = page.encode()
    record = capture(content, "text/html")
    try:
        (document,) = read(content, record)
    except ReadingError:
        return
    start, end = data.draw(st.sampled_from(document.paragraphs or ((0, 1),)))
    anchor = Anchor.of(document.text, start, end)
    origin = way_back(content, document, anchor, record)
    assert origin.first is not None
    assert origin.last is not None
    tree = document_fromstring(
        page.replace("\x00", "�").encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True)
    ).getroottree()
    first, last = (str(tree.xpath(node.path)[0]) for node in (origin.first, origin.last))  # type: ignore[index]
    assert first[origin.first.offset] == anchor.quote[0]
    assert last[origin.last.offset - 1] == anchor.quote[-1]
    if origin.first.path == origin.last.path:
        assert shown(first[origin.first.offset : origin.last.offset]) == shown(anchor.quote)


def test_a_quote_on_a_page_leads_to_its_text_nodes() -> None:
    document = read_one(PAGE, "text/html")
    start = document.text.index("were killed when the army")
    anchor = Anchor.of(document.text, start, start + len("were killed when the army"))
    origin = way_back(PAGE.encode(), document, anchor)
    assert origin.first is not None
    assert origin.last is not None
    assert origin.first.path == "/html/body/main/article/p[3]/text()[1]"
    assert origin.last.path == "/html/body/main/article/p[3]/b/text()[1]"
    assert origin.last.offset == len("army")


def test_a_quote_in_a_pdf_leads_to_its_page_and_boxes() -> None:
    root = Path(__file__).resolve().parent.parent.parent
    content = (root / "examples/reports/minsk-statement.pdf").read_bytes()
    document = read_one(content, "application/pdf")
    start, _ = document.paragraphs[-1]
    origin = way_back(content, document, Anchor.of(document.text, start, start + 12))
    assert (origin.kind, origin.page, len(origin.boxes)) == ("boxes", 1, 1)
    left, bottom, right, top = origin.boxes[0]
    assert 0 < left < right < 700
    assert 0 < bottom < top < 900


def test_words_of_a_title_that_came_with_the_copy_have_no_place_in_it() -> None:
    line = msgspec.json.encode({"title": "March in Oslo", "text": "Hundreds of people marched."})
    document = read_one(line, "application/json")
    anchor = Anchor.of(document.title or "", 0, 5, "title")
    assert way_back(line, document, anchor).kind == "given"


def test_another_copy_is_refused() -> None:
    document = read_one("Four people were killed.")
    with pytest.raises(UnknownFormat, match="another copy"):
        way_back(b"Five people were killed.", document, Anchor.of(document.text, 0, 4))
