"""Persons linked again: those whose namings changed, and whoever they could be one with.

Namings are one person only where their names compare alike in one document, in one incident, or,
for rare names, anywhere; so from the namings that changed everything that could join them is
reached by such steps, and the rest of the register stays as it is.
"""

from collections.abc import Callable, Iterable

import numpy as np

from gavah.linking import postings
from gavah.linking.binding import Binding
from gavah.linking.memory import Memory
from gavah.linking.names import compare
from gavah.linking.persons import CROWDED, Naming, link_persons, namings
from gavah.model import Claim, IncidentPerson, Person


def blocks_of(found: Iterable[Naming]) -> list[tuple[int, int]]:
    """(block, tie) of each naming in each block of names."""
    return sorted(
        {
            (postings.hashed(f"person|{key}"), postings.hashed(n.key))
            for n in found
            for key in n.name.keys
        }
    )


def rows(found: Iterable[Naming], owner: int) -> postings.Rows:
    """The rows of one document's namings."""
    pairs = blocks_of(found)
    made = postings.rows((block for block, _ in pairs), (0, 0), 0, owner)
    made["tie"] = np.fromiter((tie for _, tie in pairs), "<u8", len(pairs))
    return made


class Reach:
    """Grows a set of namings until nothing outside could be one with anything inside.

    Args:
        claims_of: claims of documents as they are now.
        incident_of: the present incident of a claim.
        claims_in: claims of a present incident.
        blocks: rows of blocks of names as they are now.
    """

    def __init__(
        self,
        memory: Memory,
        binding: Binding,
        claims_of: Callable[[Iterable[str]], list[Claim]],
        incident_of: Callable[[Iterable[str]], dict[str, str]],
        claims_in: Callable[[Iterable[str]], dict[str, tuple[str, ...]]],
        blocks: Callable[[Iterable[int]], postings.Rows],
        number_of: Callable[[Iterable[int]], dict[int, str]],
    ) -> None:
        self._memory, self._binding = memory, binding
        self._same: dict[str, list[str]] = {}
        for ruling in binding.rulings:
            if ruling.held == "same":
                self._same.setdefault(ruling.left, []).append(ruling.right)
                self._same.setdefault(ruling.right, []).append(ruling.left)
        self._claims_of, self._incident_of, self._claims_in = claims_of, incident_of, claims_in
        self._blocks, self._number_of = blocks, number_of
        self._by_document: dict[str, list[Naming]] = {}
        self._by_claim: dict[str, list[Naming]] = {}
        self.claims: dict[str, Claim] = {}
        self.inside: dict[str, Naming] = {}
        self.persons: dict[str, Person] = {}
        self.crowded: set[str] = set()

    def _load(self, documents: Iterable[str]) -> None:
        wanted = sorted(set(documents) - set(self._by_document))
        if not wanted:
            return
        self._by_document.update((id_, []) for id_ in wanted)
        claims = self._claims_of(wanted)
        home = self._incident_of([claim.id for claim in claims])
        for claim in claims:
            self.claims[claim.id] = claim
        for one in namings(claims, home):
            self._by_document[one.claim.document].append(one)
            self._by_claim.setdefault(one.claim.id, []).append(one)

    def _load_claims(self, claims: Iterable[str]) -> None:
        self._load(self._memory.documents_of(set(claims) - set(self.claims)).values())

    def grow(self, claims: Iterable[str], blocks: Iterable[int]) -> None:
        """Start from the namings of claims, and from everybody in blocks that became (un)crowded."""
        claims = list(claims)
        self._load_claims(claims)
        frontier = [n for claim in claims for n in self._by_claim.get(claim, ())]
        frontier += self._in_blocks(list(blocks))
        while frontier:
            fresh = [n for n in {n.key: n for n in frontier}.values() if n.key not in self.inside]
            self.inside.update((n.key, n) for n in fresh)
            frontier = self._beside(fresh)

    def _in_blocks(self, blocks: list[int]) -> list[Naming]:
        found = self._blocks(blocks)
        documents = self._number_of(np.unique(found["owner"]).tolist())
        self._load(documents.values())
        wanted = set(blocks)
        return [
            n
            for id_ in sorted(set(documents.values()))
            for n in self._by_document[id_]
            if any(postings.hashed(f"person|{key}") in wanted for key in n.name.keys)
        ]

    def _beside(self, fresh: list[Naming]) -> list[Naming]:
        found: list[Naming] = []
        incidents = {n.incident for n in fresh if n.incident is not None}
        inside = self._claims_in(incidents)
        self._load_claims(claim for claims in inside.values() for claim in claims)
        persons = self._memory.persons_with({n.claim.id for n in fresh})
        new = {id_: one for id_, one in persons.items() if id_ not in self.persons}
        self.persons.update(new)
        self._load_claims(claim for person in new.values() for claim in person.claims)
        for person in new.values():
            texts = {name.text for name in person.names}
            for claim in person.claims:
                found += [n for n in self._by_claim.get(claim, ()) if n.name.text in texts]
        held = {key for n in fresh for key in self._same.get(n.key, ())}
        self._load_claims(key.partition(" ")[0] for key in held)
        for key in sorted(held):
            found += [n for n in self._by_claim.get(key.partition(" ")[0], ()) if n.key == key]
        for one in fresh:
            mates = list(self._by_document[one.claim.document])
            if one.incident is not None:
                mates += [
                    n for claim in inside[one.incident] for n in self._by_claim.get(claim, ())
                ]
            found += [n for n in mates if n.key not in self.inside and _near(one, n)]
        keys = {key for n in fresh for key in n.name.keys}
        blocks = {postings.hashed(f"person|{key}"): key for key in sorted(keys)}
        rows = self._blocks(blocks)
        if len(rows):
            crowds = dict(zip(*np.unique(rows["block"], return_counts=True), strict=True))
            self.crowded |= {blocks[int(block)] for block, size in crowds.items() if size > CROWDED}
        open_ = {block for block, key in blocks.items() if key not in self.crowded}
        mates_of: dict[str, list[Naming]] = {}
        for n in self._in_blocks(sorted(open_)):
            for key in n.name.keys:
                mates_of.setdefault(key, []).append(n)
        for one in fresh:
            for key in one.name.keys:
                if key not in self.crowded:
                    found += [
                        n for n in mates_of.get(key, ())
                        if n.key not in self.inside and compare(one.name, n.name)[0] == "same"
                    ]  # fmt: skip
        return found

    def linked(self) -> tuple[tuple[Person, ...], dict[str, tuple[IncidentPerson, ...]]]:
        """Persons of the namings inside."""
        claims = {n.claim.id: n.claim for n in self.inside.values()}
        home = {n.claim.id: n.incident for n in self.inside.values() if n.incident is not None}
        return link_persons(
            list(claims.values()), home, self._binding, only=self.inside, crowded=self.crowded
        )


def ruled(binding: Binding) -> list[str]:
    """Claims that rulings about persons name."""
    return sorted({key.partition(" ")[0] for key in binding.named})


def _near(one: Naming, other: Naming) -> bool:
    return one.name.text == other.name.text or compare(one.name, other.name)[0] != "different"
