"""`gavah remove`: what went, and where the content may still be."""

import json
from pathlib import Path

from tests.running import gavah, ran

STORY = (
    "Karaj, June 4, 2022 - Security forces detained Sara Karimi in Karaj on Friday, her "
    "family said. They said that officers came at night and took her to an unknown place, and that nobody has told them "
    "where she is held. Neighbours saw two cars without plates in front of the house that night."
)
BY = ("--by", "A. Recorder", "--because", "asked for by the family")


def test_a_removal_says_what_went_and_what_remains(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "one.txt").write_text(STORY, encoding="utf-8")
    (pile / "copy.txt").write_text(STORY + " The agency carried it.", encoding="utf-8")
    case = tmp_path / "case"
    gavah("run", pile, "--case", case)
    gavah("backup", tmp_path / "kept.gavah", "--case", case)
    gavah("export", tmp_path / "out", "--case", case)
    found = [json.loads(line) for line in gavah("claims", "--case", case).splitlines()]
    ids = {one["document"] for one in found}
    (wanted,) = (id_ for id_ in ids if "agency" not in told(case, id_))
    (other,) = ids - {wanted}
    done = ran("remove", wanted[:20], "--case", case, *BY)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "removed: 1 copy, 1 document, 1 claim" in said
    assert f"near-duplicates of it are in the case: {other}" in said
    assert "taken from is still on this machine" in said
    assert str(pile / "one.txt") in said
    assert "backups of this case may hold it: 1 written" in said
    assert "exports and reports of this case may hold it: 1 written" in said
    gavah("link", "--case", case)
    assert ran("show", wanted, "--case", case).returncode == 3
    kinds = [json.loads(line)["kind"] for line in gavah("verify", "--case", case).splitlines()]
    assert set(kinds) == {"removed"}


def test_a_removal_of_something_alone_names_no_other_place(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY, encoding="utf-8")
    case = tmp_path / "case"
    gavah("run", tmp_path / "one.txt", "--case", case)
    (tmp_path / "one.txt").unlink()
    (claim,) = {json.loads(line)["document"] for line in gavah("claims", "--case", case).splitlines()}  # fmt: skip
    said = ran("remove", claim, "--case", case, *BY).stderr.decode()
    assert "near-duplicates" not in said
    assert "backups" not in said
    assert "still on this machine" not in said


def told(case: Path, id_: str) -> str:
    """A document's text."""
    text: str = json.loads(gavah("show", id_, "--case", case))["text"]
    return text
