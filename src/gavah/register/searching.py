"""Full text search over documents, claims, incidents and names, as `folding` sees words.

A query is words that must all stand; "two words" in quotation marks stand together, `begin*`
finds what begins so, `-word` (or -"two words") leaves out. A long document is indexed in parts
that overlap, because no database counts places in a text without end; a term is then sought in
every part, so the answer is the same as if the text were one. The best come first; where very many
entries hold the words, ranking them tells nothing and the newest come first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from gavah.model import Claim, Document, Incident, Person
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.folding import Word, folded, words
from gavah.register.session import Session

KINDS = ("document", "claim", "incident", "person")
_PART = "part"
_WORDS_A_PART = 8000  # PostgreSQL counts 16,383 places in a text and holds a megabyte of words
_OVERLAP = 64  # the longest phrase that is sure to be found across two parts
_LONGEST = 500  # letters of a word: more is no word, and PostgreSQL indexes none beyond 2,046 bytes
_AT_ONCE = 500
_RANKED = 2000  # where more entries hold the words, the newest come first
_AROUND = 90  # characters of a snippet on either side of what was found
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|“([^”]*)”?|(\S+))')


class Hit(Record, frozen=True, kw_only=True):
    """Something a search found, and the words around it.

    Attributes:
        start, end: the snippet in the document's text; None where it is of a title, a name or a
            field.
        marks: (start, end) of each word found, from the start of the snippet.
    """

    kind: str
    id: str
    document: str | None
    snippet: str
    start: int | None
    end: int | None
    marks: tuple[tuple[int, int], ...]


class Query(Record, frozen=True, kw_only=True):
    """What is asked: terms of folded words; "*" after the last word where it may go on."""

    terms: tuple[str, ...]
    without: tuple[str, ...]


def asked(query: str) -> Query:
    """Read what a person typed."""
    terms: list[str] = []
    without: list[str] = []
    for minus, quoted, curly, bare in _TERM.findall(query):
        said = quoted or curly or bare
        term = " ".join(one[:_LONGEST] for one in folded(said).split(" "))
        if not term:
            continue
        if said.rstrip().endswith("*"):
            term += "*"
        (without if minus else terms).append(term)
    return Query(terms=tuple(dict.fromkeys(terms)), without=tuple(dict.fromkeys(without)))


class Index:
    """Keeps `searchable` in step with what is current, and asks it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- keeping

    def keep_document(
        self, connection: sa.Connection, id_: str, document: Document, claims: Iterable[Claim]
    ) -> None:
        """Index a document and its claims; what was indexed of it before is forgotten first."""
        connection.execute(schema.searchable.insert(), list(document_rows(id_, document, claims)))

    def forget_documents(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Take these documents, and their claims, out of the index."""
        table = schema.searchable
        connection.execute(table.delete().where(table.c.document.in_(ids)))

    def keep_linked(
        self, connection: sa.Connection, incidents: Iterable[Incident], persons: Iterable[Person]
    ) -> None:
        """Index titles and names; what was indexed of them before is forgotten first."""
        rows = list(linked_rows(incidents, persons))
        self.forget_linked(connection, [row["subject"] for row in rows])
        if rows:
            connection.execute(schema.searchable.insert(), rows)

    def forget_linked(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Take these incidents and persons out of the index."""
        table = schema.searchable
        for at in range(0, len(ids), _AT_ONCE):
            connection.execute(table.delete().where(table.c.subject.in_(ids[at : at + _AT_ONCE])))

    # -- asking

    def search(
        self, query: str, kinds: Sequence[str] | None, limit: int
    ) -> Iterator[tuple[str, str, str | None]]:
        """(kind, id, document) of what holds the words, best first."""
        wanted = asked(query)
        kinds = tuple(kinds) if kinds is not None else KINDS
        if not wanted.terms or limit < 1:
            return
        found = list(self._whole(wanted, kinds, limit))
        if "document" in kinds:
            found.extend(self._parts(wanted))
        found.sort()
        for _, kind, subject, document in found[:limit]:
            yield kind, subject, document or None

    def _whole(
        self, wanted: Query, kinds: Sequence[str], limit: int
    ) -> Iterator[tuple[float, str, str, str]]:
        table = schema.searchable
        question = sa.select(table.c.kind, table.c.subject, table.c.document)
        holding = self._session.engine.holding(wanted.terms, wanted.without)
        if self._many(holding, max(_RANKED, limit)):
            of = table.c.kind.in_(kinds)
            newest = question.where(table.c.id.in_(holding), of).order_by(table.c.id.desc())
            for at, row in enumerate(self._session.rows(newest.limit(limit))):
                yield float(at), row.kind, row.subject, row.document or ""
            return
        matching = self._session.engine.matching(wanted.terms, wanted.without).subquery()
        id_, rank = matching.c
        question = (
            question.add_columns(rank.label("rank"))
            .join(matching, table.c.id == id_)
            .where(table.c.kind.in_(kinds))
            .order_by(rank, table.c.kind, table.c.subject)
            .limit(limit)
        )
        for row in self._session.rows(question):
            yield float(row.rank), row.kind, row.subject, row.document or ""

    def _many(self, holding: sa.Select[tuple[int]], most: int) -> bool:
        """Whether more entries hold the words than are worth ranking."""
        counted = sa.select(sa.func.count()).select_from(holding.limit(most + 1).subquery())
        with self._session.reading() as connection:
            return int(connection.execute(counted).scalar_one()) > most

    def _parts(self, wanted: Query) -> Iterator[tuple[float, str, str, str]]:
        """Long documents: those that hold every term in some part, and no part an unwanted one."""
        table = schema.searchable
        with self._session.reading() as connection:
            some = sa.select(table.c.id).where(table.c.kind == _PART).limit(1)
            if connection.execute(some).first() is None:
                return
        ranks: dict[str, float] | None = None
        for term in wanted.terms:
            found = self._parts_with(term)
            if ranks is None:
                ranks = found
            else:
                ranks = {id_: ranks[id_] + found[id_] for id_ in ranks if id_ in found}
        unwanted = {id_ for term in wanted.without for id_ in self._parts_with(term)}
        for id_, rank in (ranks or {}).items():
            if id_ not in unwanted:
                yield rank, "document", id_, id_

    def _parts_with(self, term: str) -> dict[str, float]:
        table = schema.searchable
        matching = self._session.engine.matching((term,), ()).subquery()
        id_, rank = matching.c
        question = (
            sa.select(table.c.subject, sa.func.min(rank).label("rank"))
            .join(matching, table.c.id == id_)
            .where(table.c.kind == _PART)
            .group_by(table.c.subject)
            .order_by(table.c.subject)
        )
        return {row.subject: float(row.rank) for row in self._session.rows(question)}


def claim_text(claim: Claim) -> str:
    """What a claim is found by: its sentence, then who, where and according to whom."""
    return "\n".join((claim.anchors.sentence.quote, *claim_fields(claim)))


def claim_fields(claim: Claim) -> list[str]:
    """Who was harmed and by whom, where, and according to whom, as a claim has them."""
    said: list[str] = []
    if claim.victims is not None:
        said.extend((claim.victims.description or "", *claim.victims.names))
    said.extend(one.name for one in claim.perpetrators)
    if claim.place is not None:
        said.extend((claim.place.name, claim.place.settlement or ""))
    said.extend(link.name for link in claim.speakers)
    return [one for one in said if one]


def person_text(person: Person) -> str:
    """Every name of the person, one a line."""
    return "\n".join(name.text for name in person.names)


def snippet(text: str, query: Query) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Where in the text the first found words stand, with some text around them, and the marks."""
    all_words = list(words(text))
    marks = sorted(_marks(all_words, query.terms))
    if not marks:
        return 0, min(len(text), 2 * _AROUND), ()
    start, end = max(0, marks[0][0] - _AROUND), min(len(text), marks[0][1] + _AROUND)
    while start > 0 and not text[start - 1].isspace() and marks[0][0] - start < 2 * _AROUND:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - marks[0][1] < 2 * _AROUND:
        end += 1
    inside = [(one - start, other - start) for one, other in marks if other <= end]
    return start, end, tuple(inside)


def _marks(all_words: list[Word], terms: Sequence[str]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for term in terms:
        going_on = term.endswith("*")
        parts = term.rstrip("*").split(" ")
        for at in range(len(all_words) - len(parts) + 1):
            run = [word.folded[:_LONGEST] for word in all_words[at : at + len(parts)]]
            last = run[-1].startswith(parts[-1]) if going_on else run[-1] == parts[-1]
            if last and run[:-1] == parts[:-1]:
                found.add((all_words[at].start, all_words[at + len(parts) - 1].end))
    return found


def _folded_words(text: str) -> list[str]:
    return [word.folded[:_LONGEST] for word in words(text)]


def document_rows(
    id_: str, document: Document, claims: Iterable[Claim]
) -> Iterator[dict[str, Any]]:
    """Rows of `searchable` for a document, in parts where it is long, and for its claims."""
    yield from _parts_of(id_, _folded_words(f"{document.title or ''}\n{document.text}"))
    for claim in claims:
        yield _row("claim", claim.id, id_, _folded_words(claim_text(claim)))


def linked_rows(
    incidents: Iterable[Incident], persons: Iterable[Person]
) -> Iterator[dict[str, Any]]:
    """Rows of `searchable` for titles of incidents and names of persons."""
    for incident in incidents:
        yield _row("incident", incident.id, None, _folded_words(incident.title))
    for person in persons:
        yield _row("person", person.id, None, _folded_words(person_text(person)))


def _parts_of(id_: str, whole: list[str]) -> Iterator[dict[str, Any]]:
    if len(whole) <= _WORDS_A_PART:
        yield _row("document", id_, id_, whole)
        return
    for start in range(0, len(whole) - _OVERLAP, _WORDS_A_PART - _OVERLAP):
        yield _row(_PART, id_, id_, whole[start : start + _WORDS_A_PART])


def _row(kind: str, subject: str, document: str | None, folded_words: list[str]) -> dict[str, Any]:
    return {
        "kind": kind,
        "subject": subject,
        "document": document,
        "folded": kept.plain(" ".join(folded_words)),
    }
