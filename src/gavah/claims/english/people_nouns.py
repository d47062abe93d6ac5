"""The noun for people that a figure counts: past adjectives, names and ages, not past a verb.

Units and things end the search ("two police stations" are no people); where a noun for people may
only modify what follows ("a student protest"), the answer is None with the noun.
"""

from typing import NamedTuple

from gavah.claims.english.numerals import TEENS, TENS
from gavah.claims.english.numerals import UNITS as DIGITS
from gavah.claims.english.phrases import words
from gavah.claims.english.tokens import HYPHENS, Token, touching

PEOPLE = words("english/people_nouns")
COLLECTIVES = words("english/people_nouns", "collective")
UNITS, THINGS = words("english/not_people", "unit"), words("english/not_people", "thing")
AUXILIARIES = words("english/function_words", "auxiliary")
PARTICIPLES = words("english/function_words", "participle")
STOPS = words("english/function_words", "stop")
_ENDS = STOPS | AUXILIARIES | frozenset((*DIGITS, *TEENS, *TENS))
_REACH = 5


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


NOT_PEOPLE = Whom(False)


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
        elif token.low in THINGS or token.low in UNITS:
            if not _said_of_people(row, stop):
                return NOT_PEOPLE
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
    if after.low in THINGS and not _said_of_people(row, stop):
        return NOT_PEOPLE
    if after.text in HYPHENS and touching(row[stop - 1], after):
        return noun_after(row, stop + 2) if stop + 2 < len(row) else Whom(None)
    if after.kind != "word" or after.low in STOPS | AUXILIARIES | PARTICIPLES:
        return Whom(True, (at, stop))
    verb = after.low.endswith(("ed", "ing", "ly")) and _plural(row[stop - 1].low)
    further = Whom(None) if verb else noun_after(row, stop)
    if further.people and further.noun is not None and further.noun[0] < stop + 3:
        return Whom(True, (at, further.noun[1]))
    if _plural(row[stop - 1].low) or after.low.endswith(("ed", "ing", "ly")):
        return Whom(True, (at, stop))
    return Whom(None, (at, stop))


def _said_of_people(row: list[Token], at: int) -> bool:
    """ "10 union members", "three bank guards": a thing that only says which people."""
    thing, after = row[at].low, row[at + 1].low if at + 1 < len(row) else ""
    return (
        thing in THINGS
        and not thing.endswith("s")
        and _is_person(after)
        and _plural(after)
        and after not in COLLECTIVES
    )


def of_several(row: list[Token], told: Whom) -> bool:
    """Whether the noun is one word for several people: "three families" counts no people."""
    return told.noun is not None and row[told.noun[1] - 1].low in COLLECTIVES


def _is_person(low: str) -> bool:
    """Whether the word is a noun for people, listed or by its ending ("Tunisians", "tribesmen")."""
    return (low in PEOPLE or low.endswith(("ians", "smen", "women"))) and low not in PARTICIPLES


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
