"""How many people one act befell in one incident: one toll per act, with its parts and its rule.

Only affirmed, asserted claims enter. Figures are compared within a population (`populations`);
agreeing sources intersect, conflicts widen the range, a later figure of the same source supersedes
its earlier one, `about` never bounds, disjoint populations add, and the named are a lower bound.
The rule that gave a figure is told with it, in words (docs/terms.md, "Totals").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gavah.linking import populations
from gavah.linking.agreement import ABOUT_DIFFERS, compare, unbounded
from gavah.linking.mentions import claim_names
from gavah.linking.places import folded
from gavah.linking.populations import WHOLE
from gavah.linking.spans import days
from gavah.model import HARMS, Choice, Claim, Count, Told, Toll, TollPart, When


@dataclass(frozen=True, slots=True)
class _Figure:
    """What one source says of one population, and the claims that say it."""

    count: Count
    source: str
    document: str
    published: date
    claims: tuple[str, ...]


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
    chosen = {choice.act: choice for choice in sorted(choices, key=lambda choice: choice.seq)}
    found = []
    for act in HARMS:
        told_of = [c for c in entering if c.act == act and populations.figure(c) is not None]
        if act == "injured":
            told_of = _without_the_dead(told_of, [c for c in entering if c.act == "killed"])
        if told_of:
            found.append(
                _toll(act, sorted(told_of, key=lambda c: c.id), told, roots, frame, chosen.get(act))
            )
        elif act in chosen:
            found.append(_chosen(act, chosen[act], None))
    return tuple(found)


def _toll(
    act: str,
    claims: list[Claim],
    told: Mapping[str, Told],
    roots: Mapping[str, str],
    frame: When | None,
    choice: Choice | None,
) -> Toll:
    by_side: dict[str, list[Claim]] = {}
    for claim in claims:
        by_side.setdefault(populations.side_of(claim), []).append(claim)
    parts = {side: _range(by_side[side], told, roots, frame) for side in sorted(by_side)}
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
    publishers = {_publisher(claim.document, told) for claim in claims}
    rooted = {_publisher(roots.get(claim.document, claim.document), told) for claim in claims}
    toll = Toll(
        act=act,
        low=total.low,
        high=total.high,
        about=total.low if total.low == total.high else total.about,
        conflict=total.conflict,
        sources=len(publishers),
        independent_sources=len(rooted),
        parts=tuple(
            TollPart(population=side, low=r.low, high=r.high, claims=tuple(sorted(r.claims)))
            for side, r in parts.items()
        ),
        rule="; ".join(sorted(notes)),
    )
    return toll if choice is None else _chosen(act, choice, toll)


def _publisher(document: str, told: Mapping[str, Told]) -> str:
    """Who published it: what one publisher says again is no second source."""
    known = told.get(document)
    return folded(known.publisher or "") or document if known else document


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
    claims: list[Claim], told: Mapping[str, Told], roots: Mapping[str, str], frame: When | None
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
    figures = _current(_by_document(totals, claims, told, frame, notes), notes)
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


def _by_document(
    totals: Sequence[Claim],
    everyone: Sequence[Claim],
    told: Mapping[str, Told],
    frame: When | None,
    notes: set[str],
) -> list[_Figure]:
    """One figure for each speaker of each document: its largest; the smaller are parts of it.

    Where the largest only lists names, the report's figure is the number of people it names.
    """
    naming: dict[str, int] = {}
    for document in sorted({claim.document for claim in totals}):
        own_claims = [claim for claim in everyone if claim.document == document]
        naming[document] = len(populations.people_named(own_claims))
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in totals:
        speaker = folded(claim.speakers[0].name) if claim.speakers else ""
        groups.setdefault((claim.document, speaker), []).append(claim)
    merged: dict[tuple[str, str], tuple[Count, list[str]]] = {}
    for key, claims in sorted(groups.items()):
        counts = [(_framed(claim, frame), claim.id) for claim in claims]
        largest = max(counts, key=lambda c: (_size(c[0]), c[0].hedge is None, c[1]))
        names = naming[key[0]]
        listed = [c for c in claims if c.id == largest[1] and populations.all_named(c)]
        count = largest[0]
        if listed and names > count.floor:
            count = Count(low=names, high=names, about=names, hedge=None)
        merged[key] = (count, [id_ for _, id_ in counts])
        if len({(c.low, c.high, c.about) for c, _ in counts}) > 1:
            notes.add("of several figures of one source in one report the largest is the whole")
    by_id = {claim.id: claim for claim in totals}
    figures = []
    for (document, speaker), (count, ids) in sorted(merged.items()):
        own = told.get(document)
        publisher = folded(own.publisher or "") if own else ""
        if _is_part(document, speaker, merged, by_id):
            notes.add("a figure for some of those a report counts is part of its larger one")
            continue
        figures.append(
            _Figure(
                count=count,
                source=speaker or publisher or document,
                document=document,
                published=(own.published if own else None) or date.max,
                claims=tuple(ids),
            )
        )
    return figures


def _is_part(
    document: str,
    speaker: str,
    merged: Mapping[tuple[str, str], tuple[Count, list[str]]],
    by_id: Mapping[str, Claim],
) -> bool:
    """Whether one speaker's figure tells, by its words, of part of a larger one of the report."""
    count, ids = merged[document, speaker]
    for (other, voice), (larger, theirs) in sorted(merged.items()):
        if other != document or voice == speaker or _size(larger) <= _size(count):
            continue
        wholes = [
            by_id[id_]
            for id_ in theirs
            if _size(populations.figure(by_id[id_]) or larger) == _size(larger)
        ]
        if wholes and all(populations.tells_part(by_id[id_], wholes[0]) for id_ in ids):
            return True
    return False


def _size(count: Count) -> int:
    return max(count.floor, count.about or 0, count.high or 0)


def _framed(claim: Claim, frame: When | None) -> Count:
    """The claim's count; for a narrower span than the period's it bounds only from below."""
    count = populations.figure(claim)
    if count is None:
        raise ValueError(f"claim {claim.id} gives no figure")
    if frame is None or claim.when is None or days(claim.when) >= 0.6 * days(frame):
        return count
    return Count(low=count.floor, high=None, about=count.about, hedge="at_least")


def _current(figures: list[_Figure], notes: set[str]) -> list[_Figure]:
    """Leave out what its own source later corrected; on one day nothing supersedes."""
    latest: dict[str, date] = {}
    for figure in figures:
        if figure.published != date.max:
            latest[figure.source] = max(latest.get(figure.source, date.min), figure.published)
    kept = [f for f in figures if f.published == date.max or f.published == latest[f.source]]
    if len(kept) < len(figures):
        notes.add("a later figure of the same source supersedes")
    return kept


def _without_the_dead(injured: list[Claim], killed: list[Claim]) -> list[Claim]:
    """Leave out single people told as injured who are told as killed, by name or in one report."""
    dead = [c for c in killed if _one(c)]
    kept = [c for c in injured if not (_one(c) and any(_died(c, d) for d in dead))]
    with_dead = _with_the_dead(kept, killed)
    return [c for c in kept if _exact(c) not in with_dead]


def _with_the_dead(injured: list[Claim], killed: list[Claim]) -> set[int | None]:
    """Figures of people hit that count the dead too: one report has the same without its dead.

    "Six were shot; one died, five others were wounded": six are not the injured.
    """
    found: set[int | None] = set()
    for document in sorted({claim.document for claim in injured}):
        here = [claim for claim in injured if claim.document == document]
        totals = [c for c in here if not populations.single(c) or populations.apart_in_words(c)]
        own = {_exact(claim) for claim in totals} - {None}
        dead = {_exact(claim) for claim in killed if claim.document == document} - {None, 0}
        found |= {large for large in own if any((large or 0) - (d or 0) in own for d in dead)}
    return found


def _exact(claim: Claim) -> int | None:
    count = populations.figure(claim)
    return count.low if count is not None and count.low == count.high else None


def _one(claim: Claim) -> bool:
    count = populations.figure(claim)
    return count is not None and count.low == count.high == 1


def _died(injured: Claim, killed: Claim) -> bool:
    """Whether one who was hurt is the one who died: told so by name, or by words that fit.

    "One killed, one injured" in a sentence are two; so is "another man".
    """
    if claim_names(injured) and claim_names(killed):
        return populations.could_be_one(injured, killed)
    return (
        injured.document == killed.document
        and not injured.anchors.sentence.overlaps(killed.anchors.sentence)
        and not populations.apart_in_words(injured)
        and populations.could_be_one(injured, killed)
    )
