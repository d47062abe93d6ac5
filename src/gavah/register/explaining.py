"""Why two entries of a register are or are not one: brings their claims to `linking.explaining`."""

from typing import TYPE_CHECKING

from gavah.errors import WrongUsage
from gavah.linking.explaining import Explanation, incidents, persons
from gavah.linking.weights import using
from gavah.model import Claim, Incident, Person

if TYPE_CHECKING:
    from gavah.register.judging import Named
    from gavah.register.register import Register


def explain(register: "Register", one: "Named", other: "Named") -> Explanation:
    """Explain two incidents (or claims), or two persons.

    Raises:
        WrongUsage: they are one entry, or of two kinds.
    """
    if one.id == other.id:
        raise WrongUsage(
            f"both are {one.id}: they are one already; why its claims are, gavah show {one.id} says"
        )
    if isinstance(one, Person) and isinstance(other, Person):
        return _persons(register, one, other)
    if isinstance(one, Incident | Claim) and isinstance(other, Incident | Claim):
        with using(register.weights()):
            return _incidents(register, one, other)
    raise WrongUsage(
        "compare two incidents or claims (i-…, c-…), or two persons (p-…); "
        f"{one.id} and {other.id} are of two kinds, or documents"
    )


def _incidents(register: "Register", one: Incident | Claim, other: Incident | Claim) -> Explanation:
    sides = [set(side.claims) if isinstance(side, Incident) else {side.id} for side in (one, other)]
    current = list(register.effective_claims())
    documents = {claim.document for claim in current if claim.id in sides[0] | sides[1]}
    beside = [claim for claim in current if claim.document in documents]
    homes = [_home(register, side) for side in (one, other)]
    told = {told.id: told for told in register.told() if told.id in documents}
    return incidents(
        (one.id, other.id),
        ([c for c in beside if c.id in sides[0]], [c for c in beside if c.id in sides[1]]),
        beside,
        told,
        register.linkage.roots_of(documents),
        register.rulings(),
        homes[0] is not None and homes[0] == homes[1],
    )


def _home(register: "Register", one: Incident | Claim) -> str | None:
    if isinstance(one, Incident):
        return one.id
    found = register.linkage.incident_of(one.id)
    return found.id if found else None


def _persons(register: "Register", one: Person, other: Person) -> Explanation:
    wanted = {*one.claims, *other.claims}
    current = {claim.id: claim for claim in register.effective_claims() if claim.id in wanted}
    incident_of = {}
    for id_ in sorted(current):
        found = register.linkage.incident_of(id_)
        if found is not None:
            incident_of[id_] = found.id
    return persons(
        (one.id, other.id),
        (frozenset(n.text for n in one.names), frozenset(n.text for n in other.names)),
        (
            [current[c] for c in one.claims if c in current],
            [current[c] for c in other.claims if c in current],
        ),
        incident_of,
        register.rulings(),
    )
