"""Whether two tellings agree in whom, where and when, as far as both say."""

from gavah.claims import gazetteer
from gavah.claims.english.dates import Dated
from gavah.claims.english.names import Named
from gavah.claims.english.places import Placed
from gavah.model import Count, Place

_FINE = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}


def same_figure(one: Count, other: Count) -> bool:
    return (one.low, one.high, one.about) == (other.low, other.high, other.about)


def names_agree(names: tuple[Named, ...], known: tuple[Named, ...]) -> bool | None:
    """True when a person is in both, False when both name only others, None when one names none."""
    if not names or not known:
        return None
    mine = [(name.full or name.name).casefold().split() for name in names]
    theirs = [(name.full or name.name).casefold().split() for name in known]
    return any(
        one[-1] == other[-1]
        or (min(len(one), len(other)) == 1 and (one[0] in other or other[0] in one))
        for one in mine
        for other in theirs
    )


def places_agree(one: Placed | None, other: Placed | None) -> bool:
    if one is None or other is None:
        return True
    a, b = one.place, other.place
    if a.country and b.country and a.country != b.country:
        return False
    names = {a.name.casefold(), b.name.casefold()}
    if len(names) == 1 or any(n in m for n in names for m in names if n != m):
        return True
    if a.geonames is not None and a.geonames == b.geonames:
        return True
    if _apart(a, b) or _apart(b, a):
        return False
    fine = {"exact": 0, "settlement": 1}
    both_fine = a.precision in fine and b.precision in fine
    return not both_fine or a.precision != b.precision


def _apart(wide: Place, narrow: Place) -> bool:
    """Whether a province and a place within one are told of two provinces."""
    if wide.precision != "province" or narrow.precision not in {"settlement", "district"}:
        return False
    divisions = {_division(wide), _division(narrow)}
    return None not in divisions and len(divisions) == 2


def _division(place: Place) -> str | None:
    if place.geonames is None:
        return None
    found = gazetteer.lookup(place.settlement or place.name)
    return next((one.division for one in found if one.geonames == place.geonames), None)


def days_agree(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None or one.when is None or other.when is None:
        return True
    return one.when.overlaps(other.when)
