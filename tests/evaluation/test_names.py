"""Spellings of one person's name score above names easily taken for one; every score is frozen."""

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking.names import name
from gavah.linking.spelling import likeness, word_likeness

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "evaluation" / "name_pairs"
FLOORS = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
FROZEN = [line.split("\t") for line in (FOLDER / "scores.tsv").read_text("utf-8").splitlines()]


def test_every_pair_of_names_scores_as_it_did() -> None:
    assert len(FROZEN) >= 500
    moved = [
        (one, other, score, f"{likeness(name(one), name(other)):.3f}")
        for one, other, _, score in FROZEN
        if f"{likeness(name(one), name(other)):.3f}" != score
    ]
    assert moved == []  # python evaluation/names.py --write, and look at what moved


def test_names_keep_their_floor_and_beat_the_measure_beside_them() -> None:
    run = [sys.executable, str(ROOT / "evaluation" / "names.py"), "--json"]
    told = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    assert told["gavah"]["f1"] >= FLOORS["names"]["f1"]
    assert told["gavah"]["auc"] >= max(FLOORS["names"]["auc"], told["WRatio"]["auc"])


letters = st.text("abdehiklmnorsuyz حسنمدریاو", min_size=1, max_size=12)


@settings(deadline=None, max_examples=150)
@given(letters, letters)
def test_likeness_is_symmetric_between_none_and_one_and_whole_for_itself(
    one: str, other: str
) -> None:
    assert word_likeness(one, other) == word_likeness(other, one)
    left, right = name(one), name(other)
    assert 0.0 <= likeness(left, right) == likeness(right, left) <= 1.0
    if left.raw and all(word_likeness(word, word) for word in left.raw):
        assert likeness(left, left) >= 0.999
