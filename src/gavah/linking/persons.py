"""Which namings are of one person, and what is told of each: fate, dated statuses, minority.

Names alone never merge two people. One document means one person by one full name; one incident
likewise. Across incidents a rare full name joins only where places are compatible and nothing
excludes it: nobody dies twice. A surname alone joins only the one person it can mean in its
document. Judgements bind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from gavah.linking import places
from gavah.linking.binding import Binding
from gavah.linking.mentions import told_as_happened
from gavah.linking.names import Name, compare, is_person, name
from gavah.linking.populations import described
from gavah.linking.spans import gap
from gavah.linking.spelling import script_of
from gavah.linking.weights import WEIGHTS
from gavah.model import Claim, IncidentPerson, Person, PersonName, Status, mention, person_id

_W = WEIGHTS["persons"]
GRAVITY = ("executed", "killed", "missing", "abducted", "sexual_violence", "tortured", "injured",
           "sentenced", "arrested", "displaced", "released")  # fmt: skip
Axis = Literal["liberty", "legal", "life", "fate"]
AXES: dict[str, tuple[Axis, str]] = {
    "killed": ("life", "killed"), "executed": ("life", "executed"), "injured": ("life", "injured"),
    "arrested": ("liberty", "arrested"), "released": ("liberty", "released"), "abducted": ("fate", "abducted"),
    "missing": ("fate", "missing"), "sentenced": ("legal", "sentenced"), "tortured": ("life", "tortured"),
}  # fmt: skip
_DEAD = ("killed", "executed")


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """One name in one claim."""

    key: str
    name: Name
    claim: Claim
    incident: str | None
    role: str


def link_persons(
    claims: Sequence[Claim], incident_of: Mapping[str, str], binding: Binding
) -> tuple[tuple[Person, ...], dict[str, tuple[IncidentPerson, ...]]]:
    """Every person of the register, and the persons of each incident.

    Args:
        incident_of: claim id to incident id.
    """
    namings = _namings(claims, incident_of)
    persons: list[Person] = []
    within: dict[str, list[IncidentPerson]] = {}
    for group in _groups(namings, binding):
        person = _person(group)
        persons.append(person)
        harmed: dict[str, list[Naming]] = {}
        for naming in group:
            if naming.role == "victim" and naming.incident is not None:
                harmed.setdefault(naming.incident, []).append(naming)
        for incident, told in harmed.items():
            names = tuple(sorted({naming.name.text for naming in told}))
            within.setdefault(incident, []).append(
                IncidentPerson(id=person.id, names=names, fate=_fate(told))
            )
    ordered = {at: tuple(sorted(found, key=lambda p: p.id)) for at, found in within.items()}
    return tuple(sorted(persons, key=lambda person: person.id)), ordered


def _namings(claims: Sequence[Claim], incident_of: Mapping[str, str]) -> list[Naming]:
    found: dict[str, Naming] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        incident = incident_of.get(claim.id)
        if claim.victims is not None and claim.type == "harm":
            for text in claim.victims.names:
                key = mention(claim.id, text)
                found.setdefault(key, Naming(key, name(text), claim, incident, "victim"))
        for link in claim.speakers:
            if is_person(link.name):
                role = (
                    "official" if link.kind in ("state", "security", "un", "court") else "speaker"
                )
                key = mention(claim.id, link.name)
                found.setdefault(key, Naming(key, name(link.name), claim, incident, role))
    return [found[key] for key in sorted(found)]


def _groups(namings: list[Naming], binding: Binding) -> list[list[Naming]]:
    """Namings of one person stand together; only sure joins, never across an exclusion."""
    known = {naming.key: at for at, naming in enumerate(namings)}
    members = {at: [at] for at in range(len(namings))}
    where = list(range(len(namings)))

    def join(one: int, other: int, bound: bool = False) -> None:
        left, right = sorted((where[one], where[other]))
        if left == right or not (bound or _may(left, right)):
            return
        for at in members[right]:
            where[at] = left
        members[left] += members.pop(right)

    def _may(left: int, right: int) -> bool:
        if binding.rulings and any(
            binding.different(namings[a].key, namings[b].key) is not None
            for a in members[left]
            for b in members[right]
        ):
            return False
        return not _excluded(
            [namings[a] for a in members[left]], [namings[b] for b in members[right]]
        )

    for ruling in binding.rulings:
        if ruling.held == "same" and ruling.left in known and ruling.right in known:
            join(known[ruling.left], known[ruling.right], bound=True)
    # one document, then one incident, then the whole register: the surest first
    for scope in ("document", "incident", "register"):
        for block in _blocks(namings, scope):
            for bits, one, other in _candidates(namings, block, scope):
                if bits:
                    join(one, other)
    return [[namings[at] for at in sorted(group)] for _, group in sorted(members.items())]


def _blocks(namings: list[Naming], scope: str) -> list[list[int]]:
    blocks: dict[str, list[int]] = {}
    for at, naming in enumerate(namings):
        if scope == "register":
            for key in naming.name.keys:
                blocks.setdefault(key, []).append(at)
        elif scope == "document":
            blocks.setdefault(naming.claim.document, []).append(at)
        elif naming.incident is not None:
            blocks.setdefault(naming.incident, []).append(at)
    return [blocks[key] for key in sorted(blocks) if len(blocks[key]) > 1]


def _candidates(
    namings: list[Naming], block: list[int], scope: str
) -> list[tuple[float, int, int]]:
    """Pairs of a block that name one person, the weightiest first."""
    by_text: dict[str, list[int]] = {}
    for at in block:
        by_text.setdefault(namings[at].name.text, []).append(at)
    texts = sorted(by_text)
    found: list[tuple[float, int, int]] = []
    if scope != "register":
        for text in texts:  # spelt alike in one document or incident
            first, *rest = by_text[text]
            found += [(100.0, first, other) for other in rest]
        partial: dict[str, list[tuple[float, str]]] = {}
        for i, one in enumerate(texts):
            for other in texts[i + 1 :]:
                relation, bits = compare(name(one), name(other))
                if relation == "same":
                    found.append((bits + 50, by_text[one][0], by_text[other][0]))
                elif relation == "partial":
                    short, long = sorted((one, other), key=lambda t: (len(name(t).words), t))
                    partial.setdefault(short, []).append((bits, long))
        for short, longs in partial.items():
            # a surname means a person only where one person alone bears it
            full = {long for _, long in longs}
            alone = all(compare(name(a), name(b))[0] == "same" for a in full for b in full if a < b)
            if alone and len(name(short).words) == 1:
                found.append((longs[0][0], by_text[short][0], by_text[longs[0][1]][0]))
    else:
        if len(block) > 400:  # a name borne by that many is no evidence
            return []
        for i, at in enumerate(block):
            for to in block[i + 1 :]:
                relation, bits = compare(namings[at].name, namings[to].name)
                if (
                    relation == "same"
                    and bits >= _W["rare"]
                    and _placed_together(namings[at], namings[to])
                ):
                    found.append((bits, at, to))
    return sorted(found, key=lambda f: (-f[0], f[1], f[2]))


def _placed_together(one: Naming, other: Naming) -> bool:
    """Whether something beside the name speaks for one person across incidents."""
    if one.role != "victim" or other.role != "victim":
        return (
            one.role != "victim" and other.role != "victim" and _publisher(one) == _publisher(other)
        )
    relation = places.relation(one.claim.place, other.claim.place)
    if relation in ("same", "near"):
        return True
    left, right = one.claim.when, other.claim.when
    return relation in ("contains", "country") and bool(left and right and gap(left, right) <= 31)


def _publisher(naming: Naming) -> str:
    return naming.claim.publisher.name if naming.claim.publisher else ""


def _excluded(left: list[Naming], right: list[Naming]) -> bool:
    """Nobody dies twice; two ages years apart are two people; two full names that differ, too."""
    for one in left:
        for other in right:
            if (
                len(one.name.words) > 1
                and len(other.name.words) > 1
                and compare(one.name, other.name)[0] == "different"
            ):
                return True
            if one.role != "victim" or other.role != "victim":
                continue
            both_dead = one.claim.act in _DEAD and other.claim.act in _DEAD
            apart = one.incident != other.incident
            if (
                both_dead
                and apart
                and one.claim.when
                and other.claim.when
                and gap(one.claim.when, other.claim.when) > 3
            ):
                return True
            ages = (_age(one), _age(other))
            if ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > 2 and apart:
                return True
    return False


def _age(naming: Naming) -> int | None:
    victims = naming.claim.victims
    return described(victims.description).age if victims and len(victims.names) == 1 else None


def _person(group: list[Naming]) -> Person:
    claims = tuple(sorted({naming.claim.id for naming in group}))
    smallest = min((naming.claim.id, naming.name.text) for naming in group)
    texts = sorted({naming.name.text for naming in group})
    roles = {naming.role for naming in group}
    harmed = [naming for naming in group if naming.role == "victim"]
    kind = next(
        role
        for role in ("victim", "official", "speaker", "other")
        if role in roles or role == "other"
    )
    minor = any(
        described(naming.claim.victims.description).minor
        for naming in harmed
        if naming.claim.victims is not None
    )
    return Person(
        id=person_id([smallest[0]], smallest[1]),
        names=tuple(PersonName(text=text, script=script_of(text)) for text in texts),
        kind=kind,
        fate=_fate(harmed),
        statuses=_statuses(harmed),
        claims=claims,
        minor=minor,
    )


def _fate(namings: list[Naming]) -> str | None:
    """The gravest act that a source holds to have happened."""
    acts = {
        n.claim.act for n in namings if told_as_happened(n.claim) and n.claim.modality == "asserted"
    }
    return next((act for act in GRAVITY if act in acts), None)


def _statuses(namings: list[Naming]) -> tuple[Status, ...]:
    """Dated statuses, oldest first, undated last. Nothing ends by silence."""
    found: dict[tuple[str, str, Axis, str], list[Naming]] = {}
    for naming in namings:
        claim = naming.claim
        if claim.act in AXES and told_as_happened(claim) and claim.modality == "asserted":
            axis, status = AXES[claim.act]
            day = (
                (claim.when.start.isoformat(), claim.when.end.isoformat())
                if claim.when
                else ("~", "~")
            )
            found.setdefault((*day, axis, status), []).append(naming)
    statuses = [
        Status(
            axis=axis,
            status=status,
            when=min(told, key=lambda n: n.key).claim.when,
            claims=tuple(sorted({naming.claim.id for naming in told})),
        )
        for (_, _, axis, status), told in sorted(found.items())
    ]
    return _with_conflicts(statuses)


def _with_conflicts(statuses: list[Status]) -> tuple[Status, ...]:
    """Mark what cannot follow: a living person's status on a day after the days of a death.

    Both sides are marked, for either may be wrong. What is not dated conflicts with nothing.
    """
    dead = [s for s in statuses if s.status in _DEAD and s.when is not None]
    wrong = {
        at
        for death in dead
        for living in statuses
        if living.status not in _DEAD and living.axis != "fate" and living.when is not None
        and death.when is not None and living.when.start > death.when.end
        for at in (statuses.index(death), statuses.index(living))
    }  # fmt: skip
    return tuple(
        replace(status, conflict=True) if at in wrong else status
        for at, status in enumerate(statuses)
    )
