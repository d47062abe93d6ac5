"""An incident: what claims and judgements together say happened; computed, never edited."""

from datetime import date
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


class Root(Record, frozen=True, kw_only=True):
    """Who figures come from in the end: a speaker whose words others carry, or a publisher.

    Attributes:
        name: as written, the fullest of its names.
        kind: the kinds of an attribution.
        chains: from each document through what it copies and whom it cites to the root: ids of
            documents, then the name.
        claims: the claims that carry it.
    """

    name: str
    kind: str
    chains: tuple[tuple[str, ...], ...]
    claims: tuple[str, ...]


class Move(Record, frozen=True, kw_only=True):
    """How a toll stood after the reports of one day: an entry of the log of its movement.

    Attributes:
        on: day of publication; None for reports whose day is not known, which come last.
        documents: the reports of that day that give a figure.
    """

    on: date | None
    low: int
    high: int | None
    about: int | None
    conflict: bool
    documents: tuple[str, ...]


class Toll(Record, frozen=True, kw_only=True):
    """How many people one act befell in one incident. Exactly one per act and incident.

    Attributes:
        low, high: the range all sources leave, or, in conflict, the range that covers them.
        about: a figure that sources name, when they agree on one; it bounds nothing.
        conflict: whether two sources cannot both be right.
        sources: publications that give a figure.
        independent_sources: how many roots they have: copies of one wire story are one, and so
            is one speaker carried by many.
        rule: which rule gave the figure, in words (docs/terms.md, "Totals").
        roots: who the figures come from, with the chains that lead there.
        moves: how the range moved as reports came in, oldest first; days that left it alone are
            left out. The last is the toll, unless a judgement chose a figure.
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
    roots: tuple[Root, ...] = ()
    moves: tuple[Move, ...] = ()


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
