"""Mentions that are one occurrence: average link over weighed pairs, never across an exclusion.

Two clusters merge while the mean weight of all pairs between them reaches the threshold and no
pair of theirs is excluded, so one weak bridge cannot chain two incidents together. What a
judgement holds to be the same is brought together last, whole cluster with whole cluster, so that
it changes nothing beside them; only where another judgement holds members of the two apart are the
judged mentions joined first and the rest weighed against them.
"""

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations

Pair = tuple[int, int]
LARGEST = 200
"""Members up to which every pair of a component is weighed; a larger one is cut at its weak links."""

EXCLUDED = float("-inf")
"""The weight of a candidate pair that cannot be one."""


def components(
    size: int, edges: Mapping[Pair, float], joined: Sequence[Pair], least: float
) -> list[list[int]]:
    """Connected components over edges of at least that weight and over what is joined; sorted."""
    up = list(range(size))

    def find(at: int) -> int:
        while up[at] != at:
            up[at] = up[up[at]]
            at = up[at]
        return at

    for (a, b), weight in edges.items():
        if weight >= least:
            left, right = sorted((find(a), find(b)))
            up[right] = left
    for a, b in joined:
        left, right = sorted((find(a), find(b)))
        up[right] = left
    groups: dict[int, list[int]] = {}
    for at in range(size):
        groups.setdefault(find(at), []).append(at)
    return [groups[root] for root in sorted(groups)]


def cluster(
    size: int,
    edges: Mapping[Pair, float],
    weigh: Callable[[int, int], float | None],
    joined: Sequence[Pair],
    threshold: float,
    apart: Sequence[Pair] = (),
) -> list[list[int]]:
    """Cluster mentions 0…size-1; each cluster sorted, clusters in order of their first member.

    Args:
        edges: weights of candidate pairs (smaller index first), EXCLUDED where they cannot be one.
        weigh: weight of any pair, None where the two are excluded.
        joined: pairs that judgements hold to be the same.
        apart: pairs that judgements hold to be different; weighed as excluded too.
    """
    found = _weighed(size, edges, weigh, threshold, apart)
    if not joined:
        return found
    where = {member: at for at, one in enumerate(found) for member in one}
    bridges = sorted({(where[a], where[b]) for a, b in joined if where[a] != where[b]})
    made: list[list[int]] = []
    for group in components(len(found), {}, bridges, threshold):
        part = sorted(member for at in group for member in found[at])
        inside = set(part)
        if len(group) > 1 and any(a in inside and b in inside for a, b in apart):
            held = [pair for pair in joined if pair[0] in inside]
            made += _average_link(part, edges, weigh, held, threshold, apart)
        else:
            made.append(part)
    return sorted(made)


def _weighed(
    size: int,
    edges: Mapping[Pair, float],
    weigh: Callable[[int, int], float | None],
    threshold: float,
    apart: Sequence[Pair],
) -> list[list[int]]:
    """The clusters that the weights alone make."""
    found: list[list[int]] = []
    waiting = [(part, threshold) for part in components(size, edges, (), threshold)]
    while waiting:
        part, least = waiting.pop()
        if len(part) == 1:
            found.append(part)
            continue
        if len(part) > LARGEST:
            # cut at the weak links, two bits at a time; what no cut parts is taken as it is
            cut = _within(part, edges, least + 2)
            if len(cut) > 1 or least < threshold + 20:
                waiting += [(piece, least + 2) for piece in cut]
                continue
        found += _average_link(part, edges, weigh, (), threshold, apart)
    return sorted(found)


def _within(part: Sequence[int], edges: Mapping[Pair, float], least: float) -> list[list[int]]:
    place = {member: at for at, member in enumerate(part)}
    inner = {(place[a], place[b]): w for (a, b), w in edges.items() if a in place and b in place}
    return [[part[at] for at in piece] for piece in components(len(part), inner, (), least)]


def _average_link(
    part: Sequence[int],
    edges: Mapping[Pair, float],
    weigh: Callable[[int, int], float | None],
    joined: Sequence[Pair],
    threshold: float,
    apart: Sequence[Pair] = (),
) -> list[list[int]]:
    held = set(apart)
    members: dict[int, list[int]] = {member: [member] for member in part}
    sums: dict[int, dict[int, float]] = {member: {} for member in part}
    barred: dict[int, set[int]] = {member: set() for member in part}
    full = len(part) <= LARGEST
    for a, b in combinations(part, 2):
        pair = (a, b) if a < b else (b, a)
        weight = weigh(*pair) if full else edges.get(pair, threshold - 2)
        if weight is None or weight == EXCLUDED or pair in held:
            barred[a].add(b)
            barred[b].add(a)
            weight = 0.0
        sums[a][b] = sums[b][a] = weight

    def merge(one: int, other: int) -> int:
        keep, gone = (one, other) if one < other else (other, one)
        members[keep] = sorted(members[keep] + members.pop(gone))
        for third, weight in sums.pop(gone).items():
            if third == keep:
                continue
            sums[keep][third] += weight
            sums[third][keep] = sums[keep][third]
            del sums[third][gone]
        del sums[keep][gone]
        for third in barred.pop(gone):
            barred[third].discard(gone)
            if third != keep:
                barred[third].add(keep)
                barred[keep].add(third)
        barred[keep].discard(gone)
        return keep

    where = {member: member for member in part}
    for a, b in joined:
        if where[a] != where[b]:
            keep = merge(where[a], where[b])
            for member in members[keep]:
                where[member] = keep

    def mean(one: int, other: int) -> float:
        return sums[one][other] / (len(members[one]) * len(members[other]))

    heap = [
        (-mean(a, b), a, b)
        for a, b in combinations(sorted(members), 2)
        if b not in barred[a] and mean(a, b) >= threshold
    ]
    heapify(heap)
    while heap:
        weight, a, b = heappop(heap)
        if a not in members or b not in members or b in barred[a] or -mean(a, b) != weight:
            continue
        keep = merge(a, b)
        for third in sorted(members):
            if third != keep and third not in barred[keep]:
                value = mean(keep, third)
                if value >= threshold:
                    heappush(heap, (-value, min(keep, third), max(keep, third)))
    return sorted(members.values())
