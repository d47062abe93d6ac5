"""Pictures of a register: a toll's sources on one scale, and incidents on a time line.

Every picture repeats in words what it shows; nothing rests on colour.
"""

from collections.abc import Sequence
from datetime import date
from math import log10
from typing import NamedTuple

from gavah.model import Claim, Incident, Toll

SCALE = 520.0  # pixels from nothing to the largest figure
LINES = 80  # incidents on one time line; more are drawn as a count a year


class Bar(NamedTuple):
    """One source's figure: from x to x + width; `open_` where no upper bound is given."""

    claim: Claim
    x: float
    width: float
    open_: bool
    about: float | None
    enters: bool


class TollPicture(NamedTuple):
    """A toll and its sources on one scale; `ticks` are (pixels, figure)."""

    toll: Toll
    bars: tuple[Bar, ...]
    low: float
    high: float | None
    ticks: tuple[tuple[float, int], ...]


def toll_picture(toll: Toll, claims: Sequence[Claim]) -> TollPicture | None:
    """Draw a toll's sources, those that enter it first; None when no claim has a figure."""
    inside = {id_ for part in toll.parts for id_ in part.claims}
    told = [claim for claim in claims if claim.act == toll.act and claim.count is not None]
    told.sort(key=lambda claim: (claim.id not in inside, str(claim.published), claim.id))
    figures = [n for c in told if c.count for n in (c.count.low, c.count.high, c.count.about) if n]
    figures += [n for n in (toll.low, toll.high) if n]
    if not told or not figures:
        return None
    most = max(figures)
    wide = most > 12 * max(1, min(figures))

    def at(figure: float) -> float:
        share = log10(1 + figure) / log10(1 + most) if wide else figure / most
        return round(share * SCALE, 1)

    bars = []
    for claim in told:
        count = claim.count
        if count is None:
            continue
        x = at(count.floor)
        open_ = count.high is None
        end = SCALE + 30 if count.high is None else at(count.high)
        about = None if count.about is None else at(count.about)
        bars.append(Bar(claim, x, max(end - x, 3.0), open_, about, claim.id in inside))
    ticks = tuple((at(figure), figure) for figure in _ticks(most, wide))
    high = None if toll.high is None else at(toll.high)
    return TollPicture(toll, tuple(bars), at(toll.low), high, ticks)


def _ticks(most: int, wide: bool) -> list[int]:
    if wide:
        return [0, *(10**power for power in range(len(str(most))) if 10**power <= most)]
    step = 10 ** (len(str(most)) - 1)
    step = next(s for s in (step, step * 2, step * 5) if most / s <= 6) if most >= 2 else 1
    return list(range(0, most + 1, step))


class Line(NamedTuple):
    """An incident on the time line: pixels of its first day and its width."""

    incident: Incident
    x: float
    width: float


class Timeline(NamedTuple):
    """Incidents with dates, by first day; `years` are (pixels, label)."""

    lines: tuple[Line, ...]
    years: tuple[tuple[float, str], ...]
    per_year: tuple[tuple[str, int], ...]
    undated: int


def timeline(incidents: Sequence[Incident]) -> Timeline | None:
    """Draw incidents in time; None when none has a date."""
    dated = [(one, one.when) for one in incidents if one.when is not None]
    if not dated:
        return None
    dated.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].id))
    first, last = min(w.start for _, w in dated), max(w.end for _, w in dated)
    days = max(1, (last - first).days + 1)
    undated = len(incidents) - len(dated)
    if len(dated) > LINES:
        years: dict[str, int] = {}
        for _, when in dated:
            years[str(when.start.year)] = years.get(str(when.start.year), 0) + 1
        return Timeline((), (), tuple(sorted(years.items())), undated)

    def at(day: date) -> float:
        return round((day - first).days / days * SCALE, 1)

    lines = tuple(
        Line(
            one,
            at(when.start),
            max(4.0, round(((when.end - when.start).days + 1) / days * SCALE, 1)),
        )
        for one, when in dated
    )
    span = last.year - first.year
    step = next(s for s in (1, 2, 5, 10, 25, 100, 10000) if span / s <= 10)
    marks = [date(y, 1, 1) for y in range(first.year, last.year + 1) if y % step == 0]
    labels = tuple((at(day), str(day.year)) for day in marks if day >= first)
    return Timeline(lines, labels or ((0.0, first.isoformat()),), (), undated)
