"""Pairs of incidents that the evidence leaves open: which wait, and what deciding them would change.

Of each pair only the ids and two numbers are held; its evidence is read when it is shown.
"""

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from gavah.model import Link
from gavah.model.record import Record
from gavah.register import Register, kept, schema
from gavah.register.standing import Standing
from gavah.web.asking import rows_in


class Open(NamedTuple):
    """Two incidents (or claims that are in none) that the evidence leaves open.

    Attributes:
        effect: people who would no longer be counted twice if the two were one.
    """

    left: str
    right: str
    claims: tuple[str, str]
    probability: float
    effect: int


class Pair(Record, frozen=True, kw_only=True):
    """An open pair as it is shown, with its evidence."""

    left: str
    right: str
    claims: tuple[str, str]
    probability: float
    evidence: tuple[str, ...]
    effect: int


def open_pairs(register: Register) -> tuple[Open, ...]:
    """Every open pair, those that would change most first."""
    links, members = schema.links, schema.incident_claims
    home = {
        side: sa.select(sa.func.min(members.c.incident))
        .where(members.c.claim == links.c[side])
        .scalar_subquery()
        for side in ("left_claim", "right_claim")
    }
    question = (
        sa.select(
            links.c.left_claim, links.c.right_claim, links.c.probability,
            home["left_claim"].label("one"), home["right_claim"].label("other"),
        )
        .where(links.c.incident.is_(None))
        .order_by(links.c.probability.desc(), links.c.left_claim, links.c.right_claim)
    )  # fmt: skip
    rows = list(register.session.rows(question, 5000))
    told = _tolls(register)
    found: dict[tuple[str, str], Open] = {}
    for row in rows:
        ids = (row.one or row.left_claim, row.other or row.right_claim)
        key = (min(ids), max(ids))
        if ids[0] == ids[1] or key in found:
            continue
        effect = _effect(told.get(row.one), told.get(row.other))
        claims = (row.left_claim, row.right_claim)
        found[key] = Open(*ids, claims, float(row.probability), effect)
    return tuple(
        sorted(found.values(), key=lambda one: (-one.effect, -one.probability, one.left, one.right))
    )


Tolls = tuple[str, dict[str, int]]


def _tolls(register: Register) -> dict[str, Tolls]:
    """Incident id, of those with an open pair, to its kind and the fewest people of each act."""
    links, members, tolls = schema.links, schema.incident_claims, schema.tolls
    incidents = schema.incidents
    open_ = sa.union(
        *(sa.select(links.c[side]).where(links.c.incident.is_(None)) for side in ("left_claim", "right_claim"))
    )  # fmt: skip
    concerned = sa.select(members.c.incident).where(members.c.claim.in_(open_))
    question = (
        sa.select(tolls.c.incident, incidents.c.kind, tolls.c.act, tolls.c.low, tolls.c.about)
        .join(incidents, incidents.c.id == tolls.c.incident)
        .where(tolls.c.incident.in_(concerned))
    )
    found: dict[str, Tolls] = {}
    for row in register.session.rows(question, 5000):
        _, acts = found.setdefault(row.incident, (row.kind, {}))
        acts[row.act] = max(row.low, row.about or 0)
    return found


def _effect(left: Tolls | None, right: Tolls | None) -> int:
    if left is None or right is None or left[0] != right[0]:
        return 0
    return sum(min(people, right[1][act]) for act, people in left[1].items() if act in right[1])


def pairs_shown(register: Register, pairs: Iterable[Open]) -> list[Pair]:
    """Pairs with their evidence, in the order given."""
    held, links = list(pairs), schema.links
    question = sa.select(links.c.left_claim, links.c.right_claim, links.c.record)
    question = question.where(links.c.incident.is_(None))
    found = {
        (row.left_claim, row.right_claim): kept.read(row.record, Link)
        for row in rows_in(register, question, links.c.left_claim, (one.claims[0] for one in held))
    }
    return [
        Pair(
            left=one.left, right=one.right, claims=one.claims, effect=one.effect,
            probability=link.probability, evidence=link.evidence,
        )
        for one in held
        if (link := found.get(one.claims)) is not None
    ]  # fmt: skip


def waiting(pairs: Iterable[Open], standing: Standing) -> list[tuple[Open, int | None]]:
    """Pairs nobody decided yet; those left open come last, with the number of that judgement."""
    decided: set[frozenset[str]] = set()
    for judgement in standing.judgements:
        if judgement.verb in ("same", "different"):
            ids = judgement.target
            decided.update(frozenset((a, b)) for a in ids for b in ids if a != b)
    fresh: list[tuple[Open, int | None]] = []
    unsure: list[tuple[Open, int | None]] = []
    targets = {
        frozenset(one.target[:2]): one.seq
        for one in standing.judgements
        if one.verb == "unsure" and len(one.target) >= 2
    }
    for pair in pairs:
        if decided and frozenset((pair.left, pair.right)) in decided:
            continue
        left, right = pair.claims
        seq = standing.unsure.get((min(left, right), max(left, right)))
        if seq is None and targets:
            seq = targets.get(frozenset((pair.left, pair.right)))
        (fresh if seq is None else unsure).append((pair, seq))
    return [*fresh, *unsure]
