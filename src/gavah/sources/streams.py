"""Bytes as they come out of compression: counted, limited, and honest about where they end."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from gavah.errors import CopyRefused, ReadingError
from gavah.sources.limits import LEAF
from gavah.sources.spot import Allowance, Trouble

CHUNK = 1 << 20
FETCH_AGAIN = "fetch the file again; whole documents before this point were taken"
_BROKEN = (
    EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile,
    RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip  # gzip.BadGzipFile is an OSError


class Unpacked(io.RawIOBase):
    """Unpacked bytes, each counted against the allowance; `tell` counts from their start.

    Reading raises Trouble where the packed bytes are cut off, damaged, or unpack to too much.
    """

    def __init__(self, packed: Any, allowance: Allowance) -> None:
        super().__init__()
        self._packed, self._allowance, self._at = packed, allowance, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Unpacked bytes given so far."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the next piece goes."""
        try:
            piece = self._packed.read1(len(buffer))
        except _BROKEN as error:
            found = "are cut off" if isinstance(error, EOFError) else f"are damaged ({error})"
            reason = f"the packed bytes {found}, {self._at:,} bytes into what they unpack to"
            raise Trouble(ReadingError, reason, FETCH_AGAIN, self._at) from None
        buffer[: len(piece)] = piece
        self._at += len(piece)
        self._allowance.spend(len(piece))
        return len(piece)


def unpacked(packed: Any, allowance: Allowance) -> BinaryIO:
    """A buffered stream of what `packed` (a gzip or ZIP member being read) unpacks to."""
    return io.BufferedReader(Unpacked(packed, allowance), CHUNK)


def up_to(stream: Any, size: int) -> bytes:
    """The next `size` bytes; fewer only at the end."""
    held = io.BytesIO()
    while size > 0 and (piece := stream.read(min(size, CHUNK))):
        held.write(piece)
        size -= len(piece)
    return held.getvalue()


def whole(stream: Any, head: bytes = b"") -> bytes:
    """What is left, after the head already read, when one copy may be so long.

    Raises:
        Trouble: it is longer.
    """
    content = head + up_to(stream, LEAF + 1 - len(head))
    if len(content) > LEAF:
        raise Trouble(
            CopyRefused,
            f"it is longer than {LEAF:,} bytes, the most that one document may have",
            "look at it; if it is honest, split it into documents and seal those",
        )
    return content


@contextmanager
def spooled(stream: Any, head: bytes = b"") -> Iterator[Path]:
    """A file, of a name of ours, that holds head and stream; gone afterwards."""
    with TemporaryDirectory(prefix="gavah-") as folder:
        file = Path(folder) / "copy"
        with file.open("wb") as out:
            out.write(head)
            while piece := stream.read(CHUNK):
                out.write(piece)
        yield file


def hashed(file: Path) -> tuple[str, int]:
    """The digest and size of a file, read in pieces."""
    found, size = sha256(), 0
    with file.open("rb") as read:
        while piece := read.read(CHUNK):
            found.update(piece)
            size += len(piece)
    return "sha256:" + found.hexdigest(), size
