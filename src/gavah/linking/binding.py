"""Rulings brought into force: what must be one, what cannot be, and which judgements contradict.

`same` carries over (A = B, B = C, so A = C); `different` holds between whole such groups. A
judgement binds: linking never crosses a `different` and always keeps a `same`.
"""

from collections import deque
from collections.abc import Iterable

from gavah.errors import ContradictoryJudgements
from gavah.model import Ruling


class Groups:
    """Union-find over names; the representative of a group is its smallest member."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, one: str) -> str:
        """The smallest member of the group that `one` is in."""
        root = one
        while (up := self._up.get(root, root)) != root:
            root = up
        while (up := self._up.get(one, one)) != root:
            self._up[one] = root
            one = up
        return root

    def join(self, one: str, other: str) -> None:
        """Make the groups of both one group."""
        one, other = sorted((self.find(one), self.find(other)))
        self._up[other] = one


class Binding:
    """The rulings about incidents, or those about persons, over claims or mentions.

    Raises:
        ContradictoryJudgements: A = B, B = C, A ≠ C; the message names the judgements.
    """

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        self.rulings = sorted(rulings, key=lambda r: (r.seq, r.left, r.right, r.held))
        self.groups = Groups()
        for ruling in self.rulings:
            if ruling.held == "same":
                self.groups.join(ruling.left, ruling.right)
        self.apart: dict[str, dict[str, int]] = {}
        for ruling in self.rulings:
            if ruling.held == "same":
                continue
            left, right = self.groups.find(ruling.left), self.groups.find(ruling.right)
            if left == right:
                seqs = self._path(ruling.left, ruling.right)
                named = ", ".join(str(seq) for seq in sorted({*seqs, ruling.seq}))
                raise ContradictoryJudgements(
                    f"judgements {named} contradict each other: {ruling.left} and {ruling.right} are "
                    f"held to be different by judgement {ruling.seq} and the same by the others; "
                    "undo one of them"
                )
            self.apart.setdefault(left, {}).setdefault(right, ruling.seq)
            self.apart.setdefault(right, {}).setdefault(left, ruling.seq)

    @property
    def named(self) -> list[str]:
        """Everything a ruling names, in order."""
        return sorted({end for ruling in self.rulings for end in (ruling.left, ruling.right)})

    def same(self, one: str, other: str) -> bool:
        """Whether judgements hold the two to be one."""
        return self.groups.find(one) == self.groups.find(other)

    def different(self, one: str, other: str) -> int | None:
        """Number of the judgement that holds the two apart; None when none does."""
        if not self.apart:
            return None
        return self.apart.get(self.groups.find(one), {}).get(self.groups.find(other))

    def because(self, one: str, other: str) -> tuple[int, ...]:
        """The judgements by which two are one."""
        return tuple(sorted(set(self._path(one, other))))

    def _path(self, one: str, other: str) -> list[int]:
        edges: dict[str, list[tuple[str, int]]] = {}
        for ruling in self.rulings:
            if ruling.held == "same":
                edges.setdefault(ruling.left, []).append((ruling.right, ruling.seq))
                edges.setdefault(ruling.right, []).append((ruling.left, ruling.seq))
        came: dict[str, tuple[str, int]] = {one: (one, 0)}
        queue = deque([one])
        while queue:
            at = queue.popleft()
            for to, seq in edges.get(at, ()):
                if to not in came:
                    came[to] = (at, seq)
                    queue.append(to)
        seqs: list[int] = []
        while other in came and other != one:
            other, seq = came[other]
            seqs.append(seq)
        return seqs
