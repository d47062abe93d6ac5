import json
import subprocess
import sys
from pathlib import Path
from typing import Any

REPORT = """Delta Courier

Karaj, June 5, 2022 - Two people were killed in Karaj on Friday, the Alborz Rights Desk said.
"""


def _told(*command: str) -> dict[str, Any]:
    call = [sys.executable, "-m", "gavah", *command, "--format", "jsonl"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    (line,) = done.stdout.splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def test_each_command_that_does_something_says_in_one_json_line_what_it_did(
    tmp_path: Path,
) -> None:
    case = ("--case", str(tmp_path / "case"))
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert _told("seal", str(report), *case) == {"captures": 1, "set_aside": []}
    told = _told("run", str(report), *case)
    assert (told["documents"], told["claims"], told["set_aside"]) == (1, 1, [])
    assert _told("link", *case)["incidents"] == 1
    (claim,) = [
        json.loads(line)["id"]
        for line in subprocess.run(
            [sys.executable, "-m", "gavah", "claims", *case, "--format", "jsonl"],
            capture_output=True, check=True,
        ).stdout.splitlines()
    ]  # fmt: skip
    held = _told("judge", "confirm", claim, *case, "--by", "A. Recorder", "--because", "a test")
    assert (held["verb"], held["target"]) == ("confirm", [claim])
    written = _told("export", str(tmp_path / "out"), "--to", "csv", *case)
    assert (written["to"], written["restricted"]) == ("csv", False)
    assert Path(_told("report", *case)["path"]).is_file()
    kept = str(tmp_path / "kept")
    assert _told("backup", kept, *case) == {"path": kept, "encrypted": False}
    other = str(tmp_path / "other")
    assert _told("restore", kept, "--case", other)["case"] == other
    assert _told("prune", *case) == {"claims": 0}
    document = json.loads(
        subprocess.run(
            [sys.executable, "-m", "gavah", "claims", *case, "--format", "jsonl"],
            capture_output=True, check=True,
        ).stdout
    )["document"]  # fmt: skip
    gone = _told("remove", document, *case, "--by", "A. Recorder", "--because", "a test")
    assert gone["claims"] == 1
