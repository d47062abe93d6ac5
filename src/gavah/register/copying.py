"""A register on the other engine, row by row: all of it, or nothing.

The log tells of the copying first, so both sides end with the same entry and the same head. Rows go
over in one transaction of the target; before it is kept, every table is read back and its digest
compared with the source's, and the chain is walked. The search index is made anew from what it
indexes. Accounts of a team stay where they are: passwords do not travel.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from gavah import __version__
from gavah.errors import RegisterError, WrongUsage
from gavah.register import migrations
from gavah.register.backup import TABLES, rows_of, spelt
from gavah.register.engines import engine_for
from gavah.register.opening import COPIES, REGISTER, database_of
from gavah.register.restoring import index_anew, insert
from gavah.register.session import Session
from gavah.register.verifying import verify
from gavah.register.walking import Walk

if TYPE_CHECKING:
    from gavah.register.register import Register

Step = Callable[[str, int], None]


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """What went over.

    Attributes:
        to: where it lies now, without a password.
        head: of the log, on both sides.
        rows: table to the rows it holds; those without any are left out.
        copies: bytes as published that went along; 0 where they stay in the same folder.
    """

    to: str
    head: str
    rows: dict[str, int]
    copies: int


def copy_register(register: "Register", to: str, step: Step = lambda table, rows: None) -> Copied:
    """Copy the register to a database (a URL) or to a folder, which becomes a case.

    Args:
        to: postgresql://… leaves the copies in the case's folder; a folder gets them too, unless
            it is the case's own and holds no register yet.
        step: told of each table when it has gone over.

    Raises:
        RegisterError: the target holds a register already, or is not equal when it is read back.
        RegisterBusy: a run is writing to the case.
        WrongUsage: the URL is none.
    """
    with register.locked("copy"):
        if "://" in to:
            return _onto(register, to, step)
        return _into(register, Path(to), step)


def _onto(register: "Register", url: str, step: Step) -> Copied:
    target = database_of(register.case, url)
    if target.get_backend_name() == "sqlite":
        raise WrongUsage("a register in a file lies in a case: name its folder, not a URL")
    name = target.render_as_string(hide_password=True)
    engine = engine_for(target.get_backend_name())
    session = Session(engine, engine.open(target, patience=30.0), name)
    try:
        return _across(register, session, name, 0, step)
    finally:
        session.close()


def _into(register: "Register", folder: Path, step: Step) -> Copied:
    own = folder.exists() and register.case.exists() and folder.samefile(register.case)
    if (folder / REGISTER).exists():
        raise RegisterError(f"{folder} holds a register already; name another folder")
    if not own and folder.exists() and any(folder.iterdir()):
        raise RegisterError(f"{folder} holds other files; name a folder that is not there")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder if own else folder.parent
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=beside) as made:
        case = Path(made) / "case"
        case.mkdir()
        copies = 0 if own else _copies(register, case)
        target = database_of(case, None)
        engine = engine_for("sqlite")
        session = Session(engine, engine.open(target, patience=30.0), str(folder / REGISTER))
        try:
            copied = _across(register, session, str(folder), copies, step)
            if not own:
                _refuse_faults(session, case, copied.head)
        finally:
            session.close()
        if own:
            (case / REGISTER).rename(folder / REGISTER)
        else:
            if folder.exists():
                folder.rmdir()
            case.rename(folder)
    return copied


def _copies(register: "Register", case: Path) -> int:
    """The bytes as published, hashed on their way by whoever verifies the new case."""
    held = register.case / COPIES
    if not held.is_dir():
        (case / COPIES).mkdir()
        return 0
    shutil.copytree(held, case / COPIES)
    return sum(1 for one in (case / COPIES).rglob("*") if one.is_file())


def _refuse_faults(session: Session, case: Path, head: str) -> None:
    from gavah.sources.store import Store

    for fault in verify(session, Store(case / COPIES), head):
        if fault.is_fault and fault.kind != "added":
            raise RegisterError(
                f"{fault.subject}: {fault.what}; nothing was made. First: gavah verify"
            )


def _across(register: "Register", target: Session, name: str, copies: int, step: Step) -> Copied:
    """Fill the target in one transaction, read it back, and only then keep it."""
    with ExitStack() as held:
        source = held.enter_context(register.session.writing())
        register.log("copy", (), {"gavah": __version__, "to": target.engine.name})
        head = register.head()
        there = held.enter_context(_fresh(target, name))
        rows: dict[str, int] = {}
        for table in TABLES:
            before = sha256()
            insert(there, table, _told(rows_of(source, table), before.update, rows, table.name))
            step(table.name, rows.get(table.name, 0))
            after = sha256()
            for row in rows_of(there, table):
                after.update(spelt(row))
            if before.digest() != after.digest():
                raise RegisterError(
                    f"{table.name} reads otherwise at {name} than it was written; nothing was "
                    "kept there. Check that the database's encoding is UTF8"
                )
        index_anew(target, there)
        walk = Walk(target)
        fault = next(iter(walk.faults()), None)
        if fault is not None or (head not in walk.hashes):
            what = "its head is missing" if fault is None else f"{fault.subject}: {fault.what}"
            raise RegisterError(f"the log does not hold: {what}. First: gavah verify")
    return Copied(to=name, head=head, rows=rows, copies=copies)


@contextmanager
def _fresh(target: Session, name: str) -> Iterator[sa.Connection]:
    """The tables, made and filled in one transaction."""
    with target.writing() as connection:
        if migrations.current(connection) is not None:
            raise RegisterError(
                f"{name} holds a register already; name an empty database, or another schema"
            )
        migrations.upgrade(connection)
        yield connection


def _told(
    rows: Iterator[dict[str, Any]], digest: Callable[[bytes], None], counted: dict[str, int],
    table: str,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The rows as they pass: each is told to the digest and counted."""
    for row in rows:
        digest(spelt(row))
        counted[table] = counted.get(table, 0) + 1
        yield row
