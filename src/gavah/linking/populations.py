"""Which people a claim counts: their side, and whether it tells of single people or of a group.

Two sides' dead, and the attacker himself, are disjoint and add. "People" and "victims" are the
whole as one source sees it. A claim of one person ("a man", a name) tells of that person; it is
no total, and bounds a total only from below (docs/terms.md, "Totals").
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from gavah.linking.mentions import claim_names
from gavah.linking.names import Name, compare
from gavah.model import Claim, Count
from gavah.resources import load

SIDES = ("civilians", "forces", "armed", "attacker")
WHOLE = "people"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AGE = re.compile(r"\b(\d{1,3})(?:[- ]years?[- ]old|-year-old)|\baged? (\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """What a description tells.

    Attributes:
        side: one of SIDES, or WHOLE.
        sex: male, female or None; age: in years; minor: a child by word or age.
    """

    side: str
    sex: str | None
    age: int | None
    minor: bool


@cache
def _words(field: str, value: str) -> frozenset[str]:
    lists = load("linking/populations")
    return frozenset(
        word for entry in lists if entry.get(field) == value for word in entry["words"]
    )


@lru_cache(maxsize=32768)
def described(description: str | None) -> Described:
    """Read a description ("two police officers", "a 12-year-old girl")."""
    if not description:
        return Described(WHOLE, None, None, False)
    words = [
        word for part in _WORD.findall(description.casefold()) for word in (part, *part.split("-"))
    ]
    found = set(words)
    sides = [side for side in SIDES if found & _words("side", side)]
    sexes = [sex for sex in ("male", "female") if found & _words("sex", sex)]
    ages = [int(a or b) for a, b in _AGE.findall(description)]
    minor = bool(found & _words("age", "minor")) or any(age < 18 for age in ages)
    return Described(
        side=sides[0] if len(sides) == 1 else WHOLE,
        sex=sexes[0] if len(sexes) == 1 else None,
        age=ages[0] if len(ages) == 1 else None,
        minor=minor,
    )


def side_of(claim: Claim) -> str:
    """The side a claim's people were of; the perpetrator's own harm is "attacker"."""
    if claim.victims is None:
        return WHOLE
    hands = {perpetrator.name for perpetrator in claim.perpetrators}
    if hands and hands & set(claim.victims.names):
        return "attacker"
    return described(claim.victims.description).side


def single(claim: Claim) -> bool:
    """Whether the claim tells of one person rather than of a total."""
    count = claim.count
    if count is None or (count.low, count.high) != (1, 1):
        return False
    return not _counted(claim)  # with no words for them: a pronoun, or a subject left out


def _counted(claim: Claim) -> bool:
    """ "One person was killed" is a total of one; "a man was killed" tells of a man."""
    description = (claim.victims.description if claim.victims else None) or ""
    heads = set(_WORD.findall(description.casefold()))
    whole = _words("whole", "yes")
    return not (claim.victims and claim.victims.names) and bool(heads) and heads <= whole


def all_named(claim: Claim) -> bool:
    """Whether the claim names everybody it counts."""
    count = figure(claim)
    return bool(count and claim.victims and count.low == count.high == len(claim.victims.names))


def _words_of(claim: Claim) -> set[str]:
    return set(
        _WORD.findall(((claim.victims.description if claim.victims else "") or "").casefold())
    )


@cache
def _sexed() -> frozenset[str]:
    return _words("sex", "male") | _words("sex", "female")


def tells_part(claim: Claim, whole: Claim) -> bool:
    """Whether a claim's words tell of a part of those that another claim counts.

    "Two women" beside "five people", "the others": narrower than the whole, or said to be a part.
    Not all who are hurt are taken to a hospital: "two were hospitalized" beside "five were shot".
    """
    if in_care(claim) and not in_care(whole):
        return True
    mine = described(claim.victims.description if claim.victims else None)
    theirs = described(whole.victims.description if whole.victims else None)
    words = _words_of(claim)
    narrower = (
        bool(words & _sexed() and not _words_of(whole) & _sexed())
        or (mine.minor and not theirs.minor)
        or (mine.side != WHOLE and theirs.side == WHOLE)
        or (mine.age is not None and theirs.age is None)
    )
    return narrower or bool(words & _words("part", "yes")) or all_named(claim)


def in_care(claim: Claim) -> bool:
    """Whether the act tells where the hurt were taken, or in what state they lie."""
    told = set(_WORD.findall(claim.anchors.act.quote.casefold()))
    return claim.act == "injured" and bool(told & _words("care", "yes"))


def apart_in_words(claim: Claim) -> bool:
    """Whether the words set somebody apart from those told before ("another man", "others")."""
    words = _words_of(claim)
    return bool(words & {"other", "others", "another", "second", "third"})


def could_be_one(one: Claim, other: Claim) -> bool:
    """Whether two claims of one person each may tell of the same person."""
    left, right = claim_names(one), claim_names(other)
    if left and right:
        return any(compare(a, b)[0] != "different" for a in left for b in right)
    a = described(one.victims.description if one.victims else None)
    b = described(other.victims.description if other.victims else None)
    if a.sex and b.sex and a.sex != b.sex:
        return False
    if a.age is not None and b.age is not None and a.age != b.age:
        return False
    if {a.side, b.side} & {"attacker"} and a.side != b.side and WHOLE not in (a.side, b.side):
        return False
    return not ((a.minor and _adult(b)) or (b.minor and _adult(a)))


def _adult(person: Described) -> bool:
    return person.age is not None and person.age >= 18


def distinct(claims: list[Claim]) -> list[list[Claim]]:
    """People told of one by one: claims that may be of one person stand together, fewest people.

    Names are matched first, so that an unnamed "man" is one of the named where he may be.
    """
    people: list[list[Claim]] = []
    order = sorted(claims, key=lambda c: (not claim_names(c), -_telling(c), c.id))
    for claim in order:
        for person in people:
            if all(could_be_one(claim, other) for other in person):
                person.append(claim)
                break
        else:
            people.append([claim])
    return people


def _telling(claim: Claim) -> int:
    seen = described(claim.victims.description if claim.victims else None)
    return (seen.age is not None) + (seen.sex is not None)


def people_named(claims: list[Claim]) -> list[Name]:
    """The different people that claims name; spellings of one name are one."""
    kept: list[Name] = []
    names = sorted(
        {n.text: n for c in claims for n in claim_names(c)}.values(),
        key=lambda n: (-len(n.words), n.text),
    )
    for one in names:
        if all(compare(one, other)[0] == "different" for other in kept):
            kept.append(one)
    return kept


def figure(claim: Claim) -> Count | None:
    """The claim's count, or the number of the people it names."""
    if claim.count is not None:
        return claim.count
    names = len(claim.victims.names) if claim.victims else 0
    return Count(low=names, high=names, about=names, hedge=None) if names else None
