"""Which copies the case holds, how each came to be here, and what could not be taken or read.

A capture's id is the SHA-256 of its record without its time: the same file taken again, with the
same bytes, is one capture. The chain entry that names it vouches for the whole record. Where several captures brought
the same bytes, the reading is told of one of them: the first by what came with it (`given`), then
by source, member and time; never by the order in which they arrived.
"""

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from gavah.errors import CopyRefused
from gavah.model import Capture, SetAside
from gavah.register import kept, schema
from gavah.register.chain import Chain
from gavah.register.session import Session

CONTAINERS = (
    "application/warc",
    "application/zip",
    "application/gzip",
    "application/jsonl",
    "application/vnd.apache.parquet",
)
READ = "read"  # the stage, in `units`
AGAIN = "again"  # in place of the version: to be read anew, whatever read it before
DUPLICATE = "duplicate"  # a copy whose document bears an id that another copy holds


class Evidence:
    """Copies, captures and what was set aside."""

    def __init__(self, session: Session, chain: Chain) -> None:
        self._session = session
        self._chain = chain

    def keep_capture(self, capture: Capture, by: str) -> bool:
        """Keep the record of one taking; False when it is known already.

        Raises:
            CopyRefused: the copy was removed on request, and stays so.
        """
        id_ = kept.hashed(_timeless(capture))
        with self._session.writing() as connection:
            known = sa.select(schema.captures.c.id).where(schema.captures.c.id == id_)
            if connection.execute(known).first() is not None:
                return False
            if capture.copy is not None:
                self._refuse_removed(capture.copy, capture.source)
                self._keep_copy(connection, capture)
                if self._comes_first(capture):
                    self.read_again(connection, [capture.copy])
            connection.execute(
                schema.captures.insert().values(
                    id=id_,
                    copy=capture.copy,
                    source=kept.plain(capture.source),
                    at=kept.maybe_plain(capture.at),
                    part_of=capture.part_of,
                    member=kept.maybe_plain(capture.member),
                    failure=kept.maybe_plain(capture.failure),
                    record=kept.written(capture),
                )
            )
            vouched = {"capture": id_, "record": kept.hashed(kept.ordered(capture))}
            subject = () if capture.copy is None else (capture.copy,)
            self._chain.add("log", "capture", subject, {"detail": vouched}, by)
            return True

    def removed(self, copy: str) -> int | None:
        """Number of the log entry that tells of the copy's removal; None when it is here."""
        table = schema.tombstones
        row = next(self._session.rows(sa.select(table.c.seq).where(table.c.subject == copy)), None)
        return None if row is None else int(row.seq)

    def _refuse_removed(self, copy: str, source: str) -> None:
        seq = self.removed(copy)
        if seq is not None:
            raise CopyRefused(
                f"{source} holds {copy}, which was removed on request (entry {seq} of the log); "
                f"it is not taken again. To see why: gavah history {copy}"
            )

    def _keep_copy(self, connection: sa.Connection, capture: Capture) -> None:
        copies = schema.copies
        known = sa.select(copies.c.digest).where(copies.c.digest == capture.copy)
        if connection.execute(known).first() is None:
            connection.execute(
                copies.insert().values(
                    digest=capture.copy,
                    size=capture.size,
                    media_type=kept.maybe_plain(capture.media_type),
                )
            )

    def _comes_first(self, capture: Capture) -> bool:
        """Whether the copy was read with another capture than it will be from now on."""
        others = list(self.captures(capture.copy))
        return bool(others) and _order(capture) < min(map(_order, others))

    def read_again(self, connection: sa.Connection, copies: list[str]) -> None:
        """Open the units of these copies again: the next run reads them anew."""
        units = schema.units
        connection.execute(
            units.update()
            .where(units.c.stage == READ, units.c.copy.in_(copies))
            .values(version=AGAIN)
        )

    def captures(self, copy: str | None = None) -> Iterator[Capture]:
        """Every capture (of that copy), by copy, then by id."""
        table = schema.captures
        question = sa.select(table.c.record).order_by(table.c.copy, table.c.id)
        if copy is not None:
            question = question.where(table.c.copy == copy)
        for row in self._session.rows(question):
            yield kept.read(row.record, Capture)

    def capture_of(self, copy: str) -> Capture | None:
        """The capture that the reading of the copy is told of."""
        return min(self.captures(copy), key=_order, default=None)

    def copies_without(self, reading: str, readers: str) -> Iterator[Capture]:
        """One capture for each copy still to read with these versions, by digest.

        Containers are not read themselves; their members are.
        """
        captures, units = schema.captures, schema.units
        done = sa.select(units.c.copy).where(
            units.c.stage == READ, units.c.version == version(reading, readers)
        )
        containers = sa.select(captures.c.part_of).where(captures.c.part_of.is_not(None))
        packed = sa.select(schema.copies.c.digest).where(schema.copies.c.media_type.in_(CONTAINERS))
        question = (
            sa.select(captures.c.copy, captures.c.record)
            .where(
                captures.c.copy.is_not(None),
                captures.c.failure.is_(None),
                captures.c.copy.not_in(containers),
                captures.c.copy.not_in(packed),
                captures.c.copy.not_in(done),
            )
            .order_by(captures.c.copy, captures.c.id)
        )
        held: list[Capture] = []
        for row in self._session.rows(question):
            if held and held[0].copy != row.copy:
                yield min(held, key=_order)
                held = []
            held.append(kept.read(row.record, Capture))
        if held:
            yield min(held, key=_order)

    def keep_set_aside(self, aside: SetAside) -> str:
        """Keep what was set aside; the same one told twice is one. Says its id."""
        id_ = kept.hashed(kept.ordered(aside))
        table = schema.set_asides
        with self._session.writing() as connection:
            if connection.execute(sa.select(table.c.id).where(table.c.id == id_)).first() is None:
                connection.execute(
                    table.insert().values(
                        id=id_,
                        source=kept.plain(aside.source),
                        error=aside.error,
                        copy=aside.copy,
                        record=kept.written(aside),
                    )
                )
        return id_

    def set_asides(self) -> Iterator[SetAside]:
        """Everything set aside, by source."""
        table = schema.set_asides
        question = sa.select(table.c.record).order_by(table.c.source, table.c.id)
        for row in self._session.rows(question):
            yield kept.read(row.record, SetAside)


def version(reading: str, readers: str) -> str:
    """The version of the whole stage: of the reading and of every reader installed."""
    return f"{reading} | {readers}"


def where(capture: Capture | None, copy: str) -> str:
    """Where a copy came from, for a person."""
    if capture is None:
        return copy
    return capture.source if capture.member is None else f"{capture.source} → {capture.member}"


def _timeless(capture: Capture) -> bytes:
    return kept.ordered(msgspec.structs.replace(capture, at=None))


def _order(capture: Capture) -> tuple[bytes, str, str, int, bytes, str]:
    return (
        kept.ordered(capture.given),
        capture.source,
        capture.member or "",
        capture.offset or 0,
        _timeless(capture),
        capture.at or "",
    )
