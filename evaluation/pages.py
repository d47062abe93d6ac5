"""Measures the reading of web pages on the article-extraction-benchmark's 181 pages.

    python evaluation/pages.py ../shared/corpora/pages/article-extraction-benchmark.tar.gz

Prints the benchmark's own metric (4-word shingles, each page weighing the same) for gavah's
paragraphs and for the bare extractor, the share of the extractor's sentences found again in the
page's own text, and pages per second of this process's CPU time.
"""

import argparse
import json
import re
import sys
import tarfile
from collections import Counter
from time import process_time

from gavah.model import Capture, digest_of
from gavah.reading import read

_TOKENS = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W_]+")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    tokens = _TOKENS.findall(text)
    return Counter(tuple(tokens[at : at + size]) for at in range(max(1, len(tokens) - size + 1)))


def compared(gold: str, found: str) -> tuple[float, float, float]:
    """Shingles in both, only found, only in the gold, as shares of them all."""
    left, right = shingles(gold), shingles(found)
    both = sum((left & right).values())
    only_found, only_gold = sum((right - left).values()), sum((left - right).values())
    total = both + only_found + only_gold
    return both / total, only_found / total, only_gold / total


def scored(pages: list[tuple[float, float, float]]) -> dict[str, float]:
    precision = [both / (both + more) for both, more, _ in pages if both + more > 0]
    recall = [both / (both + less) for both, _, less in pages if both + less > 0]
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return {"f1": 2 * p * r / (p + r), "precision": p, "recall": r}


def letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def sentences(text: str) -> list[str]:
    """The extractor's sentences of 20 characters and more; each row of a table is one."""
    split = re.split(r"(?<=[.!?])\s+|\n+", text)
    return [said for said in split if len(said.strip(" |-")) >= 20 and letters(said)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("archive", help="article-extraction-benchmark.tar.gz")
    parser.add_argument("--bare", action="store_true", help="also score the bare extractor")
    parser.add_argument("--fast", action="store_true", help="read pages by the fast extractor")
    parser.add_argument("--misses", type=int, default=0, help="print so many sentences not found")
    parser.add_argument("--worst", type=int, default=0, help="print the worst pages, by digest")
    asked = parser.parse_args()
    gold, pages = _load(asked.archive)
    from trafilatura import extract

    ours, bare, found, kept, total = [], [], 0, 0, 0
    worst: list[tuple[float, str]] = []
    spent, misses = 0.0, asked.misses
    for name, content in sorted(pages.items()):
        capture = Capture(copy=digest_of(content), source=name, at=None, tool="evaluation",
                          media_type="text/html")  # fmt: skip
        started = process_time()
        (document,) = read(content, capture, fast=asked.fast)
        spent += process_time() - started
        article = "\n".join(document.text[start:end] for start, end in document.paragraphs)
        ours.append(compared(gold[name], article))
        both, more, less = ours[-1]
        worst.append((2 * both / max(2 * both + more + less, 1e-9), name))
        extracted = extract(content, include_comments=False) or ""
        if asked.bare:
            bare.append(compared(gold[name], extracted))
        known, everything = letters(article), letters(document.text)
        for sentence in sentences(extracted):
            total += 1
            kept += letters(sentence) in known
            if letters(sentence) in everything:
                found += 1
            elif misses:
                misses -= 1
                print(name[:8], letters(sentence) in known, repr(sentence[:200]), file=sys.stderr)
    result = {
        "pages": len(ours),
        "gavah": {name: round(value, 4) for name, value in scored(ours).items()},
        "sentences_found_again": round(found / total, 4),
        "sentences_in_paragraphs": round(kept / total, 4),
        "sentences": total,
        "pages_per_second": round(len(ours) / spent, 1),
    }
    if asked.bare:
        result["trafilatura"] = {name: round(value, 4) for name, value in scored(bare).items()}
    print(json.dumps(result, indent=1))
    for score, name in sorted(worst)[: asked.worst]:
        print(f"{score:.3f} {name}", file=sys.stderr)
    return 0


def _load(archive: str) -> tuple[dict[str, str], dict[str, bytes]]:
    gold: dict[str, str] = {}
    pages: dict[str, bytes] = {}
    with tarfile.open(archive) as members:
        for member in members:
            file = members.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            if member.name.endswith("pages.jsonl"):
                for line in file:
                    page = json.loads(line)
                    gold[page["id"]] = page["text"]
            elif member.name.endswith(".html"):
                pages[member.name.rsplit("/", 1)[-1].removesuffix(".html")] = file.read()
    return gold, {name: content for name, content in pages.items() if name in gold}


if __name__ == "__main__":
    sys.exit(main())
