"""Other ids in place of those that tell a withheld name, or let one guess it.

A given document id may spell a name. An id of a claim, an incident or a person is a hash of words
that may be a withheld name: whoever guesses the name can compute the hash and know that the guess
was right. Both are replaced, everywhere they stand, by ids made of public words alone; the same
register gives the same replacements.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from gavah.export.contents import Source
from gavah.model import Claim, Incident, Person, claim_id, incident_id, person_id

R = TypeVar("R")


class Renaming:
    """Old ids to new ones, grown in the order documents, claims, incidents, persons."""

    def __init__(self) -> None:
        self.new: dict[str, str] = {}
        self._taken: set[str] = set()

    def documents(self, sources: Iterable[Source], telling: set[str]) -> None:
        """Name the documents whose ids tell something by their copies.

        Args:
            telling: ids that are not to be told.
        """
        held = list(sources)
        self._taken.update(source.id for source in held)
        for source in held:
            if source.id in telling:
                self._rename(source.id, lambda n, copy=source.copy: f"{copy}#{n}" if n else copy)

    def claims(self, before: Iterable[Claim], after: Mapping[str, Claim]) -> None:
        """Make new ids for claims whose nearest speaker was masked or whose document was renamed.

        Args:
            after: the claims masked, under their old ids.
        """
        for claim in before:
            told = after[claim.id]
            was = claim.speakers[0].name if claim.speakers else None
            said = told.speakers[0].name if told.speakers else None
            document = self.new.get(claim.document, claim.document)
            if (was, claim.document) == (said, document):
                continue

            def fresh(n: int, claim: Claim = claim, said: str | None = said, document: str = document) -> str:  # fmt: skip
                speaker = f"{said or ''} {n}" if n else said
                return claim_id(document, claim.type, claim.act, claim.anchors.act, speaker)

            self._rename(claim.id, fresh)

    def incidents(self, before: Iterable[Incident]) -> None:
        """Make new ids for incidents that are named by a claim with a new id."""
        for incident in before:
            if min(incident.claims, default="") in self.new:
                claims = [self.new.get(one, one) for one in incident.claims]
                self._rename(
                    incident.id,
                    lambda n, claims=claims: incident_id([f"{min(claims)} {n}" if n else min(claims)]),
                )  # fmt: skip

    def persons(self, before: Iterable[Person], after: Mapping[str, Person]) -> None:
        """Make new ids for persons whose names were masked, or whose claims have new ids.

        Args:
            after: the persons masked, under their old ids.
        """
        for person in before:
            names = after[person.id].names
            if names == person.names and min(person.claims, default="") not in self.new:
                continue
            claims = [self.new.get(one, one) for one in person.claims] or [""]
            first = names[0].text if names else ""
            self._rename(
                person.id,
                lambda n, claims=claims, first=first: person_id(claims, f"{first} {n}" if n else first),
            )  # fmt: skip

    def _rename(self, old: str, fresh: Any) -> None:
        number = 0
        while (made := str(fresh(number))) in self._taken:
            number += 1
        self._taken.add(made)
        self.new[old] = made

    def applied(self, record: R) -> R:
        """The record with every id replaced that has a new one."""
        return _replaced(record, self.new) if self.new else record


def _replaced(record: R, new: Mapping[str, str]) -> R:
    if isinstance(record, str):
        return new.get(record, record)  # type: ignore[return-value]
    if isinstance(record, tuple | list):
        return type(record)(_replaced(one, new) for one in record)
    if isinstance(record, dict):
        return {key: _replaced(one, new) for key, one in record.items()}  # type: ignore[return-value]
    if not isinstance(record, msgspec.Struct):
        return record
    changes = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        fresh = _replaced(value, new)
        if fresh != value:
            changes[field] = fresh
    return msgspec.structs.replace(record, **changes) if changes else record
