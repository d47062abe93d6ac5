"""Reads a set of articles, links them, and scores the incidents against a registry.

python evaluation/incidents.py --shared ../shared [--articles 600] [--half held] [--clusters registry] [--keep CLAIMS.jsonl] [--out DIR]

The articles of corpora/gva/dev_articles are taken in their order, whole incidents of the registry
only: an incident counts when all its articles are among them. `--half held` takes the half that
no weight was fitted on; `--clusters registry` brings together what the registry has as one, so
that the reader alone is measured. `--keep` writes what was read, and
takes it from there the next time, so that linking alone can be measured again. Prints the scores
of evaluation/score_incidents.py, and the incidents that hold articles of several true ones: the
worst error for a count of the dead, because it hides them.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace

from gavah.linking import link
from gavah.linking.proposals import proposals
from gavah.linking.scoring import score
from gavah.linking.weights import probability
from gavah.model import (
    Capture,
    Claim,
    Linked,
    ReadDocument,
    Ruling,
    Rulings,
    Told,
    digest_of,
    from_json,
    to_json,
)
from gavah.reading.terms import terms
from gavah.runs.unit import read_copy


def rows(path: Path) -> list[dict[str, Any]]:
    """A packed JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def chosen(folder: Path, most: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Whole incidents of the registry and their articles, up to `most` articles (0: all)."""
    articles = {row["id"]: row for row in rows(folder / "dev_articles.jsonl.gz")}
    first = set(list(articles)[: most or None])
    whole = [
        row
        for row in rows(folder / "dev_incidents.jsonl.gz")
        if row["articles"] and first.issuperset(a for a in row["articles"] if a in articles)
    ]
    wanted = {a for row in whole for a in row["articles"]} & first
    return whole, [row for id_, row in articles.items() if id_ in wanted]


def fitting(incident: str) -> bool:
    """Whether an incident is of the half that weights are fitted on; the other is held out."""
    return int(sha256(incident.encode()).hexdigest(), 16) % 2 == 0


def told_of(one: ReadDocument) -> Told:
    """What linking needs to know of a document."""
    document = one.document
    return Told(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.day,
        length=len(document.text),
        signature=one.signature,
        agency=document.agency,
        terms=one.terms,
    )


def read(articles: list[dict[str, Any]]) -> Iterator[ReadDocument]:
    """Read each article as `gavah read` does; what is set aside is named on stderr."""
    for row in articles:
        fields = {key: row[key] for key in ("id", "title", "date", "url", "text") if row.get(key)}
        line = json.dumps(fields, ensure_ascii=False).encode()
        capture = Capture(
            copy=digest_of(line), source=row["id"], at=None, tool="evaluation", media_type="application/json",
            given={key: value for key, value in fields.items() if key != "text"},
        )  # fmt: skip
        outcome = read_copy(line, capture)
        if outcome.set_aside is not None:
            print(f"{row['id']}: {outcome.set_aside.reason}", file=sys.stderr)
        yield from outcome.documents


def kept(path: Path | None, articles: list[dict[str, Any]]) -> tuple[list[Claim], list[Told]]:
    """Claims and documents, from the file where it is, else read (and kept)."""
    lines: list[bytes] = []
    if path is not None and path.exists():
        lines = path.read_bytes().splitlines()
    else:
        for number, one in enumerate(read(articles), 1):
            lines += [to_json([told_of(one), one.claims or ()])]
            if number % 100 == 0:
                print(f"{number} read", file=sys.stderr)
        if path is not None:
            path.write_bytes(b"\n".join(lines))
    pairs = [from_json(line, tuple[Told, tuple[Claim, ...]]) for line in lines]
    wanted = {row["id"] for row in articles}
    pairs = [pair for pair in pairs if pair[0].id in wanted]
    text = {row["id"]: row["text"] for row in articles}
    told = [replace(one, terms=one.terms or terms(one.title, text[one.id])) for one, _ in pairs]
    return [claim for _, claims in pairs for claim in claims], told


def homes(linked: Linked, truth: dict[str, str]) -> dict[str, str]:
    """The incident that each article is chiefly about; its own where it is in none."""
    main = {
        d.document: one.id for one in linked.incidents for d in one.documents if d.role == "main"
    }
    return {article: main.get(article, f"alone {article}") for article in truth}


def paired(linked: Linked, truth: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of articles."""
    found = homes(linked, truth)
    both = _pairs(Counter((truth[a], found[a]) for a in truth))
    told, true = _pairs(Counter(found.values())), _pairs(Counter(truth.values()))
    precision, recall = both / max(told, 1), both / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _pairs(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def wrongly_merged(
    linked: Linked, articles: list[dict[str, Any]]
) -> list[tuple[str, Counter[str]]]:
    """Incidents that are main for articles of several true incidents."""
    truth = {row["id"]: row["incident"] for row in articles}
    found = []
    for incident in linked.incidents:
        true = Counter(truth[d.document] for d in incident.documents if d.role == "main")
        if len(true) > 1:
            found.append((incident.id, true))
    return found


def by_registry(claims: list[Claim], told: list[Told], truth: dict[str, str]) -> Linked:
    """Linked as the registry has it: the reader alone is measured.

    The claims of the mention that each article is chiefly about are judged the same where the
    registry has one incident, and different where an incident of ours holds two of its.
    """
    linked = link(claims, told)
    main = {claim: article for article, claim in _main_claims(linked, claims)}
    first: dict[str, str] = {}
    same: list[tuple[str, str]] = []
    for claim, article in sorted(main.items(), key=lambda row: (row[1], row[0])):
        held = first.setdefault(truth[article], claim)
        if held != claim:
            same.append((held, claim))
    apart: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        pairs = (*same, *sorted(apart))
        rulings = [
            Ruling(
                seq=seq,
                about="incident",
                held="same" if seq <= len(same) else "different",
                left=a,
                right=b,
            )
            for seq, (a, b) in enumerate(pairs, 1)
        ]
        linked = link(claims, told, Rulings(pairs=tuple(rulings)))
        mixed = {
            pair
            for one in linked.incidents
            for pair in combinations(
                sorted({first[truth[main[claim]]] for claim in one.claims if claim in main}), 2
            )
        }
        if mixed <= apart:
            break
        apart |= mixed
    return linked


_ROUNDS = 6
"""After so many, what is still held together by a copy or a name is left."""


def _main_claims(linked: Linked, claims: list[Claim]) -> set[tuple[str, str]]:
    """(article, claim) for each claim of the incident that an article is chiefly about."""
    document = {claim.id: claim.document for claim in claims}
    return {
        (d.document, claim)
        for one in linked.incidents
        for d in one.documents
        if d.role == "main"
        for claim in one.claims
        if document[claim] == d.document
    }


def interval(linked: Linked, truth: dict[str, str], times: int = 1000) -> str:
    """F1 of pairs and B3 with their 95 % intervals, incidents of the registry drawn anew."""
    found = homes(linked, truth)
    members: dict[str, list[str]] = {}
    for article, incident in truth.items():
        members.setdefault(incident, []).append(article)
    sizes = Counter(found.values())
    parts = {}
    for incident, articles in members.items():
        own = Counter(found[a] for a in articles)
        n = len(articles)
        both = sum(k * (k - 1) / 2 for k in own.values())
        told = sum(k * (sizes[home] - 1) / 2 for home, k in own.items())
        precise = sum(k * k / sizes[home] for home, k in own.items())
        whole = sum(k * k / n for k in own.values())
        parts[incident] = (both, told, n * (n - 1) / 2, precise, whole, n)
    chance = Random(1)  # noqa: S311
    names = sorted(parts)

    def scores(drawn: list[str]) -> tuple[float, float]:
        both, told, true, precise, whole, n = (sum(parts[i][k] for i in drawn) for k in range(6))
        p, r = both / max(told, 1), both / max(true, 1)
        q, s = precise / n, whole / n
        return 2 * p * r / max(p + r, 1e-9), 2 * q * s / (q + s)

    drawn = [scores(chance.choices(names, k=len(names))) for _ in range(times)]
    lines = []
    for at, name in ((0, "pairs"), (1, "B3")):
        spread = sorted(score[at] for score in drawn)
        low, high = spread[int(times * 0.025)], spread[int(times * 0.975)]
        lines.append(f"{name} F1 {scores(names)[at]:.4f} [{low:.4f}, {high:.4f}]")
    return "; ".join(lines)


def reliability(claims: list[Claim], told: list[Told], truth: dict[str, str]) -> list[str]:
    """How often candidate pairs are right, by the probability that linking gives them."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one, other in proposals(claims, told):
        if one.main and other.main and one.kind == "occurrence":
            weight = score(one, other)
            p = 0.0 if weight.excluded else probability(weight.weight)
            bins.setdefault(min(9, int(p * 10)), []).append(
                (p, truth[one.document] == truth[other.document])
            )
    lines = ["probability   pairs   mean   right"]
    for number in sorted(bins):
        found = bins[number]
        mean = sum(p for p, _ in found) / len(found)
        right = sum(true for _, true in found) / len(found)
        lines.append(
            f"{number / 10:.1f}–{(number + 1) / 10:.1f}   {len(found):8}  {mean:.3f}   {right:.3f}"
        )
    return lines


def main() -> int:
    """Read, link, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared"
    )
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--half", choices=["fitted", "held", "both"], default="both")
    parser.add_argument("--clusters", choices=["gavah", "registry"], default="gavah")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    incidents, articles = chosen(args.shared / "corpora" / "gva", args.articles)
    if args.half != "both":
        incidents = [row for row in incidents if fitting(row["id"]) == (args.half == "fitted")]
        articles = [row for row in articles if fitting(row["incident"]) == (args.half == "fitted")]
    truth = {row["id"]: row["incident"] for row in articles}
    claims, told = kept(args.keep, articles)
    begun = time.process_time()
    linked = link(claims, told)
    spent = time.process_time() - begun
    if args.clusters == "registry":
        linked = by_registry(claims, told, truth)
    args.out.mkdir(parents=True, exist_ok=True)
    names = ("gold_incidents", "gold_articles", "incidents")
    paths = [args.out / f"{name}.jsonl" for name in names]
    for path, records in zip(paths, (incidents, articles, linked.incidents), strict=True):
        path.write_bytes(b"".join(to_json(record) + b"\n" for record in records))
    scorer = args.shared / "evaluation" / "score_incidents.py"
    subprocess.run([sys.executable, str(scorer), *map(str, paths)], check=True)
    print(interval(linked, truth))
    print("\n".join(reliability(claims, told, truth)))
    merged = wrongly_merged(linked, articles)
    print(f"{len(claims)} claims linked in {spent:.1f} s; {len(merged)} incidents wrongly merged")
    for id_, true in merged[:40]:
        print(f"  {id_} holds articles of {dict(true)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
