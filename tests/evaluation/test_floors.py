"""The scores that only go up: the floors stand in evaluation/floors.json."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "folder"), [("paris-rally-2020", "reports"), ("claims_dev", "evaluation")]
)
def test_claims_keep_their_floors_and_every_anchor_holds(
    shared: Path, tmp_path: Path, name: str, folder: str
) -> None:
    texts = shared / folder / f"{name}.texts.jsonl"
    gold = shared / folder / f"{name}.gold.jsonl"
    read = [sys.executable, "-m", "gavah", "read", str(texts), "--format", "jsonl"]
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(subprocess.run(read, capture_output=True, check=True).stdout)
    scorer = shared / "evaluation" / "score_claims.py"
    score = [sys.executable, str(scorer), str(gold), str(texts), str(claims), "--json"]
    told = json.loads(subprocess.run(score, capture_output=True, check=True).stdout)
    assert told["found"]["f1"] >= FLOORS[name]["found"]
    assert told["strict"]["f1"] >= FLOORS[name]["strict"]
    assert (told["grounded"], told["covered"]) == (1.0, 1.0)


@pytest.mark.shared
def test_the_first_report_gives_what_its_notes_ask_of_the_reading(shared: Path) -> None:
    notes = json.loads((shared / "reports" / "paris-rally-2020.notes.json").read_text("utf-8"))
    read = [
        sys.executable, "-m", "gavah", "read", str(shared / "reports" / "paris-rally-2020.txt"),
        "--show", "document", "--format", "jsonl",
    ]  # fmt: skip
    document = json.loads(subprocess.run(read, capture_output=True, check=True).stdout)
    asked = notes["reading"]
    assert (document["title"], document["byline"]) == (asked["title"], asked["byline"])
    assert document["dateline"]["place"] == asked["dateline"]["place"]
    assert document["dateline"]["date"] == asked["dateline"]["date"]
    marked = [document["text"][one["start"] : one["end"]] for one in document["not_text"]]
    assert "728 x 90" in marked
    assert len([words for words in marked if "rallying in Paris" in words]) >= 1
    assert document["publisher_kind"] == "party"


@pytest.mark.shared
@pytest.mark.slow
def test_tolls_towns_and_names_of_known_incidents_keep_their_floors(
    shared: Path, tmp_path: Path
) -> None:
    given = ("--shared", shared, "--articles", 200, "--clusters", "registry", "--out", tmp_path)
    told = _printed("incidents.py", *given)
    figures = {line.split()[0]: line.split()[1] for line in told if len(line.split()) == 2}
    for measure, floor in FLOORS["incidents"].items():
        assert float(figures[measure]) >= floor, measure


@pytest.mark.shared
@pytest.mark.slow
def test_sources_of_given_words_keep_their_floor(shared: Path) -> None:
    told = _printed("sources.py", shared / "corpora" / "polnear" / "dev.jsonl.gz")
    figures = {line.split()[0]: float(line.split()[1]) for line in told if " of " in line}
    assert figures["all"] >= FLOORS["sources"]["all"]
    assert figures["harm"] >= FLOORS["sources"]["harm"]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", ["lgl", "trnews"])
def test_places_of_given_names_keep_their_floor(shared: Path, name: str) -> None:
    told = _printed("places.py", shared / "corpora" / "geo" / f"{name}.jsonl.gz")
    assert float(told[0].split()[1]) >= FLOORS["places"][name]


@pytest.mark.shared
@pytest.mark.slow
def test_human_targets_of_old_wires_in_capitals_keep_their_floor(shared: Path) -> None:
    told = _printed("muc4.py", shared / "corpora" / "muc4" / "dev.jsonl.gz")
    assert float(told[-1].split()[1]) >= FLOORS["muc4"]["f1"]


@pytest.mark.shared
@pytest.mark.slow
def test_deeds_of_the_police_in_text_without_capitals_keep_their_floors(shared: Path) -> None:
    corpus = shared / "corpora" / "indiapolice" / "dev.jsonl.gz"
    told = _printed("indiapolice.py", corpus, "--every", 2)
    found = {tuple(line.split()[:2]): float(line.split()[3]) for line in told}
    for label in ("KILL", "ARREST"):
        for where in ("act", "told"):
            assert found[label, where] >= FLOORS["indiapolice"][f"{label} {where}"], (label, where)


@pytest.mark.shared
@pytest.mark.slow
def test_actions_across_documents_stay_above_matching_lemmas(shared: Path) -> None:
    told = _printed("ecbplus.py", shared / "corpora" / "ecbplus" / "dev.jsonl.gz")
    scores = {
        line.partition("CoNLL F1")[0].strip(): float(line.split("CoNLL F1")[1].split()[0])
        for line in told
        if "CoNLL F1" in line
    }
    floor = FLOORS["actions"]
    assert scores["cluster"] >= floor["conll"]
    assert scores["cluster"] >= scores["lemma match, topic known"] + floor["above_lemma"]


def _printed(script: str, *given: object) -> list[str]:
    command = [sys.executable, str(ROOT / "evaluation" / script), *map(str, given)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout.splitlines()
