"""How words are usually written, counted in the treebanks the pipeline is trained on.

    python training/english/casing.py ../shared/corpora/ud

Writes src/gavah/claims/english/pipeline/casing.json: words that stand in lower case at least
once in four times, and words that do not, with their usual form. The first word of a sentence says nothing and is left out.
Licence of what comes out: as the treebanks' (NOTICE).
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from prepare import trees

OUT = Path(__file__).resolve().parents[2] / "src/gavah/claims/english/pipeline/casing.json"


def main() -> int:
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in ("en_ewt-ud-train", "en_ewt-ud-dev", "en_gum-free-train", "en_gum-free-dev"):
        for tree in trees(Path(sys.argv[1]) / f"{name}.conllu.gz"):
            forms = [form for form in tree.forms if form]
            shouted = sum(form.isupper() for form in forms) * 2 > len(forms)
            for form in () if shouted else forms[1:]:
                if form.isalpha() and len(form) > 1:
                    seen[form.lower()][form] += 1
    lower, usual = [], {}
    for word, forms_ in sorted(seen.items()):
        best = max(sorted(forms_), key=lambda form: forms_[form])
        if best == word or forms_[word] * 4 > sum(forms_.values()):
            lower.append(word)
        else:
            usual[word] = best
    told = {"lower": lower, "usual": usual}
    OUT.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(lower)} words in lower case, {len(usual)} others", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
