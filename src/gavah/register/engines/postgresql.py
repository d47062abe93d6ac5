"""PostgreSQL: one register for a team, with its own full text index and an advisory lock."""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from gavah.errors import MissingExtra, RegisterBusy
from gavah.register.schema import APPEND_ONLY, metadata, searchable

# the advisory lock is named by the schema, so registers side by side do not hinder each other
_KEY = "hashtextextended('gavah:' || current_schema(), 0)"
_WORDS: sa.ColumnElement[str] = sa.literal_column("searchable.words")
_WRITING = "hashtextextended('gavah writing:' || current_schema(), 0)"


class PostgreSQL:
    """A schema of a PostgreSQL database (12 or later); the connection's search path names it."""

    name = "postgresql"

    def open(self, url: sa.URL, *, patience: float) -> sa.Engine:
        """Connect with psycopg 3.

        Raises:
            MissingExtra: psycopg is not installed.
        """
        if find_spec("psycopg") is None:
            raise MissingExtra(
                "a register on PostgreSQL needs psycopg; install it: pip install 'gavah[postgresql]'"
            )
        database = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)

        @sa.event.listens_for(database, "connect")
        def _connected(connection: Any, _record: object) -> None:
            was, connection.autocommit = connection.autocommit, True
            connection.execute(f"SET lock_timeout = {int(patience * 1000)}")
            connection.execute("SET TIME ZONE 'UTC'")
            connection.autocommit = was

        return database

    def start_writing(self, connection: sa.Connection) -> None:
        """Keep other writers out until the transaction ends; readers go on.

        An advisory lock, because the first writer is the one that makes the tables.
        """
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")

    def one_view(self, connection: sa.Connection) -> sa.Connection:
        """Repeatable read, which here keeps one snapshot."""
        return connection.execution_options(isolation_level="REPEATABLE READ")

    def is_busy(self, error: sa.exc.DBAPIError) -> bool:
        """lock_not_available and deadlock_detected."""
        return getattr(error.orig, "sqlstate", None) in ("55P03", "40P01")

    def guards(self) -> Sequence[str]:
        """Triggers that refuse to change, delete or truncate; a content goes once it is struck."""
        made = [
            "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
            "CREATE FUNCTION append_only_until_struck() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN IF EXISTS (SELECT 1 FROM struck WHERE struck.seq = OLD.seq) "
            "THEN RETURN OLD; END IF; "
            "RAISE EXCEPTION '% is append-only until struck', TG_TABLE_NAME; END $$",
        ]
        for table in APPEND_ONLY:
            made.append(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )
        made.append(
            "CREATE TRIGGER contents_append_only BEFORE UPDATE OR TRUNCATE "
            "ON contents FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
        made.append(
            "CREATE TRIGGER contents_until_struck BEFORE DELETE "
            "ON contents FOR EACH ROW EXECUTE FUNCTION append_only_until_struck()"
        )
        return made

    def search_index(self) -> Sequence[str]:
        """An index over the words of `searchable`; "simple": no stemming, no stop words."""
        return [
            "CREATE INDEX search ON searchable USING gin (to_tsvector('simple', folded))",
        ]

    def stored_words(self) -> Sequence[str]:
        """The words in a column, so that neither a match nor a rank parses the text again."""
        return [
            "ALTER TABLE searchable ADD COLUMN IF NOT EXISTS words tsvector "
            "GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
            "DROP INDEX IF EXISTS search",
            "CREATE INDEX search ON searchable USING gin (words)",
        ]

    def holding(self, terms: Sequence[str], without: Sequence[str]) -> sa.Select[tuple[int]]:
        """tsquery."""
        return sa.select(searchable.c.id).where(_WORDS.op("@@")(_asked(terms, without)))

    def matching(
        self, terms: Sequence[str], without: Sequence[str]
    ) -> sa.Select[tuple[int, float]]:
        """tsquery, ranked by ts_rank with the length taken into account."""
        query = _asked(terms, without)
        rank: sa.ColumnElement[float] = -sa.func.ts_rank(_WORDS, query, 1, type_=sa.Float)
        return sa.select(searchable.c.id, rank.label("rank")).where(_WORDS.op("@@")(query))

    @contextmanager
    def locked(self, database: sa.Engine, directory: Path, what: str) -> Iterator[None]:
        """Hold an advisory lock on a connection of its own; the server frees it with that."""
        with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_KEY})").scalar():
                holder = connection.exec_driver_sql(
                    "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) "
                    "WHERE locktype = 'advisory' AND granted AND application_name LIKE 'gavah %%' "
                    "ORDER BY backend_start LIMIT 1"
                ).scalar()
                raise RegisterBusy(
                    f"another gavah is writing to this register ({holder or 'unknown process'}); "
                    "wait for it to end, then run this command again; reading needs no waiting"
                )
            name = f"gavah {what}, process {os.getpid()} on {socket.gethostname()}"[:63]
            connection.execute(
                sa.text("SELECT set_config('application_name', :name, false)"), {"name": name}
            )
            try:
                yield
            finally:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_KEY})")
                connection.exec_driver_sql("RESET application_name")

    def erase(self, database: sa.Engine) -> str:
        """Rewrite every table and index."""
        with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in sorted(metadata.tables):
                connection.exec_driver_sql(f"VACUUM FULL {table}")
            connection.exec_driver_sql("CHECKPOINT") if _may_checkpoint(connection) else None
        return (
            "the PostgreSQL server's own write-ahead files and backups may hold the content "
            "until it recycles them; ask its administrator"
        )


def _may_checkpoint(connection: sa.Connection) -> bool:
    return bool(
        connection.exec_driver_sql(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).scalar()
    )


def _asked(terms: Sequence[str], without: Sequence[str]) -> sa.ColumnElement[Any]:
    asked = " & ".join(_tsquery(term) for term in terms)
    asked += "".join(f" & !({_tsquery(term)})" for term in without)
    simple: sa.ColumnElement[str] = sa.literal_column("'simple'")
    return sa.func.to_tsquery(simple, sa.literal(asked, sa.Text))


def _tsquery(term: str) -> str:
    """A phrase of letters and digits as a tsquery; such words need no quoting but get it."""
    going_on = term.endswith("*")
    words = [f"'{word}'" for word in term.rstrip("*").split(" ")]
    return "(" + " <-> ".join(words) + (":*" if going_on else "") + ")"
