"""Places told only by whose police, court or council they are: "Springfield police said".

The seat of a local body is the place of what a report without another place is about, and of an
arrest that this body made. A country's forces ("Sudanese police") and a body at another place of
the sentence give none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from gavah.claims.english.passages import Passage
from gavah.claims.english.places import Placed
from gavah.model import Place

_BODIES = frozenset({"police", "sheriff", "firefighters", "fire", "deputies", "detectives"})
_FINE = frozenset({"settlement", "district", "exact"})


def seats_of(passage: Passage) -> Iterator[Placed]:
    """The places of a sentence that stand right before the name of a body of that place."""
    for placed in passage.places:
        if placed.role not in {"mention", "actor"} or placed.place.precision not in _FINE:
            continue
        after = passage.words(placed.end, placed.end + 24)[:2]
        words = [token.lower_ for token in after]
        if words and (words[0] in _BODIES or (words[0] == "county" and words[1:2] == ["sheriff"])):
            yield placed


_WEIGHTS = {"dateline": 4, "locus": 2, "mention": 1, "actor": 1}
_SEAT = 4
_ENOUGH = 4
"""What a town's mentions must weigh before a square of no town is held to be in it."""


def home(named: Sequence[Placed], seats: Sequence[Placed]) -> Place | None:
    """The town that a document is set in, where its mentions outweigh all others'."""
    weights: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for one in named:
        place = one.place
        if place.precision != "settlement" or place.geonames is None or place.settlement is None:
            continue
        first.setdefault(place.settlement, place)
        weights[place.settlement] += _SEAT if one in seats else _WEIGHTS.get(one.role, 0)
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return first[ranked[0][0]]


def housed(place: Place, town: Place | None) -> Place:
    """A square or a quarter of no known town, in the town that the document is set in."""
    loose = place.precision in {"exact", "district"} and place.settlement is None
    if town is None or not loose or place.country not in {None, town.country}:
        return place
    return replace(place, settlement=town.settlement, country=town.country)
