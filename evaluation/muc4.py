"""Measures human targets on MUC-4: how many people were killed or injured, as a multiset a document.

    python evaluation/muc4.py ../shared/corpora/muc4/dev.jsonl.gz

Relevant documents only. Gold: each human target whose effect is DEATH or INJURY, with its number
as the template writes it: "4", "30-" (at least), "-15" (at most), "~10" (about), "PLURAL" (no
number told); any of several alternatives is right, and an optional target is no miss. Found: each
affirmed claim of killed or injured that is asserted or alleged, of one incident (the guideline
leaves out totals) and not of combatants killed by the other side (it leaves out clashes). A number
is right when figure and direction of the hedge agree; as the templates do, each
named person stands alone and each kind of people ("six priests and two women") by itself. Texts are in capitals, as published.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from gavah.claims.english import EnglishReader
from gavah.claims.english.counts import counts
from gavah.model import Anchor, Claim, Document, Published

_FIGHTERS = re.compile(
    r"\b(?:guerrill?as?|rebels?|soldiers?|troops?|insurgents?|subversives?|extremists?|terrorists?"
    r"|combatants?|kidnappers?|battalions?"
    r"|militar\w*|officers?|lieutenants?|sergeants?|rank)\b",
    re.IGNORECASE,
)


def told(claim: Claim) -> str:
    """A claim's number in the form of the templates."""
    count = claim.count
    if count is None or (count.about is None and count.hedge == "vague"):
        return "PLURAL"
    if count.hedge == "range":
        return f"{count.low}-{count.high}"
    figure = count.about if count.about is not None else count.low
    sign = {"at_least": "{}-", "more_than": "{}-", "at_most": "-{}", "less_than": "-{}", "nearly": "-{}",
            "about": "~{}"}.get(count.hedge or "", "{}")  # fmt: skip
    return sign.format(figure)


def people(claim: Claim, text: str) -> list[str]:
    """A claim's people as templates list them: each named person alone, each kind by itself."""
    count, names = claim.count, claim.victims.names if claim.victims else ()
    if count is None or count.low is None or count.low != count.high:
        return [told(claim)]
    rest = count.low - len(names)
    if names and rest >= 0:
        return ["1"] * len(names) + ([str(rest)] if rest else [])
    parts = [_figure(anchor, text) for anchor in claim.anchors.victims]
    if len(parts) > 1 and sum(parts) == count.low:
        return [str(part) for part in parts]
    return [told(claim)]


def _figure(anchor: Anchor, text: str) -> int:
    """The figure that counts a kind of victims, told before its words; 1 where none is."""
    start = max(anchor.start - 40, 0)
    for one in counts(text, start, anchor.end):
        noun = one.noun
        if (
            noun is not None
            and noun[0] < anchor.end
            and anchor.start < noun[1]
            and one.count is not None
        ):
            return one.count.low or 1
    return 1


def targets(document: dict[str, Any]) -> list[tuple[str, frozenset[str], bool]]:
    """(act, numbers that are right, optional) of each human target killed or injured."""
    found = []
    for template in document["templates"]:
        for target in template["human_targets"]:
            effect = (target.get("effect") or "").strip("()")
            numbers = frozenset((target.get("number") or "PLURAL").replace("- ", "-").split(" / "))
            for word, act in (("DEATH", "killed"), ("INJURY", "injured")):
                if effect == word or effect in ("INJURY / DEATH",):
                    optional = target.get("optional") or template["optional"] or effect != word
                    found.append((act, numbers, bool(optional)))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take each so many-th document")
    parser.add_argument("--misses", type=int, default=0, help="print so many documents with errors")
    given = parser.parse_args()
    reader = EnglishReader()
    tally: Counter[str] = Counter()
    with gzip.open(given.documents, "rt", encoding="utf-8") as lines:
        for place, line in enumerate(lines):
            raw = json.loads(line)
            if not raw["relevant"] or place % given.every:
                continue
            text = raw["text"]
            day = date.fromisoformat(raw["date"]) if raw.get("date") else None
            document = Document(
                id=raw["id"], copy="sha256:" + "0" * 64, text=text, language="en",
                published=Published(date=day, basis="given", evidence=raw["date"]) if day else None,
                paragraphs=tuple(m.span() for m in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text)),
            )  # fmt: skip
            claims = [
                claim for claim in reader.claim(document)
                if claim.act in ("killed", "injured") and claim.polarity == "affirmed"
                and claim.modality in ("asserted", "alleged") and claim.scope == "incident"
                and not (claim.victims and _FIGHTERS.search(claim.victims.description or ""))
            ]  # fmt: skip
            gold = targets(raw)
            spare = [
                (claim.act, number, claim)
                for claim in claims
                for number in people(claim, text.lower())
            ]
            tally["found"] += len(spare)
            missed = []
            for act, numbers, optional in sorted(gold, key=lambda one: one[2]):
                hit = next((one for one in spare if one[0] == act and one[1] in numbers), None)
                if hit is not None:
                    spare.remove(hit)
                    tally["right"] += 1
                    tally["gold"] += 1
                elif not optional:
                    tally["gold"] += 1
                    missed.append((act, sorted(numbers)))
            tally["documents"] += 1
            if given.misses > 0 and (missed or spare):
                given.misses -= 1
                print(raw["id"], "missed", missed)
                for act, number, claim in spare:
                    print(
                        "   not in gold:",
                        act,
                        number,
                        "|",
                        claim.anchors.sentence.quote[:200].replace("\n", " "),
                    )
    p, r = tally["right"] / tally["found"], tally["right"] / tally["gold"]
    print(
        f"F1 {2 * p * r / (p + r):.3f} (precision {p:.3f}, recall {r:.3f}) of {tally['gold']} human"
        f" targets in {tally['documents']} relevant documents"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
