import json
import shutil
from pathlib import Path

from gavah.export.conforming import REQUIREMENTS
from tests.export.test_withholding import case  # noqa: F401
from tests.running import gavah

ROOT = Path(__file__).resolve().parent.parent.parent


def answers(case_of: Path) -> dict[int, dict[str, str]]:
    found = [json.loads(line) for line in gavah("conform", "--case", case_of).splitlines()]
    return {one["number"]: one for one in found}


def test_each_requirement_has_an_answer_and_its_evidence(case: Path) -> None:  # noqa: F811
    found = answers(case)
    assert list(found) == [number for number, *_ in REQUIREMENTS] == list(range(1, 52))
    assert {one["answer"] for one in found.values()} == {"met", "not met", "needs a human"}
    assert all(one["evidence"] and one["requirement"] for one in found.values())


def test_an_answer_follows_what_the_register_holds(case: Path, tmp_path: Path) -> None:  # noqa: F811
    own = tmp_path / "case"
    shutil.copytree(case, own)
    before = answers(own)
    assert before[1]["answer"] == "met"
    assert before[2]["answer"] == before[46]["answer"] == "not met"
    gavah("backup", tmp_path / "kept", "--case", own)
    gavah("release", "--profile", "public", "--out", tmp_path / "out", "--case", own)
    (copy,) = [one for one in sorted((own / "copies").rglob("*")) if one.is_file()][:1]
    copy.chmod(0o600)
    copy.write_bytes(copy.read_bytes() + b"x")
    after = answers(own)
    assert after[1]["answer"] == "not met"
    assert after[2]["answer"] == "needs a human"
    assert after[46]["answer"] == "met"
    assert "public" in after[46]["evidence"]


def test_the_tests_that_an_answer_rests_on_are_there(case: Path) -> None:  # noqa: F811
    for one in answers(case).values():
        for word in one["evidence"].replace(",", " ").replace(";", " ").split():
            if word.startswith(("tests/", "docs/")):
                assert (ROOT / word).exists(), word
