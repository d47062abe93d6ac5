"""Who reports: publishers, their documents, and whose figures they carry."""

from functools import partial
from itertools import islice
from typing import Any

import sqlalchemy as sa

from gavah.model import SetAside
from gavah.model.record import Record
from gavah.register import schema
from gavah.web.asking import MOST_COUNTED, count, one_of
from gavah.web.pages import Asked, Shelf, Visit, page
from gavah.web.told import Source, source_columns, sources_of

AT_ONCE = 50
_PUBLISHERS = 200
_ASIDES = 100


class SourcesAsked(Asked, frozen=True, kw_only=True):
    """Which documents."""

    q: str = ""
    publisher: str = ""
    language: str = ""
    status: str = ""
    number: int = 1


class Publisher(Record, frozen=True, kw_only=True):
    """A publisher: how many documents, how many of them carry another's figures."""

    name: str
    documents: int
    copies: int


class Told(Record, frozen=True, kw_only=True):
    """A document and how many claims it makes; `root` is the name of whose figures it carries."""

    source: Source
    claims: int
    root: str | None


class SourcesPage(Record, frozen=True, kw_only=True):
    """A part of the documents, all publishers, and what was set aside."""

    shelf: Shelf
    documents: tuple[Told, ...]
    publishers: tuple[Publisher, ...]
    languages: tuple[tuple[str, int], ...]
    unread: int
    set_asides: tuple[SetAside, ...]


@page("/sources", "sources.html.jinja")
def sources(visit: Visit, asked: SourcesAsked) -> SourcesPage:
    """Documents by day of publication, publishers, and what could not be read."""
    register, table = visit.register, schema.documents
    wanted: list[sa.ColumnElement[bool]] = [table.c.current]
    if asked.publisher:
        wanted.append(one_of(table.c.publisher, [asked.publisher]))
    if asked.language:
        wanted.append(table.c.language == asked.language)
    if asked.status == "not read":
        wanted.append(table.c.status != "read")
    if asked.q:
        like = sa.func.lower(table.c.title).contains(asked.q.lower(), autoescape=True)
        wanted.append(like)
    once = partial(visit.web.catalogue(register).once, since=visit.web.pulse(register).changed)
    narrowed = len(wanted) > 1
    dated, undated = table.c.published.is_not(None), table.c.published.is_(None)

    def many(some: sa.ColumnElement[bool]) -> int:
        question = sa.select(table.c.id).where(*wanted, some)
        return count(register, question, MOST_COUNTED + 1 if narrowed else None)

    if narrowed:
        counts = (many(dated), many(undated))
    else:
        counts = once("documents by day", lambda: (many(dated), many(undated)))
    total = min(sum(counts), MOST_COUNTED + 1) if narrowed else sum(counts)
    shelf = Shelf.of(total, asked.number, AT_ONCE, MOST_COUNTED, narrowed)
    rows: list[sa.Row[Any]] = []
    start = shelf.start(AT_ONCE)
    for some, before in ((dated, 0), (undated, counts[0])):
        if len(rows) < AT_ONCE:
            ordered = source_columns().where(*wanted, some)
            ordered = ordered.order_by(table.c.published.desc(), table.c.id)
            part = ordered.limit(AT_ONCE - len(rows)).offset(max(0, start - before))
            rows += list(register.session.rows(part))
    shown = sources_of(register, rows)
    visit.veil.over([one.id for one in shown])
    unread = sa.select(table.c.id).where(table.c.current, table.c.status != "read")
    return SourcesPage(
        shelf=shelf,
        documents=tuple(_told(visit, shown)),
        publishers=tuple(once("publishers", lambda: _publishers(visit))),
        languages=tuple(once("languages", lambda: _languages(visit))),
        unread=once("unread", lambda: count(register, unread)),
        set_asides=tuple(
            visit.veil.record(one, ()) for one in islice(register.set_asides(), _ASIDES)
        ),
    )


def _told(visit: Visit, shown: list[Source]) -> list[Told]:
    claims, table = schema.claims, schema.documents
    ids = [one.id for one in shown]
    many = (
        sa.select(claims.c.document, sa.func.count().label("many"))
        .where(claims.c.current, claims.c.document.in_(ids))
        .group_by(claims.c.document)
    )
    counted = {row.document: row.many for row in visit.register.session.rows(many)}
    others = [one.root for one in shown if one.root != one.id]
    named = sa.select(table.c.id, table.c.publisher).where(table.c.current, table.c.id.in_(others))
    names = {row.id: row.publisher or row.id for row in visit.register.session.rows(named)}
    return [
        Told(
            source=visit.veil.record(one, [one.id]),
            claims=counted.get(one.id, 0),
            root=None if one.root == one.id else visit.veil.text(None, names.get(one.root, one.root)),
        )
        for one in shown
    ]  # fmt: skip


def _publishers(visit: Visit) -> list[Publisher]:
    table, roots = schema.documents, schema.roots
    carried = sa.case((roots.c.root != table.c.id, 1), else_=0)
    question = (
        sa.select(
            table.c.publisher, sa.func.count().label("many"), sa.func.sum(carried).label("copies")
        )
        .join(roots, roots.c.document == table.c.id, isouter=True)
        .where(table.c.current, table.c.publisher.is_not(None))
        .group_by(table.c.publisher)
        .order_by(sa.func.count().desc(), table.c.publisher)
        .limit(_PUBLISHERS)
    )
    return [
        Publisher(name=row.publisher, documents=row.many, copies=int(row.copies or 0))
        for row in visit.register.session.rows(question)
    ]


def _languages(visit: Visit) -> list[tuple[str, int]]:
    table = schema.documents
    question = (
        sa.select(table.c.language, sa.func.count().label("many"))
        .where(table.c.current)
        .group_by(table.c.language)
        .order_by(sa.func.count().desc(), table.c.language)
    )
    return [(row.language or "?", row.many) for row in visit.register.session.rows(question)]
