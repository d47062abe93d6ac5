"""The list of incidents: filters, facets, order, and a CSV of what is shown."""

from datetime import date
from typing import Literal

from gavah.model.record import Record
from gavah.web.catalogue import Catalogue, Listed
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
    found, states = chosen(visit, catalogue, asked)
    members = catalogue.members(found, asked.sort)
    shelf = Shelf.of(len(members), asked.number, AT_ONCE)
    start = shelf.start(AT_ONCE)
    shown = [catalogue.rows[at] for at in members[start : start + AT_ONCE]]
    return IncidentsPage(
        shelf=shelf,
        incidents=tuple(visit.veil.listed(one) for one in shown),
        facets=tuple(_facets(visit, catalogue, found, states, asked)),
    )


def chosen(visit: Visit, catalogue: Catalogue, asked: IncidentsAsked) -> tuple[int, dict[str, int]]:
    """The incidents that answer to every filter; and, by state, those judged and those not."""
    found = catalogue.everything
    for facet in ("act", "country", "kind", "source"):
        value = getattr(asked, facet)
        if value:
            found &= catalogue.bits[facet].get(value, 0)
    if asked.q:
        found &= catalogue.titled(asked.q)
    if asked.place:
        found &= catalogue.in_place(asked.place)
    if asked.by:
        found &= catalogue.by(asked.by)
    if asked.since or asked.until:
        found &= catalogue.between(asked.since, asked.until)
    states = {**catalogue.bits["state"], **_judged(visit, catalogue)}
    if asked.state:
        found &= states.get(asked.state, 0)
    return found, states


def _judged(visit: Visit, catalogue: Catalogue) -> dict[str, int]:
    """Incidents that someone judged, themselves or a claim of theirs, and the others."""
    standing = visit.register.standing()
    touched = catalogue.with_claims(visit.register, reviews(standing))
    for one in standing.judgements:
        for id_ in one.target:
            if id_ in catalogue.at:
                touched |= 1 << catalogue.at[id_]
    return {"judged": touched, "not judged": catalogue.everything & ~touched}


def _facets(
    visit: Visit, catalogue: Catalogue, found: int, states: dict[str, int], asked: IncidentsAsked
) -> list[Facet]:
    made = []
    for name in FACETS:
        if name == "state":
            counted = [(value, (bits & found).bit_count()) for value, bits in states.items()]
            counted = [pair for pair in counted if pair[1]]
        else:
            counted = catalogue.counted(name, found)
        value = getattr(asked, name)
        values = tuple(
            Value(value=one, many=many, chosen=one == value) for one, many in counted[:_SHOWN]
        )
        if name == "by":
            values = tuple(visit.veil.record(one, ()) for one in values)
        made.append(Facet(name=name, values=values, more=max(0, len(counted) - _SHOWN)))
    return made
