"""Weights fitted to pairs whose answer is known: a logistic regression over the levels of signs.

A ridge draws each weight towards what was believed before, so few pairs move it little, and a
level that no pair has keeps its weight. By Newton's method; the same pairs give the same weights
in any order. Linking itself never comes here (docs/decisions/007).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from gavah.errors import NothingToFit
from gavah.linking.comparing import compare
from gavah.linking.mentions import Mention
from gavah.linking.weights import Weights

FEWEST = 30
"""Pairs from which weights of a case are fitted; and FEWEST_OF_EACH of either answer."""
FEWEST_OF_EACH = 8
RIDGE = 4.0  # how firmly a case's weights hold to the shipped ones, in pairs that say otherwise


def fit(
    rows: Any, right: Any, weight: Any, believed: Sequence[float], ridge: float, prior: float = 0.0
) -> Any:
    """Weights in bits, the last being the prior.

    Args:
        rows: how often each pair has each level, with a last column of ones.
        right: 1 where a pair is one, else 0; weight: what each pair counts.
        believed: bits of each level before any pair is seen.
        prior: bits of the prior before; it is hardly held to.
    """
    held = np.array([*believed, prior]) * np.log(2)
    beta = held.copy()
    pull = np.full(rows.shape[1], ridge)
    pull[-1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ beta))
        slope = rows.T @ (weight * (right - p)) - pull * (beta - held)
        curve = (rows * (weight * p * (1 - p))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta / np.log(2)


def levels_of(one: Mention, other: Mention) -> list[str]:
    """The level of every sign between two mentions of occurrences."""
    if one.key > other.key:
        one, other = other, one
    return [level for levels in compare(one, other).levels for level in levels]


def fitted(
    pairs: Iterable[tuple[Mention, Mention, bool]], before: Weights, shipped: Weights, number: int
) -> Weights:
    """Weights of a case from its judged pairs.

    Args:
        pairs: mentions of occurrences in two documents, and whether they were held to be one.
        before: the weights in force, whose threshold stays.
        shipped: what the ridge draws to: fitting twice on the same pairs changes nothing.
        number: of the fit in this case.

    Raises:
        NothingToFit: too few pairs, or hardly any of one answer.
    """
    known = sorted(
        (min(a.key, b.key), max(a.key, b.key), same, tuple(levels_of(a, b))) for a, b, same in pairs
    )
    alike = sum(same for _, _, same, _ in known)
    if len(known) < FEWEST or min(alike, len(known) - alike) < FEWEST_OF_EACH:
        raise NothingToFit(
            f"{alike} pairs of reports are judged to be of one incident and {len(known) - alike} of "
            f"two; weights are fitted from {FEWEST} pairs, with {FEWEST_OF_EACH} of each answer. "
            "Judge more: gavah queue lists the pairs that matter most"
        )
    names = sorted(shipped.levels)
    at = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(known), len(names) + 1))
    rows[:, -1] = 1.0
    for row, (_, _, _, levels) in zip(rows, known, strict=True):
        for level in levels:
            row[at[level]] += 1.0
    right = np.array([float(same) for _, _, same, _ in known])
    believed = [shipped.levels[name] for name in names]
    beta = _anchored(rows, right, believed, shipped.prior)
    return Weights(
        version=f"{shipped.version}+case.{number}",
        basis=f"fitted to {len(known)} judged pairs of this case, {alike} of them of one incident",
        prior=round(float(beta[-1]), 2),
        threshold=before.threshold,
        levels={name: round(float(bits), 2) for name, bits in zip(names, beta, strict=False)},
    )


def _anchored(rows: Any, right: Any, believed: Sequence[float], prior: float) -> Any:
    """The prior is one level more that is held to: judged pairs are not drawn as candidates are."""
    # people judge what is doubtful, and one answer may be rarer among it than among all pairs
    with_prior = np.c_[rows, np.zeros(len(rows))]
    with_prior[:, -2], with_prior[:, -1] = 1.0, 0.0
    beta = fit(with_prior, right, np.ones(len(rows)), [*believed, prior], RIDGE)
    return beta[:-1]


def table(weights: Weights) -> Mapping[str, Any]:
    """The weights as the log keeps them."""
    return {
        "version": weights.version, "basis": weights.basis, "prior": weights.prior,
        "threshold": weights.threshold, "levels": dict(sorted(weights.levels.items())),
    }  # fmt: skip
