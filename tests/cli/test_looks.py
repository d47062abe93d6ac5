"""What commands print: on a terminal of any width, in a pipe, without colour."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from gavah.cli.words import (
    count_signs,
    count_words,
    days_words,
    incident_words,
    range_words,
    short,
    toll_range,
)
from gavah.model import Count, Toll, When
from tests.running import GAVAH, gavah, ran

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LISTS = ("incidents", "persons", "claims", "stats", "queue", "search killed")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports as a register."""
    made = tmp_path_factory.mktemp("cases") / "case"
    gavah("run", EXAMPLES, "--case", made)
    return made


def on_terminal(width: int, *arguments: object, **environment: str) -> str:
    """What a person sees in a terminal of that width."""
    here, there = pty.openpty()
    known = {**os.environ, "COLUMNS": str(width), "TERM": "xterm-256color", **environment}
    with subprocess.Popen(
        [*GAVAH, *map(str, arguments)], stdout=there, stderr=subprocess.DEVNULL, env=known
    ) as process:
        os.close(there)
        seen = b""
        while True:
            try:
                piece = os.read(here, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not piece:
                break
            seen += piece
        assert process.wait(60) == 0
    os.close(here)
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("command", LISTS)
def test_a_table_fits_the_terminal_and_breaks_no_id(case: Path, command: str, width: int) -> None:
    seen = COLOUR.sub("", on_terminal(width, *command.split(), "--case", case))
    assert max((len(line) for line in seen.splitlines()), default=0) <= width
    records = [json.loads(line) for line in gavah(*command.split(), "--case", case).splitlines()]
    for record in records:
        for id_ in (record.get(name) for name in ("id", "left", "right")):
            if id_:
                assert short(id_) in seen


def test_names_in_persian_script_are_printed_whole(case: Path) -> None:
    seen = COLOUR.sub("", on_terminal(100, "show", "c-e395ed99", "--case", case))
    assert "پویا بختیاری" in seen
    assert "according to  Karaj Letter (publisher)" in seen


def test_no_colour_is_printed_where_none_is_wanted(case: Path) -> None:
    assert COLOUR.search(on_terminal(100, "show", "i-3f8e542d", "--case", case))
    plain = on_terminal(100, "show", "i-3f8e542d", "--case", case, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", plain)
    assert "in conflict: these sources cannot all be right" in plain
    piped = ran("incidents", "--case", case, "--format", "table").stdout
    assert b"\x1b" not in piped


def test_every_field_of_a_claim_is_named_beside_its_colour(case: Path) -> None:
    seen = on_terminal(100, "show", "c-f317401f", "--case", case, NO_COLOR="1")
    for named in ("act “killing”", "count “at least 30”", "perpetrators “Security forces”"):
        assert named in " ".join(COLOUR.sub("", seen).split())


def test_as_much_of_an_id_as_tells_it_apart_will_do(case: Path) -> None:
    whole = json.loads(gavah("show", "i-3f8e542d", "--case", case))["id"]
    assert whole.startswith("i-3f8e542d")
    assert len(whole) == 22
    assert json.loads(gavah("show", "sha256:bebb4c8e38f6", "--case", case))["text"]
    said = ran("show", "i-ffff0000", "--case", case)
    assert (said.returncode, said.stdout) == (3, b"")
    assert b"nothing in" in said.stderr


def test_a_beginning_that_several_entries_share_is_refused_with_their_names(tmp_path: Path) -> None:
    from gavah.errors import UnknownId
    from gavah.register import open_register
    from tests.strategies_register import document, keep, sealed

    with open_register(tmp_path / "case", make=True) as register:
        for at in range(2):
            copy = sealed(register, str(at).encode())
            keep(register, document(f"sha256:abcd{at}", copy))
        with pytest.raises(UnknownId, match=r"sha256:abcd0, sha256:abcd1; write more"):
            register.find("sha256:abcd")
        found = register.find("sha256:abcd1")
        assert found is not None
        assert found.id == "sha256:abcd1"


def test_csv_has_whole_ids_and_days_that_sort(case: Path) -> None:
    head, *rows = gavah("incidents", "--case", case, "--format", "csv").decode().splitlines()
    assert head.startswith("incident,when,kind,where")
    assert any(re.match(r"i-[0-9a-f]{20},2019-06-03,occurrence", row) for row in rows)


def test_quiet_says_nothing_when_all_is_well(tmp_path: Path) -> None:
    done = ran("run", EXAMPLES / "berlin-rally.txt", "--case", tmp_path / "c", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = ran("run", tmp_path / "empty.txt", "--case", tmp_path / "c", "-q")
    assert done.returncode == 1
    assert b"empty.txt" in done.stderr


def test_values_in_words() -> None:
    def count(low: int | None, high: int | None, about: int | None, hedge: str | None) -> Count:
        return Count(low=low, high=high, about=about, hedge=hedge)  # type: ignore[arg-type]

    said = count(1501, None, 1500, "more_than")
    assert (count_words(said), count_signs(said)) == ("more than 1,500", "> 1,500")
    said = count(None, 23, 24, "nearly")
    assert (count_words(said), count_signs(said)) == ("nearly 24", "nearly 24")
    assert count_words(count(20, 30, None, "range")) == "20–30"
    assert count_words(count(None, None, 20, "about")) == "about 20"
    assert count_words(None) == ""
    assert range_words(87, 118) == "87–118"

    def toll(low: int, high: int | None, about: int | None) -> Toll:
        return Toll(
            act="killed", low=low, high=high, about=about, conflict=False, sources=1,
            independent_sources=1, parts=(),
        )  # fmt: skip

    assert toll_range(toll(1501, None, 1500)) == "≥ 1,501"
    assert toll_range(toll(0, None, 700)) == "about 700"
    assert toll_range(toll(21, 24, None)) == "21–24"
    assert toll_range(toll(0, None, None)) == "not told"


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2012-08-16", "2012-08-16", "day", "16 Aug 2012"),
        ("2020-08-09", "2020-08-13", "week", "9–13 Aug 2020"),
        ("2019-11-01", "2019-11-30", "month", "Nov 2019"),
        ("2020-02-01", "2020-02-29", "month", "Feb 2020"),
        ("2019-01-01", "2019-12-31", "year", "2019"),
        ("1980-01-01", "1989-12-31", "longer", "1980–1989"),
        ("2021-02-01", "2021-03-15", "longer", "1 Feb–15 Mar 2021"),
        ("2019-12-20", "2020-01-03", "month", "20 Dec 2019 – 3 Jan 2020"),
    ],
)
def test_days_in_words(start: str, end: str, precision: str, words: str) -> None:
    from datetime import date

    when = When(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        precision=precision,  # type: ignore[arg-type]
    )
    assert days_words(when) == words


def test_an_incident_without_a_toll_is_told_by_its_acts() -> None:
    from tests.strategies_register import claim, document, incident

    read = document("d", "sha256:" + "0" * 64)
    one = incident(claim(read, "killed", "were killed"), tolls=(), kind="period")
    assert incident_words(one) == "period: killed"
