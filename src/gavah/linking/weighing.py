"""What pairs of mentions weigh, with what judgements hold about them."""

from collections.abc import Iterable, Sequence

from gavah.linking.binding import Binding
from gavah.linking.blocking import candidates
from gavah.linking.hopeless import hopeful
from gavah.linking.mentions import Mention
from gavah.linking.scoring import score
from gavah.linking.weights import FITTED, WEIGHTS

Pair = tuple[int, int]


def kept_from() -> float:
    """Bits from which the weight of a candidate pair is kept: it may be one, or worth a question."""
    return float(min(WEIGHTS["across"]["undecided"], FITTED["threshold"]))


class Weighing:
    """Mentions, by index in the order of their keys, and the rulings that bind them."""

    def __init__(self, mentions: Sequence[Mention], binding: Binding) -> None:
        self.mentions = mentions
        self._binding = binding
        self._cache: dict[Pair, float | None] = {}
        self._ruled: dict[int, list[str]] = {}
        self._at: dict[str, int] = {}
        if binding.rulings:
            self._at = {c.id: at for at, one in enumerate(mentions) for c in one.claims}
            for claim in binding.named:
                if claim in self._at:
                    self._ruled.setdefault(self._at[claim], []).append(claim)

    def weigh(self, a: int, b: int) -> float | None:
        """Bits for the two being one; None where they cannot be."""
        pair = (a, b)
        if pair not in self._cache:
            self._cache[pair] = self._weighed(a, b)
        return self._cache[pair]

    def _weighed(self, a: int, b: int) -> float | None:
        one, other = self.mentions[a], self.mentions[b]
        if one.kind != other.kind or one.document == other.document:
            return None
        if any(
            self._binding.different(x, y) is not None
            for x in self._ruled.get(a, ())
            for y in self._ruled.get(b, ())
        ):
            return None
        scored = score(one, other)
        return None if scored.excluded else scored.weight

    def joined(self) -> list[Pair]:
        """Pairs that judgements hold to be one."""
        found = set()
        for ruling in self._binding.rulings:
            a, b = self._at.get(ruling.left), self._at.get(ruling.right)
            if ruling.held == "same" and a is not None and b is not None and a != b:
                found.add((min(a, b), max(a, b)))
        return sorted(found)

    def apart(self) -> list[Pair]:
        """Pairs that judgements hold to be different, also what no block brings together."""
        held: dict[str, set[int]] = {}
        for at, named in self._ruled.items():
            for claim in named:
                held.setdefault(self._binding.groups.find(claim), set()).add(at)
        return sorted(
            (a, b)
            for one, others in self._binding.apart.items()
            for other in others
            for a in held.get(one, ())
            for b in held.get(other, ())
            if a < b
        )


def candidate_weights(weighing: Weighing) -> dict[Pair, float]:
    """Weights of the candidate pairs that may be one, or are worth a person's question."""
    left, right = candidates(weighing.mentions)
    return weights_of(weighing, zip(left.tolist(), right.tolist(), strict=True))


def weights_of(weighing: Weighing, pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Weights of those of the pairs that may be one, or are worth a person's question."""
    import numpy as np

    wanted = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    left, right = wanted[:, 0], wanted[:, 1]
    kept = hopeful(weighing.mentions, left, right, kept_from())
    found: dict[Pair, float] = {}
    for a, b in wanted[kept].tolist():
        weight = weighing.weigh(a, b)
        if weight is not None and weight >= kept_from():
            found[a, b] = weight
    return found
