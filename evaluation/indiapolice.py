"""Measures deeds of the police on IndiaPoliceEvents, sentence by sentence.

    python evaluation/indiapolice.py ../shared/corpora/indiapolice/dev.jsonl.gz

A sentence is found for ARREST when an affirmed claim of `arrested` that is not planned tells it
there, for KILL when such a claim of `killed` does and names a force of the state as who did it. A
claim tells it where its act stands (first line of each label) and wherever else it says the fact
is told (`also`; second line): one fact told in three sentences is one claim. The text is taken as
published, without capitals and with its broken letters.
"""

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document, Published

FORCE = re.compile(
    r"police|polic|cop\b|cops\b|constab|inspector|security (?:force|personnel)|troops?|army"
    r"|armed force|soldier|jawan|\braf\b|rapid action|crpf|bsf\b|srp|paramilitary|firing"
    r"|authorities|government force|gunner|guards?",
    re.IGNORECASE,
)
"""Forces of the state, as `score_police.py` of the shared evaluation has them."""
Sentence = tuple[str, int]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take each so many-th document")
    parser.add_argument("--misses", type=int, default=0, help="print so many sentences in error")
    given = parser.parse_args()
    reader = EnglishReader()
    gold: defaultdict[str, set[Sentence]] = defaultdict(set)
    said: defaultdict[tuple[str, str], set[Sentence]] = defaultdict(set)
    texts: dict[Sentence, str] = {}
    documents = 0
    with gzip.open(given.documents, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % given.every:
                continue
            documents += 1
            told = json.loads(line)
            spans = []
            for start, end, sentence in _sentences(told):
                key = (told["id"], sentence["n"])
                spans.append((start, end, key))
                texts[key] = sentence["text"].strip()
                for label in sentence["labels"]:
                    gold[label].add(key)
            for claim in reader.claim(_document(told)):
                label = _label(claim)
                for where, anchors in (("act", (claim.anchors.act,)),
                                       ("told", (claim.anchors.act, *claim.also))):  # fmt: skip
                    for anchor in anchors if label is not None else ():
                        for start, end, key in spans:
                            if anchor.where == "text" and start <= anchor.start < end:
                                said[str(label), where].add(key)
    for label in ("KILL", "ARREST"):
        for where in ("act", "told"):
            found = said[label, where]
            both = len(gold[label] & found)
            p, r = both / max(len(found), 1), both / max(len(gold[label]), 1)
            print(f"{label:6} {where:4} F1 {2 * p * r / max(p + r, 1e-9):.3f} (precision {p:.3f},"
                  f" recall {r:.3f}) of {len(gold[label])} sentences in {documents} documents")  # fmt: skip
        for key in sorted(gold[label] ^ said[label, "told"]):
            if given.misses > 0:
                given.misses -= 1
                print("missed" if key in gold[label] else "wrong ", key, texts[key][:300])
    return 0


def _sentences(told: dict[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    at = 0
    for sentence in told["sentences"]:
        words = sentence["text"].strip()
        start = told["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            yield start, at, sentence


def _document(told: dict[str, Any]) -> Document:
    text, day = told["text"], told["date"]
    return Document(
        id=told["id"], copy="sha256:" + "0" * 64, text=text, title=told.get("title"), language="en",
        published=Published(date=date.fromisoformat(day), basis="given", evidence=day),
        paragraphs=tuple(match.span() for match in re.finditer(r"[^\n]+", text)),
    )  # fmt: skip


def _label(claim: Claim) -> str | None:
    if claim.polarity == "denied" or claim.modality == "planned":
        return None
    if claim.act == "arrested":
        return "ARREST"
    by = " ".join(one.name for one in claim.perpetrators)
    return "KILL" if claim.act == "killed" and FORCE.search(by) else None


if __name__ == "__main__":
    sys.exit(main())
