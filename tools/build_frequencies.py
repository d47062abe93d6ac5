"""Counts in how many articles each word stands: what a shared word is worth as evidence.

python -m tools.build_frequencies --shared ../shared

Reads English news of several kinds (corpora of the shared folder; one article for each incident of
the half that linking is fitted on) and writes src/gavah/resources/linking/frequencies.json: the
number of articles, and for each word in at least `FEWEST` of them their number. Words that are
mostly written with a capital are left out unless they are frequent, so that no name of a person
is in the list: what is not listed counts as rare, and names are. No text is kept.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.incidents import fitting

from gavah.reading.terms import words

FEWEST, FEWEST_CAPITAL = 6, 40
CORPORA = ("ecbplus/train", "muc4/train", "notes/insightCrime_train", "notes/satp_relevant_train",
           "polnear/train", "plain/guardian_sdf_2017_2018", "plain/giveme5w1h_clusters", "geo/lgl")  # fmt: skip
TARGET = Path(__file__).resolve().parent.parent / "src/gavah/resources/linking/frequencies.json"


def texts(shared: Path) -> Iterator[str]:
    """Every text that is counted."""
    for name in CORPORA:
        for row in _rows(shared / "corpora" / f"{name}.jsonl.gz"):
            yield row["text"]
    seen: set[str] = set()
    for row in _rows(shared / "corpora" / "gva" / "dev_articles.jsonl.gz"):
        if fitting(row["incident"]) and row["incident"] not in seen:
            seen.add(row["incident"])
            yield row["text"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def main() -> int:
    """Count and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True)
    shared = parser.parse_args().shared
    articles, found, capital = 0, Counter[str](), Counter[str]()
    for text in texts(shared):
        articles += 1
        raw = set(words(text))
        found.update({word.casefold() for word in raw})
        lower = {word for word in raw if word[:1].islower() or not word[:1].isalpha()}
        capital.update({word.casefold() for word in raw} - {word.casefold() for word in lower})
    kept = {
        word: n
        for word, n in sorted(found.items())
        if n >= (FEWEST_CAPITAL if capital[word] > n / 2 else FEWEST)
    }
    TARGET.write_text(
        json.dumps({"articles": articles, "words": kept}, ensure_ascii=False, indent=0) + "\n",
        encoding="utf-8",
    )
    print(f"{len(kept)} words of {articles} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
