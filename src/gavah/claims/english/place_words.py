"""The words that stand around the names of places, as sets: built from resources once."""

from functools import cache
from typing import NamedTuple

from gavah.claims.english.name_words import CULTURES
from gavah.claims.gazetteer import fold
from gavah.resources import load


class PlaceWords(NamedTuple):
    """Lists of resources/english/place_words.yaml and its neighbours, for looking words up."""

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
    doubtful: frozenset[str]
    common: frozenset[str]
    people: frozenset[str]
    local: frozenset[str]
    listed: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The lists; the same object at every call."""
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
    titles, bodies = load("names/titles"), load("names/bodies")
    return PlaceWords(
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
        titles=frozenset([*titles["honorifics"], *titles["ranks"], *titles["offices"]]),
        local=frozenset(around["local_bodies"]),
        doubtful=frozenset(around["doubtful"]),
        common=frozenset(
            str(word)
            for listed in (
                titles["offices"],
                titles["ranks"],
                bodies["organisation_words"],
                bodies["force_words"],
                around["bodies"],
                around["venue"],
                classes,
                around["events"],
            )
            for word in listed
        ),
        listed=frozenset(fold(name) for name in (*bodies["forces"], *bodies["organisations"])),
        people=frozenset(
            fold(name)
            for culture in CULTURES
            for name in (*load(f"names/{culture}")["given"], *load(f"names/{culture}")["family"])
        ),
    )
