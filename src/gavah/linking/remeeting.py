"""Who meets whom in blocks that changed: what a later linking has to compare again, and no more.

A mention that is new meets whoever stands in its blocks. Beyond that, only a block above its budget
can make a difference to two mentions that stayed as they were: whoever comes or goes between them
moves them out of each other's reach, or into it.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gavah.linking.postings import BUDGET, NEIGHBOURS, Rows, in_order, sizes

Owners = tuple[int, int]


@dataclass(slots=True)
class Remeeting:
    """Pairs of owners, the smaller first.

    Attributes:
        fresh: met in some block, and one of them is new.
        gained: unchanged, and met now in a block in which they did not meet before.
        lost: unchanged, and no longer met in a block in which they met; maybe in another.
    """

    fresh: set[Owners] = field(default_factory=set)
    gained: set[Owners] = field(default_factory=set)
    lost: set[Owners] = field(default_factory=set)


def remeet(old: Rows, gone: set[int], added: Rows) -> tuple[Rows, Remeeting]:
    """The rows of touched blocks as they are now, in order, and what that changes.

    Args:
        old: every row of every touched block, as it was.
        gone: owners that leave them.
        added: rows of owners that are new.
    """
    leaving = np.isin(old["owner"], np.fromiter(gone, np.int64, len(gone)))
    new = in_order(np.concatenate((old[~leaving], added)))
    found = Remeeting()
    if not len(new):
        return new, found
    fresh_owners = np.unique(added["owner"])
    begins, lengths = sizes(new)
    at = np.flatnonzero(np.isin(new["owner"], fresh_owners))
    reach = np.where(lengths[at] > BUDGET, NEIGHBOURS, lengths[at])
    low = np.maximum(begins[at], at - reach)
    high = np.minimum(begins[at] + lengths[at], at + reach + 1)
    left = np.repeat(at, high - low)
    right = np.arange(len(left)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    right += np.repeat(low, high - low)
    a, b = new["owner"][left], new["owner"][right]
    apart = a != b
    codes = np.unique(np.stack((np.minimum(a, b)[apart], np.maximum(a, b)[apart])), axis=1)
    found.fresh.update(zip(*codes.tolist(), strict=True))
    _crowded(old, leaving, new, fresh_owners, found)
    return new, found


def _crowded(old: Rows, leaving: Any, new: Rows, fresh: Any, found: Remeeting) -> None:
    """Blocks above their budget, before or now."""
    merged = np.concatenate((old, new[np.isin(new["owner"], fresh)]))
    was = np.r_[np.ones(len(old), bool), np.zeros(len(merged) - len(old), bool)]
    stays = np.r_[~leaving, np.ones(len(merged) - len(old), bool)]
    order = np.lexsort((merged["tie"], merged["published"], merged["day"], merged["block"]))
    merged, was, stays = merged[order], was[order], stays[order]
    begins, lengths = sizes(merged)
    for begin in np.unique(begins[lengths > BUDGET]).tolist():
        part = slice(begin, begin + int(lengths[begin]))
        before, after = was[part], stays[part]
        sizes_of = int(before.sum()), int(after.sum())
        if max(sizes_of) <= BUDGET:
            continue
        changed = np.flatnonzero(before != after)
        reach = [NEIGHBOURS if size > BUDGET else size for size in sizes_of]
        around = max(reach) + len(changed)
        near = np.zeros(len(before), bool)
        for one in changed.tolist():
            near[max(0, one - around) : one + around + 1] = True
        unchanged = np.flatnonzero(near & before & after)
        ranks = np.cumsum(before)[unchanged], np.cumsum(after)[unchanged]
        owners = merged["owner"][part][unchanged]
        for step in range(1, len(unchanged)):
            met = [
                ranked[step:] - ranked[:-step] <= far
                for ranked, far in zip(ranks, reach, strict=True)
            ]
            if not met[0].any() and not met[1].any():
                break
            for pairs, which in ((found.lost, met[0] & ~met[1]), (found.gained, met[1] & ~met[0])):
                for i in np.flatnonzero(which).tolist():
                    one, other = int(owners[i]), int(owners[i + step])
                    pairs.add((min(one, other), max(one, other)))


def meets(one: int, other: int, rows: Rows) -> bool:
    """Whether two owners meet in some block.

    Args:
        rows: of blocks that both stand in, whole and in order.
    """
    if not len(rows):
        return False
    _, lengths = sizes(rows)
    left = np.flatnonzero(rows["owner"] == one)
    right = np.flatnonzero(rows["owner"] == other)
    reach = np.where(lengths[left] > BUDGET, NEIGHBOURS, lengths[left])
    apart = np.abs(left - right)
    return bool((apart <= reach).any())
