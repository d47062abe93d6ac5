"""A naming: one name in one claim, what it tells of the person, and what several tell together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from gavah.linking.names import Name, is_person, name
from gavah.linking.person_evidence import DEATHS, Facts
from gavah.linking.populations import described
from gavah.linking.statuses import asserted
from gavah.model import Claim, mention

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """One name in one claim; `role`: victim, official or speaker."""

    key: str
    name: Name
    claim: Claim
    incident: str | None
    role: str


def namings(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> list[Naming]:
    """Every naming of somebody harmed or speaking, in order of its key."""
    found: dict[str, Naming] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        incident = incident_of.get(claim.id)
        if claim.victims is not None and claim.type == "harm":
            for text in claim.victims.names:
                key = mention(claim.id, text)
                found.setdefault(key, Naming(key, name(text), claim, incident, "victim"))
        for link in claim.speakers:
            if is_person(link.name):
                acting = link.kind in ("state", "security", "un", "court")
                key = mention(claim.id, link.name)
                role = "official" if acting else "speaker"
                found.setdefault(key, Naming(key, name(link.name), claim, incident, role))
    return [found[key] for key in sorted(found)]


def facts(naming: Naming) -> Facts:
    """What one naming tells of the person beside the name."""
    claim = naming.claim
    if naming.role != "victim":
        publisher = claim.publisher.name if claim.publisher else ""
        return Facts(names=(naming.name,), publishers=(publisher,))
    day = claim.when.start if claim.when else claim.published
    alone = claim.victims is not None and len(claim.victims.names) == 1
    said = described(claim.victims.description) if alone and claim.victims else None
    return Facts(
        names=(naming.name,),
        ages=((said.age, day),) if said and said.age is not None else (),
        whens=(claim.when,) if claim.when else (),
        places=(claim.place,) if claim.place else (),
        acts=((claim.act, claim.when),),
        deaths=((naming.incident, claim.when),) if claim.act in DEATHS and asserted(claim) else (),
        sexes=(said.sex,) if said and said.sex else (),
    )


def together(one: Facts, other: Facts) -> Facts:
    """What two tellings of one person tell, each value once; the harmed are known by their harm."""
    harmed = not (one.publishers and other.publishers)
    return Facts(
        names=_once(one.names, other.names),
        ages=_once(one.ages, other.ages),
        whens=_once(one.whens, other.whens),
        places=_once(one.places, other.places),
        acts=_once(one.acts, other.acts),
        deaths=_once(one.deaths, other.deaths),
        sexes=_once(one.sexes, other.sexes),
        publishers=() if harmed else _once(one.publishers, other.publishers),
    )


def _once(one: tuple[Value, ...], other: tuple[Value, ...]) -> tuple[Value, ...]:
    if one == other or not other:
        return one
    return one + tuple(value for value in other if value not in one)
