"""A folder of what was read, in Parquet: for piles too large to print, and to load into a case.

    FOLDER/pile.json                what was read, by which versions, and since when
    FOLDER/claims/part-00000.parquet    a claim a row, flat: the columns of `gavah export --to parquet`
    FOLDER/copies/part-00000.parquet    a taking a row: its record, its bytes, what was read from it
    FOLDER/containers/DIGEST        containers that lay inside others, or came by standard input

A part holds so many takings in the order of the pile, and appears whole or not at all, its claims
first; a run that was cut off goes on after the last part. Paths of containers stay paths: what is
loaded later is checked against their digests.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from gavah import __version__
from gavah.errors import MissingExtra, RegisterError, WrongUsage
from gavah.export.tables import claim_rows
from gavah.model import Capture, SetAside
from gavah.model.record import Record
from gavah.runs.unit import Outcome
from gavah.sources.only import Only
from gavah.sources.spot import Taken

ROWS = 1000
BYTES = 64 << 20
"""Most takings, and most bytes of copies, in one part; it is held in memory until it is written."""
_NUMBERS = frozenset({"low", "high", "about", "from_character", "to_character"})


class Pile(Record, frozen=True, kw_only=True):
    """What a folder was read from; a run goes on only with the same.

    Attributes:
        at: when the first run began: the time of every capture that tells none of its own.
    """

    gavah: str
    paths: tuple[str, ...]
    input_format: str | None
    reading: str
    readers: str
    at: str
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class Row(Record, frozen=True, kw_only=True):
    """One taking and what was read from it.

    Attributes:
        content: the bytes of a readable copy; None for a container and for a failed capture.
        outcome: None for what is not read itself.
        aside: what could not be taken; nothing else is then known.
    """

    capture: Capture | None
    content: bytes | None = None
    outcome: Outcome | None = None
    aside: SetAside | None = None


def arrow() -> tuple[Any, Any]:
    """pyarrow, and its Parquet.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs one more package: pip install 'gavah[parquet]'"
        ) from error
    return pa, pq


class Parts:
    """The folder, open for adding or for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._next: int | None = None  # number of the next part
        self._pa, self._pq = arrow()

    def begin(self, pile: Pile) -> Pile:
        """Begin the folder, or go on with it; gives the pile as it was begun.

        Raises:
            WrongUsage: the folder holds something else, or another pile.
        """
        known = self.pile()
        if known is None:
            if self.folder.exists() and any(one.suffix != ".part" for one in self.folder.iterdir()):
                raise WrongUsage(
                    f"{self.folder} is not empty, and no pile was read into it; name another"
                )
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / "pile.json", msgspec.json.encode(pile) + b"\n")
        elif msgspec.structs.replace(known, at="") != msgspec.structs.replace(pile, at=""):
            raise WrongUsage(
                f"{self.folder} holds what was read from another pile or by other versions "
                f"({', '.join(known.paths)[:200]}; gavah {known.gavah}); name a new folder"
            )
        for name in ("claims", "copies", "containers"):
            (self.folder / name).mkdir(exist_ok=True)
        for half in self.folder.rglob("*.part"):  # of a run that was killed
            half.unlink()
        return known or pile

    def pile(self) -> Pile | None:
        """What the folder was read from; None where it is no such folder."""
        try:
            return msgspec.json.decode((self.folder / "pile.json").read_bytes(), type=Pile)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, OSError) as error:
            raise RegisterError(
                f"{self.folder / 'pile.json'} cannot be read: {error}; read the pile again into "
                "a new folder"
            ) from None

    def files(self) -> list[Path]:
        """Parts that are whole, in order; one after a gap is not."""
        found: list[Path] = []
        while (path := self._path("copies", len(found))).exists():
            found.append(path)
        return found

    def known(self) -> Iterator[str]:
        """What names each taking already here, in order."""
        for path in self.files():
            yield from self._pq.read_table(path, columns=["name"]).column("name").to_pylist()

    def rows(self) -> Iterator[Row]:
        """Every taking, in order; memory holds some of one part."""
        for path in self.files():
            with self._pq.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=32):
                    for row in batch.to_pylist():
                        yield Row(
                            capture=_read(row["capture"], Capture),
                            content=row["content"],
                            outcome=_read(row["outcome"], Outcome),
                            aside=_read(row["aside"], SetAside),
                        )

    def keep_container(self, taken: Taken) -> None:
        """Keep the bytes of a container that lies nowhere else once its members are taken."""
        target = self.container(str(taken.capture.copy))
        if taken.file is not None and not target.exists():
            part = target.with_suffix(".part")
            shutil.copyfile(taken.file, part)
            part.replace(target)

    def container(self, digest: str) -> Path:
        """Where the bytes of such a container are."""
        return self.folder / "containers" / digest.removeprefix("sha256:")

    def add(self, rows: Sequence[Row]) -> None:
        """Write the next part."""
        number = len(self.files()) if self._next is None else self._next
        claims = [
            claim for row in rows if row.outcome is not None
            for one in row.outcome.documents for claim in one.claims or ()
        ]  # fmt: skip
        self._put(self._claims(claims), self._path("claims", number))
        self._put(self._copies(rows), self._path("copies", number))
        self._next = number + 1

    def _path(self, kind: str, number: int) -> Path:
        return self.folder / kind / f"part-{number:05d}.parquet"

    def _put(self, table: Any, path: Path) -> None:
        part = path.with_suffix(".part")
        self._pq.write_table(table, part, compression="zstd", row_group_size=256)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)

    def _claims(self, claims: Iterable[Any]) -> Any:
        sheet = claim_rows(claims)
        columns: list[list[Any]] = [[] for _ in sheet.headings]
        for row in sheet.rows:
            for column, cell in zip(columns, row, strict=True):
                column.append(cell)
        pa = self._pa
        types = [pa.int64() if name in _NUMBERS else pa.string() for name in sheet.headings]
        arrays = [pa.array(cells, kind) for cells, kind in zip(columns, types, strict=True)]
        return pa.table(arrays, names=list(sheet.headings))

    def _copies(self, rows: Sequence[Row]) -> Any:
        pa = self._pa
        told = {
            "name": pa.array([named(row) for row in rows], pa.string()),
            "content": pa.array([row.content for row in rows], pa.large_binary()),
        }
        for field in ("capture", "outcome", "aside"):
            records = [getattr(row, field) for row in rows]
            told[field] = pa.array(
                [None if one is None else msgspec.json.encode(one) for one in records],
                pa.large_binary(),
            )
        return pa.table(told)


def named(taken: Row | Taken | SetAside) -> str:
    """What names a taking in its pile: its place and the bytes found there, and no time."""
    aside = taken if isinstance(taken, SetAside) else getattr(taken, "aside", None)
    if aside is not None:
        return f"{aside.source}\t{aside.offset}\t{aside.error}"
    capture = taken.capture  # type: ignore[union-attr]
    assert capture is not None
    return f"{capture.source}\t{capture.member}\t{capture.offset}\t{capture.copy}"


def new_pile(
    paths: Sequence[str],
    input_format: str | None,
    reading: str,
    readers: str,
    at: str,
    only: Only,
) -> Pile:
    """A pile that this gavah is about to read."""
    return Pile(
        gavah=__version__, paths=tuple(paths), input_format=input_format, reading=reading,
        readers=readers, at=at, domains=only.domains,
        languages=tuple(sorted(only.languages)),
    )  # fmt: skip


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def _read(content: bytes | None, kind: Any) -> Any:
    return None if content is None else msgspec.json.decode(content, type=kind)
