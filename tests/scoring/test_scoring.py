import json
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import WrongUsage
from gavah.scoring.gold import gold_of, texts_of
from gavah.scoring.meeting import assign
from gavah.scoring.scores import score

TEXT = "At least 12 miners died at Umra on Monday. Three were hurt. Police said nothing."
TEXTS = {"d": {"id": "d", "title": "", "text": TEXT}}


def _gold(**told: Any) -> dict[str, Any]:
    return {
        "type": "harm", "act": "killed", "polarity": "affirmed", "modality": "asserted",
        "scope": "incident", "place": {"name": "Umra", "country": None}, "when": None,
        "count": {"low": 12, "high": None, "about": 12, "hedge": "at_least"}, "speakers": [],
        "evidence": "At least 12 miners died at Umra on Monday.", **told,
    }  # fmt: skip


def _claim(quote: str = "died", **told: Any) -> dict[str, Any]:
    at = TEXT.find(quote)
    act = {"start": at, "end": at + len(quote), "quote": quote}
    count = {"start": 0, "end": 11, "quote": TEXT[:11]}
    anchors = {"act": act, "count": count, "place": {"start": 27, "end": 31, "quote": "Umra"}}
    return {**_gold(), "document": "d", "anchors": anchors, **told}


def _figures(gold: list[Any], claims: list[Any]) -> dict[str, float | None]:
    return {one.measure: one.value for one in score({"d": gold}, TEXTS, {"d": claims}).scores}


def test_a_claim_like_gold_is_found_and_strictly_right() -> None:
    figures = _figures([_gold()], [_claim()])
    assert {figures[key] for key in ("found", "strict", "grounded", "covered")} == {1.0}


def test_each_error_is_named_with_what_both_say_and_the_sentence() -> None:
    wrong = _claim(place={"name": "Khartoum", "country": "SD"}, scope="cumulative")
    other = _claim("hurt", act="injured")
    missed = _gold(act="arrested", evidence="Police said nothing.")
    told = score({"d": [_gold(), missed]}, TEXTS, {"d": [wrong, other]}).errors
    assert [(one.kind, one.gold, one.claim) for one in told] == [
        ("missed", "12–?, about 12, at_least", ""),
        ("place", "Umra (?)", "Khartoum (SD)"),
        ("scope", "incident", "cumulative"),
        ("spurious", "", "12–?, about 12, at_least"),
    ]


def test_a_quote_that_is_not_its_slice_is_not_grounded() -> None:
    claim = _claim()
    claim["anchors"]["act"]["quote"] = "fell"
    assert _figures([_gold()], [claim])["grounded"] == 0.6667


def test_an_optional_gold_claim_is_no_miss() -> None:
    assert _figures([_gold(), _gold(act="injured", optional=True)], [_claim()])["found"] == 1.0


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 4)), st.integers(1, 9)))
def test_no_other_pairing_weighs_more(weights: dict[tuple[int, int], int]) -> None:
    def worth(pairing: tuple[int, ...]) -> int:
        return sum(weights.get((row, column), 0) for row, column in enumerate(pairing))

    made = assign(weights, 4, 5)
    assert len(set(made.values())) == len(made)
    assert sum(weights[pair] for pair in made.items()) == max(map(worth, permutations(range(5), 4)))


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "gold.jsonl"
    bad.write_text('{"id": "a", "claims": []}\n{"id": \n', encoding="utf-8")
    with pytest.raises(WrongUsage, match=r"gold\.jsonl, line 2: not JSON"):
        gold_of(bad)
    bad.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(WrongUsage, match='no "id" or no "text"'):
        texts_of(bad)


@pytest.mark.shared
@pytest.mark.slow
def test_figures_are_those_of_the_independent_scorer(shared: Path, tmp_path: Path) -> None:
    evaluation = shared / "evaluation"
    gold, texts = (str(evaluation / f"claims_dev.{kind}.jsonl") for kind in ("gold", "texts"))
    read = [sys.executable, "-m", "gavah", "read", texts, "--format", "jsonl", "--quiet"]
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(subprocess.run(read, capture_output=True, check=True).stdout)
    both = [
        subprocess.run([sys.executable, *command], capture_output=True, check=True).stdout
        for command in (
            [str(evaluation / "score_claims.py"), gold, texts, str(claims), "--json"],
            ["-m", "gavah", "evaluate", gold, texts, str(claims), "--format", "jsonl"],
        )
    ]
    theirs = json.loads(both[0])
    ours = {one["measure"]: one for one in map(json.loads, both[1].splitlines())}
    for measure in ("found", "strict"):
        assert ours[measure]["value"] == pytest.approx(theirs[measure]["f1"], abs=1e-4)
        assert ours[measure]["precision"] == theirs[measure]["precision"]
    for field in theirs["fields"]:
        assert ours[field]["value"] == theirs["fields"][field], field
    for act, told in theirs["by_act"].items():
        if told["gold"]:
            assert ours[act]["value"] == pytest.approx(told["f1"], abs=1e-4)
    assert (ours["grounded"]["value"], ours["covered"]["value"]) == (1.0, 1.0)
