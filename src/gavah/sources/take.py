"""Takes copies from files, folders, standard input and the containers in them, one at a time.

A readable copy comes with its bytes. A container (WARC, WACZ, ZIP, gzip, a file of JSON lines)
comes first, as a file; its members follow, each a copy of its own that names the container.
What cannot be taken comes as a `SetAside` in its place, and the rest goes on.
"""

import gzip
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from gavah import __version__
from gavah.model import Capture, SetAside, digest_of
from gavah.sources.limits import DEPTH, LEAF
from gavah.sources.sniff import HEAD, MEDIA, kind_of

TOOL = f"gavah {__version__}"
BROKEN_GZIP = (EOFError, gzip.BadGzipFile, zlib.error)


class Taken(NamedTuple):
    """One copy, before it is stored.

    Attributes:
        content: the bytes of a readable copy; None for a container or a failed capture.
        file: where a container's bytes lie while it is being taken; None for others.
    """

    capture: Capture
    content: bytes | None = None
    file: Path | None = None


class Spot(NamedTuple):
    """A file on disk that holds a copy, and where that copy came from."""

    file: Path
    source: str
    at: str
    depth: int = 0
    part_of: str | None = None
    member: str | None = None
    format: str | None = None

    @property
    def name(self) -> str:
        """For a person: the file, with the member's name in a container."""
        return self.source if self.member is None else f"{self.source} → {self.member}"

    def aside(self, error: str, reason: str, remedy: str, offset: int | None = None) -> SetAside:
        """What is wrong here."""
        return SetAside(source=self.name, error=error, reason=reason, remedy=remedy, offset=offset)

    def inside(self, file: Path, container: str, member: str) -> "Spot":
        """A member of this container, unpacked to `file`."""
        named = member if self.member is None else f"{self.member} → {member}"
        return Spot(file, self.source, self.at, self.depth + 1, container, named)


def utc_now() -> str:
    """The present second, UTC, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Found = Iterator[Taken | SetAside]


def take(
    paths: Sequence[str | Path],
    input_format: str | None = None,
    stdin: BinaryIO | None = None,
    *,
    now: Callable[[], str] = utc_now,
) -> Found:
    """Take every copy, in the order of the paths; a folder's files by name.

    Args:
        input_format: jsonl, html, text, pdf, warc, wacz or zip; None to tell it from the bytes.
        stdin: what "-" reads.
        now: the clock.
    """
    for path in paths:
        if str(path) != "-":
            yield from _path(Path(path), input_format, now)
            continue
        with temporary() as folder:
            spooled = folder / "stdin"
            with spooled.open("wb") as out:
                shutil.copyfileobj(stdin or open(os.devnull, "rb"), out)  # noqa: SIM115
            yield from take_spot(Spot(spooled, "-", now(), format=input_format))


@contextmanager
def temporary() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory(prefix="gavah-") as folder:
        yield Path(folder)


def _path(path: Path, input_format: str | None, now: Callable[[], str]) -> Found:
    spot = Spot(path, str(path), now(), format=input_format)
    try:
        if path.is_dir():
            for child in sorted(path.iterdir()):
                leads_away = child.is_symlink() and child.is_dir()
                if not child.name.startswith(".") and not leads_away:
                    yield from _path(child, input_format, now)
        elif path.is_file():
            yield from take_spot(spot)
        elif path.exists():
            yield spot.aside("UnknownFormat", "this is no file", "give a file or folder")
        else:
            yield spot.aside("CopyMissing", "there is no such file", "check the path")
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}"
        yield spot.aside("CopyMissing", reason, "check its rights and the disk")


def take_spot(spot: Spot) -> Found:
    """Take the copy at one spot, and what is in it."""
    from gavah.sources import containers

    with spot.file.open("rb") as read:
        head = read.read(HEAD)
    kind = _kind(spot, head)
    if kind == "empty":
        yield spot.aside("NoText", "the file is empty (0 bytes)", "fetch it again")
    elif kind == "binary":
        yield spot.aside(
            "UnknownFormat",
            "the bytes are no text, HTML, PDF, WARC, ZIP or JSON lines",
            "convert it to one of these, or leave it out",
            offset=0,
        )
    elif kind in MEDIA:
        yield _leaf(spot, kind)
    elif spot.depth >= DEPTH:
        yield spot.aside("CopyRefused", f"more than {DEPTH} archives deep", "unpack it by hand")
    else:
        digest, size = _hash(spot.file)
        media = {"warc": "application/warc", "zip": "application/zip", "gzip": "application/gzip"}
        yield Taken(
            capture(spot, digest, media.get(kind, "application/jsonl"), size), file=spot.file
        )
        yield from getattr(containers, f"in_{kind}")(spot, digest)


def _kind(spot: Spot, head: bytes) -> str:
    forced = spot.format
    if forced is None or not head:
        kind = kind_of(head, spot.name)
        return _unzipped_kind(spot) if kind == "gzip" else kind
    if forced in ("jsonl", "warc"):
        return forced
    if forced == "wacz":
        return "zip"
    zipped = head.startswith(b"\x1f\x8b")
    return "gzip" if zipped else forced


def _unzipped_kind(spot: Spot) -> str:
    """A gzip of WARC records or JSON lines is read as these; of anything else it has one member."""
    try:
        with gzip.open(spot.file) as read:
            kind = kind_of(read.read(HEAD), spot.name)
    except BROKEN_GZIP:
        return "gzip"
    return kind if kind in ("warc", "jsonl") else "gzip"


def _leaf(spot: Spot, kind: str) -> Taken | SetAside:
    size = spot.file.stat().st_size
    if size > LEAF:
        reason = f"{size:,} bytes; one document may have {LEAF:,}"
        return spot.aside("CopyRefused", reason, "split it, or give it as JSON lines")
    return leaf(spot, spot.file.read_bytes(), MEDIA[kind])


def leaf(spot: Spot, content: bytes, media_type: str) -> Taken:
    """A readable copy."""
    return Taken(capture(spot, digest_of(content), media_type, len(content)), content=content)


def capture(spot: Spot, copy: str | None, media_type: str | None, size: int | None) -> Capture:
    """The record of taking what is at the spot."""
    return Capture(
        copy=copy,
        source=spot.source,
        at=spot.at,
        tool=TOOL,
        media_type=media_type,
        size=size,
        part_of=spot.part_of,
        member=spot.member,
    )


def _hash(file: Path) -> tuple[str, int]:
    hashed, size = sha256(), 0
    with file.open("rb") as read:
        while chunk := read.read(1 << 20):
            hashed.update(chunk)
            size += len(chunk)
    return "sha256:" + hashed.hexdigest(), size
