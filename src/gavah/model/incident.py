"""An incident: what claims and judgements together say happened; computed, never edited."""

from typing import Literal

from gavah.model.place import Place
from gavah.model.record import Record
from gavah.model.when import When

IncidentKind = Literal["occurrence", "period"]


class TollPart(Record, frozen=True, kw_only=True):
    """One population of a toll; disjoint populations add. Both ends inclusive; high None: open."""

    population: str
    low: int
    high: int | None
    claims: tuple[str, ...]


class Toll(Record, frozen=True, kw_only=True):
    """How many people one act befell in one incident. Exactly one per act and incident.

    Attributes:
        low, high: the range all sources leave, or, in conflict, the range that covers them.
        about: a figure that sources name, when they agree on one; it bounds nothing.
        conflict: whether two sources cannot both be right.
        sources: publications that give a figure.
        independent_sources: their roots: copies of one wire story are one.
        rule: which rule gave the figure, in words (docs/terms.md, "Totals").
    """

    act: str
    low: int
    high: int | None
    about: int | None
    conflict: bool
    sources: int
    independent_sources: int
    parts: tuple[TollPart, ...]
    rule: str = ""


class IncidentDocument(Record, frozen=True, kw_only=True):
    """A document that tells of the incident; main in one incident at most."""

    document: str
    role: Literal["main", "background"]


class IncidentPerson(Record, frozen=True, kw_only=True):
    """A person of the incident: the names that sources give, and what became of them here."""

    id: str
    names: tuple[str, ...]
    fate: str | None


class Link(Record, frozen=True, kw_only=True):
    """Why two claims are held to be of one incident: each line of evidence in words."""

    left: str
    right: str
    weight: float
    probability: float
    evidence: tuple[str, ...]


class Incident(Record, frozen=True, kw_only=True):
    """One occurrence, or one period that gathers cumulative claims (never added to occurrences).

    Attributes:
        id: hash of its smallest claim id (`incident_id`).
        acts: every act its claims name, in the order of the vocabulary.
    """

    id: str
    kind: IncidentKind
    title: str
    acts: tuple[str, ...]
    when: When | None
    place: Place | None
    documents: tuple[IncidentDocument, ...]
    claims: tuple[str, ...]
    tolls: tuple[Toll, ...]
    persons: tuple[IncidentPerson, ...]
    links: tuple[Link, ...]
