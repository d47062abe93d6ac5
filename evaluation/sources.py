"""Measures "according to whom" on PolNeAR: given what is said, is its source found?

    python evaluation/sources.py ../shared/corpora/polnear/dev.jsonl.gz

An attribution counts when it has a source and content; it is right when the first source that
gavah gives shares a character with a gold source. "harm" are those whose content holds a word of
harm. Prints both, with how many.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from gavah.claims.english.who_says import source_for
from gavah.model import Document
from gavah.resources import load


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="print so many misses")
    given = parser.parse_args()
    stems = {str(verb)[:5] for row in load("english/harm")["verbs"].values() for verb in row}
    harm = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, stems))) + r")", re.IGNORECASE)
    tally: Counter[str] = Counter()
    with gzip.open(given.documents, "rt", encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            text = told["text"]
            paragraphs = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
            document = Document(id=told["id"], copy="sha256:" + "0" * 64, text=text,
                                language="en", paragraphs=paragraphs)  # fmt: skip
            for row in told["attributions"].values():
                for one in row:
                    sources = [s for part in one.get("source", ()) for s in part["spans"]]
                    content = [s for part in one.get("content", ()) for s in part["spans"]]
                    if not sources or not content:
                        continue
                    longest = max(content, key=lambda span: span[1] - span[0])
                    found = source_for(document, (longest[0], longest[1]))
                    right = bool(found) and any(
                        found[0].start < end and start < found[0].end for start, end in sources
                    )
                    kinds = ["all", "none"] if not found else ["all"]
                    if harm.search(text, *longest):
                        kinds.append("harm")
                    for kind in kinds:
                        tally[f"{kind} of"] += 1
                        tally[f"{kind} right"] += right
                    if not right and given.misses > 0:
                        given.misses -= 1
                        print(
                            f"- {text[max(longest[0] - 80, 0) : longest[1] + 80]!r}\n"
                            f"  gold {[text[a:b] for a, b in sources]}"
                            f" found {[anchor.quote for anchor in found]}"
                        )
    for kind in ("all", "harm"):
        of = tally[f"{kind} of"]
        print(f"{kind:5} {tally[f'{kind} right'] / of:.3f} of {of} attributions")
    print(f"no source found for {tally['none of']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
