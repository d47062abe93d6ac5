"""How two places stand to each other, and which place the claims of an incident agree on.

same: one gazetteer entry, settlement or name. near: within 10 km. contains: one is the district,
province or country of the other as far as the words tell. elsewhere: names that differ and cannot
be measured, or a venue or district far off (their points mislead). namesake: one name, far apart.
conflict: towns, provinces or countries that exclude each other. Distances are great circles.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from gavah.linking.weights import WEIGHTS
from gavah.model import Place

PlaceRelation = Literal[
    "same", "near", "namesake", "contains", "country", "unknown", "elsewhere", "conflict"
]
RANK = {"exact": 5, "settlement": 4, "district": 3, "province": 2, "country": 1, "region": 0}
CLOSENESS: tuple[PlaceRelation, ...] = (
    "same", "near", "namesake", "contains", "country", "unknown", "elsewhere", "conflict",
)  # fmt: skip
PREFERRED = ("region", "country", "province", "district", "exact", "settlement")
EARTH = 6371.0  # kilometres
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A place name in lower case, without marks, articles and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(word for word in _WORD.findall(plain) if word not in ("the", "of", "city"))


def place_keys(place: Place | None) -> tuple[str, ...]:
    """What a place can be found by: its settlement and its own name; a country only by itself."""
    if place is None:
        return ()
    keys = {folded(place.name)} if place.precision != "country" else {f"country {place.country}"}
    if place.settlement:
        keys.add(folded(place.settlement))
    return tuple(sorted(keys - {""}))


def kilometres(one: Place, other: Place) -> float | None:
    """Distance; None where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat) / 2) ** 2
    half += cos(lat) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=65536)
def relation(one: Place | None, other: Place | None) -> PlaceRelation:
    """Whether two places can be one; symmetric."""
    if one is None or other is None:
        return "unknown"
    named = folded(one.name) == folded(other.name)
    sure = {one.precision, other.precision} <= {"settlement", "province", "country"}
    if one.country and other.country and one.country != other.country:
        return "namesake" if named else "conflict" if sure else "elsewhere"
    wide = min(RANK[one.precision], RANK[other.precision])
    if one.geonames is not None and one.geonames == other.geonames:
        return "country" if wide <= 1 else "same"
    if wide <= 1:  # a country or a region on one side
        known = bool(one.country and one.country == other.country)
        both = max(RANK[one.precision], RANK[other.precision]) <= 1
        if both and not known:
            return "country" if folded(one.name) == folded(other.name) else "unknown"
        return ("country" if both else "contains") if known else "unknown"
    here, there = set(place_keys(one)), set(place_keys(other))
    apart = kilometres(one, other)
    if here & there and _part(one) != _part(other) and not named:
        return "contains"  # a quarter and its town
    if here & there and (named or not _part(one)):
        far = apart is not None and apart > WEIGHTS["across"]["veto_kilometres"]
        towns = wide >= RANK["district"]
        if far and towns and one.geonames != other.geonames:
            return "namesake"  # two towns of one name, or one town taken for another
        return "same" if towns else "contains"
    if wide == RANK["province"]:
        if max(RANK[one.precision], RANK[other.precision]) == wide:
            return "conflict" if one.geonames and other.geonames else "elsewhere"
        # a province reaches far from its point: only a great distance speaks against it
        return "contains" if apart is None or apart < 400 else "conflict"
    if apart is not None:
        if apart <= 10:
            return "near"
        reach = WEIGHTS["across"]["veto_kilometres"]
        if RANK["district"] in (RANK[one.precision], RANK[other.precision]):
            return "contains" if apart <= reach else "elsewhere"
        return "conflict" if apart > reach and sure else "elsewhere"
    if {RANK[one.precision], RANK[other.precision]} == {RANK["exact"]} or wide < RANK["settlement"]:
        return "unknown"
    if "exact" in (one.precision, other.precision):
        return "unknown"  # a venue whose town is not told
    return "elsewhere"


def _part(place: Place) -> bool:
    """Whether it is a quarter of a town: two of one town are not one place."""
    inside = place.precision in ("settlement", "district") and place.settlement is not None
    return inside and folded(place.name) != folded(place.settlement or "")


def nearest(left: Sequence[Place], right: Sequence[Place]) -> PlaceRelation:
    """How the places of two tellings stand: the closest relation of any two of them."""
    found = [relation(one, other) for one in left for other in right]
    return min(found, key=CLOSENESS.index, default="unknown")


def agreed(places: Sequence[tuple[str, Place]]) -> Place | None:
    """The most specific place that the most documents bear out.

    Args:
        places: (root document, place) of each claim. Copies of one story are one voice.
    """
    best: tuple[tuple[int, int, int, str], Place] | None = None
    distinct = {
        (p.name, p.settlement, p.country, p.precision): p for _, p in sorted(places, key=_order)
    }
    for place in distinct.values():
        bearing = {root for root, other in places if _bears(other, place)}
        alike = [(root, other) for root, other in places if _alike(other, place)]
        stated = {root for root, _ in alike}
        times = sum(1 if other.basis == "inherited" else 2 for _, other in alike)
        placed = int(place.geonames is not None or place.settlement is not None)
        rank = (
            -2 * len(bearing) - 2 * len(stated) - placed, -times, -PREFERRED.index(place.precision), place.name,
        )  # fmt: skip
        if best is None or rank < best[0]:
            best = (rank, place)
    return best[1] if best else None


def _alike(one: Place, other: Place) -> bool:
    return (
        relation(one, other) in ("same", "country") and RANK[one.precision] >= RANK[other.precision]
    )


def _bears(other: Place, place: Place) -> bool:
    return relation(other, place) in ("same", "near", "contains", "country")


def _order(voice: tuple[str, Place]) -> tuple[str, str, str, str, int, str]:
    root, place = voice
    basis = ("stated", "computed", "inherited").index(place.basis)
    return (place.name, place.settlement or "", place.country or "", place.precision, basis, root)
