"""What people hold about a case: judgements taken in, replayed, and told of.

A judgement is checked against the register as it stands (`judging`), kept in the chain, and from
then on replayed on the claims of the day (`standing`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from gavah.errors import RefusedJudgement
from gavah.model import Judgement
from gavah.register import schema
from gavah.register.chain import Chain
from gavah.register.claims import Claims
from gavah.register.judging import Judging, Named, check_words
from gavah.register.linkage import Linkage
from gavah.register.locating import Finder
from gavah.register.readings import Readings
from gavah.register.session import Session
from gavah.register.standing import Standing, in_force


class Deciding:
    """Takes judgements and says which stand."""

    def __init__(
        self, session: Session, chain: Chain, linkage: Linkage, as_read: Claims, readings: Readings
    ) -> None:
        self._session = session
        self._chain = chain
        self._linkage = linkage
        self._as_read = as_read
        self._readings = readings
        self._stood: tuple[str, Standing] | None = None

    def forget(self) -> None:
        """Replay the judgements afresh when next asked: what they bind has changed."""
        self._stood = None

    def standing(self) -> Standing:
        """Judgements in force, replayed on the claims of today."""
        head = self._chain.head()
        if self._stood is None or self._stood[0] != head:
            self._stood = (head, Standing(self._in_force(), self._finder()))
        return self._stood[1]

    def judgements(self, in_force: bool = False) -> Iterator[Judgement]:
        """Judgements, oldest first; all of them, or those neither undone nor removed."""
        return iter(self._in_force()) if in_force else self._chain.judgements()

    def judge(
        self,
        verb: str,
        target: Sequence[str],
        value: Any,
        *,
        by: str,
        because: str,
        words: dict[str, Any] | None,
        named: Callable[[str], Named],
    ) -> Judgement:
        """Record what a named person holds.

        Args:
            words: anything more to keep of what the judgement was made on.
            named: an id to the entry it stands for.

        Raises:
            RefusedJudgement: without name or reason, or of what the register does not hold.
            ContradictoryJudgements: it contradicts judgements in force; names them.
            UnknownId: nothing answers to a target.
        """
        check_words(verb, by, because)
        with self._session.writing():
            self.forget()
            if verb == "undo":
                ids = self._undone(target)
                bound: dict[str, Any] = {}
            else:
                entries = {one.id: one for one in map(named, dict.fromkeys(target))}
                standing = self.standing()
                judging = Judging(standing, self._finder(standing), self._linkage, self._next())
                self.forget()  # checking grows what is held; it is replayed afresh
                value, bound = judging.checked(verb, list(entries.values()), value)
                ids = list(entries)
            content = {"value": value, "words": {**(words or {}), **bound}, "reason": because}
            seq = self._chain.add("judgement", verb, ids, content, by)
            return next(one for one in self._chain.judgements() if one.seq == seq)

    def _finder(self, standing: Standing | None = None) -> Finder:
        finder = Finder(self._as_read, self._readings)
        if standing is not None:
            finder.added = standing.added
        return finder

    def _next(self) -> int:
        with self._session.reading() as connection:
            newest = connection.execute(sa.select(sa.func.max(schema.chain.c.seq))).scalar()
        return int(newest or 0) + 1

    def _in_force(self) -> list[Judgement]:
        return in_force(self._chain.judgements(), self._chain.struck())

    def _undone(self, target: Sequence[str]) -> list[str]:
        if len(target) != 1 or not target[0].isdecimal():
            raise RefusedJudgement(
                "undo names one judgement by its number: gavah judge undo SEQ; "
                "numbers: gavah history ID"
            )
        seq = int(target[0])
        if seq not in {one.seq for one in self.judgements(in_force=True)}:
            raise RefusedJudgement(
                f"{seq} is no judgement in force: it is a log entry, was undone before, or never was"
            )
        return [str(seq)]
