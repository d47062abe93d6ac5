"""What speaks for and against two tellings being of one person: agree, conflict or unknown.

Names weigh by how rare their words are and by how alike they are spelt; age (grown by the time
between), day, place, fate and sex weigh beside them. Names alone never merge: `Resemblance.sure`
needs a sign beside the name that agrees. Weights are data (`linking/persons`), in bits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log2
from typing import Any, Literal

from gavah.linking import places, spans
from gavah.linking.names import Name, compare, fold, words_for
from gavah.linking.spelling import aligned, likeness
from gavah.linking.weights import PERSONS, probability
from gavah.model import Place, When

Verdict = Literal["agree", "conflict", "unknown"]
DEATHS = ("killed", "executed")
_FOLLOWS = {("arrested", "released"), ("arrested", "sentenced"), ("sentenced", "executed"), ("arrested", "executed"),
            ("injured", "killed"), ("missing", "killed"), ("abducted", "killed"), ("abducted", "released"),
            ("arrested", "tortured"), ("missing", "released"), ("abducted", "missing"), ("sentenced", "released")}  # fmt: skip
_W: dict[str, Any] = PERSONS


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of one person, by one source or several, each value once.

    Attributes:
        ages: years, and the day on which they were that old as far as it is known.
        deaths: the incident, and when; of those told dead.
        publishers: of speakers and officials, who names them; empty of the harmed.
    """

    names: tuple[Name, ...]
    ages: tuple[tuple[int, date | None], ...] = ()
    whens: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    acts: tuple[tuple[str, When | None], ...] = ()
    deaths: tuple[tuple[str | None, When | None], ...] = ()
    sexes: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonSign:
    """One line of evidence; `excludes`: the two cannot be one, whatever else agrees.

    Attributes:
        levels: how alike the names are: same, like, loose or different; generation (Jr., Sr.).
    """

    feature: str
    verdict: Verdict
    weight: float
    words: str
    excludes: bool = False
    levels: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.words} ({self.weight:+.1f})"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The signs between two tellings, and what they weigh with the prior."""

    signs: tuple[PersonSign, ...]
    weight: float

    @property
    def excluded(self) -> bool:
        """Whether a sign forbids that they are one."""
        return any(sign.excludes for sign in self.signs)

    @property
    def sure(self) -> bool:
        """Whether they are one person without anybody's judgement: never by names alone."""
        beside = any(s.verdict == "agree" and s.feature in _BESIDE for s in self.signs)
        return beside and not self.excluded and self.weight >= _W["threshold"]

    @property
    def probability(self) -> float:
        """What the weight answers to."""
        return 0.0 if self.excluded else probability(self.weight)


_BESIDE = ("age", "date", "place", "publisher")


def resemble(one: Facts, other: Facts) -> Resemblance:
    """Weigh two tellings; symmetric. Signs that say nothing are left out."""
    found = [_named(one, other)]
    if not found[0].excludes:
        found += [
            _aged(one, other),
            *_when_and_where(one, other),
            _fate(one, other),
            _sex(one, other),
        ]
        found.append(_published(one, other))
    signs = tuple(sign for sign in found if sign.words)
    return Resemblance(signs, round(_W["prior"] + sum(sign.weight for sign in signs), 6))


def beside(one: Facts, other: Facts) -> bool:
    """Whether anything beside the names agrees: the cheap test before names are compared.

    False only where `resemble` is never sure.
    """
    if one.publishers or other.publishers:
        return not set(one.publishers).isdisjoint(other.publishers)
    if spans.nearest(one.whens, other.whens) in ("same", "overlap", "near"):
        return True
    if places.nearest(one.places, other.places) in ("same", "near", "contains"):
        return True
    return _aged(one, other).verdict == "agree"


@lru_cache(maxsize=65536)
def word_bits(word: str) -> float:
    """What sharing a word of a name is worth: the log of how few bear it."""
    folded = fold(word)
    if folded in _frequent():
        return _frequent()[folded]
    if len(word) == 1:
        return float(_W["words"]["initial"])
    if folded in _listed():
        return float(_W["words"]["listed"])
    return float(_W["words"]["short" if len(folded) <= 3 else "rare"])


@lru_cache(maxsize=1)
def _frequent() -> dict[str, float]:
    table: dict[str, float] = {}
    for entry in _W["frequent"]:
        for word in entry["words"]:
            table.setdefault(fold(word), round(-log2(entry["per_mille"] / 1000), 2))
    return table


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(fold(word) for word in words_for("common"))


# -- names


def _named(one: Facts, other: Facts) -> PersonSign:
    """The pair of names that speaks most for one person; two full names that differ exclude."""
    best: PersonSign | None = None
    for left in one.names:
        for right in other.names:
            sign = names_sign(left, right)
            if best is None or (not sign.excludes, sign.weight) > (not best.excludes, best.weight):
                best = sign
    return best or PersonSign("names", "unknown", 0.0, "")


@lru_cache(maxsize=262144)
def names_sign(one: Name, other: Name) -> PersonSign:
    """What two names say: as alike as they are spelt, worth as much as their words are rare."""
    if (len(one.raw), one.text) > (len(other.raw), other.text):
        one, other = other, one
    both = f"{one.text}, {other.text}" if one.text != other.text else one.text
    pairs = aligned(one, other)
    level = _level(one, other, pairs)
    if level == "different":
        words = f"other names: {both}"
        return PersonSign("names", "conflict", _W["name"][level], words, True, (level,))
    bits = sum(min(word_bits(one.raw[i]), word_bits(other.raw[j])) for i, j, _ in pairs)
    weight = bits * _W["name"][level]
    said = {"same": "the same name", "like": "names spelt alike", "loose": "names somewhat alike"}
    told = [f"{said[level]}: {both}"]
    order = [j for _, j, _ in pairs]
    if order != sorted(order):
        weight += _W["name"]["reversed"]
        told.append("in another order")
    elif len(one.raw) < len(other.raw) and order and order[0] > 0:
        left_out = other.raw[0]
        if word_bits(left_out) > _W["words"]["listed"] or len(one.raw) < 2:
            weight += _W["name"]["first_dropped"]
            told.append(f"“{left_out}” left out")
    ages = _generation(one), _generation(other)
    excludes = bool(ages[0] and ages[1] and ages[0] != ages[1])
    if excludes:
        told.append(f"{ages[0]} and {ages[1]}")
        weight += _W["name"]["generation"]
    elif ages[0] != ages[1]:
        weight += _W["name"]["generation_untold"]
        told.append(f"“{ages[0] or ages[1]}” told of one only")
    verdict: Verdict = "conflict" if excludes or weight < 0 else "agree"
    levels = (level, "generation") if excludes else (level,)
    return PersonSign("names", verdict, round(weight, 2), "; ".join(told), excludes, levels)


def _level(one: Name, other: Name, pairs: Sequence[tuple[int, int, float]]) -> str:
    if not pairs:
        return "different"
    alike, worst = likeness(one, other), min(found for _, _, found in pairs)
    whole = len(pairs) == len(one.raw)
    same = compare(one, other)[0] == "same"
    need, given = _W["likeness"], _W["given"]
    if whole and worst >= given["same"] and (same or alike >= need["same"]):
        return "same"
    if (alike >= need["like"] and worst >= given["like"]) or (same and alike >= need["loose"]):
        return "like"
    return "loose" if alike >= need["loose"] else "different"


def _generation(one: Name) -> str | None:
    words = one.text.casefold().replace(",", " ").split()
    last = words[-1].rstrip(".") if words else ""
    return last if last in ("jr", "sr", "ii", "iii", "iv") else None


# -- beside the name


def _aged(one: Facts, other: Facts) -> PersonSign:
    apart = [_years(a, b) for a in one.ages for b in other.ages]
    if not apart:
        return PersonSign("age", "unknown", 0.0, "")
    years, words = min(apart)
    limits = _W["age_years"]
    level = "same" if years <= limits["same"] else "near" if years <= limits["near"] else "conflict"
    said = {"same": "one age", "near": "ages near each other", "conflict": "ages that differ"}
    verdict: Verdict = (
        "conflict" if level == "conflict" else "agree" if level == "same" else "unknown"
    )
    return PersonSign(
        "age", verdict, _W["age"][level], f"{said[level]}: {words}", years > limits["excluded"]
    )


def _years(one: tuple[int, date | None], other: tuple[int, date | None]) -> tuple[float, str]:
    """How far two ages are apart, each grown to the other's day."""
    (age, day), (age2, day2) = sorted((one, other), key=lambda a: (a[1] or date.min, a[0]))
    between = (day2 - day).days / 365.25 if day and day2 else 0.0
    words = f"{age}, {age2}" + (f" {between:.0f} years later" if between >= 1.5 else "")
    return round(abs(age2 - age - between), 2), words


def _when_and_where(one: Facts, other: Facts) -> list[PersonSign]:
    day = spans.nearest(one.whens, other.whens)
    placed = places.nearest(one.places, other.places)
    signs = []
    if one.whens and other.whens and not (one.publishers or other.publishers):
        told = ", ".join(_span(side.whens) for side in (one, other))
        words = {"same": "the same day", "overlap": "days that overlap", "near": "a day apart",
                 "soft": "days apart", "conflict": "at other times"}[day]  # fmt: skip
        verdict: Verdict = "agree" if day in ("same", "overlap", "near") else "unknown"
        signs.append(PersonSign("date", verdict, _W["date"][day], f"{words}: {told}"))
    if one.places and other.places and not (one.publishers or other.publishers):
        told = ", ".join(side.places[0].name for side in (one, other))
        words = {"same": "the same place", "near": "places within 10 km", "contains": "one place within the other",
                 "country": "the same country", "namesake": "places of one name", "unknown": "",
                 "elsewhere": "other places", "conflict": "places apart"}[placed]  # fmt: skip
        apart = placed in ("elsewhere", "conflict")
        agrees = placed in ("same", "near", "contains")
        if words:
            weight = _W["place"][placed]
            if placed == "conflict" and day == "same":
                weight, words = weight + _W["two_places"], "two towns on one day"
            signs.append(
                PersonSign(
                    "place",
                    "conflict" if apart else "agree" if agrees else "unknown",
                    weight,
                    f"{words}: {told}",
                )
            )
    signs += _deaths(one, other)
    return signs


def _deaths(one: Facts, other: Facts) -> Iterable[PersonSign]:
    """Nobody dies twice."""
    if not one.deaths or not other.deaths:
        return
    apart = [
        spans.gap(when, when2)
        for incident, when in one.deaths
        for incident2, when2 in other.deaths
        if when and when2 and (incident is None or incident != incident2)
    ]
    at_once = any(a == b and a is not None for a, _ in one.deaths for b, _ in other.deaths)
    if apart and min(apart) > _W["death_days"] and not at_once:
        words = f"two deaths {min(apart):,} days apart: nobody dies twice"
        yield PersonSign("fate", "conflict", -12.0, words, True)


def _fate(one: Facts, other: Facts) -> PersonSign:
    best: tuple[str, str] | None = None
    for act, when in one.acts:
        for act2, when2 in other.acts:
            found = _fates(act, when, act2, when2)
            if found and (best is None or _W["fate"][found[0]] > _W["fate"][best[0]]):
                best = found
    if best is None:
        return PersonSign("fate", "unknown", 0.0, "")
    verdict: Verdict = "conflict" if best[0] == "dead_by_then" else "agree"
    return PersonSign("fate", verdict, _W["fate"][best[0]], best[1])


def _fates(act: str, when: When | None, act2: str, when2: When | None) -> tuple[str, str] | None:
    if act == act2:
        return "same", f"one fate: {act.replace('_', ' ')}"
    if when is None or when2 is None:
        return None
    swapped = when.start == when2.start and (act2, act) in _FOLLOWS  # on one day either came first
    if when.start > when2.start or swapped:
        act, when, act2, when2 = act2, when2, act, when
    said = f"{act}, then {act2}".replace("_", " ")
    if act in DEATHS and act2 not in DEATHS and when2.start > when.end:
        return "dead_by_then", f"dead by then: {said}"
    return ("followed", f"what can follow: {said}") if (act, act2) in _FOLLOWS else None


def _sex(one: Facts, other: Facts) -> PersonSign:
    if one.sexes and other.sexes and not set(one.sexes) & set(other.sexes):
        return PersonSign("sex", "conflict", _W["sex"], "a man and a woman")
    return PersonSign("sex", "unknown", 0.0, "")


def _published(one: Facts, other: Facts) -> PersonSign:
    """A speaker is known again by who publishes them; the harmed never so."""
    common = sorted(set(one.publishers) & set(other.publishers))
    if bool(one.publishers) != bool(other.publishers):
        return PersonSign("publisher", "conflict", _W["sex"], "one speaks, the other was harmed")
    if not common:
        return PersonSign("publisher", "unknown", 0.0, "")
    return PersonSign("publisher", "agree", _W["publisher"], f"named by one publisher: {common[0]}")


def _span(whens: Sequence[When]) -> str:
    first = min(whens, key=lambda when: (when.start, when.end))
    start, end = first.start.isoformat(), first.end.isoformat()
    return (start if start == end else f"{start}/{end}") + (" …" if len(whens) > 1 else "")
