"""The first page: what the register holds, how sure it is, what is new, what waits."""

import sqlalchemy as sa

from gavah.model import HARMS
from gavah.model.record import Record
from gavah.register import schema
from gavah.web.catalogue import Catalogue, Listed, waiting
from gavah.web.pages import Asked, Visit, page
from gavah.web.told import Entry, history, reviews

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
    open_pairs = waiting(catalogue.pairs, standing)
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
    members = catalogue.members(catalogue.bits["state"].get("conflict", 0), "largest")
    return Overview(
        **found,
        incidents=len(catalogue.rows),
        reviewed=len(reviews(standing)),
        pairs=sum(1 for _, seq in open_pairs if seq is None),
        unsure=sum(1 for _, seq in open_pairs if seq is not None),
        detached=len(standing.detached),
        totals=tuple(catalogue.once("totals", lambda: _totals(catalogue))),
        sure=catalogue.once("sure", lambda: _sure(catalogue)),
        conflicts=tuple(visit.veil.listed(catalogue.rows[at]) for at in members[:_NEWEST]),
        years=catalogue.once("years", lambda: _years(catalogue)),
        log=tuple(_log(visit)),
    )


def _totals(catalogue: Catalogue) -> list[ActTotal]:
    totals = []
    for act in HARMS:
        told = [(row, toll) for row in catalogue.rows for toll in row.tolls if toll.act == act]
        single = [toll for row, toll in told if row.kind == "occurrence"]
        if not told:
            continue
        highs = [toll.high for toll in single]
        totals.append(
            ActTotal(
                act=act,
                occurrences=len(single),
                low=sum(toll.low for toll in single),
                high=None if None in highs else sum(one for one in highs if one is not None),
                conflicts=sum(toll.conflict for _, toll in told),
                periods=len(told) - len(single),
            )
        )
    return totals


def _sure(catalogue: Catalogue) -> dict[str, int]:
    """Incidents by what they rest on: agreeing independent sources, one source, a conflict."""
    found = {"independent sources agree": 0, "one source": 0, "sources in conflict": 0}
    for row in catalogue.rows:
        roots = max((one.independent_sources for one in row.tolls), default=row.documents)
        if row.conflict:
            found["sources in conflict"] += 1
        elif roots > 1:
            found["independent sources agree"] += 1
        else:
            found["one source"] += 1
    return found


def _years(catalogue: Catalogue) -> tuple[tuple[int, int], ...]:
    held: dict[int, int] = {}
    for row in catalogue.rows:
        if row.when is not None and row.kind == "occurrence":
            held[row.when.start.year] = held.get(row.when.start.year, 0) + 1
    return tuple(sorted(held.items()))


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
