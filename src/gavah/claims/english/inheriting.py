"""Place and day from another sentence: what a fact takes over from the facts before it.

A fact without a place (or a day) of its own takes that of the fact told just before it, or of the
one the document is chiefly about, unless its own day (or place) says it is another occurrence. A
coarse place gives way to a finer one of the same occurrence. Custody and courts come later and
elsewhere: they inherit nothing from the harm before them (docs/terms.md, "Place").
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from gavah.claims.english.circumstances import of_part, unread
from gavah.claims.english.dates import Dated
from gavah.claims.english.fact import Fact
from gavah.claims.english.occasions import OPENING, Occasion
from gavah.claims.english.phrases import words
from gavah.claims.english.places import Placed
from gavah.claims.english.pointing import pointed
from gavah.claims.english.seats import home, housed
from gavah.model import GATHERINGS, Count

_LATER = frozenset({"arrested", "released", "sentenced", "executed"})
_FINE = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}


@dataclass(slots=True)
class Setting:
    """Where and when of a fact, and which of the two another sentence states."""

    place: Placed | None
    when: Dated | None
    place_inherited: bool = False
    when_inherited: bool = False
    place_where: Literal["text", "title"] = "text"
    when_where: Literal["text", "title"] = "text"


@dataclass(slots=True)
class _Chief:
    """What the document is chiefly about: its place, the finest told for it, its day, its act.

    `counted`: the figure told beside the finest place, where that is another sentence's.
    """

    place: Placed | None
    finest: Placed | None
    counted: Count | None
    when: Dated | None
    act: str


def settings(
    facts: Sequence[Fact],
    opening: Sequence[Occasion] = (),
    named: Sequence[Placed] = (),
    seats: Sequence[Placed] = (),
) -> list[Setting]:
    """The setting of each fact, in their order.

    `opening`: the document's first occasions; `named`: the places its text names, in order;
    `seats`: those whose police or other body it names.
    """
    countries = [
        one
        for one in named
        if one.place.precision == "country" and one.role in {"locus", "mention", "actor"}
    ]
    found = [Setting(fact.place, fact.when) for fact in facts]
    for fact, setting in zip(facts, found, strict=True):
        main = fact.main
        setting.place_inherited = setting.place is not None and main.place is not setting.place
        setting.when_inherited = setting.when is not None and main.when is not setting.when
        if setting.place is None and main.type != "appeal":
            setting.place = pointed(main, named)
            setting.place_inherited = setting.place is not None
    happened = [k for k, fact in enumerate(facts) if fact.main.type != "appeal"]
    stated = [(one.place, one.when) for one in found]
    harm = [one for one in opening if one.act not in GATHERINGS]
    crowd = [one for one in opening if not one.act or one.act in GATHERINGS]
    town = home(named, seats)
    local = [town.placed] if town is not None and town.told else list(seats)
    chiefs = {"harm": _chief(harm, local), "gathering": _chief(crowd, local)}
    freed = _chief([one for one in harm if one.act in _LATER], ())
    chief = chiefs["harm"]
    total = _Chief(None, _country(chief, countries), None, None, chief.act)
    country = _Chief(None, _country(chief, countries, whole=True), None, None, chief.act)
    for k in happened:
        fact, setting = facts[k], found[k]
        chief = chiefs[fact.main.type]
        later = fact.main.act in _LATER and chief.act not in _LATER
        beside = [
            j
            for j in _beside(k, facts, happened)
            if facts[j].main.passage is fact.main.passage or _overlap(stated[j][1], chief.when)
        ]
        custody = chief.act in _LATER | {"released"} and fact.main.act not in _LATER | {"released"}
        above: _Chief | None = total if fact.main.scope == "cumulative" else chief
        if fact.main.act == "released" and above is chief:
            above = freed  # where they were taken is not where they were freed
        if later:  # of courts and custody only the country is told: the whole's
            above = country if above is total else None
        if above is chief and (_another_month(fact) or fact.main.act == "sentenced"):
            above = None  # nor is a sentence passed where and when somebody was arrested
        if later and setting.place is None and _at_scene(fact):
            setting.place, setting.place_inherited = chief.finest, chief.finest is not None
        if setting.place is None:
            setting.place = _place_for(k, facts, stated, beside, above)
            setting.place_inherited = setting.place is not None
        elif not later and _finer(chief, setting.place, stated[k][1], fact):
            setting.place = chief.finest
            setting.place_inherited = True
        if setting.place is None and fact.main.act == "arrested":
            setting.place = next((s for s in seats if _by(fact, s)), None)
            setting.place_inherited = setting.place is not None
        if setting.place is None and chief.place is None and fact.main.scope == "cumulative":
            setting.place = _paragraphs_country(fact)
            setting.place_inherited = setting.place is not None
        if setting.place is None:
            setting.place = _whole(fact, countries)
            setting.place_inherited = setting.place is not None
        if setting.place is None and fact.main.act not in _LATER and town is not None and town.told:
            near = chief.when is None or _overlap(stated[k][1], chief.when)
            if near and fact.main.scope == "incident":
                setting.place, setting.place_inherited = town.placed, True
        if setting.when is None and not _unread_day(fact):
            setting.when = _when_for(k, facts, stated, beside, None if custody else above)
            setting.when_inherited = setting.when is not None
    _locate(facts, found, opening)
    for setting in found:
        if setting.place is not None:
            own = housed(setting.place, town)
            setting.place = replace(setting.place, place=own, country=own.country)
    return found


def _locate(facts: Sequence[Fact], found: Sequence[Setting], opening: Sequence[Occasion]) -> None:
    """Say of each place and day whether its words stand in the text or in the title."""
    events = [event for fact in facts for event in fact.events if event.passage.where == "title"]
    titled = {id(one) for event in events for one in (event.place, event.when) if one is not None}
    titled |= {id(x) for one in opening if one.where == "title" for x in (one.place, one.when)}
    for setting in found:
        setting.place_where = "title" if id(setting.place) in titled else "text"
        setting.when_where = "title" if id(setting.when) in titled else "text"


def _chief(opening: Sequence[Occasion], seats: Sequence[Placed]) -> _Chief:
    """What the opening tells of: the first place and day, and the finest place of that country."""
    placed = [(one.place, one.figure) for one in opening if one.place is not None and not one.bare]
    places = [one for one, _ in placed]
    place = places[0] if places else None
    finest, counted = place, None
    for other, figure in placed:
        if finest is None or finest.place.country not in {None, other.place.country}:
            continue
        if _FINE[other.place.precision] < _FINE[finest.place.precision] and _FINE[finest.place.precision] > 2:  # fmt: skip
            finest, counted = other, figure
    if finest is not None and _FINE[finest.place.precision] > 2:
        finest = _only_finer(finest, [one.place for one in opening if one.bare and one.place])
    if place is None and seats:
        place = finest = seats[0]
    when = next((one.when for one in opening if one.when is not None), None)
    act = next((one.act for one in opening if one.act), "")
    return _Chief(place, finest, counted, when, act)


def _only_finer(coarse: Placed, loci: Sequence[Placed]) -> Placed:
    """The one finer place that the opening is set in, where it names no other of that country."""
    finer = [
        one
        for one in loci
        if one.place.country == coarse.place.country
        and _FINE[one.place.precision] < _FINE[coarse.place.precision]
    ]
    return finer[0] if len({one.place.name for one in finer}) == 1 else coarse


def _at_scene(fact: Fact) -> bool:
    """Whether it was where the rest was: "arrested at the scene"."""
    passage, act = fact.main.passage, fact.main.token
    start, end = passage.at(act.left_edge), passage.stop(act.right_edge)
    return bool(_SCENE.search(passage.lower(start, end)))


_SCENE = re.compile(
    r"\b(?:at|near|from|on) the (?:scene|spot)\b"
    r"|\b(?:scene|site|area) of the (?:attack|blast|explosion|shooting|bombing|crash)"
)


def _by(fact: Fact, seat: Placed) -> bool:
    """Whether the body of that seat did it: "arrested by the Springfield police"."""
    where = fact.main.passage.where
    return where == "text" and any(start <= seat.start < end for start, end in fact.main.agents)


def _paragraphs_country(fact: Fact) -> Placed | None:
    """The country of the sentence before, in a survey that goes from country to country."""
    passage = fact.main.passage
    back = passage.before
    while back is not None and back.paragraph == passage.paragraph:
        told = [one for one in back.places if one.place.precision == "country"]
        own = [one for one in told if one.role in {"locus", "mention", "actor"}]
        if told:
            return own[0] if len({one.country for one in told}) == 1 and own else None
        back = back.before
    return None


def _whole(fact: Fact, countries: Sequence[Placed]) -> Placed | None:
    """The country of those whom a part's place is told of: "most of them in the suburb"."""
    passage = fact.main.passage
    parts = {one.place.country for one in passage.places if of_part(passage, one)}
    if fact.main.type != "harm" or len(parts) != 1:
        return None
    return next((one for one in countries if one.place.country in parts), None)


_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:yesterday|today|tonight|overnight)\b"
)


def _unread_day(fact: Fact) -> bool:
    """Whether its sentence tells a day that nothing resolves: then no other day is its own."""
    passage = fact.main.passage
    if fact.main.modality == "planned" or _lasting(fact):
        return True
    if any(unread(passage, dated) for dated in passage.dates) or _earlier(fact):
        return True
    if passage.dates:
        return False
    return bool(_DAYS.search(passage.text[passage.start : passage.end].lower()))


_MONTHS = "|".join(sorted(words("english/months")))
_MONTH = re.compile(
    rf"\b(?:in|back in) (?:late |early |mid-)?(?:{_MONTHS})\b(?! of the)"
    r"|\b(?:last|previous) (?:month|year|spring|summer|autumn|fall|winter)\b|\b(?:months|years) ago\b"
)


def _another_month(fact: Fact) -> bool:
    """Whether its sentence opens another time that nothing resolves: "In April, a singer died"."""
    passage = fact.main.passage
    if passage.dates or passage.order <= OPENING:
        return False
    return bool(_MONTH.search(passage.text[passage.start : passage.end].lower()))


_HELD = frozenset({"arrested", "abducted", "missing"})
_LASTING = re.compile(r"\b(?:remains?|remained|still)\b")


def _lasting(fact: Fact) -> bool:
    """Whether it only says that they are still held: the day they were taken is another."""
    passage, act = fact.main.passage, fact.main.token
    start, end = passage.at(act.left_edge), passage.stop(act.right_edge)
    told = f"{act.head.lower_} {passage.lower(start, end)}"
    return fact.main.act in _HELD and bool(_LASTING.search(told))


_EARLIER = re.compile(
    r"\b(?:earlier|previously|in the past|in (?:earlier|previous|similar) \w+|until then|by then)\b"
)


def _earlier(fact: Fact) -> bool:
    """Whether it had happened before what the report is about: "ten had been killed earlier"."""
    passage, act = fact.main.passage, fact.main.token
    start, end = passage.at(act.left_edge), passage.stop(act.right_edge)
    helpers = {kid.lower_ for kid in act.children if kid.dep_.startswith("aux")}
    return "had" in helpers and bool(_EARLIER.search(passage.lower(start, end)))


def _country(chief: _Chief, countries: Sequence[Placed], *, whole: bool = False) -> Placed | None:
    """The country of what the document is about: where its totals are counted.

    `whole`: the country itself, where the report is about a province of it.
    """
    if (
        not whole
        and chief.place is not None
        and chief.place.place.precision in {"province", "region"}
    ):
        return chief.place
    about = chief.place.place.country if chief.place is not None else None
    if about is None:
        named = Counter(one.place.country for one in countries)
        most = named.most_common(1)
        if not most or most[0][1] * 2 <= len(countries):
            return None
        return next(one for one in countries if one.place.country == most[0][0])
    return next((one for one in countries if one.place.country == about), None)


def _finer(chief: _Chief, own: Placed, when: Dated | None, fact: Fact) -> bool:
    """Whether a coarse place is that of the chief occurrence, which is told more finely."""
    if chief.finest is None or fact.main.scope == "cumulative":
        return False
    a, b = own.place, chief.finest.place
    if a.country != b.country or _FINE[a.precision] < 3 or _FINE[b.precision] >= _FINE[a.precision]:
        return False
    count = fact.main.party.count
    if count is not None and chief.counted is not None and _figure(count) > _figure(chief.counted):
        return False  # a larger figure: "38 in the country … 22 of them in the suburb"
    return _overlap(when, chief.when)


def _figure(count: Count) -> int:
    return count.about or count.low or count.high or 0


def _beside(k: int, facts: Sequence[Fact], happened: Sequence[int]) -> list[int]:
    """Facts of the same sentence, then those of the sentence before in the same paragraph."""
    here = facts[k].main.passage
    close = [
        j for j in happened
        if j != k and facts[j].main.passage.where == here.where
        and 0 <= here.order - facts[j].main.passage.order <= NEAR
        and facts[j].main.passage.paragraph == here.paragraph
    ]  # fmt: skip
    return sorted(close, key=lambda j: (here.order - facts[j].main.passage.order, abs(j - k)))


NEAR = 1
"""How many sentences back a place or a day still holds."""


def _overlap(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None:
        return True
    return one.when.overlaps(other.when)


def _place_for(
    k: int,
    facts: Sequence[Fact],
    stated: Sequence[tuple[Placed | None, Dated | None]],
    beside: Sequence[int],
    chief: _Chief | None,
) -> Placed | None:
    own_when = stated[k][1]
    back = facts[k].main.passage.before
    if facts[k].main.party.back and back is not None:
        told = [p for p in back.places if p.role == "locus" and _FINE[p.place.precision] < 3]
        if len(told) == 1 and not back.counts:
            return told[0]
    counted_from = own_when is not None and own_when.kind == "anaphoric"
    for j in beside:
        place, when = stated[j]
        if (
            place is not None
            and (counted_from or _overlap(own_when, when))
            and _alike(facts[k], facts[j])
        ):
            return place
    if chief is None or chief.finest is None or not _overlap(own_when, chief.when):
        return None
    total = chief.place is None
    return None if own_when is not None and chief.when is None and not total else chief.finest


def _when_for(
    k: int,
    facts: Sequence[Fact],
    stated: Sequence[tuple[Placed | None, Dated | None]],
    beside: Sequence[int],
    chief: _Chief | None,
) -> Dated | None:
    own_place = stated[k][0]
    total = facts[k].main.scope == "cumulative"
    for j in beside:
        place, when = stated[j]
        if total and facts[j].main.passage is not facts[k].main.passage:
            continue
        if when is not None and _same_ground(own_place, place) and _alike(facts[k], facts[j]):
            return when
    if chief is not None and chief.when is not None:
        if _same_ground(own_place, chief.place) or _same_ground(own_place, chief.finest):
            return chief.when
    return None


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two facts may be of one occurrence: custody is not of what went before it."""
    courts = {one.main.act, other.main.act} & {"sentenced", "executed"}
    if courts and one.main.act != other.main.act:
        return False  # nor is a sentence passed where and when somebody was arrested
    return (one.main.act in _LATER) == (other.main.act in _LATER)


def _same_ground(own: Placed | None, other: Placed | None) -> bool:
    if own is None or other is None:
        return own is None
    a, b = own.place, other.place
    one, two = a.name.casefold(), b.name.casefold()
    if one in two or two in one or (a.geonames is not None and a.geonames == b.geonames):
        return True
    return (
        a.country is not None and a.country == b.country and "country" in {a.precision, b.precision}
    )
