"""The store of copies: each under the SHA-256 of its bytes, written once, never changed.

A copy is written beside its place, made durable, and then linked to its name; the link fails
where the name is taken, so nothing is ever overwritten and no half copy has a name. Two
processes may write at once: the second finds the first one's copy.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, Literal, NamedTuple

from gavah.errors import CopyAltered, CopyMissing, CopyRefused

CHUNK = 1 << 20
_PART = ".part"


class Fault(NamedTuple):
    """A copy that is not as it should be."""

    kind: Literal["altered", "missing", "added"]
    digest: str
    path: Path


class Store:
    """A folder of copies, sharded by the first two pairs of digits."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def path(self, digest: str) -> Path:
        """Where the copy of that digest lies, or would.

        Raises:
            CopyMissing: that is no digest.
        """
        digits = digest.removeprefix("sha256:")
        if len(digits) != 64 or set(digits) - set("0123456789abcdef"):
            raise CopyMissing(f"{digest!r} is no copy's digest (sha256: and 64 hexadecimal digits)")
        return self.directory / digits[:2] / digits[2:4] / digits

    def has(self, digest: str) -> bool:
        """Whether the copy is here."""
        return self.path(digest).is_file()

    def put(self, content: bytes) -> str:
        """Store the bytes and give their digest; the same bytes are stored once.

        Raises:
            CopyAltered: a file of that name holds other bytes.
        """
        digest = "sha256:" + sha256(content).hexdigest()
        if self.has(digest):
            self._unaltered(digest)
            return digest
        self.directory.mkdir(parents=True, exist_ok=True)
        descriptor, name = mkstemp(suffix=_PART, dir=self.directory)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            return self._named(out, Path(name), digest)

    def put_file(self, source: Path) -> str:
        """Store a file's bytes without holding them all in memory.

        Raises:
            CopyAltered: a file of that name holds other bytes.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        descriptor, name = mkstemp(suffix=_PART, dir=self.directory)
        hashed = sha256()
        with os.fdopen(descriptor, "wb") as out, source.open("rb") as read:
            while chunk := read.read(CHUNK):
                hashed.update(chunk)
                out.write(chunk)
            return self._named(out, Path(name), "sha256:" + hashed.hexdigest())

    def _named(self, out: BinaryIO, part: Path, digest: str) -> str:
        """Make what was written durable, then give it its name."""
        try:
            out.flush()
            os.fchmod(out.fileno(), 0o444)
            os.fsync(out.fileno())
            target = self.path(digest)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(part, target)
            except FileExistsError:
                self._unaltered(digest)
            else:
                for folder in (target.parent, target.parent.parent, self.directory):
                    _sync(folder)
        finally:
            part.unlink(missing_ok=True)
        return digest

    def _unaltered(self, digest: str) -> None:
        if _digest(self.path(digest)) != digest:
            raise CopyAltered(
                f"the copy {digest} holds other bytes than were sealed ({self.path(digest)}); "
                "run gavah verify, and restore the copy from a backup"
            )

    def get(self, digest: str) -> bytes:
        """The bytes of a copy, hashed again.

        Raises:
            CopyMissing: it is not here.
            CopyAltered: its bytes no longer match.
        """
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise CopyMissing(
                f"the copy {digest} is not in {self.directory}; restore it from a backup"
            ) from None
        if "sha256:" + sha256(content).hexdigest() != digest:
            self._unaltered(digest)
        return content

    def digests(self) -> Iterator[str]:
        """Every copy here, in order; names that are no digest are left out."""
        for path in sorted(self.directory.glob("??/??/*")):
            if len(path.name) == 64:
                yield f"sha256:{path.name}"

    def remove(self, digest: str) -> None:
        """Take a copy out for good (DESIGN: only a logged removal does).

        Raises:
            CopyRefused: the file cannot be removed.
        """
        path = self.path(digest)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CopyRefused(
                f"cannot remove {path}: {error.strerror}; check its rights"
            ) from error
        if path.parent.is_dir():
            _sync(path.parent)

    def faults(self, expected: Iterable[tuple[str, int | None]]) -> Iterator[Fault]:
        """Re-hash every copy; `expected` are digests with sizes. In order of digests."""
        known = dict(expected)
        here = {
            path for path in self.directory.glob("**/*") if path.is_file() and path.suffix != _PART
        }
        for digest in sorted(known):
            path = self.path(digest)
            here.discard(path)
            if not path.is_file():
                yield Fault("missing", digest, path)
            elif _digest(path) != digest:
                yield Fault("altered", digest, path)
        for path in sorted(here):
            yield Fault("added", f"sha256:{path.name}", path)


def _digest(path: Path) -> str:
    hashed = sha256()
    with path.open("rb") as read:
        while chunk := read.read(CHUNK):
            hashed.update(chunk)
    return "sha256:" + hashed.hexdigest()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
