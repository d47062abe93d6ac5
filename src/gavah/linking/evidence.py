"""What speaks for and against two mentions being one occurrence: agree, conflict or unknown.

Every sign is three-valued. Silence is `unknown` and weighs nothing: a report that gives no place
does not deny one. A different count alone never splits (early counts rise). Each sign says itself
in words, so that a link can be questioned (`gavah show ID`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gavah.linking import places, spans
from gavah.linking.mentions import Mention
from gavah.linking.names import Name, compare
from gavah.linking.weights import WEIGHTS

Verdict = Literal["agree", "conflict", "unknown"]
_W = WEIGHTS["across"]
_P = WEIGHTS["periods"]
_HARMS_THAT_COUNT = ("killed", "injured", "arrested", "abducted")


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of evidence.

    Attributes:
        feature: date, published, place, names, suspects, counts, acts, words, copies.
        excludes: the two cannot be one, whatever else agrees.
    """

    feature: str
    verdict: Verdict
    weight: float
    words: str
    excludes: bool = False

    def __str__(self) -> str:
        return f"{self.words} ({self.weight:+.1f})"


def signs(one: Mention, other: Mention) -> list[Sign]:
    """Every sign between two mentions of one kind, those that weigh nothing left out; symmetric."""
    if one.key > other.key:
        one, other = other, one
    found = _periods(one, other) if one.kind == "period" else _occurrences(one, other)
    return [sign for sign in found if sign.weight]


def excluded(one: Mention, other: Mention) -> bool:
    """Whether days alone exclude two occurrences: the cheap test before every sign is read.

    True only where `signs` says so too: no name is in both, nor a run of telling words.
    """
    if one.kind != "occurrence" or _share_people(one, other):
        return False
    if spans.nearest(one.whens, other.whens) != "conflict":
        return False
    common = (one.telling | one.place_words) & (other.telling | other.place_words)
    return bool(len(common) < _W["many_words"])


def _share_people(one: Mention, other: Mention) -> bool:
    """Whether some name is in both, by the comparison that decides and not by keys."""
    return any(
        compare(a, b)[0] == "same"
        for left, right in ((one.names, other.names), (one.suspects, other.suspects))
        for a in left
        for b in right
    )


def _occurrences(one: Mention, other: Mention) -> list[Sign]:
    named, bits, sign = _names(one, other)
    suspects = _suspects(one, other)
    # a rare name or many words in both weigh more than a day or a place that a report may have wrong
    rare = (named and bits >= _W["rare_name"]) or suspects.weight >= _W["rare_name"]
    placed = places.nearest(one.places, other.places)
    common = _shared_words(one, other, placed in ("same", "near", "namesake"))
    rare = rare or len(common) >= _W["many_words"]
    return [
        sign,
        *_date(one, other, rare),
        _placed(one, other, placed, _W["place"], rare),
        suspects,
        _counts(one, other),
        _acts(one, other),
        _words(one, other, common),
        _copies(one, other),
    ]


def _periods(one: Mention, other: Mention) -> list[Sign]:
    frame = spans.frame_relation(one.when, other.when)
    words = {"same": "one span of time", "inside": "one span of time lies within the other",
             "conflict": "spans of time that differ", "unknown": "a span of time is not told"}  # fmt: skip
    verdict: Verdict = (
        "agree" if frame in ("same", "inside") else "conflict" if frame == "conflict" else "unknown"
    )
    placed = places.relation(one.place, other.place)
    return [
        Sign(
            "date",
            verdict,
            _P["frame"][frame],
            f"{words[frame]}: {_span(one)}, {_span(other)}",
            frame == "conflict",
        ),
        _placed(one, other, placed, _P["place"]),
        _copies(one, other),
    ]


def _date(one: Mention, other: Mention, rare: bool) -> list[Sign]:
    relation = spans.nearest(one.whens, other.whens)
    weight = _W["date"][relation]
    both = f"{_span(one)}, {_span(other)}"
    if relation == "unknown":
        return [_published(one.published, other.published)]
    if relation in ("same", "overlap", "near"):
        words = {"same": "the same day", "overlap": "days that overlap", "near": "a day apart"}
        return [Sign("date", "agree", weight, f"{words[relation]}: {both}")]
    if rare and relation == "conflict":
        words_disputed = f"days that differ, though a rare name or many words are shared: {both}"
        return [Sign("date", "conflict", _W["disputed"], words_disputed)]
    return [Sign("date", "conflict", weight, f"days that differ: {both}", relation == "conflict")]


def _published(one: date | None, other: date | None) -> Sign:
    if one is None or other is None:
        return Sign("published", "unknown", _W["published"]["unknown"], "")
    apart = abs((one - other).days)
    near = "close" if apart <= 3 else "weeks" if apart <= 30 else "far"
    verdict: Verdict = "agree" if near == "close" else "conflict" if near == "far" else "unknown"
    return Sign(
        "published",
        verdict,
        _W["published"][near],
        f"published {apart} days apart, a day is not told",
    )


def _placed(
    one: Mention, other: Mention, relation: str, weights: dict[str, float], rare: bool = False
) -> Sign:
    words = {"same": "the same place", "near": "places within 10 km", "contains": "one place within the other",
             "country": "the same country", "elsewhere": "other places", "conflict": "places that exclude each other",
             "namesake": "places of one name", "unknown": "a place is not told"}[relation]  # fmt: skip
    verdict: Verdict = "agree"
    if relation in ("unknown", "elsewhere", "conflict"):
        verdict = "unknown" if relation == "unknown" else "conflict"
    here, there = (m.place.name if m.place else "–" for m in (one, other))
    weight = _W["disputed"] if rare and relation == "conflict" else weights[relation]
    excludes = relation == "conflict" and not rare
    return Sign("place", verdict, weight, f"{words}: {here}, {there}", excludes)


def shared(left: Sequence[Name], right: Sequence[Name]) -> list[tuple[float, str, Name, Name]]:
    """Names paired one to one, the weightiest first: (bits, "same" or "partial", left, right)."""
    scored = []
    for a in left:
        for b in right:
            relation, bits = compare(a, b)
            if relation != "different":
                scored.append(
                    (-bits if relation == "same" else -bits / 2, a.text, b.text, relation, a, b)
                )
    scored.sort(key=lambda found: found[:4])
    used: set[tuple[int, str]] = set()
    kept = []
    for bits, a_text, b_text, relation, a, b in scored:
        if (0, a_text) in used or (1, b_text) in used:
            continue
        used |= {(0, a_text), (1, b_text)}
        kept.append((-bits, str(relation), a, b))
    return kept


def _names(one: Mention, other: Mention) -> tuple[bool, float, Sign]:
    weights = _W["names"]
    if not one.names or not other.names:
        return False, 0.0, Sign("names", "unknown", weights["unknown"], "")
    found = shared(one.names, other.names)
    same = [pair for pair in found if pair[1] == "same"]
    if same:
        bits = min(weights["most"], sum(pair[0] for pair in same))
        text = "; ".join(
            f"{a.text} = {b.text}" if a.text != b.text else a.text for _, _, a, b in same[:3]
        )
        return True, bits, Sign("names", "agree", bits, f"the same harmed: {text}")
    if found:
        bits = sum(pair[0] for pair in found)
        text = "; ".join(f"{a.text}, {b.text}" for _, _, a, b in found[:3])
        return (
            False,
            bits,
            Sign(
                "names", "agree", bits * 2 * weights["partial"], f"names that share a word: {text}"
            ),
        )
    complete = _all_named(one) and _all_named(other)
    weight = weights["different"] if complete else _W["incomplete"]
    return (
        False,
        0.0,
        Sign(
            "names",
            "conflict",
            weight,
            "other people are named" + ("" if complete else ", and not everybody is"),
        ),
    )


def _all_named(mention: Mention) -> bool:
    return max(
        (floor for act, (floor, _) in mention.counts.items() if act in ("killed", "injured")),
        default=0,
    ) <= len(mention.names)


def _suspects(one: Mention, other: Mention) -> Sign:
    weights = _W["suspects"]
    if not one.suspects or not other.suspects:
        return Sign("suspects", "unknown", weights["unknown"], "")
    found = shared(one.suspects, other.suspects)
    same = [pair for pair in found if pair[1] == "same"]
    if same:
        bits = min(weights["most"], 0.8 * sum(pair[0] for pair in same))
        return Sign(
            "suspects", "agree", bits, f"the same named as held or responsible: {same[0][2].text}"
        )
    if found:
        return Sign(
            "suspects",
            "agree",
            found[0][0] * weights["partial"],
            f"a name held or responsible is shared: {found[0][2].text}",
        )
    return Sign(
        "suspects", "conflict", weights["different"], "others are named as held or responsible"
    )


def _counts(one: Mention, other: Mention) -> Sign:
    weights = _W["counts"]
    acts = [act for act in _HARMS_THAT_COUNT if act in one.counts and act in other.counts]
    if not acts:
        return Sign("counts", "unknown", weights["unknown"], "")
    first, later = (
        (one, other)
        if (one.published or date.max) <= (other.published or date.max)
        else (other, one)
    )
    weight, lines, conflict = 0.0, [], False
    for act in acts:
        (low, high), (low2, high2) = first.counts[act], later.counts[act]
        if (high is not None and high < low2) or (high2 is not None and high2 < low):
            rising = first.published != later.published and high is not None and high < low2
            weight += weights["rising" if rising else "conflict"]
            conflict = conflict or not rising
            lines.append(f"{act} {'rises' if rising else 'differs'}: {low}, {low2}")
        elif low == low2 and high == high2:
            weight += weights["same_large" if low >= 3 else "same"]
            lines.append(f"{act} the same: {low}")
        else:
            weight += weights["compatible"]
            lines.append(f"{act} compatible: {low}, {low2}")
    verdict: Verdict = "conflict" if conflict else "agree"
    return Sign("counts", verdict, weight, "; ".join(lines))


def _acts(one: Mention, other: Mention) -> Sign:
    common = sorted(set(one.acts) & set(other.acts))
    if common:
        return Sign("acts", "agree", _W["acts"]["shared"], f"the same acts: {', '.join(common)}")
    kinds = [{claim.type for claim in mention.claims} for mention in (one, other)]
    if kinds[0] != kinds[1] and not kinds[0] & kinds[1]:
        return Sign("acts", "conflict", _W["acts"]["apart"], "a gathering and a harm")
    return Sign("acts", "unknown", _W["acts"]["related"], "")


def _shared_words(one: Mention, other: Mention, placed: bool) -> list[str]:
    """Telling words of sentences and headlines that are shared, or that name the other's place.

    Words of a place count only where the places themselves do not agree already.
    """
    here, there = one.place_words, other.place_words
    common = (one.telling | here) & (other.telling | there)
    return sorted(common - ((here | there) if placed else (here & there)))


def _words(one: Mention, other: Mention, common: Sequence[str]) -> Sign:
    if not one.telling or not other.telling:
        return Sign("words", "unknown", 0.0, "")
    weight = _W["words"][min(len(common), len(_W["words"]) - 1)]
    if not common:
        return Sign("words", "conflict", weight, "no telling word is shared")
    return Sign("words", "agree", weight, f"words shared: {', '.join(common)}")


def _copies(one: Mention, other: Mention) -> Sign:
    if one.root == other.root:
        left = {(claim.act, claim.anchors.sentence.quote) for claim in one.claims}
        if any((claim.act, claim.anchors.sentence.quote) in left for claim in other.claims):
            return Sign(
                "copies", "agree", _W["copies"]["same"], "the same sentence in copies of one text"
            )
        if one.main and other.main:
            words = "copies of one text, chiefly about this"
            return Sign("copies", "agree", _W["copies"]["main"], words)
    return Sign("copies", "unknown", _W["copies"]["unknown"], "")


def _span(mention: Mention) -> str:
    if mention.when is None:
        return "–"
    start, end = mention.when.start.isoformat(), mention.when.end.isoformat()
    return start if start == end else f"{start}/{end}"
