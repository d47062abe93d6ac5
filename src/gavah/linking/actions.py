"""Words that tell of one action across documents: "shot" here, "the shooting" there.

Incidents are linked by when, where and whom (`gavah.linking.linking`). Where only the words are
given, an action is told by its head word, by the words around it, and by the text it stands in:
two texts on two fires share the word and little else. A pair is weighed like any other, in bits
that are data (resources/linking/actions.yaml, fitted on the training part of ECB+), and clusters
do not chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from gavah.linking.clusters import EXCLUDED, Pair
from gavah.linking.clusters import cluster as clustered
from gavah.resources import load

STEM = 5  # letters by which "acquire" and "acquisition" are known for kin


@dataclass(frozen=True, slots=True)
class Action:
    """One telling of an action.

    Attributes:
        lemma: of its head word, in lower case.
        around: telling words of its sentence, in lower case.
        terms: of the whole text (`gavah.reading.terms`), weights of length 1,000.
    """

    id: str
    document: str
    lemma: str
    around: frozenset[str]
    terms: dict[str, int]


def cluster(actions: Sequence[Action]) -> list[list[str]]:
    """Ids of tellings of one action together; the order given does not matter."""
    ordered = sorted(actions, key=lambda one: one.id)
    table = _table()

    def weigh(a: int, b: int) -> float | None:
        bits: float = table["prior"]
        for level in levels(ordered[a], ordered[b]):
            bits += table["levels"][level]
        return bits

    edges: dict[Pair, float] = {}
    for a, b in candidates(ordered):
        weight = weigh(a, b)
        edges[a, b] = EXCLUDED if weight is None else weight
    found = clustered(len(ordered), edges, weigh, (), table["threshold"])
    return [[ordered[at].id for at in members] for members in found]


def _table() -> Any:
    return load("linking/actions")


def candidates(actions: Sequence[Action]) -> list[Pair]:
    """Pairs worth weighing: of one stem, or whose sentences share words."""
    blocks: dict[str, list[int]] = {}
    for at, one in enumerate(actions):
        blocks.setdefault(f"stem {stem(one.lemma)}", []).append(at)
        for word in one.around:
            blocks.setdefault(f"word {word}", []).append(at)
    found: dict[Pair, int] = {}
    for key, block in blocks.items():
        for pair in combinations(block, 2):
            found[pair] = found.get(pair, 0) + (2 if key.startswith("stem") else 1)
    return sorted(pair for pair, times in found.items() if times >= 2)


def stem(lemma: str) -> str:
    """What related words begin with."""
    return lemma[:STEM]


def levels(one: Action, other: Action) -> tuple[str, str, str]:
    """How two tellings stand to each other: head words, sentences, texts."""
    kin = (
        "lemma"
        if one.lemma == other.lemma
        else "stem"
        if stem(one.lemma) == stem(other.lemma)
        else "other"
    )
    shared = min(6, len(one.around & other.around))
    place = "here" if one.document == other.document else _alike(one, other)
    return f"head.{kin}", f"around.{kin}.{shared}", f"text.{kin}.{place}"


def _alike(one: Action, other: Action) -> str:
    left, right = one.terms, other.terms
    cosine = sum(weight * right[word] for word, weight in left.items() if word in right) / 1e6
    for most, level in (
        (0.05, "none"),
        (0.1, "slight"),
        (0.2, "some"),
        (0.3, "much"),
        (0.45, "near"),
    ):
        if cosine < most:
            return level
    return "like"
