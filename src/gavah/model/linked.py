"""What linking yields over a whole register: incidents, persons, and what is left undecided."""

from gavah.model.incident import Incident, Link
from gavah.model.person import Person
from gavah.model.record import Record


class Linked(Record, frozen=True, kw_only=True):
    """The result of linking; the same claims and rulings give the same bytes, in any order.

    Attributes:
        incidents, persons: sorted by id.
        undecided: pairs of claims (of two incidents) near the threshold, most likely first.
        roots: document id to the id of the document its figures come from (its own when none).
    """

    incidents: tuple[Incident, ...]
    persons: tuple[Person, ...]
    undecided: tuple[Link, ...]
    roots: dict[str, str]


class Linking(Record, frozen=True, kw_only=True):
    """What a register holds after linking.

    Attributes:
        again: documents that were linked again; None when everything was.
    """

    incidents: int
    persons: int
    undecided: int
    again: int | None
