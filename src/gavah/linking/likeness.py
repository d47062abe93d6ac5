"""How alike two mentions are in whom they name, in telling words, and in their whole texts.

Names are paired one to one, the weightiest first, by the comparison that decides and not by keys;
a shared name weighs by its rarity. Texts are compared by the cosine of their terms' weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gavah.linking.mentions import Mention
from gavah.linking.names import Name, compare
from gavah.linking.weights import WEIGHTS

_W = WEIGHTS["across"]


Pairing = tuple[float, str, Name, Name]
"""Bits, "same" or "partial", and the two names."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the names of two mentions say.

    Attributes:
        level: rare or common (a name is in both), partial (a word is), different, incomplete
            (others are named, but not everybody is); told or untold (only one names anybody, and
            the other's text has the last words of those names, or has not); unknown.
        found: names that are in both, the weightiest first.
        told: the last word of a name that the other's text has.
    """

    level: str
    verdict: Literal["agree", "conflict", "unknown"]
    found: Sequence[Pairing] = ()
    told: str = ""


_UNKNOWN = Naming("unknown", "unknown")
_UNTOLD = Naming("untold", "unknown")
_DIFFERENT = Naming("different", "conflict")
_INCOMPLETE = Naming("incomplete", "conflict")


def shared(left: Sequence[Name], right: Sequence[Name]) -> list[tuple[float, str, Name, Name]]:
    """Names paired one to one, the weightiest first: (bits, "same" or "partial", left, right)."""
    scored = []
    for a in left:
        for b in right:
            relation, bits = compare(a, b)
            if relation != "different":
                rank = -bits if relation == "same" else -bits / 2
                scored.append((rank, a.text, b.text, relation, a, b))
    scored.sort(key=lambda found: found[:4])
    used: set[tuple[int, str]] = set()
    kept = []
    for bits, a_text, b_text, relation, a, b in scored:
        if (0, a_text) in used or (1, b_text) in used:
            continue
        used |= {(0, a_text), (1, b_text)}
        kept.append((-bits, str(relation), a, b))
    return kept


def _level(found: Sequence[Pairing]) -> Naming | None:
    same = [pair for pair in found if pair[1] == "same"]
    if same:
        rare = sum(pair[0] for pair in same) >= _W["rare_name"]
        return Naming("rare" if rare else "common", "agree", same)
    return Naming("partial", "agree", found) if found else None


def names(one: Mention, other: Mention) -> Naming:
    """Whether the harmed are the same people."""
    if not one.names or not other.names:
        return _in_text(one.names or other.names, other if one.names else one)
    level = _level(shared(one.names, other.names))
    if level is not None:
        return level
    return _DIFFERENT if _all_named(one) and _all_named(other) else _INCOMPLETE


def _in_text(named: Sequence[Name], other: Mention) -> Naming:
    """Whether the text of the other has the names that only one gives."""
    if not named or not other.terms:
        return _UNKNOWN
    last = sorted({one.text.casefold().split()[-1] for one in named if one.text.strip()})
    found = [word for word in last if word in other.terms]
    return Naming("told", "agree", (), found[0]) if found else _UNTOLD


def _all_named(mention: Mention) -> bool:
    floors = [floor for act, (floor, _) in mention.counts.items() if act in ("killed", "injured")]
    return max(floors, default=0) <= len(mention.names)


def suspects(one: Mention, other: Mention) -> Naming:
    """Whether the same people are named as held or responsible."""
    if not one.suspects or not other.suspects:
        return _in_text(one.suspects or other.suspects, other if one.suspects else one)
    return _level(shared(one.suspects, other.suspects)) or _DIFFERENT


def naming_words(naming: Naming) -> str:
    """What the names of the harmed say, in words."""
    said = {
        "rare": "the same harmed", "common": "the same harmed",
        "partial": "names of the harmed that share a word", "different": "other people are named",
        "incomplete": "other people are named, and not everybody is",
    }  # fmt: skip
    return _in_words(naming, said)


def holding_words(naming: Naming) -> str:
    """What the names of the held and the responsible say, in words."""
    said = {
        "rare": "the same held or responsible", "common": "the same held or responsible",
        "partial": "names of the held that share a word",
        "different": "others are named as held or responsible",
    }  # fmt: skip
    return _in_words(naming, said)


def _in_words(naming: Naming, said: dict[str, str]) -> str:
    if naming.level == "told":
        return f"a name of one stands in the text of the other: {naming.told}"
    words = said.get(naming.level, "")
    if not naming.found:
        return words
    whole = naming.level != "partial"
    told = [
        a.text if whole and a.text == b.text else f"{a.text} = {b.text}" if whole else f"{a.text}, {b.text}"
        for _, _, a, b in naming.found[:3]
    ]  # fmt: skip
    return f"{words}: {'; '.join(told)}"


def shared_words(one: Mention, other: Mention, placed: bool) -> list[str]:
    """Telling words of sentences and headlines that are shared, or that name the other's place.

    Args:
        placed: the places agree; then their words say nothing more.
    """
    here, there = one.place_words, other.place_words
    common = (one.telling | here) & (other.telling | there)
    return sorted(common - ((here | there) if placed else (here & there)))


def text(one: Mention, other: Mention) -> float:
    """How alike the texts of two documents are that are chiefly about these: 0 to 1."""
    left, right = one.terms, other.terms
    product = sum(left[word] * right[word] for word in left.keys() & right.keys())
    return min(1.0, product / 1_000_000)


def heaviest(one: Mention, other: Mention, most: int = 4) -> list[str]:
    """The terms by which two texts are most alike."""
    common = [word for word in one.terms if word in other.terms]
    return sorted(common, key=lambda w: (-one.terms[w] * other.terms[w], w))[:most]
