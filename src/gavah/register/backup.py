"""A whole case in one file, and a case from such a file, on either engine.

The file begins with one line that names its form, then a gzip of a tar, encrypted or not:
`tables/NAME.jsonl` (the rows of each table, in a neutral form), `copies/DIGEST` (the bytes as
published) and at the end `manifest.json` (SHA-256 of each, and the head of the log). It is written
beside its place and named when it is whole. A restored case has the same copies, chain and head.
"""

import contextlib
import io
import os
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import msgspec
import sqlalchemy as sa

from gavah import __version__
from gavah.errors import RegisterError
from gavah.register import migrations, schema
from gavah.register.sealed_stream import Sealing, parameters

if TYPE_CHECKING:
    from gavah.register.register import Register

FORM = "gavah-backup"
NUMBER = 1
MANIFEST = "manifest.json"
# the index is made anew from what it indexes, and what linking remembers by the next linking;
# passwords stay where they are
_LEFT_OUT = {"searchable", "alembic_version", "accounts", *(one.name for one in schema.REMEMBERED)}
TABLES = tuple(table for table in schema.metadata.sorted_tables if table.name not in _LEFT_OUT)
AT_ONCE = 500


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """What the manifest says of one part of a backup."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a backup: what must be in it."""

    gavah: str
    schema: str
    head: str
    members: tuple[Member, ...]


def backup(register: "Register", target: Path, passphrase: str | None = None) -> str:
    """Write the case to `target`; says the head of the log, which the file holds.

    Raises:
        RegisterError: `target` is there already, or cannot be written; a copy is not as sealed.
        RegisterBusy: a run is writing to the case.
    """
    if target.exists():
        raise RegisterError(f"{target} is there already; name a file that is not")
    if passphrase == "":
        raise RegisterError("the passphrase is empty; give one, or leave it out to write openly")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with register.locked("backup"), TemporaryFile(dir=register.case) as spool:
        try:
            with part.open("xb") as out:
                os.fchmod(out.fileno(), 0o600)
                with _outward(out, passphrase) as stream:
                    head = _write(register, stream, spool)
                out.flush()
                os.fsync(out.fileno())
            os.link(part, target)  # fails where the name was taken meanwhile
        except OSError as error:
            raise RegisterError(
                f"{target} cannot be written: {error.strerror or error}; check the folder and disk"
            ) from error
        finally:
            part.unlink(missing_ok=True)
    return head


@contextlib.contextmanager
def _outward(out: BinaryIO, passphrase: str | None) -> Iterator[BinaryIO]:
    said = None if passphrase is None else parameters()
    head = f"{FORM} {NUMBER} ".encode() + msgspec.json.encode(said) + b"\n"
    out.write(head)
    if passphrase is None or said is None:
        yield out
        return
    sealing = Sealing(out, passphrase, said, head)
    yield cast(BinaryIO, sealing)
    sealing.close()  # not when something failed: a cut file must not look whole


def _write(register: "Register", stream: BinaryIO, spool: IO[bytes]) -> str:
    members: list[Member] = []
    with tarfile.open(fileobj=stream, mode="w|gz", format=tarfile.PAX_FORMAT) as tar:
        # one transaction: no writer comes between the tables
        with register.session.writing() as connection:
            register.log("backup", (), {"gavah": __version__})
            head = register.head()
            for table in TABLES:
                spool.seek(0)
                spool.truncate()
                for line in _lines(connection, table):
                    spool.write(line)
                members.append(_put(tar, f"tables/{table.name}.jsonl", spool))
            held = sa.select(schema.copies.c.digest).where(schema.copies.c.removed.is_(None))
            digests = sorted(connection.execute(held).scalars())
        members.extend(_copy(tar, register, digest) for digest in digests)
        manifest = Manifest(
            gavah=__version__, schema=migrations.HEAD, head=head, members=tuple(members)
        )
        _put(tar, MANIFEST, io.BytesIO(msgspec.json.encode(manifest)))
    return head


def _put(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> Member:
    size = content.seek(0, os.SEEK_END)
    content.seek(0)
    digits = digest_of_file(content)
    content.seek(0)
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    tar.addfile(info, content)
    return Member(name=name, size=size, sha256=digits)


def _copy(tar: tarfile.TarFile, register: "Register", digest: str) -> Member:
    """Put a copy in, hashed as it is read; a container may be larger than memory."""
    if not register.copies.has(digest):
        register.copies.get(digest)  # raises, and says what to do
    digits = digest.removeprefix("sha256:")
    with register.copies.path(digest).open("rb") as content:
        member = _put(tar, f"copies/{digits}", content)
    if member.sha256 != digits:
        register.copies.get(digest)
    return member


def _lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    return map(spelt, rows_of(connection, table))


def rows_of(connection: sa.Connection, table: sa.Table) -> Iterator[dict[str, Any]]:
    """Every row of a table in the order of its key, which is the same on both engines."""
    question = sa.select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(question, execution_options={"yield_per": AT_ONCE}).mappings():
        yield dict(row)


def spelt(row: dict[str, Any]) -> bytes:
    """A row in its neutral form: one line of JSON, equal for equal rows of either engine."""
    return msgspec.json.encode({name: _neutral(value) for name, value in row.items()}) + b"\n"


def _neutral(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date) else value


def digest_of_file(read: IO[bytes]) -> str:
    hashed = sha256()
    while chunk := read.read(1 << 20):
        hashed.update(chunk)
    return hashed.hexdigest()
