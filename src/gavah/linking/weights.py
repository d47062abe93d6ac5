"""What evidence weighs: versioned data, read once and never changed by linking.

A weight is in bits (the log to base 2 of a likelihood ratio, or what a fit to judged pairs makes
of it); weights add, and a sum w answers to the probability 1 / (1 + 2^-w). `linking/weights` is
set by hand; `linking/across` is fitted by tools/fit_linking.py and frozen.
"""

from typing import Any

from gavah.resources import load

WEIGHTS: dict[str, Any] = load("linking/weights")
FITTED: dict[str, Any] = load("linking/across")
PERSONS: dict[str, Any] = load("linking/persons")
LEVELS: dict[str, float] = FITTED["levels"]
"""Bits of each level of a sign between mentions of occurrences: "place.near"."""

VERSION: str = f"{WEIGHTS['version']}.{FITTED['version']}.{PERSONS['version']}"


def probability(weight: float) -> float:
    """The probability that a sum of weights answers to; four decimals."""
    bounded = max(-60.0, min(60.0, weight))
    return float(round(1.0 / (1.0 + 2.0**-bounded), 4))
