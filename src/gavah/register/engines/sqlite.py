"""SQLite: the register of one case in one file, with FTS5 and a lock file for the writer."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from gavah.errors import RegisterBusy
from gavah.register.schema import APPEND_ONLY

LOCK = "writer.lock"
_SEARCH = sa.table("search", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))


class SQLite:
    """A file in write-ahead mode: readers never wait, writers take turns."""

    name = "sqlite"

    def open(self, url: sa.URL, *, patience: float) -> sa.Engine:
        """Connect; the file is made when it is not there."""
        database = sa.create_engine(url, connect_args={"timeout": patience})

        @sa.event.listens_for(database, "connect")
        def _connected(connection: Any, _record: object) -> None:
            connection.isolation_level = None  # we say BEGIN ourselves, below
            cursor = connection.cursor()
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")  # what is committed survives a power cut
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()

        @sa.event.listens_for(database, "begin")
        def _begun(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN")

        return database

    def start_writing(self, connection: sa.Connection) -> None:
        """Take the write lock at once, so that no transaction fails half-way for want of it."""
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def one_view(self, connection: sa.Connection) -> sa.Connection:
        """As it is: in write-ahead mode a transaction reads what it first saw."""
        return connection

    def is_busy(self, error: sa.exc.DBAPIError) -> bool:
        """SQLITE_BUSY and SQLITE_LOCKED."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code is not None and (code & 0xFF) in (5, 6)

    def guards(self) -> Sequence[str]:
        """Triggers that refuse to change or delete; a content goes only once it is struck."""
        made = [
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in APPEND_ONLY
            for change in ("UPDATE", "DELETE")
        ]
        return [
            *made,
            "CREATE TRIGGER contents_no_update BEFORE UPDATE ON contents "
            "BEGIN SELECT RAISE(ABORT, 'contents is append-only'); END",
            "CREATE TRIGGER contents_no_delete BEFORE DELETE ON contents "
            "WHEN NOT EXISTS (SELECT 1 FROM struck WHERE struck.seq = OLD.seq) "
            "BEGIN SELECT RAISE(ABORT, 'contents is append-only until struck'); END",
        ]

    def search_index(self) -> Sequence[str]:
        """An FTS5 index over `searchable`, kept in step by triggers."""
        gone = "INSERT INTO search (search, rowid, folded) VALUES ('delete', OLD.id, OLD.folded);"
        come = "INSERT INTO search (rowid, folded) VALUES (NEW.id, NEW.folded);"
        return [
            "CREATE VIRTUAL TABLE search USING fts5 "
            "(folded, content='searchable', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 0')",
            f"CREATE TRIGGER searchable_come AFTER INSERT ON searchable BEGIN {come} END",
            f"CREATE TRIGGER searchable_gone AFTER DELETE ON searchable BEGIN {gone} END",
            f"CREATE TRIGGER searchable_changed AFTER UPDATE ON searchable BEGIN {gone} {come} END",
        ]

    def stored_words(self) -> Sequence[str]:
        """None: FTS5 keeps the words itself."""
        return ()

    def holding(self, terms: Sequence[str], without: Sequence[str]) -> sa.Select[tuple[int]]:
        """FTS5."""
        return sa.select(_SEARCH.c.rowid).where(_matches(terms, without))

    def matching(
        self, terms: Sequence[str], without: Sequence[str]
    ) -> sa.Select[tuple[int, float]]:
        """FTS5, ranked by bm25."""
        return sa.select(_SEARCH.c.rowid, _SEARCH.c.rank).where(_matches(terms, without))

    @contextmanager
    def locked(self, database: sa.Engine, directory: Path, what: str) -> Iterator[None]:
        """Lock a file beside the register; the system frees it when the process ends, however."""
        path = directory / LOCK
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                holder = os.pread(descriptor, 1000, 0).decode("utf-8", "replace").strip()
                raise RegisterBusy(
                    f"another gavah is writing to {directory} ({holder or 'unknown process'}); "
                    "wait for it to end, then run this command again; reading needs no waiting"
                ) from error
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{what}, process {os.getpid()}\n".encode(), 0)
            yield
            os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)

    def erase(self, database: sa.Engine) -> str:
        """Rebuild index and file, and empty the write-ahead file."""
        with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in (
                "COMMIT",  # of the BEGIN above: a file is not rebuilt inside a transaction
                "PRAGMA secure_delete = ON",
                "INSERT INTO search (search) VALUES ('rebuild')",
                "INSERT INTO search (search) VALUES ('optimize')",
                "VACUUM",
            ):
                connection.exec_driver_sql(statement)
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        return (
            "another program has the register open, so its file register.db-wal may hold the "
            "content still; close that program and run any gavah command that writes"
            if busy
            else ""
        )


def _matches(terms: Sequence[str], without: Sequence[str]) -> sa.TextClause:
    query = " AND ".join(_quoted(term) for term in terms)
    for term in without:
        query = f"({query}) NOT {_quoted(term)}"
    return sa.text("search MATCH :query").bindparams(query=query)


def _quoted(term: str) -> str:
    return f'"{term[:-1]}"*' if term.endswith("*") else f'"{term}"'
