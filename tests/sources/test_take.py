import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gavah.model import SetAside, digest_of
from gavah.sources.take import Taken, take

PAGE = b"<!DOCTYPE html><html><body><p>Three people were killed in Karaj.</p></body></html>"
REPORT = b"Three people were killed in Karaj on Friday.\n"


def found(*paths: object, kind: str | None = None) -> tuple[list[Taken], list[SetAside]]:
    """Take and part what was taken from what was set aside."""
    everything = list(take([str(path) for path in paths], kind, now=lambda: "2022-01-01T00:00:00Z"))
    taken = [one for one in everything if isinstance(one, Taken)]
    return taken, [one for one in everything if isinstance(one, SetAside)]


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file with that content."""
    (folder / name).write_bytes(content)
    return folder / name


def warc(pages: list[tuple[str, str, bytes]], zipped: bool = True) -> bytes:
    """A WARC with one response a page: (url, status, payload)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    for url, status, payload in pages:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(payload), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_folder_is_taken_by_name_and_its_hidden_files_are_left(tmp_path: Path) -> None:
    put(tmp_path, "b.html", PAGE)
    put(tmp_path, "a.txt", REPORT)
    put(tmp_path, ".hidden", REPORT)
    taken, aside = found(tmp_path)
    assert [(t.capture.media_type, t.content) for t in taken] == [
        ("text/plain", REPORT),
        ("text/html", PAGE),
    ]
    assert not aside


def test_a_json_line_is_a_copy_of_its_own_bytes(tmp_path: Path) -> None:
    line = json.dumps({"id": "r-1", "text": "سه نفر", "date": "2022-09-30"}).encode()
    path = put(tmp_path, "r.jsonl.gz", gzip.compress(line + b"\n\n" + line + b"\n"))
    taken, aside = found(path)
    container, first, second = taken
    assert container.content is None
    assert first.content == second.content == line
    assert first.capture.part_of == container.capture.copy == digest_of(path.read_bytes())
    assert (first.capture.offset, second.capture.offset) == (0, len(line) + 2)
    assert first.capture.given == {"id": "r-1", "date": "2022-09-30"}
    assert not aside


def test_responses_of_a_warc_keep_their_headers_and_failures_are_recorded(tmp_path: Path) -> None:
    pages = [
        ("https://a.example/1", "200 OK", PAGE),
        ("https://a.example/2", "404 Not Found", PAGE),
    ]
    taken, _ = found(put(tmp_path, "c.warc.gz", warc(pages)))
    _, page, failed = taken
    assert page.content == PAGE
    assert page.capture.given == {"url": "https://a.example/1"}
    assert page.capture.headers == {"Content-Type": "text/html"}
    assert failed.content is None
    assert failed.capture.failure == "HTTP status 404"


def test_a_wacz_gives_what_its_warc_holds(tmp_path: Path) -> None:
    crawl = warc([("https://a.example/1", "200 OK", PAGE)])
    members = {"datapackage.json": b"{}", "archive/data.warc.gz": crawl, "pages/pages.jsonl": b"{}"}
    taken, aside = found(put(tmp_path, "crawl.wacz", archive(members)))
    assert [t.content for t in taken if t.content] == [PAGE]
    assert not aside


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("empty.txt", b"", "NoText", "0 bytes"),
        ("empty.pdf", b"", "NoText", "0 bytes"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "UnknownFormat", "no text"),
        ("noise.txt", bytes(range(256)) * 10, "UnknownFormat", "no text"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 999)[:40], "ReadingError", "cut off"),
        ("bad.jsonl", b'{"text": \n', "UndecodableText", "not JSON"),
        ("list.jsonl", b'["text"]\n', "UnknownFormat", "no object"),
        ("none.jsonl", b'{"id": "x"}\n', "NoText", "neither"),
        ("number.jsonl", b'{"id": 7, "text": "x"}\n', "UnknownFormat", "field \"id\""),
        ("deep.jsonl", b'{"text":' + b"[" * 200_000 + b"\n", "UndecodableText", "not JSON"),
        ("cut.warc.gz", warc([("https://a.example", "200 OK", PAGE * 99)])[:-60], "ReadingError", "cut off"),
        ("cut.zip", archive({"a.txt": REPORT})[:-30], "UnknownFormat", "ZIP cannot be opened"),
        ("out.zip", archive({"../../evil.txt": REPORT}), "CopyRefused", "leads out"),
        ("bomb.zip", archive({"a.txt": bytes(64 << 20)}), "CopyRefused", "unpack to"),
        ("letter.docx", archive({"[Content_Types].xml": b"<x/>"}), "UnknownFormat", "office"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_line_with_a_remedy_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, error: str, words: str
) -> None:
    put(tmp_path, name, content)
    put(tmp_path, "zz.txt", REPORT)
    taken, aside = found(tmp_path)
    assert [(one.error, name in one.source) for one in aside] == [(error, True)]
    assert words in aside[0].reason
    assert aside[0].remedy
    assert taken[-1].content == REPORT
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_bad_line_names_its_byte_and_the_lines_around_it_are_taken(tmp_path: Path) -> None:
    lines = [b'{"text": "one"}', b'{"text": oops}', b'{"text": "two"}']
    taken, aside = found(put(tmp_path, "r.jsonl", b"\n".join(lines)))
    assert [t.content for t in taken if t.content] == [lines[0], lines[2]]
    assert aside[0].offset == len(lines[0]) + 1 + len(b'{"text": ')
    assert aside[0].source.endswith("line 2")


def test_a_line_of_50_million_bytes_is_taken(tmp_path: Path) -> None:
    line = b'{"text": "' + b"killed " * 7_200_000 + b'"}'
    taken, aside = found(put(tmp_path, "long.jsonl", line + b"\n"))
    assert taken[-1].capture.size == len(line)
    assert not aside


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    taken, aside = found(tmp_path / "nothing.txt")
    assert not taken
    assert aside[0].reason == "there is no such file"


def test_a_link_to_its_own_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", REPORT)
    os.symlink(tmp_path, tmp_path / "loop")
    taken, _ = found(tmp_path)
    assert len(taken) == 1


@pytest.mark.parametrize("kind", [None, "jsonl", "html", "text", "pdf", "warc", "wacz", "zip"])
@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=400))
def test_no_bytes_raise_and_every_copy_has_the_hash_of_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, kind: str | None, content: bytes
) -> None:
    path = put(tmp_path_factory.mktemp("any"), "any", content)
    taken, aside = found(path, kind=kind)
    assert taken or aside or not content.strip()
    for one in taken:
        if one.content is not None:
            assert one.capture.copy == digest_of(one.content)


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, 10_000), wrong=st.binary(max_size=9), size=st.integers(0, 9))
def test_a_damaged_container_never_stops_the_pile(
    tmp_path_factory: pytest.TempPathFactory, at: int, wrong: bytes, size: int
) -> None:
    crawl = warc([("https://a.example/1", "200 OK", PAGE)] * 3)
    zipped = archive({"a.html": PAGE, "b.txt": REPORT, "c.warc.gz": crawl})
    for content in (crawl, zipped, gzip.compress(REPORT)):
        here = at % len(content)
        damaged = content[:here] + wrong + content[here + size :]
        found(put(tmp_path_factory.mktemp("damaged"), "damaged", damaged))
