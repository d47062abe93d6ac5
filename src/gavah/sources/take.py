"""Takes copies from files, folders, standard input and the containers in them, one at a time.

A readable copy comes with its bytes. A container (WARC, WACZ, ZIP, gzip, Parquet, a file of JSON
lines)
comes first, as a file; its members follow, each a copy of its own that names the container.
What cannot be taken comes as a `SetAside` in its place, and the rest goes on: nothing that a
file holds raises. Memory holds one copy at a time, whatever the pile (`gavah.sources.limits`).
"""

import gzip
import stat
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from gavah.errors import CopyRefused, NoText, ReadingError, UnknownFormat, WrongUsage
from gavah.model import digest_of
from gavah.sources.archive import in_zip
from gavah.sources.cdx import in_cdx
from gavah.sources.limits import DEEPEST
from gavah.sources.lines import in_lines
from gavah.sources.only import EVERYTHING, Only
from gavah.sources.parquet import in_parquet
from gavah.sources.sniff import HEAD, MEDIA, called, kind_of
from gavah.sources.spot import Allowance, Found, Spent, Spot, Taken, Trouble, shown
from gavah.sources.streams import hashed, spooled, unpacked, up_to, whole
from gavah.sources.walk import files, unreachable
from gavah.sources.warc import in_warc

__all__ = ["Taken", "take", "utc_now"]

FORMATS = ("jsonl", "html", "text", "pdf", "warc", "wacz", "zip", "parquet", "cdx")
CONTAINERS = {
    "jsonl": "application/jsonl",
    "warc": "application/warc",
    "zip": "application/zip",
    "gzip": "application/gzip",
    "parquet": "application/vnd.apache.parquet",
}
_WRITTEN = ("jsonl", "html", "text")  # which of them a text is, a person may know better


def utc_now() -> str:
    """The present second, UTC, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def take(
    paths: Sequence[str | Path],
    input_format: str | None = None,
    stdin: BinaryIO | None = None,
    *,
    now: Callable[[], str] = utc_now,
    only: Only = EVERYTHING,
) -> Found:
    """Take every copy, in the order of the paths; a folder's files by name.

    Args:
        input_format: jsonl, html, text, pdf, warc, wacz, zip, parquet or cdx; None to tell it from the bytes.
            Containers are opened whatever it says; it then tells what their members are.
        stdin: what "-" reads; the process's own when None.
        only: which pages are taken; it counts what it passes over.
        now: the clock; when a file was written says nothing of when it was taken.

    Raises:
        WrongUsage: there is no such format.
    """
    if input_format is not None and input_format not in FORMATS:
        raise WrongUsage(f"no input format {input_format!r}; choose from {', '.join(FORMATS)}")
    for path in paths:
        if str(path) == "-":
            yield from _stream(stdin or sys.stdin.buffer, "-", input_format, now, only)
            continue
        for file, trouble in files(Path(path)):
            source = shown(str(file))
            if trouble is None:
                yield from _file(file, source, input_format, now, only)
            else:
                yield Spot(source=source, at="", allowance=None).aside(trouble)


def _stream(
    stream: BinaryIO, source: str, input_format: str | None, now: Callable[[], str], only: Only
) -> Found:
    try:
        with spooled(stream) as file:
            yield from _file(file, source, input_format, now, only)
    except (OSError, ValueError) as error:
        yield Spot(source=source, at="", allowance=None).aside(unreachable(error))


def _file(
    file: Path, source: str, input_format: str | None, now: Callable[[], str], only: Only
) -> Found:
    spot = Spot(source=source, at=now(), allowance=None, wanted=input_format)
    try:
        status = file.stat()
        if stat.S_ISFIFO(status.st_mode):
            with file.open("rb") as pipe:
                yield from _stream(pipe, source, input_format, now, only)
            return
        spot = Spot(
            source=source,
            at=spot.at,
            allowance=Allowance(status.st_size),
            wanted=input_format,
            only=only,
        )
        with file.open("rb") as stream:
            yield from _taken(stream, spot, file)
    except Trouble as trouble:
        yield spot.aside(trouble)
    except OSError as error:
        yield spot.aside(unreachable(error))
    except Exception as error:  # a fault of ours in one file must not stop a pile: it is named
        reason = f"gavah failed on this file: {type(error).__name__}: {error}"
        yield spot.aside(Trouble(ReadingError, reason, "please report it; the rest went on"))


def _member(stream: BinaryIO, spot: Spot) -> Found:
    yield from _taken(stream, spot, None)


def _taken(stream: BinaryIO, spot: Spot, file: Path | None) -> Found:
    """Take what a stream holds: a readable copy, or a container with its members."""
    head = up_to(stream, HEAD)
    kind = _kind(head, spot)
    if kind in MEDIA:
        content = whole(stream, head)
        if kind == "html" and not spot.only.page(content):
            return
        yield Taken(spot.capture(digest_of(content), MEDIA[kind], len(content)), content)
    elif spot.depth >= DEEPEST:
        reason = f"it lies more than {DEEPEST} containers deep"
        raise Trouble(CopyRefused, reason, "unpack it by hand and seal the folder")
    elif file is not None:
        yield from _container(file, kind, spot)
    else:
        with spooled(stream, head) as unpacked_file:
            yield from _container(unpacked_file, kind, spot)


def _container(file: Path, kind: str, spot: Spot) -> Found:
    if kind == "cdx":
        with file.open("rb") as index:
            yield from in_cdx(spot, file.resolve().parent, index)
        return
    digest, size = hashed(file)
    yield Taken(spot.capture(digest, CONTAINERS[kind], size), file=file)
    if kind == "zip":
        yield from in_zip(spot, digest, file, _member)
        return
    if kind == "parquet":
        yield from in_parquet(spot, digest, file)
        return
    with file.open("rb") as raw:
        if kind != "gzip":
            yield from _listed(kind, raw, spot, digest)
            return
    with gzip.open(file) as packed:  # its own members are taken for the gzip's
        inner = _kind(up_to(unpacked(packed, spot.allowance), HEAD), spot)
    with gzip.open(file) as packed:
        stream = unpacked(packed, spot.allowance)
        if inner == "cdx":
            yield from in_cdx(spot, file.resolve().parent, stream)
        elif inner in ("warc", "jsonl"):
            yield from _listed(inner, stream, spot, digest)
        else:
            name = spot.name.rpartition("→ ")[2].rpartition("/")[2].removesuffix(".gz")
            yield from _inside(stream, spot.inside(digest, name, 0))


def _listed(kind: str, stream: BinaryIO, spot: Spot, digest: str) -> Found:
    yield from (in_warc if kind == "warc" else in_lines)(spot, digest, stream)


def _inside(stream: BinaryIO, spot: Spot) -> Found:
    try:
        yield from _taken(stream, spot, None)
    except Spent:
        raise
    except Trouble as trouble:
        yield spot.aside(trouble)


def _kind(head: bytes, spot: Spot) -> str:
    """What the bytes are, as far as that agrees with the format that was named.

    Raises:
        Trouble: they are empty, of no known format, or of another than was named.
    """
    kind: str = kind_of(head, spot.name)
    wanted = spot.wanted
    if kind == "empty":
        raise Trouble(NoText, "the file is empty (0 bytes)", "fetch it again, or leave it out", 0)
    if wanted in _WRITTEN and kind in _WRITTEN:
        return wanted
    if kind == "binary":
        reason = (
            f"its bytes are {called(head)}: no text, HTML, PDF, WARC, ZIP, Parquet or JSON lines"
        )
        raise Trouble(UnknownFormat, reason, "convert it to one of these, or leave it out", 0)
    container = kind in ("gzip", "zip", "warc", "parquet", "cdx")
    agrees = {"wacz": kind == "zip", "zip": kind == "zip", "warc": kind == "warc"}
    if wanted is None or kind in (wanted, "gzip"):
        return kind
    if agrees.get(wanted, container):
        return kind
    reason = f"it was to be {wanted}, but its bytes are {kind}"
    raise Trouble(UnknownFormat, reason, "leave --input-format out, or name the right one", 0)
