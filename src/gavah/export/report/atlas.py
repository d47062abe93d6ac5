"""A map with no tiles: country outlines and incidents, drawn as SVG.

Outlines are Natural Earth's and show its view of borders, not ours. A point is drawn only where
the register has one; an incident known to its country is drawn as that country, hatched.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Any, NamedTuple, Protocol

import msgspec

from gavah.model import Place

WIDTH = 960.0
Point = tuple[float, float]


class Placed(Protocol):
    """What can be drawn: an incident, whole or in short."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def place(self) -> Place | None: ...


class Spot(NamedTuple):
    """Incidents at one point: pixels from the upper left corner."""

    x: float
    y: float
    incidents: tuple[Placed, ...]


class Shape(NamedTuple):
    """A country: its outline as an SVG path, and incidents known no closer than it."""

    name: str
    path: str
    incidents: tuple[Placed, ...]


class Map(NamedTuple):
    """What is drawn; `nowhere` are incidents with no country."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    spots: tuple[Spot, ...]
    nowhere: int


@cache
def _outline() -> list[tuple[str | None, str, list[list[Point]]]]:
    """Each country with its rings of (longitude, latitude)."""
    raw = files("gavah.export").joinpath("data/outline.json").read_bytes()
    atlas: dict[str, Any] = msgspec.json.decode(raw)
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[Point]:
        points: list[Point] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    countries = []
    for shape in atlas["countries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring(numbers) for polygon in polygons for numbers in polygon]
        countries.append((shape["iso"], shape["name"], rings))
    return countries


def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to the country's name, for those that have an outline."""
    return {iso: name for iso, name, _ in _outline() if iso}


def draw(incidents: Iterable[Placed]) -> Map | None:
    """The map that shows every incident with a place; None when none has one."""
    at: dict[Point, list[Placed]] = {}
    within: dict[str, list[Placed]] = {}
    nowhere = 0
    for incident in incidents:
        place = incident.place
        if place is not None and place.lat is not None and place.lon is not None:
            at.setdefault((place.lon, place.lat), []).append(incident)
        elif place is not None and place.country:
            within.setdefault(place.country, []).append(incident)
        else:
            nowhere += 1
    sheet = chart(at, within)
    if sheet is None:
        return None
    shapes = tuple(
        Shape(name, path, tuple(within.get(iso or "", ()))) for iso, name, path in sheet.lands
    )
    spots = tuple(Spot(*sheet.project(point), tuple(here)) for point, here in sorted(at.items()))
    return Map(WIDTH, sheet.height, shapes, spots, nowhere)


class Chart(NamedTuple):
    """Outlines, and where a point of (longitude, latitude) is on them.

    Attributes:
        lands: ISO code, name and SVG path of each country that is seen.
    """

    height: float
    project: Callable[[Point], Point]
    lands: tuple[tuple[str | None, str, str], ...]


def chart(points: Iterable[Point], countries: Iterable[str]) -> Chart | None:
    """The chart that shows every point and country; None when there is none to show."""
    corners = [*points, *_corners(countries)]
    if not corners:
        return None
    west, south, east, north = _frame(corners)
    squeeze = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)

    def project(point: Point) -> Point:
        return (point[0] - west) * squeeze * scale, (north - point[1]) * scale

    lands = tuple(
        (iso, name, path)
        for iso, name, rings in _outline()
        if (path := _path(rings, project, (west, south, east, north)))
    )
    return Chart((north - south) * scale, project, lands)


def _corners(codes: Iterable[str]) -> Iterator[Point]:
    wanted = set(codes)
    for iso, _, rings in _outline():
        if iso in wanted:
            largest = max(rings, key=len)
            longitudes, latitudes = [x for x, _ in largest], [y for _, y in largest]
            yield min(longitudes), min(latitudes)
            yield max(longitudes), max(latitudes)


def _frame(corners: list[Point]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees: the corners with room around, in a sane shape."""
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    across, up = max(16.0, (east - west) * 1.25), max(10.0, (north - south) * 1.25)
    across, up = max(across, up * 1.4), max(up, across * 0.42)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    west, east = max(-180.0, middle_x - across / 2), min(180.0, middle_x + across / 2)
    south, north = max(-60.0, middle_y - up / 2), min(84.0, middle_y + up / 2)
    return west, south, east, north


def _from_antimeridian(ring: list[Point]) -> list[Point]:
    """A closed ring that begins where it crosses the antimeridian, if it does.

    Then each part of it closes along the edge of the map, not across it.
    """
    after = (at for at in range(1, len(ring)) if abs(ring[at][0] - ring[at - 1][0]) > 180)
    at = next(after, 0)
    return [*ring[at:], *ring[1:at]] if at else ring


def _path(rings: list[list[Point]], project: Any, frame: tuple[float, float, float, float]) -> str:
    """Rings that meet the frame as one SVG path; points closer than half a pixel are dropped."""
    west, south, east, north = frame
    parts: list[str] = []
    for ring in rings:
        if max(x for x, _ in ring) < west or min(x for x, _ in ring) > east:
            continue
        if max(y for _, y in ring) < south or min(y for _, y in ring) > north:
            continue
        drawn: list[str] = []
        last_x = last_y = -1e9
        before = _from_antimeridian(ring)[0][0]
        for point in _from_antimeridian(ring):
            x, y = project(point)
            if abs(point[0] - before) > 180:  # over the antimeridian: no line across the map
                parts.append("M" + "L".join(drawn) + "Z" if len(drawn) > 2 else "")
                drawn, last_x, last_y = [], -1e9, -1e9
            before = point[0]
            # far outside the frame detail is never seen
            step = 0.6 if -50 < x < WIDTH + 50 else 6.0
            if abs(x - last_x) + abs(y - last_y) >= step:
                drawn.append(f"{x:.1f},{y:.1f}")
                last_x, last_y = x, y
        if len(drawn) > 2:
            parts.append("M" + "L".join(drawn) + "Z")
    return "".join(parts)
