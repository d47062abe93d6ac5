"""What speaks for and against two mentions being one occurrence: agree, conflict or unknown.

Every sign is three-valued. Silence is `unknown`: a report that gives no place does not deny one.
A different count alone never splits (early counts rise). Each sign is of a level ("place.near"),
whose weight is data; it says itself in words, so that a link can be questioned (`gavah show ID`).
"""

from dataclasses import dataclass
from typing import Literal

from gavah.linking import comparing, likeness, places, spans
from gavah.linking.comparing import HARMS_THAT_COUNT, Compared
from gavah.linking.mentions import Mention
from gavah.linking.weights import LEVELS, WEIGHTS

Verdict = Literal["agree", "conflict", "unknown"]
_W = WEIGHTS["across"]
_P = WEIGHTS["periods"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of evidence.

    Attributes:
        feature: date, published, place, names, suspects, counts, acts, words, text, copies.
        levels: what it weighs by, in the table of weights; its weight is their sum.
        excludes: the two cannot be one, whatever else agrees.
    """

    feature: str
    verdict: Verdict
    weight: float
    words: str
    levels: tuple[str, ...] = ()
    excludes: bool = False

    def __str__(self) -> str:
        return f"{self.words} ({self.weight:+.1f})"


def signs(one: Mention, other: Mention) -> list[Sign]:
    """Every sign between two mentions of one kind, those that say nothing left out; symmetric."""
    return [sign for sign in weighed(one, other) if sign.weight and sign.words]


def weighed(one: Mention, other: Mention) -> list[Sign]:
    """Every sign between two mentions of one kind, also of what is not known; symmetric."""
    if one.key > other.key:
        one, other = other, one
    return periods(one, other) if one.kind == "period" else _occurrences(one, other)


def _occurrences(one: Mention, other: Mention) -> list[Sign]:
    found = comparing.compare(one, other)
    said: tuple[tuple[str, Verdict, str], ...] = (
        ("names", found.named.verdict, likeness.naming_words(found.named)),
        ("date", *_date(one, other, found)),
        ("published", *_published(one, other, found.levels[2][0])),
        ("place", *_PLACED[found.placed], _place_words(one, other, found.placed)),
        ("suspects", found.held.verdict, likeness.holding_words(found.held)),
        ("counts", *_counts(one, other)),
        ("acts", *_acts(one, other, found.levels[6][0])),
        ("words", *_words(one, other, found.common)),
        ("text", *_text(one, other, found.alike)),
        ("copies", *_copies(found.levels[9][0])),
    )
    return [
        Sign(feature, verdict, sum(LEVELS[level] for level in levels), words, levels, feature in found.excludes)
        for (feature, verdict, words), levels in zip(said, found.levels, strict=True)
    ]  # fmt: skip


def periods(one: Mention, other: Mention) -> list[Sign]:
    """Every sign between two periods."""
    frame = spans.frame_relation(one.when, other.when)
    words = {"same": "one span of time", "inside": "one span of time lies within the other",
             "conflict": "spans of time that differ", "unknown": "a span of time is not told"}  # fmt: skip
    verdict: Verdict = (
        "agree" if frame in ("same", "inside") else "conflict" if frame == "conflict" else "unknown"
    )
    told = f"{words[frame]}: {_span(one)}, {_span(other)}"
    placed = places.relation(one.place, other.place)
    return [
        Sign("date", verdict, _P["frame"][frame], told, (), frame == "conflict"),
        Sign("place", *_PLACED[placed], _P["place"][placed], _place_words(one, other, placed), (),
             placed == "conflict"),
        _copied(one, other),
    ]  # fmt: skip


def _copied(one: Mention, other: Mention) -> Sign:
    level = comparing.copied(one, other)
    verdict, words = _copies(level)
    return Sign("copies", verdict, LEVELS[level], words, (level,))


def _date(one: Mention, other: Mention, found: Compared) -> tuple[Verdict, str]:
    if found.date == "unknown":
        return "unknown", "a day is not told"
    both = f"{_span(one)}, {_span(other)}" + (
        "" if found.told else ", told only elsewhere in the text"
    )
    if found.date in ("same", "overlap", "near"):
        words = {"same": "the same day", "overlap": "days that overlap", "near": "a day apart"}
        return "agree", f"{words[found.date]}: {both}"
    differ = "days that differ" + (", though much else is shared" if found.borne_out else "")
    return "conflict", f"{differ}: {both}"


def _published(one: Mention, other: Mention, level: str) -> tuple[Verdict, str]:
    if one.published is None or other.published is None:
        return "unknown", ""
    apart = abs((one.published - other.published).days)
    far = level == "published.far"
    return (
        "agree" if apart <= 10 else "conflict" if far else "unknown",
        f"published {apart} days apart",
    )


_PLACED: dict[str, tuple[Verdict]] = {
    "same": ("agree",), "near": ("agree",), "contains": ("agree",), "country": ("agree",),
    "namesake": ("agree",), "unknown": ("unknown",), "elsewhere": ("conflict",), "conflict": ("conflict",),
}  # fmt: skip


def _place_words(one: Mention, other: Mention, relation: str) -> str:
    words = {"same": "the same place", "near": "places within 10 km", "contains": "one place within the other",
             "country": "the same country", "elsewhere": "other places", "conflict": "places that exclude each other",
             "namesake": "places of one name", "unknown": "a place is not told"}[relation]  # fmt: skip
    here, there = (m.place.name if m.place else "–" for m in (one, other))
    return f"{words}: {here}, {there}"


def _counts(one: Mention, other: Mention) -> tuple[Verdict, str]:
    acts = [act for act in HARMS_THAT_COUNT if act in one.counts and act in other.counts]
    if not acts:
        return "unknown", ""
    first, later = comparing.in_time(one, other)
    said = {"rising": "rises: {}, {}", "conflict": "differs: {}, {}", "compatible": "compatible: {}, {}",
            "same": "the same: {}", "same_large": "the same: {}"}  # fmt: skip
    levels = [comparing.figures(act, one, other) for act in acts]
    lines = [
        f"{act} {said[level].format(first.counts[act][0], later.counts[act][0])}"
        for act, level in zip(acts, levels, strict=True)
    ]
    return "conflict" if "conflict" in levels else "agree", "; ".join(lines)


def _acts(one: Mention, other: Mention, level: str) -> tuple[Verdict, str]:
    if level == "acts.shared":
        common = sorted(set(one.acts) & set(other.acts))
        return "agree", f"the same acts: {', '.join(common)}"
    return (
        ("conflict", "a gathering and a harm")
        if level == "acts.apart"
        else ("unknown", "other acts")
    )


def _words(one: Mention, other: Mention, common: list[str]) -> tuple[Verdict, str]:
    if not one.telling or not other.telling:
        return "unknown", ""
    if not common:
        return "conflict", "no telling word is shared"
    return "agree", f"words shared: {', '.join(common)}"


def _text(one: Mention, other: Mention, alike: float) -> tuple[Verdict, str]:
    if not one.terms or not other.terms:
        return "unknown", ""
    common = likeness.heaviest(one, other)
    words = f"texts alike by {alike:.2f}" + (f" ({', '.join(common)})" if common else "")
    return "agree" if alike >= _W["text_cosines"][1][0] else "conflict", words


def _copies(level: str) -> tuple[Verdict, str]:
    said: dict[str, tuple[Verdict, str]] = {
        "copies.same": ("agree", "the same sentence in copies of one text"),
        "copies.main": ("agree", "copies of one text, chiefly about this"),
        "copies.unknown": ("unknown", ""),
    }
    return said[level]


def _span(mention: Mention) -> str:
    if mention.when is None:
        return "–"
    start, end = mention.when.start.isoformat(), mention.when.end.isoformat()
    return start if start == end else f"{start}/{end}"
