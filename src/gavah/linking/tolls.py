"""How many people one act befell in one incident: one toll per act, with its parts and its rule.

Only affirmed, asserted claims enter. Figures are compared within a population (`populations`);
agreeing sources intersect, conflicts widen the range, a later figure of the same source supersedes
its earlier one, `about` never bounds, disjoint populations add, and the named are a lower bound.
The rule that gave a figure is told with it, in words (docs/terms.md, "Totals").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from gavah.linking import populations
from gavah.linking.agreement import ABOUT_DIFFERS, compare, unbounded
from gavah.linking.figures import by_report, current, outlet, published
from gavah.linking.populations import WHOLE
from gavah.linking.survivors import without_the_dead
from gavah.linking.voices import Voice, rooted, voices
from gavah.model import HARMS, Choice, Claim, Count, Move, Told, Toll, TollPart, When


@dataclass(slots=True)
class _Range:
    """The range of one population."""

    low: int
    high: int | None
    about: int | None
    conflict: bool
    claims: list[str]
    notes: set[str] = field(default_factory=set)


def tolls(
    claims: Sequence[Claim],
    told: Mapping[str, Told],
    roots: Mapping[str, str],
    choices: Iterable[Choice] = (),
    frame: When | None = None,
) -> tuple[Toll, ...]:
    """The tolls of one incident, in the order of the vocabulary of acts.

    Args:
        frame: the span of a period; a figure for a narrower span bounds it only from below.
    """
    entering = [
        c
        for c in claims
        if c.type == "harm" and c.polarity == "affirmed" and c.modality == "asserted"
    ]
    heard = voices(entering, told, roots)
    chosen = {choice.act: choice for choice in sorted(choices, key=lambda choice: choice.seq)}
    found = []
    for act in HARMS:
        told_of = [c for c in entering if c.act == act and populations.figure(c) is not None]
        if act == "injured":
            told_of = without_the_dead(told_of, [c for c in entering if c.act == "killed"])
        toll = None
        if told_of:
            told_of.sort(key=lambda claim: claim.id)
            toll = _toll(act, told_of, told, heard, frame)
            toll = replace(toll, moves=_moves(act, told_of, told, heard, frame))
        if act in chosen:
            toll = _chosen(act, chosen[act], toll)
        if toll is not None:
            found.append(toll)
    return tuple(found)


def _toll(
    act: str,
    claims: list[Claim],
    told: Mapping[str, Told],
    heard: Mapping[str, Voice],
    frame: When | None,
) -> Toll:
    by_side: dict[str, list[Claim]] = {}
    for claim in claims:
        by_side.setdefault(populations.side_of(claim), []).append(claim)
    parts = {side: _range(by_side[side], told, heard, frame) for side in sorted(by_side)}
    whole = parts.get(WHOLE)
    sides = [side for side in populations.SIDES if side in parts]
    notes: set[str] = set()
    if whole is None:
        total = _added([parts[side] for side in sides])
        if len(sides) > 1:
            notes.add("disjoint populations added")
    else:
        outside = [
            side for side in sides if side == "attacker" and _apart(whole, parts[side], by_side)
        ]
        inside = [side for side in sides if side not in outside]
        total = _added([whole, *(parts[side] for side in outside)])
        if outside:
            notes.add("the attacker's own harm added")
        floor = sum(parts[side].low for side in inside)
        if floor > total.low and (total.high is None or floor <= total.high):
            total.low = floor
            notes.add("parts of the whole bound it from below")
        elif total.high is not None and floor > total.high:
            total.high, total.conflict = floor, True
            notes.add("its parts exceed the whole")
    for side in parts:
        notes |= parts[side].notes
    found = rooted(claims, heard)
    return Toll(
        act=act,
        low=total.low,
        high=total.high,
        about=total.low if total.low == total.high else total.about,
        conflict=total.conflict,
        sources=len({outlet(claim.document, told) for claim in claims}),
        independent_sources=len(found),
        parts=tuple(
            TollPart(population=side, low=r.low, high=r.high, claims=tuple(sorted(r.claims)))
            for side, r in parts.items()
        ),
        rule="; ".join(sorted(notes)),
        roots=found,
    )


def _moves(
    act: str,
    claims: list[Claim],
    told: Mapping[str, Told],
    heard: Mapping[str, Voice],
    frame: When | None,
) -> tuple[Move, ...]:
    """How the toll stood after each day of reports, days that left it alone left out."""
    by_day: dict[date, list[Claim]] = {}
    for claim in claims:
        by_day.setdefault(published(claim, told), []).append(claim)
    moves: list[Move] = []
    so_far: list[Claim] = []
    for day in sorted(by_day):
        so_far += by_day[day]
        toll = _toll(act, sorted(so_far, key=lambda claim: claim.id), told, heard, frame)
        last = moves[-1] if moves else None
        if last and (last.low, last.high, last.about, last.conflict) == (
            toll.low, toll.high, toll.about, toll.conflict,
        ):  # fmt: skip
            continue
        moves.append(
            Move(
                on=None if day == date.max else day,
                low=toll.low,
                high=toll.high,
                about=toll.about,
                conflict=toll.conflict,
                documents=tuple(sorted({claim.document for claim in by_day[day]})),
            )
        )
    return tuple(moves)


def _chosen(act: str, choice: Choice, toll: Toll | None) -> Toll:
    return Toll(
        act=act,
        low=choice.low if choice.low is not None else 0,
        high=choice.high,
        about=choice.about,
        conflict=toll.conflict if toll else False,
        sources=toll.sources if toll else 0,
        independent_sources=toll.independent_sources if toll else 0,
        parts=toll.parts if toll else (),
        roots=toll.roots if toll else (),
        moves=toll.moves if toll else (),
        rule=f"chosen by judgement {choice.seq}"
        + (f"; without it: {_range_words(toll)}" if toll else ""),
    )


def _range_words(toll: Toll) -> str:
    high = "or more" if toll.high is None else f"to {toll.high}"
    return f"{toll.low}" if toll.low == toll.high else f"{toll.low} {high}"


def _apart(whole: _Range, attacker: _Range, by_side: Mapping[str, list[Claim]]) -> bool:
    """Whether the attacker is beside the whole: told in one document with it, and not conflicting.

    Where sources' totals differ by just the attacker, the larger totals already have him.
    """
    documents = {claim.document for claim in by_side[WHOLE]}
    beside = any(claim.document in documents for claim in by_side["attacker"])
    if whole.conflict and whole.high is not None and whole.high - whole.low == attacker.low:
        whole.low, whole.conflict = whole.high, False
        whole.notes.add("totals that differ by the attacker alone agree")
        return False
    return beside


def _added(ranges: Sequence[_Range]) -> _Range:
    highs = [r.high for r in ranges]
    abouts = [r.about for r in ranges]
    return _Range(
        low=sum(r.low for r in ranges),
        high=None if None in highs else sum(high for high in highs if high is not None),
        about=None if None in abouts else sum(about for about in abouts if about is not None),
        conflict=any(r.conflict for r in ranges),
        claims=[id_ for r in ranges for id_ in r.claims],
    )


def _range(
    claims: list[Claim], told: Mapping[str, Told], heard: Mapping[str, Voice], frame: When | None
) -> _Range:
    """The range that the claims of one population leave."""
    notes: set[str] = set()
    singles = [claim for claim in claims if populations.single(claim)]
    totals = [claim for claim in claims if not populations.single(claim)]
    ids = [claim.id for claim in claims]
    people = max(_fewest(singles), len(populations.people_named(claims)))
    if not totals:
        notes.add("people told of one by one are counted")
        return _Range(people, people, people, False, ids, notes)
    figures = current(by_report(totals, claims, told, heard, frame, notes), notes)
    counts = [figure.count for figure in figures]
    agreement = compare(counts)
    low, high, conflict = agreement.low, agreement.high, bool(agreement.conflicts)
    if len(figures) == 1:
        notes.add("one source")
    elif conflict:
        notes.add("sources conflict: the range covers them all")
    else:
        notes.add("sources agree: the range satisfies them all")
    if any(unbounded(count) for count in counts):
        notes.add(f"'about' bounds nothing; two such figures conflict above {ABOUT_DIFFERS:.0%}")
    if people > low:
        low = people
        notes.add("people named or told of one by one bound it from below")
        if high is not None and people > high:
            high, conflict = people, True
    return _Range(low, high, _about(counts), conflict, ids, notes)


def _fewest(singles: list[Claim]) -> int:
    return len(populations.distinct(singles)) if singles else 0


def _about(counts: Sequence[Count]) -> int | None:
    named = {count.about for count in counts if count.about is not None}
    if len(named) == 1:
        return named.pop()
    return None
