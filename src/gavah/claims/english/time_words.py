"""What the readers of relative dates share: numbers and units as patterns, and steps back and on."""

import re
from datetime import date

from gavah.claims.english.figure_dates import GAP
from gavah.claims.english.numerals import TEENS, TENS, UNITS, numeral
from gavah.claims.english.spans import months_on, shifted, span, stepped, whole
from gavah.claims.english.tokens import tokens
from gavah.model.when import When
from gavah.resources import load

NUMBERS = frozenset(word for word in (*UNITS, *TEENS, *TENS) if word != "zero")
N = r"(an?|one|[a-z]+(?:-[a-z]+)?|\d{1,4}|several|few)"
U = r"(minute|hour|day|night|week|month|year|decade|centurie|century)s?\b"
PART = rf"(?:{GAP}(?:morning|afternoon|evening|night|midday|noon|lunchtime|dawn|dusk|midnight))?"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of words in any case."""
    return re.compile(pattern, re.IGNORECASE)


def table(kind: str) -> dict[str, int]:
    """The words of time of a kind, with their numbers."""
    return {
        word: value
        for row in load("english/times")
        if row["kind"] == kind
        for word, value in row["words"].items()
    }


def alternatives(words: dict[str, int]) -> str:
    """A pattern for any of the words, longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(word.replace("'", "['’]") for word in ordered)


def amount(words: str) -> int | None:
    """The whole number of "a", "two", "twenty-one", "14"; None for "several"."""
    low = words.lower()
    if low in ("a", "an", "one"):
        return 1
    row = tokens(low)
    found = numeral(row, 0) if row else None
    return found.value if found is not None and found.stop == len(row) else None


def one_day(day: date) -> When:
    """The span of one day."""
    return span(day, day)


def back(day: date, unit: str, many: int, direction: int) -> When:
    """The day, week, month or year so far from the day; a decade is five years either way."""
    if unit in ("minute", "hour"):
        return span(shifted(day, direction * -(-many // (24 if unit == "hour" else 1440))), day)
    if unit in ("day", "night"):
        return one_day(shifted(day, direction * many))
    if unit in ("decade", "centurie", "century"):
        months = many * (120 if unit == "decade" else 1200)
        there = months_on(day, direction * months)
        return span(months_on(there, -60), months_on(there, 60))
    return span(
        *whole(stepped(day if unit == "week" else day.replace(day=1), unit, direction * many), unit)
    )
