"""Field classes: whose names are not told unless asked for (docs/terms.md, "Field classes").

Public are the dead and officials acting as such. Restricted are the names of everyone else to
whom something was done or for whom something is asked, of minors, and of witnesses and relatives
who speak: they may be alive and in danger. A person is dead where a source asserts it; a denied,
feared or planned death leaves the name restricted. A judgement (`classify`) overrules.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from gavah.model import Claim, Judgement, Person, Place, mention
from gavah.register.folding import folded
from gavah.resources import load

PUBLIC, RESTRICTED, SECRET = "public", "restricted", "secret"
CLASSES = (PUBLIC, RESTRICTED, SECRET)
PLACE = "[place withheld]"
DEATHS = ("killed", "executed")
_GUARDED_SPEAKERS = ("witness", "relative")
# a run of capitalised words, as a name has in scripts with capitals; particles may stand between
_CAPITALISED = re.compile(
    r"(?<!\w)(?:[^\W\d_a-z][\w’'\-]*\s+)(?:(?:al|bin|bint|de|el|ibn|von|van)[\s\-]+)*"
    r"[^\W\d_a-z][\w’'\-]*(?:\s+[^\W\d_a-z][\w’'\-]*)*"
)


def tells_death(claim: Claim) -> bool:
    """Whether the claim asserts that its victims are dead."""
    return claim.act in DEATHS and claim.polarity == "affirmed" and claim.modality == "asserted"


def guarded(claim: Claim) -> Iterator[tuple[str, str]]:
    """Names in the claim that are restricted as far as the claim itself tells, and why."""
    if claim.victims is not None and not tells_death(claim):
        for name in claim.victims.names:
            yield name, f"{claim.act}: may be alive and in danger"
    for link in claim.speakers:
        kind = link.kind if link.kind != "unknown" else _kind_beside(claim, link.name)
        if kind in _GUARDED_SPEAKERS:
            for name in named_in(link.name):
                yield name, f"{kind}: may be in danger for having spoken"


def _kind_beside(claim: Claim, name: str) -> str | None:
    """What the words right beside a speaker's name say: "Omid Testi, a shopkeeper", "his wife X"."""
    said = claim.anchors.sentence.quote
    at = said.find(name)
    if at < 0:
        return None
    after = re.match(r"\s*,([^,.;:]{2,60})", said[at + len(name) :])
    before = re.search(r"(?:[\w’'-]+[ ,]+){1,3}$", said[:at])
    words = f"{before[0] if before else ''} {after[1] if after else ''}"
    near = set(re.findall(r"[\w’'-]+", words.casefold())) - {"local"}
    kinds = load("english/sources")["kinds"]
    return next((one for one in _GUARDED_SPEAKERS if near & set(kinds[one])), None)


def named_in(words: str) -> list[str]:
    """Full names of persons in the words that describe a speaker; "a witness" holds none.

    >>> named_in("Sara Karimi of Amnesty International"), named_in("the Association for Prisoners")
    (['Sara Karimi'], [])
    """
    if not any(one.islower() or one.isupper() for one in words):  # a script without capitals
        return [words.strip()] if 2 <= len(words.split()) <= 5 else []
    found = [" ".join(one.split()) for one in _CAPITALISED.findall(words)]
    if not found or _is_body(words[: words.index(found[0].split()[0])] + found[0]):
        return []
    return [one for one in found if not _is_body(one)]


def _is_body(name: str) -> bool:
    """Whether a name holds a word that names of organisations hold."""
    bodies = set(load("names/bodies")["organisation_words"])
    return not bodies.isdisjoint(re.findall(r"[^\W\d_]+", name.casefold()))


def claim_classes(claim: Claim) -> Iterator[dict[str, str]]:
    """Rows of `field_classes` for a claim: the default, from the claim alone."""
    victims = claim.victims.names if claim.victims else ()
    for name, because in guarded(claim):
        yield {
            "subject": claim.id,
            "field": "names" if name in victims else "attribution",
            "class": RESTRICTED,
            "because": because,
        }


def person_classes(
    persons: Iterable[Person], claims: Mapping[str, Claim]
) -> Iterator[dict[str, str]]:
    """Rows of `field_classes` for persons: what all claims about each tell together."""
    for person in persons:
        public, because = _standing(person, claims)
        yield {
            "subject": person.id,
            "field": "names",
            "class": PUBLIC if public else RESTRICTED,
            "because": because,
        }


def _standing(person: Person, claims: Mapping[str, Claim]) -> tuple[bool, str]:
    if person.kind == "official":
        return True, "an official acting as such"
    texts = {name.text for name in person.names}
    mine = [claims[id_] for id_ in person.claims if id_ in claims]
    if any(tells_death(one) and one.victims and texts & set(one.victims.names) for one in mine):
        return True, "a source asserts the death"
    if person.minor:
        return False, "a minor"
    for claim in mine:
        for name, because in guarded(claim):
            if name in texts:
                return False, because
    return True, "no harm is told, and no danger"


def _victims(claim: Claim) -> tuple[str, ...]:
    return claim.victims.names if claim.victims else ()


def settlement(place: Place | None) -> Place | None:
    """An exact place, told no finer than its settlement, or its country where it has none."""
    if place is None or place.precision != "exact":
        return place
    coarse = replace(place, geonames=None, lat=None, lon=None)
    if place.settlement is not None:
        return replace(coarse, name=place.settlement, precision="settlement")
    return replace(coarse, name=PLACE, precision="country" if place.country else "region")


class Withheld:
    """Which names are withheld in which document, from claims, persons and judgements."""

    def __init__(
        self,
        claims: Iterable[Claim],
        persons: Iterable[Person],
        classified: Iterable[tuple[str, Any, Judgement]] = (),
        *,
        before: Iterable[Claim] = (),
        only: str = RESTRICTED,
    ) -> None:
        """
        Args:
            before: claims as they were read that a judgement corrected or rejected. The names they
                held stay as guarded as they were, unless the claim as it stands bears them too; and
                where a name that it bears now is withheld, so are those it bore before.
            classified: (subject, value, judgement) of `classify` judgements in force, in order.
            only: "restricted": restricted and secret names; "secret": secret names alone.
        """
        self._names: dict[str, set[str]] = {}
        self.claims: set[str] = set()
        held = {claim.id: claim for claim in claims}
        everyone = list(persons)
        said = {
            (subject, str(value.get("field", "names"))): str(value.get("class"))
            for subject, value, _ in classified
            if isinstance(value, dict)
        }
        person_of: dict[str, Person] = {
            mention(id_, name.text): person
            for person in everyone
            for id_ in person.claims
            for name in person.names
        }
        for (subject, field), class_ in list(said.items()):
            if subject in person_of:  # judged on a person, kept as one claim and the name in it
                said[person_of[subject].id, field] = class_
        standing = {person.id: _standing(person, held) for person in everyone}
        dead = {
            (claim.document, folded(name))
            for claim in held.values()
            if tells_death(claim) and claim.victims
            for name in claim.victims.names
        }

        def class_of(claim: Claim, name: str, field: str, default: str) -> str:
            person = person_of.get(mention(claim.id, name))
            judged = said.get((claim.id, field))
            if judged is None and person is not None:
                judged = said.get((person.id, "names"))
            if judged is None:
                judged = said.get((claim.document, field))
            if judged is not None:
                return judged
            if person is not None and field == "names":
                public, because = standing[person.id]
                if public and default == RESTRICTED and because.startswith("no harm"):
                    return default
                return PUBLIC if public else RESTRICTED
            if field == "names" and (claim.document, folded(name)) in dead:
                return PUBLIC
            return default

        for claim in held.values():
            danger = {name for name, _ in guarded(claim)}
            victims = claim.victims.names if claim.victims else ()
            for name in dict.fromkeys((*victims, *sorted(danger))):
                field = "names" if name in victims else "attribution"
                default = RESTRICTED if name in danger else PUBLIC
                class_ = class_of(claim, name, field, default)
                if class_ == SECRET or (class_ == RESTRICTED and only == RESTRICTED):
                    self._hold(claim, name, person_of.get(mention(claim.id, name)), held)
        for claim in before:
            now = held.get(claim.id)
            bears = set() if now is None else {*_victims(now), *(n for n, _ in guarded(now))}
            if claim.id in self.claims:  # what whom it names was called before tells them as well
                for name in _victims(claim):
                    if name not in bears and (claim.document, folded(name)) not in dead:
                        self._hold(claim, name, None, held)
            for name, _ in guarded(claim) if only == RESTRICTED else ():
                field = "names" if name in _victims(claim) else "attribution"
                judged = said.get((claim.id, field)) or said.get((claim.document, field))
                if name not in bears and judged != PUBLIC and (
                    (claim.document, folded(name)) not in dead
                ):  # fmt: skip
                    self._hold(claim, name, None, held)

    def _hold(
        self, claim: Claim, name: str, person: Person | None, claims: dict[str, Claim]
    ) -> None:
        self.claims.add(claim.id)
        self._names.setdefault(claim.document, set()).add(name)
        if person is None:
            return
        # another source may spell the same person otherwise: every spelling, in every document
        for id_ in person.claims:
            if id_ in claims:
                spellings = self._names.setdefault(claims[id_].document, set())
                spellings.update(one.text for one in person.names)

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Document id to the names withheld in it."""
        return {id_: tuple(sorted(names)) for id_, names in sorted(self._names.items())}
