"""`gavah queue` says what waits and writes out the commands that decide it."""

import json
import shlex
from pathlib import Path

import pytest

from tests.running import gavah, ran

TOLD = (
    ("first", "2009-03-04", "Police arrested Zuleika Okonkwo in Karaj on 3 March 2009, the union said."),
    ("second", "2021-06-11", "Soldiers arrested Zuleyka Okonkwo in Mahabad on 10 June 2021, her lawyer said."),
)  # fmt: skip
WHO = ('--by "A. Recorder"', "--because 'her brother confirms it'")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a space in its name, where two arrests, years apart, bear one rare name."""
    pile = tmp_path / "told.jsonl"
    rows = [{"id": id_, "date": day, "text": text} for id_, day, text in TOLD]
    pile.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    gavah("run", pile, "--case", tmp_path / "my case", "--quiet")
    return tmp_path / "my case"


def people(case: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in gavah("persons", "--case", case).splitlines()]


def test_the_command_written_out_beside_a_pair_of_people_decides_it(case: Path) -> None:
    (waiting,) = map(json.loads, gavah("queue", "--case", case).splitlines())
    assert (waiting["about"], waiting["effect"]) == ("person", 1)
    assert len(people(case)) == 2
    same = waiting["decide"][0].replace("--by NAME", WHO[0]).replace("--because WHY", WHO[1])
    assert same.startswith("gavah judge same p-")
    gavah(*shlex.split(same)[1:])
    assert gavah("queue", "--case", case) == b""
    gavah("link", "--case", case)
    (one,) = people(case)
    assert {name["text"] for name in one["names"]} == {"Zuleika Okonkwo", "Zuleyka Okonkwo"}  # type: ignore[index,attr-defined]


def test_the_table_names_both_people_and_what_deciding_changes(case: Path) -> None:
    table = ran("queue", "--case", case, "--format", "table", COLUMNS="140").stdout.decode()
    for words in (
        "person",
        "Zuleika Okonkwo",
        "Zuleyka Okonkwo",
        "arrested 2 → 1",
        "the same name",
    ):
        assert words in table


def test_no_password_of_a_server_is_written_out() -> None:
    from gavah.cli.queue import _decide
    from gavah.register.waiting import Waiting

    waiting = Waiting(kind="detached", about="judgement", left="3", right=None, why="", effect=0)
    (undo,) = _decide(waiting, Path("case"), "postgresql://ana:secret@host/db").decide
    assert "secret" not in undo
    assert undo.endswith('--case case --register "$GAVAH_REGISTER"')
