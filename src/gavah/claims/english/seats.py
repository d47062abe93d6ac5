"""Places told only by whose police, court or council they are: "Springfield police said".

The seat of a local body is the place of what a report without another place is about, and of an
arrest that this body made. A country's forces ("Sudanese police") and a body at another place of
the sentence give none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf, sqrt
from typing import NamedTuple

from msgspec.structs import replace

from gavah.claims.english.passages import Passage
from gavah.claims.english.place_words import place_words
from gavah.claims.english.places import Placed, quarter
from gavah.claims.english.resolving import distance
from gavah.claims.gazetteer import Entry, fold, lookup
from gavah.model import Place

_BODIES = frozenset({"police", "sheriff", "firefighters", "fire", "deputies", "detectives"})
_STATIONS = frozenset({"station", "substation", "stations", "post", "headquarters", "academy"})
_WIDER = frozenset({"metropolitan", "metro", "city", "township"})
_FINE = frozenset({"settlement", "district", "exact"})


def seats_of(passage: Passage) -> Iterator[Placed]:
    """The places of a sentence that stand right before the name of a body of that place."""
    for placed in passage.places:
        if placed.role not in {"mention", "actor"} or placed.place.precision not in _FINE:
            continue
        after = passage.words(placed.end, placed.end + 30)[:3]
        words = [token.lower_ for token in after]
        if words and words[0] in _WIDER:
            words = words[1:]
        if words[1:2] and words[1] in _STATIONS:
            continue
        if words and (words[0] in _BODIES or (words[0] == "county" and words[1:2] == ["sheriff"])):
            yield placed


_WEIGHTS = {"dateline": 4, "locus": 2, "mention": 1, "actor": 1}
_SEAT = 4
_ENOUGH = 4
"""What a town's mentions must weigh before a square of no town is held to be in it."""


class Home(NamedTuple):
    """The town that a document is set in.

    Attributes:
        placed: its first mention.
        sure: whether its own police or its dateline say so: then a name that a part of it bears,
            and that only far places bear besides, is that part's.
        told: whether its police are named, or its dateline and something in it: then what the
            document tells without a place is told of it.
        seated: towns that have a body of their own in the document.
        quarters: names that the document calls a part of a town, folded.
        countries: the names of places of each country that the document has.
    """

    placed: Placed
    sure: bool
    told: bool
    seated: frozenset[str]
    quarters: frozenset[str]
    countries: Mapping[str, frozenset[str]]


def home(named: Sequence[Placed], seats: Sequence[Placed]) -> Home | None:
    """The town that a document is set in, where its mentions outweigh all others'."""
    weights: Counter[str] = Counter()
    first: dict[str, Placed] = {}
    lined: set[str] = set()
    within: set[str] = set()
    countries: defaultdict[str, set[str]] = defaultdict(set)
    quarters = frozenset(fold(_core(one.place.name)) for one in named if quarter(one.place.name))
    for one in named:
        place = one.place
        if place.country:
            countries[place.country].add(fold(place.name))
        if place.precision != "settlement" or place.geonames is None or place.settlement is None:
            continue
        if fold(_core(place.name)) in quarters:
            continue
        first.setdefault(place.settlement, one)
        weights[place.settlement] += _SEAT if one in seats else _WEIGHTS.get(one.role, 0)
        if one.role == "dateline":
            lined.add(place.settlement)
        elif one.role == "locus":
            within.add(place.settlement)
    seated = frozenset(one.place.settlement for one in seats if one.place.settlement)
    for town in (*sorted(seated & weights.keys()), *sorted(lined - seated)):
        if town not in weights:
            continue
        for other in sorted(weights.keys() - seated - ({town} if town in seated else lined)):
            if _part(first[other].place, first[town].place):
                weights[town] += weights.pop(other)
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    town = ranked[0][0]
    told = town in seated or (town in lined and town in within)
    names = {country: frozenset(listed) for country, listed in countries.items()}
    return Home(first[town], told or town in lined, told, seated, quarters, names)


def _part(place: Place, town: Place) -> bool:
    """Whether a smaller place of that name lies within a town's reach."""
    reach, size = _reach(town), _population(town)
    return any(
        _apart(one, town) <= reach and one.population < size for one in lookup(_core(place.name))
    )


def housed(placed: Placed, town: Home | None) -> Place:
    """A square or a quarter of no known town, in the town that the document is set in.

    A quarter that GeoNames lists beside its town lies within what the town's size covers; one that
    the gazetteer knows only far away, under a name that many places bear, is none of those.
    """
    place = placed.place
    if town is None or (placed.contained and not quarter(place.name)):
        return place
    base = town.placed.place
    if place.precision in {"exact", "district"} and place.settlement is None:
        if place.name.casefold().endswith(" county"):
            return place
        guessed = place.geonames is None and place.lat is None and town.sure
        if place.country in {None, base.country} or guessed:
            return replace(place, settlement=base.settlement, country=base.country)
        return place
    if place.precision != "settlement" or place.settlement in {None, base.settlement}:
        return place
    if not town.sure or place.settlement in town.seated:
        return place
    bearers = lookup(_core(place.name))
    within = [one for one in bearers if _apart(one, base) <= _reach(base)]
    if within:
        own = next((one for one in within if one.geonames == place.geonames), within[0])
        if own.population < _population(base):
            return replace(place, settlement=base.settlement, country=base.country, geonames=own.geonames, lat=own.lat, lon=own.lon)  # fmt: skip
        return place
    if fold(_core(place.name)) in town.quarters or _nowhere_else(place, base, bearers, town):
        return replace(place, settlement=base.settlement, country=base.country, precision="district", geonames=None, lat=None, lon=None)  # fmt: skip
    return place


_FAR = 100.0
"""Kilometres beyond which a town is not one of the neighbourhood."""
_SMALL = 30_000
"""Inhabitants from which on a town is known without saying where it lies."""


def _nowhere_else(place: Place, base: Place, bearers: Sequence[Entry], town: Home) -> bool:
    """Whether the only towns of that name are far, small, and of no country told of otherwise."""
    if any(_apart(one, base) <= _FAR or one.population > _SMALL for one in bearers):
        return False
    core = fold(_core(place.name))
    if place.country != base.country:
        return len(town.countries.get(place.country or "", frozenset()) - {fold(place.name)}) == 0
    return len(bearers) > 1 or all(fold(one.name) != core for one in bearers)


def _core(name: str) -> str:
    """The name without words of class and direction."""
    lists = place_words()
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in lists.classes:
        words = words[:-1]
    while len(words) > 1 and words[0].casefold() in lists.leads and not lookup(" ".join(words), loosely=False):  # fmt: skip
        words = words[1:]
    return " ".join(words)


def _population(place: Place) -> int:
    named = lookup(place.settlement or place.name)
    return next((one.population for one in named if one.geonames == place.geonames), 0)


def _reach(town: Place) -> float:
    """Kilometres that a town's own quarters reach from its middle: 20 for three million people."""
    return 3.0 + sqrt(_population(town)) / 100


def _apart(entry: Entry, town: Place) -> float:
    if None in (entry.lat, entry.lon, town.lat, town.lon):
        return inf
    return distance(entry.lat or 0.0, entry.lon or 0.0, town.lat or 0.0, town.lon or 0.0)
