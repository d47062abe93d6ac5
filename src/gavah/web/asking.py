"""Questions to the register that a page needs answered in one go, whatever it shows.

The register's own verbs answer for one entry at a time; a page of fifty would ask a hundred
times. Each function here asks a number of times that does not grow with what is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from gavah.model import Claim, Incident, Person
from gavah.register import Register, kept, schema
from gavah.register.schema import INDEXED

_AT_ONCE = 900  # below SQLite's oldest limit of parameters
T = TypeVar("T")


def chunks(ids: Iterable[str], at_once: int = _AT_ONCE) -> Iterator[list[str]]:
    """Ids, each once and in their order, so many at a time."""
    held = [kept.plain(one) for one in dict.fromkeys(ids)]
    for at in range(0, len(held), at_once):
        yield held[at : at + at_once]


def rows_in(
    register: Register, question: sa.Select[Any], column: Any, ids: Iterable[str]
) -> Iterator[sa.Row[Any]]:
    """The question's rows whose column is one of the ids."""
    for some in chunks(ids):
        yield from register.session.rows(question.where(column.in_(some)))


def claims_by_id(register: Register, ids: Iterable[str]) -> dict[str, Claim]:
    """Claims as they stand after judgements, rejected ones too; those not held are left out."""
    standing, table = register.standing(), schema.claims
    wanted = list(dict.fromkeys(ids))
    found = {id_: standing.added[id_] for id_ in wanted if id_ in standing.added}
    question = sa.select(table.c.id, table.c.record).where(table.c.current)
    asked = (id_ for id_ in wanted if id_ not in found)
    for row in rows_in(register, question, table.c.id, asked):
        found[row.id] = kept.read(row.record, Claim)
    return {id_: standing.amended(found[id_]) for id_ in wanted if id_ in found}


def claims_of_documents(register: Register, documents: Iterable[str]) -> list[Claim]:
    """Claims in force of these documents, in the order of the text."""
    documents = list(documents)
    return in_force(register, documents, claims_as_read(register, documents))


def claims_as_read(register: Register, documents: Iterable[str]) -> list[Claim]:
    """Claims of these documents as they were read, whatever was judged of them."""
    wanted = sorted({kept.plain(one) for one in documents})
    table = schema.claims
    question = sa.select(table.c.record).where(table.c.current)
    rows = rows_in(register, question, table.c.document, wanted)
    return [kept.read(row.record, Claim) for row in rows]


def in_force(register: Register, documents: Iterable[str], read: Iterable[Claim]) -> list[Claim]:
    """What stands of these documents' claims after judgements, in the order of the text."""
    wanted, standing = {kept.plain(one) for one in documents}, register.standing()
    added = [one for one in standing.added.values() if one.document in wanted]
    gone = standing.rejected | standing.superseded | {one.id for one in added}
    held = [one for one in read if one.id not in gone]
    held += [one for one in added if one.id not in standing.rejected]
    held.sort(key=lambda one: (one.document, one.anchors.act.where, one.anchors.act.start, one.id))
    return [standing.amended(one) for one in held]


def incidents_by_id(register: Register, ids: Iterable[str]) -> dict[str, Incident]:
    """Incidents of these ids, in the order asked."""
    return _by_id(register, schema.incidents, Incident, ids)


def persons_by_id(register: Register, ids: Iterable[str]) -> dict[str, Person]:
    """Persons of these ids, in the order asked."""
    return _by_id(register, schema.persons, Person, ids)


def _by_id(register: Register, table: sa.Table, kind: type[T], ids: Iterable[str]) -> dict[str, T]:
    wanted = list(dict.fromkeys(ids))
    question = sa.select(table.c.id, table.c.record)
    found = {
        row.id: kept.read(row.record, kind)
        for row in rows_in(register, question, table.c.id, wanted)
    }
    return {id_: found[id_] for id_ in wanted if id_ in found}


def incidents_of_claims(register: Register, claims: Iterable[str]) -> dict[str, str]:
    """Claim id to the id of the incident that holds it."""
    table = schema.incident_claims
    question = sa.select(table.c.claim, table.c.incident).order_by(table.c.incident.desc())
    return {row.claim: row.incident for row in rows_in(register, question, table.c.claim, claims)}


def persons_of_claims(register: Register, claims: Iterable[str]) -> dict[str, list[str]]:
    """Claim id to the ids of the persons it names."""
    table = schema.person_claims
    found: dict[str, list[str]] = {}
    question = sa.select(table.c.claim, table.c.person).order_by(table.c.person)
    for row in rows_in(register, question, table.c.claim, claims):
        found.setdefault(row.claim, []).append(row.person)
    return found


def one_of(column: sa.ColumnElement[Any], held: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether the column is one of these, asked so that an index over its beginning answers."""
    short = sa.func.substr(column, sa.text("1"), sa.text(str(INDEXED)))
    found = short.in_([words[:INDEXED] for words in held])
    if all(len(words) < INDEXED for words in held):
        return found  # what is longer begins otherwise
    return sa.and_(found, column.in_(held))


MOST_COUNTED = 10_000
"""Entries of a list that is narrowed are counted so far; to look farther, it is narrowed more."""


def count(register: Register, question: sa.Select[Any], most: int | None = None) -> int:
    """How many rows the question has; no more than `most` are counted."""
    one = question.order_by(None).with_only_columns(sa.literal(1), maintain_column_froms=True)
    counted = one.limit(most)
    with register.session.reading() as connection:
        whole = sa.select(sa.func.count()).select_from(counted.subquery())
        return int(connection.execute(whole).scalar_one())


def newest_about(register: Register, ids: Sequence[str]) -> int:
    """Number of the newest judgement about any of these, undoings of such included; 0 for none.

    What a form was made on carries this number; a judgement made on an older one is refused.
    """
    subjects, chain = schema.subjects, schema.chain
    seqs: set[int] = set()
    for some in chunks(ids):
        question = (
            sa.select(subjects.c.seq)
            .join(chain, chain.c.seq == subjects.c.seq)
            .where(subjects.c.subject.in_(some), chain.c.kind == "judgement")
        )
        seqs.update(row.seq for row in register.session.rows(question))
    undone: set[int] = set()
    for some in chunks(map(str, sorted(seqs))):
        question = (
            sa.select(subjects.c.seq)
            .join(chain, chain.c.seq == subjects.c.seq)
            .where(subjects.c.subject.in_(some), chain.c.what == "undo")
        )
        undone.update(row.seq for row in register.session.rows(question))
    return max(seqs | undone, default=0)
