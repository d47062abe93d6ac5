"""Whether a figure counts people: by what stands after it, and by what makes it something else.

Ages, dates, years, times, money, shares, addresses, labels ("Act 144", "AK-47"), scores and
telephone numbers count no people. Where neither a noun for people nor anything else stands there,
the answer is None: whoever has the syntax decides.
"""

from gavah.claims.english.figures import Figure
from gavah.claims.english.not_people import (
    AGES,
    goes_on_in_digits,
    has_unit,
    is_address,
    is_age_of_name,
    is_label,
    is_of_month,
    is_year,
)
from gavah.claims.english.people_nouns import (
    AUXILIARIES,
    NOT_PEOPLE,
    PARTICIPLES,
    STOPS,
    Whom,
    noun_after,
    of_several,
)
from gavah.claims.english.phrases import words
from gavah.claims.english.tokens import HYPHENS, Token

_HARMS = words("english/function_words", "harms")
_MONEY, _TOLLS = words("english/not_people", "money"), words("english/not_people", "toll")


def whom(row: list[Token], start: int, found: Figure) -> Whom:
    """What the figure counts; `start` is the index of the first token of its hedges."""
    first, stop = found.first, found.stop
    before = row[start - 1] if start else None
    lead = row[first - 1] if first else None
    after = row[stop] if stop < len(row) else None
    if found.kind in ("score", "fraction"):
        return NOT_PEOPLE
    if _in_ages(row, start):
        return NOT_PEOPLE
    if after is not None and after.low in PARTICIPLES and found.kind not in ("ordinal", "group"):
        if is_year(row, start, found):
            return NOT_PEOPLE
        named = noun_after(row, stop + 1)  # "three detained militants"
        if named.people and named.noun is not None and named.noun[0] == stop + 1:
            return named
        return Whom(True, (stop, stop + 1))
    if is_label(row, first, stop) or goes_on_in_digits(row, first, stop):
        return NOT_PEOPLE
    if after is not None and after.text in HYPHENS and row[stop + 1 : stop + 2]:
        if row[stop + 1].low in {"and", "or", "to", ","}:
            return NOT_PEOPLE  # "their 6- and 10-year-old sons"
    if (before is not None and (before.low in AGES or before.low in _MONEY)) or (
        lead is not None
        and (lead.low in _MONEY or (lead.text == "." and first > 1 and row[first - 2].low == "rs"))
    ):
        return NOT_PEOPLE
    if after is not None and has_unit(row, stop):
        return NOT_PEOPLE
    if (
        is_of_month(row, first, stop)
        or is_age_of_name(row, start, found)
        or is_address(row, first, found)
    ):
        return NOT_PEOPLE
    if is_year(row, start, found):
        return NOT_PEOPLE
    if (
        after is not None
        and after.low == "in"
        and stop + 1 < len(row)
        and row[stop + 1].low in _WORTH
    ):
        return NOT_PEOPLE  # "millions in losses"
    told = Whom(None) if _is_time(row, stop) else noun_after(row, stop)
    if of_several(row, told) and (after is None or after.text not in HYPHENS):
        return NOT_PEOPLE
    if told.people is not None:
        return told
    if found.kind == "group":
        of = after is not None and after.low == "of"
        return told if of or row[stop - 1].low == "both" else Whom(True)
    if found.kind == "ordinal":
        return told
    if _of_toll(row, start) or _is_subject(row, stop) or _is_object(row, start, stop):
        return Whom(True)
    if found.plain and found.value is not None and 1900 <= found.value <= 2100:
        if after is not None and after.kind == "word" and after.text[0].isupper():
            return NOT_PEOPLE  # "the 2001 Harbour City attacks"
        return Whom(None, None, ("year_or_count",))
    return told


_WORTH = frozenset(
    "losses loss damage damages cash property revenue aid debt taxes fines dollars pesos rupees".split()
)
_BETWEEN_AGES = frozenset((",", "and", "or", "to", "of", "between", "from", "-", "–"))


def _in_ages(row: list[Token], start: int) -> bool:
    """ "Aged 15 and 17", "ages, 20 and 31", "between the ages of 11 and 15"."""
    for step in range(start - 1, max(start - 9, -1), -1):
        token = row[step]
        if token.low in AGES:
            return True
        age = token.kind == "digits" and len(token.text) < 4
        if not age and token.low not in _BETWEEN_AGES:
            return False
    return False


def _is_time(row: list[Token], stop: int) -> bool:
    """ "Rose to 215 last year": a bare figure, and when."""
    low = [row[at].low if at < len(row) else "" for at in (stop, stop + 1)]
    return low[0] in {"last", "this", "next", "previous"} and low[1] in {"year", "month", "week"}


def _of_toll(row: list[Token], start: int) -> bool:
    """Whether a sum of people leads up to it: "the death toll rose to", "a total of"."""
    for step in range(start - 1, max(start - 11, -1), -1):
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


def _is_object(row: list[Token], start: int, stop: int) -> bool:
    """Whether a bare figure is what a verb of harm befell: "killing four and injuring 17"."""
    if start == 0 or row[start - 1].low not in _HARMS:
        return False
    return stop >= len(row) or row[stop].kind == "mark" or row[stop].low in STOPS


def _is_subject(row: list[Token], stop: int) -> bool:
    """Whether a bare figure is followed as people are: "21 were killed", "12 the number of"."""
    low = [row[at].low if at < len(row) else "" for at in range(stop, stop + 4)]
    if low[0] in ("the", "its", "their") and any(word in _TOLLS for word in low[1:]):
        return True
    if low[0] in AUXILIARIES:
        return any(word in PARTICIPLES for word in low) or low[0] in (
            "died",
            "die",
            "perished",
            "survived",
        )
    return low[0] in ("others", "more") or (
        low[0] == "of" and low[1] in ("them", "those", "whom", "us")
    )
