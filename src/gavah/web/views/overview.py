"""The first page: what the register holds, how sure it is, what is new, what waits."""

import numpy as np
import sqlalchemy as sa

from gavah.model import HARMS
from gavah.model.record import Record
from gavah.register import schema
from gavah.web.catalogue import Catalogue, Listed
from gavah.web.pages import Asked, Visit, page
from gavah.web.told import Entry, history, reviews
from gavah.web.views.times import years_of

_NEWEST = 6


class ActTotal(Record, frozen=True, kw_only=True):
    """What occurrences hold together of one act; periods are counted beside, never added."""

    act: str
    occurrences: int
    low: int
    high: int | None
    conflicts: int
    periods: int


class Overview(Record, frozen=True, kw_only=True):
    """
    Attributes:
        totals: by act; a period's figures are in none of them.
        sure: how many incidents rest on how much.
        reviewed: claims someone judged.
        unread: documents in a language that no reader reads.
        newest: documents taken in last.
        log: the newest judgements.
    """

    documents: int
    claims: int
    incidents: int
    persons: int
    unread: int
    set_aside: int
    reviewed: int
    pairs: int
    unsure: int
    detached: int
    totals: tuple[ActTotal, ...]
    sure: dict[str, int]
    conflicts: tuple[Listed, ...]
    years: tuple[tuple[int, int], ...]
    log: tuple[Entry, ...]


@page("/", "overview.html.jinja")
def overview(visit: Visit, asked: Asked) -> Overview:
    """What the register holds, how sure it is, what waits."""
    register = visit.register
    catalogue = visit.web.catalogue(register)
    standing = register.standing()
    open_pairs = catalogue.waiting(standing, visit.web.pulse(register).judged)
    documents = schema.documents
    unread = documents.c.status != "read"
    questions = {
        "documents": sa.select(sa.func.count()).select_from(documents).where(documents.c.current),
        "unread": sa.select(sa.func.count()).where(documents.c.current, unread),
        "claims": sa.select(sa.func.count()).where(schema.claims.c.current),
        "persons": sa.select(sa.func.count()).select_from(schema.persons),
        "set_aside": sa.select(sa.func.count()).select_from(schema.set_asides),
    }

    def counted() -> dict[str, int]:
        with register.session.reading() as connection:
            return {name: connection.execute(one).scalar_one() for name, one in questions.items()}

    found = catalogue.once("counts", counted, visit.web.pulse(register).changed)
    members = catalogue.members(catalogue.conflict, "largest")
    return Overview(
        **found,
        incidents=catalogue.size,
        reviewed=len(reviews(standing)),
        pairs=sum(1 for _, seq in open_pairs if seq is None),
        unsure=sum(1 for _, seq in open_pairs if seq is not None),
        detached=len(standing.detached),
        totals=tuple(catalogue.once("totals", lambda: _totals(visit))),
        sure=catalogue.once("sure", lambda: _sure(catalogue)),
        conflicts=tuple(map(visit.veil.listed, catalogue.listed(register, members[:_NEWEST]))),
        years=catalogue.once("years", lambda: _years(catalogue)),
        log=tuple(_log(visit)),
    )


def _totals(visit: Visit) -> list[ActTotal]:
    tolls, incidents = schema.tolls, schema.incidents
    question = (
        sa.select(
            tolls.c.act, incidents.c.kind, sa.func.count().label("many"),
            sa.func.sum(tolls.c.low).label("low"), sa.func.sum(tolls.c.high).label("high"),
            sa.func.count(tolls.c.high).label("closed"),
            sa.func.sum(sa.case((tolls.c.conflict, 1), else_=0)).label("conflicts"),
        )
        .join(incidents, incidents.c.id == tolls.c.incident)
        .group_by(tolls.c.act, incidents.c.kind)
    )  # fmt: skip
    told = {(row.act, row.kind): row for row in visit.register.session.rows(question)}
    totals = []
    for act in HARMS:
        mine = [row for (one, _), row in told.items() if one == act]
        if not mine:
            continue
        single = told.get((act, "occurrence"))
        totals.append(
            ActTotal(
                act=act,
                occurrences=single.many if single else 0,
                low=int(single.low) if single else 0,
                high=None
                if single and single.closed < single.many
                else int(single.high if single else 0),
                conflicts=sum(int(row.conflicts) for row in mine),
                periods=sum(row.many for row in mine) - (single.many if single else 0),
            )
        )
    return totals


def _sure(catalogue: Catalogue) -> dict[str, int]:
    """Incidents by what they rest on: agreeing independent sources, one source, a conflict."""
    torn, several = catalogue.conflict, catalogue.roots > 1
    return {
        "independent sources agree": int(np.count_nonzero(several & ~torn)),
        "one source": int(np.count_nonzero(~several & ~torn)),
        "sources in conflict": int(np.count_nonzero(torn)),
    }


def _years(catalogue: Catalogue) -> tuple[tuple[int, int], ...]:
    days = catalogue.first[catalogue.occurrence & (catalogue.first > 0)]
    years, many = np.unique(years_of(days), return_counts=True)
    return tuple(zip(years.tolist(), many.tolist(), strict=True))


def _log(visit: Visit) -> list[Entry]:
    register, chain = visit.register, schema.chain
    newest = (
        sa.select(chain.c.seq)
        .where(chain.c.kind == "judgement")
        .order_by(chain.c.seq.desc())
        .limit(_NEWEST)
    )
    seqs = [row.seq for row in register.session.rows(newest)]
    if not seqs:
        return []
    subjects = schema.subjects
    question = sa.select(subjects.c.subject).where(subjects.c.seq.in_(seqs))
    ids = [row.subject for row in register.session.rows(question)]
    return [one for one in history(visit, ids, (), logs=False) if one.seq in seqs]
