"""Two mentions of occurrences compared: the level of each sign, without a word said about it.

This is what linking weighs millions of times; `evidence` puts the same comparison into words.
Levels are those of resources/linking/across.yaml ("place.near"); silence is a level of its own.
"""

from dataclasses import dataclass
from datetime import date

from gavah.linking import likeness, places, spans
from gavah.linking.likeness import Naming
from gavah.linking.mentions import Mention
from gavah.linking.places import PlaceRelation
from gavah.linking.spans import DateRelation
from gavah.linking.weights import FITTED, LEVELS, WEIGHTS
from gavah.model import When

_W = WEIGHTS["across"]
_MANY, _MOST, _LIKE, _TWICE = (
    _W["many_words"],
    _W["most_words"],
    _W["like_text"],
    _W["like_text_twice"],
)
_CUSTODY = {"arrested", "sentenced", "released"}
_FAR_DAYS, _VETO = _W["far_days"], _W["veto_days"]
_COSINES: list[tuple[float, str]] = [(most, f"text.{level}") for most, level in _W["text_cosines"]]
_PUBLISHED: list[tuple[int, str]] = [
    (most, f"published.{level}") for most, level in _W["published_days"]
]
_WORDS = [f"words.{n}" for n in range(_MOST + 1)]
HARMS_THAT_COUNT = ("killed", "injured", "arrested", "abducted")
EXCLUDING = ("names", "date", "place")


@dataclass(slots=True)
class Compared:
    """How two mentions of occurrences stand to each other.

    Attributes:
        date: the closest relation of their days; `told` whether days told beside the acts stand so.
        borne_out: something shared outweighs a day or a place that may be told wrong.
        common: telling words in both.
        alike: cosine of the texts.
        levels: of every sign, in the order of `evidence.weighed`.
        excludes: signs that forbid the link whatever else agrees: some of EXCLUDING.
    """

    named: Naming
    held: Naming
    date: DateRelation
    told: bool
    placed: PlaceRelation
    borne_out: bool
    common: list[str]
    alike: float
    levels: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]


def compare(one: Mention, other: Mention) -> Compared:
    """Compare two mentions of occurrences; the smaller key comes first."""
    named, held = likeness.names(one, other), likeness.suspects(one, other)
    dated, told, least = dates(one, other)
    placed = places.nearest(one.places, other.places)
    common = likeness.shared_words(one, other, placed in ("same", "near", "namesake"))
    alike = likeness.text(one, other)
    # rare names, many words and like texts weigh more than a day or place that may be told wrong
    acts = bool(set(one.acts) & set(other.acts))
    apart = told and dated == "conflict"
    # who was arrested may be arrested again: then the person says nothing of the day
    again = apart and acts and {*one.acts, *other.acts} <= _CUSTODY
    person = named.level == "rare" or (held.level == "rare" and not again)
    borne_out = person or len(common) >= _MANY or alike >= _LIKE
    if (apart and least > _FAR_DAYS) or (told and dated == "soft" and not acts):
        # retellings of old violence, and reports of one unrest, are alike in words and text
        borne_out = person
    if placed == "conflict" and alike < _TWICE:
        # a day and a place that both differ are too much for one name or a few words
        borne_out = borne_out and not apart
    excludes = []
    if named.level == "different" and alike < _LIKE:
        excludes.append("names")
    if not borne_out:
        if apart or (told and dated == "soft" and not acts):
            excludes.append("date")
        if placed == "conflict":
            excludes.append("place")
    return Compared(
        named, held, dated, told, placed, borne_out, common, alike,
        (
            (f"names.{named.level}",),
            ("date.unknown" if dated == "unknown" else f"date.{dated}" if told else f"date.{dated}_inherited",),
            (published(one.published, other.published),),
            (f"place.{placed}",),
            (f"suspects.{held.level}",),
            counts(one, other),
            ("acts.shared" if acts else _without_common_act(one, other),),
            (_WORDS[min(len(common), _MOST)] if one.telling and other.telling else "words.unknown",),
            (text_level(alike) if one.terms and other.terms else "text.unknown",),
            (copied(one, other),),
        ),
        tuple(excludes),
    )  # fmt: skip


def weight(compared: Compared) -> float:
    """The prior and every level, in bits."""
    total: float = FITTED["prior"]
    for levels in compared.levels:
        for level in levels:
            total += LEVELS[level]
    return total


def dates(one: Mention, other: Mention) -> tuple[DateRelation, bool, int]:
    """The closest relation of their days, whether days told beside the acts have it, the least gap."""
    best, told, least = len(spans.CLOSENESS), False, 1 << 30
    for a in one.whens:
        for b in other.whens:
            gap = spans.gap(a, b)
            rank = _rank(gap, a, b)
            stated = a.basis != "inherited" and b.basis != "inherited"
            if rank < best:
                best, told = rank, stated
            elif rank == best:
                told = told or stated
            least = min(least, gap)
    if best == len(spans.CLOSENESS):
        return "unknown", False, 0
    return spans.CLOSENESS[best], told, least


_SAME, _OVERLAP, _NEAR, _SOFT, _CONFLICT = (
    spans.CLOSENESS.index(relation) for relation in ("same", "overlap", "near", "soft", "conflict")
)


def _rank(gap: int, one: When, other: When) -> int:
    if gap == 0:
        return _SAME if max(spans.days(one), spans.days(other)) <= 3 else _OVERLAP
    return _NEAR if gap == 1 else _SOFT if gap < _VETO else _CONFLICT


def published(one: date | None, other: date | None) -> str:
    """The level of days between two publications."""
    if one is None or other is None:
        return "published.unknown"
    return published_level(abs((one - other).days))


def published_level(apart: int) -> str:
    """The level of that many days between two publications."""
    for most, level in _PUBLISHED:
        if apart <= most:
            return level
    return "published.far"


def text_level(alike: float) -> str:
    """The level of a cosine of two texts."""
    for most, level in _COSINES:
        if alike < most:
            return level
    return "text.copy"


def counts(one: Mention, other: Mention) -> tuple[str, ...]:
    """The level of each act that both count; a figure that rises with time is no conflict."""
    found = []
    for act in HARMS_THAT_COUNT:
        if act in one.counts and act in other.counts:
            found.append(f"counts.{figures(act, one, other)}")
    return tuple(found) or ("counts.unknown",)


def in_time(one: Mention, other: Mention) -> tuple[Mention, Mention]:
    """The earlier published first."""
    if (one.published or date.max) <= (other.published or date.max):
        return one, other
    return other, one


def figures(act: str, one: Mention, other: Mention) -> str:
    """How the figures of one act stand: rising, conflict, same, same_large or compatible."""
    first, later = in_time(one, other)
    (low, high), (low2, high2) = first.counts[act], later.counts[act]
    if high is not None and high < low2:
        return "rising" if first.published != later.published else "conflict"
    if high2 is not None and high2 < low:
        return "conflict"
    if low == low2 and high == high2:
        return "same_large" if low >= 3 else "same"
    return "compatible"


def _without_common_act(one: Mention, other: Mention) -> str:
    kinds = [{claim.type for claim in mention.claims} for mention in (one, other)]
    return "acts.related" if kinds[0] & kinds[1] else "acts.apart"


def copied(one: Mention, other: Mention) -> str:
    """Whether both tell in copies of one text."""
    if one.root == other.root:
        left = {(claim.act, claim.anchors.sentence.quote) for claim in one.claims}
        if any((claim.act, claim.anchors.sentence.quote) in left for claim in other.claims):
            return "copies.same"
        if one.main and other.main:
            return "copies.main"
    return "copies.unknown"
