"""People in context: merges are right, most are found, and every weight is frozen."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FROZEN = ROOT / "evaluation" / "name_pairs" / "in_context.tsv"
FLOORS = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))["persons"]


def test_people_in_context_keep_their_floors_and_every_weight(tmp_path: Path) -> None:
    run = [
        sys.executable,
        str(ROOT / "evaluation" / "persons.py"),
        "--json",
        "--write",
        str(tmp_path / "now.tsv"),
    ]
    told = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    assert told["merged"]["precision"] >= FLOORS["precision"]
    assert told["merged"]["recall"] >= FLOORS["recall"]
    assert told["gavah"]["f1"] > told["WRatio of lines"]["f1"]
    frozen = FROZEN.read_text(encoding="utf-8").splitlines()
    assert len(frozen) >= 500
    # python evaluation/persons.py --write evaluation/name_pairs/in_context.tsv, and look at what moved
    assert (tmp_path / "now.tsv").read_text(encoding="utf-8").splitlines() == frozen
