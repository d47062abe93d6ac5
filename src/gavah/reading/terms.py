"""The words that tell a text from others: how often it has them, and how few texts do.

A term's weight is (1 + log of its count in the text) times the log of how rare it is, by a list of
frequencies that ships with gavah; the heaviest are kept, their weights brought to a length of
1,000 and rounded, so that equal texts have equal terms on any machine. A word that is not listed
is rare. Unlike counts over a register, a fixed list makes what one text weighs independent of the
others: adding a document moves nothing elsewhere.
"""

import re
from collections import Counter
from functools import cache
from math import log, sqrt
from typing import Any

from gavah.resources import load

MOST = 60
CHARACTERS = 12_000  # of a text that are looked at: further on a page most often tells of others
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text as written, numbers among them."""
    return [word for word in _WORDS.findall(text.replace("’", "'")) if len(word) > 1]


@cache
def _frequencies() -> Any:
    return load("linking/frequencies")


@cache
def _rarest() -> float:
    return log((_frequencies()["articles"] + 1) / 2)


def rarity(word: str) -> float:
    """How rare a folded word is, as the log of one in how many articles has it."""
    listed = _frequencies()["words"].get(word)
    return _rarest() if listed is None else log((_frequencies()["articles"] + 1) / (listed + 1))


def terms(title: str | None, text: str) -> tuple[tuple[str, int], ...]:
    """The heaviest terms of a text and its title, in order of the word; weights of length 1,000."""
    said = f"{title or ''} {text[:CHARACTERS]}"
    counted = Counter(word.casefold().removesuffix("'s") for word in words(said))
    weighed = [((1 + log(n)) * rarity(word), word) for word, n in counted.items()]
    heaviest = sorted(weighed, key=lambda found: (-found[0], found[1]))[:MOST]
    length = sqrt(sum(weight * weight for weight, _ in heaviest)) or 1.0
    return tuple(sorted((word, round(1000 * weight / length)) for weight, word in heaviest))
