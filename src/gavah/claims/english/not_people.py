"""What makes a figure something other than people: age, date, year, time, unit, label, address.

Each answers for a figure at a place among the tokens; `whom` asks them in turn.
"""

from gavah.claims.english.calendars import month_names
from gavah.claims.english.figures import Figure
from gavah.claims.english.people_nouns import PARTICIPLES, PEOPLE, THINGS, UNITS, noun_after
from gavah.claims.english.phrases import words
from gavah.claims.english.tokens import DASHES, HYPHENS, Token, touching

_LABELS, _STREETS = words("english/not_people", "label"), words("english/not_people", "street")
AGES = words("english/not_people", "age")
_OTHER_MONTHS = frozenset(
    name
    for name, month in month_names().items()
    if month.calendar != "gregorian" or not name.isascii()
)
_MONTHS, _MAYBE_MONTHS = words("english/months", "plain"), words("english/months", "also_word")
_OF_YEARS = words("english/function_words", "before_year", "before_any_year")
_HARD_YEARS = words("english/function_words", "before_any_year")
_HEDGING = frozenset(("plus", "odd", "ish", "strong"))
_MOVED = words("english/quantifiers", "moved")
_OLDEST = 115
_COUNTED = PEOPLE | PARTICIPLES


def has_unit(row: list[Token], stop: int) -> bool:
    """Whether a unit or a modifying compound follows ("12 km", "three-day", "5 p.m.")."""
    after = row[stop]
    if after.text in HYPHENS and stop + 1 < len(row) and touching(row[stop - 1], after):
        compound = row[stop + 1]
        counted = compound.low in PEOPLE or compound.low in PARTICIPLES or compound.low in _HEDGING
        return touching(after, compound) and compound.kind == "word" and not counted
    if after.low in ("a", "p") and stop + 2 < len(row) and row[stop + 1].text == ".":
        return row[stop + 2].low == "m"
    if after.low in UNITS:
        short = len(after.low) <= 2 and after.kind == "word"
        return not short or after.text.islower() or after.low in ("am", "pm", "km")
    return after.low in THINGS and (stop + 1 >= len(row) or row[stop + 1].low not in PEOPLE)


def is_label(row: list[Token], first: int, stop: int) -> bool:
    """Whether the figure is a label: "Act 144", "No. 5", "AK-47", "MH17"."""
    if first == 0 or row[first].kind != "digits":
        return False
    lead = row[first - 1]
    if touching(lead, row[first]):
        if lead.kind == "word":
            return True
        if lead.text in HYPHENS:
            return first > 1 and row[first - 2].kind == "word" and touching(row[first - 2], lead)
        if lead.text in "#№§+/=&@_":
            return True
    people = stop < len(row) and row[stop].low in PEOPLE
    if lead.low == "no" or _listed(row, first, stop):
        return True
    if lead.text == "." and first > 1:
        return f"{row[first - 2].low}." in _LABELS and touching(row[first - 2], lead) and not people
    return lead.low in _LABELS and not people


def _listed(row: list[Token], first: int, stop: int) -> bool:
    """Whether it numbers a paragraph: a figure alone between the ends of two sentences."""
    return row[first - 1].text in (".", "]") and stop + 1 < len(row) and row[stop].text == "."


def goes_on_in_digits(row: list[Token], first: int, stop: int) -> bool:
    """Whether the digits go on: times, fractions, versions, long numbers without separators."""
    if row[first].kind != "digits":
        return False
    after = row[stop] if stop < len(row) else None
    if (after is not None and after.low in ("x", "×")) or (
        first and row[first - 1].low in ("x", "×")
    ):
        return True  # a size: 728 x 90
    if after is not None and touching(row[stop - 1], after):
        if (
            (after.text in ":/" or after.text in DASHES)
            and stop + 1 < len(row)
            and row[stop + 1].kind == "digits"
        ):
            return True
        if after.kind == "word" and after.low not in _COUNTED:
            return True
    if (
        first
        and (row[first - 1].text in ":/" or row[first - 1].text in DASHES)
        and touching(row[first - 1], row[first])
    ):
        return first > 1 and row[first - 2].kind == "digits"
    return len(row[first].text) >= 7 and row[first].text.isdigit()


def _month_at(row: list[Token], at: int) -> bool:
    if not 0 <= at < len(row):
        return False
    if row[at].text == "." and at and touching(row[at - 1], row[at]):
        at -= 1
    token = row[at]
    return (
        token.low in _MONTHS
        or token.low in _OTHER_MONTHS
        or (token.low in _MAYBE_MONTHS and token.text[:1].isupper())
    )


def is_of_month(row: list[Token], first: int, stop: int) -> bool:
    """Whether a month stands beside it: "3 June", "the 3rd of June", "June 3", "June 2019"."""
    if row[first].kind != "digits" or len(row[first].text) > 4:
        return False
    after = stop + 1 if stop < len(row) and row[stop].low == "of" else stop
    if (
        stop + 2 < len(row)
        and (row[stop].low in ("and", "or", "to") or row[stop].text in DASHES)
        and row[stop + 1].kind == "digits"
        and len(row[first].text) <= 2
        and _month_at(row, stop + 2)
    ):
        return True  # "10 and 11 September"
    if _month_at(row, after) and len(row[first].text) <= 2 and not _auxiliary_may(row, after):
        return True
    if _month_at(row, first - 1):
        if stop < len(row) and row[stop].low in _ENDS_OF_ONE:
            return True  # "the June 30 death of"
        told = noun_after(row, stop)
        return not (told.people and told.noun and told.noun[0] == stop)
    if len(row[first].text) != 4:
        return False
    day = first - 2 if first and row[first - 1].text == "," else first - 1
    return day > 0 and row[day].kind == "digits" and (_month_at(row, day - 1))


def _auxiliary_may(row: list[Token], at: int) -> bool:
    return row[at].low == "may" and at + 1 < len(row) and row[at + 1].low in ("have", "be", "not")


_ENDS_OF_ONE = frozenset({"death", "killing", "homicide", "murder", "slaying", "assassination"})


def is_year(row: list[Token], start: int, found: Figure) -> bool:
    """Whether it is a year: by the words before it, unless a noun for people follows it."""
    if not found.plain:
        return False
    value = found.value if found.value is not None else found.said.low if found.said else None
    if value is None or not 1000 <= value <= 2200:
        return False
    if start < found.first and found.kind != "moved":
        return row[start].low == "between" and 1800 <= value <= 2100
    before = row[start - 1] if start else None
    told = noun_after(row, found.stop)
    counted = told.people and told.noun is not None and told.noun[0] == found.stop
    if before is None:
        return 1800 <= value <= 2100 and not counted
    if found.kind == "moved":
        return 1800 <= value <= 2100 and not counted
    if before.low in _HARD_YEARS or (
        before.text in DASHES and row[start - 2 : start - 1] and row[start - 2].low == "mid"
    ):
        return 1300 <= value <= 2100
    if before.low == "to" and start > 1 and row[start - 2].low in _MOVED:
        return False  # "has gone up to 1587"
    if before.low in _OF_YEARS:
        return 1300 <= value <= 2100 and not counted
    if before.low in ("the", "this", "that", "at", "'s", "annual"):
        return not counted and (1800 <= value <= 2100 or before.low == "at")
    return before.text in "(/" and 1800 <= value <= 2100 and not counted


def is_age_of_name(row: list[Token], start: int, found: Figure) -> bool:
    """Whether it is the age in "Smith, 34, …" or "Jane Smith (34)"."""
    if start > 2 and row[start - 1].text == "(" and row[found.stop : found.stop + 1] != []:
        names = row[start - 3], row[start - 2]
        return (
            row[found.stop].text == ")"
            and 0 < (found.value or 0) <= _OLDEST
            and all(name.kind == "word" and name.text[0].isupper() for name in names)
        )
    if start != found.first or found.stop - found.first > 3 or start < 2 or found.value is None:
        return False
    if row[start - 1].low in ("both", "each") and row[start - 2].text == ",":
        ends = found.stop >= len(row) or row[found.stop].text in (",", ".", ";", ")")
        return ends and found.value <= _OLDEST  # "Ana Ruiz and Li Wei, both 14, were"
    if found.value > _OLDEST or row[start - 1].text != ",":
        return False
    name = row[start - 2]
    if name.kind != "word" or not name.text[:1].isupper():
        return False
    if found.stop >= len(row):
        return True
    after = row[found.stop]
    if after.text not in (",", ".", ";", ")") and after.text not in DASHES:
        return (
            after.low in ("and", "of", "from", "who")
            and row[start - 3 : start - 2] != []
            and (after.low != "of" and row[start - 3].text[:1].isupper())
        )
    follows = row[found.stop + 1].low if found.stop + 1 < len(row) else ""
    return follows not in ("including", "mostly", "among")


def is_address(row: list[Token], first: int, found: Figure) -> bool:
    """Whether a street follows in capitals: "16th Street", "12 Azadi Road"."""
    step = found.stop
    while step < min(found.stop + 4, len(row)):
        token = row[step]
        if token.kind != "word" or not token.text[:1].isupper():
            return False
        if token.low in PEOPLE:
            return False
        if (token.low in _STREETS and row[first].kind == "digits") or (
            token.low in _STREETS and found.kind == "ordinal"
        ):
            return (
                token.low not in ("way", "place", "drive", "court", "row")
                or not token.text.isupper()
            )
        step += 1
    return False
