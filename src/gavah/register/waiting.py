"""What waits for a person: pairs the evidence leaves open, and judgements that came loose.

Pairs come first by what deciding them would change: how far the totals of the killed, injured and
arrested stand apart when the two incidents are one, against when they are two. Both are worked
out by the rules of tolls, from the claims; totals of periods are never added, so they change none.
Two persons who may be one change how many people are named: killed 2 → 1.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gavah.linking.open_persons import OpenPersons
from gavah.linking.statuses import DEAD
from gavah.model import Incident, Person, Toll
from gavah.model.record import Record
from gavah.register.judging import toll_of
from gavah.register.linkage import Linkage
from gavah.register.standing import Standing

ADDED = ("killed", "injured", "arrested")  # what a register's totals are read for
AsOne = Callable[[Incident, Incident], Sequence[Toll]]


class Stake(Record, frozen=True, kw_only=True):
    """What one act's total is for the pair if it is two, and if it is one.

    Attributes:
        apart: (low, high) of both tolls added, high None is open; of persons, how many of the two
            are named so.
        together: (low, high) of the one toll that all claims of both make; of persons likewise.
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
        about: "incident", "person" or "judgement".
        left, right: incidents, or claims that are in none; persons; of a judgement, its number.
        names: of two persons, what each is called.
        effect: people the totals would change by: those of `stakes` added.
        stakes: the totals of each act that both tell of.
        decide: commands that decide it, where one can be written out.
    """

    kind: str
    about: str = "incident"
    left: str
    right: str | None
    why: str
    effect: int
    probability: float | None = None
    names: tuple[str, ...] = ()
    stakes: tuple[Stake, ...] = ()
    decide: tuple[str, ...] = ()


def queue(
    standing: Standing, linkage: Linkage, as_one: AsOne, persons: Iterable[OpenPersons] = ()
) -> Iterator[Waiting]:
    """Detached judgements, then open pairs by effect, then those judged unsure.

    Args:
        as_one: the tolls that two incidents would have as one.
        persons: pairs of persons that the evidence leaves open.
    """
    for judgement, why in standing.detached:
        yield Waiting(
            kind="detached",
            about="judgement",
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
        [*pairs.values(), *_persons(linkage, list(persons))],
        key=lambda one: (
            one.kind == "unsure", -one.effect, -(one.probability or 0), one.about, one.left, one.right or "",
        ),
    )  # fmt: skip


def _persons(linkage: Linkage, pairs: list[OpenPersons]) -> Iterator[Waiting]:
    ids = {id_ for pair in pairs for id_ in (pair.left, pair.right)}
    held = linkage.some_persons(sorted(ids))
    for pair in pairs:
        one, other = held[pair.left], held[pair.right]
        stakes = _named(one, other)
        why = "; ".join(pair.evidence)
        yield Waiting(
            kind="pair" if pair.unsure is None else "unsure",
            about="person",
            left=pair.left,
            right=pair.right,
            names=tuple(person.names[0].text for person in (one, other)),
            why=why if pair.unsure is None else f"judgement {pair.unsure} left it open; {why}",
            effect=sum(stake.people for stake in stakes),
            probability=pair.probability,
            stakes=stakes,
        )


def _named(one: Person, other: Person) -> tuple[Stake, ...]:
    """How many of the two are named as killed, injured or arrested."""
    told = [{status.status for status in person.statuses} for person in (one, other)]
    apart = [act for statuses in told for act in _counted(statuses)]
    together = _counted(told[0] | told[1])
    numbers = {act: (apart.count(act), together.count(act)) for act in ADDED}
    return tuple(
        Stake(act=act, apart=(two, two), together=(whole, whole))
        for act, (two, whole) in numbers.items()
        if two != whole
    )


def _counted(statuses: set[str]) -> list[str]:
    """What somebody of these statuses is counted among; who died of it is not among the injured."""
    dead = not statuses.isdisjoint(DEAD)
    return [act for act in ADDED if act in statuses and not (act == "injured" and dead)]


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
