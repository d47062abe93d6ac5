"""Fits what signs between reports weigh to pairs whose answer is known, and freezes it as data.

python -m tools.fit_linking --shared ../shared --keep CLAIMS.jsonl          fit, print, write
python -m tools.fit_linking --shared ../shared --keep CLAIMS.jsonl --check  print only

A logistic regression with a ridge over the levels of signs (gavah.linking.evidence), by Newton's
method. Pairs are the candidates that blocking brings together among mentions that two articles are
chiefly about; a pair is right when the registry has both articles under one incident. Only
incidents of the fitting half enter (`evaluation/incidents.py`), and each pair a second time with
its texts unknown, so that mentions in the background are weighed soberly. The threshold of
clustering is the highest that costs little of the best F1 of pairs on that half. Writes resources/linking/across.yaml.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from evaluation.incidents import chosen, fitting, kept, paired

from gavah.linking.evidence import weighed
from gavah.linking.fitting import fit
from gavah.linking.linking import link
from gavah.linking.proposals import proposals
from gavah.linking.weights import FITTED, LEVELS

TARGET = Path(__file__).resolve().parent.parent / "resources" / "linking" / "across.yaml"
RIDGE = 1.0
MASKED = 0.3  # weight of a pair with its texts unknown
GRID = [step / 2 for step in range(-6, 3)]
SPARED = 0.015
BELIEFS = {
    "names.common": 3.0, "names.partial": 1.0, "suspects.common": 2.0, "suspects.partial": 0.5,
    "acts.apart": -3.0, "place.country": 0.5, "copies.same": 5.0, "copies.main": 1.0,
}  # fmt: skip
"""Bits that a level weighs before any pair is seen; where none is named, 0. The ridge pulls there, so
that what the fitting half hardly has (copies of one text, a gathering beside a harm) keeps sense."""


def rows_of(claims: Any, told: Any, truth: dict[str, str]) -> tuple[Any, Any, Any, list[str]]:
    """Levels of each candidate pair, whether it is right, its weight; and the names of levels."""
    names = list(LEVELS)
    at = {name: number for number, name in enumerate(names)}
    rows, right, weight = [], [], []
    for one, other in proposals(claims, told):
        if not (one.main and other.main) or one.kind != "occurrence":
            continue
        levels = [level for sign in weighed(one, other) for level in sign.levels]
        same = truth[one.document] == truth[other.document]
        for masked, heavy in ((False, 1.0), (True, MASKED)):
            row = np.zeros(len(names) + 1)
            row[-1] = 1.0
            for level in levels:
                row[at[_masked(level) if masked else level]] += 1.0
            rows.append(row)
            right.append(same)
            weight.append(heavy)
    return np.array(rows), np.array(right, float), np.array(weight), names


def _masked(level: str) -> str:
    """What a level is where the whole texts cannot be compared."""
    feature, value = level.split(".")
    by_text = feature == "text" or value in ("told", "untold")
    return f"{feature}.unknown" if by_text else level


def best_threshold(claims: Any, told: Any, truth: dict[str, str]) -> tuple[float, float]:
    """The highest threshold that costs no more than SPARED of the best F1 of pairs, and its F1.

    Two incidents taken for one hide people; so where little is lost, the careful one is taken.
    """
    found = []
    for threshold in GRID:
        FITTED["threshold"] = threshold
        precision, recall, f1 = paired(link(claims, told), truth)
        print(f"threshold {threshold:+.1f}: pairs {precision:.4f} {recall:.4f} {f1:.4f}")
        found.append((threshold, f1))
    best = max(f1 for _, f1 in found)
    return max(one for one in found if one[1] >= best - SPARED)


def main() -> int:
    """Fit, and freeze."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    _, articles = chosen(args.shared / "corpora" / "gva", 0)
    articles = [row for row in articles if fitting(row["incident"])]
    truth = {row["id"]: row["incident"] for row in articles}
    claims, told = kept(args.keep, articles)
    rows, right, weight, names = rows_of(claims, told, truth)
    beta = fit(rows, right, weight, [BELIEFS.get(name, 0.0) for name in names], RIDGE)
    levels = {name: round(float(bits), 2) for name, bits in zip(names, beta, strict=False)}
    prior = round(float(beta[-1]), 2)
    LEVELS.update(levels)
    FITTED["prior"] = prior
    threshold, score = best_threshold(claims, told, truth)
    support = rows[weight == 1.0].sum(axis=0)
    for number, name in enumerate(names):
        print(f"{name:24} {levels[name]:+6.2f}  {int(support[number])}")
    print(f"{int(right[weight == 1.0].sum())} right of {int((weight == 1.0).sum())} pairs; "
          f"prior {prior}; threshold {threshold}; F1 of pairs {score:.4f}")  # fmt: skip
    if not args.check:
        write(levels, prior, threshold)
    return 0


def write(levels: dict[str, float], prior: float, threshold: float) -> None:
    """Freeze, under the next version."""
    old = yaml.safe_load(TARGET.read_text(encoding="utf-8"))
    lines: Sequence[str] = [
        "# What signs between reports of two documents weigh, in bits (docs/terms.md, \"Linking\").",
        "# From: tools/fit_linking.py on the fitting half of gva/dev. Do not edit; fit again.",
        f'version: "{int(old["version"]) + 1}"',
        f"prior: {prior}",
        f"threshold: {threshold}",
        "levels:",
        *(f"  {name}: {bits}" for name, bits in levels.items()),
    ]  # fmt: skip
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
