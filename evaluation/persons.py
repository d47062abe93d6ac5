"""Compares people in context: the name with age, day, place and fate, beside what is easily taken for it.

python evaluation/persons.py             print, beside rapidfuzz's WRatio in the same run
python evaluation/persons.py --errors    also each pair that is wrong on the half "seen"
python evaluation/persons.py --write evaluation/name_pairs/in_context.tsv     freeze the weight of every pair

Pairs come from evaluation/name_pairs/in_context.yaml, which was written before the comparer: two
lines of one person are the same, two lines of two people of one group are not. A group is in one
half by a hash of its first line; weights may be mended on "seen", "held" is reported.
"""

import argparse
import json
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import fuzz, utils

from gavah.linking.names import name
from gavah.linking.person_evidence import DEATHS, Facts, resemble
from gavah.linking.weights import PERSONS
from gavah.model import Place, When

FOLDER = Path(__file__).resolve().parent / "name_pairs"
PRECISE = 0.99


class Pair(NamedTuple):
    """Two lines, whether they are one person, and the half they are in."""

    one: str
    other: str
    same: bool
    half: str


def listed() -> dict[str, Any]:
    """The file."""
    read: dict[str, Any] = yaml.safe_load((FOLDER / "in_context.yaml").read_text(encoding="utf-8"))
    return read


def pairs(groups: list[list[list[str]]]) -> Iterator[Pair]:
    """Every two lines of each group."""
    for group in groups:
        half = "held" if int(sha256(group[0][0].encode()).hexdigest(), 16) % 2 else "seen"
        lines = [(number, line) for number, person in enumerate(group) for line in person]
        for (a, one), (b, other) in combinations(lines, 2):
            yield Pair(one, other, a == b, half)


def facts(line: str, known: dict[str, list[Any]]) -> Facts:
    """What one line tells of a person."""
    text, age, day, where, act = (part.strip() for part in line.split("|"))
    when = span(day) if day else None
    place = None
    if where:
        country, precision, *point = known[where]
        lat, lon = point or (None, None)
        place = Place(name=where, settlement=where if precision == "settlement" else None, country=country,
                      precision=precision, lat=lat, lon=lon)  # fmt: skip
    return Facts(
        names=(name(text),),
        ages=((int(age), when.start if when else None),) if age else (),
        whens=(when,) if when else (),
        places=(place,) if place else (),
        acts=((act, when),),
        deaths=((None, when),) if act in DEATHS else (),
    )


def span(day: str) -> When:
    """A day, or a month."""
    if len(day) == 10:
        return When(start=date.fromisoformat(day), end=date.fromisoformat(day), precision="day")
    year, month = map(int, day.split("-"))
    last = date(year, month, monthrange(year, month)[1])
    return When(start=date(year, month, 1), end=last, precision="month")


def wratio(one: str, other: str) -> float:
    """The measure that is beaten: WRatio of the whole lines' names, 0 to 100."""
    left, right = (line.split("|")[0] for line in (one, other))
    return float(fuzz.WRatio(left, right, processor=utils.default_process))


def wratio_in_context(one: str, other: str) -> float:
    """The same of whole lines, so that it sees age, day and place too."""
    return float(fuzz.WRatio(one, other, processor=utils.default_process))


def told(scored: list[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall, F1 of (said the same, is the same)."""
    right = sum(said and same for said, same in scored)
    precision = right / max(1, sum(said for said, _ in scored))
    recall = right / max(1, sum(same for _, same in scored))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best(pairs_: list[Pair], score: Callable[[str, str], float]) -> float:
    """The threshold with the best F1 on the half "seen"."""
    seen = [(score(p.one, p.other), p.same) for p in pairs_ if p.half == "seen"]
    return max(
        sorted({value for value, _ in seen}),
        key=lambda level: told([(value >= level, same) for value, same in seen])[2],
    )


def precise(scored: list[tuple[float, bool]]) -> float:
    """The most recall at a precision of PRECISE, wherever the threshold is put."""
    levels = sorted({value for value, _ in scored})
    found = [told([(value >= level, same) for value, same in scored]) for level in levels]
    return max((recall for precision, recall, _ in found if precision >= PRECISE), default=0.0)


def table(errors: bool) -> tuple[list[str], dict[str, dict[str, float]], list[str]]:
    """Lines to print, measures on the half "held", and the frozen weights."""
    read = listed()
    every = list(pairs(read["groups"]))
    made = {line: facts(line, read["places"]) for pair in every for line in pair[:2]}
    found = {pair: resemble(made[pair.one], made[pair.other]) for pair in every}
    lines = [
        f"{sum(p.same for p in every)} same, {sum(not p.same for p in every)} different, "
        f"{len(read['groups'])} groups"
    ]
    kept: dict[str, dict[str, float]] = {}
    for half in ("seen", "held"):
        own = [pair for pair in every if pair.half == half]
        p, r, f = told([(found[pair].sure, pair.same) for pair in own])
        lines.append(
            f"gavah merges by itself, {half}: P {p:.3f} R {r:.3f} F1 {f:.3f} of {len(own)}"
        )
        kept["merged"] = {"precision": round(p, 4), "recall": round(r, 4)}
        open_ = [
            pair.same for pair in own
            if not found[pair].sure and not found[pair].excluded and found[pair].weight >= PERSONS["undecided"]
        ]  # fmt: skip
        lines.append(f"  left open, {half}: {sum(open_)} same, {len(open_) - sum(open_)} different")
    measures: list[tuple[str, Callable[[str, str], float]]] = [
        ("gavah", lambda a, b: -99.0 if found_of(a, b).excluded else found_of(a, b).weight),
        ("WRatio of names", wratio),
        ("WRatio of lines", wratio_in_context),
    ]

    def found_of(one: str, other: str) -> Any:
        return resemble(made[one], made[other])

    for title, score in measures:
        threshold = best(every, score)
        held = [(score(p.one, p.other), p.same) for p in every if p.half == "held"]
        p, r, f = told([(value >= threshold, same) for value, same in held])
        most = precise(held)
        lines.append(
            f"{title}, held: P {p:.3f} R {r:.3f} F1 {f:.3f}; recall at P ≥ {PRECISE}: {most:.3f}"
        )
        kept[title] = {"f1": round(f, 4), "recall_precise": round(most, 4)}
    if errors:
        for pair, one in found.items():
            if pair.half == "seen" and one.sure != pair.same:
                lines.append(
                    f"{'missed' if pair.same else 'WRONG'} {one.weight:+.1f} {pair.one}  ||  {pair.other}"
                )
                lines.append(f"    {'; '.join(map(str, one.signs))}")
    frozen = [
        f"{p.one}\t{p.other}\t{'same' if p.same else 'different'}\t"
        f"{'excluded' if found[p].excluded else format(found[p].weight, '.2f')}"
        for p in every
    ]
    return lines, kept, frozen


def main() -> int:
    """Measure; freeze with --write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    lines, kept, frozen = table(args.errors)
    print(json.dumps(kept) if args.json else "\n".join(lines))
    if args.write:
        args.write.write_text("\n".join(frozen) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
