"""The releases that a server may compare with; what changed between two states, worked out once.

A release is named by its folder's name, and only by one that is listed: a name leads to no other
folder. One that tells restricted names is for those who may uncover names.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from gavah.export.releases.checking import MANIFEST, Manifest
from gavah.export.releases.comparing import Changes
from gavah.model.record import Record

_REMEMBERED = 8


class Kept(Record, frozen=True, kw_only=True):
    """A release in the folder of releases.

    Attributes:
        name: of its folder.
        gavah: the version that made it.
        head: of the register's log when it was made.
    """

    name: str
    profile: str
    on: date
    gavah: str
    head: str


class Releases:
    """A folder of releases, and comparisons of them that were asked for before."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._made: OrderedDict[Any, Changes] = OrderedDict()

    def folder(self, case: Path) -> Path:
        """Where they are: as the server was told, else "releases" in the case."""
        return case / "releases" if self._folder is None else self._folder

    def kept(self, case: Path, restricted: bool) -> list[Kept]:
        """The releases there, newest first.

        Args:
            restricted: those that tell restricted names, too.
        """
        folder = self.folder(case)
        if not folder.is_dir():
            return []
        found = []
        for path in folder.iterdir():
            held = _manifest(path)
            if held is not None and (restricted or not held.restricted):
                found.append(
                    Kept(name=path.name, profile=held.profile, on=held.on, gavah=held.gavah,
                         head=held.head)
                )  # fmt: skip
        return sorted(found, key=lambda one: (one.on, len(one.name), one.name), reverse=True)

    def compared(self, key: Any, make: Callable[[], Changes]) -> Changes:
        """What `make` gives, once for a key; whoever asks for the same meanwhile waits for it."""
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
                while len(self._made) > _REMEMBERED:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]


def _manifest(path: Path) -> Manifest | None:
    """What a folder says of itself; None where it is no release that can be understood."""
    try:
        return msgspec.json.decode((path / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None
