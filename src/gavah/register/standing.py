"""Judgements in force, brought down to what they bind today: replayed in their order.

Each finds its claims again (`locating`); one that cannot, or that would contradict an earlier one
after a new reading, is detached: it binds nothing, waits in the queue, and is never dropped.
"""

from collections.abc import Container, Iterable, Iterator
from heapq import merge
from itertools import pairwise
from typing import Any, Literal

import msgspec

from gavah.errors import ContradictoryJudgements, RefusedJudgement
from gavah.model import Choice, Claim, Judgement, Ruling, Rulings, mention
from gavah.register import kept
from gavah.register.agreement import Held
from gavah.register.amending import corrected
from gavah.register.claims import in_text_order
from gavah.register.locating import Finder


class Detached(Exception):
    """Says why a judgement finds no claim to bind."""


def in_force(judgements: Iterable[Judgement], struck: set[int]) -> list[Judgement]:
    """Judgements that were not undone and whose words were not removed, oldest first."""
    held = [one for one in judgements if one.seq not in struck]
    undone = {int(one.target[0]) for one in held if one.verb == "undo"}
    return [one for one in held if one.verb != "undo" and one.seq not in undone]


class Standing:
    """What judgements in force make of the claims.

    Attributes:
        added: claims that readers missed, by id.
        rejected: ids of claims that do not hold.
        detached: judgements that bind nothing now, with the reason.
        classified: (subject, value, judgement) of field classes, in order.
    """

    def __init__(self, judgements: Iterable[Judgement], finder: Finder) -> None:
        self._finder = finder
        self.judgements = tuple(judgements)
        self.added = finder.added
        self.superseded: set[str] = set()
        self.rejected: set[str] = set()
        self.detached: list[tuple[Judgement, str]] = []
        self.classified: list[tuple[str, Any, Judgement]] = []
        self.unsure: dict[tuple[str, str], int] = {}
        self.held: dict[str, Held] = {"incident": Held(), "person": Held()}
        self._corrections: dict[str, list[dict[str, Any]]] = {}
        self._pairs: list[Ruling] = []
        self._choices: dict[tuple[str, str], Choice] = {}
        for judgement in self.judgements:
            try:
                getattr(self, f"_{judgement.verb}")(judgement)
            except (Detached, ContradictoryJudgements, RefusedJudgement) as why:
                self.detached.append((judgement, str(why)))

    def rulings(self) -> Rulings:
        """What linking obeys."""
        choices = sorted(self._choices.values(), key=lambda one: one.seq)
        return Rulings(pairs=tuple(self._pairs), choices=tuple(choices))

    def effective(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """The claims as they stand after judgements, in the order of the text."""
        gone = self.rejected | self.superseded | set(self.added)
        as_read = (claim for claim in claims if claim.id not in gone)
        by_hand = sorted(
            (claim for claim in self.added.values() if claim.id not in self.rejected),
            key=in_text_order,
        )
        for claim in merge(as_read, by_hand, key=in_text_order):
            yield self.amended(claim)

    def effective_of(self, claims: Iterable[Claim], documents: Container[str]) -> list[Claim]:
        """The same for the claims of some documents, in no order.

        Args:
            claims: current claims of those documents, as they were read.
        """
        gone = self.rejected | self.superseded | set(self.added)
        found = [self.amended(claim) for claim in claims if claim.id not in gone]
        return found + [
            self.amended(claim)
            for claim in self.added.values()
            if claim.document in documents and claim.id not in self.rejected
        ]

    def bearing(self) -> dict[str, tuple[str, Any]]:
        """What judgements in force make of single claims: claim id to what, equal when the same is made.

        For an added claim its document stands first, for it may be in no reading.
        """
        found: dict[str, tuple[str, Any]] = {}
        touched = {*self.rejected, *self.superseded, *self.added, *self._corrections}
        for id_ in sorted(touched):
            added = self.added.get(id_)
            made = (id_ in self.rejected, id_ in self.superseded, added, self._corrections.get(id_))
            digest = kept.hashed(kept.ordered(msgspec.to_builtins(made)))
            found[id_] = (added.document if added is not None else "", digest)
        return found

    def overruled(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Those of the claims, as they were read, that no longer stand so."""
        gone = self.rejected | self.superseded
        return (one for one in claims if one.id in gone or one.id in self._corrections)

    def amended(self, claim: Claim) -> Claim:
        """The claim with every correction in force applied."""
        for made in self._corrections.get(claim.id, ()):
            claim = corrected(claim, made)
        return claim

    # -- what each verb binds

    def _again(self, kept: dict[str, Any]) -> Claim:
        found = self._finder.again(kept)
        if found is None:
            raise Detached(
                f"no one claim of {kept['document']} is {kept['act']} at “{kept['quote']}” now"
            )
        return found

    def _all(self, judgement: Judgement, part: str = "claims") -> list[Claim]:
        return [self._again(kept) for kept in judgement.words.get(part, ())]

    def _keys(self, judgement: Judgement) -> tuple[Literal["incident", "person"], list[str]]:
        kept = judgement.words.get("claims", ())
        found = self._all(judgement)
        if any("name" in one for one in kept):
            keys = [mention(claim.id, one["name"]) for claim, one in zip(found, kept, strict=True)]
            return "person", keys
        return "incident", [claim.id for claim in found]

    def _hold(self, rulings: list[Ruling]) -> None:
        if rulings:
            self.held[rulings[0].about].add(rulings)
            self._pairs.extend(rulings)

    def _same(self, judgement: Judgement) -> None:
        about, keys = self._keys(judgement)
        self._hold(chained(judgement.seq, about, keys))

    def _different(self, judgement: Judgement) -> None:
        about, keys = self._keys(judgement)
        self._hold(apart(judgement.seq, about, keys))

    def _unsure(self, judgement: Judgement) -> None:
        _, keys = self._keys(judgement)
        for at, left in enumerate(keys):
            for right in keys[at + 1 :]:
                self.unsure[min(left, right), max(left, right)] = judgement.seq

    def _split(self, judgement: Judgement) -> None:
        away = [claim.id for claim in self._all(judgement)]
        rest = [claim.id for claim in self._all(judgement, "rest")]
        self._hold(parted(judgement.seq, away, rest))

    def _choose(self, judgement: Judgement) -> None:
        claim, value = self._all(judgement)[0], judgement.value
        self._choices[claim.id, value["act"]] = Choice(
            seq=judgement.seq, claim=claim.id, act=value["act"],
            low=value.get("low"), high=value.get("high"), about=value.get("about"),
        )  # fmt: skip

    def _confirm(self, judgement: Judgement) -> None:
        self.rejected.difference_update(claim.id for claim in self._all(judgement))

    def _reject(self, judgement: Judgement) -> None:
        self.rejected.update(claim.id for claim in self._all(judgement))

    def _correct(self, judgement: Judgement) -> None:
        claim, made = self._all(judgement)[0], judgement.value
        if claim.id != judgement.words["claims"][0]["claim"] and "anchor" in made:
            made = {**made, "anchor": [self._moved(claim, one) for one in made["anchor"]]}
        corrected(self.amended(claim), made)
        self._corrections.setdefault(claim.id, []).append(made)

    def _moved(self, claim: Claim, kept: dict[str, Any]) -> dict[str, Any]:
        document = self._finder.document(claim.document)
        anchor = None if document is None else self._finder.anchor_again(document, kept)
        if anchor is None:
            raise Detached(f"“{kept['quote']}” stands nowhere, or twice, in {claim.document} now")
        made: dict[str, Any] = msgspec.to_builtins(anchor)
        return made

    def _add(self, judgement: Judgement) -> None:
        claim = msgspec.convert(judgement.value, Claim)
        moved = self._finder.moved(claim)
        if moved is None:
            raise Detached(f"“{claim.anchors.act.quote}” is not in {claim.document} now")
        # a newer reader may have found it since: the person's version stands for both
        others = self._finder.overlapping(moved)
        if len(others) == 1:
            self.superseded.add(others[0].id)
        self.added[moved.id] = moved

    def _classify(self, judgement: Judgement) -> None:
        kept = judgement.words.get("claims", ())
        if not kept:
            self.classified.append((judgement.target[0], judgement.value, judgement))
            return
        for one, claim in zip(kept, self._all(judgement), strict=True):
            subject = mention(claim.id, one["name"]) if "name" in one else claim.id
            self.classified.append((subject, judgement.value, judgement))


def chained(seq: int, about: Literal["incident", "person"], keys: list[str]) -> list[Ruling]:
    """All of the keys one."""
    return [
        Ruling(seq=seq, about=about, held="same", left=left, right=right)
        for left, right in pairwise(keys)
        if left != right
    ]


def apart(seq: int, about: Literal["incident", "person"], keys: list[str]) -> list[Ruling]:
    """Each of the keys apart from each other one."""
    return [
        Ruling(seq=seq, about=about, held="different", left=left, right=right)
        for at, left in enumerate(keys)
        for right in keys[at + 1 :]
    ]


def parted(seq: int, away: list[str], rest: list[str]) -> list[Ruling]:
    """Two groups of claims, each holding together, apart from one another."""
    between = Ruling(seq=seq, about="incident", held="different", left=min(away), right=min(rest))
    return [
        *chained(seq, "incident", sorted(away)),
        *chained(seq, "incident", sorted(rest)),
        between,
    ]
