"""Days, months and years of three calendars as days of the Gregorian one, first to last.

Gregorian and Solar Hijri are exact. An Islamic day depends on who saw the moon: it is the day of
Umm al-Qura with one day on each side (DESIGN, "Dates"). What is no date (31 February, year 0, a
year that a calendar's tables do not reach) is None.
"""

import re
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

from gavah.resources import load

Calendar = Literal["gregorian", "solar_hijri", "islamic"]
Days = tuple[date, date]
_DAY = timedelta(days=1)


class Month(NamedTuple):
    """A month of a calendar."""

    calendar: Calendar
    number: int


def day_of(calendar: Calendar, year: int, month: int, day: int) -> Days | None:
    """The days that a date of the calendar can be."""
    try:
        if calendar == "gregorian":
            first = last = date(year, month, day)
        elif calendar == "solar_hijri":
            first = last = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
        else:
            seen = Hijri(year, month, day).to_gregorian()
            first, last = seen - _DAY, seen + _DAY
    except (ValueError, OverflowError, IndexError):
        return None
    return date(first.year, first.month, first.day), date(last.year, last.month, last.day)


def month_of(calendar: Calendar, year: int, month: int) -> Days | None:
    """First to last day of a month."""
    first = day_of(calendar, year, month, 1)
    follows = (year, month + 1) if month < 12 else (year + 1, 1)
    after = day_of(calendar, *follows, 1)
    return None if first is None or after is None else (first[0], after[1] - _DAY)


def year_of(calendar: Calendar, year: int) -> Days | None:
    """First to last day of a year."""
    first, last = month_of(calendar, year, 1), month_of(calendar, year, 12)
    return None if first is None or last is None else (first[0], last[1])


def year_at(calendar: Calendar, day: date) -> int:
    """The calendar's year on that day (for the Islamic calendar the nearest below)."""
    if calendar == "gregorian":
        return day.year
    if calendar == "solar_hijri":
        return day.year - 621 if (day.month, day.day) >= (3, 21) else day.year - 622
    return int((day - date(622, 7, 16)).days / 354.367) + 1


def easter(year: int) -> date:
    """Easter Sunday of the Western church (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    lunar = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - lunar - rest % 4) % 7
    shift = (year % 19 + 11 * lunar + 22 * week) // 451
    month, day = divmod(lunar + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def month_names() -> dict[str, Month]:
    """Every spelling of every month, folded by `folded`."""
    return {
        folded(name): Month(row["calendar"], int(number))
        for row in reversed(load("calendars"))
        for number, names in row["months"].items()
        for name in names
    }


def folded(name: str) -> str:
    """A month's name without case, apostrophes, full stops, hyphens and blanks."""
    return re.sub(r"[\s\-‐‑’'ʿʾ‘`.\u200c]+", "", name).lower()


@cache
def month_pattern() -> str:
    """A regular expression for any month's name, longest first; letters must not go on after it."""
    names = {
        name for row in load("calendars") for list_ in row["months"].values() for name in list_
    }
    parts = [
        r"[\s\-‐‑’'ʿ‘]{0,2}".join(map(re.escape, name.split()))
        for name in sorted(names, key=lambda n: (-len(n), n))
    ]
    return rf"(?:{'|'.join(parts)})(?![^\W\d_])"
