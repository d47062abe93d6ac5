"""What each source says now of one population: one figure for each root, the newest it gave.

Within one report the largest figure of a speaker is the whole and the smaller are parts of it. A
root's later figure takes the place of its earlier one, whoever carries it; a figure that an outlet
repeats after the root gave a newer one is as old as its first telling. On one day nothing
supersedes (docs/terms.md, "Totals").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gavah.linking import populations
from gavah.linking.places import folded
from gavah.linking.spans import days
from gavah.linking.voices import Voice
from gavah.model import Claim, Count, Told, When


@dataclass(frozen=True, slots=True)
class Figure:
    """What one source says of one population in one report, and the claims that say it.

    Attributes:
        source: the key of its root (`Voice.key`).
        outlet: who published the report; the document where nobody is told.
        published: day of the report; date.max where it is not known.
    """

    count: Count
    source: str
    outlet: str
    document: str
    published: date
    claims: tuple[str, ...]


def by_report(
    totals: Sequence[Claim],
    everyone: Sequence[Claim],
    told: Mapping[str, Told],
    heard: Mapping[str, Voice],
    frame: When | None,
    notes: set[str],
) -> list[Figure]:
    """One figure for each root in each document: its largest; the smaller are parts of it.

    Where the largest only lists names, the report's figure is the number of people it names.
    """
    naming: dict[str, int] = {}
    for document in sorted({claim.document for claim in totals}):
        own_claims = [claim for claim in everyone if claim.document == document]
        naming[document] = len(populations.people_named(own_claims))
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in totals:
        groups.setdefault((claim.document, heard[claim.id].key), []).append(claim)
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
        if _is_part(document, speaker, merged, by_id):
            notes.add("a figure for some of those a report counts is part of its larger one")
            continue
        figures.append(
            Figure(
                count=count,
                source=speaker,
                outlet=outlet(document, told),
                document=document,
                published=published(by_id[ids[0]], told),
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
    if count.low is None:  # "about" and a ceiling bound nothing wider from below
        about = count.about if count.high is None else None
        return Count(low=None, high=None, about=about, hedge="about")
    return Count(low=count.low, high=None, about=count.about, hedge="at_least")


def published(claim: Claim, told: Mapping[str, Told]) -> date:
    """Day of the report that a claim stands in; date.max where it is not known."""
    own = told.get(claim.document)
    return (own.published if own else claim.published) or date.max


def outlet(document: str, told: Mapping[str, Told]) -> str:
    """Who published it: what one publisher says again is no second source."""
    known = told.get(document)
    return (folded(known.publisher or "") if known else "") or document


def current(figures: list[Figure], notes: set[str]) -> list[Figure]:
    """Leave out what its own source later corrected; on one day nothing supersedes."""
    by_source: dict[str, list[Figure]] = {}
    for figure in figures:
        by_source.setdefault(figure.source, []).append(figure)
    kept = [f for told_of in by_source.values() for f in _newest(told_of)]
    if len(kept) < len(figures):
        notes.add("a later figure of the same source supersedes")
    return sorted(kept, key=lambda f: (f.document, f.source))


def _newest(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one source that no later one of its supersedes.

    A vague later figure ("several") takes no place from a counted one that it agrees with.
    """
    dated = [(f, _told_first(f, figures)) for f in figures if f.published != date.max]
    if not dated:
        return list(figures)
    latest = max(day for _, day in dated)
    newest = [f for f, day in dated if day == latest]
    if all(f.count.hedge == "vague" for f in newest):
        before = [f for f, day in dated if f not in newest and f.count.hedge != "vague"]
        counted = _newest(before) if before else []
        newest += [f for f in counted if all(f.count.meets(v.count) for v in newest)]
    return newest + [f for f in figures if f.published == date.max]


def _told_first(figure: Figure, figures: Sequence[Figure]) -> date:
    """The day from which a figure counts as told.

    An outlet that repeats it without a break told it on the first of those days. An outlet that
    has told no other figure before may only be late: then the first day anybody told it.
    """
    own: dict[date, set[Count]] = {}
    for other in figures:
        if other.outlet == figure.outlet:
            own.setdefault(other.published, set()).add(other.count)
    began, first = figure.published, True
    for day in sorted((day for day in own if day < figure.published), reverse=True):
        if figure.count not in own[day]:
            first = False
            break
        began = day
    if not first:
        return began
    return min(f.published for f in figures if f.count == figure.count)
