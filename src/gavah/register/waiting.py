"""What waits for a person: pairs the evidence leaves open, and judgements that came loose.

Pairs come first by what deciding them would change: how far the totals of the killed, injured and
arrested stand apart when the two incidents are one, against when they are two. Both are worked
out by the rules of tolls, from the claims; totals of periods are never added, so they change none.
"""

from collections.abc import Callable, Iterator, Sequence

from gavah.model import Incident, Toll
from gavah.model.record import Record
from gavah.register.judging import toll_of
from gavah.register.linkage import Linkage
from gavah.register.standing import Standing

ADDED = ("killed", "injured", "arrested")  # what a register's totals are read for
AsOne = Callable[[Incident, Incident], Sequence[Toll]]


class Stake(Record, frozen=True, kw_only=True):
    """What one act's total is for the pair if it is two incidents, and if it is one.

    Attributes:
        apart: (low, high) of both tolls added; high None is open.
        together: (low, high) of the one toll that all its claims make.
    """

    act: str
    apart: tuple[int, int | None]
    together: tuple[int, int | None]

    @property
    def people(self) -> int:
        """How far the total moves, at whichever end moves more."""
        low = abs(self.apart[0] - self.together[0])
        if self.apart[1] is None or self.together[1] is None:
            return low
        return max(low, abs(self.apart[1] - self.together[1]))


class Waiting(Record, frozen=True, kw_only=True):
    """One thing to decide.

    Attributes:
        kind: "pair", "unsure" (a pair someone looked at and left open) or "detached".
        left, right: incidents, or claims that are in none; of a judgement, its number.
        effect: people the totals would change by: those of `stakes` added.
        stakes: the totals of each act that both tell of.
    """

    kind: str
    left: str
    right: str | None
    why: str
    effect: int
    probability: float | None = None
    stakes: tuple[Stake, ...] = ()


def queue(standing: Standing, linkage: Linkage, as_one: AsOne) -> Iterator[Waiting]:
    """Detached judgements, then open pairs by effect, then those judged unsure.

    Args:
        as_one: the tolls that two incidents would have as one.
    """
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
        stakes = _stakes(left, right, as_one)
        pairs[min(ids), max(ids)] = Waiting(
            kind="pair" if unsure is None else "unsure",
            left=ids[0],
            right=ids[1],
            why=why if unsure is None else f"judgement {unsure} left it open; {why}",
            effect=sum(stake.people for stake in stakes),
            probability=link.probability,
            stakes=stakes,
        )
    yield from sorted(
        pairs.values(),
        key=lambda one: (
            one.kind == "unsure", -one.effect, -(one.probability or 0), one.left, one.right or "",
        ),
    )  # fmt: skip


def _stakes(left: Incident | None, right: Incident | None, as_one: AsOne) -> tuple[Stake, ...]:
    if left is None or right is None or (left.kind, right.kind) != ("occurrence", "occurrence"):
        return ()
    shared = [act for act in ADDED if toll_of(left, act) and toll_of(right, act)]
    if not shared:
        return ()
    made = {toll.act: toll for toll in as_one(left, right)}
    found = []
    for act in shared:
        one, other, whole = toll_of(left, act), toll_of(right, act), made.get(act)
        if one and other and whole:
            high = None if one.high is None or other.high is None else one.high + other.high
            low = _least(one) + _least(other)
            found.append(Stake(act=act, apart=(low, high), together=(_least(whole), whole.high)))
    return tuple(found)


def _least(toll: Toll) -> int:
    """The fewest it allows; what bounds nothing ("about 20") counts as what it says."""
    return toll.low or (toll.about or 0)
