"""What names are made of: given and family names, titles, particles, and the words of bodies.

Lists: resources/names, one file a culture that reports come from.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from gavah.claims import gazetteer
from gavah.claims.gazetteer import fold
from gavah.resources import load

CULTURES = (
    "african", "arabic", "burmese_southeast_asian", "east_asian", "english", "kurdish_turkish",
    "persian", "russian_ukrainian", "south_asian", "spanish_portuguese",
)  # fmt: skip


class Lists(NamedTuple):
    """The lists, in lower case or folded as `gazetteer.fold` does."""

    given: frozenset[str]
    family: frozenset[str]
    honorifics: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisation: frozenset[str]
    force: frozenset[str]
    forces: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    also_names: frozenset[str]
    demonyms: frozenset[str]
    locative: frozenset[str]


@cache
def known_names() -> Lists:
    """Every list, read once."""
    cultures = [load(f"names/{culture}") for culture in CULTURES]
    titles, bodies = load("names/titles"), load("names/bodies")
    around, countries = load("english/place_words"), load("places/countries")
    demonyms = [word for row in countries["demonyms"].values() for word in row]
    demonyms += [*countries["local_demonyms"], *countries["peoples"]]
    folded = {fold(word) for word in demonyms}

    def lower(rows: Sequence[str]) -> frozenset[str]:
        return frozenset(str(word).lower() for word in rows)

    return Lists(
        given=frozenset(fold(name) for culture in cultures for name in culture["given"]),
        family=frozenset(fold(name) for culture in cultures for name in culture["family"]),
        honorifics=lower(titles["honorifics"]),
        titles=lower([*titles["honorifics"], *titles["ranks"], *titles["offices"]]),
        particles=lower(titles["particles"]),
        suffixes=lower(titles["suffixes"]),
        organisation=lower(bodies["organisation_words"]),
        force=lower(bodies["force_words"]),
        forces=frozenset(fold(name) for name in bodies["forces"]),
        organisations=frozenset(fold(name) for name in bodies["organisations"]),
        never=lower([*around["never"], *around["doubtful"]]),
        places=lower(
            [*around["settlement"], *around["district"], *around["province"], *around["venue"]]
        ),
        also_names=lower(bodies["also_names"]),
        demonyms=frozenset(folded | {f"{word}s" for word in folded}),
        locative=lower(around["locus"]),
    )


@cache
def openers() -> frozenset[str]:
    """Words that open a sentence with a capital and are no name."""
    listed = set(known_names().never)
    for row in (
        load("english/function_words").values()
        if isinstance(load("english/function_words"), dict)
        else ()
    ):
        if isinstance(row, list):
            listed |= {str(word).lower() for word in row if isinstance(word, str)}
    listed |= {str(word) for word in load("english/place_words")["openers"]}
    return frozenset(listed)


def great(name: str) -> bool:
    """Whether a name is a country's or a large town's."""
    entries = gazetteer.lookup(name, loosely=False)
    return any(entry.kind == "country" or entry.population > 500_000 for entry in entries[:3])


@cache
def telling(name: str) -> bool:
    """Whether words without telling capitals are a name all the same: of people, or a large place."""
    lists = known_names()
    key = fold(name)
    if key in lists.never or key in openers() or key in lists.organisation or key in lists.force:
        return False
    if key in lists.given or key in lists.family or key in lists.demonyms:
        return key not in lists.titles
    entries = gazetteer.lookup(name, loosely=False) if len(key) > 3 else ()
    return any(entry.kind == "country" or entry.population > 200_000 for entry in entries)
