"""Words of harm in an English document, found without reading it: what a reader may have missed.

Every form of the words of resources/english/harm.yaml, wherever they stand in the article. A word
found here is no claim ("death penalty", "killed the bill"); a document with such words and no claim
is one to look at.
"""

import re
from collections.abc import Iterator
from functools import cache

from gavah.claims.english.lemmas import base
from gavah.model import Anchor, Document
from gavah.resources import load

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IRREGULAR = frozenset(
    {"shot", "slain", "slew", "hung", "froze", "bled", "dying", "beaten", "dead", "lives"}
)
_ALWAYS_OTHER = frozenset({"release", "free", "toll", "body", "seize", "capture", "number"})


def harm_words(document: Document) -> Iterator[Anchor]:
    """Each word of harm in the document's paragraphs, in order."""
    for start, end in document.paragraphs:
        for found in _WORD.finditer(document.text, start, end):
            if _tells(found[0].lower()):
                yield Anchor.of(document.text, found.start(), found.end())


@cache
def _tells(word: str) -> bool:
    if word in _IRREGULAR or word in _as_it_stands():
        return True
    if base(word, _verbs()) is not None:
        return True
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return singular in _nouns()


@cache
def _verbs() -> frozenset[str]:
    harm = load("english/harm")
    return _listed(harm["verbs"]) | _listed(harm["undergo"])


@cache
def _nouns() -> frozenset[str]:
    harm = load("english/harm")
    return _listed(harm["nouns"]) | _listed(harm["people"])


@cache
def _as_it_stands() -> frozenset[str]:
    return _verbs() | _nouns() | _listed(load("english/harm")["states"])


def _listed(row: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(word for words in row.values() for word in words) - _ALWAYS_OTHER
