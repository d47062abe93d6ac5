"""Reads the claims of a JSON-lines file of texts: what the scorers compare with gold.

python evaluation/claims.py TEXTS.jsonl[.gz] [OUT.jsonl]

Each line is one document (`id`, `title`, `date`, `publisher`, `text`). The reading is left out:
paragraphs are the lines of the text (`gavah read` is the whole way). Prints documents, claims and documents per second.
"""

import gzip
import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gavah.claims.english import EnglishReader
from gavah.claims.english.dates import dates
from gavah.model import Document, Published, to_json


def lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as file:
        yield from (line for line in file if line.strip())


def plain(line: bytes) -> Document:
    """A document without a reading: its lines are its paragraphs, its date is taken as it is."""
    told = json.loads(line)
    text = told["text"]
    day = told.get("date") or ""
    published = None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day[:10]):
        published = Published(date=date.fromisoformat(day[:10]), basis="given", evidence=day)
    elif told_day := [one for one in dates(day, day=None) if one.when.precision == "day"]:
        published = Published(date=told_day[0].when.start, basis="given", evidence=day)
    return Document(
        id=told["id"],
        copy="sha256:" + "0" * 64,
        text=text,
        title=told.get("title"),
        publisher=told.get("publisher"),
        published=published,
        language="en",
        paragraphs=tuple(m.span() for m in re.finditer(r"[^\n]+(?:\n(?!\s*\n|\S)[^\n]+)*", text)),
    )


def main() -> int:
    """Read, write, and say how long it took."""
    given = [one for one in sys.argv[1:] if not one.startswith("--")]
    reader = EnglishReader()
    documents = [plain(line) for line in lines(Path(given[0]))]
    reader.claim(documents[0])
    begun = time.process_time()
    found = [(document, reader.claim(document)) for document in documents]
    spent = time.process_time() - begun
    out = Path(given[1]).open("wb") if len(given) > 1 else sys.stdout.buffer  # noqa: SIM115
    total = 0
    for _, claims in found:
        for claim in claims:
            total += 1
            out.write(to_json(claim) + b"\n")
    out.flush()
    size = sum(len(document.text) for document in documents)
    print(
        f"{len(found)} documents ({size} characters), {total} claims,"
        f" {len(found) / spent:.1f} documents a second",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
