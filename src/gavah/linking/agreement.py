"""Whether sources that count the same people agree, and the range they leave together.

Rule: counts agree when some whole number satisfies them all. A conflict is shown, never
averaged away; the total then widens to cover every source (docs/terms.md, "Totals"). A source
that gives only a ceiling ("no more than 46") takes no floor from the others. A figure
with "about" never bounds; two of them conflict when they differ by more than a printed part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from gavah.errors import NothingToCompare
from gavah.linking.weights import WEIGHTS
from gavah.model import Count

ABOUT_DIFFERS: float = WEIGHTS["tolls"]["about_differs"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What several counts say together, in whole people; both ends inclusive.

    Attributes:
        low: fewest people the total allows.
        high: most it allows; None where no ceiling holds.
        conflicts: every pair of counts that cannot both be right.
    """

    low: int
    high: int | None
    conflicts: tuple[tuple[Count, Count], ...]


def unbounded(count: Count) -> bool:
    """Whether the words give a figure and no bound ("about 20")."""
    return count.low is None and count.high is None and count.about is not None


def conflict(one: Count, other: Count, about_differs: float = ABOUT_DIFFERS) -> bool:
    """Whether two counts of the same people cannot both be right; symmetric."""
    if unbounded(one) and unbounded(other):
        small, large = sorted((one.about or 0, other.about or 0))
        return large - small > about_differs * large
    return not one.meets(other)


def compare(counts: Sequence[Count], about_differs: float = ABOUT_DIFFERS) -> Agreement:
    """Compare counts of the same people; their order does not matter.

    Raises:
        NothingToCompare: `counts` is empty. No source is not a count of zero.
    """
    if not counts:
        raise NothingToCompare("no counts to compare; link claims to this incident first")
    pairs = combinations(counts, 2)
    conflicts = tuple((a, b) for a, b in pairs if conflict(a, b, about_differs))
    bounding = [count for count in counts if not unbounded(count)]
    lows = [count.floor for count in bounding]  # 0 where the words give no lower bound
    highs = [count.high for count in bounding if count.high is not None]
    if not bounding:
        return Agreement(0, None, conflicts)
    if any(not one.meets(other) for one, other in combinations(bounding, 2)):
        open_above = len(highs) < len(bounding)
        floors = [count.low for count in bounding if count.low is not None]
        return Agreement(min(floors, default=0), None if open_above else max(highs), conflicts)
    return Agreement(max(lows), min(highs, default=None), conflicts)
