"""What evidence weighs: versioned data, read once and never changed by linking.

A weight is in bits (the log to base 2 of a likelihood ratio); weights of independent evidence add,
and a sum w answers to the probability 1 / (1 + 2^-w).
"""

from typing import Any

from gavah.resources import load

WEIGHTS: dict[str, Any] = load("linking/weights")
VERSION: str = WEIGHTS["version"]


def probability(weight: float) -> float:
    """The probability that a sum of weights answers to; four decimals."""
    bounded = max(-60.0, min(60.0, weight))
    return float(round(1.0 / (1.0 + 2.0**-bounded), 4))
