"""Names that stand in one list: "A, 28, of Ray, B and C", and those set right beside a noun."""

import re
from collections.abc import Sequence
from functools import cache

from gavah.claims.english.name_words import known_names
from gavah.claims.english.names import Named
from gavah.claims.english.passages import Passage, people
from gavah.resources import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WIDE = 60
_BESIDE = re.compile(
    r"\s*(?:,|:|;|—|–|--| - |\()?\s*(?:(?:later\s+)?(?:named|called|(?:identified|known)\s+as)\s+)?"
    r"(?:an?\s+)?(?:\d{1,3}[-‐ ]years?[-‐ ]olds?\s+)?"
)


def somebody(one: Named) -> bool:
    """Whether a name may be a person's: of several words where no list knows it."""
    return one.kind == "person" or (one.kind == "unknown" and " " in one.name)


def listed(passage: Passage, named: Sequence[Named], at: int) -> list[Named]:
    """The name at index `at` and those that follow it in one list."""
    row = [named[at]]
    for after in named[at + 1 :]:
        between = passage.text[row[-1].end : after.start]
        if _appositive(between):
            row.append(after)
            continue
        if len(between) > _WIDE or not re.search(r",|;|\band\b|&", between):
            break
        small = [word for word in _WORD.findall(between) if word[0].islower()]
        if not all(
            word in _between() or word in known_names().titles for word in small
        ) or re.search(r"[.:!?]\s", between):
            break
        row.append(after)
    return row


_APPOSITIVE = re.compile(
    r",\s+(?:\d{1,3},\s+)?(?:an?|the)\s(?P<who>[^,;.:!?]{3,60})[,;]\s*(?:and\s+)?(?:the\s)?"
)


def _appositive(between: str) -> bool:
    """ "A, a staff photographer, B": what somebody is, set off by commas."""
    told = _APPOSITIVE.fullmatch(between)
    if told is None:
        return False
    words = _WORD.findall(told["who"].lower())
    return any(word in people() for word in words) and not any(word in _VERBS for word in words)


_VERBS = frozenset("was were is are has have had said told who which".split())


def beside(passage: Passage, end: int) -> list[Named]:
    """The names set right after a noun that ends at `end`: "the victims, A and B, were"."""
    named = [one for one in passage.names if somebody(one)]
    for at, one in enumerate(named):
        if one.start >= end:
            if not _BESIDE.fullmatch(passage.text, end, one.start):
                break
            row = listed(passage, named, at)
            return [] if passage.text[row[-1].end : row[-1].end + 1] in {"'", "’"} else row
    return []


@cache
def _between() -> frozenset[str]:
    return frozenset(load("english/identified")["between"])
