"""Weekdays, weekends, and the days around the day of publication.

A weekday is the latest such day on or before publication, "last Friday" the latest before it. With
a date beside it ("Tuesday, February 11") the weekday chooses the year. Without a day of
publication it is the one nearest to the span told last, with a doubt.
"""

import re
from datetime import date

from gavah.claims.english.calendar_dates import calendar_date
from gavah.claims.english.figure_dates import GAP
from gavah.claims.english.spans import Base, Reading, months_on, shifted, span
from gavah.claims.english.time_words import PART, alternatives, compiled, one_day, table
from gavah.model.when import When

WEEKDAYS = table("weekday")
_W = alternatives(WEEKDAYS)
_WEEKDAY = compiled(
    rf"(?:(last|this|next|past|previous|following|that){GAP})?({_W})(?![^\W_])\.?{PART}"
)
_OF_WEEK = compiled(
    rf"{GAP}(?:of{GAP})?(last|this|next|that|the{GAP}same|the{GAP}previous){GAP}week\b"
)
_WITH_DATE = re.compile(
    r"[\s\u00a0]{0,2}(?:,[\s\u00a0]{0,3}|\([\s\u00a0]?|[\s\u00a0](?:the[\s\u00a0])?)(?=\w)"
)
_DIGIT_NEXT = re.compile(r",?[\s\u00a0]\d")
_TODAY = compiled(
    rf"(today|tonight|yesterday|tomorrow|overnight|the{GAP}day{GAP}before{GAP}yesterday|the{GAP}day{GAP}after{GAP}tomorrow)\b{PART}"
)
_THIS = compiled(rf"(last|this|past|tomorrow){GAP}(night|morning|afternoon|evening|weekend)\b")
_WEEKEND = compiled(rf"(?:the|over{GAP}the|this{GAP}past|the{GAP}past){GAP}weekend\b")


def latest(day: date, weekday: int) -> date:
    """The latest such weekday on or before the day."""
    return shifted(day, -((day.weekday() - weekday) % 7))


def first_after(day: date, weekday: int) -> date:
    """The first such weekday on or after the day."""
    return shifted(day, (weekday - day.weekday()) % 7)


def weekday(text: str, at: int, base: Base) -> Reading | None:
    match = _WEEKDAY.match(text, at)
    if match is None:
        return None
    name = match[2]
    if len(name) <= 4 and (
        not name[0].isupper()
        or (
            name.lower() in ("sun", "sat", "wed", "mon")
            and (name.isupper() or not match[0].endswith("."))
            and not _DIGIT_NEXT.match(text, match.end())
        )
    ):
        return None
    lead, weekday, end = (match[1] or "").lower(), WEEKDAYS[name.lower()], match.end()
    if match[0].endswith(".") and len(name) > 5:
        end -= 1
    joined = _WITH_DATE.match(text, end)
    if joined and not lead:
        exact = calendar_date(text, joined.end(), base) if joined.end() < len(text) else None
        if exact is not None and exact.kind == "day" and "no_such_date" not in exact.doubts:
            return _both(text, exact, weekday, base, "(" in joined[0])
    day, reference = base
    week = _OF_WEEK.match(text, end)
    if week and day is not None:
        step = {"last": -7, "next": 7}.get(week[1].lower(), 0)
        when = one_day(shifted(day, weekday - day.weekday() + step))
        return Reading(week.end(), when, when, "weekday")
    if day is None or lead in ("that", "previous", "following"):
        return _weekday_by_reference(end, lead, weekday, reference)
    on, after = latest(day, weekday), first_after(day, weekday)
    if lead in ("last", "past"):
        before = one_day(shifted(on, -7) if on == day else on)
        return Reading(end, before, before, "weekday")
    if lead == "next":
        coming = one_day(shifted(after, 7) if after == day else after)
        return Reading(end, coming, coming, "weekday")
    return Reading(end, one_day(on), one_day(after), "weekday")


def _weekday_by_reference(end: int, lead: str, weekday: int, reference: When | None) -> Reading:
    if reference is None or reference.precision not in ("day", "week"):
        return Reading(end, None, None, "weekday", ("no_day_of_publication",))
    if lead == "following":
        when = one_day(first_after(shifted(reference.end, 1), weekday))
    elif lead == "previous":
        when = one_day(latest(shifted(reference.start, -1), weekday))
    else:
        when = one_day(latest(shifted(reference.start, 3), weekday))
    return Reading(end, when, when, "weekday", ("weekday_from_context",))


def _both(text: str, exact: Reading, weekday: int, base: Base, bracket: bool) -> Reading:
    """A weekday and a date together; a year left out is one in which they agree."""
    end = exact.end + (1 if bracket and text[exact.end : exact.end + 1] == ")" else 0)
    when, future, doubts = exact.when, exact.future, exact.doubts
    if when is None or when.start.weekday() == weekday:
        return Reading(end, when, future, "day", doubts)
    if when.basis == "computed":
        if future is not None and future.start.weekday() == weekday:
            return Reading(end, future, future, "day", doubts)
        for years in (-1, -2, -3, -4, -5):
            other = months_on(when.start, 12 * years)
            if other.weekday() == weekday and other.day == when.start.day:
                return Reading(end, one_day(other), future, "day", (*doubts, "year_by_weekday"))
    return Reading(end, when, future, "day", (*doubts, "weekday_differs"))


def near_day(text: str, at: int, base: Base) -> Reading | None:
    match = _TODAY.match(text, at)
    if match is not None:
        word = " ".join(match[1].lower().split())
        if base.day is None:
            return Reading(match.end(), None, None, "relative", ("no_day_of_publication",))
        if word == "overnight":
            when = span(shifted(base.day, -1), base.day)
            return Reading(match.end(), when, span(base.day, shifted(base.day, 1)), "relative")
        step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        step = {"the day before yesterday": -2, "the day after tomorrow": 2}.get(word, step)
        when = one_day(shifted(base.day, step))
        return Reading(match.end(), when, when, "relative")
    match = _THIS.match(text, at)
    if match is not None:
        if base.day is None:
            return Reading(match.end(), None, None, "relative", ("no_day_of_publication",))
        lead, part = match[1].lower(), match[2].lower()
        if part == "weekend":
            return _weekend(match.end(), base.day, before=lead in ("last", "past"))
        step = {"last": -1, "past": -1, "tomorrow": 1}.get(lead, 0)
        return Reading(
            match.end(),
            one_day(shifted(base.day, step)),
            one_day(shifted(base.day, step)),
            "relative",
        )
    match = _WEEKEND.match(text, at)
    if match is None:
        return None
    if base.day is None:
        return Reading(match.end(), None, None, "relative", ("no_day_of_publication",))
    return _weekend(match.end(), base.day, before=False)


def _weekend(end: int, day: date, *, before: bool) -> Reading:
    saturday = latest(day, 5)
    if before and shifted(saturday, 1) >= day:
        saturday = shifted(saturday, -7)
    coming = first_after(day, 5) if day.weekday() != 6 else shifted(day, -1)
    past = span(saturday, shifted(saturday, 1))
    return Reading(end, past, past if before else span(coming, shifted(coming, 1)), "relative")
