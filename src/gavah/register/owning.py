"""Which copy a document's id belongs to.

Where two copies bear the same id, the copy with the smaller digest has it, whichever was read
first; the other is set aside as "DuplicateId", and read again should the id become free. So the
register does not depend on the order of arrival.
"""

from collections.abc import Callable, Sequence

import msgspec
import sqlalchemy as sa

from gavah.model import SetAside
from gavah.register import kept, schema
from gavah.register.evidence import DUPLICATE, Evidence, where


class Owning:
    """Settles whose an id is.

    Args:
        forget: deletes documents in every version, with all that hangs on them.
    """

    def __init__(
        self, evidence: Evidence, forget: Callable[[sa.Connection, Sequence[str]], None]
    ) -> None:
        self._evidence = evidence
        self._forget = forget

    def wins(self, connection: sa.Connection, id_: str, copy: str) -> bool:
        """Settle which copy has the id; True when it is this one."""
        documents = schema.documents
        others = sorted(
            connection.execute(
                sa.select(documents.c.copy)
                .distinct()
                .where(documents.c.id == id_, documents.c.copy != copy, documents.c.current)
            ).scalars()
        )
        if not others:
            return True
        holder = others[0]
        if copy < holder:
            self._forget(connection, [id_])
            self._set_behind(connection, id_, holder)
            self._name_winner(connection, id_, copy)
            return True
        self._set_behind(connection, id_, copy)
        self._name_winner(connection, id_, holder)
        return False

    def _set_behind(self, connection: sa.Connection, id_: str, copy: str) -> None:
        connection.execute(
            schema.units.insert().values(
                stage=DUPLICATE, copy=copy, version=id_, state="set aside", detail="[]"
            )
        )

    def _name_winner(self, connection: sa.Connection, id_: str, winner: str) -> None:
        """Tell of every copy that lost the id which copy has it now."""
        units = schema.units
        losers = connection.execute(
            sa.select(units.c.copy)
            .where(units.c.stage == DUPLICATE, units.c.version == id_)
            .order_by(units.c.copy)
        ).scalars()
        for loser in list(losers):
            self.forget_asides(connection, DUPLICATE, loser, id_, unit_too=False)
            told = self._evidence.keep_set_aside(self.duplicate(id_, loser, winner))
            connection.execute(
                units.update()
                .where(units.c.stage == DUPLICATE, units.c.copy == loser, units.c.version == id_)
                .values(detail=msgspec.json.encode([told]).decode())
            )

    def duplicate(self, id_: str, copy: str, winner: str) -> SetAside:
        """What is said of a document whose id another copy holds."""
        other = (
            "an earlier document of the same copy"
            if copy == winner
            else f"{where(self._evidence.capture_of(winner), winner)} ({winner[:19]})"
        )
        return SetAside(
            source=kept.plain(where(self._evidence.capture_of(copy), copy)),
            error="DuplicateId",
            reason=f"its document id {id_!r} is already that of {other}",
            remedy="give one of the two another id and seal it again",
            copy=copy,
        )

    def open_duplicates(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Have the copies read again that were set aside for want of these ids."""
        units = schema.units
        waiting = connection.execute(
            sa.select(units.c.copy).where(units.c.stage == DUPLICATE, units.c.version.in_(ids))
        ).scalars()
        self._evidence.read_again(connection, sorted(set(waiting)))

    def forget_asides(
        self,
        connection: sa.Connection,
        stage: str,
        copy: str,
        version_: str | None = None,
        *,
        unit_too: bool = True,
    ) -> None:
        """Take back what was set aside of the copy at that stage: it is read anew."""
        units = schema.units
        which = sa.and_(units.c.stage == stage, units.c.copy == copy)
        if version_ is not None:
            which = sa.and_(which, units.c.version == version_)
        for detail in connection.execute(sa.select(units.c.detail).where(which)).scalars():
            ids = msgspec.json.decode(detail or "[]", type=list[str])
            if ids:
                table = schema.set_asides
                connection.execute(table.delete().where(table.c.id.in_(ids)))
        if stage == DUPLICATE and unit_too:
            connection.execute(units.delete().where(which))
