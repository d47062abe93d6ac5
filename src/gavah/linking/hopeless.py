"""Candidate pairs that cannot weigh enough whatever a close look would find: not looked at closely.

For each pair the most it could weigh is worked out over arrays: days of publication, likeness of
texts and silence are told exactly, for the rest the best level that can still be. A pair stays
unless that bound lies below what is asked; so leaving pairs out changes no result, only the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gavah.linking.comparing import HARMS_THAT_COUNT, published_level, text_level
from gavah.linking.mentions import Mention
from gavah.linking.places import EARTH, place_keys
from gavah.linking.weights import FITTED, LEVELS, WEIGHTS

_W = WEIGHTS["across"]
_UNKNOWN_DAY = -1
_AT_ONCE = 1 << 18
_MOST_WORDS = 32  # of a mention that are looked up; one with more is bounded without looking
_MOST_TERMS = 60
_MOST_NAMES = 6
_UNCOUNTED, _OPEN = -1, 1 << 40


class Profiles:
    """What the bound needs of each mention, in columns."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        numbers: dict[Any, int] = {}

        def number(what: Any) -> int:
            return numbers.setdefault(what, len(numbers) + 1)

        size = len(mentions)
        self.size = size
        self.period = np.array([m.kind == "period" for m in mentions])
        self.stated = np.array([_stated(m) for m in mentions])
        self.start = np.array(
            [min((w.start.toordinal() for w in m.whens), default=0) for m in mentions]
        )
        self.end = np.array(
            [max((w.end.toordinal() for w in m.whens), default=0) for m in mentions]
        )
        self.published = np.array(
            [m.published.toordinal() if m.published else _UNKNOWN_DAY for m in mentions]
        )
        self.named = np.array([bool(m.names) for m in mentions])
        self.held = np.array([bool(m.suspects) for m in mentions])
        self.root = np.array([number(("root", m.root)) for m in mentions])
        self.acts = _bits(mentions, lambda m: m.acts)
        shape = (size, len(HARMS_THAT_COUNT))
        self.low, self.high = np.full(shape, _UNCOUNTED), np.full(shape, _UNCOUNTED)
        for at, m in enumerate(mentions):
            for act, name in enumerate(HARMS_THAT_COUNT):
                if name in m.counts:
                    low, high = m.counts[name]
                    self.low[at, act] = min(low, _OPEN - 1)
                    self.high[at, act] = _OPEN if high is None else min(high, _OPEN - 1)
        self.placed = np.array([bool(m.places) for m in mentions])
        # GeoNames id, country and keys of one sure town, and where it lies
        self.town = np.zeros((size, 4), np.int64)
        self.point = np.full((size, 2), np.nan)
        for at, m in enumerate(mentions):
            if m.places and len({(p.geonames, p.precision, place_keys(p)) for p in m.places}) == 1:
                place = m.places[0]
                keys = place_keys(place)
                if place.precision == "settlement" and place.geonames and 1 <= len(keys) <= 2:
                    country = number(("country", place.country)) if place.country else 0
                    self.town[at] = place.geonames, number(keys[0]), number(keys[-1]), country
                    if place.lat is not None and place.lon is not None:
                        self.point[at] = np.radians((place.lat, place.lon))
        self.words = np.zeros((size, _MOST_WORDS), np.int32)
        self.many = np.zeros(size, bool)
        self.telling = np.array([bool(m.telling) for m in mentions])
        self.terms = np.zeros((size, _MOST_TERMS), np.int32)
        self.heavy = np.zeros((size, _MOST_TERMS), np.int32)
        self.texts = np.array([bool(m.terms) for m in mentions])
        self.last = np.zeros((size, 2, _MOST_NAMES), np.int32)  # of the harmed, of the held
        for at, m in enumerate(mentions):
            words = m.telling | m.place_words
            if len(words) > _MOST_WORDS:
                self.many[at] = True
            else:
                self.words[at, : len(words)] = [number(word) for word in words]
            terms = list(m.terms.items())[:_MOST_TERMS]
            self.many[at] |= len(m.terms) > _MOST_TERMS
            self.terms[at, : len(terms)] = [number(word) for word, _ in terms]
            self.heavy[at, : len(terms)] = [weight for _, weight in terms]
            for which, names in enumerate((m.names, m.suspects)):
                last = {n.text.casefold().split()[-1] for n in names if n.text.strip()}
                self.many[at] |= len(last) > _MOST_NAMES
                self.last[at, which, : min(len(last), _MOST_NAMES)] = [
                    number(word) for word in sorted(last)[:_MOST_NAMES]
                ]
        self.vocabulary = len(numbers) + 1


def _stated(mention: Mention) -> bool:
    """Whether its days, all or the only ones it has, are told beside the acts."""
    bases = [when.basis != "inherited" for when in mention.whens]
    one = len({(when.start, when.end) for when in mention.whens}) == 1
    return (all(bases) and bool(bases)) or (one and any(bases))


def _bits(mentions: Sequence[Mention], of: Any) -> Any:
    names: dict[str, int] = {}
    return np.array(
        [sum(1 << names.setdefault(act, len(names)) for act in of(m)) for m in mentions], np.int64
    )


def hopeful(mentions: Sequence[Mention], left: Any, right: Any, least: float) -> Any:
    """A mask of the pairs that may weigh as much as `least`; pairs of periods always may.

    Args:
        left, right: indices, `left` ascending.
    """
    profiles = Profiles(mentions)
    kept = np.ones(len(left), bool)
    for start in range(0, len(left), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        kept[part] = bound(profiles, left[part], right[part]) >= least - 0.001
    return kept


def bound(of: Profiles, a: Any, b: Any) -> Any:
    """The most each pair could weigh, in bits; minus infinity where the two surely exclude each other."""
    gap = np.maximum(of.start[a], of.start[b]) - np.minimum(of.end[a], of.end[b])
    undated = (of.start[a] == 0) | (of.start[b] == 0)
    others, conflict = _towns(of, a, b)
    found = _read(of, a, b)
    many = of.many[a] | of.many[b]

    total = np.full(len(a), FITTED["prior"], float)
    total += np.where(undated, LEVELS["date.unknown"], _dated(gap))
    total += _published(of, a, b)
    elsewhere = _most("place", "near", "elsewhere", "conflict", "unknown")
    placed = np.where(others, elsewhere, _most("place"))
    placed = np.where(conflict, LEVELS["place.conflict"], placed)
    total += np.where(of.placed[a] & of.placed[b], placed, LEVELS["place.unknown"])
    total += _named("names", of.named, found.told[0] | many, of, a, b)
    total += _named("suspects", of.held, found.told[1] | many, of, a, b)
    total += _counts(of, a, b)
    shared = (of.acts[a] & of.acts[b]) != 0
    total += np.where(shared, LEVELS["acts.shared"], _most("acts", "related", "apart"))
    total += np.where(of.root[a] == of.root[b], _most("copies"), LEVELS["copies.unknown"])
    total += _texts(of, a, b, found, many)
    total += _said(of, a, b, found, many)

    # what `comparing.compare` excludes whatever the names say
    apart = ~undated & (gap >= _W["veto_days"]) & of.stated[a] & of.stated[b]
    like = ~many & (found.alike < _W["like_text"] * SCALE)
    unlike = ~many & (found.alike < _W["like_text_twice"] * SCALE)
    person = (of.named[a] & of.named[b]) | (of.held[a] & of.held[b])
    borne_out = ~like | (found.words >= _W["many_words"])
    far = gap > _W["far_days"]
    excluded = (apart & conflict & unlike) | (apart & ~person & (far | ~borne_out))
    total[excluded] = -np.inf
    total[of.period[a] | of.period[b]] = np.inf
    return total


SCALE = 1_000_000
"""What a dot product of two texts' weights is divided by to be a cosine."""


@dataclass(slots=True)
class _Read:
    """Over pairs: dot products of the texts, words that are shared, and names that the other's text has."""

    alike: Any
    words: Any
    told: tuple[Any, Any]


def _published(of: Profiles, a: Any, b: Any) -> Any:
    apart = np.abs(of.published[a] - of.published[b])
    unknown = (of.published[a] == _UNKNOWN_DAY) | (of.published[b] == _UNKNOWN_DAY)
    furthest = 1 + max(most for most, _ in _W["published_days"])
    table = np.array([LEVELS[published_level(days)] for days in range(furthest + 1)])
    return np.where(unknown, LEVELS["published.unknown"], table[np.minimum(apart, furthest)])


def _named(feature: str, has: Any, told: Any, of: Profiles, a: Any, b: Any) -> Any:
    both, none = has[a] & has[b], ~(has[a] | has[b])
    text = np.where(has[a], of.texts[b], of.texts[a])
    one = np.where(told, LEVELS[f"{feature}.told"], LEVELS[f"{feature}.untold"])
    one = np.where(text, one, LEVELS[f"{feature}.unknown"])
    return np.where(both, _most(feature), np.where(none, LEVELS[f"{feature}.unknown"], one))


def _counts(of: Profiles, a: Any, b: Any) -> Any:
    total, any_act = np.zeros(len(a)), np.zeros(len(a), bool)
    differ = _most("counts", "rising", "conflict")
    for act in range(len(HARMS_THAT_COUNT)):
        low, high, low2, high2 = of.low[a, act], of.high[a, act], of.low[b, act], of.high[b, act]
        both = (low != _UNCOUNTED) & (low2 != _UNCOUNTED)
        same = np.where(low >= 3, LEVELS["counts.same_large"], LEVELS["counts.same"])
        bits = np.where((low == low2) & (high == high2), same, LEVELS["counts.compatible"])
        bits = np.where((high < low2) | (high2 < low), differ, bits)
        total += np.where(both, bits, 0.0)
        any_act |= both
    return np.where(any_act, total, LEVELS["counts.unknown"])


def _texts(of: Profiles, a: Any, b: Any, found: _Read, many: Any) -> Any:
    edges = [most for most, _ in _W["text_cosines"]]
    levels = np.array([LEVELS[text_level(low)] for low in (0.0, *edges)])
    text = levels[np.searchsorted(edges, np.minimum(1.0, found.alike / SCALE), side="right")]
    text = np.where(many, levels.max(), text)
    return np.where(of.texts[a] & of.texts[b], text, LEVELS["text.unknown"])


def _said(of: Profiles, a: Any, b: Any, found: _Read, many: Any) -> Any:
    steps = np.array([LEVELS[f"words.{n}"] for n in range(_W["most_words"] + 1)])
    best = np.maximum.accumulate(steps)  # what the places share may not count
    said = np.where(many, best[-1], best[np.minimum(found.words, _W["most_words"])])
    return np.where(of.telling[a] & of.telling[b], said, LEVELS["words.unknown"])


def _most(feature: str, *levels: str) -> float:
    """The best that some levels of a feature weigh; all of them when none is named."""
    found = [LEVELS[f"{feature}.{level}"] for level in levels] or [
        bits for level, bits in LEVELS.items() if level.startswith(f"{feature}.")
    ]
    return max(found)


def _dated(gap: Any) -> Any:
    """The gap between all days of the one and all days of the other bounds that of the nearest two."""
    far = _most("date", "conflict", "conflict_inherited")
    soft = max(far, _most("date", "soft", "soft_inherited"))
    near = max(soft, _most("date", "near", "near_inherited"))
    met = max(near, _most("date", "same", "same_inherited", "overlap", "overlap_inherited"))
    close = np.where(gap > 1, soft, np.where(gap == 1, near, met))
    return np.where(gap >= _W["veto_days"], far, close)


def _towns(of: Profiles, a: Any, b: Any) -> tuple[Any, Any]:
    """Where both are in one sure town and the towns are not one; and where they surely conflict."""
    left, right = of.town[a], of.town[b]
    others = (left[:, 0] != 0) & (right[:, 0] != 0) & (left[:, 0] != right[:, 0])
    for i in (1, 2):
        for j in (1, 2):
            others &= left[:, i] != right[:, j]
    abroad = (left[:, 3] != right[:, 3]) & (left[:, 3] != 0) & (right[:, 3] != 0)
    lat, lon = (of.point[a] - of.point[b]).T
    half = np.sin(lat / 2) ** 2
    half += np.cos(of.point[a, 0]) * np.cos(of.point[b, 0]) * np.sin(lon / 2) ** 2
    apart = 2 * EARTH * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return others, others & (abroad | (apart > 1.001 * _W["veto_kilometres"]))


def _read(of: Profiles, a: Any, b: Any) -> _Read:
    """One left mention at a time."""
    found = _Read(
        np.zeros(len(a), np.int64),
        np.zeros(len(a), np.int64),
        (np.zeros(len(a), bool), np.zeros(len(a), bool)),
    )
    weight = np.zeros(of.vocabulary, np.int32)
    begins = np.flatnonzero(np.r_[True, a[1:] != a[:-1]])
    ends = np.r_[begins[1:], len(a)]
    for start, end in zip(begins.tolist(), ends.tolist(), strict=True):
        one, others = a[start], b[start:end]
        terms = of.terms[others]
        if of.texts[one]:
            weight[of.terms[one]] = of.heavy[one]
            weight[0] = 0
            found.alike[start:end] = np.einsum("ij,ij->i", weight[terms], of.heavy[others])
            for which, told in enumerate(found.told):
                told[start:end] = (weight[of.last[others, which]] > 0).any(axis=1)
            weight[of.terms[one]] = 0
        if of.telling[one]:
            weight[of.words[one]] = 1
            weight[0] = 0
            found.words[start:end] = weight[of.words[others]].sum(axis=1)
            weight[of.words[one]] = 0
        for which, (has, told) in enumerate(zip((of.named, of.held), found.told, strict=True)):
            if has[one]:
                weight[of.last[one, which]] = 1
                weight[0] = 0
                told[start:end] |= weight[terms].any(axis=1)
                weight[of.last[one, which]] = 0
    return found
