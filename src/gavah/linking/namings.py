"""A naming: one name in one claim, what it tells of the person, and what several tell together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from gavah.linking.names import Name, is_person, name
from gavah.linking.person_evidence import DEATHS, Facts
from gavah.linking.populations import described
from gavah.linking.statuses import asserted
from gavah.model import Claim, mention

Value = TypeVar("Value")
OLDEST = 115
_AFTER = re.compile(
    r"(?: ?,| ?\(| was| is)? ?(?:(?:who (?:was|is) |an? )?(?:aged? )?(\d{1,3})(?: ?[,;.)]|[- ]years?[- ]old|$)|aged? (\d{1,3})\b)"
)
_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old,? (?:[^\W\d_.;]+ ){0,3}$")


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


@lru_cache(maxsize=65536)
def age_beside(text: str, sentence: str) -> int | None:
    """The age that a sentence gives right beside a name.

    >>> age_beside("Sara Karimi", "Ali Karimi, 24, and Sara Karimi, 30, were shot.")
    30
    >>> age_beside("Sara Karimi", "Police shot 16-year-old student Sara Karimi on 5 May.")
    16
    >>> age_beside("Sara Karimi", "Sara Karimi, 30 of her friends and two guards were held.")
    """
    at = sentence.find(text)
    if at < 0:
        return None
    after, before = _AFTER.match(sentence, at + len(text)), _BEFORE.search(sentence[:at])
    found = next((int(m[1] or m[2]) for m in (after,) if m), int(before[1]) if before else None)
    return found if found is not None and found <= OLDEST else None


def facts(naming: Naming) -> Facts:
    """What one naming tells of the person beside the name."""
    claim = naming.claim
    if naming.role != "victim":
        publisher = claim.publisher.name if claim.publisher else ""
        return Facts(names=(naming.name,), publishers=(publisher,))
    day = claim.when.start if claim.when else claim.published
    alone = claim.victims is not None and len(claim.victims.names) == 1
    said = described(claim.victims.description) if alone and claim.victims else None
    age = age_beside(naming.name.text, claim.anchors.sentence.quote)
    if age is None and said:
        age = said.age
    return Facts(
        names=(naming.name,),
        ages=((age, day),) if age is not None else (),
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
