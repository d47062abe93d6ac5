"""Persons: the list, and one person with names, statuses in time, and every source."""

from datetime import date
from functools import partial

import sqlalchemy as sa

from gavah.errors import UnknownId
from gavah.export.masking import WITHHELD
from gavah.model import Person, When
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.folding import folded
from gavah.web.asking import (
    MOST_COUNTED,
    claims_by_id,
    count,
    incidents_of_claims,
    newest_about,
)
from gavah.web.catalogue import Listed, listed_by_id
from gavah.web.pages import Asked, Shelf, Visit, page
from gavah.web.told import Entry, Voice, history, sources_by_id, voices
from gavah.web.veil import PUBLIC, judged_classes, withheld_persons

AT_ONCE = 60


class PersonsAsked(Asked, frozen=True, kw_only=True):
    """Which persons: words of a name, a kind, a fate."""

    q: str = ""
    kind: str = ""
    fate: str = ""
    number: int = 1


class Named(Record, frozen=True, kw_only=True):
    """A person in the list; a withheld name is covered."""

    id: str
    names: tuple[str, ...]
    kind: str
    fate: str | None
    claims: int
    withheld: bool


class PersonsPage(Record, frozen=True, kw_only=True):
    """A part of the list."""

    shelf: Shelf
    persons: tuple[Named, ...]
    kinds: tuple[str, ...]
    fates: tuple[str, ...]


@page("/persons", "persons.html.jinja")
def persons(visit: Visit, asked: PersonsAsked) -> PersonsPage:
    """Persons, by name; those withheld stand covered and are found by no name."""
    register = visit.register
    table, names = schema.persons, schema.person_names
    wanted = [] if not asked.kind else [table.c.kind == asked.kind]
    if asked.fate:
        wanted.append(table.c.fate == asked.fate)
    if asked.q:
        like = sa.select(names.c.person).where(
            names.c.folded.contains(folded(asked.q), autoescape=True)
        )
        judged = judged_classes(register)
        raised = [one for one, held in judged.items() if held != PUBLIC]
        lowered = [one for one, held in judged.items() if held == PUBLIC]
        open_ = sa.or_(table.c.listed != schema.LAST, table.c.id.in_(lowered))
        wanted += [table.c.id.in_(like), open_, table.c.id.not_in(raised)]
    question = sa.select(table.c.id, table.c.record).where(*wanted)
    once = partial(visit.web.catalogue(register).once, since=0)
    if wanted:
        total = count(register, question, MOST_COUNTED + 1)
    else:
        total = once("persons", lambda: count(register, question))
    shelf = Shelf.of(total, asked.number, AT_ONCE, MOST_COUNTED, bool(wanted))
    # who is withheld stands last, in no order that tells a name
    ordered = question.order_by(table.c.listed, table.c.id)
    part = ordered.limit(AT_ONCE).offset(shelf.start(AT_ONCE))
    found = [kept.read(row.record, Person) for row in register.session.rows(part)]
    hidden = withheld_persons(register, [one.id for one in found])
    fates = sa.select(table.c.fate).distinct().order_by(table.c.fate)
    kinds = sa.select(table.c.kind).distinct().order_by(table.c.kind)
    return PersonsPage(
        shelf=shelf,
        persons=tuple(_named(visit, one, one.id in hidden) for one in found),
        kinds=once("kinds", lambda: tuple(row.kind for row in register.session.rows(kinds))),
        fates=once(
            "fates", lambda: tuple(row.fate for row in register.session.rows(fates) if row.fate)
        ),
    )


def _named(visit: Visit, one: Person, hidden: bool) -> Named:
    names = tuple(dict.fromkeys(name.text for name in one.names))
    if hidden:
        names = (WITHHELD,)
    else:
        names = tuple(dict.fromkeys(visit.veil.text(None, name) for name in names))
    return Named(
        id=one.id, names=names, kind=one.kind, fate=one.fate, claims=len(one.claims),
        withheld=hidden,
    )  # fmt: skip


class PersonAsked(Asked, frozen=True, kw_only=True):
    """Which person; a former id leads to the present one."""

    id: str


class Spell(Record, frozen=True, kw_only=True):
    """A dated status, placed between the first and last day told: shares of the width."""

    axis: str
    status: str
    when: When | None
    x: float
    width: float
    claims: int


class PersonPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        withheld: whether the names stand covered.
        spells: statuses, in the order of their days.
        first, last: ends of the time line; None when nothing is dated.
    """

    person: Person
    withheld: bool
    spells: tuple[Spell, ...]
    first: date | None
    last: date | None
    incidents: tuple[Listed, ...]
    voices: tuple[Voice, ...]
    history: tuple[Entry, ...]
    seen: int


@page("/persons/{id}", "person.html.jinja")
def person(visit: Visit, asked: PersonAsked) -> PersonPage:
    """One person: names, statuses in time, incidents, sources."""
    register = visit.register
    found = register.person(asked.id)
    if found is None:
        raise UnknownId(f"No person has the id {asked.id}, now or formerly. See the list.")
    if visit.web.sessions.reveals(visit.session, found.id):
        visit.veil.lift()
    claims = claims_by_id(register, found.claims)
    sources = sources_by_id(register, [one.document for one in claims.values()])
    visit.veil.over(sources)
    of = incidents_of_claims(register, claims)
    covered = visit.veil.record(found, sources)
    about = [found.id, *register.linkage.former(found.id)]
    first, last, spells = _spells(covered)
    rows = list(listed_by_id(register, of.values()).values())
    rows.sort(key=lambda one: (str(one.when.start) if one.when else "9", one.id))
    return PersonPage(
        person=covered,
        withheld=covered.names != found.names,
        spells=spells,
        first=first,
        last=last,
        incidents=tuple(visit.veil.record(one, sources) for one in rows),
        voices=tuple(voices(visit, list(claims.values()), sources, frozenset())),
        history=tuple(history(visit, about, sources)),
        seen=newest_about(register, about),
    )


def _spells(person: Person) -> tuple[date | None, date | None, tuple[Spell, ...]]:
    dated = [one.when for one in person.statuses if one.when is not None]
    first = min((one.start for one in dated), default=None)
    last = max((one.end for one in dated), default=None)
    days = max(1, (last - first).days + 1) if first and last else 1
    made = []
    ordered = sorted(
        person.statuses, key=lambda one: (str(one.when.start) if one.when else "9", one.status)
    )
    for one in ordered:
        x, width = 0.0, 100.0
        if one.when is not None and first is not None:
            x = round((one.when.start - first).days / days * 100, 2)
            width = max(1.5, round(((one.when.end - one.when.start).days + 1) / days * 100, 2))
            x = min(x, 98.5)
        made.append(
            Spell(axis=one.axis, status=one.status, when=one.when, x=x, width=width,
                  claims=len(one.claims))
        )  # fmt: skip
    return first, last, tuple(made)
