"""Each incident in short: what long lists show, filter and count, made once when it is linked.

A summary rests on the incident and on its claims as they stood at that linking: who did it and who
says so are theirs. An exact place of someone withheld is told no finer than the settlement.
Everything here can be worked out again, and is when the marker in `meta` is not that of this form.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from gavah.linking.titles import title
from gavah.model import Incident, Place, Toll, When
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.classes import PUBLIC, settlement
from gavah.register.folding import folded
from gavah.register.readings import batches
from gavah.register.session import Session
from gavah.register.standing import Standing

FORM = "1"
_MARK = "summaries"
_AT_ONCE = 200


class Told(Record, frozen=True, kw_only=True):
    """A toll in short."""

    act: str
    low: int
    high: int | None
    about: int | None
    conflict: bool
    sources: int
    independent_sources: int


class Listed(Record, frozen=True, kw_only=True):
    """An incident in short, as lists show it; an exact place of someone withheld is coarse."""

    id: str
    kind: str
    title: str
    acts: tuple[str, ...]
    when: When | None
    place: Place | None
    tolls: tuple[Told, ...]
    documents: int
    claims: int
    conflict: bool


class _Named(Record, frozen=True):
    name: str
    kind: str = "unknown"


class _Glance(Record, frozen=True):
    """What a summary needs of a claim's record."""

    perpetrators: tuple[_Named, ...] = ()
    attribution: tuple[_Named, ...] = ()


class Summaries:
    """Keeps summaries in step with the incidents.

    Args:
        standing: gives the judgements in force, which add claims.
    """

    def __init__(self, session: Session, standing: Callable[[], Standing]) -> None:
        self._session = session
        self._standing = standing

    def complete(self) -> None:
        """Make every summary, where an older gavah kept none or others."""
        meta = schema.meta
        held = sa.select(meta.c.value).where(meta.c.key == _MARK)
        if any(row.value == FORM for row in self._session.rows(held)):
            return
        with self._session.writing() as connection:
            connection.execute(schema.summaries.delete())
            self.keep(connection)
            connection.execute(meta.delete().where(meta.c.key == _MARK))
            connection.execute(meta.insert().values(key=_MARK, value=FORM))

    def keep(self, connection: sa.Connection, ids: Iterable[str] | None = None) -> None:
        """Make the summaries of these incidents (or of all) anew; those that differ are written."""
        table, incidents = schema.summaries, schema.incidents
        wanted = self._all() if ids is None else (one for one in sorted(set(ids)))
        for some in _parted(wanted):
            question = sa.select(incidents.c.record).where(incidents.c.id.in_(some))
            found = [kept.read(row.record, Incident) for row in connection.execute(question)]
            held_ = connection.execute(sa.select(table).where(table.c.incident.in_(some)))
            held = {row["incident"]: dict(row) for row in held_.mappings()}
            made = [
                row for row in self._made(connection, found) if held.get(row["incident"]) != row
            ]
            for batch in batches(row["incident"] for row in made if row["incident"] in held):
                connection.execute(table.delete().where(table.c.incident.in_(batch)))
            if made:
                connection.execute(table.insert(), made)

    def of_documents(self, connection: sa.Connection, documents: Iterable[str]) -> set[str]:
        """Incidents that any of these documents tells of."""
        table = schema.incident_documents
        found: set[str] = set()
        for batch in batches(map(kept.plain, documents)):
            question = sa.select(table.c.incident).where(table.c.document.in_(batch))
            found.update(connection.execute(question).scalars())
        return found

    def _all(self) -> Iterator[str]:
        table, last = schema.incidents, ""
        while True:
            question = sa.select(table.c.id).where(table.c.id > last).order_by(table.c.id)
            with self._session.reading() as connection:
                some = list(connection.execute(question.limit(10 * _AT_ONCE)).scalars())
            if not some:
                return
            yield from some
            last = some[-1]

    def _made(self, connection: sa.Connection, found: list[Incident]) -> Iterator[dict[str, Any]]:
        claims = [id_ for one in found for id_ in one.claims]
        glances = self._glances(connection, claims)
        subjects = [*claims, *(person.id for one in found for person in one.persons)]
        guarded: set[str] = set()
        classes = schema.field_classes
        for batch in batches(subjects):
            question = sa.select(classes.c.subject).where(
                classes.c.subject.in_(batch), classes.c["class"] != PUBLIC
            )
            guarded.update(connection.execute(question).scalars())
        for one in found:
            strict = not guarded.isdisjoint((*one.claims, *(person.id for person in one.persons)))
            yield _row(listed(one, strict), [glances[id_] for id_ in one.claims if id_ in glances])

    def _glances(self, connection: sa.Connection, claims: list[str]) -> dict[str, _Glance]:
        table, added = schema.claims, self._standing().added
        found: dict[str, _Glance] = {}
        for batch in batches(claims):
            question = sa.select(table.c.id, table.c.record).where(
                table.c.id.in_(batch), table.c.current
            )
            for row in connection.execute(question):
                found[row.id] = kept.read(row.record, _Glance)
        for id_ in claims:
            if id_ in added:
                found[id_] = kept.read(kept.written(added[id_]), _Glance)
        return found


def listed(one: Incident, guarded: bool) -> Listed:
    """The incident in short.

    Args:
        guarded: a claim or person of it is withheld.
    """
    place = settlement(one.place) if guarded else one.place
    words = title(one.acts, one.tolls, place, one.when) if place != one.place else one.title
    return Listed(
        id=one.id, kind=one.kind, title=words, acts=one.acts, when=one.when, place=place,
        tolls=tuple(_told(toll) for toll in one.tolls),
        documents=len({part.document for part in one.documents}), claims=len(one.claims),
        conflict=any(toll.conflict for toll in one.tolls),
    )  # fmt: skip


def _told(toll: Toll) -> Told:
    return Told(
        act=toll.act, low=toll.low, high=toll.high, about=toll.about, conflict=toll.conflict,
        sources=toll.sources, independent_sources=toll.independent_sources,
    )  # fmt: skip


def _row(one: Listed, glances: list[_Glance]) -> dict[str, Any]:
    place, when = one.place, one.when
    blamed = {culprit.name for glance in glances for culprit in glance.perpetrators}
    speakers = {link.kind for glance in glances for link in glance.attribution}
    largest = max((max(toll.low, toll.about or 0) for toll in one.tolls), default=0)
    return {
        "incident": one.id,
        "kind": one.kind,
        "title": folded(one.title),
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "country": place.country if place else None,
        "place": folded(f"{place.name} {place.settlement or ''}") if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "acts": kept.written(one.acts),
        "blamed": kept.written(sorted(blamed)),
        "speakers": kept.written(sorted(speakers)),
        "largest": kept.whole(largest),
        "documents": one.documents,
        "roots": max((toll.independent_sources for toll in one.tolls), default=one.documents),
        "conflict": one.conflict,
        "record": kept.written(one),
    }


def _parted(ids: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for id_ in ids:
        some.append(id_)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some
