"""Where a copy comes from, one copy taken, and what stands in the way of taking it.

A name from outside (a file name, an archive's member, a header) is shown with every character
that could not be written down or could deceive a terminal replaced by its code.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gavah import __version__
from gavah.errors import CopyRefused, GavahError
from gavah.model import Capture, SetAside
from gavah.model.record import Record
from gavah.sources.limits import EXPANDS_BY, EXPANDS_FREELY, MEMBERS
from gavah.sources.only import EVERYTHING

TOOL = f"gavah {__version__}"

_UNSEEMLY = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_NAME = 300


class Taken(NamedTuple):
    """One copy, before it is stored.

    Attributes:
        content: the bytes of a readable copy; None for a container or a failed capture.
        file: where a container's bytes lie; None for others. An unpacked one is gone once the
            copy after its last member is asked for: store it first.
    """

    capture: Capture
    content: bytes | None = None
    file: Path | None = None


Found = Iterator[Taken | SetAside]


class Trouble(Exception):  # never leaves this folder: it becomes a SetAside
    """Why something cannot be taken: the class of the error, what was found, what to do."""

    def __init__(
        self, error: type[GavahError], reason: str, remedy: str, offset: int | None = None
    ) -> None:
        super().__init__(reason)
        self.error, self.reason, self.remedy, self.offset = error, reason, remedy, offset


class Spent(Trouble):
    """The file unpacks to more than it may: nothing more of it is taken."""


class Allowance:
    """How much one file, with all archives inside it, may still unpack to."""

    def __init__(self, size: int) -> None:
        self.allowed = max(EXPANDS_FREELY, size * EXPANDS_BY)
        self.left, self.members = self.allowed, MEMBERS

    def spend(self, size: int) -> None:
        """Count bytes unpacked.

        Raises:
            Spent: they are too many.
        """
        self.left -= size
        if self.left < 0:
            raise Spent(
                CopyRefused,
                f"it unpacks to more than {self.allowed:,} bytes, as a ZIP bomb does; "
                "nothing more of it was taken",
                "look at it; if it is honest, unpack it by hand and seal the folder",
            )

    def spend_members(self, number: int) -> None:
        """Count members of an archive.

        Raises:
            Spent: they are too many.
        """
        self.members -= number
        if self.members < 0:
            raise Spent(
                CopyRefused,
                f"it holds more than {MEMBERS:,} members",
                "unpack it by hand and seal the folder",
            )


class Spot(Record, frozen=True, kw_only=True):
    """Where a copy stands: its file, and its place in the containers of that file.

    Attributes:
        wanted: the format the user named, for what can be told by no other means.
        depth: containers around it.
        only: which pages are taken (`gavah.sources.only.Only`).
        offset: of its first byte in its container, decompressed; headers of an entry included.
    """

    source: str
    at: str
    allowance: Any
    wanted: str | None = None
    depth: int = 0
    part_of: str | None = None
    member: str | None = None
    offset: int | None = None
    only: Any = EVERYTHING

    @property
    def name(self) -> str:
        """For a person: the file, with the member's name in a container."""
        return self.source if self.member is None else f"{self.source} → {self.member}"

    def inside(
        self, container: str | None, member: str, offset: int | None, at: str | None = None
    ) -> "Spot":
        """The spot of a member of the container that stands here."""
        wanted = None if self.wanted in ("zip", "wacz", "warc") else self.wanted
        return Spot(
            source=self.name, at=at or self.at, allowance=self.allowance, wanted=wanted,
            depth=self.depth + 1, part_of=container, member=shown(member), offset=offset,
            only=self.only,
        )  # fmt: skip

    def capture(
        self,
        copy: str | None,
        media_type: str | None,
        size: int | None,
        *,
        headers: dict[str, str] | None = None,
        given: dict[str, Any] | None = None,
        failure: str | None = None,
    ) -> Capture:
        """The record of taking what stands here."""
        return Capture(
            copy=copy, source=self.source, at=self.at, tool=TOOL, media_type=media_type, size=size,
            part_of=self.part_of, member=self.member, offset=self.offset,
            headers=headers, given=given or {}, failure=failure,
        )  # fmt: skip

    def aside(self, trouble: Trouble) -> SetAside:
        """What could not be taken here, with its reason."""
        return SetAside(
            source=self.name,
            error=trouble.error.__name__,
            reason=shown(trouble.reason),
            remedy=trouble.remedy,
            offset=self.offset if trouble.offset is None else trouble.offset,
        )


def shown(name: str) -> str:
    r"""A name as it can be written and safely seen: controls and broken characters as codes.

    >>> shown("a\x1b[2J\udcff.txt")
    'a\\x1b[2J\\udcff.txt'
    """
    safe = _UNSEEMLY.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), name)
    return safe if len(safe) <= _LONGEST_NAME else safe[:_LONGEST_NAME] + "…"
