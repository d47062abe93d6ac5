"""Claims: a list that can be narrowed, and one claim to accept, reject or correct."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import sqlalchemy as sa

from gavah.errors import UnknownId
from gavah.model import APPEALS, GATHERINGS, HARMS, Claim
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.folding import folded
from gavah.web.asking import (
    MOST_COUNTED,
    chunks,
    claims_by_id,
    count,
    incidents_of_claims,
    one_of,
)
from gavah.web.pages import Asked, Shelf, Visit, page
from gavah.web.plain import about_claim
from gavah.web.told import Entry, Voice, history, reviews, sources_by_id, voices

AT_ONCE = 30
ACTS = {"harm": HARMS, "gathering": GATHERINGS, "appeal": APPEALS}
State = Literal["", "not judged", "accepted", "rejected", "corrected", "by hand", "doubt"]


class ClaimsAsked(Asked, frozen=True, kw_only=True):
    """Which claims. `state` is what a person made of them, "doubt" those with a doubt."""

    type: str = ""
    act: str = ""
    polarity: str = ""
    modality: str = ""
    scope: str = ""
    country: str = ""
    place: str = ""
    document: str = ""
    doubt: str = ""
    since: date | None = None
    until: date | None = None
    state: State = ""
    number: int = 1


class ClaimsPage(Record, frozen=True, kw_only=True):
    """A part of the list."""

    shelf: Shelf
    voices: tuple[Voice, ...]
    incidents: dict[str, str]
    acts: dict[str, tuple[str, ...]]


@page("/claims", "claims.html.jinja")
def claims(visit: Visit, asked: ClaimsAsked) -> ClaimsPage:
    """Claims, filtered, in the order of documents and of their text."""
    register, table = visit.register, schema.claims
    question = sa.select(table.c.id).where(*_wanted(visit, asked))
    question = question.order_by(
        table.c.document, table.c.act_in, table.c.act_start, table.c.act_end, table.c.id
    )
    added = _added(visit, asked)
    narrowed = asked != ClaimsAsked(number=asked.number)
    if not narrowed:
        since = visit.web.pulse(register).changed
        total = visit.web.catalogue(register).once(
            "claims", lambda: count(register, question), since
        )
    else:
        total = count(register, question, MOST_COUNTED + 1)
    shelf = Shelf.of(total + len(added), asked.number, AT_ONCE, MOST_COUNTED, narrowed)
    start = shelf.start(AT_ONCE)
    ids = [row.id for row in register.session.rows(question.limit(AT_ONCE).offset(start))]
    room = AT_ONCE - len(ids)
    ids += added[max(0, start - total) :][:room] if room and start + AT_ONCE > total else []
    found = list(claims_by_id(register, ids).values())
    sources = sources_by_id(register, [one.document for one in found])
    visit.veil.over([one.document for one in found])
    of = incidents_of_claims(register, ids)
    return ClaimsPage(
        shelf=shelf,
        voices=tuple(voices(visit, found, sources, frozenset(of))),
        incidents=of,
        acts=ACTS,
    )


def _added(visit: Visit, asked: ClaimsAsked) -> list[str]:
    """Claims added by hand that answer to the question; they come last."""
    standing = visit.register.standing()
    if asked.state not in ("", "by hand") or asked.doubt:
        return []
    held = [one for one in standing.added.values() if one.id not in standing.rejected]
    return [
        one.id
        for one in held
        if all(
            not getattr(asked, name) or getattr(asked, name) == getattr(one, name)
            for name in ("type", "act", "polarity", "modality", "scope", "document")
        )
        and (not asked.country or (one.place is not None and one.place.country == asked.country))
        and not (asked.place or asked.since or asked.until)
    ]


def _wanted(visit: Visit, asked: ClaimsAsked) -> list[sa.ColumnElement[bool]]:
    table = schema.claims
    wanted: list[sa.ColumnElement[bool]] = [table.c.current]
    for name in ("type", "act", "polarity", "modality", "scope", "country", "document"):
        if value := getattr(asked, name):
            wanted.append(table.c[name] == value)
    if asked.place:
        wanted.append(sa.or_(sa.false(), *(_at(visit, folded(asked.place)))))
    if asked.since:
        wanted.append(table.c.when_end >= asked.since)
    if asked.until:
        wanted.append(table.c.when_start <= asked.until)
    if asked.doubt:
        wanted.append(table.c.record.contains(f'"code":"{asked.doubt}"', autoescape=True))
    if asked.state == "doubt":
        wanted.append(table.c.record.contains('"doubts":[{'))
    elif asked.state:
        held = reviews(visit.register.standing())
        status = asked.state
        ids = [i for i, one in held.items() if status in ("not judged", one.status)]
        some = sa.or_(sa.false(), *(table.c.id.in_(part) for part in chunks(ids)))
        wanted.append(sa.not_(some) if status == "not judged" else some)
    return wanted


def _at(visit: Visit, words: str) -> Iterator[sa.ColumnElement[bool]]:
    """Claims whose place's name or settlement holds the words: of all places, those that do."""
    register, table = visit.register, schema.claims
    catalogue, since = visit.web.catalogue(register), visit.web.pulse(register).changed

    def every() -> tuple[str, ...]:
        names = sa.select(table.c.place).where(table.c.current, table.c.place.is_not(None))
        return tuple(sorted(row.place for row in register.session.rows(names.distinct())))

    held = [one for one in catalogue.once("places of claims", every, since) if words in one]
    for some in chunks(held):
        yield one_of(table.c.place, some)


class ClaimAsked(Asked, frozen=True, kw_only=True):
    """Which claim."""

    id: str


class ClaimPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        as_read: the claim as the reader made it, where a correction changed it.
        about: it in short.
        incident: id of the incident that holds it.
        next: the next claim of the document, to go on with.
    """

    voice: Voice
    as_read: Claim | None
    about: str
    incident: str | None
    next: str | None
    before: str | None
    history: tuple[Entry, ...]
    acts: dict[str, tuple[str, ...]]


@page("/claims/{id}", "claim.html.jinja")
def claim(visit: Visit, asked: ClaimAsked) -> ClaimPage:
    """One claim with its words, its fields and its history."""
    register, table = visit.register, schema.claims
    found = register.find(asked.id)
    if not isinstance(found, Claim):
        raise UnknownId(f"No claim has the id {asked.id}. See the list.")
    if visit.web.sessions.reveals(visit.session, found.id):
        visit.veil.lift()
    sources = sources_by_id(register, [found.document])
    visit.veil.over([found.document])
    read = register.as_read.claim(found.id)
    of = incidents_of_claims(register, [found.id])
    (voice,) = voices(visit, [found], sources, frozenset(of))
    neighbours = [
        row.id
        for row in register.session.rows(
            sa.select(table.c.id)
            .where(table.c.document == kept.plain(found.document), table.c.current)
            .order_by(table.c.act_in, table.c.act_start, table.c.act_end, table.c.id)
        )
    ]
    at = neighbours.index(found.id) if found.id in neighbours else None
    return ClaimPage(
        voice=voice,
        as_read=visit.veil.claim(read) if read is not None and read != found else None,
        about=about_claim(voice.claim),
        incident=of.get(found.id),
        next=None if at is None else next(iter(neighbours[at + 1 : at + 2]), None),
        before=neighbours[at - 1] if at else None,
        history=tuple(history(visit, [found.id], [found.document])),
        acts=ACTS,
    )
