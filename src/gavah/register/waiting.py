"""What waits for a person: pairs the evidence leaves open, and judgements that came loose.

Pairs come first by what deciding them would change: the people who would no longer be counted
twice if the two incidents were one.
"""

from collections.abc import Iterator

from gavah.model import Incident
from gavah.model.record import Record
from gavah.register.judging import toll_of
from gavah.register.linkage import Linkage
from gavah.register.standing import Standing


class Waiting(Record, frozen=True, kw_only=True):
    """One thing to decide.

    Attributes:
        kind: "pair", "unsure" (a pair someone looked at and left open) or "detached".
        left, right: incidents, or claims that are in none; of a judgement, its number.
        effect: people the totals would change by.
    """

    kind: str
    left: str
    right: str | None
    why: str
    effect: int
    probability: float | None = None


def queue(standing: Standing, linkage: Linkage) -> Iterator[Waiting]:
    """Detached judgements, then open pairs by effect, then those judged unsure."""
    for judgement, why in standing.detached:
        yield Waiting(
            kind="detached",
            left=str(judgement.seq),
            right=None,
            why=f"{judgement.verb} by {judgement.by}: {why}",
            effect=0,
        )
    pairs: dict[tuple[str, str], Waiting] = {}
    for link in linkage.undecided():
        left, right = linkage.incident_of(link.left), linkage.incident_of(link.right)
        ids = (left.id if left else link.left, right.id if right else link.right)
        if ids[0] == ids[1] or (min(ids), max(ids)) in pairs:
            continue
        unsure = standing.unsure.get((min(link.left, link.right), max(link.left, link.right)))
        if unsure is None and left and right:
            smallest = sorted((min(left.claims), min(right.claims)))
            unsure = standing.unsure.get((smallest[0], smallest[1]))
        why = "; ".join(link.evidence)
        pairs[min(ids), max(ids)] = Waiting(
            kind="pair" if unsure is None else "unsure",
            left=ids[0],
            right=ids[1],
            why=why if unsure is None else f"judgement {unsure} left it open; {why}",
            effect=_effect(left, right),
            probability=link.probability,
        )
    yield from sorted(
        pairs.values(),
        key=lambda one: (
            one.kind == "unsure", -one.effect, -(one.probability or 0), one.left, one.right or "",
        ),
    )  # fmt: skip


def _effect(left: Incident | None, right: Incident | None) -> int:
    if left is None or right is None or left.kind != right.kind:
        return 0
    both = 0
    for toll in left.tolls:
        other = toll_of(right, toll.act)
        if other is not None:
            both += min(max(toll.low, toll.about or 0), max(other.low, other.about or 0))
    return both
