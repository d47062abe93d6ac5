"""Whatever a copy holds, reading ends with a document or with one clear sentence."""

from itertools import pairwise
from time import monotonic

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavah.errors import NoText, ReadingError, UnknownFormat
from gavah.model import Document, to_json
from gavah.reading import read
from gavah.reading.near_duplicates import signature
from tests.reading.making import TYPES, article, capture, read_one
from tests.strategies_reading import markup, texts

SOME = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def sound(document: Document) -> None:
    """Spans lie within the text, in order, apart; article and not-text do not overlap."""
    at = 0
    for start, end in document.paragraphs:
        assert at <= start < end <= len(document.text)
        assert document.text[start:end].strip()
        at = end
    at = 0
    for span in document.not_text:
        assert at <= span.start < span.end <= len(document.text)
        at = span.end
    spans = sorted([*document.paragraphs, *((s.start, s.end) for s in document.not_text)])
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    for anchor in (document.title_anchor, document.dateline and document.dateline.anchor):
        assert anchor is None or document.text[anchor.start : anchor.end] == anchor.quote
    assert to_json(document)
    signature(document.text)


def attempt(content: bytes, media_type: str, **more: object) -> Document | None:
    try:
        (document,) = read(content, capture(content, media_type, **more))
    except ReadingError as error:
        if len(str(error)) < 20:
            raise AssertionError("the message says too little") from error
        return None
    sound(document)
    return document


@SOME
@given(st.binary(max_size=300), st.sampled_from(TYPES))
def test_random_bytes_never_crash(content: bytes, media_type: str) -> None:
    attempt(content, media_type)


@SOME
@given(st.binary(max_size=200))
def test_a_broken_pdf_never_crashes(content: bytes) -> None:
    attempt(b"%PDF-1.4\n" + content, "application/pdf")


@SOME
@given(
    texts(), st.dictionaries(st.sampled_from(["id", "title", "date", "publisher", "url"]), texts(6))
)
def test_any_text_with_anything_given_reads_soundly(text: str, given_: dict[str, str]) -> None:
    document = attempt(text.encode(), "text/plain", given=given_)
    if document is not None:
        assert document.text == text.removeprefix("\ufeff")
        again = attempt(text.encode(), "text/plain", given=given_)
        assert again == document
    line = msgspec.json.encode({**given_, "text": text})
    same = attempt(line, "application/json")
    if same is not None:
        assert same.text == text


@SOME
@given(markup())
def test_any_markup_reads_soundly(page: str) -> None:
    attempt(page.encode(), "text/html")
    attempt(msgspec.json.encode({"html": page}), "application/json")


def test_a_copy_without_text_says_so() -> None:
    for content, media_type in (
        (b"", "application/pdf"),
        (b"", "text/plain"),
        (b" \n", "text/plain"),
    ):
        with pytest.raises(NoText):
            read(content, capture(content, media_type))
    page = b"<html><body><script>build()</script></body></html>"
    with pytest.raises(NoText, match="save it from a browser"):
        read(page, capture(page, "text/html"))


@pytest.mark.parametrize(
    "line", [b'{"text": ', b"[1]", b"nothing", b'{"body": "x"}', b'{"text": 4}']
)
def test_a_line_that_is_no_document_is_named(line: bytes) -> None:
    with pytest.raises(ReadingError):
        read(line, capture(line, "application/json"))


def test_json_nested_too_deep_is_named() -> None:
    line = b'{"text": "x", "y": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    with pytest.raises(UnknownFormat):
        read(line, capture(line, "application/json"))


@pytest.mark.parametrize("tags", ["<div>", "<b>", "<div><span>", "<ul><li>"])
def test_nesting_without_end_loses_no_word(tags: str) -> None:
    page = tags * 100_000 + "<p>Four people were killed in Exampleville, police said.</p>"
    document = read_one(f"<html><body>{page}", "text/html")
    assert article(document) == ["Four people were killed in Exampleville, police said."]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", [b"Four people were killed, police said. ", b"a", b"By a-b. ", b"\xc3\xa9"]
)
def test_a_line_of_fifty_megabytes_is_read_in_seconds(piece: bytes) -> None:
    content = piece * (50_000_000 // len(piece))
    started = monotonic()
    document = read_one(content)
    assert monotonic() - started < 60
    assert len(document.text) == len(content.decode())
    assert max(end - start for start, end in document.paragraphs) <= 8_000


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("reading asked for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = (
        '<html><head><link rel="canonical" href="https://news.example/a"><title>A march</title></head>'
        '<body><article><img src="https://img.example/a.jpg"><p>Hundreds of people marched through the '
        "town on Monday, the police said, and thirty were arrested.</p></article></body></html>"
    )
    assert article(read_one(page, "text/html"))
