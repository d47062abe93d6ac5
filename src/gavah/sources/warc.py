"""Members of a WARC (ISO 28500:2017): the payloads of its response and resource records.

A payload is kept as the reader of the page saw it: transfer and content encoding undone. Only HTML,
text and PDF are taken; pictures, styles and scripts are passed over. A revisit, an answer other
than 2xx and an empty answer are captures that failed, recorded with the reason. Offsets are those
of the record's first byte.
"""

import logging
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from gavah.errors import CopyRefused, ReadingError
from gavah.model import digest_of
from gavah.sources.limits import HTTP_HEAD, LONGEST_HEADER
from gavah.sources.sniff import HEAD, MEDIA, kind_of
from gavah.sources.spot import Found, Spot, Taken, Trouble, shown
from gavah.sources.streams import CHUNK, FETCH_AGAIN, whole

_HTTP = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False)
_NO_PAGE = (
    "image/", "audio/", "video/", "font/", "text/css", "text/javascript", "text/csv", "text/xml",
    "application/javascript", "application/x-javascript", "application/ecmascript",
    "application/json", "application/ld+json", "application/manifest+json", "application/xml",
    "application/rss+xml", "application/atom+xml", "application/font", "application/wasm",
)  # fmt: skip
_DERIVED = "urn:text"  # a browser's own extraction of the page that stands beside it

# warcio speaks to the terminal of whoever imports it; what it would say stands in our refusals
logging.getLogger("warcio.recordloader").addHandler(logging.NullHandler())


class _Lines(BufferedReader):  # type: ignore[misc]
    """Header lines of bounded length."""

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or LONGEST_HEADER, LONGEST_HEADER))
        return line


class _Records(WARCIterator):  # type: ignore[misc]
    """Records of a decompressed WARC, HTTP headers left unread, nothing printed."""

    INC_RECORD = ""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, no_record_parse=True)
        self.reader = _Lines(self.fh)


def in_warc(spot: Spot, container: str | None, stream: BinaryIO) -> Found:
    """Every record that is a capture of a page, or of a failure to capture one.

    Raises:
        Trouble: the WARC breaks off or is damaged, so that nothing after that point can be read.
    """
    records, wrong = _Records(stream), 0
    while True:
        try:
            record = next(records, None)
        except Trouble:
            raise
        except Exception as error:  # warcio raises most of Python's errors on damaged records
            reason = f"the WARC is damaged here: {error or type(error).__name__}"
            remedy = "repair it (warcio recompress); what stands before was taken"
            raise Trouble(ReadingError, reason, remedy, max(records.offset, 0)) from None
        if records.err_count > wrong:
            wrong = records.err_count
            reason = "a record before this point is longer than it says; its end was lost"
            remedy = "fetch that page again; what the record says it holds was taken"
            yield spot.aside(Trouble(ReadingError, reason, remedy, max(records.offset, 0)))
        if record is None:
            return
        offset = max(records.offset, 0)
        told = record.rec_headers
        url = shown(told.get_header("WARC-Target-URI") or "")
        if record.rec_type is None:
            reason = "a record does not say what it is (no WARC-Type)"
            yield spot.aside(Trouble(ReadingError, reason, "fetch the WARC again", offset))
        if record.rec_type not in ("response", "resource", "revisit") or url.startswith(_DERIVED):
            continue
        if not spot.only.url(url):
            continue
        member = told.get_header("WARC-Record-ID") or url or f"record at {offset}"
        at = shown(told.get_header("WARC-Date") or spot.at)
        here = spot.inside(container, member, offset, at)
        try:
            taken = _record(here, record, url)
        except Trouble as trouble:
            yield here.aside(trouble)
        except Exception as error:  # as above
            reason = f"the record of {url or 'no URL'} cannot be read: {error}"
            yield here.aside(Trouble(ReadingError, reason, "fetch that page again"))
        else:
            if taken is not None:
                yield taken


def no_page(declared: str) -> bool:
    """Whether a content type is one of what is never a page: pictures, styles, scripts."""
    return declared.strip().lower().startswith(_NO_PAGE)


def _record(spot: Spot, record: Any, url: str) -> Taken | None:
    given = {"url": url} if url else {}
    if record.rec_type == "revisit":
        first = shown(record.rec_headers.get_header("WARC-Refers-To-Target-URI") or url)
        failure = f"revisit: the same bytes as an earlier capture of {first}, not repeated here"
        return Taken(spot.capture(None, None, None, given=given, failure=failure))
    if record.length is None:
        reason = "the record has no Content-Length, so its end cannot be told"
        raise Trouble(ReadingError, reason, "repair it (warcio recompress)")
    headers: dict[str, str] | None = None
    declared = record.rec_headers.get_header("Content-Type") or ""
    if record.rec_type == "response" and url.lower().startswith(("http:", "https:")):
        record.http_headers = _http_head(record.raw_stream)
        headers = _joined(record.http_headers)
        declared = record.http_headers.get_header("Content-Type") or ""
        status = record.http_headers.get_statuscode()
        if not status.startswith("2"):
            failure = f"HTTP status {shown(status) or 'missing'}"
            failed = spot.capture(None, None, None, headers=headers, given=given, failure=failure)
            return Taken(failed)
    if no_page(declared):
        return None
    content = _payload(record, url)
    if not content:
        failure = "the answer is empty"
        failed = spot.capture(None, None, 0, headers=headers, given=given, failure=failure)
        return Taken(failed)
    kind = kind_of(content[:HEAD])
    if kind not in MEDIA:
        _refuse_encoded(record, kind)
        return None
    if kind == "html" and not spot.only.page(content):
        return None
    capture = spot.capture(
        digest_of(content), MEDIA[kind], len(content), headers=headers, given=given
    )
    return Taken(capture, content)


def _http_head(stream: Any) -> StatusAndHeaders:
    start, limit = stream.tell(), stream.limit
    held = max(0, limit - HTTP_HEAD)  # the headers may not run on over the whole record
    stream.limit -= held
    found = _HTTP.parse(stream)
    stream.limit += held
    if stream.tell() - start >= HTTP_HEAD:
        reason = f"the HTTP headers are longer than {HTTP_HEAD:,} bytes"
        raise Trouble(CopyRefused, reason, "look at the record: it may be an attack")
    return found


def _joined(headers: StatusAndHeaders) -> dict[str, str]:
    """The headers as one value a name; repeated ones joined by commas (RFC 9110, 5.2)."""
    found: dict[str, str] = {}
    for name, value in headers.headers:
        name, value = shown(name), shown(value)
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _payload(record: Any, url: str) -> bytes:
    stream = record.content_stream()
    content = whole(stream)
    while record.raw_stream.read(CHUNK):  # what follows the end of a gzip stream, say
        pass
    decoder = getattr(stream, "decompressor", None)
    if record.raw_stream.limit > 0 or getattr(decoder, "eof", True) is False:
        reason = f"the capture of {url or 'no URL'} is cut off before its end"
        raise Trouble(ReadingError, reason, FETCH_AGAIN)
    return content


def _refuse_encoded(record: Any, kind: str) -> None:
    encoding = record.http_headers and record.http_headers.get_header("Content-Encoding")
    if kind == "binary" and encoding:
        known = BufferedReader.get_supported_decompressors()
        if encoding.strip().lower() not in (*known, "identity"):
            reason = f"the page is packed as {shown(encoding)!r}, which cannot be unpacked here"
            raise Trouble(ReadingError, reason, "fetch that page again without that encoding")
