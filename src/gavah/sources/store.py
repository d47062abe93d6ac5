"""The store of copies: each under the SHA-256 of its bytes, written once, never changed.

A copy is written aside, made durable, and then linked to its name; the link fails where the name
is taken, so nothing is ever overwritten and no half copy has a name. Two processes may write at
once: the second finds the first one's copy. A crash leaves whole copies, or none, and at most
files in `.incoming` that bear no digest; those of more than a day are swept.
"""

import errno
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, Literal, NamedTuple

from gavah.errors import CopyAltered, CopyMissing, CopyRefused
from gavah.model import digest_of
from gavah.sources.durable import make_durable

CHUNK = 1 << 20
INCOMING = ".incoming"
_DIGEST = re.compile(r"sha256:([0-9a-f]{2})([0-9a-f]{2})[0-9a-f]{60}")
_PAIR = re.compile(r"[0-9a-f]{2}")
_DAY = 86_400.0
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)  # exFAT, some networks


class Fault(NamedTuple):
    """A copy that is not as it should be; "added" is a file that nobody expects there."""

    kind: Literal["altered", "missing", "added"]
    digest: str
    path: Path


class Store:
    """A folder of copies, sharded by the first two pairs of digits: ab/cd/abcd…"""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._waiting: dict[str, Path | None] | None = None  # of the batch that is open
        self._swept = False

    def path(self, digest: str) -> Path:
        """Where the copy of that digest lies, or would.

        Raises:
            CopyMissing: that is no digest.
        """
        digits = _DIGEST.fullmatch(digest)
        if digits is None:
            raise CopyMissing(f"{digest!r} is no copy's digest (sha256: and 64 hexadecimal digits)")
        return self.directory / digits[1] / digits[2] / digest.removeprefix("sha256:")

    def has(self, digest: str) -> bool:
        """Whether the copy is here."""
        return self._lies(digest).is_file()

    def _lies(self, digest: str) -> Path:
        return (self._waiting or {}).get(digest) or self.path(digest)

    def put(self, content: bytes) -> str:
        """Store the bytes and give their digest; the same bytes are stored once.

        Raises:
            CopyAltered: a file of that name holds other bytes.
        """
        digest = digest_of(content)
        if self.has(digest):
            self._unaltered(digest)
            if self._waiting is None:
                self._settle({digest: None})
            else:
                self._waiting.setdefault(digest, None)
            return digest
        with self._incoming() as (out, part):
            out.write(content)
            self._ready(out, part, digest)
        return digest

    def put_file(self, source: Path, expected: str | None = None) -> str:
        """Store a file's bytes without holding them all in memory.

        Args:
            expected: the digest it had when it was taken.

        Raises:
            CopyAltered: a file of that name holds other bytes.
            CopyRefused: the file is no longer what it was.
        """
        hashed = sha256()
        with self._incoming() as (out, part), source.open("rb") as read:
            while chunk := read.read(CHUNK):
                hashed.update(chunk)
                out.write(chunk)
            digest = "sha256:" + hashed.hexdigest()
            if expected not in (None, digest):
                raise CopyRefused(
                    f"{source} changed while it was being sealed ({expected} became {digest}); "
                    "wait until it is whole and seal it again"
                )
            self._ready(out, part, digest)
        return digest

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Store many copies at the cost of few syncs: all are durable when the block ends.

        Until then `get` and `has` see them in this process only. A block that raises stores none.
        """
        if self._waiting is not None:
            yield  # the block around this one settles
            return
        waiting = self._waiting = {}
        try:
            yield
            self._waiting = None
            self._settle(waiting)
        finally:
            self._waiting = None
            for part in waiting.values():
                if part is not None:
                    part.unlink(missing_ok=True)

    @contextmanager
    def _incoming(self) -> Iterator[tuple[BinaryIO, Path]]:
        """A file aside; gone if the block raises, else `_ready` sees to it."""
        folder = self.directory / INCOMING
        if not self.directory.exists():
            self.directory.mkdir(parents=True, exist_ok=True)
            make_durable([self.directory.parent], self.directory)
        folder.mkdir(exist_ok=True)
        if not self._swept:
            self._swept = True
            self.sweep()
        descriptor, name = mkstemp(dir=folder)
        try:
            with os.fdopen(descriptor, "wb") as out:
                yield out, Path(name)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _ready(self, out: BinaryIO, part: Path, digest: str) -> None:
        out.flush()
        os.fchmod(out.fileno(), 0o444)
        if self._waiting is None:
            self._settle({digest: part})
        elif self._waiting.get(digest) is None:
            self._waiting[digest] = part
        else:
            part.unlink()

    def _settle(self, parts: Mapping[str, Path | None]) -> None:
        """Make bytes durable, then give them their names, then make the names durable.

        A part of None is a copy that stands: another process may not have synced its name yet.
        """
        if not parts:
            return
        try:
            make_durable([part for part in parts.values() if part is not None], self.directory)
            folders = {self.directory}
            for digest, part in parts.items():
                target = self.path(digest)
                target.parent.mkdir(parents=True, exist_ok=True)
                folders |= {target.parent, target.parent.parent}
                if part is not None:
                    self._name(part, target, digest)
            make_durable(sorted(folders, reverse=True), self.directory)
        finally:
            for part in parts.values():
                if part is not None:
                    part.unlink(missing_ok=True)

    def _name(self, part: Path, target: Path, digest: str) -> None:
        try:
            os.link(part, target)
        except FileExistsError:
            self._unaltered(digest)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if target.exists():
                self._unaltered(digest)
            else:  # a second writer between the two lines writes the same bytes
                part.rename(target)

    def _unaltered(self, digest: str) -> None:
        path = self._lies(digest)
        if _digest(path) != digest:
            raise CopyAltered(
                f"the copy {digest} holds other bytes than were sealed ({path}); "
                "run gavah verify, and restore the copy from a backup"
            )

    def get(self, digest: str) -> bytes:
        """The bytes of a copy, hashed again.

        Raises:
            CopyMissing: it is not here.
            CopyAltered: its bytes no longer match.
        """
        path = self._lies(digest)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise CopyMissing(
                f"the copy {digest} is not in {self.directory}; restore it from a backup"
            ) from None
        except OSError as error:
            raise CopyMissing(
                f"the copy {digest} cannot be read from {path}: {error.strerror}; "
                "check its rights and the disk"
            ) from None
        if digest_of(content) != digest:
            raise CopyAltered(
                f"the copy {digest} holds other bytes than were sealed ({path}); "
                "run gavah verify, and restore the copy from a backup"
            )
        return content

    def digests(self) -> Iterator[str]:
        """Every copy here, in order; names that are no digest are left out."""
        for first in _listed(self.directory):
            for second in _listed(first) if _PAIR.fullmatch(first.name) else ():
                for path in _listed(second) if _PAIR.fullmatch(second.name) else ():
                    digest = f"sha256:{path.name}"
                    if _DIGEST.fullmatch(digest) and self.path(digest) == path:
                        yield digest

    def remove(self, digest: str) -> None:
        """Take a copy out for good (DESIGN: only a logged removal does); none there is well.

        Raises:
            CopyRefused: the file cannot be removed.
        """
        path = self.path(digest)
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                make_durable([path.parent], self.directory)
        except OSError as error:
            raise CopyRefused(
                f"cannot remove {path}: {error.strerror}; check its rights"
            ) from error

    def sweep(self) -> int:
        """Delete what crashed writers left in `.incoming` a day ago or earlier; how many."""
        swept = 0
        for part in _listed(self.directory / INCOMING):
            with suppress(FileNotFoundError):  # another process has just finished it
                if part.lstat().st_mtime < time.time() - _DAY:
                    part.unlink()
                    swept += 1
        return swept

    def faults(self, expected: Iterable[tuple[str, int | None]]) -> Iterator[Fault]:
        """Re-hash every copy; `expected` are digests with sizes.

        The altered and missing come first, by digest; then what was added, by its path.
        """
        known = dict(expected)
        for digest in sorted(known):
            path, size = self.path(digest), known[digest]
            if not os.path.lexists(path):
                yield Fault("missing", digest, path)
            elif (
                path.is_symlink() or _size(path) != (size or _size(path)) or _digest(path) != digest
            ):
                yield Fault("altered", digest, path)
        for path in self._every(self.directory):
            digest = f"sha256:{path.name}"
            if digest not in known or self.path(digest) != path:
                yield Fault("added", digest, path)

    def _every(self, folder: Path) -> Iterator[Path]:
        for path in _listed(folder):
            if path.is_dir() and not path.is_symlink():
                if path != self.directory / INCOMING:
                    yield from self._every(path)
            else:
                yield path


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _size(path: Path) -> int:
    return path.lstat().st_size


def _digest(path: Path) -> str | None:
    """The digest of a file's bytes; None for what cannot be read."""
    hashed = sha256()
    try:
        with path.open("rb") as read:
            while chunk := read.read(CHUNK):
                hashed.update(chunk)
    except OSError:
        return None
    return "sha256:" + hashed.hexdigest()
