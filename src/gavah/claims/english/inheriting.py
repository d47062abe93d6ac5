"""Place and day from another sentence: what a fact takes over from the facts before it.

A fact without a place (or a day) of its own takes that of the fact told just before it, or of the
one the document is chiefly about, unless its own day (or place) says it is another occurrence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gavah.claims.english.dates import Dated
from gavah.claims.english.merging import Fact
from gavah.claims.english.occasions import Occasion
from gavah.claims.english.places import Placed

_NEAR = 2


@dataclass(slots=True)
class Setting:
    """Where and when of a fact, and which of the two another sentence states."""

    place: Placed | None
    when: Dated | None
    place_inherited: bool = False
    when_inherited: bool = False
    place_where: Literal["text", "title"] = "text"
    when_where: Literal["text", "title"] = "text"


def settings(facts: Sequence[Fact], opening: Sequence[Occasion] = ()) -> list[Setting]:
    """The setting of each fact, in their order; `opening`: the document's first occasions."""
    found = [Setting(fact.place, fact.when) for fact in facts]
    for fact, setting in zip(facts, found, strict=True):
        main = fact.main
        setting.place_inherited = setting.place is not None and main.place is not setting.place
        setting.when_inherited = setting.when is not None and main.when is not setting.when
    happened = [k for k, fact in enumerate(facts) if fact.main.type != "appeal"]
    stated = [(one.place, one.when) for one in found]
    chief = _chief(opening)
    for k in happened:
        fact, setting = facts[k], found[k]
        if setting.place is None:
            setting.place = _place_for(k, facts, stated, happened, chief)
            setting.place_inherited = setting.place is not None
        if setting.when is None:
            setting.when = _when_for(k, facts, stated, happened, chief)
            setting.when_inherited = setting.when is not None
    _locate(facts, found)
    return found


def _locate(facts: Sequence[Fact], found: Sequence[Setting]) -> None:
    """Say of each place and day whether its words stand in the text or in the title."""
    titled = {
        id(one)
        for fact in facts
        for event in fact.events
        if event.passage.where == "title"
        for one in (event.place, event.when)
        if one is not None
    }
    for setting in found:
        setting.place_where = "title" if id(setting.place) in titled else "text"
        setting.when_where = "title" if id(setting.when) in titled else "text"


def _chief(opening: Sequence[Occasion]) -> tuple[Placed | None, Dated | None]:
    """The place and day of what the document is chiefly about: the first that its opening states."""
    place = next((one.place for one in opening if one.place is not None), None)
    when = next((one.when for one in opening if one.when is not None), None)
    return place, when


def _near(k: int, facts: Sequence[Fact], happened: Sequence[int]) -> list[int]:
    here = facts[k].main.passage
    close = [
        j for j in happened
        if j != k and facts[j].main.passage.where == here.where
        and 0 <= here.order - facts[j].main.passage.order <= _NEAR
    ]  # fmt: skip
    return sorted(close, key=lambda j: (here.order - facts[j].main.passage.order, abs(j - k)))


def _overlap(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None or one.when is None or other.when is None:
        return True
    return one.when.overlaps(other.when)


def _place_for(
    k: int,
    facts: Sequence[Fact],
    stated: Sequence[tuple[Placed | None, Dated | None]],
    happened: Sequence[int],
    chief: tuple[Placed | None, Dated | None],
) -> Placed | None:
    own_when = stated[k][1]
    for j in _near(k, facts, happened):
        place, when = stated[j]
        if place is not None and _overlap(own_when, when):
            return place
    place, when = chief
    if place is not None and _overlap(own_when, when):
        if own_when is not None and when is None:
            return None
        return place
    return None


def _when_for(
    k: int,
    facts: Sequence[Fact],
    stated: Sequence[tuple[Placed | None, Dated | None]],
    happened: Sequence[int],
    chief: tuple[Placed | None, Dated | None],
) -> Dated | None:
    own_place = stated[k][0]
    for j in _near(k, facts, happened):
        place, when = stated[j]
        if when is not None and _same_ground(own_place, place):
            return when
    place, when = chief
    if when is not None and _same_ground(own_place, place):
        return when
    return None


def _same_ground(own: Placed | None, other: Placed | None) -> bool:
    if own is None or other is None:
        return own is None
    a, b = own.place, other.place
    one, two = a.name.casefold(), b.name.casefold()
    return one in two or two in one or (a.geonames is not None and a.geonames == b.geonames)
