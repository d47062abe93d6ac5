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

from gavah.errors import WrongUsage
from gavah.model import SetAside, digest_of, to_json
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


def locked() -> bytes:
    """A ZIP whose one member says that it is encrypted."""
    made = bytearray(archive({"a.txt": REPORT}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


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
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "UnknownFormat", "a PNG picture"),
        ("noise.txt", bytes(range(256)) * 10, "UnknownFormat", "no text"),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 999)[:40], "ReadingError", "cut off"),
        ("bad.jsonl", b'{"text": \n', "UndecodableText", "not JSON"),
        ("list.jsonl", b'["text"]\n', "UnknownFormat", "no object"),
        ("none.jsonl", b'{"id": "x"}\n', "NoText", "neither"),
        ("number.jsonl", b'{"id": 7, "text": "x"}\n', "ReadingError", "field \"id\""),
        ("deep.jsonl", b'{"text": "x", "y":' + b"[" * 200_000 + b"\n", "UndecodableText", "not JSON"),
        ("cut.warc.gz", warc([("https://a.example", "200 OK", PAGE * 99)])[:-60], "ReadingError", "cut off"),
        ("cut.zip", archive({"a.txt": REPORT})[:-30], "ReadingError", "ZIP cannot be opened"),
        ("out.zip", archive({"../../evil.txt": REPORT}), "CopyRefused", "leads out"),
        ("bomb.zip", archive({"a.txt": b" " * (129 << 20)}), "CopyRefused", "longer than"),
        ("half.zip", b"PK\x03\x04" + bytes(40), "ReadingError", "ZIP cannot be opened"),
        ("locked.zip", locked(), "ReadingError", "encrypted"),
        ("root.zip", archive({"/etc/evil.txt": REPORT}), "CopyRefused", "leads out"),
        ("drive.zip", archive({"c:\\evil.txt": REPORT}), "CopyRefused", "leads out"),
        ("latin.jsonl", b'{"text": "Mart\xednez"}\n', "UndecodableText", "not UTF-8"),
        ("half.jsonl", b'{"text": "\\ud800"}\n', "UndecodableText", "not JSON"),
        ("title.jsonl", b'{"text": "x", "title": ["a"]}\n', "ReadingError", 'field "title"'),
        ("blank.jsonl", b'{"text": " ", "html": null}\n', "NoText", "neither"),
        ("feed.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "UnknownFormat", "XML"),
        ("letter.rtf", b"{\\rtf1 words}", "UnknownFormat", "RTF"),
        ("empty.txt.gz", gzip.compress(b""), "NoText", "0 bytes"),
        ("cut.html.gz", gzip.compress(os.urandom(99) + PAGE)[:60], "ReadingError", "cut off"),
        ("garbled.warc", b"WARC/1.0\r\nnonsense\r\n\r\nwhat", "ReadingError", "WARC"),
        ("cut.warc", warc([("https://a.example", "200 OK", PAGE * 99)], False)[:-99], "ReadingError", "cut off"),
        ("letter.docx", archive({"[Content_Types].xml": b"<x/>"}), "UnknownFormat", "Office document"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
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


def test_a_line_over_the_limit_is_set_aside_and_the_next_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gavah.sources.lines.LEAF", 1000)
    after = b'{"text": "after"}'
    path = put(tmp_path, "r.jsonl", b'{"text": "' + b"x" * 5000 + b'"}\n' + after)
    taken, aside = found(path)
    assert taken[-1].content == after
    assert taken[-1].capture.offset == path.read_bytes().index(after)
    assert [(one.error, one.offset) for one in aside] == [("CopyRefused", 0)]


def test_offsets_lead_back_to_the_line_whatever_mark_and_line_break(tmp_path: Path) -> None:
    path = put(tmp_path, "r.jsonl", b'\xef\xbb\xbf{"text": "one"}\r\n \r\n{"text": "two"}\r\n')
    taken, aside = found(path)
    assert not aside
    for one in taken[1:]:
        assert one.content is not None
        assert one.capture.offset is not None
        assert path.read_bytes()[one.capture.offset :].startswith(one.content + b"\r\n")


def test_a_cut_gzip_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    lines = [json.dumps({"text": os.urandom(600).hex()}).encode() for _ in range(300)]
    whole = gzip.compress(b"\n".join(lines))
    taken, aside = found(put(tmp_path, "r.jsonl.gz", whole[: len(whole) // 2]))
    assert 0 < len(taken) - 1 < 300
    assert [one.content for one in taken[1:]] == lines[: len(taken) - 1]
    assert [(one.error, one.offset is not None) for one in aside] == [("ReadingError", True)]


@pytest.mark.parametrize("bomb", ["zip", "zip in zip", "gzip"])
def test_what_unpacks_to_too_much_is_named_once_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bomb: str
) -> None:
    monkeypatch.setattr("gavah.sources.spot.EXPANDS_FREELY", 1 << 20)
    monkeypatch.setattr("gavah.sources.spot.EXPANDS_BY", 2)
    spaces = b"killed " * 100_000
    inner = archive({f"{n}.txt": spaces for n in range(9)})
    content = {
        "zip": inner,
        "zip in zip": archive({"a.zip": inner, "b.zip": inner}),
        "gzip": gzip.compress(b'{"text": "' + spaces + b'"}\n' + b'{"text": "' + spaces + b'"}\n'),
    }[bomb]
    put(tmp_path, "bomb", content)
    put(tmp_path, "zz.txt", REPORT)
    taken, aside = found(tmp_path)
    assert [(one.error, "unpacks to more than" in one.reason) for one in aside] == [
        ("CopyRefused", True)
    ]
    assert taken[-1].content == REPORT


def test_an_archive_with_too_long_a_directory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gavah.sources.archive.MEMBERS", 3)
    _, aside = found(put(tmp_path, "a.zip", archive({f"{n}.txt": REPORT for n in range(9)})))
    assert "directory" in aside[0].reason


def test_archives_in_archives_name_each_container(tmp_path: Path) -> None:
    inner = archive({"page.html": PAGE, ".hidden": REPORT, "__MACOSX/x.txt": REPORT})
    taken, aside = found(put(tmp_path, "outer.zip", archive({"inner.zip": inner})))
    outer, middle, page = taken
    assert not aside
    assert middle.capture.part_of == outer.capture.copy
    assert page.capture.part_of == middle.capture.copy == digest_of(inner)
    assert page.capture.source.endswith("outer.zip → inner.zip")
    assert page.capture.member == "page.html"


def test_archives_too_deep_are_set_aside(tmp_path: Path) -> None:
    nested = archive({"a.txt": REPORT})
    for _ in range(5):
        nested = archive({"inner.zip": nested})
    _, aside = found(put(tmp_path, "deep.zip", nested))
    assert "containers deep" in aside[0].reason


def record(kind: str, url: str, payload: bytes, headers: list[tuple[str, str]] | None) -> bytes:
    """One WARC record."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1") if headers is not None else None
    writer.write_record(
        writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(payload),
            http_headers=http,
            warc_headers_dict={"WARC-Date": "2019-11-16T10:00:00Z", "WARC-Record-ID": "<urn:x:1>"},
        )
    )
    return out.getvalue()


def test_payloads_are_unpacked_and_only_pages_are_taken(tmp_path: Path) -> None:
    html = ("Content-Type", "text/html")
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    records = [
        record("response", "https://a.example/z", gzip.compress(PAGE), [html, ("Content-Encoding", "gzip")]),
        record("response", "https://a.example/c", chunked, [html, ("Transfer-Encoding", "chunked")]),
        record("response", "https://a.example/s.css", b"p { color: red }", [("Content-Type", "text/css")]),
        record("response", "https://a.example/i", b"\x89PNG\r\n" + bytes(9), [("Content-Type", "image/png")]),
        record("resource", "https://a.example/r", PAGE, None),
        record("resource", "urn:text:https://a.example/r", REPORT, None),
        record("response", "https://a.example/e", b"", [html]),
        record("response", "https://a.example/x", b"\x00\x01\x02", [html, ("Content-Encoding", "zstd")]),
        record("response", "https://a.example/h", gzip.compress(PAGE)[:-9], [html, ("Content-Encoding", "gzip")]),
    ]  # fmt: skip
    taken, aside = found(put(tmp_path, "c.warc.gz", b"".join(records)))
    read = [one for one in taken if one.content is not None]
    assert [(one.content, one.capture.given["url"][-1]) for one in read] == [
        (PAGE, "z"),
        (PAGE, "c"),
        (PAGE, "r"),
    ]
    assert {one.capture.at for one in read} == {"2019-11-16T10:00:00Z"}
    assert {one.capture.member for one in read} == {"<urn:x:1>"}
    assert [one.capture.failure for one in taken if one.capture.failure] == ["the answer is empty"]
    assert ["zstd" in aside[0].reason, "cut off" in aside[1].reason] == [True, True]


def test_a_record_without_url_costs_that_record_alone(tmp_path: Path) -> None:
    crawl = warc([("https://a.example/1", "200 OK", PAGE)] * 2, zipped=False)
    anonymous = crawl.replace(b"WARC-Target-URI", b"X-Target-URI-No", 1)
    taken, _ = found(put(tmp_path, "c.warc", anonymous))
    assert taken[-1].content == PAGE
    whole = put(tmp_path, "d.warc", crawl)
    taken, _ = found(whole)
    for one in taken[1:]:
        assert whole.read_bytes()[one.capture.offset or 0 :].startswith(b"WARC/")


def test_a_record_longer_than_it_says_is_named_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    crawl = warc([("https://a.example/a b", "200 OK", PAGE)] * 2, zipped=False)
    taken, aside = found(put(tmp_path, "c.warc", crawl.replace(b"</html>", b"<hr></html>", 1)))
    assert [one.content for one in taken[2:]] == [PAGE]
    assert ["longer than it says" in one.reason for one in aside] == [True]
    assert capfd.readouterr() == ("", "")


def test_a_header_without_end_stays_within_bounds(tmp_path: Path) -> None:
    endless = record("response", "https://a.example/1", PAGE, [("X", "y" * (400 << 10))])
    taken, aside = found(put(tmp_path, "c.warc.gz", endless))
    assert len(taken) == 1
    assert "HTTP headers are longer" in aside[0].reason


def test_a_revisit_is_a_capture_that_failed(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    revisit = writer.create_revisit_record(
        "https://a.example/2", "sha1:x", "https://a.example/1", "2019-11-16T10:00:00Z"
    )
    writer.write_record(revisit)
    taken, aside = found(put(tmp_path, "c.warc", out.getvalue()))
    assert not aside
    assert "https://a.example/1" in (taken[1].capture.failure or "")


def test_standard_input_is_taken_as_a_file_is(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"id": "a", "text": "three"}\n')
    taken = []
    for one in take(["-"], stdin=io.BytesIO(packed)):
        assert isinstance(one, Taken)
        assert one.file is None or one.file.read_bytes() == packed
        taken.append(one.capture)
    assert [(one.source, one.copy) for one in taken] == [
        ("-", digest_of(packed)),
        ("-", digest_of(b'{"id": "a", "text": "three"}')),
    ]


@pytest.mark.parametrize(
    ("kind", "content", "error"),
    [
        ("pdf", REPORT, "UnknownFormat"),
        ("warc", PAGE, "UnknownFormat"),
        ("zip", REPORT, "UnknownFormat"),
        ("html", b"%PDF-1.7 x", "UnknownFormat"),
        ("text", bytes(range(256)), "UnknownFormat"),
        ("wacz", archive({"a.txt": REPORT}), "UnknownFormat"),
    ],
)
def test_bytes_of_another_format_than_named_are_set_aside(
    tmp_path: Path, kind: str, content: bytes, error: str
) -> None:
    taken, aside = found(put(tmp_path, "a", content), kind=kind)
    assert [one.error for one in aside] == [error]
    assert not [one for one in taken if one.content is not None]


def test_a_named_format_decides_between_the_written_ones(tmp_path: Path) -> None:
    path = put(tmp_path, "a", PAGE)
    assert found(path, kind="text")[0][0].capture.media_type == "text/plain"
    assert found(path, kind="html")[0][0].capture.media_type == "text/html"
    with pytest.raises(WrongUsage, match="choose from"):
        found(path, kind="docx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_text_in_any_encoding_is_text(tmp_path: Path, encoding: str) -> None:
    content = "Three people (سه نفر) were killed in Karaj on Friday, witnesses said.".encode(
        encoding
    )
    taken, aside = found(put(tmp_path, "a.txt", content))
    assert [one.capture.media_type for one in taken] == ["text/plain"]
    assert not aside


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    taken, aside = found(tmp_path / "nothing.txt")
    assert not taken
    assert aside[0].reason == "there is no such file"


def test_links_out_and_round_are_not_followed_but_named(tmp_path: Path) -> None:
    put(tmp_path, "secret.txt", REPORT)
    pile = tmp_path / "pile"
    pile.mkdir()
    put(pile, "a.txt", REPORT)
    (pile / "b.txt").symlink_to(pile / "a.txt")
    (pile / "itself").symlink_to(pile / "itself")
    (pile / "loop").symlink_to(pile)
    (pile / "nowhere").symlink_to(pile / "nothing")
    (pile / "out.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(pile / "pipe")
    taken, aside = found(pile)
    assert [Path(one.capture.source).name for one in taken] == ["a.txt", "b.txt"]
    assert [(Path(one.source).name, one.error) for one in aside] == [
        ("itself", "CopyError"),
        ("loop", "CopyRefused"),
        ("nowhere", "CopyMissing"),
        ("out.txt", "CopyRefused"),
        ("pipe", "UnknownFormat"),
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", REPORT)
    put(tmp_path, "b.txt", REPORT)
    opened = Path.open

    def refusing(path: Path, how: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, how)

    monkeypatch.setattr(Path, "open", refusing)
    taken, aside = found(tmp_path)
    assert len(taken) == 1
    assert "Permission denied" in aside[0].reason


def test_names_that_deceive_or_cannot_be_written_are_shown_as_codes(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\x1b[2J.txt")).write_bytes(REPORT)
    member = archive({"\u202egnp.txt": REPORT})
    taken, _ = found(tmp_path, put(tmp_path, "z.zip", member))
    for one in taken:
        assert b"\x1b" not in to_json(one.capture)
    assert taken[-1].capture.member == "\\u202egnp.txt"


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
