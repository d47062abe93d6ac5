"""Whether a figure counts people: by what stands after it, and by what makes it something else.

Ages, dates, years, times, money, shares, addresses, labels ("Act 144", "AK-47"), scores and
telephone numbers count no people. Where neither a noun for people nor anything else stands there,
the answer is None: whoever has the syntax decides.
"""

from typing import NamedTuple

from gavah.claims.english.calendars import month_names
from gavah.claims.english.figures import Figure
from gavah.claims.english.numerals import TEENS, TENS, UNITS
from gavah.claims.english.phrases import words
from gavah.claims.english.tokens import DASHES, HYPHENS, Token, touching

PEOPLE = words("english/people_nouns")
COLLECTIVES = words("english/people_nouns", "collective")
_UNITS, _THINGS = words("english/not_people", "unit"), words("english/not_people", "thing")
_LABELS, _AGES = words("english/not_people", "label"), words("english/not_people", "age")
_MONEY, _STREETS = words("english/not_people", "money"), words("english/not_people", "street")
_OTHER_MONTHS = frozenset(
    name
    for name, month in month_names().items()
    if month.calendar != "gregorian" or not name.isascii()
)
_TOLLS = words("english/not_people", "toll")
_STOPS = words("english/function_words", "stop")
_AUXILIARIES = words("english/function_words", "auxiliary")
_PARTICIPLES = words("english/function_words", "participle")
_MONTHS, _MAYBE_MONTHS = words("english/months", "plain"), words("english/months", "also_word")
_OF_YEARS = words("english/function_words", "before_year", "before_any_year")
_HARD_YEARS = words("english/function_words", "before_any_year")
_HEDGING = frozenset(("plus", "odd", "ish", "strong"))
_ENDS = _STOPS | _AUXILIARIES | frozenset((*UNITS, *TEENS, *TENS))
_REACH = 5
_OLDEST = 115


class Whom(NamedTuple):
    """What a figure counts.

    Attributes:
        people: True, False, or None where it cannot be told.
        noun: index of the first token of the noun for people, and the index after its last.
        doubts: codes.
    """

    people: bool | None
    noun: tuple[int, int] | None = None
    doubts: tuple[str, ...] = ()


_NOT = Whom(False)


def noun_after(row: list[Token], at: int) -> Whom:
    """The noun for people within a noun phrase that goes on at token `at`."""
    reach, stop = min(at + _REACH, len(row)), at
    if at < len(row) and row[at].low == "of":
        stop, reach = at + 1, min(reach + 2, len(row))
        if stop < len(row) and row[stop].low in (
            "the",
            "their",
            "his",
            "her",
            "its",
            "these",
            "those",
            "our",
        ):
            stop += 1
    while stop < reach:
        token = row[stop]
        old = _years_old(row, stop)
        if old:
            after = noun_after(row, old)
            return after if after.people else Whom(True, (stop, old))
        if token.text == "(" and stop > at:
            close = next(
                (k for k in range(stop, min(stop + 5, len(row))) if row[k].text == ")"), None
            )
            if close is None:
                return Whom(None)
            stop, reach = close + 1, min(close + 3, len(row))
            continue
        if token.kind != "word":
            hyphen = token.text in HYPHENS or token.text in "'’\"“”‘"
            if not hyphen:
                return Whom(None)
        elif _is_person(token.low):
            return _headed(row, stop)
        elif token.low in _THINGS or token.low in _UNITS:
            return _NOT
        elif token.low in _ENDS:
            return Whom(None)
        stop += 1
    return Whom(None)


def _headed(row: list[Token], at: int) -> Whom:
    """The run of nouns for people from `at`, unless a thing heads it ("police stations")."""
    stop = at + 1
    while stop < len(row) and _is_person(row[stop].low):
        stop += 1
    after = row[stop] if stop < len(row) else None
    if after is None:
        return Whom(True, (at, stop))
    if after.low in _THINGS:
        return _NOT
    if after.text in HYPHENS and touching(row[stop - 1], after):
        return noun_after(row, stop + 2) if stop + 2 < len(row) else Whom(None)
    if after.kind != "word" or after.low in _STOPS | _AUXILIARIES | _PARTICIPLES:
        return Whom(True, (at, stop))
    verb = after.low.endswith(("ed", "ing", "ly")) and _plural(row[stop - 1].low)
    further = Whom(None) if verb else noun_after(row, stop)
    if further.people and further.noun is not None and further.noun[0] < stop + 3:
        return Whom(True, (at, further.noun[1]))
    if _plural(row[stop - 1].low) or after.low.endswith(("ed", "ing", "ly")):
        return Whom(True, (at, stop))
    return Whom(None, (at, stop))


def of_several(row: list[Token], told: Whom) -> bool:
    """Whether the noun is one word for several people: "three families" counts no people."""
    return told.noun is not None and row[told.noun[1] - 1].low in COLLECTIVES


def _is_person(low: str) -> bool:
    """Whether the word is a noun for people, listed or by its ending ("Tunisians", "tribesmen")."""
    return (low in PEOPLE or low.endswith(("ians", "smen", "women"))) and low not in _PARTICIPLES


def _plural(low: str) -> bool:
    return low.endswith(("s", "men", "people", "children", "women", "personnel", "staff", "dead"))


def _years_old(row: list[Token], at: int) -> int | None:
    """The index after "14-year-old" or "14 year old" whose number stands at `at`."""
    step, parts = at + 1, 0
    if row[at].kind == "mark":
        return None
    while step < len(row) and parts < 2:
        low = row[step].low
        if low not in HYPHENS:
            wanted = ("year", "years", "month", "months") if parts == 0 else ("old", "olds")
            if low not in wanted:
                return None
            parts += 1
        step += 1
    return step if parts == 2 else None


def whom(row: list[Token], start: int, found: Figure) -> Whom:
    """What the figure counts; `start` is the index of the first token of its hedges."""
    first, stop = found.first, found.stop
    before = row[start - 1] if start else None
    lead = row[first - 1] if first else None
    after = row[stop] if stop < len(row) else None
    if found.kind in ("score", "fraction"):
        return _NOT
    if after is not None and after.low in _PARTICIPLES and found.kind not in ("ordinal", "group"):
        if _is_year(row, start, found):
            return _NOT
        named = noun_after(row, stop + 1)  # "three detained militants"
        if named.people and named.noun is not None and named.noun[0] == stop + 1:
            return named
        return Whom(True, (stop, stop + 1))
    if _labelled(row, first, stop) or _in_digits(row, first, stop):
        return _NOT
    if (
        before is not None
        and before.low in ("and", "or")
        and start > 2
        and row[start - 2].kind == "digits"
        and row[start - 3].low in _AGES
    ):
        return _NOT  # "aged 15 and 17"
    if (before is not None and (before.low in _AGES or before.low in _MONEY)) or (
        lead is not None
        and (lead.low in _MONEY or (lead.text == "." and first > 1 and row[first - 2].low == "rs"))
    ):
        return _NOT
    if after is not None and _unit(row, stop):
        return _NOT
    if (
        _of_month(row, first, stop)
        or _appositive_age(row, start, found)
        or _address(row, first, found)
    ):
        return _NOT
    if _is_year(row, start, found):
        return _NOT
    told = noun_after(row, stop)
    if of_several(row, told) and (after is None or after.text not in HYPHENS):
        return _NOT
    if told.people is not None:
        return told
    if found.kind == "group":
        of = after is not None and after.low == "of"
        return told if of or row[stop - 1].low == "both" else Whom(True)
    if found.kind == "ordinal":
        return told
    if _of_toll(row, start) or _is_subject(row, stop):
        return Whom(True)
    if found.plain and found.value is not None and 1900 <= found.value <= 2100:
        return Whom(None, None, ("year_or_count",))
    return told


def _unit(row: list[Token], stop: int) -> bool:
    """Whether a unit or a modifying compound follows ("12 km", "three-day", "5 p.m.")."""
    after = row[stop]
    if after.text in HYPHENS and stop + 1 < len(row) and touching(row[stop - 1], after):
        compound = row[stop + 1]
        counted = compound.low in PEOPLE or compound.low in _PARTICIPLES or compound.low in _HEDGING
        return touching(after, compound) and compound.kind == "word" and not counted
    if after.low in ("a", "p") and stop + 2 < len(row) and row[stop + 1].text == ".":
        return row[stop + 2].low == "m"
    if after.low in _UNITS:
        short = len(after.low) <= 2 and after.kind == "word"
        return not short or after.text.islower() or after.low in ("am", "pm", "km")
    return after.low in _THINGS and (stop + 1 >= len(row) or row[stop + 1].low not in PEOPLE)


def _labelled(row: list[Token], first: int, stop: int) -> bool:
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


def _in_digits(row: list[Token], first: int, stop: int) -> bool:
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
        if after.kind == "word" and after.low not in PEOPLE | _PARTICIPLES | {"dead"}:
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


def _of_month(row: list[Token], first: int, stop: int) -> bool:
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
        told = noun_after(row, stop)
        return not (told.people and told.noun and told.noun[0] == stop)
    if len(row[first].text) != 4:
        return False
    day = first - 2 if first and row[first - 1].text == "," else first - 1
    return day > 0 and row[day].kind == "digits" and (_month_at(row, day - 1))


def _auxiliary_may(row: list[Token], at: int) -> bool:
    return row[at].low == "may" and at + 1 < len(row) and row[at + 1].low in ("have", "be", "not")


def _is_year(row: list[Token], start: int, found: Figure) -> bool:
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
    if before.low in _OF_YEARS:
        return 1300 <= value <= 2100 and not counted
    if before.low in ("the", "this", "that", "at", "'s", "annual"):
        return not counted and (1800 <= value <= 2100 or before.low == "at")
    return before.text in "(/" and 1800 <= value <= 2100 and not counted


def _appositive_age(row: list[Token], start: int, found: Figure) -> bool:
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


def _address(row: list[Token], first: int, found: Figure) -> bool:
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


def _of_toll(row: list[Token], start: int) -> bool:
    """Whether a sum of people leads up to it: "the death toll rose to", "a total of"."""
    for step in range(start - 1, max(start - 8, -1), -1):
        token = row[step]
        if token.low in _TOLLS:
            return row[start - 1].low in (
                "to",
                "at",
                "of",
                "is",
                "was",
                "stood",
                "reached",
                "as",
                "from",
                ":",
                "by",
            )
        if token.kind != "word" and token.text not in HYPHENS and token.text != ":":
            return False
    return False


def _is_subject(row: list[Token], stop: int) -> bool:
    """Whether a bare figure is followed as people are: "21 were killed", "12 the number of"."""
    low = [row[at].low if at < len(row) else "" for at in range(stop, stop + 4)]
    if low[0] in ("the", "its", "their") and any(word in _TOLLS for word in low[1:]):
        return True
    if low[0] in _AUXILIARIES:
        return any(word in _PARTICIPLES for word in low) or low[0] in (
            "died",
            "die",
            "perished",
            "survived",
        )
    return low[0] in ("others", "more") or (
        low[0] == "of" and low[1] in ("them", "those", "whom", "us")
    )
