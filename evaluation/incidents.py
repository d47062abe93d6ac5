"""Reads a set of articles, links them, and scores the incidents against a registry.

python evaluation/incidents.py --shared ../shared [--articles 600] [--keep CLAIMS.jsonl] [--out DIR]

The articles of corpora/gva/dev_articles are taken in their order, whole incidents of the registry
only: an incident counts when all its articles are among them. `--keep` writes what was read, and
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
from pathlib import Path
from typing import Any

from gavah.linking import link
from gavah.model import Capture, Claim, Linked, ReadDocument, Told, digest_of, from_json, to_json
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
    return [claim for _, claims in pairs for claim in claims], [told for told, _ in pairs]


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


def main() -> int:
    """Read, link, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared"
    )
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    incidents, articles = chosen(args.shared / "corpora" / "gva", args.articles)
    claims, told = kept(args.keep, articles)
    begun = time.process_time()
    linked = link(claims, told)
    spent = time.process_time() - begun
    args.out.mkdir(parents=True, exist_ok=True)
    names = ("gold_incidents", "gold_articles", "incidents")
    paths = [args.out / f"{name}.jsonl" for name in names]
    for path, records in zip(paths, (incidents, articles, linked.incidents), strict=True):
        path.write_bytes(b"".join(to_json(record) + b"\n" for record in records))
    scorer = args.shared / "evaluation" / "score_incidents.py"
    subprocess.run([sys.executable, str(scorer), *map(str, paths)], check=True)
    merged = wrongly_merged(linked, articles)
    print(f"{len(claims)} claims linked in {spent:.1f} s; {len(merged)} incidents wrongly merged")
    for id_, true in merged[:40]:
        print(f"  {id_} holds articles of {dict(true)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
