"""Writes a file or folder so that it is there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from gavah.errors import WrongUsage


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to; moved onto `target` when the block ends well, else removed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        fresh = folder / target.name
        yield fresh
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        fresh.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to write to; becomes `target` when the block ends well.

    Raises:
        WrongUsage: `target` exists and is not an earlier export: it is never overwritten.
    """
    mark = ".gavah-export"
    if target.exists() and any(target.iterdir()) and not (target / mark).exists():
        raise WrongUsage(f"{target} holds other files; name a new folder, so that nothing is lost")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield fresh
        (fresh / mark).touch()
        fresh.chmod(0o755)
        old = target.with_name(f".{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
