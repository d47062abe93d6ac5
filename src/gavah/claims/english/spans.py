"""Spans of days with their precision, and the steps between them. Both ends are included.

Precision is the width: a day; two to seven days a week; up to 31 a month; up to a year and the day
it ends on a year; beyond that longer (evaluation rules, "Settled cases").
"""

from datetime import date, timedelta
from typing import NamedTuple

from gavah.model.when import Basis, When, WhenPrecision

DAY = timedelta(days=1)


class Base(NamedTuple):
    """What relative words count from.

    Attributes:
        day: dateline or day of publication; None where unknown.
        reference: the span told last; None at first.
    """

    day: date | None
    reference: When | None


class Reading(NamedTuple):
    """What the words from where they were looked at up to `end` say.

    Attributes:
        when: in a report of what happened.
        future: beside a verb in the future; None where it is the same or nothing.
    """

    end: int
    when: When | None
    future: When | None
    kind: str
    doubts: tuple[str, ...] = ()


def precision(start: date, end: date) -> WhenPrecision:
    """The word for a span's width."""
    days = (end - start).days + 1
    if days == 1:
        return "day"
    if days <= 7:
        return "week"
    if days <= 31:
        return "month"
    return "year" if days <= 366 or months_on(start, 12) >= end else "longer"


def span(start: date, end: date, basis: Basis = "computed") -> When:
    """The span from `start` to `end`, whichever comes first."""
    first, last = min(start, end), max(start, end)
    return When(start=first, end=last, precision=precision(first, last), basis=basis)


def shifted(day: date, days: int) -> date:
    """The day so many days on; the calendar's first or last where it ends."""
    try:
        return day + days * DAY
    except OverflowError:
        return date.max if days > 0 else date.min


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it is shorter."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, month_end(year, month + 1)))


def month_end(year: int, month: int) -> int:
    """The number of days of a Gregorian month."""
    return 31 if month == 12 else (date(year, month + 1, 1) - DAY).day


def whole(day: date, unit: str) -> tuple[date, date]:
    """The day, week (Monday to Sunday), month, year, decade or century that holds the day."""
    if unit == "week":
        first = shifted(day, -day.weekday())
        return first, shifted(first, 6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=month_end(day.year, day.month))
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "decade":
        return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return years(day.year // 100 * 100, day.year // 100 * 100 + 99)
    return day, day


def years(first: int, last: int) -> tuple[date, date]:
    """From 1 January of one year to 31 December of the other."""
    return date(min(max(first, 1), 9999), 1, 1), date(min(max(last, 1), 9999), 12, 31)


def stepped(day: date, unit: str, steps: int) -> date:
    """The day so many units on."""
    if unit == "day":
        return shifted(day, steps)
    if unit == "week":
        return shifted(day, 7 * steps)
    return months_on(day, steps * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
