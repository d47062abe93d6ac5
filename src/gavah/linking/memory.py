"""What a linking remembers, so that the next one looks only at what changed (docs/decisions/009).

`Memory` is asked by `gavah.linking.again`; the register answers from its tables. Everything in it
follows from claims, documents and rulings: it can be thrown away and made again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from gavah.linking.postings import Rows
from gavah.linking.roots import Origin
from gavah.model import Claim, Incident, Link, Person, Told
from gavah.model.record import Record

Ends = tuple[str, str]
"""Two documents, or two mentions; the smaller id first."""


class Known(Record, frozen=True, kw_only=True):
    """A document as it was linked.

    Attributes:
        number: what blocks call it.
        told: with its signature left out.
        bands: the blocks that its text stands in.
    """

    number: int
    told: Told
    origin: Origin
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KnownMention:
    """A mention as it was linked; `blocks` is an array of the blocks it stands in."""

    number: int
    key: str
    document: str
    blocks: Any


@dataclass(slots=True)
class Change:
    """What a linking changes of what was kept before it.

    Attributes:
        documents: None for one that is gone.
        undecided_of: claims whose open pairs are told anew in `undecided`.
        left: (blocks, owner) that rows leave.
    """

    documents: dict[str, Known | None] = field(default_factory=dict)
    mentions_gone: list[int] = field(default_factory=list)
    mentions: list[KnownMention] = field(default_factory=list)
    copies_gone: set[Ends] = field(default_factory=set)
    copies: set[Ends] = field(default_factory=set)
    weights_gone: set[Ends] = field(default_factory=set)
    weights: dict[Ends, float] = field(default_factory=dict)
    left: list[tuple[Any, int]] = field(default_factory=list)
    entered: list[Rows] = field(default_factory=list)
    incidents_gone: set[str] = field(default_factory=set)
    incidents: list[Incident] = field(default_factory=list)
    persons_gone: set[str] = field(default_factory=set)
    persons: list[Person] = field(default_factory=list)
    person_claims: dict[str, Claim] = field(default_factory=dict)
    undecided_of: set[str] = field(default_factory=set)
    undecided: list[Link] = field(default_factory=list)


class Memory(Protocol):
    """What linking asks of what it did before, and of claims and documents as they are now."""

    def documents(self, ids: Iterable[str]) -> dict[str, Known]:
        """Documents as they were linked."""

    def numbered(self, numbers: Iterable[int]) -> dict[int, str]:
        """Ids of documents by their numbers."""

    def next_numbers(self) -> tuple[int, int]:
        """The first number free for a document, and for a mention."""

    def citing(self, outlet: str, since: date, until: date) -> list[str]:
        """Documents published from `since` to `until` that cite the outlet only."""

    def published_by(self, outlet: str, since: date, until: date) -> list[str]:
        """Documents of the outlet published from `since` to `until`."""

    def from_first(self, ids: Iterable[str]) -> list[str]:
        """Documents that copy one of these, or are one."""

    def from_cited(self, ids: Iterable[str]) -> list[str]:
        """Documents that cite one of these."""

    def from_root(self, ids: Iterable[str]) -> list[str]:
        """Documents whose root is one of these."""

    def mentions_of(self, documents: Iterable[str]) -> list[KnownMention]:
        """Mentions of those documents."""

    def mentions(self, numbers: Iterable[int]) -> dict[int, KnownMention]:
        """Mentions by number."""

    def keyed(self, keys: Iterable[str]) -> dict[str, KnownMention]:
        """Mentions by key."""

    def rows(self, blocks: Any) -> Rows:
        """Every row of those blocks."""

    def copies(self, ids: Iterable[str]) -> set[Ends]:
        """Pairs of copies with an end among the documents."""

    def weights(self, keys: Iterable[str]) -> dict[Ends, float]:
        """Kept weights of pairs with an end among the mentions."""

    def incidents(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Incidents as they were linked, by id."""

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The incident, as it was linked, of each claim that is in one."""

    def every_home(self) -> dict[str, str]:
        """The incident, as it was linked, of every claim that is in one."""

    def every_person(self) -> dict[str, Person]:
        """Persons as they were linked, by id."""

    def incidents_with(self, claims: Iterable[str]) -> dict[str, Incident]:
        """Incidents as they were linked that hold one of the claims, by id."""

    def incidents_of(self, documents: Iterable[str]) -> dict[str, Incident]:
        """Incidents as they were linked that one of the documents tells of, by id."""

    # as they are now

    def told(self, ids: Iterable[str]) -> list[Told]:
        """Current documents, with their signatures."""

    def signatures(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Signatures of current documents."""

    def claims(self, documents: Sequence[str]) -> list[Claim]:
        """Claims of current documents, with judgements applied."""

    def every_claim(self) -> list[Claim]:
        """All claims, with judgements applied."""

    def documents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The document of each claim that there is now."""
