"""Days told from the day of publication: "last week", "three days ago", "the past year".

"Last week" is Monday to Sunday before, "this week" Monday to the day. "In the past year" runs back
from the day; "the last three days" are three with the day. Spans that no number bounds ("recent
weeks", "several days ago") are none.
"""

import re

from gavah.claims.english.anaphora import later, pointed, run_up
from gavah.claims.english.figure_dates import GAP
from gavah.claims.english.numerals import ORDINALS
from gavah.claims.english.seasons import holiday, last_month, season
from gavah.claims.english.spans import Base, Reading, shifted, span, stepped, whole
from gavah.claims.english.time_words import N, U, amount, back, compiled
from gavah.claims.english.weekdays import near_day, weekday

_UNIT = compiled(
    rf"(?:(earlier|later){GAP})?(last|this|next|(?:the{GAP})?past|(?:the{GAP})?previous|the{GAP}following){GAP}(week|month|year|decade|century)\b(?!{GAP}(?:later|earlier)\b)"
)
_AGO = compiled(rf"{N}{GAP}{U}(?:{GAP}or{GAP}so)?{GAP}ago\b")
_PAST = compiled(
    rf"(?:the{GAP})?(past|last|previous|preceding){GAP}(?:about{GAP}|few{GAP}|{N}[\s\u00a0-])?{U}"
)
_ASIDE = compiled(rf"{GAP}(?:before|after)\b")
_YEARS_SINCE = compiled(rf"{N}{GAP}years?{GAP}(?:since|on{GAP}from)\b")
_NTH = compiled(
    rf"(\d{{1,3}}(?:st|nd|rd|th)|[a-z]+(?:th|st|nd|rd)|\d{{1,3}}[-‐]years?){GAP}anniversary{GAP}of\b"
)
_NEXT = compiled(rf"(?:the{GAP})?(next|coming){GAP}{N}{GAP}{U}")


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
    if lead not in ("last", "this", "next") and _ASIDE.match(text, match.end()):
        return None
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
    when = back(base.day, unit, many, -1)
    return Reading(match.end(), when, when, "relative")


def _anniversary(text: str, at: int, base: Base) -> Reading | None:
    """Ten years since it, the tenth anniversary of it: the year so many years back."""
    match = _YEARS_SINCE.match(text, at) or _NTH.match(text, at)
    if match is None:
        return None
    many = amount(match[1]) or _ordinal(match[1])
    if many is None or base.day is None:
        return Reading(match.end(), None, None, "relative", ("no_number",))
    when = back(base.day, "year", many, -1)
    return Reading(match.end(), when, when, "relative")


def _ordinal(word: str) -> int | None:
    digits = re.match(r"\d{1,3}", word)
    return int(digits[0]) if digits else ORDINALS.get(word.lower())


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
        start = back(end, unit, many, -1).start
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


_READERS = (
    weekday,
    near_day,
    _unit,
    _ago,
    _anniversary,
    _past,
    _next,
    later,
    run_up,
    pointed,
    season,
    holiday,
    last_month,
)


def relative_date(text: str, at: int, base: Base) -> Reading | None:
    """The relative date that starts at `at`; the longest of its readings."""
    found = [reading for read in _READERS if (reading := read(text, at, base)) is not None]
    return max(found, key=lambda reading: reading.end, default=None)
