"""`gavah stats --unread`: documents that may tell of harm and gave no claim."""

import json
from pathlib import Path

from tests.running import gavah, ran

SILENT = (
    "The committee met on Friday. The death penalty and the killing of the bill were discussed."
)
QUIET = "The committee met on Friday and spoke of roads."
TOLD = "Karaj, June 4, 2022 - Police shot dead three protesters in Karaj on Friday."
PERSIAN = "مادر او روز جمعه در کرج گفت که سه نفر در اعتراض‌ها کشته شدند و خبری از بقیه نیست."


def made(folder: Path) -> Path:
    """A case with one document of each kind."""
    texts = {"silent": SILENT, "quiet": QUIET, "told": TOLD, "persian": PERSIAN}
    lines = [json.dumps({"id": id_, "text": text}) for id_, text in texts.items()]
    (folder / "pile.jsonl").write_text("\n".join(lines), encoding="utf-8")
    gavah("run", folder / "pile.jsonl", "--case", folder / "case")
    return folder / "case"


def test_unread_lists_what_was_not_read_and_harm_without_a_claim(tmp_path: Path) -> None:
    case = made(tmp_path)
    claimed = {json.loads(line)["document"] for line in gavah("claims", "--case", case).splitlines()}  # fmt: skip
    assert "told" in claimed
    found = {
        row["document"]: row
        for row in map(json.loads, gavah("stats", "--unread", "--case", case).splitlines())
    }
    assert set(found) == {"persian", "silent"} - claimed
    assert found["persian"]["reason"] == "not read: language"
    silent = found["silent"]
    assert silent["reason"] == "no claim"
    assert [SILENT[word["start"] : word["end"]] for word in silent["words"]] == ["death", "killing"]
    table = ran("stats", "--unread", "--case", case, "--format", "table")
    assert b"not read: language" in table.stdout
    assert b"1 with words of harm and no claim" in table.stderr


def test_a_claim_added_by_hand_takes_the_document_off_the_list(tmp_path: Path) -> None:
    case = made(tmp_path)
    value = {"type": "harm", "act": "killed", "anchors": {"act": {"quote": "کشته شدند"}}}
    gavah(
        "judge", "add", "persian", "--value", json.dumps(value), "--case", case,
        "--by", "A. Recorder", "--because", "I read Persian",
    )  # fmt: skip
    found = gavah("stats", "--unread", "--case", case).decode()
    assert '"document":"persian"' not in found
