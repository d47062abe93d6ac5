"""English words that are written small, from word lists of spell checkers.

    python training/english/vocabulary.py american-english british-english

The lists are SCOWL's up to size 50, American and British, one word a line, as Debian's packages
wamerican and wbritish (2020.12.07) have them. Writes src/gavah/claims/english/pipeline/words.txt:
words in lower case that casing.json lacks, without those whose form with a capital is listed too
(that may be a name) and without what their endings give away. Licence: words.LICENSE beside it.
"""

import json
import sys
from pathlib import Path

PIPELINE = Path(__file__).resolve().parents[2] / "src/gavah/claims/english/pipeline"
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))  # fmt: skip


def main() -> int:
    told = json.loads((PIPELINE / "casing.json").read_bytes())
    known, usual = frozenset(told["lower"]), told["usual"]
    lines = {line for path in sys.argv[1:] for line in Path(path).read_text("utf-8").split()}
    small = {
        word for word in lines
        if word.isalpha() and word.isascii() and word.islower() and len(word) > 2
    }  # fmt: skip
    names = {word.lower() for word in lines if word[:1].isupper()}
    both = {word for word in small if word in names and word not in known}
    kept = small - both - known - set(usual)
    kept -= {word for word in kept if _given_away(word, kept | known)}
    (PIPELINE / "words.txt").write_text("".join(f"{word}\n" for word in sorted(kept)), "utf-8")
    print(f"{len(kept)} words, {len(both)} left out that may be names", file=sys.stderr)
    return 0


def _given_away(word: str, stems: frozenset[str] | set[str]) -> bool:
    return any(
        word.endswith(end) and len(word) > len(end) + 2 and word[: -len(end)] + put in stems
        for end, put in _ENDINGS
    )


if __name__ == "__main__":
    sys.exit(main())
