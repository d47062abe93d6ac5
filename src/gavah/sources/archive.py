"""Members of a ZIP or WACZ, read from memory and never written under their own names.

Of a WACZ (WACZ 1.1.1: a ZIP with datapackage.json) only the WARCs in archive/ are taken: the rest
of it is an index, and text extracted from the same pages. Hidden members are passed over as
hidden files are.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from gavah.errors import CopyRefused, ReadingError, UnknownFormat
from gavah.sources.limits import MEMBERS
from gavah.sources.spot import Found, Spent, Spot, Trouble
from gavah.sources.streams import unpacked

_ENCRYPTED = 0x1
_ENTRY = 46  # bytes of an entry in a ZIP's directory, its name not counted
_OFFICE = ("[Content_Types].xml", "mimetype")


def in_zip(
    spot: Spot, container: str, file: Path, inner: Callable[[BinaryIO, Spot], Found]
) -> Found:
    """Every member that is no folder, in the order of the archive's directory.

    Args:
        inner: takes what one member's stream holds.

    Raises:
        Trouble: the archive cannot be opened, or is not what was asked for.
        Spent: it unpacks to too much.
    """
    _small_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except Exception as error:  # zipfile raises most of Python's errors on a hostile directory
        reason = f"the ZIP cannot be opened: {error}"
        raise Trouble(ReadingError, reason, "fetch it again, or repair it (zip -FF)") from None
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        names = {one.filename for one in members}
        spot.allowance.spend_members(len(members))
        if not names.isdisjoint(_OFFICE):
            reason = "it is an Office document or e-book"
            raise Trouble(UnknownFormat, reason, "save it as PDF, HTML or text and seal that")
        wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
        if spot.wanted == "wacz" and not wacz:
            reason = "it is a ZIP, but no WACZ: it has no datapackage.json and archive/"
            raise Trouble(UnknownFormat, reason, "leave --input-format out, or give a WACZ")
        for member in members:
            parts = re.split(r"[/\\]", member.filename)
            hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
            indexes = wacz and not member.filename.startswith("archive/")
            if not hidden and not indexes and "__MACOSX" not in parts:
                here = spot.inside(container, member.filename, member.header_offset)
                try:
                    _refuse(member, parts)
                    with archive.open(member) as packed:
                        yield from inner(unpacked(packed, spot.allowance), here)
                except Spent:
                    raise
                except Trouble as trouble:
                    yield here.aside(Trouble(trouble.error, trouble.reason, trouble.remedy))
                except Exception as error:  # as above: any of Python's errors
                    reason = f"it cannot be unpacked: {error or type(error).__name__}"
                    yield here.aside(Trouble(ReadingError, reason, "fetch the archive again"))


def _refuse(member: zipfile.ZipInfo, parts: list[str]) -> None:
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        reason = "its name leads out of the archive; nothing was written there"
        raise Trouble(CopyRefused, reason, "look at the archive: it may be an attack")
    if member.flag_bits & _ENCRYPTED:
        remedy = "unpack it with its password and seal the files"
        raise Trouble(ReadingError, "it is encrypted", remedy)


def _small_directory(file: Path) -> None:
    """Refuse a directory too long to hold, before zipfile reads it all."""
    with file.open("rb") as read:
        size = read.seek(0, 2)
        read.seek(max(0, size - (1 << 16) - 98))
        tail = read.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        return
    long = int.from_bytes(tail[end + 12 : end + 16], "little")
    wide = tail.rfind(b"PK\x06\x06", 0, end)  # ZIP64 tells the length in a record of its own
    if long == 0xFFFFFFFF and wide >= 0:
        long = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if long > MEMBERS * _ENTRY:
        reason = f"its directory has {min(long, size):,} bytes; {MEMBERS * _ENTRY:,} are read"
        raise Trouble(CopyRefused, reason, "unpack it by hand and seal the folder")
