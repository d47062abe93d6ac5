"""Records that an index lists are read by their own bytes, and only those that are wanted."""

import gzip
import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gavah.model import SetAside
from gavah.reading.glance import language_at_a_glance
from gavah.sources.only import EVERYTHING, Only
from gavah.sources.take import Taken, take

ENGLISH = b"<html><body><p>Three people were killed in Karaj on Friday, a nurse at the hospital said in a statement, and the police said that they were armed men of the town.</p></body></html>"  # fmt: skip
FRENCH = "<html><body><p>Trois personnes ont été tuées vendredi dans la ville, a déclaré une infirmière de l’hôpital, et la police a affirmé que les hommes étaient armés.</p></body></html>".encode()  # fmt: skip
PAGES = (
    ("https://news.example.org/karaj", "200 OK", "text/html", ENGLISH),
    ("https://example.org/photo.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n" * 9),
    ("https://example.net/karaj", "200 OK", "text/html", ENGLISH.replace(b"Three", b"Four")),
    ("https://example.org/fr", "200 OK", "text/html", FRENCH),
    ("https://example.org/gone", "404 Not Found", "text/html", ENGLISH),
)


def archive(folder: Path, zipped: bool = True) -> list[dict[str, object]]:
    """A WARC in the folder; where each of its records lies."""
    out, listed = io.BytesIO(), []
    writer = WARCWriter(out, gzip=zipped)
    name = "crawl.warc.gz" if zipped else "crawl.warc"
    for url, status, mime, content in PAGES:
        headers = StatusAndHeaders(status, [("Content-Type", mime)], protocol="HTTP/1.1")
        start = out.tell()
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), http_headers=headers
        )
        writer.write_record(record)
        listed.append(
            {
                "url": url, "mime": mime, "status": status[:3], "filename": name,
                "offset": str(start), "length": str(out.tell() - start),
            }
        )  # fmt: skip
    (folder / name).write_bytes(out.getvalue())
    return listed


def cdxj(listed: list[dict[str, object]]) -> str:
    return "".join(
        f"org,example)/{n} 20220605120000 {json.dumps(one)}\n" for n, one in enumerate(listed)
    )


def cdx(listed: list[dict[str, object]]) -> str:
    return " CDX N b a m s k r M S V g\n" + "".join(
        f"org,example)/ 20220605120000 {one['url']} {one['mime']} {one['status']} SHA - - "
        f"{one['length']} {one['offset']} {one['filename']}\n"
        for one in listed
    )


def found(path: Path, only: Only = EVERYTHING) -> tuple[list[Taken], list[SetAside]]:
    everything = list(take([path], now=lambda: "2022-06-08T00:00:00Z", only=only))
    taken = [one for one in everything if isinstance(one, Taken) and one.content is not None]
    return taken, [one for one in everything if isinstance(one, SetAside)]


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("write", [cdx, cdxj])
def test_an_index_gives_the_pages_that_the_whole_warc_gives(
    tmp_path: Path, zipped: bool, write: object
) -> None:
    listed = archive(tmp_path, zipped)
    (tmp_path / "index").write_text(write(listed))  # type: ignore[operator]
    whole, _ = found(tmp_path / str(listed[0]["filename"]))
    ranges, asides = found(tmp_path / "index")
    assert asides == []
    assert [one.content for one in ranges] == [one.content for one in whole]
    assert [one.capture.given for one in ranges] == [one.capture.given for one in whole]
    assert [one.capture.at for one in ranges] == [one.capture.at for one in whole]
    first = listed[0]
    assert ranges[0].capture.source.endswith(
        f"{first['filename']}#{first['offset']}+{first['length']}"
    )


def test_an_index_cut_between_its_lines_is_two_jobs(tmp_path: Path) -> None:
    listed = archive(tmp_path)
    (tmp_path / "a.cdxj").write_text(cdxj(listed[:2]))
    with gzip.open(tmp_path / "b.cdxj.gz", "wt") as rest:
        rest.write(cdxj(listed[2:]))
    (tmp_path / "all.cdxj").write_text(cdxj(listed))
    parts = [one.content for name in ("a.cdxj", "b.cdxj.gz") for one in found(tmp_path / name)[0]]
    assert parts == [one.content for one in found(tmp_path / "all.cdxj")[0]]
    assert len(parts) == 3


@pytest.mark.parametrize("name", ["crawl.warc.gz", "all.cdxj"])
def test_only_wanted_pages_are_taken_and_the_rest_is_counted(tmp_path: Path, name: str) -> None:
    (tmp_path / "all.cdxj").write_text(cdxj(archive(tmp_path)))
    domains = Only(("example.org",))
    assert [one.content for one in found(tmp_path / name, domains)[0]] == [ENGLISH, FRENCH]
    assert domains.passed["domain"] == 1
    english = Only((), ("en",), language_at_a_glance)
    taken = [one.content for one in found(tmp_path / name, english)[0]]
    assert (len(taken), FRENCH in taken, english.passed["language"]) == (2, False, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"filename": "s3://bucket/crawl.warc.gz"}, "not on this machine"),
        ({"filename": "elsewhere.warc.gz"}, "no WARC elsewhere"),
        ({"offset": "many"}, "tells no filename"),
        ({"length": "99999"}, "ends before the record does"),
    ],
)
def test_a_line_that_leads_nowhere_is_set_aside_and_the_next_is_taken(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    listed = archive(tmp_path)
    (tmp_path / "all.cdxj").write_text(cdxj([{**listed[2], **change}, listed[0]]))
    (page,), (aside,) = found(tmp_path / "all.cdxj")
    assert page.content == ENGLISH
    assert said in aside.reason


def test_an_index_that_lists_nothing_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "all.cdx").write_text(" CDX N b a m s k r M S V g\n\n")
    pages, (aside,) = found(tmp_path / "all.cdx")
    assert list(pages) == []
    assert "lists no record" in aside.reason
