"""Claims as readers made them: current ones for questions, older ones until they are pruned."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from gavah.model import Claim
from gavah.register import kept, schema
from gavah.register.folding import folded
from gavah.register.session import Session

_AT_ONCE = 500


class Claims:
    """Asks for claims; readings keep them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, id_: str) -> Claim | None:
        """The current claim of that id."""
        table = schema.claims
        question = sa.select(table.c.record).where(table.c.id == kept.plain(id_), table.c.current)
        row = next(self._session.rows(question), None)
        return None if row is None else kept.read(row.record, Claim)

    def some(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The current claims of those ids, by id."""
        table = schema.claims
        found: dict[str, Claim] = {}
        held = list(dict.fromkeys(map(kept.plain, ids)))
        for at in range(0, len(held), _AT_ONCE):
            question = sa.select(table.c.id, table.c.record).where(
                table.c.id.in_(held[at : at + _AT_ONCE]), table.c.current
            )
            found.update(
                (row.id, kept.read(row.record, Claim)) for row in self._session.rows(question)
            )
        return found

    def former(self, id_: str) -> Claim | None:
        """The claim of that id of an older version."""
        table = schema.claims
        question = (
            sa.select(table.c.record)
            .where(table.c.id == kept.plain(id_))
            .order_by(table.c.reading.desc(), table.c.reader_version.desc())
        )
        row = next(self._session.rows(question), None)
        return None if row is None else kept.read(row.record, Claim)

    def claims(
        self,
        *,
        current: bool = True,
        act: str | None = None,
        type_: str | None = None,
        document: str | None = None,
        country: str | None = None,
        since: date | None = None,
        until: date | None = None,
        place: str | None = None,
    ) -> Iterator[Claim]:
        """Claims by document, then by where the act stands, then by id.

        Args:
            current: False gives those of older versions as well.
            since, until: days, both included; a claim without a date is left out.
            place: words of the place's name or settlement.
        """
        table = schema.claims
        wanted: list[sa.ColumnElement[bool]] = [table.c.current] if current else []
        for column, value in (
            (table.c.act, act), (table.c.type, type_), (table.c.country, country),
            (table.c.document, None if document is None else kept.plain(document)),
        ):  # fmt: skip
            if value is not None:
                wanted.append(column == value)
        if since is not None:
            wanted.append(table.c.when_end >= since)
        if until is not None:
            wanted.append(table.c.when_start <= until)
        if place is not None:
            wanted.append(table.c.place.contains(folded(place), autoescape=True))
        question = (
            sa.select(table.c.record)
            .where(*wanted)
            .order_by(
                table.c.document, table.c.act_in, table.c.act_start, table.c.act_end, table.c.id,
                table.c.reading, table.c.reader, table.c.reader_version,
            )
        )  # fmt: skip
        for row in self._session.rows(question):
            yield kept.read(row.record, Claim)

    def overlapping(
        self, document: str, type_: str, act: str, where: str, start: int, end: int
    ) -> list[Claim]:
        """Current claims of that document, type and act whose act's words overlap these."""
        table = schema.claims
        question = (
            sa.select(table.c.record)
            .where(
                table.c.document == kept.plain(document),
                table.c.type == type_,
                table.c.act == act,
                table.c.current,
                table.c.act_in == where,
                table.c.act_start < end,
                table.c.act_end > start,
            )
            .order_by(table.c.id)
        )
        return [kept.read(row.record, Claim) for row in self._session.rows(question)]


def in_text_order(claim: Claim) -> tuple[Any, ...]:
    """How claims are sorted: by document, then by where the act stands, then by id."""
    act = claim.anchors.act
    return (claim.document, act.where, act.start, act.end, claim.id)
