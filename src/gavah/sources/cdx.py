"""Records that an index of web archives lists: each is read by its own range of bytes.

CDXJ as pywb and Common Crawl write it (URL key, time, JSON with filename, offset, length), and CDX
with the fields of its first line (`N b a m s k r M S V g`, else these eleven). An index can be cut
anywhere between its lines, and what each piece lists is a job of its own. WARCs lie beside the
index, in `archive/` beside it or above it, or where their path leads; they are not taken whole, so
a capture names the WARC with offset+length of the record, as packed. Only answers of status 2xx
that may be pages are opened.
"""

import gzip
import io
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from gavah.errors import CopyMissing, ReadingError, UnknownFormat
from gavah.sources.limits import LEAF, LONGEST_HEADER
from gavah.sources.spot import Allowance, Found, Spot, Taken, Trouble, shown
from gavah.sources.streams import unpacked
from gavah.sources.warc import in_warc, no_page

_CDX = "N b a m s k r M S V g".split()
_NAMES = {"a": "url", "m": "mime", "s": "status", "S": "length", "V": "offset", "g": "filename"}


def in_cdx(spot: Spot, folder: Path, stream: BinaryIO) -> Found:
    """Every listed record that is a page, in the order of the index; broken lines are set aside."""
    fields, number, lines = _CDX, 0, 0
    while line := stream.readline(LONGEST_HEADER):
        number += 1
        if line.startswith(b" CDX "):
            fields = line.decode("ascii", "replace").split()[1:]
            continue
        if not line.strip():
            continue
        lines += 1
        here = spot.inside(None, f"line {number}", None)
        try:
            listed = _listed(line, fields)
            if _may_be_page(listed) and spot.only.url(str(listed.get("url") or "")):
                yield from _record(spot, folder, listed)
        except Trouble as trouble:
            yield here.aside(Trouble(trouble.error, trouble.reason, trouble.remedy))
    if not lines:
        yield spot.aside(
            Trouble(ReadingError, "the index lists no record", "write the index again")
        )


def _listed(line: bytes, fields: list[str]) -> dict[str, Any]:
    words = line.decode("utf-8", "replace").split(" ", 2)
    if len(words) == 3 and words[2].lstrip().startswith("{"):
        try:
            found = msgspec.json.decode(words[2].encode("utf-8", "replace"))
        except msgspec.DecodeError as error:
            raise Trouble(
                ReadingError, f"the line is no CDXJ: {error}", "write the index again"
            ) from None
        return found if isinstance(found, dict) else {}
    told = dict(zip(fields, line.decode("utf-8", "replace").split(), strict=False))
    return {name: told[letter] for letter, name in _NAMES.items() if letter in told}


def _may_be_page(listed: dict[str, Any]) -> bool:
    status = str(listed.get("status") or "200")
    mime = str(listed.get("mime-detected") or listed.get("mime") or "")
    return status.startswith(("2", "-")) and mime != "warc/revisit" and not no_page(mime)


def _record(spot: Spot, folder: Path, listed: dict[str, Any]) -> Found:
    try:
        name, offset = str(listed["filename"]), int(listed["offset"])
        length = int(listed["length"])
    except (KeyError, TypeError, ValueError):
        reason = "the line tells no filename, offset and length of its record"
        raise Trouble(UnknownFormat, reason, "give an index of WARC files (CDXJ, CDX 11)") from None
    file = _found(folder, name)
    if not 0 < length <= LEAF or offset < 0:
        raise Trouble(
            ReadingError, f"no record has {length:,} bytes at {offset:,}", "write the index again"
        )
    with file.open("rb") as warc:
        warc.seek(offset)
        packed = warc.read(length)
    there = Spot(
        source=f"{shown(str(file))}#{offset}+{length}", at=spot.at, allowance=Allowance(length),
        wanted=spot.wanted, depth=spot.depth, only=spot.only,
    )  # fmt: skip
    if len(packed) < length:
        yield there.aside(
            Trouble(ReadingError, "the WARC ends before the record does", "fetch the WARC again")
        )
        return
    stream: Any = io.BytesIO(packed)
    if packed.startswith(b"\x1f\x8b"):
        stream = unpacked(gzip.GzipFile(fileobj=io.BytesIO(packed)), there.allowance)
    try:
        for one in in_warc(there, None, stream):
            if isinstance(one, Taken):  # its place is the range; there is no other container
                capture = msgspec.structs.replace(one.capture, source=there.source, offset=None)
                yield Taken(capture, one.content)
            else:
                yield one
    except Trouble as trouble:
        yield there.aside(trouble)


def _found(folder: Path, name: str) -> Path:
    if "://" in name:
        reason = f"the WARC {shown(name)} is not on this machine"
        raise Trouble(CopyMissing, reason, "fetch it and name its path in the index")
    bare = Path(name).name
    for path in (
        folder / name, folder / "archive" / bare, folder.parent / "archive" / bare,
        folder.parent / name, folder / bare,
    ):  # fmt: skip
        if path.is_file():
            return path
    raise Trouble(CopyMissing, f"there is no WARC {shown(name)} beside the index", "put it there")
