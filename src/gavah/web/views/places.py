"""Incidents on a map without tiles: points only for towns, areas for what is known less closely."""

from gavah.export.report.atlas import Map, draw
from gavah.model.record import Record
from gavah.web.catalogue import Catalogue, Listed
from gavah.web.pages import Asked, Visit, page
from gavah.web.views.incidents import IncidentsAsked, chosen

MOST = 3000  # incidents drawn at once
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
    """

    x: float
    y: float
    radius: float
    area: bool
    name: str
    incidents: tuple[Listed, ...]


class Land(Record, frozen=True, kw_only=True):
    """A country's outline, and the incidents known no closer than it."""

    name: str
    path: str
    incidents: tuple[Listed, ...]


class MapPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        nowhere: incidents whose place is not known.
        left_out: incidents beyond what one map draws.
    """

    width: float
    height: float
    lands: tuple[Land, ...]
    spots: tuple[Spot, ...]
    nowhere: int
    left_out: int
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
    found, _ = chosen(visit, catalogue, question)
    members = catalogue.members(found, "largest")
    rows = [visit.veil.listed(catalogue.rows[at]) for at in members[:MOST]]
    made = draw(rows)
    counted = catalogue.counted("country", catalogue.everything)
    acts = tuple(value for value, _ in catalogue.counted("act", catalogue.everything))
    left_out = len(members) - len(rows)
    if made is None:
        return MapPage(width=0, height=0, lands=(), spots=(), nowhere=len(rows),
                       left_out=left_out, countries=tuple(counted), acts=acts)  # fmt: skip
    return MapPage(
        width=round(made.width, 1), height=round(made.height, 1), lands=_lands(made),
        spots=_spots(made), nowhere=made.nowhere, left_out=left_out, countries=tuple(counted),
        acts=acts,
    )  # fmt: skip


def _lands(made: Map) -> tuple[Land, ...]:
    return tuple(
        Land(
            name=one.name,
            path=one.path,
            incidents=tuple(row for row in one.incidents if isinstance(row, Listed)),
        )
        for one in made.shapes
    )


def _spots(made: Map) -> tuple[Spot, ...]:
    """Areas first, so that points lie upon them; points near each other become one."""
    areas: list[Spot] = []
    near: list[tuple[float, float, list[Listed]]] = []
    for spot in made.spots:
        rows = [row for row in spot.incidents if isinstance(row, Listed)]
        for precision, radius in _AREAS.items():
            wide = [row for row in rows if row.place and row.place.precision == precision]
            if wide:
                areas.append(_spot(spot.x, spot.y, radius, True, wide))
        sharp = [row for row in rows if not row.place or row.place.precision not in _AREAS]
        if not sharp:
            continue
        for at, (x, y, held) in enumerate(near):
            if (x - spot.x) ** 2 + (y - spot.y) ** 2 < _NEAR**2:
                many = len(held)
                middle = (
                    (x * many + spot.x * len(sharp)) / (many + len(sharp)),
                    (y * many + spot.y * len(sharp)) / (many + len(sharp)),
                )
                near[at] = (*middle, [*held, *sharp])
                break
        else:
            near.append((spot.x, spot.y, sharp))
    points = [_spot(x, y, 7.0 + min(len(h), 40) ** 0.5 * 2, False, h) for x, y, h in near]
    return (*sorted(areas, key=lambda one: -one.radius), *points)


def _spot(x: float, y: float, radius: float, area: bool, rows: list[Listed]) -> Spot:
    names = dict.fromkeys(row.place.settlement or row.place.name for row in rows if row.place)
    shown = list(names)[:3]
    name = ", ".join(shown) + (" and near" if len(names) > 3 else "")
    return Spot(x=round(x, 1), y=round(y, 1), radius=round(radius, 1), area=area, name=name,
                incidents=tuple(rows))  # fmt: skip
