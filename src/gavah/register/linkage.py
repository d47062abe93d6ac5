"""What linking worked out: incidents, persons and open pairs; each time what differs is written.

An id that vanishes (two incidents became one) stays resolvable: it leads to the incident, or the
person, that now holds the smallest of its claims that is still there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa

from gavah.linking.memory import Change
from gavah.model import Claim, Incident, Link, Linked, Person
from gavah.register import kept, schema
from gavah.register.classes import PUBLIC, person_classes
from gavah.register.linked_rows import incident_row, part_rows, person_row
from gavah.register.readings import batches
from gavah.register.searching import Index
from gavah.register.session import Session

T = TypeVar("T", Incident, Person)
INCIDENT, PERSON = "incident", "person"
Former = dict[str, dict[str, list[tuple[str, ...]]]]


@dataclass(slots=True)
class Shift:
    """What a linking changes of the one before.

    Attributes:
        incidents, persons: new, or other than before; those gone are told by their former selves.
        undecided_gone: (left, right) of open pairs that close, or are told anew.
        roots: None for a document that is gone.
    """

    incidents: list[Incident] = field(default_factory=list)
    incidents_gone: dict[str, Incident] = field(default_factory=dict)
    persons: list[Person] = field(default_factory=list)
    persons_gone: dict[str, Person] = field(default_factory=dict)
    undecided: list[Link] = field(default_factory=list)
    undecided_gone: list[tuple[str, str]] = field(default_factory=list)
    roots: dict[str, str | None] = field(default_factory=dict)


class Linkage:
    """Keeps a linking and answers for it."""

    def __init__(self, session: Session, index: Index) -> None:
        self._session = session
        self._index = index

    def keep(self, linked: Linked, claims: Mapping[str, Claim]) -> None:
        """Replace the linking before, in one transaction; only rows that differ are written.

        Args:
            claims: the claims that were linked, by id; they tell the field classes of persons.
        """
        with self._session.writing() as connection:
            for table in schema.REMEMBERED:
                connection.execute(table.delete())
            self.shift(connection, self._difference(connection, linked, claims), claims)

    def keep_change(self, connection: sa.Connection, change: Change) -> None:
        """Write what a linking changed of the one before."""
        links = schema.links
        gone: set[tuple[str, str]] = set()
        for batch in batches(sorted(change.undecided_of)):
            for column in (links.c.left_claim, links.c.right_claim):
                question = sa.select(links.c.left_claim, links.c.right_claim)
                rows = connection.execute(
                    question.where(links.c.incident.is_(None), column.in_(batch))
                )
                gone.update((row.left_claim, row.right_claim) for row in rows)
        self.shift(
            connection,
            Shift(
                incidents=sorted(change.incidents, key=lambda one: one.id),
                incidents_gone=self.some_incidents(sorted(change.incidents_gone)),
                persons=change.persons,
                persons_gone=self.some_persons(sorted(change.persons_gone)),
                undecided=change.undecided,
                undecided_gone=sorted(gone),
                roots={
                    kept.plain(id_): None if one is None else one.origin.root
                    for id_, one in change.documents.items()
                },
            ),
            change.person_claims,
        )

    def _difference(
        self, connection: sa.Connection, linked: Linked, claims: Mapping[str, Claim]
    ) -> Shift:
        """What a whole linking changes of the one before."""
        shift = Shift()
        classed = self._classed_otherwise(connection, linked.persons, claims)
        parts: tuple[tuple[sa.Table, Any, Any, Any, Any], ...] = (
            (schema.incidents, Incident, linked.incidents, shift.incidents_gone, shift.incidents),
            (schema.persons, Person, linked.persons, shift.persons_gone, shift.persons),
        )
        for table, kind, found, gone, put in parts:
            rows = connection.execute(sa.select(table.c.id, table.c.record)).all()
            before = {row.id: row.record for row in rows}
            new = {one.id for one in found}
            gone.update((id_, kept.read(before[id_], kind)) for id_ in before if id_ not in new)
            put.extend(
                one for one in found if before.get(one.id) != kept.written(one) or one.id in classed
            )
        links = schema.links
        open_ = connection.execute(
            sa.select(links.c.left_claim, links.c.right_claim, links.c.record).where(
                links.c.incident.is_(None)
            )
        ).all()
        held = {(row.left_claim, row.right_claim): row.record for row in open_}
        new_open = {(one.left, one.right): kept.written(one) for one in linked.undecided}
        shift.undecided_gone = [pair for pair in held if new_open.get(pair) != held[pair]]
        shift.undecided = [
            one for one in linked.undecided if held.get((one.left, one.right)) != kept.written(one)
        ]
        rooted = self.roots()
        new_roots = {kept.plain(id_): root for id_, root in linked.roots.items()}
        shift.roots = {
            id_: root for id_, root in new_roots.items() if rooted.get(id_) != kept.plain(root)
        }
        shift.roots.update(dict.fromkeys(set(rooted) - set(new_roots)))
        return shift

    @staticmethod
    def _classed_otherwise(
        connection: sa.Connection, persons: Iterable[Person], claims: Mapping[str, Claim]
    ) -> set[str]:
        """Persons whose field classes are not those that are kept."""
        table = schema.field_classes
        rows = connection.execute(sa.select(table).where(table.c.subject.like("p-%"))).mappings()
        held = {row["subject"]: dict(row) for row in rows}
        return {
            row["subject"]
            for row in person_classes(persons, claims)
            if held.get(row["subject"]) != row
        }

    def shift(self, connection: sa.Connection, shift: Shift, claims: Mapping[str, Claim]) -> None:
        """Write what a linking changes; former ids stay resolvable."""
        put = [*(one.id for one in shift.incidents), *shift.incidents_gone]
        persons = [*(one.id for one in shift.persons), *shift.persons_gone]
        former = self._former(put, persons)
        links, roots, classes = schema.links, schema.roots, schema.field_classes
        for batch in batches(put):
            connection.execute(links.delete().where(links.c.incident.in_(batch)))
            connection.execute(schema.incidents.delete().where(schema.incidents.c.id.in_(batch)))
        for batch in batches(persons):
            connection.execute(schema.persons.delete().where(schema.persons.c.id.in_(batch)))
            connection.execute(classes.delete().where(classes.c.subject.in_(batch)))
        for left, right in shift.undecided_gone:
            connection.execute(
                links.delete().where(links.c.left_claim == left, links.c.right_claim == right)
            )
        for batch in batches(shift.roots):
            connection.execute(roots.delete().where(roots.c.document.in_(map(kept.plain, batch))))
        _insert(connection, schema.incidents, map(incident_row, shift.incidents))
        classed = list(person_classes(shift.persons, claims))
        withheld = {row["subject"] for row in classed if row["class"] != PUBLIC}
        people = (person_row(one, one.id in withheld) for one in shift.persons)
        _insert(connection, schema.persons, people)
        part = Linked(
            incidents=tuple(shift.incidents),
            persons=tuple(shift.persons),
            undecided=tuple(shift.undecided),
            roots={id_: root for id_, root in shift.roots.items() if root is not None},
        )
        for table, rows in part_rows(part):
            _insert(connection, table, rows)
        _insert(connection, classes, classed)
        self._index.forget_linked(connection, [*shift.incidents_gone, *shift.persons_gone])
        self._index.keep_linked(connection, shift.incidents, shift.persons)
        self._keep_aliases(connection, former, shift)

    def _former(self, incidents: list[str], persons: list[str]) -> Former:
        """What incidents and persons that are about to change held."""
        return {
            INCIDENT: {one.id: _claims_of(one) for one in self.some_incidents(incidents).values()},
            PERSON: {one.id: _mentions_of(one) for one in self.some_persons(persons).values()},
        }

    def some_incidents(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Those incidents of the ids that there are."""
        return self._some(schema.incidents, ids, Incident)

    def some_persons(self, ids: Iterable[str]) -> dict[str, Person]:
        """Those persons of the ids that there are."""
        return self._some(schema.persons, ids, Person)

    def _some(self, table: sa.Table, ids: Iterable[str], kind: type[T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for batch in batches(ids):
            question = sa.select(table.c.id, table.c.record).where(table.c.id.in_(batch))
            found.update(
                (row.id, kept.read(row.record, kind)) for row in self._session.rows(question)
            )
        return found

    def _keep_aliases(self, connection: sa.Connection, former: Former, shift: Shift) -> None:
        """Lead ids that vanished, and what led to them, to whatever holds their smallest claim now."""
        table = schema.aliases
        held_now: dict[str, dict[tuple[str, ...], str]] = {
            INCIDENT: {key: one.id for one in shift.incidents for key in _claims_of(one)},
            PERSON: {key: one.id for one in shift.persons for key in _mentions_of(one)},
        }
        for kind, gone in (
            (INCIDENT, set(shift.incidents_gone)),
            (PERSON, set(shift.persons_gone)),
        ):
            after = held_now[kind]
            moved: dict[str, str] = {}
            for old in sorted(gone):
                found = next((key for key in former[kind].get(old, ()) if key in after), None)
                if found is not None:
                    moved[old] = after[found]
            for batch in batches(sorted(gone)):
                held = connection.execute(
                    sa.select(table.c.old, table.c.new).where(table.c.new.in_(batch))
                ).all()
                moved.update({row.old: moved[row.new] for row in held if row.new in moved})
            present = sorted(set(after.values()))
            for batch in batches([*moved, *present]):
                connection.execute(table.delete().where(table.c.old.in_(batch)))
            rows = [
                {"old": old, "kind": kind, "new": new}
                for old, new in sorted(moved.items())
                if old not in set(present)
            ]
            _insert(connection, table, rows)

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

    def roots_of(self, documents: Iterable[str]) -> dict[str, str]:
        """The same of these documents only."""
        table = schema.roots
        wanted = [kept.plain(one) for one in documents]
        question = sa.select(table.c.document, table.c.root).where(table.c.document.in_(wanted))
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
        for table in schema.REMEMBERED:
            connection.execute(table.delete())  # it holds words of what is forgotten
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
