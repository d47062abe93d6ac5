"""Actions across documents, on ECB+ with gold mentions: linking's `cluster` against matching lemmas.

python evaluation/ecbplus.py ../shared/corpora/ecbplus/dev.jsonl.gz
python evaluation/ecbplus.py ../shared/corpora/ecbplus/train.jsonl.gz --fit resources/linking/actions.yaml

Mentions of actions in the sentences that were checked by hand. Matching lemmas is told the topic of
each document; `cluster` is not. Prints MUC, B3, CEAFe and their mean (CoNLL F1), singletons
included, and F1 over topics drawn anew. Heads and lemmas come from our own parser.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import yaml

from gavah.claims.english.syntax import load
from gavah.linking.actions import Action, candidates, cluster, levels
from gavah.linking.fitting import fit
from gavah.reading.terms import rarity, terms

RARE = 3.0  # rarity from which a word of a sentence tells something
RIDGE = 2.0
Clusters = Sequence[Iterable[str]]


def documents(path: Path) -> list[dict[str, Any]]:
    """The rows of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def actions(rows: list[dict[str, Any]]) -> tuple[list[Action], dict[str, str], dict[str, str]]:
    """Gold mentions of actions; their chains; their topics."""
    nlp = load()
    found: list[Action] = []
    chain: dict[str, str] = {}
    topic: dict[str, str] = {}
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        told = dict(terms(row["title"], row["text"]))
        lines = _lines(row["text"])
        for number, gold in enumerate(row["mentions"]):
            if "ACTION" not in gold["type"] or gold["sentence"] not in row["validated"]:
                continue
            id_ = f"{row['id']} {number:04}"
            inside = [t for t in doc if t.idx < gold["end"] and t.idx + len(t.text) > gold["start"]]
            heads = [t for t in inside if t.head not in inside or t.head is t]
            head = (heads or inside)[0] if inside else None
            start, end = lines[gold["sentence"]]
            around = {
                t.lemma_.lower() for t in doc
                if start <= t.idx < end and t not in inside and t.text[0].isalpha()
                and rarity(t.text.casefold()) >= RARE
            }  # fmt: skip
            lemma = head.lemma_.lower() if head is not None else gold["text"].casefold()
            found.append(Action(id_, row["id"], lemma, frozenset(around), told))
            chain[id_], topic[id_] = gold["chain"], str(row["topic"])
    return found, chain, topic


def _lines(text: str) -> list[tuple[int, int]]:
    ends, start = [], 0
    for line in text.split("\n"):
        ends.append((start, start + len(line)))
        start += len(line) + 1
    return ends


def grouped(keys: dict[str, Any]) -> list[list[str]]:
    """What has one key, together."""
    held: dict[Any, list[str]] = {}
    for id_, key in sorted(keys.items()):
        held.setdefault(key, []).append(id_)
    return list(held.values())


def muc(gold: Clusters, found: Clusters) -> tuple[float, float, float]:
    """Links that are right (Vilain et al. 1995)."""

    def recall(one: Clusters, other: Clusters) -> tuple[int, int]:
        home = {m: n for n, members in enumerate(other) for m in members}
        kept = sum(len(list(c)) - len({home.get(m, (m,)) for m in c}) for c in map(list, one))
        return kept, sum(len(list(c)) - 1 for c in one)

    r, rn = recall(gold, found)
    p, pn = recall(found, gold)
    return f1(p / max(pn, 1), r / max(rn, 1))


def b3(gold: Clusters, found: Clusters) -> tuple[float, float, float]:
    """Mention by mention (Bagga and Baldwin 1998)."""
    true = {m: set(c) for c in gold for m in c}
    said = {m: set(c) for c in found for m in c}
    p = sum(len(true[m] & said[m]) / len(said[m]) for m in true) / len(true)
    r = sum(len(true[m] & said[m]) / len(true[m]) for m in true) / len(true)
    return f1(p, r)


def ceafe(gold: Clusters, found: Clusters) -> tuple[float, float, float]:
    """Clusters paired one to one for the best sum of their likeness (Luo 2005)."""
    left, right = [set(c) for c in gold], [set(c) for c in found]
    home = {m: n for n, members in enumerate(right) for m in members}
    alike: dict[tuple[int, int], float] = {}
    for n, members in enumerate(left):
        for other, both in Counter(home[m] for m in members).items():
            alike[n, other] = 2 * both / (len(members) + len(right[other]))
    total = sum(_best(part) for part in _parts(alike))
    return f1(total / len(right), total / len(left))


def _parts(alike: dict[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """Pairs that share a cluster, together: each part is paired by itself."""
    up: dict[tuple[str, int], tuple[str, int]] = {}

    def find(at: tuple[str, int]) -> tuple[str, int]:
        while up.setdefault(at, at) != at:
            at = up[at]
        return at

    for a, b in alike:
        up[find(("left", a))] = find(("right", b))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (a, b), value in alike.items():
        parts.setdefault(find(("left", a)), {})[a, b] = value
    return list(parts.values())


def _best(part: dict[tuple[int, int], float]) -> float:
    """The best sum of a one-to-one pairing: the Hungarian method, by shortest augmenting paths."""
    rows, columns = sorted({a for a, _ in part}), sorted({b for _, b in part})
    n = max(len(rows), len(columns))
    cost = np.zeros((n + 1, n + 1))
    for (a, b), value in part.items():
        cost[rows.index(a) + 1, columns.index(b) + 1] = -value
    u, v = np.zeros(n + 1), np.zeros(n + 1)
    match, way = np.zeros(n + 1, int), np.zeros(n + 1, int)
    for row in range(1, n + 1):
        match[0], at = row, 0
        least, used = np.full(n + 1, np.inf), np.zeros(n + 1, bool)
        while match[at]:
            used[at] = True
            slack = cost[match[at]] - u[match[at]] - v
            better = ~used & (slack < least)
            better[0] = False
            least[better], way[better] = slack[better], at
            open_ = np.where(used, np.inf, least)
            open_[0] = np.inf
            to = int(open_.argmin())
            step = open_[to]
            u[match[used]] += step
            v[used] -= step
            least[~used] -= step
            at = to
        while at:
            match[at], at = match[way[at]], way[at]
    return float(-sum(cost[match[j], j] for j in range(1, n + 1)))


def f1(precision: float, recall: float) -> tuple[float, float, float]:
    """Precision, recall, and their harmonic mean."""
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def conll(gold: Clusters, found: Clusters) -> float:
    """The mean of three F1."""
    return (muc(gold, found)[2] + b3(gold, found)[2] + ceafe(gold, found)[2]) / 3


def weights(acts: list[Action], chain: dict[str, str]) -> dict[str, Any]:
    """Fit the levels of pairs on a training part."""
    ordered = sorted(acts, key=lambda one: one.id)
    pairs = candidates(ordered)
    made = [levels(ordered[a], ordered[b]) for a, b in pairs]
    names = sorted({level for row in made for level in row})
    names += [n for n in _every() if n not in set(names)]
    at = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(pairs), len(names) + 1))
    rows[:, -1] = 1
    for n, row in enumerate(made):
        for level in row:
            rows[n, at[level]] = 1
    right = np.array([float(chain[ordered[a].id] == chain[ordered[b].id]) for a, b in pairs])
    beta = fit(rows, right, np.ones(len(right)), [0.0] * len(names), RIDGE)
    found = {n: round(float(b), 2) for n, b in zip(names, beta, strict=False)}
    return {"prior": round(float(beta[-1]), 2), "levels": dict(sorted(found.items()))}


def _every() -> list[str]:
    kin = ("lemma", "stem", "other")
    texts = ("here", "none", "slight", "some", "much", "near", "like")
    return [
        *(f"head.{one}" for one in kin),
        *(f"around.{one}.{n}" for one in kin for n in range(7)),
        *(f"text.{one}.{level}" for one in kin for level in texts),
    ]


def main() -> int:
    """Score, or fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--fit", type=Path, help="write weights fitted on this part")
    args = parser.parse_args()
    acts, chain, topic = actions(documents(args.corpus))
    gold = grouped(chain)
    if args.fit:
        return _fitted(args.fit, acts, chain, gold)
    by_lemma = grouped({one.id: (topic[one.id], one.lemma) for one in acts})
    everywhere = grouped({one.id: one.lemma for one in acts})
    ours = cluster(acts)
    print(
        f"{len({one.document for one in acts})} documents, {len(acts)} mentions, {len(gold)} chains"
    )
    for name, found in (
        ("lemma match, topic known", by_lemma), ("lemma match", everywhere), ("cluster", ours),
    ):  # fmt: skip
        parts = [metric(gold, found) for metric in (muc, b3, ceafe)]
        told = "  ".join(
            f"{what} {p:.3f}/{r:.3f}/{f:.3f}"
            for what, (p, r, f) in zip(("MUC", "B3", "CEAFe"), parts, strict=True)
        )
        print(f"{name:26} CoNLL F1 {conll(gold, found):.4f}   {told}   {len(found)} clusters")
    topics = sorted(set(topic.values()))
    chance = Random(1)  # noqa: S311
    gains = []
    for _ in range(200):
        drawn = Counter(chance.choices(topics, k=len(topics)))
        three = []
        for found in (gold, by_lemma, ours):
            three.append([
                [f"{m} {n}" for m in part]
                for name, times in drawn.items() for n in range(times)
                for cluster_ in found
                if (part := [m for m in cluster_ if topic[m] == name])
            ])  # fmt: skip
        gains.append(conll(three[0], three[2]) - conll(three[0], three[1]))
    gains.sort()
    print(
        f"cluster above lemma match by {gains[5]:+.3f} to {gains[-6]:+.3f} (95 %, topics drawn anew)"
    )
    return 0


def _fitted(path: Path, acts: list[Action], chain: dict[str, str], gold: Clusters) -> int:
    from gavah.linking import actions as ours

    made = weights(acts, chain)
    best = (-1.0, 0.0)
    for threshold in [step / 2 for step in range(-6, 5)]:
        table = {**made, "threshold": threshold}
        ours._table = lambda table=table: table  # type: ignore[assignment, misc]
        score = conll(gold, cluster(acts))
        print(f"threshold {threshold:+.1f}: CoNLL F1 {score:.4f}")
        best = max(best, (score, threshold))
    lines = [
        '# What tellings of actions weigh, in bits (docs/terms.md, "Linking"; gavah.linking.actions).',
        "# From: evaluation/ecbplus.py --fit on the training part of ECB+. Do not edit; fit again.",
        yaml.safe_dump({"version": "1", "threshold": best[1], **made}, sort_keys=False).rstrip(),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
