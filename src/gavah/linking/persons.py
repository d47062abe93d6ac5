"""Persons of a register: who is named, and what is told of each: fate, dated statuses, minority.

Which namings are of one person is decided in `person_groups`; names alone never merge two people.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from gavah.linking.binding import Binding
from gavah.linking.namings import Naming, facts, namings
from gavah.linking.person_groups import groups
from gavah.linking.populations import described
from gavah.linking.spelling import script_of
from gavah.linking.statuses import fate, statuses
from gavah.model import Claim, IncidentPerson, Person, PersonName, person_id

Kind = Literal["victim", "official", "speaker", "other"]
KINDS: tuple[Kind, ...] = ("victim", "official", "speaker")

ADULT = 18


def link_persons(
    claims: Sequence[Claim], incident_of: Mapping[str, str], binding: Binding
) -> tuple[tuple[Person, ...], dict[str, tuple[IncidentPerson, ...]]]:
    """Every person of the register, and the persons of each incident.

    Args:
        incident_of: claim id to incident id.
    """
    persons: list[Person] = []
    within: dict[str, list[IncidentPerson]] = {}
    for group in groups(namings(claims, incident_of), binding):
        person = _person(group)
        persons.append(person)
        harmed: dict[str, list[Naming]] = {}
        for naming in group:
            if naming.role == "victim" and naming.incident is not None:
                harmed.setdefault(naming.incident, []).append(naming)
        for incident, told in harmed.items():
            names = tuple(sorted({naming.name.text for naming in told}))
            within.setdefault(incident, []).append(
                IncidentPerson(id=person.id, names=names, fate=fate(n.claim for n in told))
            )
    ordered = {at: tuple(sorted(found, key=lambda p: p.id)) for at, found in within.items()}
    return tuple(sorted(persons, key=lambda person: person.id)), ordered


def _person(group: list[Naming]) -> Person:
    claims = tuple(sorted({naming.claim.id for naming in group}))
    smallest = min((naming.claim.id, naming.name.text) for naming in group)
    texts = sorted({naming.name.text for naming in group})
    roles = {naming.role for naming in group}
    harmed = [naming.claim for naming in group if naming.role == "victim"]
    minor = any(described(c.victims.description).minor for c in harmed if c.victims is not None)
    ages = (age for n in group if n.role == "victim" for age, _ in facts(n).ages)
    minor = minor or any(age < ADULT for age in ages)
    return Person(
        id=person_id([smallest[0]], smallest[1]),
        names=tuple(PersonName(text=text, script=script_of(text)) for text in texts),
        kind=next((role for role in KINDS if role in roles), "other"),
        fate=fate(harmed),
        statuses=statuses(harmed),
        claims=claims,
        minor=minor,
    )
