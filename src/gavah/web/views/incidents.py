"""The list of incidents: filters, facets, order, and a CSV of what is shown."""

from datetime import date
from typing import Literal

import numpy as np
from msgspec.structs import replace

from gavah.model.record import Record
from gavah.web.catalogue import Catalogue, Listed, Picked
from gavah.web.pages import Asked, Shelf, Visit, page
from gavah.web.told import reviews

AT_ONCE = 50
_SHOWN = 12  # values of a facet on the page
Sort = Literal["newest", "oldest", "largest", "sources"]


class IncidentsAsked(Asked, frozen=True, kw_only=True):
    """Which incidents. Every filter narrows; days are included at both ends."""

    q: str = ""
    since: date | None = None
    until: date | None = None
    place: str = ""
    country: str = ""
    act: str = ""
    kind: str = ""
    by: str = ""
    source: str = ""
    state: str = ""
    sort: Sort = "newest"
    number: int = 1


class Value(Record, frozen=True, kw_only=True):
    """One value of a facet and how many of the incidents shown have it."""

    value: str
    many: int
    chosen: bool


class Facet(Record, frozen=True, kw_only=True):
    """A facet, its most frequent values first."""

    name: str
    values: tuple[Value, ...]
    more: int


class IncidentsPage(Record, frozen=True, kw_only=True):
    """A part of the list, and what narrows it further."""

    shelf: Shelf
    incidents: tuple[Listed, ...]
    facets: tuple[Facet, ...]


FACETS = ("act", "country", "kind", "state", "by", "source")


@page("/incidents", "incidents.html.jinja")
def incidents(visit: Visit, asked: IncidentsAsked) -> IncidentsPage:
    """Incidents, filtered and sorted, with facets."""
    catalogue = visit.web.catalogue(visit.register)
    picked = chosen(visit, catalogue, asked)
    members = catalogue.members(picked, asked.sort)
    shelf = Shelf.of(len(members), asked.number, AT_ONCE)
    start = shelf.start(AT_ONCE)
    shown = catalogue.listed(visit.register, members[start : start + AT_ONCE])
    return IncidentsPage(
        shelf=shelf,
        incidents=tuple(visit.veil.listed(one) for one in shown),
        facets=tuple(_facets(visit, catalogue, picked, asked)),
    )


def chosen(visit: Visit, catalogue: Catalogue, asked: IncidentsAsked) -> Picked:
    """The incidents that answer to every filter."""
    key = (replace(asked, sort="newest", number=1), visit.web.pulse(visit.register).judged)
    return catalogue.remembered(key, lambda: _chosen(visit, catalogue, asked))


def _chosen(visit: Visit, catalogue: Catalogue, asked: IncidentsAsked) -> Picked:
    found = catalogue.everything
    for facet in ("act", "country", "kind", "source"):
        if value := getattr(asked, facet):
            found = found & catalogue.having(facet, value)
    if asked.q:
        found = found & catalogue.titled(asked.q)
    if asked.place:
        found = found & catalogue.in_place(asked.place)
    if asked.by:
        found = found & catalogue.by(asked.by)
    if asked.since or asked.until:
        found = found & catalogue.between(asked.since, asked.until)
    if asked.state:
        nobody = ~catalogue.everything
        found = found & _states(visit, catalogue).get(asked.state, nobody)
    return found


def _states(visit: Visit, catalogue: Catalogue) -> dict[str, Picked]:
    """Incidents by state; judged are those that someone judged, themselves or a claim of theirs."""

    def made() -> dict[str, Picked]:
        standing = visit.register.standing()
        touched = catalogue.with_claims(visit.register, reviews(standing))
        touched |= catalogue.of_ids({id_ for one in standing.judgements for id_ in one.target})
        return {**catalogue.states, "judged": touched, "not judged": ~touched}

    return catalogue.once("states", made, visit.web.pulse(visit.register).judged)


def _facets(
    visit: Visit, catalogue: Catalogue, picked: Picked, asked: IncidentsAsked
) -> list[Facet]:
    key = (
        "facets",
        replace(asked, sort="newest", number=1),
        visit.web.pulse(visit.register).judged,
    )

    def counted() -> dict[str, list[tuple[str, int]]]:
        states = _states(visit, catalogue).items()
        held = {name: catalogue.counted(name, picked) for name in FACETS if name != "state"}
        many = [(value, int(np.count_nonzero(one & picked))) for value, one in states]
        return {**held, "state": [pair for pair in many if pair[1]]}

    made = []
    for name, counts in catalogue.remembered(key, counted).items():
        value = getattr(asked, name)
        values = tuple(
            Value(value=one, many=many, chosen=one == value) for one, many in counts[:_SHOWN]
        )
        if name == "by":
            values = tuple(visit.veil.record(one, ()) for one in values)
        made.append(Facet(name=name, values=values, more=max(0, len(counts) - _SHOWN)))
    return sorted(made, key=lambda one: FACETS.index(one.name))
