"""Days told from the day of publication or from the span told last: weekdays, "last week", "three
days ago", "the past year", seasons, holidays, "two days later", "that day".

A weekday is the latest such day on or before publication, "last Friday" before it. "Last week" is
Monday to Sunday before, "this week" Monday to the day. "In the past year" runs back from the day;
"the last three days" are three with the day. Spans that no number bounds ("recent weeks") are none.
"""

import re
from datetime import date, timedelta
from itertools import takewhile

from gavah.claims.english.calendar_dates import GAP, calendar_date
from gavah.claims.english.calendars import easter
from gavah.claims.english.numerals import TEENS, TENS, UNITS, numeral
from gavah.claims.english.spans import Base, Reading, months_on, shifted, span, stepped, whole
from gavah.claims.english.tokens import tokens
from gavah.model.when import When
from gavah.resources import load


def _table(kind: str) -> dict[str, int]:
    return {
        word: value
        for row in load("english/times")
        if row["kind"] == kind
        for word, value in row["words"].items()
    }


WEEKDAYS, SEASONS, HOLIDAYS = _table("weekday"), _table("season"), _table("holiday")
NUMBERS = frozenset(word for word in (*UNITS, *TEENS, *TENS) if word != "zero")
_W = "|".join(sorted(WEEKDAYS, key=lambda word: (-len(word), word)))
_S = "|".join(sorted(SEASONS))
_H = "|".join(
    word.replace("'", "['’]") for word in sorted(HOLIDAYS, key=lambda word: (-len(word), word))
)
_N = r"(an?|one|[a-z]+(?:-[a-z]+)?|\d{1,4}|several|few)"
_U = r"(minute|hour|day|night|week|month|year|decade|centurie|century)s?\b"
_PART = rf"(?:{GAP}(?:morning|afternoon|evening|night|midday|noon|lunchtime|dawn|dusk|midnight))?"
_FLAGS = re.IGNORECASE


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_WEEKDAY = _compiled(
    rf"(?:(last|this|next|past|previous|following|that){GAP})?({_W})(?![^\W_])\.?{_PART}"
)
_OF_WEEK = _compiled(
    rf"{GAP}(?:of{GAP})?(last|this|next|that|the{GAP}same|the{GAP}previous){GAP}week\b"
)
_WITH_DATE = re.compile(
    r"[\s\u00a0]{0,2}(?:,[\s\u00a0]{0,3}|\([\s\u00a0]?|[\s\u00a0](?:the[\s\u00a0])?)(?=\w)"
)
_TODAY = _compiled(
    rf"(today|tonight|yesterday|tomorrow|overnight|the{GAP}day{GAP}before{GAP}yesterday|the{GAP}day{GAP}after{GAP}tomorrow)\b{_PART}"
)
_THIS = _compiled(rf"(last|this|past|tomorrow){GAP}(night|morning|afternoon|evening|weekend)\b")
_WEEKEND = _compiled(rf"(?:the|over{GAP}the|this{GAP}past|the{GAP}past){GAP}weekend\b")
_UNIT = _compiled(
    rf"(?:(earlier|later){GAP})?(last|this|next|(?:the{GAP})?past|(?:the{GAP})?previous|the{GAP}following){GAP}(week|month|year|decade|century)\b(?!{GAP}(?:later|earlier|before|after)\b)"
)
_AGO = _compiled(rf"{_N}{GAP}{_U}(?:{GAP}or{GAP}so)?{GAP}ago\b")
_PAST = _compiled(
    rf"(?:the{GAP})?(past|last|previous|preceding){GAP}(?:about{GAP}|few{GAP}|{_N}[\s\u00a0-])?{_U}"
)
_NEXT = _compiled(rf"(?:the{GAP})?(next|coming){GAP}{_N}{GAP}{_U}")
_LATER = _compiled(
    rf"{_N}{GAP}{_U}{GAP}(later|earlier|before|after|prior|previously|afterwards?)\b"
)
_THAT = _compiled(
    rf"(?:(?:on|in|of|during){GAP})?(?:that|the{GAP}same|the{GAP}very{GAP}same|the{GAP}(?:next|following|previous|preceding)|(?:the)){GAP}(day|night|morning|afternoon|evening|week|month|year)\b(?:{GAP}(before|after|earlier))?"
)
_SEASON = _compiled(rf"(?:(the|last|this|next|early|mid|late|in|past){GAP})?({_S})\b")
_SEASON_YEAR = _compiled(rf"{GAP}(?:of{GAP})?(\d{{4}}|last{GAP}year|this{GAP}year)(?!\d)")
_HOLIDAY = _compiled(
    rf"({_H}|easter(?:{GAP}(?:sunday|monday|long{GAP}weekend|weekend))?|good{GAP}friday)(?![^\W_])(?:,?{GAP}(\d{{4}})(?!\d))?"
)
_LAST_MONTH = _compiled(
    rf"(last|this|next|past|this{GAP}past|this{GAP}coming){GAP}(?=[^\W\d_]{{3,9}})"
)


def amount(words: str) -> int | None:
    """The whole number of "a", "two", "twenty-one", "14"; None for "several"."""
    low = words.lower()
    if low in ("a", "an", "one"):
        return 1
    row = tokens(low)
    found = numeral(row, 0) if row else None
    return found.value if found is not None and found.stop == len(row) else None


def relative_date(text: str, at: int, base: Base) -> Reading | None:
    """The relative date that starts at `at`; the longest of its readings."""
    readers = (
        _weekday,
        _today,
        _unit,
        _ago,
        _past,
        _next,
        _later,
        _that,
        _season,
        _holiday,
        _last_month,
    )
    found = [reading for reader in readers if (reading := reader(text, at, base)) is not None]
    return max(found, key=lambda reading: reading.end, default=None)


def latest(day: date, weekday: int) -> date:
    """The latest such weekday on or before the day."""
    return shifted(day, -((day.weekday() - weekday) % 7))


def first_after(day: date, weekday: int) -> date:
    """The first such weekday on or after the day."""
    return shifted(day, (weekday - day.weekday()) % 7)


def _one(day: date) -> When:
    return span(day, day)


def _weekday(text: str, at: int, base: Base) -> Reading | None:
    match = _WEEKDAY.match(text, at)
    if match is None:
        return None
    name = match[2]
    if len(name) <= 4 and (
        not name[0].isupper()
        or (
            name.lower() in ("sun", "sat", "wed", "mon")
            and (name.isupper() or not match[0].endswith("."))
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
        when = _one(shifted(day, weekday - day.weekday() + step))
        return Reading(week.end(), when, when, "weekday")
    if day is None or lead in ("that", "previous", "following"):
        return _weekday_by_reference(end, lead, weekday, reference)
    on, after = latest(day, weekday), first_after(day, weekday)
    if lead in ("last", "past"):
        before = _one(shifted(on, -7) if on == day else on)
        return Reading(end, before, before, "weekday")
    if lead == "next":
        coming = _one(shifted(after, 7) if after == day else after)
        return Reading(end, coming, coming, "weekday")
    return Reading(end, _one(on), _one(after), "weekday")


def _weekday_by_reference(end: int, lead: str, weekday: int, reference: When | None) -> Reading:
    if reference is None or reference.precision not in ("day", "week"):
        return Reading(end, None, None, "weekday", ("no_day_of_publication",))
    if lead == "following":
        when = _one(first_after(shifted(reference.end, 1), weekday))
    elif lead == "previous":
        when = _one(latest(shifted(reference.start, -1), weekday))
    else:
        when = _one(latest(shifted(reference.start, 3), weekday))
    return Reading(end, when, when, "weekday", ("weekday_from_context",))


def _both(text: str, exact: Reading, weekday: int, base: Base, bracket: bool) -> Reading:
    """A weekday and a date together; a year left out is one in which they agree."""
    end = exact.end + (1 if bracket and text[exact.end : exact.end + 1] == ")" else 0)
    when, future, doubts = exact.when, exact.future, exact.doubts
    if when is None or when.start.weekday() == weekday:
        return Reading(end, when, future, "day", doubts)
    if when.basis == "computed":
        for years in (-1, 1, -2, 2, -3, 3, -4, 4, -5, 5):
            other = months_on(when.start, 12 * years)
            if (
                other.weekday() == weekday
                and other.day == when.start.day
                and (base.day is None or other <= base.day)
            ):
                return Reading(end, _one(other), future, "day", doubts)
    return Reading(end, when, future, "day", (*doubts, "weekday_differs"))


def _today(text: str, at: int, base: Base) -> Reading | None:
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
        when = _one(shifted(base.day, step))
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
            match.end(), _one(shifted(base.day, step)), _one(shifted(base.day, step)), "relative"
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


def _unit(text: str, at: int, base: Base) -> Reading | None:
    """Last week, this month, next year, earlier this year, the past year."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    part, lead, unit, day = (
        (match[1] or "").lower(),
        " ".join(match[2].lower().split()),
        match[3].lower(),
        base.day,
    )
    if lead in ("the following", "the previous", "previous"):
        if base.reference is None:
            return Reading(match.end(), None, None, "anaphoric", ("no_reference",))
        there = stepped(base.reference.start, unit, 1 if lead == "the following" else -1)
        when = span(*whole(there, unit))
        return Reading(match.end(), when, when, "anaphoric")
    if day is None:
        return Reading(match.end(), None, None, "relative", ("no_day_of_publication",))
    first, last = whole(day, unit)
    if lead in ("past", "the past"):
        when = span(stepped(day, unit, -1), day)
        return Reading(match.end(), when, when, "relative")
    if lead == "this":
        if part == "earlier":
            last = day
        elif part == "later":
            first = day
        future = span(
            day if part == "later" else first, last if part == "later" else whole(day, unit)[1]
        )
        return Reading(
            match.end(),
            span(first, day if unit == "week" and part != "later" else last),
            future,
            "relative",
        )
    when = span(
        *whole(
            stepped(
                day.replace(day=1) if unit != "week" else day, unit, -1 if lead == "last" else 1
            ),
            unit,
        )
    )
    return Reading(match.end(), when, when, "relative")


def _ago(text: str, at: int, base: Base) -> Reading | None:
    match = _AGO.match(text, at)
    if match is None:
        return None
    many, unit = amount(match[1]), match[2].lower()
    if many is None:
        return Reading(match.end(), None, None, "relative", ("no_number",))
    if base.day is None:
        return Reading(match.end(), None, None, "relative", ("no_day_of_publication",))
    when = _back(base.day, unit, many, -1)
    return Reading(match.end(), when, when, "relative")


def _back(day: date, unit: str, many: int, direction: int) -> When:
    """The day, week, month or year so far from the day; a decade is five years either way."""
    if unit in ("minute", "hour"):
        return span(shifted(day, direction * -(-many // (24 if unit == "hour" else 1440))), day)
    if unit in ("day", "night"):
        return _one(shifted(day, direction * many))
    if unit in ("decade", "centurie", "century"):
        months = many * (120 if unit == "decade" else 1200)
        there = months_on(day, direction * months)
        return span(months_on(there, -60), months_on(there, 60))
    return span(
        *whole(stepped(day if unit == "week" else day.replace(day=1), unit, direction * many), unit)
    )


def _past(text: str, at: int, base: Base) -> Reading | None:
    """The past three weeks, the last 24 hours: back from the day, the day included."""
    match = _PAST.match(text, at)
    if match is None or (match[2] is None and not match[0].lower().split()[-1].endswith("s")):
        return None
    many = amount(match[2]) if match[2] else None
    lead, unit = match[1].lower(), match[3].lower()
    if many is None:
        return Reading(match.end(), None, None, "relative", ("no_number",))
    end = base.day
    if lead in ("previous", "preceding"):
        end = base.reference.start if base.reference is not None else None
    if end is None:
        return Reading(match.end(), None, None, "relative", ("no_day_of_publication",))
    if unit in ("minute", "hour"):
        start = _back(end, unit, many, -1).start
    elif unit in ("day", "night"):
        start = shifted(end, 1 - many if lead == "last" else -many)
    else:
        start = stepped(end, "century" if unit == "centurie" else unit, -many)
    when = span(start, end)
    return Reading(match.end(), when, when, "relative")


def _next(text: str, at: int, base: Base) -> Reading | None:
    match = _NEXT.match(text, at)
    many = amount(match[2]) if match else None
    if match is None or many is None or base.day is None:
        return None
    unit = match[3].lower()
    steps = {"minute": "day", "hour": "day", "night": "day", "centurie": "century"}
    if unit in ("minute", "hour"):
        many = -(-many // (24 if unit == "hour" else 1440))
    when = span(base.day, stepped(base.day, steps.get(unit, unit), many))
    return Reading(match.end(), when, when, "relative")


def _later(text: str, at: int, base: Base) -> Reading | None:
    """Two days later, a week before: from the span told last."""
    match = _LATER.match(text, at)
    if match is None:
        return None
    many, unit, direction = amount(match[1]), match[2].lower(), match[3].lower()
    if many is None:
        return Reading(match.end(), None, None, "anaphoric", ("no_number",))
    onward = direction in ("later", "after", "afterward", "afterwards")
    reference = base.reference
    follows = re.compile(rf"{GAP}\w").match(text, match.end()) is not None
    doubts = (
        ("anaphoric_to_event",) if direction in ("before", "after", "prior") and follows else ()
    )
    if reference is None or reference.precision == "longer":
        return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
    step = 1 if onward else -1
    first, last = _back(reference.start, unit, many, step), _back(reference.end, unit, many, step)
    when = span(first.start, last.end)
    return Reading(match.end(), when, when, "anaphoric", doubts)


def _that(text: str, at: int, base: Base) -> Reading | None:
    """That day, the same month, the next morning, the day before."""
    match = _THAT.match(text, at)
    if match is None:
        return None
    lead, unit = " ".join(match[0].lower().split()), match[1].lower()
    aside = (match[2] or "").lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    pointing = "that " in lead or "same" in lead
    if (
        not pointing
        and not aside
        and not any(word in lead for word in ("next", "following", "previous", "preceding"))
    ):
        return None
    doubts = ("anaphoric_to_event",) if aside else ()
    if pointing and aside:
        return None
    if base.reference is None or base.reference.precision == "longer":
        return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
    step = 0 if pointing else 1 if aside == "after" or "next" in lead or "following" in lead else -1
    if unit == "day":
        if base.reference.precision not in ("day", "week"):
            return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
        when = span(shifted(base.reference.start, step), shifted(base.reference.end, step))
        when = base.reference if step == 0 else when
    else:
        when = span(*whole(stepped(base.reference.start, unit, step), unit))
    return Reading(match.end(), when, when, "anaphoric", doubts)


def _season(text: str, at: int, base: Base) -> Reading | None:
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
    when = span(starts[past[-1]], ends[past[-1]]) if past else None
    future = span(starts[coming[0]], ends[coming[0]]) if coming else None
    if lead == "next":
        when = future
    return Reading(end, when, future, "season")


def _holiday(text: str, at: int, base: Base) -> Reading | None:
    match = _HOLIDAY.match(text, at)
    if match is None or not all(word[0].isupper() for word in match[1].split()):
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
    return Reading(match.end(), span(*past[-1]), span(*coming[0]), "day")


def _last_month(text: str, at: int, base: Base) -> Reading | None:
    """Last November: the latest that ended before this month; next May: the first after it."""
    match = _LAST_MONTH.match(text, at)
    if match is None:
        return None
    lead = " ".join(match[1].lower().split())
    inner = calendar_date(text, match.end(), Base(base.day, None))
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
