"""What differs between SQLite and PostgreSQL, behind one small protocol.

An engine is a plug-in under the entry point group "gavah.engines", named as the database is in
a URL (`postgresql+psycopg://…` asks for "postgresql"); ours register the same way.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from gavah import plugins


class Engine(Protocol):
    """One kind of database under the one schema."""

    name: str

    def open(self, url: sa.URL, *, patience: float) -> sa.Engine:
        """Connect; a writer waits up to `patience` seconds for another one."""

    def start_writing(self, connection: sa.Connection) -> None:
        """Make the transaction just begun the only one that writes, or raise the database's error."""

    def one_view(self, connection: sa.Connection) -> sa.Connection:
        """The connection, every question on it answered as of the first, whatever others write."""

    def is_busy(self, error: sa.exc.DBAPIError) -> bool:
        """Whether the error says that another writer holds the database."""

    def guards(self) -> Sequence[str]:
        """DDL after which judgements and custody can only be added to (migration 0001)."""

    def search_index(self) -> Sequence[str]:
        """DDL of the full text index over `searchable` (migration 0001)."""

    def stored_words(self) -> Sequence[str]:
        """DDL that brings the index of migration 0001 to the present one (migration 0005)."""

    def holding(self, terms: Sequence[str], without: Sequence[str]) -> sa.Select[tuple[int]]:
        """Ids of the rows that `matching` gives, without their ranks."""

    def matching(
        self, terms: Sequence[str], without: Sequence[str]
    ) -> sa.Select[tuple[int, float]]:
        """Rows of `searchable` (id, rank; lower is better) that hold all terms, none of `without`.

        A term is words of letters and digits with one blank between them (a phrase), the last
        of them ending in "*" when it may go on.
        """

    def locked(
        self, database: sa.Engine, directory: Path, what: str
    ) -> AbstractContextManager[None]:
        """Hold the one writer's lock of the case.

        Raises:
            RegisterBusy: another process holds it; names the holder.
        """

    def erase(self, database: sa.Engine) -> str:
        """Make deleted rows truly gone from the database's files and index; says what may stay."""


@cache
def engine_for(database: str) -> Engine:
    """The engine of that name.

    Raises:
        WrongUsage: none is installed under it.
    """
    engine: Engine = plugins.loaded(plugins.ENGINES, database, "engine for a register on")()
    return engine
