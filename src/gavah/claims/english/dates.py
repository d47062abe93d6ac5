"""When a text says things happened: each date expression with the span of days it stands for.

Rule: docs/terms.md, "When", and DESIGN, "Dates". Spans are never narrower than the words; both
ends are included. A reading for a report of what happened stands in `when`, one beside a verb in
the future in `future`. Words that give no span ("in recent weeks"), that lack the day they count
from, or that name no date (31 February) are left out. Linear in the length of the text.
"""

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from gavah.claims.english.calendar_dates import calendar_date
from gavah.claims.english.calendars import month_names
from gavah.claims.english.figure_dates import GAP
from gavah.claims.english.numerals import ORDINALS
from gavah.claims.english.relative_dates import relative_date
from gavah.claims.english.seasons import HOLIDAYS, SEASONS
from gavah.claims.english.spans import Base, Reading, month_end, months_on, shifted, span, stepped
from gavah.claims.english.time_words import NUMBERS, amount
from gavah.claims.english.weekdays import WEEKDAYS
from gavah.model.when import When

_WORD = re.compile(r"[^\W_]+")
_FLAGS = re.IGNORECASE
_PART = re.compile(
    rf"(?:the{GAP}|in{GAP}|at{GAP})?(?:(early|mid|late)(?:{GAP}in{GAP}|{GAP}|[-–])(?:the{GAP})?"
    rf"|(beginning|start|middle|end|first{GAP}half|second{GAP}half){GAP}of{GAP}(?:the{GAP})?)(?=\w)",
    _FLAGS,
)
_SINCE = re.compile(
    rf"(?:ever{GAP})?since{GAP}(?:about{GAP}|around{GAP}|at{GAP}least{GAP}|the{GAP})?(?=\w)", _FLAGS
)
_SINCE_CLAUSE = re.compile(
    r"(?<!\byears )(?<!\byear )(?<!\bmonths )\bsince[\s\u00a0][^.,;:!?\n]{1,120}$", _FLAGS
)
_SINCE_BEGUN = re.compile(
    r"(?<!\byears )(?<!\byear )(?<!\bmonths )\bsince[\s\u00a0][^.;:!?\n]{1,120}"
    r"\b(?:began|started|erupted|broke out)[\s\u00a0](?:on[\s\u00a0]|in[\s\u00a0])?$", _FLAGS)  # fmt: skip
_FROM = re.compile(rf"(from|between){GAP}(?:the{GAP})?(?=\w)", _FLAGS)
_TO = re.compile(
    rf"(?:[\s\u00a0]{{0,3}}[-–—][\s\u00a0]{{0,3}}|,?{GAP}(?:to|until|till|through){GAP}(?:the{GAP})?)(?=\w)",
    _FLAGS,
)
_AND = re.compile(rf",?{GAP}and{GAP}(?=\w)", _FLAGS)
_LIMIT = re.compile(
    rf"(?<!-)\b(before|until|till|by|prior{GAP}to|ahead{GAP}of|after|following){GAP}$", _FLAGS
)
_LEADING = frozenset(
    (
        "the",
        "that",
        "this",
        "same",
        "last",
        "past",
        "next",
        "on",
        "over",
        "earlier",
        "later",
        "previous",
        "preceding",
        "coming",
        "in",
        "of",
        "during",
    )
)
_AFTER_LEAD = re.compile(
    rf"\w+{GAP}(?:the{GAP}|past{GAP}|last{GAP}|next{GAP}|same{GAP}|very{GAP}|of{GAP}|in{GAP}){{0,2}}"
    r"(?:day|night|morning|afternoon|evening|week|month|year|decade|century|past|last|next|previous|preceding|coming|"
    r"following|same|this|very|[a-z]*day\b|weekend|spring|summer|autumn|winter|fall|few|\d|"
    + "|".join(sorted({*NUMBERS, *(name for name in month_names() if name.isascii()), *WEEKDAYS, "a", "an"}))
    + r")", _FLAGS)  # fmt: skip
_TRIGGERS = (
    frozenset(name for name in month_names())
    | frozenset(re.split(r"[\s'’]", name)[0] for name in (*HOLIDAYS, "easter", "good"))
    | frozenset(("rabi", "jumada", "dhu", "dhul", "sha", "today", "tonight", "yesterday", "tomorrow", "overnight", "a", "an", "several"))
    | frozenset(WEEKDAYS) | frozenset(SEASONS) | NUMBERS | frozenset(ORDINALS) | _LEADING
    | frozenset(("since", "ever", "from", "between", "early", "mid", "late", "beginning", "start", "middle", "end", "first", "second"))
)  # fmt: skip
_COUNTED = re.compile(
    rf"\w+(?:-\w+)?{GAP}(?:minute|hour|day|night|week|month|year|decade|centur)", _FLAGS
)


_BEGAN = re.compile(
    rf"(?:(?P<many>\d{{1,3}}|[a-z]+){GAP}(?P<unit>day|week|month)s?{GAP}of{GAP}(?:[\w’'-]+{GAP}){{1,4}})?"
    rf"(?:that|which){GAP}(?:had{GAP})?(?:began|begun|started|erupted|broke{GAP}out){GAP}(?:on{GAP}|in{GAP})?$", _FLAGS)  # fmt: skip


class Dated(msgspec.Struct, frozen=True):
    """A date expression found in the text.

    Attributes:
        start, end: its words, prepositions left out ("since", "from" and "between" kept).
        when: its span in a report of what happened; basis "stated" when the words give it in full.
        future: its span beside a verb in the future ("will march on Friday").
        kind: "day", "weekday", "month", "year", "range", "relative", "season", "decade", "open"
            (since…), "anaphoric" ("two days later", "the same day").
        doubts: "ambiguous_day_month", "weekday_differs", "year_by_weekday", "weekday_from_context", "open_by_clause", "by_holiday",
            "anaphoric_to_event" ("two days after the attack"), "before", "after" (the words give
            a limit, not the day).
    """

    start: int
    end: int
    when: When
    future: When | None
    kind: str
    doubts: tuple[str, ...] = ()


def dates(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    day: date | None,
    reference: When | None = None,
) -> list[Dated]:
    """Date expressions of `text[start:end]`, in order, none overlapping.

    Args:
        day: dateline or day of publication; without it relative words do not resolve.
        reference: the span told last before `start`; what "two days later" and "that day" count
            from until the text gives another.
    """
    within = text if end is None or end >= len(text) else text[:end]
    found: list[Dated] = []
    at = max(start, 0)
    base = Base(day, reference)
    for match in _WORD.finditer(within, at):
        if match.start() < at:
            continue
        reading = _reading(within, match, base)
        if reading is None or reading.end <= match.start():
            continue
        at = reading.end
        if reading.when is None:
            continue
        dated = _placed(within, match.start(), reading, found[-1].end if found else start, day)
        if dated is None:
            continue
        found.append(dated)
        if dated.kind not in ("open", "decade") and dated.when.precision != "longer":
            base = Base(day, dated.when)
    return found


def only_day(text: str, stretches: Sequence[tuple[int, int]]) -> When | None:
    """The one day that the text states in full, with its year; None where it states several.

    What weekdays count from in a report whose day of publication is not known.
    """
    stated = {
        dated.when
        for start, end in stretches
        for dated in dates(text, start, end, day=None)
        if dated.kind == "day" and dated.when.basis == "stated" and dated.when.precision == "day"
    }
    return stated.pop() if len(stated) == 1 else None


def _reading(text: str, match: re.Match[str], base: Base) -> Reading | None:
    """The widest reading that starts at a word."""
    at, word = match.start(), match[0]
    if word[0].isdecimal():
        before = text[at - 1] if at else " "
        if before in "$€£#₹" or (at > 1 and before in ".,:/-–" and text[at - 2].isdecimal()):
            return None
        return _joined(text, at, base)
    low = word.lower()
    if low not in _TRIGGERS:
        return None
    if low in _LEADING and not _AFTER_LEAD.match(text, at):
        return None
    if low in ("a", "an", "several") or low in NUMBERS:
        return _joined(text, at, base) if _COUNTED.match(text, at) else None
    if low in ("since", "ever"):
        return _since(text, at, base)
    if low in ("from", "between"):
        return _from(text, at, base)
    return _joined(text, at, base)


def _point(text: str, at: int, base: Base) -> Reading | None:
    """One date, without what joins two."""
    part = _part(text, at, base)
    if part is not None:
        return part
    stated = calendar_date(text, at, base)
    told = relative_date(text, at, base)
    if stated is None or (told is not None and told.end > stated.end):
        return told
    return stated


def _joined(text: str, at: int, base: Base) -> Reading | None:
    """A date, or two joined as the ends of a span."""
    first = _point(text, at, base)
    if first is None or first.kind in ("range", "decade"):
        return first
    to = _TO.match(text, first.end)
    return (_ends(text, at, first, to.end(), base) if to else None) or first


def _ends(text: str, at: int, first: Reading, second_at: int, base: Base) -> Reading | None:
    """The span from the date at `at` to the date at `second_at`."""
    second = _point(text, second_at, base) if second_at < len(text) else None
    if (
        second is None
        or second.when is None
        or second.kind not in ("day", "weekday", "month", "year", "relative", "season")
    ):
        return None
    start = first
    if first.when is None or first.when.basis == "computed" or first.when.start > second.when.end:
        start = _point(text, at, Base(second.when.end, None)) or first
    if start.when is None or start.when.start > second.when.end:
        return None
    basis = (
        "stated"
        if first.when is not None and "stated" in (first.when.basis, second.when.basis)
        else "computed"
    )
    when = span(start.when.start, second.when.end, "stated" if basis == "stated" else "computed")
    future = None
    if (
        first.future is not None
        and second.future is not None
        and first.future.start <= second.future.end
    ):
        future = span(first.future.start, second.future.end)
    return Reading(second.end, when, future or when, "range", first.doubts + second.doubts)


def _from(text: str, at: int, base: Base) -> Reading | None:
    """From March to May; between Monday and Wednesday; between 2014 and 2016."""
    match = _FROM.match(text, at)
    if match is None:
        return None
    whole = calendar_date(text, match.end(), base)
    if whole is not None and whole.kind == "range":
        return whole
    first = _point(text, match.end(), base)
    if first is None:
        return _day_alone(text, match, base)
    link = (_AND if match[1].lower() == "between" else _TO).match(text, first.end)
    return _ends(text, match.end(), first, link.end(), base) if link else None


_BARE_DAY = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:{GAP}(?:and|to|until|through){GAP}|[-–])(?=\d{{1,2}}\D)",
    _FLAGS,
)


def _day_alone(text: str, match: re.Match[str], base: Base) -> Reading | None:
    """Between 3 and 5 June: read as 3-5 June by the calendar."""
    if not _BARE_DAY.match(text, match.end()):
        return None
    reading = calendar_date(text, match.end(), base)
    return reading if reading is not None and reading.kind == "range" else None


def _since(text: str, at: int, base: Base) -> Reading | None:
    match = _SINCE.match(text, at)
    inner = _point(text, match.end(), base) if match else None
    if inner is None:
        return None
    return _open(inner, base.day)


def _open(inner: Reading, day: date | None, doubts: tuple[str, ...] = ()) -> Reading:
    """From the date to the day of publication."""
    if inner.when is None or day is None or inner.when.start > day:
        return Reading(inner.end, None, None, "open", inner.doubts)
    when = span(inner.when.start, day)
    return Reading(inner.end, when, when, "open", inner.doubts + doubts)


def _part(text: str, at: int, base: Base) -> Reading | None:
    """Early January, mid-2019, the end of last month."""
    match = _PART.match(text, at)
    if match is None:
        return None
    inner = calendar_date(text, match.end(), base) or relative_date(text, match.end(), base)
    if inner is None or inner.kind not in ("month", "year", "relative", "decade", "season"):
        return None
    word = (match[1] or match[2]).lower()
    part = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(word, word)
    part = "first" if part.startswith("first") else "second" if part.startswith("second") else part
    return Reading(
        inner.end,
        _narrowed(inner.when, part),
        _narrowed(inner.future, part),
        inner.kind,
        inner.doubts,
    )


def _narrowed(when: When | None, part: str) -> When | None:
    """The part of a whole month (to the 10th, 10th to 20th, from the 20th) or year (thirds)."""
    if when is None:
        return None
    start, end = when.start, when.end
    if start.day != 1 or end.day != month_end(end.year, end.month):
        return when
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        cuts = {
            "early": (1, 10),
            "mid": (10, 20),
            "late": (20, end.day),
            "first": (1, 15),
            "second": (15, end.day),
        }
        first, last = cuts[part]
        return span(start.replace(day=first), start.replace(day=last), when.basis)
    if months == 12:
        cuts = {"early": (0, 4), "mid": (3, 9), "late": (8, 12), "first": (0, 6), "second": (6, 12)}
        first, last = cuts[part]
        return span(months_on(start, first), shifted(months_on(start, last), -1), when.basis)
    return when


def _last(begun: re.Match[str], first: When) -> When | None:
    """Two weeks of unrest that began on the 3rd: as many days from that day."""
    many = amount(begun["many"]) if begun["many"] else None
    if many is None or first.precision != "day":
        return None
    unit = begun["unit"].lower()
    return span(first.start, shifted(stepped(first.start, unit, many), -1))


def _placed(text: str, at: int, reading: Reading, before: int, day: date | None) -> Dated | None:
    """The reading with its words, and with what the words before it make of it."""
    if reading.when is None:
        return None
    doubts = reading.doubts
    window = max(before, at - 130)
    clause = None
    if reading.kind != "open":
        clause = _SINCE_CLAUSE.search(text, window, at) or _SINCE_BEGUN.search(text, window, at)
    if clause is not None and day is not None and reading.when.start <= day:
        opened = _open(reading, day, ("open_by_clause",))
        if opened.when is not None:
            return Dated(
                clause.start(), reading.end, opened.when, opened.future, "open", opened.doubts
            )
    begun = _BEGAN.search(text, max(before, at - 90), at)
    if begun is not None and reading.kind in ("day", "weekday", "month"):
        lasted = _last(begun, reading.when)
        if lasted is not None:
            return Dated(begun.start(), reading.end, lasted, lasted, "range", doubts)
        return Dated(
            at, reading.end, reading.when, reading.future, reading.kind, (*doubts, "after")
        )
    limit = _LIMIT.search(text, max(before, at - 12), at)
    if limit is not None:
        doubts = (*doubts, "after" if limit[1].lower() in ("after", "following") else "before")
    return Dated(at, reading.end, reading.when, reading.future, reading.kind, doubts)
