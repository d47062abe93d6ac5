"""Whether a release is as it was signed: every file, and no other."""

import os
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from gavah.errors import RegisterError, WrongUsage
from gavah.export.releases.signing import SIGNATURE, fingerprint, holds

MANIFEST = "manifest.json"
FORM = "gavah-release 1"
_BESIDE = (MANIFEST, SIGNATURE, ".gavah-export")


class File(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a release; its name begins in the release's folder, with "/" between."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a release says of itself.

    Attributes:
        on: the day it bears.
        head: of the register's log when it was made.
        before: SHA-256 of the manifest of the release it was compared with.
    """

    profile: str
    on: date
    gavah: str
    head: str
    restricted: bool
    files: tuple[File, ...]
    before: str | None
    form: str = FORM


class ReleaseAltered(RegisterError):
    """A release is not as it was signed."""


def files_in(folder: Path) -> Iterator[File]:
    """Every file in the folder but manifest and signature, by name; links are files of no release."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            told = path.relative_to(folder).as_posix()
            if told in _BESIDE:
                continue
            if path.is_symlink():
                raise ReleaseAltered(f"{path} is a link, which no release holds; get it anew")
            content = path.read_bytes()
            yield File(name=told, size=len(content), sha256=sha256(content).hexdigest())


def check(folder: Path, expected: str | None = None) -> Manifest:
    """The manifest of a release that is as it was signed.

    Args:
        expected: the fingerprint of the key, got by another way.

    Raises:
        WrongUsage: it is no release.
        ReleaseAltered: a file was changed, added or taken away, or the signature does not hold;
            or it is of another key than expected.
    """
    manifest, signature = folder / MANIFEST, folder / SIGNATURE
    if not manifest.is_file() or not signature.is_file():
        raise WrongUsage(f"{folder} is no release; name the folder that holds {MANIFEST}")
    content = manifest.read_bytes()
    key = holds(content, signature.read_bytes())
    if key is None:
        raise ReleaseAltered(f"the signature of {folder} does not hold; do not rely on it")
    if expected is not None and _plain(expected) != _plain(fingerprint(key)):
        raise ReleaseAltered(
            f"{folder} is signed with another key: {fingerprint(key)}; ask who gave it to you"
        )
    try:
        said = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise ReleaseAltered(f"the manifest of {folder} cannot be read: {error}") from error
    if said.form != FORM:
        raise WrongUsage(f"{folder} is of the form {said.form!r}; install a newer gavah")
    there = {one.name: one for one in files_in(folder)}
    wanted = {one.name: one for one in said.files}
    for name in sorted({*there, *wanted}):
        if there.get(name) != wanted.get(name):
            what = "was added" if name not in wanted else "is missing" if name not in there else "was changed"  # fmt: skip
            raise ReleaseAltered(f"{folder / name} {what}; do not rely on this release")
    return said


def key_of_release(folder: Path) -> str:
    """Fingerprint of the key that signed it."""
    key = holds((folder / MANIFEST).read_bytes(), (folder / SIGNATURE).read_bytes())
    return "" if key is None else fingerprint(key)


def _plain(digits: str) -> str:
    return "".join(digits.split()).casefold()
