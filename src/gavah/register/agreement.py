"""Whether judgements agree: A = B, B = C and A ≠ C cannot all hold."""

from collections import deque

from gavah.errors import ContradictoryJudgements
from gavah.model import Ruling


class Held:
    """Rulings that agree with one another, grown one by one."""

    def __init__(self) -> None:
        self._same: dict[str, dict[str, int]] = {}  # what is one with what, and by which judgement
        self._above: dict[str, str] = {}
        self._different: list[Ruling] = []

    def add(self, rulings: list[Ruling]) -> None:
        """Hold these too, all or none.

        Raises:
            ContradictoryJudgements: they contradict what is held; names the judgements.
        """
        for ruling in rulings:
            if ruling.held == "same":
                self._join(ruling)
            else:
                self._different.append(ruling)
        clash = next(
            (one for one in self._different if self._top(one.left) == self._top(one.right)), None
        )
        if clash is None:
            return
        path = self._path(clash.left, clash.right)
        seqs = sorted({clash.seq, *path})
        self._let_go(rulings)
        named = ", ".join(str(seq) for seq in seqs)
        raise ContradictoryJudgements(
            f"judgement {clash.seq} holds two {clash.about}s apart that "
            f"{'judgement' if len(path) == 1 else 'judgements'} "
            f"{', '.join(str(seq) for seq in sorted(set(path))) or clash.seq} hold to be one; "
            f"together {named} cannot all stand: undo one of them (gavah judge undo SEQ)"
        )

    def _join(self, ruling: Ruling) -> None:
        self._same.setdefault(ruling.left, {}).setdefault(ruling.right, ruling.seq)
        self._same.setdefault(ruling.right, {}).setdefault(ruling.left, ruling.seq)
        self._above[self._top(ruling.left)] = self._top(ruling.right)

    def _top(self, key: str) -> str:
        while self._above.get(key, key) != key:
            self._above[key] = self._above.get(self._above[key], self._above[key])
            key = self._above[key]
        return key

    def _path(self, left: str, right: str) -> list[int]:
        """The judgements that make left and right one."""
        came: dict[str, tuple[str, int]] = {}
        waiting = deque([left])
        while waiting:
            here = waiting.popleft()
            for there, seq in sorted(self._same.get(here, {}).items()):
                if there not in came and there != left:
                    came[there] = (here, seq)
                    waiting.append(there)
        path = []
        while right in came:
            right, seq = came[right]
            path.append(seq)
        return path

    def _let_go(self, rulings: list[Ruling]) -> None:
        """Forget these again, and build the sets anew from what is left."""
        gone = {(one.seq, one.left, one.right) for one in rulings}
        self._different = [
            one for one in self._different if (one.seq, one.left, one.right) not in gone
        ]
        pairs = [
            Ruling(seq=seq, about="incident", held="same", left=left, right=right)
            for left, others in self._same.items()
            for right, seq in others.items()
            if (seq, left, right) not in gone and (seq, right, left) not in gone and left <= right
        ]
        self._same, self._above = {}, {}
        for pair in pairs:
            self._join(pair)
