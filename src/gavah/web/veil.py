"""Covers names that are not to be told on the page asked for (docs/terms.md, "Field classes").

Who is withheld is decided by `register.classes.Withheld`, as for every export. A page asks it
about its own documents only: about their claims, the persons those name, and all other claims of
these persons, which is all that the answer for these documents rests on. So a name is covered
from the moment its claim is kept. Full names of everyone withheld elsewhere are covered too.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import sqlalchemy as sa

from gavah.export.masking import Mask, parts
from gavah.export.withholding import exact_words
from gavah.model import Claim, Incident
from gavah.register import Register, schema
from gavah.register.classes import PUBLIC, RESTRICTED, SECRET, Withheld, settlement
from gavah.register.folding import folded
from gavah.web.asking import (
    claims_as_read,
    claims_by_id,
    in_force,
    persons_by_id,
    persons_of_claims,
    rows_in,
)
from gavah.web.pulse import Pulse

if TYPE_CHECKING:
    from gavah.web.catalogue import Listed

R = TypeVar("R")
COVERED = "[withheld]"


@lru_cache(maxsize=2048)
def _mask(names: tuple[str, ...], places: tuple[str, ...] = ()) -> Mask:
    return Mask(names, places)


@lru_cache(maxsize=4096)
def _parting(one: str) -> str:
    """A character, or a blank for a mark or joiner: a mask lets a word begin after those."""
    kind = unicodedata.category(one)
    return " " if kind == "Cf" or kind.startswith("M") else one


def sought(text: str) -> str:
    """The folded words in which a name is sought, a blank around each: with marks and joiners
    taken out, as a reader sees them, and once more parted at them, as a mask does."""
    whole = f" {folded(text)} "
    if text.isascii():
        return whole
    parted = "".join(map(_parting, text))
    if parted == text:
        return whole
    joined = "".join(" " if unicodedata.category(one) == "Cf" else one for one in text)
    marked = "".join(" " if unicodedata.category(one).startswith("M") else one for one in text)
    return f"{whole}{folded(parted)} {folded(joined)} {folded(marked)} "


@lru_cache(maxsize=20_000)
def _telling(name: str) -> tuple[str, ...]:
    """The folded words that tell a name: all of it, and each telling part."""
    return tuple(filter(None, (folded(one) for one in (name, *parts([name])))))


def present(names: Iterable[str], words: str) -> tuple[str, ...]:
    """Those of which a text may hold a telling part.

    Args:
        words: the text as `sought` gives it.
    """
    found = []
    for name in names:
        telling = _telling(name)  # none where the name is of signs alone
        if not telling or any(f" {one} " in words for one in telling):
            found.append(name)
    return tuple(found)


def _texts(plain: Any) -> Iterator[str]:
    """Every text inside, whatever holds it."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for one in plain.values():
            yield from _texts(one)
    elif isinstance(plain, list | tuple):
        for one in plain:
            yield from _texts(one)


class Names:
    """Full names, found in a text by their first word: fast however many there are."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self.every = frozenset(names := tuple(names))
        self.listed: dict[str, Listed] = {}  # incidents in short, covered, while these names hold
        for name in sorted(set(names)):
            whole = folded(name)
            if whole:  # a name of signs alone is found by nobody
                self._by_first.setdefault(whole.split(" ")[0], []).append((whole, name))

    def within(self, text: str) -> list[str]:
        """Those that stand in the text."""
        if not self._by_first:
            return []
        whole = sought(text)
        return [
            name
            for first in dict.fromkeys(whole.split())
            for held, name in self._by_first.get(first, ())
            if f" {held} " in whole
        ]


class Everyone:
    """Full names withheld anywhere in the register; made anew after a linking or a judgement."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: dict[str, tuple[tuple[int, int], Names]] = {}

    def names(self, register: Register, pulse: Pulse, only: str) -> Names:
        """The names of that class and of stricter ones."""
        key = (pulse.judged, pulse.linked)
        with self._lock:
            held = self._made.get(only)
        if held is not None and held[0] == key:
            return held[1]
        made = Names(_all_names(register, only))
        with self._lock:
            self._made[only] = (key, made)
        return made


def judged_classes(register: Register) -> dict[str, str]:
    """Person id to the class that a judgement in force gave the names."""
    judged: dict[str, str] = {}
    for subject, value, _ in register.standing().classified:
        judged[subject.split(" ")[0]] = str(value.get("class"))
    persons = persons_of_claims(register, judged)
    return {one: judged[claim] for claim, ones in persons.items() for one in ones}


def withheld_persons(register: Register, ids: Iterable[str]) -> set[str]:
    """Those of these persons whose names are withheld: by default, or by a judgement."""
    classes, said = schema.field_classes, judged_classes(register)
    wanted = list(ids)
    question = sa.select(classes.c.subject).where(
        classes.c.field == "names", classes.c["class"] != PUBLIC
    )
    found = {row.subject for row in rows_in(register, question, classes.c.subject, wanted)}
    return {
        one for one in wanted if said.get(one, RESTRICTED if one in found else PUBLIC) != PUBLIC
    }


def _all_names(register: Register, only: str) -> Iterable[str]:
    said = judged_classes(register)
    names, classes = schema.person_names, schema.field_classes
    wanted = (SECRET,) if only == SECRET else (RESTRICTED, SECRET)
    question = (
        sa.select(names.c.person, names.c.name)
        .join(classes, classes.c.subject == names.c.person)
        .where(classes.c["class"].in_(wanted))
    )
    for row in register.session.rows(question):
        if said.get(row.person) in (None, *wanted):
            yield row.name
    raised = [person for person, held in said.items() if held in wanted]
    for row in rows_in(register, sa.select(names.c.name), names.c.person, raised):
        yield row.name


class Veil:
    """Covers names on one page.

    Attributes:
        only: "restricted" covers restricted and secret names; "secret" the secret ones alone,
            on an entry whose names were revealed.
        covered: how many distinct names stand covered in the page's documents.
    """

    def __init__(self, register: Register, everyone: Everyone, pulse: Pulse) -> None:
        self._register = register
        self._everyone = everyone
        self._pulse = pulse
        self.only = RESTRICTED
        self._names: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._guarded: set[str] = set()

    @property
    def covered(self) -> int:
        """How many names stand covered in the page's documents."""
        return len({name for names in self._names.values() for name in names})

    def lift(self) -> None:
        """Show restricted names: they were revealed, and that was logged. Secret ones stay."""
        self.only = SECRET
        documents = list(self._names)
        self._names, self._places = {}, {}
        self._guarded.clear()
        self.over(documents)

    def over(self, documents: Iterable[str]) -> None:
        """Learn which names are withheld in these documents, beside those known already."""
        fresh = [one for one in dict.fromkeys(documents) if one not in self._names]
        if not fresh:
            return
        read = claims_as_read(self._register, fresh)
        claims = in_force(self._register, fresh, read)
        held = {one.id: one for one in claims}
        of_claims = persons_of_claims(self._register, held)
        ids = sorted({one for ones in of_claims.values() for one in ones})
        persons = list(persons_by_id(self._register, ids).values())
        others = sorted(
            {id_ for one in persons if one.kind != "official" for id_ in one.claims} - set(held)
        )
        standing = self._register.standing()
        for id_, claim in claims_by_id(self._register, others).items():
            if id_ not in standing.rejected:
                held[id_] = claim
        before = standing.overruled(read)  # a name that a correction took out stays as guarded
        withheld = Withheld(
            held.values(), persons, standing.classified, before=before, only=self.only
        )
        self._guarded |= withheld.claims
        for document in fresh:
            self._names[document] = withheld.names.get(document, ())
        places: dict[str, set[str]] = {}
        for claim in claims:
            if claim.id in withheld.claims:
                places.setdefault(claim.document, set()).update(exact_words(claim))
        self._places.update((document, tuple(sorted(held))) for document, held in places.items())

    def names(self, document: str) -> tuple[str, ...]:
        """Names withheld in the document."""
        return self._names.get(document, ())

    def _elsewhere(self, text: str) -> Mask | None:
        everyone = self._everyone.names(self._register, self._pulse, self.only)
        found = everyone.within(text)
        return _mask(tuple(found)) if found else None

    def spans(self, document: str, text: str) -> list[tuple[int, int]]:
        """Where covered names stand in a text of the document, in order, not overlapping."""
        found = list(self._mask_of([document], text).spans(text))
        elsewhere = self._elsewhere(text)
        if elsewhere is not None:
            found.extend(elsewhere.spans(text, parts=False))
        return merged(found)

    def text(self, document: str | None, text: str) -> str:
        """A text of the document (or of none) with its names covered."""
        spans = self.spans(document, text) if document is not None else self.anywhere(text)
        return covered(text, spans)

    def anywhere(self, text: str) -> list[tuple[int, int]]:
        """Where full names withheld anywhere stand in a text of no document."""
        elsewhere = self._elsewhere(text)
        return [] if elsewhere is None else merged(elsewhere.spans(text, parts=False))

    def record(self, record: R, documents: Iterable[str]) -> R:
        """A record that rests on these documents, every text in it covered."""
        text = "\n".join(_texts(msgspec.to_builtins(record)))
        made = self._mask_of(documents, text).record(record)
        elsewhere = self._elsewhere(text)
        return made if elsewhere is None else elsewhere.full(made)

    def _mask_of(self, documents: Iterable[str], text: str) -> Mask:
        """What is withheld in these documents and may stand in the text: few, so soon compiled."""
        mine = list(dict.fromkeys(documents))
        names = sorted({name for one in mine for name in self.names(one)})
        places = sorted({place for one in mine for place in self._places.get(one, ())})
        if not names and not places:
            return _mask(())
        whole = sought(text)
        return _mask(present(names, whole), present(places, whole))

    def listed(self, row: "Listed") -> "Listed":
        """An incident in short, with every full name covered that is withheld anywhere."""
        held = self._everyone.names(self._register, self._pulse, self.only).listed
        made = held.get(row.id)
        if made is None:
            made = self.record(row, ())
            held[row.id] = made
        return made

    def claim(self, claim: Claim) -> Claim:
        """The claim covered; an exact place of someone withheld goes no finer than the town."""
        if claim.id in self._guarded:
            claim = msgspec.structs.replace(claim, place=settlement(claim.place))
        return self.record(claim, [claim.document])

    def incident(self, incident: Incident, documents: Mapping[str, str]) -> Incident:
        """The incident covered.

        Args:
            documents: claim id to document id.
        """
        if not self._guarded.isdisjoint(incident.claims):
            incident = msgspec.structs.replace(incident, place=settlement(incident.place))
        mine = {documents[id_] for id_ in incident.claims if id_ in documents}
        return self.record(incident, sorted(mine))


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch made one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def covered(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each span covered."""
    out: list[str] = []
    at = 0
    for start, end in spans:
        out.extend((text[at:start], COVERED))
        at = end
    return "".join((*out, text[at:]))


__all__ = ["PUBLIC", "Everyone", "Names", "Veil", "covered", "merged", "settlement"]
