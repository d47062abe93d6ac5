"""How much speaks for a run of capitals being a person, and the age that stands beside it."""

import re

from gavah.claims import gazetteer
from gavah.claims.english.name_runs import Run
from gavah.claims.english.name_words import known_names

PERSON = 2.0
"""The votes from which a run of capitals is a person."""

_AGE_BEFORE = re.compile(
    r"(?P<age>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[\-‐ ]?(?:year|month|week|day)s?[\-‐ ]old\b"
    r"(?P<between>(?:\s+[a-z]+){0,4}\s*,?\s*)$"
)
_AGE_AFTER = re.compile(
    r"^(?:\s*,\s*(?:aged?\s+|who was\s+)?(?P<one>\d{1,3})(?=\s*[,.;):]|\s+(?:and|was|were|years|year)\b|\s*$)"
    r"|\s*\((?:aged?\s+)?(?P<two>\d{1,3})\)"
    r"|\s*,?\s+aged\s+(?P<three>\d{1,3})\b"
    r"|\s*,\s*(?:an?\s+)?(?P<four>\d{1,3})[\-‐ ]years?[\-‐ ]old)"
)


def votes_for(
    run: Run,
    lows: list[str],
    keys: list[str],
    before: str,
    after: str,
    age: int | None,
    *,
    upper: bool,
) -> float:
    """Votes for a person, those against taken off; `PERSON` of them suffice."""
    lists = known_names()
    given = [key in lists.given for key in keys]
    family = [key in lists.family for key in keys]
    votes = 0.0
    if run.titled:
        votes += 3
    previous = run.row[run.first - 1] if run.first else None
    low = previous.low if previous is not None and not previous.possessive else ""
    if low in lists.titles and not upper:
        votes += 1.5
    if age is not None:
        votes += 2.5
    if _HARMED.search(before) and not upper:
        votes += 1.2 if len(keys) > 1 else 0.8
    if _NAMED.search(before):
        votes += 5  # whatever town is of that name
    elif _IDENTIFIED.search(before):
        votes += 2
    if len(keys) > 1:
        if given[0]:
            votes += 2 if not _placed(keys, 0) or any(family[1:]) or any(given[1:]) else 1.2
        elif any(given[1:]):
            votes += 1
        if family[-1]:
            votes += 1.5
        elif keys[-1].startswith(("al ", "el ")) or keys[-1].endswith(_ENDINGS):
            votes += 1
        if any(len(part) == 1 for part in lows[:-1]):
            votes += 1.5
        if any(part in lists.particles for part in lows[1:-1]):
            votes += 1.5 if any(part in _PATRONYMIC for part in lows[1:-1]) else 0.6
        if 2 <= len(keys) <= 4 and not upper:
            votes += 0.6
    elif given[0] or family[0]:
        votes += 0.5
    if _SAYS.match(after):
        votes += 0.8 if len(keys) > 1 else 0.5
    if run.row[run.last - 1].possessive and _KIN.match(after):
        votes += 1
    if low in lists.locative:
        votes -= 1.5 if not run.titled else 0
    if low in {"of", "from", "to"} and not any(given):
        votes -= 0.7
    if _PLACED_AFTER.match(after):
        votes -= 1.5
    whole = " ".join(keys)
    if gazetteer.known(whole) and not run.titled:
        votes -= 2.5 if len(keys) == 1 or not (given[0] and any(family)) else 0.5
    elif (
        len(keys) > 1 and not any(given) and (gazetteer.known(keys[0]) or gazetteer.known(keys[-1]))
    ):
        votes -= 0.8
    if any(part in lists.places for part in lows):
        votes -= 2
    if any(part in lists.never for part in lows[:1]) and not given[0]:
        votes -= 1
    return votes


_PATRONYMIC = frozenset({"bin", "ibn", "bint", "bent", "ben", "ould", "abu"})


def _placed(keys: list[str], at: int) -> bool:
    entries = gazetteer.lookup(keys[at], loosely=False)
    return bool(entries) and entries[0].population > 200_000


_ENDINGS = (
    "zadeh", "pour", "nejad", "enko", "ovich", "evich", "ova", "eva", "oglu", "ullah", "uddin", "sson",
    "stein", "berg", "mann", "wicz", "owski", "ovic", "idis", "opoulos", "yan", "shvili", "zai", "nia",
)  # fmt: skip
_SAYS = re.compile(
    r"\s*,?\s+(?:who|whose|said|says|told|added|warned|wrote|tweeted|explained|claimed|was (?:killed|shot|"
    r"arrested|born|sentenced|detained|injured|stabbed|found|charged|jailed|hanged|executed)|died|has been)\b"
)
_HARMED = re.compile(
    r"\b(?:killed|kidnapped|abducted|arrested|detained|shot|murdered|executed|hanged|beheaded|stabbed|injured|"
    r"sentenced|convicted|jailed|charged|released|freed|(?:murder|death|killing|arrest|execution|wife|son|"
    r"daughter|father|mother|brother|sister|detention|trial|release) of|victims? (?:was|were|is|are|as))\s+$"
)
_IDENTIFIED = re.compile(
    r"\b(?:(?:identified|named|known)(?: \w+){0,3} as|man called|woman called|one)\s+$"
)
_NAMED = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|teens?|teenagers?|students?|sons?|daughters?|baby|toddler|infant|"
    r"brothers?|sisters?|friends?|suspect|victim|person) (?:named|called)\s+$"
)
_KIN = re.compile(
    r"['’]s?\s+(?:mother|father|wife|husband|son|daughter|brother|sister|family|body|lawyer|death|funeral|"
    r"parents|home|house|arrest|uncle|cousin|friend|friends|colleague|office)\b"
)
_PLACED_AFTER = re.compile(
    r"\s+(?:district|province|city|village|town|area|state|county|region|governorate|camp|prison|street|"
    r"road|island|valley|square)\b"
)


def age_of(before: str, after: str) -> int | None:
    """Years, where the words right before or after a name give them; 0 for months and less."""
    if match := _AGE_AFTER.match(after):
        years = int(next(value for value in match.groups() if value))
        return years if years <= 115 else None
    if match := _AGE_BEFORE.search(before):
        words_ = match["between"].split()
        if all(
            word.strip(",").lower() in known_names().titles or word in _FILLERS for word in words_
        ):
            if "year" not in match[0]:
                return 0
            digits = match["age"]
            return int(digits) if digits.isdecimal() else _SMALL.index(digits)
    return None


_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FILLERS = frozenset(
    {"named", "called", "identified", "as", "local", "the", "a", "and", "student", "resident"}
)
