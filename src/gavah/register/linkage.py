"""What linking worked out: incidents, persons and open pairs, replaced as a whole each time.

An id that vanishes (two incidents became one) stays resolvable: it leads to the incident, or the
person, that now holds the smallest of its claims that is still there.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa

from gavah.model import Claim, Incident, Link, Linked, Person
from gavah.register import kept, schema
from gavah.register.classes import person_classes
from gavah.register.linked_rows import incident_row, part_rows, person_row
from gavah.register.searching import Index
from gavah.register.session import Session

T = TypeVar("T", Incident, Person)
INCIDENT, PERSON = "incident", "person"
_PARTS = (
    schema.incident_acts, schema.incident_claims, schema.incident_documents,
    schema.incident_persons, schema.tolls, schema.person_claims, schema.person_names,
    schema.links, schema.roots, schema.incidents, schema.persons,
)  # fmt: skip


class Linkage:
    """Keeps a linking and answers for it."""

    def __init__(self, session: Session, index: Index) -> None:
        self._session = session
        self._index = index

    def keep(self, linked: Linked, claims: dict[str, Claim]) -> None:
        """Replace the linking before, in one transaction.

        Args:
            claims: the claims that were linked, by id; they tell the field classes of persons.
        """
        with self._session.writing() as connection:
            before = {
                INCIDENT: {one.id: _claims_of(one) for one in self.incidents()},
                PERSON: {one.id: _mentions_of(one) for one in self.persons()},
            }
            for table in _PARTS:
                connection.execute(table.delete())
            _insert(connection, schema.incidents, map(incident_row, linked.incidents))
            _insert(connection, schema.persons, map(person_row, linked.persons))
            for part, rows in part_rows(linked):
                _insert(connection, part, rows)
            self._class_persons(connection, linked.persons, claims)
            self._index.keep_linked(connection, linked.incidents, linked.persons)
            after: dict[str, dict[tuple[str, ...], str]] = {
                INCIDENT: {key: one.id for one in linked.incidents for key in _claims_of(one)},
                PERSON: {key: one.id for one in linked.persons for key in _mentions_of(one)},
            }
            for kind in (INCIDENT, PERSON):
                _keep_aliases(connection, kind, before[kind], after[kind])

    def _class_persons(
        self, connection: sa.Connection, persons: Iterable[Person], claims: dict[str, Claim]
    ) -> None:
        table = schema.field_classes
        connection.execute(table.delete().where(table.c.subject.like("p-%")))
        _insert(connection, table, person_classes(persons, claims))

    def incidents(self) -> Iterator[Incident]:
        """Incidents by id."""
        table = schema.incidents
        for row in self._session.rows(sa.select(table.c.record).order_by(table.c.id)):
            yield kept.read(row.record, Incident)

    def incident(self, id_: str) -> Incident | None:
        """The incident of that id; not of a former one (`resolve` first)."""
        return self._one(schema.incidents, id_, Incident)

    def incident_of(self, claim: str) -> Incident | None:
        """The incident that holds the claim."""
        table = schema.incident_claims
        question = sa.select(table.c.incident).where(table.c.claim == kept.plain(claim))
        row = next(self._session.rows(question.order_by(table.c.incident)), None)
        return None if row is None else self.incident(row.incident)

    def persons(self) -> Iterator[Person]:
        """Persons by id."""
        table = schema.persons
        for row in self._session.rows(sa.select(table.c.record).order_by(table.c.id)):
            yield kept.read(row.record, Person)

    def person(self, id_: str) -> Person | None:
        """The person of that id; not of a former one (`resolve` first)."""
        return self._one(schema.persons, id_, Person)

    def _one(self, table: sa.Table, id_: str, kind: type[T]) -> T | None:
        question = sa.select(table.c.record).where(table.c.id == kept.plain(id_))
        row = next(self._session.rows(question), None)
        return None if row is None else kept.read(row.record, kind)

    def undecided(self) -> Iterator[Link]:
        """Pairs of claims that the evidence leaves open, most likely first."""
        table = schema.links
        question = (
            sa.select(table.c.record)
            .where(table.c.incident.is_(None))
            .order_by(table.c.probability.desc(), table.c.left_claim, table.c.right_claim)
        )
        for row in self._session.rows(question):
            yield kept.read(row.record, Link)

    def roots(self) -> dict[str, str]:
        """Document id to the id of the document its figures come from."""
        table = schema.roots
        question = sa.select(table.c.document, table.c.root).order_by(table.c.document)
        return {row.document: row.root for row in self._session.rows(question)}

    def alias(self, id_: str) -> tuple[str, str] | None:
        """(kind, present id) of an incident or person whose id vanished."""
        table = schema.aliases
        question = sa.select(table.c.kind, table.c.new).where(table.c.old == kept.plain(id_))
        row = next(self._session.rows(question), None)
        return None if row is None else (row.kind, row.new)

    def former(self, id_: str) -> list[str]:
        """Former ids of an incident or person."""
        table = schema.aliases
        question = sa.select(table.c.old).where(table.c.new == kept.plain(id_))
        return [row.old for row in self._session.rows(question.order_by(table.c.old))]

    def forget_claims(self, connection: sa.Connection, claims: list[str]) -> None:
        """Delete every incident, person and pair that rests on one of these claims."""
        index = schema.searchable
        for whole, part, column in (
            (schema.incidents, schema.incident_claims, "incident"),
            (schema.persons, schema.person_claims, "person"),
        ):
            ids = sa.select(part.c[column]).where(part.c.claim.in_(claims)).distinct()
            gone = list(connection.execute(ids).scalars())
            if not gone:
                continue
            connection.execute(index.delete().where(index.c.subject.in_(gone)))
            connection.execute(
                schema.field_classes.delete().where(schema.field_classes.c.subject.in_(gone))
            )
            connection.execute(whole.delete().where(whole.c.id.in_(gone)))
            connection.execute(schema.aliases.delete().where(schema.aliases.c.new.in_(gone)))
        links = schema.links
        connection.execute(
            links.delete().where(links.c.left_claim.in_(claims) | links.c.right_claim.in_(claims))
        )


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    held = list(rows)
    if held:
        connection.execute(table.insert(), held)


def _claims_of(one: Incident) -> list[tuple[str, ...]]:
    return [(id_,) for id_ in sorted(one.claims)]


def _mentions_of(one: Person) -> list[tuple[str, ...]]:
    """What a person is known by: each claim with each name, then each claim alone."""
    names = sorted(name.text for name in one.names)
    claims = sorted(one.claims)
    return [(id_, name) for id_ in claims for name in names]


def _keep_aliases(
    connection: sa.Connection,
    kind: str,
    before: dict[str, list[tuple[str, ...]]],
    after: dict[tuple[str, ...], str],
) -> None:
    present = set(after.values())
    moved = {
        old: next((after[key] for key in keys if key in after), None)
        for old, keys in before.items()
        if old not in present
    }
    table = schema.aliases
    rows = connection.execute(sa.select(table.c.old, table.c.new).where(table.c.kind == kind)).all()
    aliases = {row.old: row.new for row in rows}
    for old, new in aliases.items():
        if new not in present:
            aliases[old] = moved.get(new, new)
    aliases.update({old: new for old, new in moved.items() if new is not None})
    connection.execute(table.delete().where(table.c.kind == kind))
    _insert(
        connection,
        table,
        [
            {"old": old, "kind": kind, "new": new}
            for old, new in sorted(aliases.items())
            if new is not None and old not in present
        ],
    )
