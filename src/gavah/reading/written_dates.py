"""Days as people and pages write them: "2016-12-17T10:00Z", "December 17, 2016", "۲۶ آبان ۱۳۹۸".

Only whole days: a date without its day is None, and so is one that no calendar has ("February 31",
year 0). Numbers that could be day and month either way ("03/04/2016") are None: never guessed.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gavah.resources import load

EARLIEST, LATEST = 1900, 2100  # years a report can have been published in
_DIGITS = {ord(digit): str(n % 10) for n, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
_SOLAR = {
    name: 1 + n
    for n, names in enumerate(
        ("فروردین farvardin", "اردیبهشت ordibehesht", "خرداد khordad", "تیر tir",
         "مرداد امرداد mordad", "شهریور shahrivar", "مهر mehr", "آبان aban", "آذر azar",
         "دی dey", "بهمن bahman", "اسفند esfand")
    )
    for name in names.split()
}  # fmt: skip
_ARABIC = {
    name: 1 + n
    for n, names in enumerate(
        ("يناير ژانویه جانفي", "فبراير فوریه فيفري", "مارس", "أبريل ابريل آوریل أفريل نيسان",
         "مايو ماي مه أيار", "يونيو ژوئن جوان حزيران", "يوليو ژوئیه جويلية تموز",
         "أغسطس اوت اغسطس آب", "سبتمبر سپتامبر أيلول", "أكتوبر اکتبر اكتوبر",
         "نوفمبر نوامبر", "ديسمبر دسامبر")
    )
    for name in names.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day in words; year None where the words leave it out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def on(self, near: date | None = None) -> date | None:
        """The day; without a year, the latest such day up to a week after `near`."""
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        if near is None:
            return None
        latest = near + timedelta(days=7) if near < date.max - timedelta(days=7) else near
        for year in (latest.year, latest.year - 1):
            found = _day(year, self.month, self.day)
            if found is not None and found <= latest:
                return found
        return None


@cache
def _months() -> dict[str, int]:
    return {
        word: number
        for entry in load("english/months")
        if entry["language"] == "en"
        for word, number in entry["words"].items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    english = "|".join(sorted(_months(), key=lambda word: (-len(word), word)))
    other = "|".join(sorted([*_SOLAR, *_ARABIC], key=lambda word: (-len(word), word)))
    weekday = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    return re.compile(
        rf"(?<!\w)(?:"
        rf"(?P<iso>(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}}))(?!\d)"
        rf"|{weekday}(?P<mon2>{english})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"(?:(?:\s*,\s*|\s+)(?P<y2>\d{{4}})(?!\d))?(?!\w)"
        rf"|{weekday}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<mon3>{english})(?!\w)\.?"
        rf"(?:[\s,-]+(?P<y3>\d{{4}}|['’]?\d{{2}}(?=\s*(?:\(|-|–|—|$)))(?!\w))?"
        rf"|(?P<d4>\d{{1,2}})\s+(?P<mon4>{other})(?!\w)(?:[\s,،]+(?P<y4>\d{{4}}))?"
        rf"|(?P<d5>\d{{1,2}})[/.](?P<m5>\d{{1,2}})[/.](?P<y5>\d{{4}})(?!\w)"
        rf")",
        re.IGNORECASE,
    )


def find_date(text: str, start: int = 0, end: int | None = None) -> WrittenDate | None:
    """The first day written in that stretch of text."""
    stretch = text[start:end].translate(_DIGITS)
    for found in _pattern().finditer(stretch):
        written = _written(found, start)
        if written is not None:
            return written
    return None


def read_date(written: object) -> date | None:
    """The day that a field says, however sloppily written; None where it says no one day."""
    if isinstance(written, date):
        return written
    if isinstance(written, int) and not isinstance(written, bool):
        return _compact(str(written))
    if not isinstance(written, str):
        return None
    short = written.strip()[:100]
    if (compact := _compact(short[:8])) is not None and not short[8:9].isdigit():
        return compact
    found = find_date(short)
    return None if found is None else found.on()


def _compact(digits: str) -> date | None:
    if len(digits) == 8 and digits.isascii() and digits.isdigit():
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return None


def _written(found: re.Match[str], shift: int) -> WrittenDate | None:
    month, day, year = 0, 0, None
    if found["iso"]:
        year, month, day = int(found["y1"]), int(found["m1"]), int(found["d1"])
    elif found["mon2"]:
        month, day = _months()[found["mon2"].lower()], int(found["d2"])
        year = int(found["y2"]) if found["y2"] else None
    elif found["mon3"]:
        month, day = _months()[found["mon3"].lower()], int(found["d3"])
        year = _year(found["y3"])
    elif found["mon4"]:
        return _other(found, shift)
    elif found["d5"]:
        day, month, year = int(found["d5"]), int(found["m5"]), int(found["y5"])
        if day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    if year is not None and 1300 <= year <= 1450 and found["iso"]:
        return _solar(found, shift, year, month, day)
    if _day(year if year is not None else 2000, month, day) is None:
        return None
    return WrittenDate(found.start() + shift, found.end() + shift, year, month, day)


def _other(found: re.Match[str], shift: int) -> WrittenDate | None:
    name, day = found["mon4"].lower(), int(found["d4"])
    year = int(found["y4"]) if found["y4"] else None
    if name in _SOLAR:
        return None if year is None else _solar(found, shift, year, _SOLAR[name], day)
    if _day(year if year is not None else 2000, _ARABIC[name], day) is None:
        return None
    return WrittenDate(found.start() + shift, found.end() + shift, year, _ARABIC[name], day)


def _solar(found: re.Match[str], shift: int, year: int, month: int, day: int) -> WrittenDate | None:
    """A day of the Solar Hijri calendar, which counts from 622."""
    from persiantools.jdatetime import JalaliDate

    if not (1300 <= year <= 1450 and JalaliDate.check_date(year, month, day)):
        return None
    on = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return WrittenDate(found.start() + shift, found.end() + shift, on.year, on.month, on.day)


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    bare = digits.lstrip("'’")
    if len(bare) == 4:
        return int(bare)
    return 1900 + int(bare) if int(bare) > 50 else 2000 + int(bare)


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
