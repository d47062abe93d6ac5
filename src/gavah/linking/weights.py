"""What evidence weighs: versioned data, read once and never changed by linking.

A weight is in bits (the log to base 2 of a likelihood ratio, or what a fit to judged pairs makes
of it); weights add, and a sum w answers to the probability 1 / (1 + 2^-w). `linking/weights` is
set by hand; `linking/across` is fitted by tools/fit_linking.py and frozen. A case may have weights
of its own, fitted on its judgements and frozen in its log (`gavah link --fit`); a linking runs
with the one set or the other from beginning to end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from gavah.model.record import Record
from gavah.resources import load

WEIGHTS: dict[str, Any] = load("linking/weights")
FITTED: dict[str, Any] = load("linking/across")
PERSONS: dict[str, Any] = load("linking/persons")
LEVELS: dict[str, float] = FITTED["levels"]
"""Bits of each level of a sign between mentions of occurrences: "place.near"."""

VERSION: str = f"{WEIGHTS['version']}.{FITTED['version']}.{PERSONS['version']}"


class Weights(Record, frozen=True, kw_only=True):
    """What signs between reports of two documents weigh, in bits.

    Attributes:
        version: "1" as shipped; "1+case.2" for the second that were fitted in a case.
        basis: what they were fitted on, in words.
    """

    version: str
    basis: str
    prior: float
    threshold: float
    levels: dict[str, float]


SHIPPED = Weights(
    version=FITTED["version"],
    basis="shipped with gavah",
    prior=FITTED["prior"],
    threshold=FITTED["threshold"],
    levels=dict(LEVELS),
)
_SWAPPING = RLock()


@contextmanager
def using(weights: Weights) -> Iterator[None]:
    """Link with these weights inside; one linking at a time has weights other than those before."""
    with _SWAPPING:
        before = Weights(
            version=FITTED["version"], basis="", prior=FITTED["prior"],
            threshold=FITTED["threshold"], levels=dict(LEVELS),
        )  # fmt: skip
        _put(weights)
        try:
            yield
        finally:
            _put(before)


def _put(weights: Weights) -> None:
    FITTED["version"], FITTED["prior"] = weights.version, weights.prior
    FITTED["threshold"] = weights.threshold
    LEVELS.clear()
    LEVELS.update(SHIPPED.levels)  # a level that came after the fit has the weight that ships
    LEVELS.update(weights.levels)


def version() -> str:
    """The version of the weights in force."""
    return f"{WEIGHTS['version']}.{FITTED['version']}.{PERSONS['version']}"


def probability(weight: float) -> float:
    """The probability that a sum of weights answers to; four decimals."""
    bounded = max(-60.0, min(60.0, weight))
    return float(round(1.0 / (1.0 + 2.0**-bounded), 4))
