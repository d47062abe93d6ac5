"""Which entry an id stands for: a present id, a former one, or the beginning of one.

As much of an id as no other entry shares will do, from four digits on; where several entries begin
so, none is meant and they are named.
"""

import re
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from gavah.errors import UnknownId
from gavah.model import Claim, Incident, Person
from gavah.register import schema
from gavah.register.claims import Claims
from gavah.register.judging import Named
from gavah.register.linkage import INCIDENT, PERSON, Linkage
from gavah.register.locating import Finder, locator
from gavah.register.readings import Readings
from gavah.register.session import Session
from gavah.register.standing import Standing

_BEGINNING = re.compile(r"[cip]-[0-9a-f]{4,19}|sha256:[0-9a-f]{4,63}")


class Naming:
    """Finds the incident, person, claim or document of an id.

    Args:
        standing: gives the judgements in force, which add and correct claims.
    """

    def __init__(
        self, case: Path, session: Session, linkage: Linkage, as_read: Claims, readings: Readings,
        standing: Callable[[], Standing],
    ) -> None:  # fmt: skip
        self._case = case
        self._session = session
        self._linkage = linkage
        self._as_read = as_read
        self._readings = readings
        self._standing = standing

    def claim(self, id_: str) -> Claim | None:
        """The claim of that id as it stands: corrected, added by hand, or as it was read."""
        standing = self._standing()
        claim = standing.added.get(id_) or self._as_read.claim(id_)
        return None if claim is None else standing.amended(claim)

    def incident(self, id_: str) -> Incident | None:
        """The incident of that id, or of that former id."""
        found = self._linkage.incident(id_)
        alias = self._linkage.alias(id_) if found is None else None
        return self._linkage.incident(alias[1]) if alias and alias[0] == INCIDENT else found

    def person(self, id_: str) -> Person | None:
        """The person of that id, or of that former id."""
        found = self._linkage.person(id_)
        alias = self._linkage.alias(id_) if found is None else None
        return self._linkage.person(alias[1]) if alias and alias[0] == PERSON else found

    def find(self, id_: str) -> Named | None:
        """The entry of that id, former ids and beginnings included.

        Raises:
            UnknownId: several entries begin so.
        """
        found = self._whole(id_)
        if found is None and _BEGINNING.fullmatch(id_):
            ids = self._beginning(id_)
            if len(ids) > 1:
                raise UnknownId(
                    f"several entries begin with {id_!r}: {', '.join(ids)}; write more of the id"
                )
            found = self._whole(ids[0]) if ids else None
        return found

    def _whole(self, id_: str) -> Named | None:
        return (
            self.incident(id_) or self.person(id_) or self.claim(id_) or self._former_claim(id_)
            or self._readings.document(id_)
        )  # fmt: skip

    def _former_claim(self, id_: str) -> Claim | None:
        before = self._as_read.former(id_)
        finder = Finder(self._as_read, self._readings)
        finder.added = self._standing().added
        again = None if before is None else finder.again(locator(before))
        return None if again is None else self.claim(again.id)

    def _beginning(self, start: str) -> list[str]:
        """Ids that begin so, a few of them; of vanished ones only where no present one does."""
        by_hand = [one for one in self._standing().added if one.startswith(start)]
        tables = [
            schema.incidents.c.id, schema.persons.c.id, schema.claims.c.id, schema.documents.c.id,
        ]  # fmt: skip
        found = {one for column in tables for one in self._starting(column, start)} | set(by_hand)
        return sorted(found or set(self._starting(schema.aliases.c.old, start)))

    def _starting(self, column: sa.Column[str], start: str) -> list[str]:
        # every character of an id is below "~", so this asks the primary key for one stretch
        question = sa.select(column).where(column >= start, column < start + "~").distinct()
        return [row[0] for row in self._session.rows(question.order_by(column).limit(5))]

    def resolve(self, id_: str) -> tuple[str, str]:
        """(kind, present id) of an incident, person, claim or document.

        Raises:
            UnknownId: nothing answers to it.
        """
        found = self.find(id_)
        if found is None:
            raise UnknownId(
                f"nothing in {self._case} answers to {id_!r}; list ids with: "
                f"gavah incidents --case {self._case}"
            )
        return type(found).__name__.lower(), found.id
