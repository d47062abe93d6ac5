"""Every incident in short, with bitmaps for filters and facets: made once for each linking.

A value of a facet is one whole number whose bits are the incidents that have it, in the order of
`rows`; a filter is the AND of some, and how many remain is a count of bits. So a list of a hundred
thousand incidents is filtered, and its facets counted, in milliseconds and without a query.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa

from gavah.export.withholding import settlement
from gavah.linking.titles import title
from gavah.model import Incident, Place, Toll, When
from gavah.model.record import Record
from gavah.register import Register, kept, schema
from gavah.register.folding import folded
from gavah.register.standing import Standing
from gavah.web.pulse import Pulse

T = TypeVar("T")
FACETS = ("act", "country", "kind", "by", "source", "state")
SORTS = ("newest", "oldest", "largest", "sources")


class Told(Record, frozen=True, kw_only=True):
    """A toll in short."""

    act: str
    low: int
    high: int | None
    about: int | None
    conflict: bool
    sources: int
    independent_sources: int


class Listed(Record, frozen=True, kw_only=True):
    """An incident in short, as lists show it; an exact place of someone withheld is coarse."""

    id: str
    kind: str
    title: str
    acts: tuple[str, ...]
    when: When | None
    place: Place | None
    tolls: tuple[Told, ...]
    documents: int
    claims: int
    conflict: bool


class _Named(Record, frozen=True):
    name: str
    kind: str = "unknown"


class _Glance(Record, frozen=True):
    """What facets need of a claim's record."""

    perpetrators: tuple[_Named, ...] = ()
    attribution: tuple[_Named, ...] = ()


class Pair(Record, frozen=True, kw_only=True):
    """Two incidents (or claims that are in none) that the evidence leaves open.

    Attributes:
        effect: people who would no longer be counted twice if the two were one.
    """

    left: str
    right: str
    claims: tuple[str, str]
    probability: float
    evidence: tuple[str, ...]
    effect: int


class Catalogue:
    """Incidents in short, in the order newest first, undated last.

    Attributes:
        rows: one for each incident.
        at: incident id to its place in `rows`.
        bits: facet to value to the incidents that have it.
        pairs: open pairs, those that would change most first.
    """

    def __init__(self, register: Register) -> None:
        guarded = _guarded(register)
        incidents = [(_listed(one, one.id in guarded), one) for one in register.linkage.incidents()]
        incidents.sort(key=lambda pair: _newest(pair[0]))
        self.rows = tuple(row for row, _ in incidents)
        self.at = {row.id: at for at, row in enumerate(self.rows)}
        self.everything = (1 << len(self.rows)) - 1
        self.bits: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self._places: dict[str, int] = {}
        self._culprits: dict[str, int] = {}
        members: dict[tuple[str, str], set[int]] = {}

        def put(facet: str, value: str, at: int) -> None:
            members.setdefault((facet, value), set()).add(at)

        by_claim: dict[str, int] = {}
        for at, (row, incident) in enumerate(incidents):
            put("kind", row.kind, at)
            for act in row.acts:
                put("act", act, at)
            if row.place is not None and row.place.country:
                put("country", row.place.country, at)
            if row.place is not None:
                put("place", folded(f"{row.place.name} {row.place.settlement or ''}"), at)
            if row.conflict:
                put("state", "conflict", at)
            if max((one.independent_sources for one in row.tolls), default=row.documents) <= 1:
                put("state", "one source", at)
            by_claim.update(dict.fromkeys(incident.claims, at))
        for claim, glance in _glances(register):
            place = by_claim.get(claim)
            if place is None:
                continue
            for culprit in glance.perpetrators:
                put("by", culprit.name, place)
            for link in glance.attribution:
                put("source", link.kind, place)
        self.pairs = _pairs(register, self.rows, self.at, by_claim)
        for pair in self.pairs:
            for id_ in (pair.left, pair.right):
                if id_ in self.at:
                    put("state", "open pair", self.at[id_])
        for (facet, value), ats in members.items():
            if facet == "place":
                self._places[value] = _bitmap(ats, len(self.rows))
            else:
                self.bits[facet][value] = _bitmap(ats, len(self.rows))
        self._culprits = self.bits["by"]
        self._orders: dict[str, Sequence[int]] = {}
        self._once: dict[str, tuple[int, Any]] = {}

    def once(self, name: str, make: Callable[[], T], since: int = 0) -> T:
        """What `make` gives, made once for this linking, or once more when `since` moved."""
        held = self._once.get(name)
        if held is None or held[0] != since:
            held = (since, make())
            self._once[name] = held
        made: T = held[1]
        return made

    def with_claims(self, register: Register, claims: Iterable[str]) -> int:
        """The incidents that hold any of these claims."""
        from gavah.web.asking import incidents_of_claims

        held = incidents_of_claims(register, claims)
        return _bitmap({self.at[one] for one in held.values() if one in self.at}, len(self.rows))

    def in_place(self, words: str) -> int:
        """The incidents whose place's name or settlement holds the words."""
        return _any(bits for name, bits in self._places.items() if folded(words) in name)

    def by(self, words: str) -> int:
        """The incidents for which a source names someone like that as who did it."""
        asked = folded(words)
        return _any(bits for name, bits in self._culprits.items() if asked in folded(name))

    def between(self, since: date | None, until: date | None) -> int:
        """The incidents that may have happened on a day of the span, both ends included."""
        return _bitmap(
            {
                at
                for at, row in enumerate(self.rows)
                if row.when is not None
                and (since is None or row.when.end >= since)
                and (until is None or row.when.start <= until)
            },
            len(self.rows),
        )

    def titled(self, words: str) -> int:
        """The incidents whose title holds the words."""
        asked = folded(words)
        return _bitmap(
            {at for at, row in enumerate(self.rows) if asked in folded(row.title)}, len(self.rows)
        )

    def members(self, bits: int, sort: str = "newest") -> list[int]:
        """Places in `rows` of those that remain, in that order."""
        held = bits.to_bytes(len(self.rows) // 8 + 1, "little")
        if sort not in self._orders:
            self._orders[sort] = sorted(
                range(len(self.rows)), key=lambda at: _sort_key(sort, self.rows[at], at)
            )
        return [at for at in self._orders[sort] if held[at >> 3] >> (at & 7) & 1]

    def counted(self, facet: str, bits: int) -> list[tuple[str, int]]:
        """Each value of a facet and how many of those that remain have it; most first."""
        found = [(value, (held & bits).bit_count()) for value, held in self.bits[facet].items()]
        return sorted(
            ((value, many) for value, many in found if many), key=lambda pair: (-pair[1], pair[0])
        )


class Catalogues:
    """The catalogue of the present linking; made anew when the pulse says so."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: tuple[int, Catalogue] | None = None

    def of(self, register: Register, pulse: Pulse) -> Catalogue:
        """The catalogue; whoever asks first after a linking waits for it to be made."""
        with self._lock:
            if self._made is None or self._made[0] != pulse.linked:
                self._made = (pulse.linked, Catalogue(register))
            return self._made[1]


def _listed(one: Incident, guarded: bool) -> Listed:
    place = settlement(one.place) if guarded else one.place
    words = title(one.acts, one.tolls, place, one.when) if place != one.place else one.title
    return Listed(
        id=one.id, kind=one.kind, title=words, acts=one.acts, when=one.when, place=place,
        tolls=tuple(_told(toll) for toll in one.tolls),
        documents=len({part.document for part in one.documents}), claims=len(one.claims),
        conflict=any(toll.conflict for toll in one.tolls),
    )  # fmt: skip


def _told(toll: Toll) -> Told:
    return Told(
        act=toll.act, low=toll.low, high=toll.high, about=toll.about, conflict=toll.conflict,
        sources=toll.sources, independent_sources=toll.independent_sources,
    )  # fmt: skip


def _guarded(register: Register) -> set[str]:
    """Incidents with a claim or a person of which anything is restricted."""
    classes, claims = schema.field_classes, schema.incident_claims
    persons = schema.incident_persons
    strict = classes.c["class"] != "public"
    found: set[str] = set()
    for table, column in ((claims, claims.c.claim), (persons, persons.c.person)):
        question = (
            sa.select(table.c.incident).join(classes, classes.c.subject == column).where(strict)
        )
        found.update(row.incident for row in register.session.rows(question))
    return found


def _glances(register: Register) -> Iterator[tuple[str, _Glance]]:
    table = schema.claims
    added = register.standing().added
    for claim in added.values():
        yield claim.id, kept.read(kept.written(claim), _Glance)
    question = sa.select(table.c.id, table.c.record).where(table.c.current)
    for row in register.session.rows(question):
        if row.id not in added:
            yield row.id, kept.read(row.record, _Glance)


def _pairs(
    register: Register, rows: Sequence[Listed], at: dict[str, int], by_claim: dict[str, int]
) -> tuple[Pair, ...]:
    found: dict[tuple[str, str], Pair] = {}
    for link in register.undecided():
        left = rows[by_claim[link.left]] if link.left in by_claim else None
        right = rows[by_claim[link.right]] if link.right in by_claim else None
        ids = (left.id if left else link.left, right.id if right else link.right)
        key = (min(ids), max(ids))
        if ids[0] == ids[1] or key in found:
            continue
        found[key] = Pair(
            left=ids[0], right=ids[1], claims=(link.left, link.right),
            probability=link.probability, evidence=link.evidence, effect=_effect(left, right),
        )  # fmt: skip
    return tuple(
        sorted(found.values(), key=lambda one: (-one.effect, -one.probability, one.left, one.right))
    )


def _effect(left: Listed | None, right: Listed | None) -> int:
    if left is None or right is None or left.kind != right.kind:
        return 0
    others = {toll.act: toll for toll in right.tolls}
    return sum(
        min(max(toll.low, toll.about or 0), max(other.low, other.about or 0))
        for toll in left.tolls
        if (other := others.get(toll.act)) is not None
    )


def waiting(pairs: Iterable[Pair], standing: Standing) -> list[tuple[Pair, int | None]]:
    """Pairs nobody decided yet; those left open come last, with the number of that judgement."""
    decided: set[frozenset[str]] = set()
    for judgement in standing.judgements:
        if judgement.verb in ("same", "different"):
            ids = judgement.target
            decided.update(frozenset((a, b)) for a in ids for b in ids if a != b)
    fresh: list[tuple[Pair, int | None]] = []
    unsure: list[tuple[Pair, int | None]] = []
    targets = {
        frozenset(one.target[:2]): one.seq
        for one in standing.judgements
        if one.verb == "unsure" and len(one.target) >= 2
    }
    for pair in pairs:
        if frozenset((pair.left, pair.right)) in decided:
            continue
        left, right = pair.claims
        seq = standing.unsure.get((min(left, right), max(left, right)))
        seq = seq or targets.get(frozenset((pair.left, pair.right)))
        (fresh if seq is None else unsure).append((pair, seq))
    return [*fresh, *unsure]


def _newest(row: Listed) -> tuple[Any, ...]:
    return (row.when is None, -row.when.start.toordinal() if row.when else 0, row.id)


def _sort_key(sort: str, row: Listed, at: int) -> tuple[Any, ...]:
    if sort == "oldest":
        return (row.when is None, row.when.start.toordinal() if row.when else 0, row.id)
    if sort == "largest":
        return (-max((max(one.low, one.about or 0) for one in row.tolls), default=0), at)
    if sort == "sources":
        return (-row.documents, at)
    return (at,)


def _bitmap(ats: Iterable[int], size: int) -> int:
    held = bytearray(size // 8 + 1)
    for at in ats:
        held[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(held, "little")


def _any(bitmaps: Iterable[int]) -> int:
    found = 0
    for bits in bitmaps:
        found |= bits
    return found
