"""A person: the names that sources give one human being, and dated statuses."""

from typing import Literal

from gavah.model.record import Record
from gavah.model.when import When


class PersonName(Record, frozen=True, kw_only=True):
    """A name as written, and the script it is written in (ISO 15924: Latn, Arab, Cyrl…)."""

    text: str
    script: str


class Status(Record, frozen=True, kw_only=True):
    """One dated status on one of four axes, and the claims that say so. Nothing ends by silence.

    Attributes:
        conflict: cannot be true together with another status: somebody told dead by then.
    """

    axis: Literal["liberty", "legal", "life", "fate"]
    status: str
    when: When | None
    claims: tuple[str, ...]
    conflict: bool = False


class Person(Record, frozen=True, kw_only=True):
    """Names alone never merge two people; a judgement may.

    Attributes:
        fate: killed, injured, arrested…: the gravest act told of them, or None.
        minor: whether a source calls them a child or gives an age under 18.
    """

    id: str
    names: tuple[PersonName, ...]
    kind: Literal["victim", "official", "speaker", "other"]
    fate: str | None
    statuses: tuple[Status, ...]
    claims: tuple[str, ...]
    minor: bool = False
