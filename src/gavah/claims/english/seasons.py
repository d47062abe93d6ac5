"""Seasons, holidays and "last November": parts of a year named without their year.

Seasons are those of the northern hemisphere by whole months: autumn begins on 1 September, a winter
in the December of its year.
"""

from datetime import date, timedelta
from itertools import takewhile

from gavah.claims.english.calendar_dates import calendar_date
from gavah.claims.english.calendars import easter
from gavah.claims.english.figure_dates import GAP
from gavah.claims.english.spans import Base, Reading, months_on, shifted, span
from gavah.claims.english.time_words import alternatives, compiled, table

SEASONS, HOLIDAYS = table("season"), table("holiday")
_S, _H = alternatives(SEASONS), alternatives(HOLIDAYS)
_SEASON = compiled(rf"(?:(the|last|this|next|early|mid|late|in|past){GAP})?({_S})\b")
_IN_SEASON = compiled(rf"\b(?:in|over|during|since|by|until|through|from|of){GAP}$")
_SEASON_YEAR = compiled(rf"{GAP}(?:of{GAP})?(\d{{4}}|last{GAP}year|this{GAP}year)(?!\d)")
_HOLIDAY = compiled(
    rf"({_H}|easter(?:{GAP}(?:sunday|monday|long{GAP}weekend|weekend))?|good{GAP}friday)(?![^\W_])(?:,?{GAP}(\d{{4}})(?!\d))?"
)
_LAST_MONTH = compiled(
    rf"(last|this|that|next|past|this{GAP}past|this{GAP}coming){GAP}(?=[^\W\d_]{{3,9}})"
)


def season(text: str, at: int, base: Base) -> Reading | None:
    """The autumn of 2014, last summer; a winter begins in the December of its year."""
    match = _SEASON.match(text, at)
    if match is None:
        return None
    lead, month = (match[1] or "").lower(), SEASONS[match[2].lower()]
    year = _SEASON_YEAR.match(text, match.end())
    if year is None and (
        not lead
        or (
            match[2].lower() in ("fall", "spring") and lead in ("the", "in", "early", "mid", "late")
        )
    ):
        return None
    if year is None and lead == "the" and not _IN_SEASON.search(text, max(0, at - 10), at):
        return None  # "the summer capital"
    day, end = base.day, year.end() if year else match.end()
    if year and year[1].isdecimal():
        number = int(year[1])
        if not 1000 <= number <= 9990:
            return None
        first = date(number, month, 1)
        when = span(first, shifted(months_on(first, 3), -1), "stated")
        return Reading(end, when, when, "season")
    if day is None:
        return Reading(end, None, None, "season", ("no_day_of_publication",))
    if year:
        first = date(day.year - (1 if year[1].lower().startswith("last") else 0), month, 1)
        when = span(first, shifted(months_on(first, 3), -1))
        return Reading(end, when, when, "season")
    starts = [date(one, month, 1) for one in range(max(day.year - 2, 1), min(day.year + 3, 9990))]
    ends = [shifted(months_on(first, 3), -1) for first in starts]
    past = [
        k
        for k, first in enumerate(starts)
        if (ends[k] < day if lead in ("last", "past") else first <= day)
    ]
    coming = [
        k for k, last in enumerate(ends) if (starts[k] > day if lead == "next" else last >= day)
    ]
    told = span(starts[past[-1]], ends[past[-1]]) if past else None
    future = span(starts[coming[0]], ends[coming[0]]) if coming else None
    return Reading(end, future if lead == "next" else told, future, "season")


def holiday(text: str, at: int, base: Base) -> Reading | None:
    match = _HOLIDAY.match(text, at)
    if match is None or not match[1][0].isupper():
        return None
    name = " ".join(match[1].lower().replace("’", "'").split())

    def days(year: int) -> tuple[date, date]:
        if name in HOLIDAYS:
            day = date(year, *divmod(HOLIDAYS[name], 100))
            return day, day
        sunday = easter(year)
        steps = {"easter sunday": (0, 0), "easter monday": (1, 1), "good friday": (-2, -2)}.get(
            name, (-2, 1)
        )
        return sunday + timedelta(steps[0]), sunday + timedelta(steps[1])

    if match[1].lower().startswith("may") and match[1].split()[1][0].islower():
        return None  # "a May day"
    if match[2]:
        if not 1000 <= int(match[2]) <= 4000:
            return None
        when = span(*days(int(match[2])), "stated")
        return Reading(match.end(), when, when, "day")
    if base.day is None or not 1000 <= base.day.year <= 4000:
        return Reading(match.end(), None, None, "day", ("no_day_of_publication",))
    near = [days(year) for year in range(base.day.year - 1, base.day.year + 2)]
    past = list(takewhile(lambda one: one[0] <= base.day, near))  # type: ignore[operator]
    coming = [one for one in near if one[1] >= base.day]
    return Reading(match.end(), span(*past[-1]), span(*coming[0]), "day", ("by_holiday",))


def last_month(text: str, at: int, base: Base) -> Reading | None:
    """Last November: the latest that ended before this month; next May: the first after it."""
    match = _LAST_MONTH.match(text, at)
    if match is None:
        return None
    lead = " ".join(match[1].lower().split())
    told = lead == "that" and base.reference is not None
    inner = calendar_date(
        text, match.end(), Base(None, base.reference) if told else Base(base.day, None)
    )
    if lead == "that":
        return inner if told else None
    if (
        inner is None
        or inner.kind not in ("month", "day")
        or inner.when is None
        or base.day is None
    ):
        return inner
    if inner.when.basis == "stated":
        return inner
    month = base.day.replace(day=1)
    if lead in ("next", "this coming"):
        later = calendar_date(text, match.end(), Base(months_on(month, 1), None))
        when = later.future if later else None
        return Reading(inner.end, when, when, inner.kind)
    if lead == "this":
        return inner
    if inner.when.end < month:
        return Reading(inner.end, inner.when, None, inner.kind)
    before = calendar_date(text, match.end(), Base(shifted(month, -1), None))
    when = before.when if before else None
    return Reading(inner.end, when, None, inner.kind)
