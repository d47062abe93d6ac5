"""How two spans of days stand to each other, and what the spans of several claims agree on.

Days are whole days, both ends included. A span never says that something lasted: it says that
something happened on some day of it (docs/terms.md, "When"). `unknown` is a value of its own.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from gavah.linking.weights import WEIGHTS
from gavah.model import When

DateRelation = Literal["same", "overlap", "near", "soft", "conflict", "unknown"]
CLOSENESS: tuple[DateRelation, ...] = ("same", "overlap", "near", "unknown", "soft", "conflict")
FrameRelation = Literal["same", "inside", "conflict", "unknown"]


def days(when: When) -> int:
    """How many days the span has."""
    return (when.end - when.start).days + 1


def gap(one: When, other: When) -> int:
    """Days between two spans: 0 when they share one, 1 when they touch."""
    return max(0, (max(one.start, other.start) - min(one.end, other.end)).days)


def relation(one: When | None, other: When | None) -> DateRelation:
    """Whether two dated occurrences can be one.

    same: a day known to within three days, shared. overlap: a wider span, shared. near: one day
    apart (a night, a time zone, a wrong weekday). soft: apart, but by less than what forbids it.
    """
    if one is None or other is None:
        return "unknown"
    apart = gap(one, other)
    if apart == 0:
        return "same" if max(days(one), days(other)) <= 3 else "overlap"
    if apart == 1:
        return "near"
    return "soft" if apart < WEIGHTS["across"]["veto_days"] else "conflict"


def nearest(left: Sequence[When], right: Sequence[When]) -> DateRelation:
    """How the days of two tellings stand: the closest relation of any two of them."""
    found = [relation(one, other) for one in left for other in right]
    return min(found, key=CLOSENESS.index, default="unknown")


def frame_relation(one: When | None, other: When | None) -> FrameRelation:
    """Whether two spans of cumulative figures are one frame, or one lies inside the other."""
    if one is None or other is None:
        return "unknown"
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    if shared <= 0:
        return "conflict"
    over_all = days(one) + days(other) - shared
    if shared / over_all >= WEIGHTS["periods"]["overlap"]:
        return "same"
    within = shared == min(days(one), days(other))
    if within and max(days(one), days(other)) <= WEIGHTS["periods"]["inside_days"]:
        return "inside"
    return "conflict"


def agreed(whens: Sequence[tuple[str, When]]) -> When | None:
    """The span that most documents bear out; the narrowest of those, then the earliest.

    Args:
        whens: (root document, span) of each claim. Copies of one story are one voice.
    """
    candidates = {(when.start, when.end): when for _, when in sorted(whens, key=_order)}
    best: tuple[tuple[int, int, int, int, date], When] | None = None
    for when in candidates.values():
        same = [(root, w) for root, w in whens if (w.start, w.end) == (when.start, when.end)]
        holding = _voices([(root, w) for root, w in whens if _holds(w, when)])
        stated = _voices(same)
        plain = sum(1 for _, w in same if w.basis == "stated")
        rank = (-holding - stated, days(when), -stated, -plain, when.start)
        if best is None or rank < best[0]:
            best = (rank, when)
    return best[1] if best else None


def _voices(told: Sequence[tuple[str, When]]) -> int:
    """Voices for a span: two for a document that tells it, one where it is only inherited."""
    best: dict[str, int] = {}
    for root, when in told:
        best[root] = max(best.get(root, 0), 1 if when.basis == "inherited" else 2)
    return sum(best.values())


def agreed_frame(whens: Sequence[tuple[str, When]]) -> When | None:
    """The span of a period: the widest frame of those the most documents give."""
    votes: dict[tuple[date, date], set[str]] = {}
    sample: dict[tuple[date, date], When] = {}
    for root, when in sorted(whens, key=_order):
        votes.setdefault((when.start, when.end), set()).add(root)
        sample.setdefault((when.start, when.end), when)
    if not votes:
        return None
    best = min(votes, key=lambda span: (-days(sample[span]), -len(votes[span]), span))
    return sample[best]


def _holds(wide: When, narrow: When) -> bool:
    return wide.start <= narrow.start and narrow.end <= wide.end


def _order(voice: tuple[str, When]) -> tuple[date, date, int, str]:
    root, when = voice
    return (when.start, when.end, ("stated", "computed", "inherited").index(when.basis), root)
