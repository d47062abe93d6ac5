"""Which sentences can hold a claim: those with a word that tells a harm, a gathering or an appeal.

Known by the forms of the listed words alone, before anything is parsed, so that the rest need not
be. Wider than the rules, never narrower: "home" beside "left" may tell a flight and may not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from gavah.resources import load

_WORD = re.compile(r"[^\W\d_]+")


class _Rows(NamedTuple):
    """What tells: single words, words that tell together, and verbs with words near them."""

    single: frozenset[str]
    together: tuple[tuple[frozenset[str], ...], ...]
    pairs: tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...]


def tells(sentence: str) -> bool:
    """Whether a sentence can hold a claim.

    >>> tells("Two men were slain in Kashan."), tells("The shop opens at nine.")
    (True, False)
    """
    rows, here = _rows(), words(sentence)
    if not rows.single.isdisjoint(here):
        return True
    return any(not any(part.isdisjoint(here) for part in parts) for parts in rows.together) or any(
        not verbs.isdisjoint(here) and any(parts <= here for parts in near)
        for verbs, near in rows.pairs
    )


def reports(sentence: str) -> bool:
    """Whether a sentence may say who says what stands beside it."""
    return not _speech().isdisjoint(words(sentence))


def words(sentence: str) -> frozenset[str]:
    """The words of a sentence in lower case, cut at hyphens and apostrophes."""
    return frozenset(_WORD.findall(sentence.lower()))


def forms(word: str) -> frozenset[str]:
    """The forms that a listed verb or noun may take, and some that it never takes.

    >>> sorted(forms("slay") & {"slew", "slain", "slaying", "slays"})
    ['slain', 'slaying', 'slays', 'slew']
    """
    found = {word, *load("english/irregular")["forms"].get(word, ())}
    found.update(word + ending for ending in ("s", "es", "d", "ed", "ing", "er", "ers"))
    found.update(word + word[-1] + ending for ending in ("ed", "ing", "er", "ers"))
    if word.endswith("e"):
        found.update((word[:-1] + "ing", word[:-1] + "ings"))
    if word.endswith("y"):
        found.update((word[:-1] + "ies", word[:-1] + "ied"))
    if word.endswith("man"):
        found.add(word[:-3] + "men")
    return frozenset(found | {word + "ings"})


@cache
def _rows() -> _Rows:
    harm, crowd, asked = (load(f"english/{name}") for name in ("harm", "gathering", "appeal"))
    told: set[str] = {
        *harm["unharmed"],
        *harm["deadly"],
        *crowd["between"],
        *asked["verbs"],
        *asked["nouns"],
        *asked["must"],
        *asked["needs"],
    }
    told.update(_listed(harm, "verbs", "undergo", "nouns", "people", "states"))
    told.update(_listed(crowd, "verbs", "nouns", "groups"))
    told.update(("toll", "count", "number", "flee"))
    spelt = [tuple(forms(part) for part in _WORD.findall(word.lower())) for word in sorted(told)]
    single = frozenset(form for row in spelt if len(row) == 1 for form in row[0])
    together = tuple(row for row in spelt if len(row) > 1)
    pairs = [
        (
            frozenset(form for verb in row["verbs"] for form in forms(verb)),
            tuple(frozenset(_WORD.findall(phrase)) for phrase in row["words"]),
        )
        for row in (*harm["together"], *crowd["together"])
    ]
    pairs.append(
        (frozenset({"held"}), (frozenset({"were"}), frozenset({"over"})))
    )  # "fifty were held"
    meet = frozenset(
        form for verb in ("gather", "assemble", "converge", "congregate") for form in forms(verb)
    )
    pairs.append((meet, tuple(frozenset({f"{noun}s"}) for noun in crowd["rallying"])))
    struck = forms("hit") | forms("strike") | {"struck"}
    pairs.append((struck, tuple(frozenset({"in", part}) for part in harm["body"])))
    return _Rows(single, together, tuple(pairs))


@cache
def _speech() -> frozenset[str]:
    speech = load("english/speech")
    verbs = {verb for row in speech["groups"].values() for verb in row}
    listed: Iterable[str] = (*verbs, *speech["nouns"], *speech["prepositions"])
    return frozenset(form for word in listed for form in forms(word))


def _listed(rows: dict[str, dict[str, list[str]]], *kinds: str) -> Iterator[str]:
    for kind in kinds:
        for row in rows[kind].values():
            yield from row
