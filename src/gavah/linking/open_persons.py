"""Pairs of harmed people whom the evidence leaves open: names alike, neither surely one nor surely two.

They are weighed as linking weighs them (`person_evidence`), each person with all that is told of
them. Names alone never merge two people, so those with one rare name and nothing beside it are
here. Speakers and officials are not: they enter no total.
"""

from collections.abc import Iterable, Mapping, Sequence

from gavah.linking.binding import Binding
from gavah.linking.namings import Naming
from gavah.linking.person_groups import Joining, candidates
from gavah.linking.weights import PERSONS
from gavah.model import Person, mention
from gavah.model.record import Record


class OpenPersons(Record, frozen=True, kw_only=True):
    """Two persons, by id, that may be one.

    Attributes:
        weight: with the prior, in bits.
        unsure: number of the judgement by which somebody left the pair open.
    """

    left: str
    right: str
    weight: float
    probability: float
    evidence: tuple[str, ...]
    unsure: int | None = None


def left_open(
    namings: Sequence[Naming],
    persons: Iterable[Person],
    binding: Binding,
    unsure: Mapping[tuple[str, str], int] = {},
) -> list[OpenPersons]:
    """Pairs near the threshold that no judgement in force decides, likeliest first.

    Args:
        namings: of the register's claims, in order of their keys.
        persons: as linking left them.
        unsure: judgements by the keys of two namings.
    """
    harmed = [naming for naming in namings if naming.role == "victim"]
    joined = Joining(harmed, binding)
    at = {naming.key: number for number, naming in enumerate(harmed)}
    owner: dict[int, str] = {}
    for person in sorted(persons, key=lambda one: one.id):
        keys = (mention(claim, name.text) for claim in person.claims for name in person.names)
        own = [at[key] for key in keys if key in at and at[key] not in owner]
        owner.update(dict.fromkeys(own, person.id))
        for other in own[1:]:
            joined.join(own[0], other)
    looked_at = {
        frozenset((joined.find(at[a]), joined.find(at[b]))): seq
        for (a, b), seq in unsure.items()
        if a in at and b in at
    }
    found = []
    for one, other in candidates(joined):
        if one not in owner or other not in owner or joined.held_same(one, other):
            continue
        seen = joined.alike(one, other)
        if seen.excluded or seen.weight < PERSONS["undecided"] or not joined.may(one, other):
            continue
        left, right = sorted((owner[one], owner[other]))
        found.append(
            OpenPersons(
                left=left,
                right=right,
                weight=seen.weight,
                probability=seen.probability,
                evidence=tuple(map(str, seen.signs)),
                unsure=looked_at.get(frozenset((one, other))),
            )
        )
    return sorted(found, key=lambda pair: (-pair.weight, pair.left, pair.right))
