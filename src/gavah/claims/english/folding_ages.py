"""Ages of several, set after who they are: ", ages 20 and 31,", "aged 3 months to 10 years", ", both 35,".

The parser does not see them: it takes "ages" for a verb and their "and" for the list's own.
"""

from collections.abc import Sequence

from gavah.claims.english.folding_names import Aside
from gavah.claims.english.numerals import TEENS, UNITS
from gavah.claims.english.people_nouns import PEOPLE

OLDEST = 115
UNITS_OF_AGE = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days"})
NUMBERS = frozenset((*UNITS, *TEENS, "twenty"))
_LEADS = frozenset({"age", "aged", "ages"})
_ALL = frozenset({"both", "all"})
_LINKS = frozenset(("to", "and", "or", "-", "‐", "‑", "–", ",", "through"))
_GOES_ON = frozenset({"and", "a", "an", "&", "his", "her", "their"})


def ages(
    words: Sequence[int],
    at: int,
    texts: Sequence[str],
    lows: Sequence[str],
    aside: dict[int, Aside],
) -> int:
    """How many words the ages that start here take; 0 where none do or they dress no people.

    Args:
        words: indexes of the tokens that are no blanks.
        at: which of them the ages would start at: a comma, a bracket or the word "ages".
    """
    if at == 0 or not _someone(texts[words[at - 1]]):
        return 0
    row = [lows[i] for i in words[at : at + 16]]
    stop = 1 if row[0] in {",", "("} else 0
    led = row[stop : stop + 1]
    if not led or (led[0] not in _LEADS and led[0] not in _ALL):
        return 0
    several = led[0] in _ALL
    stop += 2 if row[stop + 1 : stop + 2] and row[stop + 1] in _LEADS | {"between", "from"} else 1
    numbers, stop = _numbers(row, stop)
    if not numbers or (several and numbers > 1):
        return 0
    if row[stop : stop + 1] == ["old"]:
        stop += 1
    close = row[stop] if stop < len(row) else "."
    if row[0] == "(":
        if close != ")":
            return 0
        stop += 1
    elif row[0] == ",":
        if close not in {",", ".", ";"}:
            return 0
        after = texts[words[at + stop + 1]] if at + stop + 1 < len(words) else ""
        goes_on = after.lower() in _GOES_ON or after[:1].isupper() or after.isdecimal()
        stop += 1 if close == "," and not goes_on else 0
    elif several:
        return 0
    for i in words[at : at + stop]:
        number = lows[i] in NUMBERS or lows[i].isdecimal()
        aside[i] = Aside(words[at - 1], *(("NUM", "CD") if number else ("PUNCT", ",")), "appos")
    return stop


def _numbers(row: Sequence[str], stop: int) -> tuple[int, int]:
    """How many ages follow, linked, and where they end."""
    found = 0
    while stop < len(row) and _is_age(row[stop]):
        found += 1
        stop += 1
        if stop < len(row) and row[stop] in UNITS_OF_AGE:
            stop += 1
        link = stop
        while link < len(row) and row[link] in _LINKS and link - stop < 2:
            link += 1
        if link == stop or link >= len(row) or not _is_age(row[link]):
            break
        stop = link
    return found, stop


def _is_age(low: str) -> bool:
    return low in NUMBERS or (low.isdecimal() and int(low) <= OLDEST)


def _someone(text: str) -> bool:
    return text.lower() in PEOPLE or text[:1].isupper()


def children_of(words: Sequence[int], at: int, lows: Sequence[str], aside: dict[int, Aside]) -> int:
    """How many words "of two" after "mother" takes; 0 where it starts nothing of the kind."""
    if at == 0 or lows[words[at - 1]] not in _PARENTS:
        return 0
    row = [lows[i] for i in words[at : at + 3]]
    if len(row) < 2 or row[0] != "of" or not _is_age(row[1]):
        return 0
    if len(row) > 2 and row[2].isalpha() and row[2] not in _AFTER_PARENT:
        return 0  # "a mother of two girls"
    aside[words[at]] = Aside(words[at - 1], "ADP", "IN", "case")
    aside[words[at + 1]] = Aside(words[at - 1], "NUM", "CD", "nmod")
    return 2


_PARENTS = frozenset("mother father mom mum dad grandmother grandfather parent parents".split())
_AFTER_PARENT = frozenset(
    "and or was were is are has had who whose died in on at from with by to after said says".split()
)
