"""One open register: transactions that nest, reading that streams, and errors a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from gavah.errors import RegisterBusy, RegisterError
from gavah.register.engines import Engine


class Session:
    """The database of one register and the transaction that is open on it, if any.

    Not shared between threads: each opens the register for itself.
    """

    def __init__(self, engine: Engine, database: sa.Engine, where: str) -> None:
        self.engine = engine
        self.database = database
        self.where = where
        self._writing: sa.Connection | None = None
        self._still: sa.Connection | None = None

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction, all or nothing; joins the one that is open.

        Raises:
            RegisterBusy: another process went on writing longer than this one's patience.
        """
        if self._writing is not None:
            yield self._writing
            return
        with self._understood(), self.database.connect() as connection, connection.begin():
            self.engine.start_writing(connection)
            self._writing = connection
            try:
                yield connection
            finally:
                self._writing = None

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A view of the register as it stood at the first question asked."""
        held = self._writing or self._still
        if held is not None:
            yield held
            return
        with self._understood(), self.database.connect() as connection:
            yield connection

    @contextmanager
    def still(self) -> Iterator[None]:
        """One view for every question asked inside: what others write meanwhile is not seen."""
        if self._writing is not None or self._still is not None:
            yield
            return
        with self._understood(), self.database.connect() as connection:
            self._still = self.engine.one_view(connection)
            try:
                yield
            finally:
                self._still = None

    def rows(self, question: sa.Select[Any], at_once: int = 500) -> Iterator[sa.Row[Any]]:
        """The answer row by row, without holding it all; the register may be written meanwhile."""
        with self.reading() as connection:
            answer = connection.execute(question, execution_options={"yield_per": at_once})
            try:
                yield from answer
            finally:
                answer.close()

    def close(self) -> None:
        """Give back every connection."""
        self.database.dispose()

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            if self.engine.is_busy(error):
                raise RegisterBusy(
                    f"the register at {self.where} is being written by another process; "
                    "wait for it to end, then run this command again"
                ) from error
            if isinstance(error, sa.exc.IntegrityError):
                raise
            said = str(error.orig).strip().splitlines()
            raise RegisterError(
                f"the register at {self.where} cannot be used: {said[0] if said else error}; "
                "check the file and the disk, or restore a backup (gavah restore)"
            ) from error
