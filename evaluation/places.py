"""Measures which place a name means, on gold mentions of geoparsing corpora.

    python evaluation/places.py ../shared/corpora/geo/lgl.jsonl.gz ...

Every gold mention with coordinates counts, whether gavah has a place for it or not. Right within
161 km (100 miles); a country or region, which has no pin, is right when the country is.
"""

import argparse
import gzip
import json
import re
import sys
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from gavah.claims.english.places import resolve
from gavah.claims.gazetteer import Entry, lookup
from gavah.model import Document

NEAR = 161.0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance."""
    a, b, c, d = (radians(value) for value in (*one, *other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, half)))


def country_of(name: str | None) -> str | None:
    """The code of a country's English name."""
    found = [one for one in lookup(name or "") if one.kind == "country"]
    return found[0].country if found else None


def right(entry: Entry | None, gold: dict[str, str]) -> bool:
    """Whether the place is the gold one, or near enough."""
    if entry is None:
        return False
    if str(entry.geonames) == gold.get("geonameid"):
        return True
    if entry.kind in {"country", "region"}:
        level = (
            gold.get("fcode", "").startswith(("PCL", "CONT", "RGN")) or gold.get("fclass") == "A"
        )
        return (
            level and entry.country is not None and entry.country == country_of(gold.get("country"))
        )
    if entry.lat is None or entry.lon is None:
        return False
    return kilometres((entry.lat, entry.lon), (float(gold["lat"]), float(gold["lon"]))) <= NEAR


def standing(text: str, gold: dict[str, str]) -> tuple[int, int]:
    """Where the mention stands; some offsets of the corpora are off by a few characters."""
    start, phrase = int(gold["start"]), gold.get("phrase") or gold["name"]
    found = [match.start() for match in re.finditer(re.escape(phrase), text)]
    at = min(found, key=lambda one: abs(one - start), default=start)
    return at, at + len(phrase)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses")
    given = parser.parse_args()
    for path in given.documents:
        total = good = none = documents = 0
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                documents += 1
                text = told["text"]
                paragraphs = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
                document = Document(id=str(told["id"]), copy="sha256:" + "0" * 64, text=text,
                                    title=told.get("title"), paragraphs=paragraphs)  # fmt: skip
                golds = [
                    one for one in told["toponyms"] if one.get("lat") and one["lat"] != "NaN"
                ]  # fmt: skip
                golds.sort(key=lambda one: int(one["start"]))
                spans = [standing(text, one) for one in golds]
                for gold, span, entry in zip(golds, spans, resolve(spans, document), strict=True):
                    total += 1
                    none += entry is None
                    good += (fine := right(entry, gold))
                    if not fine and given.misses > 0:
                        given.misses -= 1
                        print(text[slice(*span)], gold.get("name"), gold.get("country"),
                              gold.get("admin1"), "|", entry and (entry.name, entry.country, entry.admin, entry.kind))  # fmt: skip
        print(
            f"{path.name}: {good / total:.3f} within {NEAR:.0f} km of {total} mentions in"
            f" {documents} documents; no place for {none}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
