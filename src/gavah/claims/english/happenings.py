"""One telling of one happening, as a clause tells it."""

from dataclasses import dataclass, field

from gavah.claims.english.dates import Dated
from gavah.claims.english.parties import Party
from gavah.claims.english.passages import (
    Passage,
)
from gavah.claims.english.places import Placed
from gavah.claims.english.trees import Token


@dataclass(slots=True)
class Event:
    """One telling of one happening, or of one appeal.

    Attributes:
        start, end: the words of the act.
        token: the word whose clause tells it.
        agents: who did it, (start, end).
        slight: the words only mention it ("the deadly crash"): no claim of their own.
        place, when: as its own clause or sentence states them.
        speakers: for an appeal, the head words of who makes it.
        heads: the head words of whom it befell.
        bound, timed: its place or its day is given already, one of several.
        person: the words are the people themselves ("14 hostages").
        ordinal: the count is the last of a series ("the fifth miner killed").
        askers: for an appeal, the last words of the names of who makes it, pronouns taken up.
        further: the words tell it apart from what was told before ("another", "similar rallies").
        granted: the words take it for granted (`stance.Stance`).
    """

    type: str
    act: str
    passage: Passage
    start: int
    end: int
    token: Token
    party: Party
    polarity: str = "affirmed"
    modality: str = "asserted"
    scope: str = "incident"
    agents: tuple[tuple[int, int], ...] = ()
    slight: bool = False
    place: Placed | None = None
    when: Dated | None = None
    when_far: bool = False
    place_far: bool = False
    speakers: tuple[Token, ...] = ()
    heads: tuple[Token, ...] = ()
    bound: bool = False
    timed: bool = False
    ordinal: bool = False
    person: bool = False
    further: bool = False
    granted: bool = False
    askers: frozenset[str] = frozenset()
    doubts: list[tuple[str, str]] = field(default_factory=list)
