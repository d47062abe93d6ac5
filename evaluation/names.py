"""Compares names of one person in several spellings and scripts with names easily taken for one.

python evaluation/names.py            print, beside rapidfuzz's WRatio in the same run
python evaluation/names.py --write    freeze the score of every pair in evaluation/name_pairs/scores.tsv

Pairs come from evaluation/name_pairs/people.yaml: two spellings of one person are the same; the pairs
listed as different are not, nor are names of two persons that WRatio finds at least `HARD` alike:
the hard ones; so are a few of everybody's neighbours in the list, the easy ones. A person is in one half by a hash of its first spelling; weights and folds may be
mended on the half "seen", and the half "held" is reported.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import yaml
from rapidfuzz import fuzz, utils

from gavah.linking.names import compare, name
from gavah.linking.spelling import likeness

FOLDER = Path(__file__).resolve().parent / "name_pairs"
HARD = 75.0
NEIGHBOURS = (1, 7)  # how far on in the list the easy different names stand
Pair = tuple[str, str, bool, str]


def half(spelling: str) -> str:
    """Which half a person's names are in."""
    return "held" if int(sha256(spelling.encode()).hexdigest(), 16) % 2 else "seen"


def pairs() -> Iterator[Pair]:
    """(one, other, same, half) of every pair, in the order of the file."""
    listed = yaml.safe_load((FOLDER / "people.yaml").read_text(encoding="utf-8"))
    for spellings in listed["people"]:
        for one, other in combinations(spellings, 2):
            yield one, other, True, half(spellings[0])
    for one, other in listed["different"]:
        yield one, other, False, half(one)
    every = listed["people"]
    for number, spellings in enumerate(every):
        for step in NEIGHBOURS:
            yield spellings[0], every[(number + step) % len(every)][-1], False, half(spellings[0])
    for left, right in combinations(every, 2):
        for one in left:
            for other in right:
                if wratio(one, other) >= HARD:
                    yield one, other, False, half(left[0])


def wratio(one: str, other: str) -> float:
    """The measure that is beaten: rapidfuzz's WRatio, 0 to 100."""
    return float(fuzz.WRatio(one, other, processor=utils.default_process))


def ours(one: str, other: str) -> float:
    """The likeness that persons are linked by, 0 to 1."""
    return likeness(name(one), name(other))


def area(scored: list[tuple[float, bool]]) -> float:
    """How often a same pair scores above a different one; ties count half (AUC)."""
    same = [score for score, right in scored if right]
    other = [score for score, right in scored if not right]
    wins = sum((a > b) + 0.5 * (a == b) for a in same for b in other)
    return wins / (len(same) * len(other))


def f1(scored: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall, F1 of saying "same" from that score on."""
    told = [right for score, right in scored if score >= threshold]
    true = sum(right for _, right in scored)
    precision, recall = sum(told) / max(1, len(told)), sum(told) / true
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def table() -> tuple[list[str], dict[str, dict[str, float]]]:
    """The lines to print, and each measure's F1 and AUC on the half "held"."""
    every = list(pairs())
    lines = [f"{sum(p[2] for p in every)} same, {sum(not p[2] for p in every)} different"]
    kept: dict[str, dict[str, float]] = {}
    for title, measure in (("gavah", ours), ("WRatio", wratio)):
        scored = {
            h: [(measure(a, b), same) for a, b, same, own in every if own == h]
            for h in ("seen", "held")
        }
        levels = sorted({score for score, _ in scored["seen"]})
        threshold = max(levels, key=lambda level: f1(scored["seen"], level)[2])
        for h in ("seen", "held"):
            p, r, f = f1(scored[h], threshold)
            lines.append(
                f"{title:8} {h}: AUC {area(scored[h]):.4f}; from {threshold:.3f} on: "
                f"P {p:.3f} R {r:.3f} F1 {f:.3f}"
            )
            kept[title] = {"f1": round(f, 4), "auc": round(area(scored[h]), 4)}
    for h in ("seen", "held"):
        own = [pair for pair in every if pair[3] == h]
        sure = [same for a, b, same, _ in own if compare(name(a), name(b))[0] == "same"]
        true = sum(same for _, _, same, _ in own)
        lines.append(
            f"decided {h}: P {sum(sure) / len(sure):.3f} R {sum(sure) / true:.3f} "
            "(what linking calls the same name; across incidents a place or date must agree too)"
        )
    latin = [pair for pair in every if (pair[0] + pair[1]).isascii() and pair[3] == "held"]
    for title, measure in (("gavah", ours), ("WRatio", wratio)):
        scored_latin = [(measure(a, b), same) for a, b, same, _ in latin]
        lines.append(f"{title:8} held, both in plain Latin letters: AUC {area(scored_latin):.4f}")
    return lines, kept


def main() -> int:
    """Measure; freeze with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    lines, kept = table()
    print(json.dumps(kept) if args.json else "\n".join(lines))
    rows = [(ours(a, b), a, b, same, h) for a, b, same, h in pairs()]
    if args.errors:
        for score, a, b, same, h in sorted(rows, reverse=True):
            if h == "seen" and (score < 0.6) == same:
                print(f"{score:.3f} {'same' if same else 'different'} {a} | {b}")
    if args.write:
        text = "".join(
            f"{a}\t{b}\t{'same' if same else 'different'}\t{score:.3f}\n"
            for score, a, b, same, _ in rows
        )
        (FOLDER / "scores.tsv").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
