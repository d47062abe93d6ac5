"""How much the signs between two mentions weigh together, and what probability that answers to."""

from dataclasses import dataclass

from gavah.linking.comparing import compare, weight
from gavah.linking.evidence import periods, signs
from gavah.linking.mentions import Mention
from gavah.linking.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the prior and every sign, in bits; `excluded` where a sign forbids the link."""

    weight: float
    excluded: bool


def score(one: Mention, other: Mention) -> Score:
    """Weigh two mentions of one kind; symmetric, and the same in whatever company they come."""
    if one.key > other.key:
        one, other = other, one
    if one.kind == "period":
        found = periods(one, other)
        total = WEIGHTS["periods"]["prior"] + sum(sign.weight for sign in found)
        return Score(round(total, 6), any(sign.excludes for sign in found))
    compared = compare(one, other)
    return Score(round(weight(compared), 6), bool(compared.excludes))


def in_words(one: Mention, other: Mention) -> tuple[str, ...]:
    """The lines of evidence between two mentions, heaviest first."""
    found = sorted(signs(one, other), key=lambda sign: (-abs(sign.weight), sign.feature))
    return tuple(str(sign) for sign in found)
