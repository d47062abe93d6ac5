"""Makes a case of a backup: every part checked before the case gets its name.

The form of the file is told in `gavah.register.backup`. Members are unpacked under names of our
own making; nothing in the file can write anywhere else.
"""

import io
import shutil
import tarfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, cast

import msgspec
import sqlalchemy as sa

from gavah.errors import RegisterError
from gavah.model import Claim, Document, Incident, Person
from gavah.register import kept, migrations, schema
from gavah.register.backup import (
    AT_ONCE,
    FORM,
    MANIFEST,
    NUMBER,
    TABLES,
    Manifest,
    Member,
    digest_of_file,
)
from gavah.register.opening import COPIES, database_of, open_session
from gavah.register.sealed_stream import Parameters, Unsealing
from gavah.register.session import Session


def restore(source: Path, case: Path, passphrase: str | None = None, url: str | None = None) -> str:
    """Make a case of a backup; says the head of its log, which is that of the backup.

    Args:
        url: put the register on PostgreSQL; CASE/register.db when not given.

    Raises:
        RegisterError: the case is there already; the file is no backup, was changed or is cut;
            the passphrase is missing or another.
        RegisterTooNew: a newer gavah wrote it.
    """
    if case.exists() and any(case.iterdir()):
        raise RegisterError(f"{case} is there already; name a folder that is not")
    case.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{case.name}.", dir=case.parent) as folder:
        opened = Path(folder) / "backup"
        made = Path(folder) / "case"
        opened.mkdir()
        made.mkdir()
        try:
            with source.open("rb") as read:
                manifest = _unpack(_inward(read, source, passphrase), opened, made, source)
        except (tarfile.TarError, EOFError, OSError, ValueError) as error:
            raise RegisterError(
                f"{source} does not open as a backup ({error}); it was changed or cut: "
                "use another copy of it"
            ) from error
        _load(manifest, opened, made, url, source)
        if case.exists():
            case.rmdir()
        made.rename(case)
    return manifest.head


def _inward(read: BinaryIO, source: Path, passphrase: str | None) -> BinaryIO:
    head = read.readline(4096)
    words = head.split(b" ", 2)
    if len(words) != 3 or words[0] != FORM.encode():
        raise RegisterError(f"{source} is no gavah backup; name the file that gavah backup wrote")
    if words[1] != str(NUMBER).encode():
        raise RegisterError(
            f"{source} is of form {words[1].decode('ascii', 'replace')}; install a newer gavah"
        )
    said = msgspec.json.decode(words[2], type=Parameters | None)
    if said is None:
        return read
    if passphrase is None:
        raise RegisterError(f"{source} is encrypted; give its passphrase: --passphrase-file FILE")
    return cast(BinaryIO, io.BufferedReader(Unsealing(read, passphrase, said, head)))


def _unpack(stream: BinaryIO, opened: Path, made: Path, source: Path) -> Manifest:
    """Unpack members under names of our own making, and check each against the manifest."""
    from gavah.sources.store import Store

    store = Store(made / COPIES)
    found: list[Member] = []
    manifest: Manifest | None = None
    tables = {f"tables/{table.name}.jsonl": table.name for table in TABLES}
    with tarfile.open(fileobj=stream, mode="r|gz") as tar:
        for info in tar:
            content = tar.extractfile(info)
            if content is None or manifest is not None:
                raise _wrong(source, f"it holds {info.name!r}, which is no part of a backup")
            if info.name == MANIFEST:
                manifest = msgspec.json.decode(content.read(), type=Manifest)
                continue
            known = info.name in tables
            if not known and not info.name.startswith("copies/"):
                raise _wrong(source, f"it holds {info.name!r}, which is no part of a backup")
            path = opened / (f"{tables[info.name]}.jsonl" if known else "copy")
            with path.open("wb") as out:
                shutil.copyfileobj(content, out, 1 << 20)
            with path.open("rb") as again:
                hashed = digest_of_file(again)
            if not known:
                if info.name != f"copies/{hashed}":
                    raise _wrong(source, f"the copy {info.name} holds other bytes than were sealed")
                store.put_file(path)
                path.unlink()
            found.append(Member(name=info.name, size=info.size, sha256=hashed))
        while stream.read(1 << 20):  # to the end, so that a cut or changed tail is seen
            pass
    if manifest is None:
        raise _wrong(source, "its end is missing")
    if tuple(found) != manifest.members:
        raise _wrong(source, "its parts are not those that its manifest names")
    migrations.refuse_newer(manifest.schema, str(source))
    return manifest


def _wrong(source: Path, what: str) -> RegisterError:
    return RegisterError(f"{source} is not as it was written: {what}; use another copy of it")


def _load(manifest: Manifest, opened: Path, made: Path, url: str | None, source: Path) -> None:
    from gavah.register.verifying import verify

    _refuse_held(made, url)
    session = open_session(made, url, make=True, patience=30.0)
    try:
        with session.writing() as connection:
            for table in TABLES:
                path = opened / f"{table.name}.jsonl"
                if path.exists():
                    insert(connection, table, _rows(path, table))
            index_anew(session, connection)
            from gavah.sources.store import Store

            faults = verify(session, Store(made / COPIES), manifest.head)
            bad = next((one for one in faults if one.is_fault), None)
            if bad is not None:
                raise _wrong(source, f"{bad.subject}: {bad.what}")
    finally:
        session.close()


def _refuse_held(made: Path, url: str | None) -> None:
    """A register on a server must not be there yet."""
    if url is None:
        return
    from gavah.register.engines import engine_for

    target = database_of(made, url)
    database = engine_for(target.get_backend_name()).open(target, patience=30.0)
    try:
        with database.connect() as connection:
            if migrations.current(connection) is not None:
                name = target.render_as_string(hide_password=True)
                raise RegisterError(
                    f"{name} holds a register already; name an empty database, or another schema"
                )
    finally:
        database.dispose()


def _rows(path: Path, table: sa.Table) -> Iterator[dict[str, Any]]:
    dates = {column.name for column in table.columns if isinstance(column.type, sa.Date)}
    blobs = {column.name for column in table.columns if isinstance(column.type, sa.LargeBinary)}
    with path.open("rb") as lines:
        for line in lines:
            row = msgspec.json.decode(line, type=dict[str, Any])
            for name in dates & row.keys():
                row[name] = None if row[name] is None else date.fromisoformat(row[name])
            for name in blobs & row.keys():
                row[name] = None if row[name] is None else b64decode(row[name])
            yield row


def insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Put rows into a table, some hundreds at once."""
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == AT_ONCE:
            connection.execute(table.insert(), held)
            held = []
    if held:
        connection.execute(table.insert(), held)


def index_anew(session: Session, connection: sa.Connection) -> None:
    """Make the search index of what it indexes, some hundreds of documents at once."""
    from gavah.register.searching import Index

    index, documents, claims = Index(session), schema.documents, schema.claims
    last = ""
    while True:
        question = sa.select(documents.c.id, documents.c.record).where(
            documents.c.current, documents.c.id > last
        )
        held = connection.execute(question.order_by(documents.c.id).limit(AT_ONCE)).all()
        if not held:
            break
        last = held[-1].id
        own = sa.select(claims.c.document, claims.c.record).where(
            claims.c.current, claims.c.document.in_([row.id for row in held])
        )
        read: dict[str, list[Claim]] = {}
        for row in connection.execute(own.order_by(claims.c.id)).all():
            read.setdefault(row.document, []).append(kept.read(row.record, Claim))
        for row in held:
            document = kept.read(row.record, Document)
            index.keep_document(connection, row.id, document, read.get(row.id, []))
    incidents = connection.execute(sa.select(schema.incidents.c.record)).scalars()
    linked = [kept.read(record, Incident) for record in incidents]
    persons = connection.execute(sa.select(schema.persons.c.record)).scalars()
    index.keep_linked(connection, linked, [kept.read(record, Person) for record in persons])
