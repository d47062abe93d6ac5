"""Which place a name means in this article: the evidence of its other names.

Candidates of the gazetteer are ranked by what the article says: the place named after a comma
("Lahore, Pakistan"), countries and provinces named, adjectives of countries, the dateline, places
nearby that it names as well, and, weakly, population. A name keeps one sense in a document unless
its own neighbour says otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import cos, exp, hypot, log10, radians

import msgspec

from gavah.claims.gazetteer import Entry, fold, lookup

KILOMETRES = 111.2
NEAR = 120.0
"""Kilometres at which a neighbour's support has fallen to about a third."""


class Sighting(msgspec.Struct, frozen=True):
    """One mention of a name that may be a place.

    Attributes:
        name: the words that are looked up.
        kinds: kinds that the words around allow ("Helmand province"); empty allows all.
        container: index of the sighting that the text gives as what it lies in, or None.
        weight: how much it says about where the article plays.
    """

    name: str
    kinds: frozenset[str] = frozenset()
    container: int | None = None
    weight: float = 1.0


def candidates(name: str, kinds: frozenset[str] = frozenset()) -> list[Entry]:
    """Entries of the name, those of the wanted kinds alone where there are any."""
    entries = lookup(name)
    if kinds:
        if "province" in kinds:
            entries = lookup(f"{name} province") or entries
        wanted = [entry for entry in entries if entry.kind in kinds]
        return wanted or entries
    return entries


class _Evidence:
    """What the article says so far about countries, divisions and positions."""

    def __init__(self, demonyms: Mapping[str, float]) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.divisions: defaultdict[str, float] = defaultdict(float)
        self.points: dict[str, tuple[float, float, float]] = {}
        self._totals: tuple[float, float] | None = None
        for country, weight in demonyms.items():
            self.countries[country] += weight

    def add(self, key: str, entry: Entry, weight: float) -> None:
        self._totals = None
        if entry.country:
            self.countries[entry.country] += weight
            if entry.kind != "country" and not entry.division.endswith("."):
                self.divisions[entry.division] += weight
        if entry.lat is not None and entry.lon is not None and entry.kind not in {"region"}:
            self.points[key] = (entry.lat, entry.lon, weight)

    def score(self, key: str, entry: Entry) -> float:
        votes = prior(entry)
        if fold(entry.name) != key and entry.kind == "settlement":
            votes -= 1.0  # under another name than its own
        if self._totals is None:
            self._totals = sum(self.countries.values()), sum(self.divisions.values())
        total = self._totals[0] + 0.5
        if entry.country:
            votes += 3.5 * self.countries[entry.country] / total
        if not entry.division.endswith("."):
            among = self._totals[1] + 1.0
            votes += 2.5 * self.divisions[entry.division] / among
        if entry.lat is not None and entry.lon is not None:
            close = sum(
                exp(-distance(entry.lat, entry.lon, lat, lon) / NEAR)
                for other, (lat, lon, _) in self.points.items()
                if other != key
            )
            votes += min(1.6, 0.8 * close)
        return votes


def prior(entry: Entry) -> float:
    """How likely the place is meant before anything else is read."""
    votes = 0.55 * log10(entry.population + 30)
    if entry.kind == "country":
        votes += 3.0
    elif entry.capital:
        votes += 0.7
    elif entry.kind == "province":
        votes = 0.55 * log10(entry.population + 30) - 0.3
    elif entry.kind == "exact":
        votes += 0.3
    return votes


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points, on a plane: good enough for what is near."""
    across = abs(lon - other_lon)
    across = min(across, 360 - across) * cos(radians((lat + other_lat) / 2))
    return KILOMETRES * hypot(lat - other_lat, across)


def resolve_sightings(
    sightings: Sequence[Sighting], demonyms: Mapping[str, float] | None = None
) -> list[Entry | None]:
    """The place of each sighting, None where the gazetteer has none of its name."""
    options = [candidates(one.name, one.kinds) for one in sightings]
    evidence = _gather(sightings, options, {}, demonyms or {})
    chosen: dict[int, Entry] = {}
    for _ in range(3):
        fresh = _choose(sightings, options, evidence)
        if fresh == chosen:
            break
        chosen = fresh
        evidence = _gather(sightings, options, chosen, demonyms or {})
    return [chosen.get(number) for number in range(len(sightings))]


def _sense(one: Sighting) -> str:
    return f"{fold(one.name)}/{'+'.join(sorted(one.kinds))}"


def _gather(
    sightings: Sequence[Sighting],
    options: Sequence[list[Entry]],
    chosen: Mapping[int, Entry],
    demonyms: Mapping[str, float],
) -> _Evidence:
    evidence = _Evidence(demonyms)
    for number, (one, entries) in enumerate(zip(sightings, options, strict=True)):
        if not entries:
            continue
        entry = chosen.get(number)
        if entry is not None:
            sure = 0.6 if len(entries) > 1 else 1.0
            evidence.add(fold(one.name), entry, one.weight * sure)
            continue
        best = max(entries, key=prior)
        if best.kind == "country" and any(other.kind == "province" for other in entries):
            continue  # Georgia: what else is named tells which
        if best.kind == "country":
            evidence.add(fold(one.name), best, one.weight)
        elif len({other.country for other in entries}) == 1 or (
            best.population > 200_000
            and all(other.population * 8 < best.population for other in entries if other != best)
        ):
            evidence.add(fold(one.name), best, 0.6 * one.weight)
    return evidence


def _choose(
    sightings: Sequence[Sighting], options: Sequence[list[Entry]], evidence: _Evidence
) -> dict[int, Entry]:
    votes: dict[str, dict[Entry, float]] = {}
    for one, entries in zip(sightings, options, strict=True):
        key = fold(one.name)
        if _sense(one) not in votes:
            # Georgia: as likely the state as the country, before anything else is read
            shared = 2.0 if any(entry.kind == "province" for entry in entries) else 0.0
            votes[_sense(one)] = {
                entry: evidence.score(key, entry) - (shared if entry.kind == "country" else 0.0)
                for entry in entries
            }
    told: dict[str, Counter[Entry]] = defaultdict(Counter)
    own: dict[int, Entry] = {}
    for number, one in enumerate(sightings):
        if one.container is None or not options[number]:
            continue
        fits = list(_fitting(options[number], options[one.container]))
        if fits:
            scores = votes[_sense(one)]
            best = max(fits, key=lambda entry: scores[entry])
            own[number] = best
            told[fold(one.name)][best] += 1
    chosen: dict[int, Entry] = {}
    for number, one in enumerate(sightings):
        scores = votes[_sense(one)]
        if number in own:
            chosen[number] = own[number]
        elif scores:
            said = told.get(fold(one.name), Counter())
            chosen[number] = max(
                scores, key=lambda entry: scores[entry] + (4.0 if said[entry] else 0.0)
            )
    containing = {
        one.container: own[number]
        for number, one in enumerate(sightings)
        if one.container is not None and number in own
    }
    for number, inner in sorted(containing.items()):
        outer = [entry for entry in options[number] if lies_in(inner, entry)]
        if outer:
            chosen[number] = max(outer, key=prior)
    return chosen


def _fitting(entries: Iterable[Entry], containers: Sequence[Entry]) -> Iterable[Entry]:
    for entry in entries:
        if any(lies_in(entry, container) for container in containers):
            yield entry


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a place lies in another, as far as the gazetteer tells."""
    if inner == outer:
        return False
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.kind == "province":
        return inner.division == outer.division and inner.kind not in {"country", "province"}
    if inner.kind in {"country", "province"} or inner.country != outer.country:
        return False
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return inner.division == outer.division
    return distance(inner.lat, inner.lon, outer.lat, outer.lon) < 60
