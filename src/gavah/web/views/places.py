"""Incidents on a map without tiles: points only for towns, areas for what is known less closely."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gavah.export.report.atlas import WIDTH, chart
from gavah.model.record import Record
from gavah.web.catalogue import Catalogue, Listed
from gavah.web.pages import Asked, Visit, page
from gavah.web.views.incidents import IncidentsAsked, chosen

LISTED = 400  # incidents named on one map; each spot names some, and says how many more there are
_NEAR = 18.0  # pixels within which spots are drawn as one
_AREAS = {"district": 16.0, "province": 34.0}  # radius in pixels of what is known so closely


class MapAsked(Asked, frozen=True, kw_only=True):
    """Which incidents; a country brings the map close."""

    country: str = ""
    act: str = ""
    kind: str = ""


class Spot(Record, frozen=True, kw_only=True):
    """Incidents at one place, or so near each other that they are drawn as one.

    Attributes:
        radius: of the circle; larger for more.
        area: known to the district or province only: drawn as a wide, open circle.
        many: how many incidents; `incidents` are the largest of them.
    """

    x: float
    y: float
    radius: float
    area: bool
    name: str
    many: int
    incidents: tuple[Listed, ...]


class Land(Record, frozen=True, kw_only=True):
    """A country's outline, and the incidents known no closer than it."""

    name: str
    path: str
    many: int
    incidents: tuple[Listed, ...]


class MapPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        nowhere: incidents whose place is not known.
    """

    width: float
    height: float
    lands: tuple[Land, ...]
    spots: tuple[Spot, ...]
    nowhere: int
    countries: tuple[tuple[str, int], ...]
    acts: tuple[str, ...]


@page("/map", "map.html.jinja")
def places(visit: Visit, asked: MapAsked) -> MapPage:
    """Incidents on a map."""
    catalogue = visit.web.catalogue(visit.register)
    if asked != MapAsked():
        return _drawn(visit, catalogue, asked)
    judged = visit.web.pulse(visit.register).judged  # a judgement may cover a name
    return catalogue.once("map", lambda: _drawn(visit, catalogue, asked), judged)


def _drawn(visit: Visit, catalogue: Catalogue, asked: MapAsked) -> MapPage:
    question = IncidentsAsked(country=asked.country, act=asked.act, kind=asked.kind)
    members = catalogue.members(chosen(visit, catalogue, question), "largest")
    spots = catalogue.spots[members]
    placed = ~np.isnan(spots[:, 0])
    points, which = np.unique(spots[placed], axis=0, return_inverse=True)
    codes = catalogue.country_codes[members]
    within: dict[str, list[int]] = {}
    for at, code in zip(members[~placed].tolist(), codes[~placed].tolist(), strict=True):
        within.setdefault(code, []).append(at)
    nowhere = len(within.pop("", ()))
    given = [(float(x), float(y)) for x, y in points]
    sheet = chart(given, within)
    countries = tuple(catalogue.counted("country", catalogue.everything))
    acts = tuple(value for value, _ in catalogue.counted("act", catalogue.everything))
    if sheet is None:
        return MapPage(
            width=0, height=0, lands=(), spots=(), nowhere=nowhere, countries=countries, acts=acts
        )
    drawn = np.array([sheet.project(point) for point in given]).reshape(-1, 2)
    made = _spots(catalogue, members[placed], which.reshape(-1), drawn)
    each = min(12, max(2, LISTED // max(1, len(made) + len(within))))
    wanted = [at for one in made for at in one.members[:each].tolist()]
    wanted += [at for ats in within.values() for at in ats[:each]]
    rows = dict(
        zip(wanted, map(visit.veil.listed, catalogue.listed(visit.register, wanted)), strict=True)
    )
    return MapPage(
        width=WIDTH, height=round(sheet.height, 1),
        lands=tuple(
            Land(name=name, path=path, many=len(within.get(iso or "", ())),
                 incidents=tuple(rows[at] for at in within.get(iso or "", ())[:each]))
            for iso, name, path in sheet.lands
        ),
        spots=tuple(
            _spot(one, [rows[at] for at in one.members[:each].tolist()]) for one in made
        ),
        nowhere=nowhere, countries=countries, acts=acts,
    )  # fmt: skip


class _Group(NamedTuple):
    """Incidents that are drawn as one, the largest first."""

    x: float
    y: float
    radius: float
    area: bool
    members: NDArray[np.int32]


def _spots(
    catalogue: Catalogue,
    members: NDArray[np.int32],
    which: NDArray[np.int64],
    drawn: NDArray[np.float64],
) -> list[_Group]:
    """Areas first, so that points lie upon them; points near each other become one.

    Args:
        which: of each member, its row in `drawn`: where its place is on the map.
    """
    areas: list[_Group] = []
    sharp = np.ones(len(members), np.bool_)
    for precision, radius in _AREAS.items():
        wide = catalogue.precisely(precision)[members]
        sharp &= ~wide
        for place in np.unique(which[wide]).tolist():
            x, y = drawn[place].tolist()
            areas.append(_Group(x, y, radius, True, members[wide & (which == place)]))
    near, at = which[sharp], members[sharp]
    many = np.bincount(near, minlength=len(drawn))
    home = np.full(len(drawn), -1)
    for place in np.argsort(-many, kind="stable").tolist():
        if many[place] and home[place] < 0:  # the largest left takes in what lies around it
            close = ((drawn - drawn[place]) ** 2).sum(axis=1) < _NEAR**2
            home[close & (home < 0)] = place
    points = []
    for centre in np.unique(home[near]).tolist():
        held = at[home[near] == centre]
        inside = home == centre
        x, y = np.average(drawn[inside], axis=0, weights=many[inside]).tolist()
        points.append(_Group(x, y, 7.0 + min(len(held), 40) ** 0.5 * 2, False, held))
    return [*sorted(areas, key=lambda one: -one.radius), *points]


def _spot(one: _Group, rows: list[Listed]) -> Spot:
    names = dict.fromkeys(row.place.settlement or row.place.name for row in rows if row.place)
    shown = list(names)[:3]
    name = ", ".join(shown) + (" and near" if len(names) > 3 else "")
    return Spot(x=round(one.x, 1), y=round(one.y, 1), radius=round(one.radius, 1), area=one.area,
                name=name, many=len(one.members), incidents=tuple(rows))  # fmt: skip
