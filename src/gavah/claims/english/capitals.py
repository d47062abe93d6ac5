"""Capitals told by what they are: "the Chadian capital", "the capital of Chad", "in the capital".

The words are the place as written; what they stand for is the city. A bare "the capital" is that of
the country which most of the report's places lie in, and only where the report names the country or
the city itself; a province's or a state's capital is none of these.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gavah.claims import gazetteer
from gavah.claims.english.place_words import place_words
from gavah.claims.english.places import Placed
from gavah.model import Place

_WORD = re.compile(
    r"\bcapital\b(?! (?:city )?punishment| offen[cs]e| murder| crime| gains| cit(?:y|ies) of)"
)
_BARE = re.compile(r"\b([a-z]+) (?:the|the country's|the nation's) $")
_OF_A_PART = re.compile(r"(?: city)? of\b|['’]s\b")


def with_capitals(text: str, placed: Sequence[Placed]) -> list[Placed]:
    """The places with the capitals that are told by no name, in text order.

    A capital whose name stands beside the words ("the Chadian capital, N'Djamena") is told already.
    """
    found = list(_told(text, placed))
    if not found:
        return list(placed)
    covered = [(one.start, one.end) for one in found]
    kept = [
        one
        for one in placed
        if not any(start <= one.start and one.end <= end for start, end in covered)
    ]
    return sorted([*kept, *found], key=lambda one: one.start)


def _told(text: str, placed: Sequence[Placed]) -> Iterator[Placed]:
    for match in _WORD.finditer(text):
        at, end = match.span()
        before = [one for one in placed if one.end <= at]
        after = [one for one in placed if one.start >= end]
        if after and re.fullmatch(r",? ", text[end : after[0].start]):
            continue  # its name stands there
        country = _country(text, end)
        if country is not None:
            stop, code = country
            if any(re.fullmatch(r",? (?:is )?the ", text[one.end : at]) for one in before[-1:]):
                continue  # "N'Djamena, the capital of Chad"
            if after and re.fullmatch(r",? ", text[stop : after[0].start]):
                continue
            yield from _made(text, at, stop, code)
        elif before and before[-1].role == "adjective" and text[before[-1].end : at] == " ":
            yield from _made(text, before[-1].start, end, before[-1].country)
        elif (bare := _BARE.search(text, max(at - 24, 0), at)) and not _OF_A_PART.match(text, end):
            home = _home(placed)
            if bare[1] in place_words().locative and home is not None:
                yield from _made(text, at, end, home)


_NAMED = re.compile(r"(?: city)? of (?:the )?([A-Z][\w’'-]+(?: (?:of |and )?[A-Z][\w’'-]+){0,3})")


def _country(text: str, at: int) -> tuple[int, str] | None:
    """Where the name of a country after "capital of" ends, and its code."""
    named = _NAMED.match(text, at)
    words = named[1].split() if named else []
    while named and words:
        name = " ".join(words)
        for entry in gazetteer.lookup(name, loosely=False):
            if entry.kind == "country" and entry.country:
                return named.start(1) + len(name), entry.country
        words.pop()
    return None


def _home(placed: Sequence[Placed]) -> str | None:
    """The country of more than half of the places, where it or its capital is named."""
    tally = Counter(one.country for one in placed if one.country)
    if not tally:
        return None
    country, many = min(tally.items(), key=lambda row: (-row[1], row[0]))
    seat = gazetteer.capital_of(country)
    named = any(
        one.place.precision == "country"
        or one.role == "adjective"
        or (seat is not None and one.place.geonames == seat.geonames)
        for one in placed
        if one.country == country
    )
    return country if named and 2 * many > sum(tally.values()) else None


def _made(text: str, start: int, end: int, country: str | None) -> Iterator[Placed]:
    seat = gazetteer.capital_of(country) if country else None
    if seat is None:
        return
    lead = re.search(r"([a-z]+) (?:the )?$", text[max(start - 20, 0) : start])
    locus = lead is not None and lead[1] in place_words().locus
    place = Place(
        name=text[start:end],
        settlement=seat.name,
        country=country,
        precision="settlement",
        geonames=seat.geonames,
        lat=seat.lat,
        lon=seat.lon,
    )
    yield Placed(start, end, place, "locus" if locus else "mention", country)
