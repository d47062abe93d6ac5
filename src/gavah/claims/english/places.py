"""Where a text says things are: the names of places in it, resolved, and the part each plays.

A name is found by its capitals and what stands around it, and looked up in the gazetteer; a parse
is not needed. People's names and bodies ("Paris Hilton", "the Kabul Times") are no places. A name
that the gazetteer lacks is a place when a word of place stands with it ("Umra village", "the town
of Umra") or when it is given as lying in one ("in Umra, Sindh"). When in doubt the coarser level.

Roles: "locus" (in, at, near it something is), "dateline", "actor" (a government under the name of
its seat: "Tehran rejected"), "adjective" ("Iranian forces", which gives the country), "mention".
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

import msgspec

from gavah.claims.english.names import Named, names, names_in_title
from gavah.claims.english.place_words import place_words
from gavah.claims.english.resolving import Sighting, lies_in, resolve_sightings
from gavah.claims.english.syntax import Paragraph
from gavah.claims.english.toponyms import Find, finds
from gavah.claims.gazetteer import Entry, fold
from gavah.model import Document, Place
from gavah.model.place import PlacePrecision
from gavah.resources import load


class Placed(msgspec.Struct, frozen=True):
    """A place named in the text.

    Attributes:
        start: where the words stand, class words and "northern", "outside the" included.
        end: their end, exclusive.
        place: the place; its name is the slice, its basis "stated".
        role: "locus", "dateline", "actor", "adjective" or "mention".
        country: ISO 3166-1 alpha-2, as the place's.
        contained: whether the text gives what it lies in ("Lahore, Pakistan").
    """

    start: int
    end: int
    place: Place
    role: str
    country: str | None
    contained: bool = False


def places(
    document: Document,
    paragraphs: Sequence[Paragraph],
    people: Sequence[Named] | None = None,
    *,
    lettered: bool = True,
) -> list[Placed]:
    """The places that the paragraphs name, in text order.

    Args:
        people: `names(document, paragraphs)`, where it is known already.
        lettered: whether its capitals are the writer's; where they are not, a small town far from
            all else that the text names is no place ("mecca masjid" is not Masjid in Iran).
    """
    text, title = document.text, document.title or ""
    people = names(document, paragraphs) if people is None else people
    found: list[Find] = []
    for paragraph in paragraphs:
        end = min(paragraph.end, len(text))
        found += finds(text, paragraph.offset, end, people, paragraph.doc)
    if not lettered:
        found = [find._replace(caseless=True) for find in found]
    found = _with_dateline(document, paragraphs, found)
    beside = list(finds(title, 0, len(title), names_in_title(document)))
    placed = _resolved(text, found, title, beside)
    dateline = document.dateline
    if dateline is None or dateline.anchor.where == "title":
        return placed
    return [
        msgspec.structs.replace(one, role="dateline")
        if one.role != "adjective" and dateline.anchor.start <= one.start < dateline.anchor.end
        else one
        for one in placed
    ]


def _with_dateline(
    document: Document, paragraphs: Sequence[Paragraph], found: list[Find]
) -> list[Find]:
    """The names with those of a dateline that stands outside the paragraphs, in text order."""
    dateline = document.dateline
    if dateline is None or dateline.anchor.where == "title":
        return found
    start, end = dateline.anchor.start, dateline.anchor.end
    if any(one.offset < end and start < one.end for one in paragraphs):
        return found
    words = re.sub(r"[A-Z]{3,}", lambda name: name[0].capitalize(), document.text[start:end])
    lined = document.text[:start] + words + document.text[end:]
    return sorted([*found, *finds(lined, start, end, ())], key=lambda find: find.start)


def places_in_title(document: Document) -> list[Placed]:
    """The places that the headline names; offsets count in the title."""
    text, title = document.text, document.title or ""
    found = list(finds(title, 0, len(title), names_in_title(document)))
    if not found:
        return []
    beside: list[Find] = []
    for start, end in document.paragraphs or ((0, len(text)),):
        beside += finds(text, start, end, ())
    placed = _resolved(title, found, text, beside)
    return [
        msgspec.structs.replace(one, role="dateline")
        if one.start == 0 and _HEADLINE_DATELINE.match(title[one.end :])
        else one
        for one in placed
    ]


def resolve(mentions: Sequence[tuple[int, int]], document: Document) -> list[Entry | None]:
    """Which place each of the given words of the text means; None where none bears the name.

    The rest of the text is read as evidence. For what is found elsewhere: geoparsers, annotators.
    """
    text = document.text
    evidence: list[Find] = []
    for start, end in document.paragraphs or ((0, len(text)),):
        evidence += finds(text, start, end, ())
    demonyms = {fold(word): code for code, listed in _demonyms().items() for word in listed}
    sightings: list[Sighting] = []
    for number, (start, end) in enumerate(mentions):
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        between = text[end : after[0]] if after is not None and after[0] >= end else None
        inside = between is not None and len(between) < 48 and _CONTAINED.fullmatch(between)
        sightings.append(Sighting(text[start:end], container=number + 1 if inside else None))
    base = len(sightings)
    for find in evidence:
        known = any(start < find.end and find.start < end for start, end in mentions)
        if not known and not find.demonym and find.known:
            sightings.append(Sighting(find.name, find.kinds, None, 0.5))
    weights: dict[str, float] = {}
    for find in evidence:
        if find.demonym and len(find.demonym) == 2:
            weights[find.demonym] = weights.get(find.demonym, 0.0) + 0.4
    chosen = resolve_sightings(sightings, weights)[:base]
    for number, (start, end) in enumerate(mentions):
        code = demonyms.get(fold(text[start:end])) or demonyms.get(
            fold(text[start:end]).rstrip("s")
        )
        if code is not None:
            chosen[number] = _by_code().get(code)
    return chosen


_HEADLINE_DATELINE = re.compile(r"\s*(?::|\||—|–)\s")


_CONTAINED = re.compile(
    r"\s*(?:,|\()?\s*(?:(?:in|of|within|under)\s+)?(?:(?:the|neighbouring|nearby|adjacent|restive|northern|southern|eastern|western|north|south|east|west|central|coastal|province|state|city|of|northwestern|northeastern|southwestern|southeastern)\s+){0,4}"
)


def _resolved(
    text: str, found: Sequence[Find], beside_text: str, beside: Sequence[Find]
) -> list[Placed]:
    demonyms: dict[str, float] = {}
    for find in [*found, *beside]:
        if find.demonym and len(find.demonym) == 2:
            demonyms[find.demonym] = demonyms.get(find.demonym, 0.0) + 0.4
    sightings: list[Sighting] = []
    for source, row in ((text, found), (beside_text, beside)):
        base = len(sightings)
        for number, find in enumerate(row):
            container = _container(source, row, number)
            local = find.demonym if find.demonym and len(find.demonym) > 2 else find.name
            held = None if container is None else base + container
            weight = 0.3 if not find.counted else 1.5 if find.locus else 1.0
            sightings.append(Sighting(local, find.kinds, held, weight))
    chosen = resolve_sightings(sightings, demonyms)
    for number, find in enumerate(found):
        if find.demonym and len(find.demonym) == 2:
            chosen[number] = _by_code().get(find.demonym)
    home = _home(found, chosen)
    containers = {one.container for one in sightings if one.container is not None}
    placed: list[Placed] = []
    before: int | None = None
    for number, find in enumerate(found):
        entry = chosen[number]
        if not find.counted or (find.caseless and _stray(entry, home)):
            continue
        held = sightings[number].container
        bare = held is None and find.kind != "exact"
        if bare and home is not None and _alone_abroad(number, found, chosen, home):
            continue
        outer = chosen[held] if held is not None else None
        role = "mention" if number in containers and find.locus else _role(text, find)
        if before is not None and before == number and placed and placed[-1].role == "dateline":
            role = "dateline"  # "MYRTLE BEACH, SC (AP) –": the state is no more the place told of
        before = held
        one = _placed(text, find, entry, outer, home, role)
        placed.append(msgspec.structs.replace(one, contained=held is not None))
    return placed


def _stray(entry: Entry | None, home: str | None) -> bool:
    """Whether a name read without capitals is a place far from all others: then it is none."""
    far = entry is not None and home is not None and entry.country != home
    return far and entry is not None and entry.kind == "settlement" and not entry.capital


_SMALL = 100_000
"""Inhabitants below which a town abroad is told with its country, if it is one."""


def _alone_abroad(
    number: int, found: Sequence[Find], chosen: Sequence[Entry | None], home: str
) -> bool:
    """Whether a name is that of a small town in a country which nothing else in the text is of.

    Reports tell where such a town lies; a name that stands so alone is a brand, a street, a nickname.
    """
    entry = chosen[number]
    if entry is None or entry.kind != "settlement" or entry.country in {None, home}:
        return False
    if entry.population >= _SMALL or entry.capital:
        return False
    return not any(
        other is not None and other.country == entry.country and other.name != entry.name
        for other in chosen[: len(found)]
    )


@cache
def _by_code() -> dict[str, Entry]:
    return {
        code: Entry(code, "country", code, None, f"{code}.", None, None, None, None, 0)
        for code in _demonyms()
    }


def _demonyms() -> dict[str, list[str]]:
    listed: dict[str, list[str]] = load("places/countries")["demonyms"]
    return listed


def _container(text: str, finds: Sequence[Find], number: int) -> int | None:
    """The next find, where the text gives it as what this one lies in."""
    if number + 1 >= len(finds):
        return None
    find, after = finds[number], finds[number + 1]
    if find.demonym or after.demonym or after.row is not find.row:
        return None
    between = text[find.end : after.row[after.first].start]
    if len(between) > 48 or "\n" in between or not _CONTAINED.fullmatch(between):
        return None
    if not between.strip() and find.row[find.last - 1].possessive:
        return None
    return number + 1


def _placed(
    text: str, find: Find, entry: Entry | None, outer: Entry | None, home: str | None, role: str
) -> Placed:
    if outer is not None and entry is not None and quarter(text[find.start : find.end]):
        entry = entry if lies_in(entry, outer) else None  # "the Umra neighborhood of Lahore"
    precision = _precision(find, entry)
    venue = precision == "exact" and entry is not None and entry.kind != "exact"
    at = outer if venue and outer is not None else entry or outer
    between = find.row[find.last - 1].low in _BETWEEN  # countries: none of them, and no guess
    street = venue and at is entry and find.row[find.last - 1].low in _STREETS
    country = at.country if at is not None and not street else None if between else home
    settlement = None
    if at is not None and not (venue and at is entry):
        settlement = at.settlement or (at.name if at.kind == "settlement" else None)
    pinned = entry if precision not in {"country", "region"} and not venue else None
    place = Place(
        name=text[find.start : find.end],
        settlement=settlement,
        country=country,
        precision=precision,
        geonames=entry.geonames if entry is not None else None,
        lat=pinned.lat if pinned is not None else None,
        lon=pinned.lon if pinned is not None else None,
    )
    return Placed(find.start, find.end, place, role, country)


_STREETS = frozenset({"street", "avenue", "road", "drive", "boulevard", "lane", "parkway", "trail"})
_QUARTER = re.compile(
    r"\bneighbou?rhood$|^(?:(?:far|near) )?(?:north|south|east|west)[- ]?(?:east|west)? ?side$",
    re.IGNORECASE,
)


def quarter(name: str) -> bool:
    """Whether the words say that it is a part of a town: "the Umra neighborhood", "West Side"."""
    return bool(_QUARTER.search(name))


_BETWEEN = frozenset({"border", "frontier", "sea", "gulf", "ocean"})


def _precision(find: Find, entry: Entry | None) -> PlacePrecision:
    kind = find.kind
    if kind != "exact" and entry is not None and (kind is None or entry.kind in find.kinds):
        kind = entry.kind
    return cast(PlacePrecision, kind or "settlement")


def _home(found: Sequence[Find], chosen: Sequence[Entry | None]) -> str | None:
    """The country that most of what the article names lies in, when more than half does."""
    tally: dict[str, float] = {}
    for find, entry in zip(found, chosen, strict=False):
        if entry is not None and entry.country:
            weight = 0.5 if find.demonym else 1.0
            tally[entry.country] = tally.get(entry.country, 0.0) + weight
    best = max(sorted(tally), key=lambda code: tally[code], default=None)
    if best is None:
        return None
    named = any(find.caseless for find in found) and tally[best] >= 2  # many names may be none
    return best if named or tally[best] * 2 > sum(tally.values()) else None


def _role(text: str, find: Find) -> str:
    if find.demonym:
        return "adjective"
    if find.locus:
        return "locus"
    lists = place_words()
    row, last = find.row, find.last
    ahead = row[last] if last < len(row) else None
    before = row[find.first - 1].low if find.first else ""
    if (
        ahead is not None
        and ahead.low in lists.governing
        and before not in lists.locative
        and (before not in {"of", "and", ","})
    ):
        return "actor"
    if find.first == 0 and _DATELINE.match(text[find.end : find.end + 60]):
        return "dateline"
    return "mention"


_DATELINE = re.compile(
    r"(?:,[^.\n]{0,40}|, (?:[A-Z][a-z]{0,5}\.){1,2})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:—|–|--|-\s|:\s)"
)
