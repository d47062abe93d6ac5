"""Making files durable: after these return, a power cut no longer loses what was written.

Syncing one file commits the file system's journal, so many small files cost as many commits. Above
a handful, one `syncfs` (Linux) does the same for all of them at once.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_FEW = 8  # below so many, syncing each costs less than all that others wrote on the disk


def make_durable(paths: Sequence[Path], within: Path) -> None:
    """Make files and folders durable, all of them on the file system of `within`.

    Raises:
        OSError: the disk did not take them.
    """
    if len(paths) > _FEW and _synced_whole(within):
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _synced_whole(folder: Path) -> bool:
    libc = _libc()
    if libc is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
    return True


@cache
def _libc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    return libc if hasattr(libc, "syncfs") else None
