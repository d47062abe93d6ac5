"""What speaks for and against two mentions being one occurrence: agree, conflict or unknown.

Every sign is three-valued. Silence is `unknown`: a report that gives no place does not deny one.
A different count alone never splits (early counts rise). Each sign is of a level ("place.near"),
whose weight is data; it says itself in words, so that a link can be questioned (`gavah show ID`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gavah.linking import likeness, places, spans
from gavah.linking.mentions import Mention
from gavah.linking.weights import LEVELS, WEIGHTS
from gavah.model import When

Verdict = Literal["agree", "conflict", "unknown"]
_W = WEIGHTS["across"]
_P = WEIGHTS["periods"]
_HARMS_THAT_COUNT = ("killed", "injured", "arrested", "abducted")


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
    return _periods(one, other) if one.kind == "period" else _occurrences(one, other)


def excluded(one: Mention, other: Mention) -> bool:
    """Whether days alone exclude two occurrences: the cheap test before every sign is read.

    True only where `signs` says so too: nothing that outweighs a day is shared.
    """
    if one.kind != "occurrence" or not _days_apart(one, other):
        return False
    if likeness.people(one, other):
        return False
    if _far_apart(one, other):
        return True
    if likeness.text(one, other) >= _W["like_text"]:
        return False
    common = (one.telling | one.place_words) & (other.telling | other.place_words)
    return bool(len(common) < _W["many_words"])


def _sign(feature: str, verdict: Verdict, words: str, *levels: str, excludes: bool = False) -> Sign:
    found = tuple(f"{feature}.{level}" for level in levels)
    return Sign(feature, verdict, sum(LEVELS[level] for level in found), words, found, excludes)


def _occurrences(one: Mention, other: Mention) -> list[Sign]:
    named, held = likeness.names(one, other), likeness.suspects(one, other)
    placed = places.nearest(one.places, other.places)
    common = likeness.shared_words(one, other, placed in ("same", "near", "namesake"))
    alike = likeness.text(one, other)
    # rare names, many words and like texts weigh more than a day or place that may be told wrong
    person = "rare" in (named.level, held.level)
    borne_out = person or len(common) >= _W["many_words"] or alike >= _W["like_text"]
    if _far_apart(one, other) or (_days_apart(one, other, "soft") and not _common_act(one, other)):
        # retellings of old violence, and reports of one unrest, are alike in words and text
        borne_out = person
    if placed == "conflict" and alike < _W["like_text_twice"]:
        # a day and a place that both differ are too much for one name or a few words
        borne_out = borne_out and not _days_apart(one, other)
    others = named.level == "different" and alike < _W["like_text"]
    return [
        _sign("names", named.verdict, named.words, named.level, excludes=others),
        _date(one, other, borne_out),
        _published(one.published, other.published),
        _placed(one, other, placed, borne_out),
        _sign("suspects", held.verdict, held.words, held.level),
        _counts(one, other),
        _acts(one, other),
        _words(one, other, common),
        _text(one, other, alike),
        _copies(one, other),
    ]


def _periods(one: Mention, other: Mention) -> list[Sign]:
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
        _copies(one, other),
    ]  # fmt: skip


def _date(one: Mention, other: Mention, borne_out: bool) -> Sign:
    relation = spans.nearest(one.whens, other.whens)
    if relation == "unknown":
        return _sign("date", "unknown", "a day is not told", "unknown")
    told = _told(one.whens, other.whens, relation)
    level = relation if told else f"{relation}_inherited"
    both = f"{_span(one)}, {_span(other)}" + ("" if told else ", told only elsewhere in the text")
    if relation in ("same", "overlap", "near"):
        words = {"same": "the same day", "overlap": "days that overlap", "near": "a day apart"}
        return _sign("date", "agree", f"{words[relation]}: {both}", level)
    words_differ = "days that differ" + (", though much else is shared" if borne_out else "")
    apart = told and relation == "conflict" and not borne_out
    apart = apart or (told and relation == "soft" and not borne_out and not _common_act(one, other))
    return _sign("date", "conflict", f"{words_differ}: {both}", level, excludes=apart)


def _told(left: Sequence[When], right: Sequence[When], relation: spans.DateRelation) -> bool:
    """Whether that relation holds between two days told beside the acts themselves."""
    return any(
        "inherited" not in (a.basis, b.basis) and spans.relation(a, b) == relation
        for a in left
        for b in right
    )


def _days_apart(one: Mention, other: Mention, relation: spans.DateRelation = "conflict") -> bool:
    """Whether days told beside the acts stand so to each other, and none stand closer."""
    nearest = spans.nearest(one.whens, other.whens)
    return nearest == relation and _told(one.whens, other.whens, relation)


def _far_apart(one: Mention, other: Mention) -> bool:
    """Whether days told beside the acts lie too far apart for one of them to be a mistake."""
    if not _days_apart(one, other):
        return False
    gaps = [spans.gap(a, b) for a in one.whens for b in other.whens]
    return bool(min(gaps, default=0) > _W["far_days"])


def _common_act(one: Mention, other: Mention) -> bool:
    return bool(set(one.acts) & set(other.acts))


def _published(one: date | None, other: date | None) -> Sign:
    if one is None or other is None:
        return _sign("published", "unknown", "", "unknown")
    apart = abs((one - other).days)
    level = next((level for most, level in _W["published_days"] if apart <= most), "far")
    verdict: Verdict = "agree" if apart <= 10 else "conflict" if level == "far" else "unknown"
    return _sign("published", verdict, f"published {apart} days apart", level)


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


def _placed(one: Mention, other: Mention, relation: str, borne_out: bool) -> Sign:
    excludes = relation == "conflict" and not borne_out
    words = _place_words(one, other, relation)
    return _sign("place", *_PLACED[relation], words, relation, excludes=excludes)


def _counts(one: Mention, other: Mention) -> Sign:
    acts = [act for act in _HARMS_THAT_COUNT if act in one.counts and act in other.counts]
    if not acts:
        return _sign("counts", "unknown", "", "unknown")
    first, later = (
        (one, other)
        if (one.published or date.max) <= (other.published or date.max)
        else (other, one)
    )
    levels, lines = [], []
    for act in acts:
        (low, high), (low2, high2) = first.counts[act], later.counts[act]
        if (high is not None and high < low2) or (high2 is not None and high2 < low):
            rising = first.published != later.published and high is not None and high < low2
            levels.append("rising" if rising else "conflict")
            lines.append(f"{act} {'rises' if rising else 'differs'}: {low}, {low2}")
        elif low == low2 and high == high2:
            levels.append("same_large" if low >= 3 else "same")
            lines.append(f"{act} the same: {low}")
        else:
            levels.append("compatible")
            lines.append(f"{act} compatible: {low}, {low2}")
    verdict: Verdict = "conflict" if "conflict" in levels else "agree"
    return _sign("counts", verdict, "; ".join(lines), *levels)


def _acts(one: Mention, other: Mention) -> Sign:
    common = sorted(set(one.acts) & set(other.acts))
    if common:
        return _sign("acts", "agree", f"the same acts: {', '.join(common)}", "shared")
    kinds = [{claim.type for claim in mention.claims} for mention in (one, other)]
    if not kinds[0] & kinds[1]:
        return _sign("acts", "conflict", "a gathering and a harm", "apart")
    return _sign("acts", "unknown", "other acts", "related")


def _words(one: Mention, other: Mention, common: Sequence[str]) -> Sign:
    if not one.telling or not other.telling:
        return _sign("words", "unknown", "", "unknown")
    level = str(min(len(common), _W["most_words"]))
    if not common:
        return _sign("words", "conflict", "no telling word is shared", level)
    return _sign("words", "agree", f"words shared: {', '.join(common)}", level)


def _text(one: Mention, other: Mention, alike: float) -> Sign:
    if not one.terms or not other.terms:
        return _sign("text", "unknown", "", "unknown")
    level = next((level for most, level in _W["text_cosines"] if alike < most), "copy")
    verdict: Verdict = "agree" if alike >= _W["text_cosines"][1][0] else "conflict"
    common = likeness.heaviest(one, other)
    words = f"texts alike by {alike:.2f}" + (f" ({', '.join(common)})" if common else "")
    return _sign("text", verdict, words, level)


def _copies(one: Mention, other: Mention) -> Sign:
    if one.root == other.root:
        left = {(claim.act, claim.anchors.sentence.quote) for claim in one.claims}
        if any((claim.act, claim.anchors.sentence.quote) in left for claim in other.claims):
            return _sign("copies", "agree", "the same sentence in copies of one text", "same")
        if one.main and other.main:
            return _sign("copies", "agree", "copies of one text, chiefly about this", "main")
    return _sign("copies", "unknown", "", "unknown")


def _span(mention: Mention) -> str:
    if mention.when is None:
        return "–"
    start, end = mention.when.start.isoformat(), mention.when.end.isoformat()
    return start if start == end else f"{start}/{end}"
