"""The files below a path, in an order that no machine changes: by the bytes of their names.

Hidden files are passed over. A link out of the folder that was named is not followed and said
so; a link to a folder inside it is passed over, since its files are taken in their own place.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from gavah.errors import CopyError, CopyMissing, CopyRefused, UnknownFormat
from gavah.sources.spot import Trouble

_RIGHTS = "check the path, its rights and the disk"


def files(path: Path) -> Iterator[tuple[Path, Trouble | None]]:
    """Every file at or below the path; with a Trouble where one cannot be reached."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield path, Trouble(CopyMissing, "there is no such file", "check the path")
        return
    except (OSError, ValueError) as error:
        yield path, unreachable(error)
        return
    if stat.S_ISDIR(mode):
        yield from _below(path)
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield path, None
    else:
        yield path, Trouble(UnknownFormat, "this is no file", "give a file, a folder or -")


def _below(top: Path) -> Iterator[tuple[Path, Trouble | None]]:
    home = os.path.realpath(top)
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            trouble = _link(path, home) if path.is_symlink() and path != top else None
            if path != top and path.is_symlink() and path.is_dir() and trouble is None:
                continue
            mode = path.lstat().st_mode if trouble else path.stat().st_mode
            if trouble is None and stat.S_ISDIR(mode):
                with os.scandir(path) as entries:
                    names = [one.name for one in entries if not one.name.startswith(".")]
                waiting.extend(path / name for name in sorted(names, key=os.fsencode, reverse=True))
            elif trouble is None and not stat.S_ISREG(mode):
                yield path, Trouble(UnknownFormat, "this is no file", "leave it out")
            else:
                yield path, trouble
        except FileNotFoundError:
            yield (
                path,
                Trouble(CopyMissing, "it points to no file", "mend the link or leave it out"),
            )
        except OSError as error:
            yield path, unreachable(error)


def _link(path: Path, home: str) -> Trouble | None:
    target = os.path.realpath(path, strict=True)
    if target != home and not target.startswith(home.rstrip("/") + "/"):
        return Trouble(
            CopyRefused, "a link that leads out of the folder is not followed",
            "name what it points to as a path of its own",
        )  # fmt: skip
    if path.is_dir() and (os.path.realpath(path.parent) + "/").startswith(target.rstrip("/") + "/"):
        return Trouble(
            CopyRefused, "a link to a folder around it would lead round for ever",
            "leave it out: the files there are taken in their own place",
        )  # fmt: skip
    return None


def unreachable(error: Exception) -> Trouble:
    """What an error of the file system says."""
    reason = getattr(error, "strerror", None) or str(error)
    return Trouble(CopyError, f"it cannot be read: {reason}", _RIGHTS)
