import json
import subprocess
from pathlib import Path

import pytest

from gavah.cli.root import COMMANDS
from tests.running import GAVAH, gavah

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"
NAMES = [name for names in COMMANDS.values() for name in names]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports as a register."""
    made = tmp_path_factory.mktemp("cases") / "case"
    gavah("run", EXAMPLES, "--case", made)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name: str) -> None:
    said = gavah(name, "--help").decode()
    assert "Usage: gavah" in said
    assert len(said.splitlines()) > 5


def test_a_case_that_is_not_there_is_named_with_its_remedy(tmp_path: Path) -> None:
    done = subprocess.run(
        [*GAVAH, "incidents", "--case", str(tmp_path / "none")], capture_output=True, check=False
    )
    assert done.returncode == 3
    assert b"gavah run PATHS --case" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_examples_become_incidents_that_say_who_says_what(case: Path) -> None:
    incidents = [json.loads(line) for line in gavah("incidents", "--case", case).splitlines()]
    raid = next(
        one
        for one in incidents
        if any(part["document"] == "harbour-wire-2019-06-03" for part in one["documents"])
        and "killed" in one["acts"]
        and one["kind"] == "occurrence"
    )
    told = {part["document"] for part in raid["documents"]}
    assert {"harbour-wire-2019-06-03", "delta-courier-2019-06-03"} <= told
    (killed,) = (toll for toll in raid["tolls"] if toll["act"] == "killed")
    assert 0 < killed["independent_sources"] <= killed["sources"]
    assert killed["conflict"]
    assert killed["low"] > 30
    shown = json.loads(gavah("show", raid["id"], "--case", case))
    assert shown["id"] == raid["id"]


def test_every_anchor_of_the_register_quotes_its_document(case: Path) -> None:
    claims = [json.loads(line) for line in gavah("claims", "--case", case).splitlines()]
    assert len(claims) > 20
    for claim in claims:
        document = json.loads(gavah("show", claim["document"], "--case", case))
        for field, held in claim["anchors"].items():
            for anchor in held if isinstance(held, list) else [held]:
                if anchor:
                    text = document["title" if anchor.get("in") == "title" else "text"]
                    quoted = text[anchor["start"] : anchor["end"]]
                    assert quoted == anchor["quote"], (claim["id"], field)


def test_a_document_in_a_language_no_reader_reads_is_searchable_and_counted(case: Path) -> None:
    stats = {row["what"]: row["how_many"] for row in map(json.loads, gavah("stats", "--case", case).splitlines())}  # fmt: skip
    assert stats["not_read_language"] == 1
    assert gavah("search", "پویا", "--case", case)


def test_an_altered_copy_is_named_and_verify_fails(tmp_path: Path) -> None:
    case = tmp_path / "case"
    gavah("run", EXAMPLES / "berlin-rally.txt", "--case", case)
    gavah("verify", "--case", case)
    copy = next(path for path in (case / "copies").glob("??/??/*"))
    copy.chmod(0o644)
    copy.write_bytes(copy.read_bytes().replace(b"80,000", b"90,000"))
    (fault,) = map(json.loads, gavah("verify", "--case", case, status=3).splitlines())
    assert fault["kind"] == "altered"
    assert copy.name in fault["subject"]


def test_a_judgement_needs_a_name_and_survives_another_run(case: Path) -> None:
    claim = json.loads(gavah("claims", "--case", case).splitlines()[0])["id"]
    gavah("judge", "confirm", claim, "--case", case, status=2)
    gavah("judge", "confirm", claim, "--case", case, "--by", "A. Recorder", "--because", "checked")
    gavah("run", EXAMPLES, "--case", case)
    (entry,) = map(json.loads, gavah("history", claim, "--case", case).splitlines())
    assert (entry["verb"], entry["by"]) == ("confirm", "A. Recorder")
    gavah("verify", "--case", case)


def test_two_workers_give_the_bytes_of_one(case: Path, tmp_path: Path) -> None:
    gavah("run", EXAMPLES, "--case", tmp_path / "two", "--workers", "2")
    alone = tmp_path / "one"
    gavah("run", EXAMPLES, "--case", alone)
    one = gavah("export", "--canonical", "--with-restricted", "--case", alone)
    assert len(one) > 10_000
    assert one == gavah("export", "--canonical", "--with-restricted", "--case", tmp_path / "two")


def test_read_prints_claims_of_a_file_and_keeps_nothing(tmp_path: Path) -> None:
    report = b"Karaj, June 4, 2022 - Police shot dead three protesters in Karaj on Friday.\n"
    lines = gavah("read", "-", stdin=report).splitlines()
    killed = [claim for claim in map(json.loads, lines) if claim["act"] == "killed"]
    assert [claim["count"]["low"] for claim in killed] == [3]
    assert killed[0]["when"]["start"] == "2022-06-03"


def test_bad_input_is_named_and_the_exit_status_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b'{"text": oops\n')
    (tmp_path / "good.txt").write_bytes(b"Three people were killed in Karaj on Friday.\n")
    done = subprocess.run(
        [*GAVAH, "read", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "bad.jsonl → line 1, byte 9" in done.stderr
    assert '"act":"killed"' in done.stdout
