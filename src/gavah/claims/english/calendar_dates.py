"""Dates of a calendar as written: days, months, years, ranges of them, decades; with the year
left out, the one that the day of publication or the span told last makes right.

"November 15" is the latest such day on or before publication; a span told last that holds or
stands near such a day comes first ("In November 2019 … On November 15"). "3/11/2019" is both
readings' span, with a doubt, where both can be meant.
"""

import re
from collections.abc import Callable

from gavah.claims.english.calendars import (
    Calendar,
    Days,
    Month,
    day_of,
    folded,
    month_names,
    month_of,
    month_pattern,
    year_at,
)
from gavah.claims.english.figure_dates import GAP, decade, iso_date, numeric_date, year
from gavah.claims.english.phrases import words
from gavah.claims.english.spans import Base, Reading, shifted, span
from gavah.model.when import Basis, When

PEOPLE = words("english/people_nouns") | words("english/function_words", "participle")
_OPEN = r"[\s\u00a0]{0,3}"
_D = r"(\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,/]\d|[^\W\d_])"
_Y = r"(\d{4})(?![\d:%]|[.,/-]\d|[^\W\d_])"
_TO = rf"(?:{_OPEN}[-–—]{_OPEN}|{GAP}(?:to|until|till|and|through)(?:{GAP}the)?{GAP})"
_M = f"({month_pattern()})\\.?"
_FLAGS = re.IGNORECASE


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_YEAR_AFTER = _compiled(rf"{_OPEN},?{_OPEN}(?:of{GAP})?(?:the{GAP}year{GAP})?{_Y}")
_YEAR_WORD = _compiled(
    rf"{_OPEN},?{GAP}(?:of{GAP})?(last|this|that|the same|next|the previous|the following){GAP}year\b"
)
_YEAR_SHORT = re.compile(
    r"[\s\u00a0]{1,3}['’]?((?<=['’])\d\d|(?:3[2-9]|[4-9]\d))(?=[\s\u00a0]{0,3}(?:[(),;\]]|\.\s|$))"
)
_DAYS_MONTH = _compiled(rf"(\d{{1,2}})(?:st|nd|rd|th)?{_TO}{_D}{_OPEN}(?:of{GAP})?{_M}")
_DAY_MONTH = _compiled(rf"{_D}{_OPEN}(?:day{GAP})?(?:of{GAP})?{_M}")
_MONTH_DAYS = _compiled(rf"{_M}{_OPEN}(?:the{GAP})?(\d{{1,2}})(?:st|nd|rd|th)?{_TO}{_D}")
_MONTH_DAY = _compiled(rf"{_M}{_OPEN}(?:the{GAP})?{_D}")
_MONTHS = _compiled(rf"{_M}{_TO}{_M}")
_MONTH = _compiled(_M)
_PEOPLE_NEXT = re.compile(rf"{GAP}([^\W\d_]+)")
_SHORT = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", _FLAGS)
_NEAR = 45


def of_year(
    month: Month, base: Base, found: Callable[[int], Days | None], future: bool
) -> When | None:
    """The day or month that `found` gives for a year, in the year that is meant."""
    day, reference = base
    if reference is not None and not future and (day is None or reference.precision != "longer"):
        near = _NEAR if reference.precision in ("day", "week", "month") else 0
        if near or day is None:
            low, high = shifted(reference.start, -near), shifted(reference.end, near)
            first = year_at(month.calendar, reference.start)
            for year in (first, first + 1, first - 1):
                days = found(year)
                if days and low <= days[0] and days[1] <= high and (day is None or days[0] <= day):
                    return span(*days)
            days = found(first) if day is None and reference.precision != "longer" else None
            if days:
                return span(*days)
    if day is None:
        return None
    year = year_at(month.calendar, day)
    nearest = range(-1, 9) if future else range(1, -9, -1)  # 29 February may be eight years off
    candidates = (days for step in nearest if (days := found(year + step)))
    if future:
        return next((span(*days) for days in candidates if days[1] >= day), None)
    return next((span(*days) for days in candidates if days[0] <= day), None)


def calendar_date(text: str, at: int, base: Base) -> Reading | None:
    """The date of a calendar that starts at `at`."""
    if text[at].isdecimal():
        return (
            iso_date(text, at)
            or numeric_date(text, at, base)
            or decade(text, at)
            or _day_first(text, at, base)
        )
    return _month_first(text, at, base)


def _month(match: re.Match[str], group: int) -> Month:
    return month_names()[folded(match[group])]


def _stated(text: str, at: int, base: Base) -> tuple[int | None, int, Basis, bool]:
    """The year that follows, the end of its words, whether stated or computed, and whether words do."""
    match = _YEAR_AFTER.match(text, at)
    if match:
        return int(match[1]), match.end(), "stated", True
    short = _YEAR_SHORT.match(text, at)
    if short:
        full = int(short[1]) + 2000
        latest = base.day.year if base.day is not None else 2049
        return (full if full <= latest else full - 100), short.end(1), "stated", True
    words = _YEAR_WORD.match(text, at)
    if words:
        said = " ".join(words[1].lower().split())
        year = base.day.year if base.day and said in ("last", "this", "next") else None
        if said not in ("last", "this", "next"):
            year = base.reference.start.year if base.reference else None
        step = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(said, 0)
        return (None if year is None else year + step), words.end(), "computed", True
    return None, at, "computed", False


def dated(
    text: str, at: int, base: Base, month: Month, found: Callable[[int], Days | None], kind: str
) -> Reading | None:
    """The reading of a day or month whose words end at `at`, with the year that follows or is meant."""
    year, end, basis, said = _stated(text, at, base)
    if not said and text[at - 1] == "." and not _SHORT.search(text, max(0, at - 6), at):
        end = at - 1  # the full stop of the sentence
    if said and year is not None:
        days = found(year)
        if days is None:
            return Reading(end, None, None, kind, ("no_such_date",))
        when = span(*days, basis)
        return Reading(end, when, when, kind)
    if said:
        return Reading(end, None, None, kind, ("no_year",))
    if not any(found(year) for year in (1396, 1399, 1403, 1404, 1445, 2019, 2020)):
        return Reading(end, None, None, kind, ("no_such_date",))
    past, coming = (
        of_year(month, base, found, future=False),
        of_year(month, base, found, future=True),
    )
    return Reading(end, past, coming, kind, () if past else ("no_year",))


def _two(
    calendar: Calendar, first: tuple[int, int], last: tuple[int, int]
) -> Callable[[int], Days | None]:
    """For a year, the days from one (month, day) to another; the year turns where they fall."""

    def found(year: int) -> Days | None:
        start = day_of(calendar, year, *first)
        end = day_of(calendar, year if first <= last else year + 1, *last)
        return None if start is None or end is None else (start[0], end[1])

    return found


def _day_first(text: str, at: int, base: Base) -> Reading | None:
    match = _DAYS_MONTH.match(text, at)
    if match:
        month = _month(match, 3)
        days = _two(month.calendar, (month.number, int(match[1])), (month.number, int(match[2])))
        if int(match[1]) < int(match[2]):
            return dated(text, match.end(), base, month, days, "range")
    match = _DAY_MONTH.match(text, at)
    if match and not _is_verb(text, match.start(2), match.end(2)):
        month, day = _month(match, 2), int(match[1])
        return dated(
            text,
            match.end(),
            base,
            month,
            _two(month.calendar, (month.number, day), (month.number, day)),
            "day",
        )
    return year(text, at)


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether "may", "march" in lower case before a word is the verb."""
    low = text[start:end]
    if low.lower() not in ("may", "march", "mar"):
        return False
    after = re.compile(
        r"[\s\u00a0]+(have|be|not|also|never|well|soon|face|lead|still|on|to|against|in|through)\b",
        _FLAGS,
    ).match(text, end)
    return after is not None and (low.lower() == "may" or not low[0].isupper())


def _month_first(text: str, at: int, base: Base) -> Reading | None:
    match = _MONTH.match(text, at)
    if match is None:
        return None
    month = _month(match, 1)
    if match[1] in ("may", "march", "mar") and not re.search(
        r"\b(?:on|in|of|since|by)\s{1,3}$", text[max(0, at - 8) : at]
    ):
        return None
    days = _MONTH_DAYS.match(text, at)
    if days and int(days[2]) < int(days[3]) <= 31:
        first, last = int(days[2]), int(days[3])
        return dated(
            text,
            days.end(),
            base,
            month,
            _two(month.calendar, (month.number, first), (month.number, last)),
            "range",
        )
    one = _MONTH_DAY.match(text, at)
    if one and not _counted(text, at, one):
        day = int(one[2])
        found = _two(month.calendar, (month.number, day), (month.number, day))
        reading = dated(text, one.end(), base, month, found, "day")
        if reading and (month.calendar == "gregorian" or reading.end > one.end()):
            return reading
    return _months(text, at, base) or _month_alone(text, at, base, match)


def _counted(text: str, at: int, match: re.Match[str]) -> bool:
    """Whether the figure after a month counts people: "in November 15 people were killed"."""
    after = _PEOPLE_NEXT.match(text, match.end())
    if after is None or after[1].lower() not in PEOPLE:
        return False
    return text[max(0, at - 4) : at].split()[-1:] in (["in"], ["In"], ["IN"])


def _months(text: str, at: int, base: Base) -> Reading | None:
    """January to March 2019, November 2019 to March 2020 is left to whoever joins two dates."""
    match = _MONTHS.match(text, at)
    if match is None:
        return None
    first, last = _month(match, 1), _month(match, 2)
    if first.calendar != last.calendar or first.number == last.number:
        return None

    def found(year: int) -> Days | None:
        start = month_of(first.calendar, year, first.number)
        turned = year if first.number < last.number else year + 1
        end = month_of(first.calendar, turned, last.number)
        return None if start is None or end is None else (start[0], end[1])

    def to_year(year: int) -> Days | None:
        return found(year if first.number < last.number else year - 1)

    year, *_ = _stated(text, match.end(), base)
    return dated(text, match.end(), base, first, found if year is None else to_year, "range")


def _month_alone(text: str, at: int, base: Base, match: re.Match[str]) -> Reading | None:
    month = _month(match, 1)

    def found(year: int) -> Days | None:
        return month_of(month.calendar, year, month.number)

    stop = match.end()
    name = text[match.start(1) : match.end(1)]
    reading = dated(text, stop, base, month, found, "month")
    if reading is None:
        return None
    if reading.end > stop:
        return reading if _of_calendar(text, month, stop, reading.end) else None
    if month.calendar != "gregorian" or not name.isascii():
        return None
    if name.lower() in ("may", "march", "mar", "jan") and not _led(text, at, name):
        return None
    return reading


def _of_calendar(text: str, month: Month, start: int, end: int) -> bool:
    """Whether the year after a month's name is one of its calendar ("Mehr 1398", "Safar 1441")."""
    if month.calendar == "gregorian":
        return True
    digits = re.findall(r"\d{4}", text[start:end])
    return bool(digits) and 1200 <= int(digits[0]) <= 1500


_LEADS = re.compile(
    r"(?:\b(?:in|since|last|this|next|of|early|late|mid|until|till|by|from|during|to|and|before|after|through|back)"
    r"[\s\u00a0]{1,3}|\bmid[-–]|\()$",
    _FLAGS,
)


def _led(text: str, at: int, name: str) -> bool:
    """Whether words before "May" or "March" make it a month."""
    lead = _LEADS.search(text, max(0, at - 12), at)
    if lead is None or not name[0].isupper():
        return False
    verbs = ("to", "and", "by", "of")
    return not (
        lead[0].strip().lower() in verbs and name.lower() in ("march", "may") and name.isupper()
    )
