"""Where a text says things are: the names of places in it, resolved, and the part each plays.

A name is found by its capitals and what stands around it, and looked up in the gazetteer; a parse
is not needed. People's names and bodies ("Paris Hilton", "the Kabul Times") are no places. A name
that the gazetteer lacks is a place when a word of place stands with it ("Umra village", "the town
of Umra") or when it is given as lying in one ("in Umra, Sindh"). When in doubt the coarser level.

Roles: "locus" (in, at, near it something is), "dateline", "actor" (a government under the name of
its seat: "Tehran rejected"), "adjective" ("Iranian forces", which gives the country), "mention".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, cast

import msgspec

from gavah.claims import gazetteer
from gavah.claims.english.names import Named, names, names_in_title
from gavah.claims.english.proper import Lettering, Word, lettering, words
from gavah.claims.english.resolving import Sighting, resolve_sightings
from gavah.claims.english.syntax import Paragraph
from gavah.claims.gazetteer import Entry, fold, lookup
from gavah.model import Document, Place
from gavah.model.place import PlacePrecision
from gavah.resources import load

LONGEST = 6
"""Most words that are looked up as one name."""


class Placed(msgspec.Struct, frozen=True):
    """A place named in the text.

    Attributes:
        start: where the words stand, class words and "northern", "outside the" included.
        end: their end, exclusive.
        place: the place; its name is the slice, its basis "stated".
        role: "locus", "dateline", "actor", "adjective" or "mention".
        country: ISO 3166-1 alpha-2, as the place's.
    """

    start: int
    end: int
    place: Place
    role: str
    country: str | None


class _Lists(NamedTuple):
    locus: frozenset[str]
    locative: frozenset[str]
    leads: frozenset[str]
    classes: dict[str, str]
    venue: frozenset[str]
    bodies: frozenset[str]
    never: frozenset[str]
    openers: frozenset[str]
    events: frozenset[str]
    governing: frozenset[str]
    demonyms: dict[str, str]
    titles: frozenset[str]


@cache
def _lists() -> _Lists:
    around, countries = load("english/place_words"), load("places/countries")
    classes: dict[str, str] = {}
    for kind in ("region", "province", "district", "settlement"):
        classes |= {str(word): kind for word in around[kind]}
    demonyms = {
        fold(word): str(country)
        for country, listed in countries["demonyms"].items()
        for word in listed
    }
    for word, place in countries["local_demonyms"].items():
        demonyms[fold(word)] = str(place)
    titles = load("names/titles")
    return _Lists(
        locus=frozenset(around["locus"]),
        locative=frozenset(around["locative"]),
        leads=frozenset(around["leads"]),
        classes=classes,
        venue=frozenset(str(word).split()[-1] for word in around["venue"]),
        bodies=frozenset(around["bodies"]),
        never=frozenset(around["never"]),
        openers=frozenset(around["openers"]),
        events=frozenset(around["events"]),
        governing=frozenset(around["governing"]),
        demonyms=demonyms,
        titles=frozenset(titles["honorifics"]) | frozenset(titles["ranks"]),
    )


class _Find(NamedTuple):
    """A name found: words `first` to `last` (exclusive) of a row, before it is resolved."""

    row: list[Word]
    first: int
    last: int
    start: int
    end: int
    name: str
    kinds: frozenset[str]
    kind: str | None  # what the words say it is: "exact", "settlement", "district" …
    locus: bool
    known: bool
    demonym: str | None
    counted: bool  # a place, not evidence only


def places(document: Document, paragraphs: Sequence[Paragraph]) -> list[Placed]:
    """The places that the paragraphs name, in text order."""
    text = document.text
    people = names(document, paragraphs)
    finds: list[_Find] = []
    letters = [lettering(text[p.offset : p.end]) for p in paragraphs]
    for paragraph, how in zip(paragraphs, letters, strict=True):
        end = min(paragraph.end, len(text))
        finds += _finds(text, paragraph.offset, end, people, how)
    title = document.title or ""
    beside = list(_finds(title, 0, len(title), names_in_title(document), lettering(title)))
    placed = _resolved(text, finds, title, beside)
    dateline = document.dateline
    if dateline is None or dateline.anchor.where == "title":
        return placed
    return [
        msgspec.structs.replace(one, role="dateline")
        if one.role != "adjective" and dateline.anchor.start <= one.start < dateline.anchor.end
        else one
        for one in placed
    ]


def places_in_title(document: Document) -> list[Placed]:
    """The places that the headline names; offsets count in the title."""
    title = document.title or ""
    finds = list(_finds(title, 0, len(title), names_in_title(document), lettering(title)))
    text = document.text
    beside: list[_Find] = []
    for start, end in document.paragraphs or ((0, len(text)),):
        beside += _finds(text, start, end, [], lettering(text[start:end]))
    placed = _resolved(title, finds, text, beside)
    return [
        msgspec.structs.replace(one, role="dateline")
        if one.start == 0 and _HEADLINE_DATELINE.match(title[one.end :])
        else one
        for one in placed
    ]


_HEADLINE_DATELINE = re.compile(r"\s*(?::|\||—|–)\s")


def _finds(
    text: str, start: int, end: int, people: Sequence[Named], how: Lettering
) -> Iterator[_Find]:
    row = words(text, start, end)
    taken = _taken(row, people, how)
    at = 0
    while at < len(row):
        find = _longest(text, row, at, taken, how)
        if find is None:
            find = _venue(text, row, at, taken, how) or _unknown(text, row, at, taken, how)
        if find is None:
            at += 1
            continue
        yield find
        at = max(find.last, at + 1)


def _taken(row: Sequence[Word], people: Sequence[Named], how: Lettering) -> dict[int, str]:
    """Which words belong to somebody's or some body's name: by index, its kind."""
    kinds: dict[int, str] = {}
    at = 0
    for named in people:
        while at < len(row) and row[at].end <= named.start:
            at += 1
        look = at
        while look < len(row) and row[look].start < named.end:
            if named.kind != "unknown" and row[look].start >= named.start:
                kinds[look] = named.kind
            look += 1
    return kinds


def _longest(
    text: str, row: list[Word], at: int, taken: dict[int, str], how: Lettering
) -> _Find | None:
    lists = _lists()
    head = row[at]
    if head.kind not in {"word", "abbreviation"} or taken.get(at) == "person":
        return None
    if not head.capital and how == "mixed":
        return None
    if (
        how != "mixed"
        and (head.low in lists.openers or head.low in lists.never)
        and not (_after_locus(row, at) and head.low not in lists.openers)
    ):
        return None
    for last in range(min(at + LONGEST, len(row)), at, -1):
        tail = row[last - 1]
        if tail.kind == "mark" or (not tail.capital and how == "mixed"):
            continue
        if any(_breaks(row, look) for look in range(at + 1, last)):
            continue
        if any(row[look].possessive for look in range(at, last - 1)):
            continue
        name = text[head.start : tail.end]
        key = fold(name)
        if len(key) < 4 and not (name.replace(".", "").isupper() or _state(row, at)):
            continue
        if (demonym := lists.demonyms.get(key) or lists.demonyms.get(key.removesuffix("s"))) and (
            last - at == 1 or " " in key
        ):
            return _Find(
                row,
                at,
                last,
                head.start,
                tail.end,
                name,
                frozenset(),
                None,
                False,
                True,
                demonym,
                True,
            )
        entries = lookup(name, loosely=last - at == 1 and len(key) > 6 and _after_locus(row, at))
        if entries and _acceptable(row, at, last, key, entries, taken, how):
            return _dressed(text, row, at, last, name, taken, known=True)
    return None


def _breaks(row: Sequence[Word], look: int) -> bool:
    """Whether a name cannot go on over this word."""
    word = row[look]
    if word.broken:
        return True
    return word.kind == "mark" and not (word.text == "." and row[look - 1].end == word.start)


def _state(row: Sequence[Word], at: int) -> bool:
    """Whether a short name stands after a comma, as states do."""
    return at > 1 and row[at - 1].text == "," and row[at - 2].capital


def _acceptable(
    row: Sequence[Word],
    first: int,
    last: int,
    key: str,
    entries: Sequence[Entry],
    taken: dict[int, str],
    how: Lettering,
) -> bool:
    lists = _lists()
    single = last - first == 1
    best = max(entry.population for entry in entries)
    grand = entries[0].kind in {"country", "province", "exact", "region"} or best >= 100_000
    locus = _after_locus(row, first) or _after_class(row, first)
    if how != "mixed":
        follows = last < len(row) and row[last].low in lists.classes
        if single and not (locus or follows or grand):
            return False
        if single and (key in lists.never or key in lists.openers):
            return False
        return grand or ((locus or follows) and best >= 2_000)
    if single and (key in lists.never or key in lists.openers):
        after = (
            last < len(row)
            and row[last].text == ","
            and last + 1 < len(row)
            and row[last + 1].capital
        )
        return (locus or after) and best > 5_000 and not row[first].opens
    if (
        row[first].opens
        and single
        and not grand
        and not (last < len(row) and (row[last].text == "," or row[last].possessive))
    ):
        return False
    return True


def _after_locus(row: Sequence[Word], at: int) -> bool:
    """Whether a preposition of place stands before, over articles, "northern" and "X and"."""
    lists = _lists()
    look = at - 1
    steps = 0
    while look >= 0 and steps < 6:
        low = row[look].low
        if low in lists.locus:
            return True
        if low in _PASSED or low in lists.leads or fold(low) in lists.demonyms:
            look -= 1
        elif low in lists.classes and look + 1 < len(row) and row[look + 1].low == "of":
            look -= 1
        elif low == "of" and look and row[look - 1].low in lists.classes:
            look -= 2
        elif (
            (low in {"and", ",", "or"})
            and look
            and (row[look - 1].capital or row[look - 1].low in lists.classes)
        ):
            look -= 2
            while look >= 0 and row[look].capital:
                look -= 1
        else:
            return False
        steps += 1
    return False


_PASSED = frozenset({"the", "a", "an", "nearby", "neighbouring", "neighboring", "adjacent", "coastal", "restive", "volatile", "remote",
    "mountainous", "besieged", "liberated", "disputed", "both", "country's", "capital", "provincial", "of", "parts", "several", "various",
    "part", "most", "cities", "towns", "villages", "holy", "ancient", "old", "main", "largest", "second", "troubled", "historic", "central"})  # fmt: skip


def _after_class(row: Sequence[Word], at: int) -> bool:
    lists = _lists()
    return at > 1 and row[at - 1].low == "of" and row[at - 2].low in lists.classes


def _dressed(
    text: str,
    row: list[Word],
    first: int,
    last: int,
    name: str,
    taken: dict[int, str],
    *,
    known: bool,
) -> _Find | None:
    """The name with its class words and the words of direction before it."""
    lists = _lists()
    start, stop, end = row[first].start, last, row[last - 1].end
    kind: str | None = None
    counted = True
    locus = _after_locus(row, first)
    ahead = (
        row[last]
        if last < len(row) and not row[last - 1].possessive and not row[last].broken
        else None
    )
    if ahead is not None and ahead.low in lists.classes and ahead.kind == "word":
        kind, stop, end = lists.classes[ahead.low], last + 1, ahead.end
        ahead = row[stop] if stop < len(row) else None
    elif first > 1 and row[first - 1].low == "of" and row[first - 2].low in lists.classes:
        kind = lists.classes[row[first - 2].low]
    if ahead is not None and kind is None:
        if ahead.low in lists.venue and known and taken.get(first) != "person":
            if ahead.capital or ahead.low in {
                "prison",
                "jail",
                "university",
                "airport",
                "hospital",
                "camp",
                "square",
            }:
                kind, stop, end = "exact", last + 1, ahead.end
        elif (
            ahead.capital
            and taken.get(last) not in {None, "person"}
            and taken.get(first) == taken.get(last)
        ):
            counted = False
        elif ahead.capital and (ahead.low in lists.bodies or _unexplained(row, last)):
            counted = False
    if kind != "exact" and taken.get(first) in {"organisation", "force"} and counted:
        counted = taken.get(last) != taken.get(first) and not (
            first and taken.get(first - 1) == taken.get(first)
        )
    if first and counted and _unexplained_before(row, first):
        counted = False
    if first and row[first - 1].low in lists.leads and not row[first - 1].opens:
        start = row[first - 1].start
    kinds = {
        "province": frozenset({"province", "region"}),
        "settlement": frozenset({"settlement"}),
        "district": frozenset({"district", "settlement", "province"}),
        "region": frozenset(),
        "exact": frozenset(),
    }.get(kind or "", frozenset())
    following = row[stop] if stop < len(row) else None
    if not locus and following is not None and following.low in lists.events and stop == last:
        locus = True
    return _Find(row, first, stop, start, end, name, kinds, kind, locus, known, None, counted)


def _unexplained(row: Sequence[Word], at: int) -> bool:
    """Whether a capitalised word stands right after that no list explains."""
    lists = _lists()
    word = row[at]
    return (
        word.capital
        and word.kind == "word"
        and not word.opens
        and word.low not in lists.events
        and word.low not in lists.venue
        and word.low not in lists.openers
        and not gazetteer.known(word.text)
    )


def _unexplained_before(row: Sequence[Word], first: int) -> bool:
    lists = _lists()
    word = row[first - 1]
    if word.possessive or row[first].broken or not word.capital or word.kind != "word":
        return False
    low = word.low
    return not (
        low in lists.openers
        or low in lists.leads
        or low in lists.classes
        or low in lists.never
        or low.rstrip(".") in lists.titles
        or fold(word.text) in lists.demonyms
        or gazetteer.known(word.text)
    )


def _venue(
    text: str, row: list[Word], at: int, taken: dict[int, str], how: Lettering
) -> _Find | None:
    """A site by its own name, not in the gazetteer: capitals that end in a word for a site."""
    lists = _lists()
    if how != "mixed" or not row[at].capital or row[at].low in lists.openers:
        return None
    if taken.get(at) == "person" or (
        at and row[at - 1].capital and not row[at].broken and not row[at - 1].possessive
    ):
        return None
    last = at
    while (
        last < len(row)
        and last - at < 7
        and row[last].capital
        and not (last > at and row[last].broken)
    ):
        last += 1
    if last < len(row) and last > at and row[last].low in lists.venue and row[last].kind == "word":
        last += 1
    site = next((look for look in range(last - 1, at, -1) if row[look].low in lists.venue), None)
    if site is None or not _after_locus(row, at):
        return None
    start = row[at].start
    if at > 1 and row[at - 1].low == "the" and row[at - 2].low == "outside":
        start = row[at - 2].start
    return _Find(
        row, at, site + 1, start, row[site].end, text[row[at].start : row[site].end],
        frozenset({"exact"}), "exact", True, False, None, True,
    )  # fmt: skip


def _unknown(
    text: str, row: list[Word], at: int, taken: dict[int, str], how: Lettering
) -> _Find | None:
    """A name that the gazetteer lacks, but that a word of place or a container vouches for."""
    lists = _lists()
    if how == "upper" or row[at].kind != "word" or row[at].low in lists.never or at in taken:
        return None
    if how == "mixed":
        if not row[at].capital or row[at].low in lists.openers:
            return None
        if at and row[at - 1].capital and not row[at].broken and not row[at - 1].possessive:
            return None
        last = at
        while (
            last < len(row)
            and last - at < 4
            and row[last].capital
            and not (last > at and row[last].broken)
        ):
            last += 1
            if row[last - 1].possessive:
                break
    else:
        last = at + 1
    if last >= len(row):
        return None
    of_class = _after_class(row, at)
    ahead = row[last]
    classed = (
        ahead.low in lists.classes
        and ahead.kind == "word"
        and lists.classes[ahead.low] != "province"
    )
    inside = _after_locus(row, at) and _given_container(row, last)
    plain = how == "mixed" and (of_class or inside)
    if fold(row[at].text) in lists.demonyms or (how == "lower" and row[at].low in lists.openers):
        return None
    if not plain and not (classed and (how == "mixed" or _after_locus(row, at))):
        return None
    return _dressed(
        text, row, at, last, text[row[at].start : row[last - 1].end], taken, known=False
    )


def _given_container(row: Sequence[Word], last: int) -> bool:
    """Whether ", X" or "in X" follows, with X a place of the gazetteer."""
    if last + 1 >= len(row) or row[last].text not in {",", "in", "of"}:
        return False
    look = last + 1
    while look < len(row) and (row[look].low in _PASSED or row[look].low in _lists().leads):
        look += 1
    return look < len(row) and row[look].capital and gazetteer.known(row[look].text)


_CONTAINED = re.compile(
    r"\s*(?:,|\()?\s*(?:(?:in|of|within|under)\s+)?(?:(?:the|neighbouring|nearby|adjacent|restive|northern|southern|eastern|western|north|south|east|west|central|coastal|province|state|city|of|northwestern|northeastern|southwestern|southeastern)\s+){0,4}"
)


def _resolved(
    text: str, finds: Sequence[_Find], beside_text: str, beside: Sequence[_Find]
) -> list[Placed]:
    demonyms: dict[str, float] = {}
    for find in [*finds, *beside]:
        if find.demonym and len(find.demonym) == 2:
            demonyms[find.demonym] = demonyms.get(find.demonym, 0.0) + 0.4
    sightings: list[Sighting] = []
    for source, row in ((text, finds), (beside_text, beside)):
        base = len(sightings)
        for number, find in enumerate(row):
            container = _container(source, row, number)
            sightings.append(
                Sighting(
                    find.demonym if find.demonym and len(find.demonym) > 2 else find.name,
                    find.kinds,
                    None if container is None else base + container,
                    0.3 if not find.counted else 1.5 if find.locus else 1.0,
                )
            )
    chosen = resolve_sightings(sightings, demonyms)
    placed = []
    for number, find in enumerate(finds):
        if not find.counted:
            continue
        entry = (
            _country(find.demonym) if find.demonym and len(find.demonym) == 2 else chosen[number]
        )
        holder = sightings[number].container
        outer = chosen[holder] if holder is not None and holder < len(finds) else None
        placed.append(_placed(text, find, entry, outer, chosen, number))
    return [one for one in placed if one is not None]


def _country(code: str) -> Entry | None:
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Entry]:
    codes = {}
    for code, listed in load("places/countries")["demonyms"].items():
        del listed
        codes[code] = Entry(code, "country", code, None, f"{code}.", None, None, None, None, 0)
    return codes


def _container(text: str, finds: Sequence[_Find], number: int) -> int | None:
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
    text: str,
    find: _Find,
    entry: Entry | None,
    outer: Entry | None,
    chosen: Sequence[Entry | None],
    number: int,
) -> Placed | None:
    kind = find.kind
    if entry is None and kind is None:
        kind = "settlement"
    precision = _precision(kind, entry, find)
    at = entry or outer
    country = at.country if at is not None else _about(chosen)
    settlement = None
    if entry is not None:
        settlement = entry.settlement or (entry.name if entry.kind == "settlement" else None)
    elif outer is not None:
        settlement = outer.settlement or (outer.name if outer.kind == "settlement" else None)
    pinned = (
        entry is not None
        and precision not in {"country", "region"}
        and not (kind == "exact" and entry.kind != "exact")
    )
    place = Place(
        name=text[find.start : find.end],
        settlement=settlement,
        country=country,
        precision=precision,
        geonames=entry.geonames if entry is not None else None,
        lat=entry.lat if pinned and entry is not None else None,
        lon=entry.lon if pinned and entry is not None else None,
    )
    return Placed(find.start, find.end, place, _role(text, find), country)


def _precision(kind: str | None, entry: Entry | None, find: _Find) -> PlacePrecision:
    if kind != "exact" and entry is not None and (kind is None or entry.kind in find.kinds):
        kind = entry.kind
    return cast(PlacePrecision, kind or "settlement")


def _about(chosen: Sequence[Entry | None]) -> str | None:
    """The country that most of the article's places lie in, when most do."""
    tally: dict[str, int] = {}
    for entry in chosen:
        if entry is not None and entry.country:
            tally[entry.country] = tally.get(entry.country, 0) + 1
    if not tally:
        return None
    best = max(sorted(tally), key=lambda code: tally[code])
    return best if tally[best] * 2 > sum(tally.values()) else None


def _role(text: str, find: _Find) -> str:
    if find.demonym:
        return "adjective"
    if find.locus:
        return "locus"
    lists = _lists()
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


_DATELINE = re.compile(r"(?:,[^.\n]{0,40})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:—|–|--|-\s|:\s)")
