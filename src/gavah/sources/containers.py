"""The members of a container: JSON lines, gzip, ZIP and WACZ, WARC.

Names in an archive are shown and never used as paths. Limits: `gavah.sources.limits`.
"""

import gzip
import json
import shutil
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from msgspec.structs import replace

from gavah.model import SetAside, digest_of
from gavah.sources.limits import (
    LEAF,
    LINE,
    ZIP_MEMBERS,
    ZIP_RATIO,
    ZIP_RATIO_FROM,
    ZIP_TOTAL,
)
from gavah.sources.sniff import MEDIA, kind_of
from gavah.sources.take import (
    BROKEN_GZIP,
    Found,
    Spot,
    Taken,
    capture,
    leaf,
    take_spot,
    temporary,
)

GIVEN = ("id", "title", "date", "publisher", "url")
_CUT = "the gzip data is cut off or damaged"
_FETCH = "fetch the file again; what stands before it was taken"


def in_jsonl(spot: Spot, container: str) -> Found:
    """One copy a line: the line's bytes without the line break."""
    with spot.file.open("rb") as raw:
        zipped = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        lines: BinaryIO = gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[assignment]
        offset = number = 0
        while True:
            try:
                line = lines.readline(LINE + 1)
            except BROKEN_GZIP as error:
                yield spot.aside("ReadingError", f"{_CUT} ({error})", _FETCH, offset)
                return
            if not line:
                return
            number += 1
            here = Spot(*spot[:4], container, f"line {number}")
            if len(line) > LINE:
                reason = f"line {number} is longer than {LINE:,} bytes"
                yield here.aside("CopyRefused", reason, "split the document", offset)
                while line and not line.endswith(b"\n"):
                    offset += len(line)
                    line = lines.readline(1 << 20)
            elif line.strip():
                yield _line(here, line.rstrip(b"\r\n"), offset)
            offset += len(line)


def _line(spot: Spot, line: bytes, offset: int) -> Taken | SetAside:
    remedy = 'write one JSON object a line: {"id": "…", "text": "…"}'
    content = line.removeprefix(b"\xef\xbb\xbf")
    try:
        held: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        at = offset + (error.pos if isinstance(error, json.JSONDecodeError) else 0)
        return spot.aside("UndecodableText", f"this is not JSON: {_short(error)}", remedy, at)
    if not isinstance(held, dict):
        return spot.aside("UnknownFormat", "this is JSON, but no object", remedy, offset)
    if not any(isinstance(held.get(name), str) for name in ("text", "html")):
        reason = 'there is neither "text" nor "html" in it'
        return spot.aside("NoText", reason, remedy, offset)
    wrong = [n for n in GIVEN if held.get(n) is not None and not isinstance(held[n], str)]
    if wrong:
        reason = f'the field "{wrong[0]}" is {type(held[wrong[0]]).__name__}, not text'
        return spot.aside("UnknownFormat", reason, "write it in quotation marks", offset)
    given = {name: value for name, value in held.items() if name not in ("text", "html")}
    one = leaf(spot, content, "application/json")
    return one._replace(capture=replace(one.capture, offset=offset, given=given))


def _short(error: Exception) -> str:
    return str(error)[:120] if not isinstance(error, RecursionError) else "nested too deep"


def in_gzip(spot: Spot, container: str) -> Found:
    """A gzip file has one member."""
    with temporary() as folder:
        file = folder / "member"
        try:
            with gzip.open(spot.file) as read, file.open("wb") as out:
                whole = _copied(read, out)
        except BROKEN_GZIP as error:
            yield spot.aside("ReadingError", f"{_CUT} ({error})", "fetch the file again")
            return
        if not whole:
            yield spot.aside("CopyRefused", _too_long(), "unpack it by hand")
            return
        name = spot.name.rsplit("/", 1)[-1].removesuffix(".gz")
        yield from take_spot(spot.inside(file, container, name))


def _copied(read: Any, out: BinaryIO) -> bool:
    """Copy up to LEAF bytes; False when there are more."""
    left = LEAF
    while chunk := read.read(min(1 << 20, left + 1)):
        left -= len(chunk)
        if left < 0:
            return False
        out.write(chunk)
    return True


def _too_long() -> str:
    return f"it unpacks to more than {LEAF:,} bytes"


def in_zip(spot: Spot, container: str) -> Found:
    """Every member of a ZIP; of a WACZ only its WARC files."""
    try:
        archive = zipfile.ZipFile(spot.file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        reason = f"the ZIP cannot be opened: {error}"
        yield spot.aside("UnknownFormat", reason, "fetch it again")
        return
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        names = {one.filename for one in members}
        total = sum(one.file_size for one in members)
        if len(members) > ZIP_MEMBERS or total > ZIP_TOTAL:
            reason = f"{len(members):,} members that unpack to {total:,} bytes"
            yield spot.aside("CopyRefused", reason, "unpack it by hand and give the folder")
            return
        if "[Content_Types].xml" in names:
            reason = "this is an office document"
            yield spot.aside("UnknownFormat", reason, "save it as PDF or text")
            return
        if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
            members = [one for one in members if one.filename.startswith("archive/")]
        for member in members:
            yield from _zipped(spot, container, archive, member)


def _zipped(spot: Spot, container: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Found:
    shown = member.filename.encode("ascii", "backslashreplace").decode()
    here = spot.inside(spot.file, container, shown)
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in member.filename[:3]:
        reason = "its name leads out of the archive"
        yield here.aside("CopyRefused", reason, "look at the archive: it may be an attack")
    elif member.flag_bits & 1:
        yield here.aside("ReadingError", "it is encrypted", "unpack it with its password")
    elif member.file_size > ZIP_RATIO_FROM and member.file_size > ZIP_RATIO * max(
        member.compress_size, 1
    ):
        reason = f"{member.compress_size:,} bytes that unpack to {member.file_size:,}"
        yield here.aside("CopyRefused", reason, "it may be a bomb: unpack it by hand")
    elif not any(part.startswith(".") or part == "__MACOSX" for part in parts):
        with temporary() as folder:
            file = folder / "member"
            try:
                with archive.open(member) as read, file.open("wb") as out:
                    whole = _copied(read, out) if not _is_large(member) else _all(read, out)
            except (zipfile.BadZipFile, *BROKEN_GZIP, NotImplementedError, OSError) as error:
                yield here.aside(
                    "ReadingError", f"it cannot be unpacked: {error}", "fetch it again"
                )
                return
            if whole:
                yield from take_spot(spot.inside(file, container, shown))
            else:
                yield here.aside("CopyRefused", _too_long(), "unpack it by hand")


def _is_large(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith((".warc", ".warc.gz", ".jsonl", ".jsonl.gz"))


def _all(read: Any, out: BinaryIO) -> bool:
    shutil.copyfileobj(read, out)
    return True


def in_warc(spot: Spot, container: str) -> Found:
    """Every response and resource record whose payload is HTML, text or PDF.

    A response that says it failed (status 400 and over) is a capture with its failure, and
    nothing to read. Offsets are those of the record in the file.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    offset = 0
    with spot.file.open("rb") as raw:
        try:
            records = ArchiveIterator(raw)
            for record in records:
                content = b""
                if record.rec_type in ("response", "resource"):
                    content = record.content_stream().read(LEAF + 1)
                offset = records.offset  # asking warcio's iterator in words reads the record away
                if record.rec_type in ("response", "resource"):
                    yield from _record(spot, container, record, content, offset)
        except (
            ArchiveLoadFailed,
            *BROKEN_GZIP,
            zlib.error,
            ValueError,
            KeyError,
            OSError,
        ) as error:
            reason = f"the WARC is damaged or cut off here: {str(error)[:120]}"
            yield spot.aside("ReadingError", reason, _FETCH, max(offset, 0))


def _record(spot: Spot, container: str, record: Any, content: bytes, offset: int) -> Found:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI") or ""
    member = headers.get_header("WARC-Record-ID") or url
    at = headers.get_header("WARC-Date") or spot.at
    here = Spot(spot.file, spot.source, at, spot.depth + 1, container, f"{member} {url}".strip())
    if len(content) > LEAF:
        yield here.aside("CopyRefused", _too_long(), "extract the record by hand", offset)
        return
    if getattr(record.raw_stream, "limit", 0):
        reason = "the record is cut off before its end"
        yield here.aside("ReadingError", reason, _FETCH, offset)
        return
    http = record.http_headers
    found = dict(http.headers) if http is not None else None
    status = http.get_statuscode() if http is not None else "200"
    told = {"offset": offset, "headers": found, "given": {"url": url} if url else {}}
    if status.isdigit() and int(status) >= 400:
        failed = capture(here, None, None, None)
        yield Taken(replace(failed, failure=f"HTTP status {status}", **told))
        return
    kind = kind_of(content, "x.html" if "html" in str((found or {}).get("Content-Type")) else "")
    kind = "text" if kind == "jsonl" else kind
    if kind in MEDIA:
        one = Taken(capture(here, digest_of(content), MEDIA[kind], len(content)), content=content)
        yield one._replace(capture=replace(one.capture, **told))
