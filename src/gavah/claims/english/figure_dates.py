"""Dates in figures alone: "2019-11-15", "3/11/2019", "1398/08/25", years, "the 1980s", "2014-16".

"3/11/2019" is both readings' span, with a doubt, where both can be meant. A year of 1200 to 1419
before month and day is one of the Solar Hijri calendar.
"""

import re

from gavah.claims.english.calendars import Calendar, day_of, year_of
from gavah.claims.english.spans import Base, Reading, span, years

GAP = r"[\s\u00a0]{1,3}"
_OPEN = r"[\s\u00a0]{0,3}"
_Y = r"(\d{4})(?![\d:%]|[.,/-]\d|[^\W\d_])"
_FLAGS = re.IGNORECASE
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d|[.,/-]\d)")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[.,/-]\d)")
_DECADE = re.compile(r"(\d{3}0)['’]?s\b")
_YEARS = re.compile(
    rf"([12]\d{{3}})(?:{_OPEN}[-–—/]{_OPEN}|{GAP}(?:to|through){GAP})(\d{{4}}|\d\d)(?![\d:%]|[.,/-]\d|[^\W\d_])"
)
_YEAR = re.compile(_Y)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}$", _FLAGS)


def iso_date(text: str, at: int) -> Reading | None:
    """Year, month and day in figures."""
    match = _ISO.match(text, at)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    calendar: Calendar = "solar_hijri" if 1200 <= year < 1420 else "gregorian"
    days = day_of(calendar, year, month, day)
    if days is None:
        return Reading(match.end(), None, None, "day", ("no_such_date",))
    when = span(*days, "stated")
    return Reading(match.end(), when, when, "day")


def numeric_date(text: str, at: int, base: Base) -> Reading | None:
    """Day and month in figures, in either order."""
    match = _NUMERIC.match(text, at)
    if match is None:
        return None
    left, right, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        if match[2] != "/":
            return None
        year += 2000 if year < 50 else 1900
    either = {day_of("gregorian", year, right, left), day_of("gregorian", year, left, right)}
    days = sorted(one for one in either if one is not None)
    if not days:
        return Reading(match.end(), None, None, "day", ("no_such_date",))
    doubts = ("ambiguous_day_month",) if len(days) > 1 else ()
    if len(days) > 1 and base.day is not None and days[0][0] <= base.day < days[1][0]:
        days = days[:1]
    when = span(days[0][0], days[-1][1], "stated")
    return Reading(match.end(), when, when, "day" if len(days) == 1 else "range", doubts)


def decade(text: str, at: int) -> Reading | None:
    """The 1980s; "the 1800s" may be the century."""
    match = _DECADE.match(text, at)
    if match is None or not 1500 <= int(match[1]) <= 2100:
        return None
    first = int(match[1])
    century = first % 100 == 0 and first < 2000
    when = span(*years(first, first + (99 if century else 9)), "stated")
    return Reading(match.end(), when, when, "decade")


def year(text: str, at: int) -> Reading | None:
    """A year, or a range of years."""
    match = _YEARS.match(text, at)
    if match:
        first, last = int(match[1]), int(match[2])
        last += first // 100 * 100 if len(match[2]) == 2 else 0
        if 1800 <= first < last <= 2100:
            when = span(*years(first, last), "stated")
            return Reading(match.end(), when, when, "range")
    match = _YEAR.match(text, at)
    if match is None:
        return None
    number = int(match[1])
    if _COPYRIGHT.search(text, max(0, at - 14), at):
        return None
    days = year_of("gregorian", number) if 1700 <= number <= 2100 else None
    if days is None:
        return None
    when = span(*days, "stated")
    return Reading(match.end(), when, when, "year")
