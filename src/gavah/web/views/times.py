"""Incidents in time: a bar is as wide as the words leave the date open."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from gavah.model.record import Record
from gavah.web.catalogue import Catalogue, Listed
from gavah.web.pages import Asked, Visit, page
from gavah.web.views.incidents import IncidentsAsked, chosen

LINES = 120


class TimelineAsked(Asked, frozen=True, kw_only=True):
    """Which span of days, and which incidents."""

    since: date | None = None
    until: date | None = None
    country: str = ""
    act: str = ""
    kind: str = ""


class Line(Record, frozen=True, kw_only=True):
    """An incident on the line: shares of the width; it may begin before or end after it."""

    incident: Listed
    x: float
    width: float


class Slice(Record, frozen=True, kw_only=True):
    """Days that hold many incidents, to look closer at."""

    since: date
    until: date
    label: str
    many: int
    share: float


class TimelinePage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        lines: each incident, when there are not too many; else `slices` count them.
        ticks: share of the width and label.
    """

    lines: tuple[Line, ...]
    slices: tuple[Slice, ...]
    ticks: tuple[tuple[float, str], ...]
    first: date | None
    last: date | None
    undated: int
    countries: tuple[str, ...]
    acts: tuple[str, ...]


@page("/timeline", "timeline.html.jinja")
def timeline(visit: Visit, asked: TimelineAsked) -> TimelinePage:
    """Incidents in time."""
    catalogue = visit.web.catalogue(visit.register)
    if asked != TimelineAsked():
        return _drawn(visit, catalogue, asked)
    judged = visit.web.pulse(visit.register).judged  # a judgement may cover a name
    return catalogue.once("timeline", lambda: _drawn(visit, catalogue, asked), judged)


def _drawn(visit: Visit, catalogue: Catalogue, asked: TimelineAsked) -> TimelinePage:
    question = IncidentsAsked(
        since=asked.since, until=asked.until, country=asked.country, act=asked.act, kind=asked.kind
    )
    picked = chosen(visit, catalogue, question)
    dated = picked & (catalogue.first > 0)
    many = int(np.count_nonzero(dated))
    starts, ends = catalogue.first[dated], catalogue.last[dated]
    first = asked.since or (date.fromordinal(int(starts.min())) if many else None)
    last = asked.until or (date.fromordinal(int(ends.max())) if many else None)
    lines: list[Line] = []
    slices: list[Slice] = []
    ticks: list[tuple[float, str]] = []
    if first is not None and last is not None and first <= last:
        days = (last - first).days + 1
        ticks = _ticks(first, last)
        if many > LINES:
            slices = _slices(starts)
        else:
            rows = catalogue.listed(visit.register, catalogue.members(dated, "oldest"))
            lines = [_line(visit, row, first, days) for row in rows]
    return TimelinePage(
        lines=tuple(lines), slices=tuple(slices), ticks=tuple(ticks), first=first, last=last,
        undated=int(np.count_nonzero(picked)) - many,
        countries=tuple(value for value, _ in catalogue.counted("country", catalogue.everything)),
        acts=tuple(value for value, _ in catalogue.counted("act", catalogue.everything)),
    )  # fmt: skip


def _line(visit: Visit, row: Listed, first: date, days: int) -> Line:
    when = row.when
    assert when is not None
    x = max(0, (when.start - first).days) / days * 100
    end = min(days, (when.end - first).days + 1) / days * 100
    return Line(
        incident=visit.veil.listed(row), x=round(min(x, 99.2), 2),
        width=round(max(0.8, end - x), 2),
    )  # fmt: skip


def _ticks(first: date, last: date) -> list[tuple[float, str]]:
    """Years, or months where the span is short: no more than ten."""
    days = (last - first).days + 1
    if days > 800:
        step = next(n for n in (1, 2, 5, 10, 25, 50, 100, 10000) if days / 365 / n <= 8)
        marks = [
            (date(year, 1, 1), str(year))
            for year in range(first.year, last.year + 1)
            if year % step == 0
        ]
    elif days > 62:
        step = 1 if days < 250 else 3
        marks = []
        for year in range(first.year, last.year + 1):
            for month in range(1, 13, step):
                marks.append((date(year, month, 1), f"{date(year, month, 1):%b %Y}"))
    else:
        step = max(1, days // 6)
        marks = [
            (first + timedelta(n), f"{(first + timedelta(n)).day} {first + timedelta(n):%b}")
            for n in range(0, days, step)
        ]
    return [
        (round((day - first).days / days * 100, 2), label)
        for day, label in marks
        if first <= day <= last
    ]


def years_of(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The year of each day, given as an ordinal."""
    return _dates(days).astype("datetime64[Y]").astype(np.int64) + 1970


def _dates(days: NDArray[np.int64]) -> NDArray[np.datetime64]:
    return (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]")


def _slices(starts: NDArray[np.int64]) -> list[Slice]:
    """By year, or by month where all fall in a few years."""
    years = years_of(starts)
    by_month = years.max() - years.min() <= 3
    months = _dates(starts).astype("datetime64[M]").astype(np.int64) % 12 + 1
    keys, counts = np.unique(years * 13 + (months if by_month else 0), return_counts=True)
    held = {divmod(key, 13): many for key, many in zip(keys.tolist(), counts.tolist(), strict=True)}
    most = max(held.values())
    made = []
    for (year, month), many in sorted(held.items()):
        since = date(year, month or 1, 1)
        following = date(year + (month in (0, 12)), 1 if month in (0, 12) else month + 1, 1)
        label = f"{since:%B %Y}" if month else str(year)
        until = following - timedelta(days=1)
        made.append(Slice(since=since, until=until, label=label, many=many,
                          share=round(many / most * 100, 1)))  # fmt: skip
    return made
