"""What `gavah read --to` writes is whole, goes on where it was cut off, and loads as it was read."""

import os
import signal
import subprocess
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from gavah.model import to_json
from gavah.runs.parts import Parts
from gavah.runs.read_to import read_to
from tests.running import GAVAH, gavah, ran

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"

# reads into a folder, parts of four takings, and is killed right before the Nth call of a function
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from gavah.runs import parts, read, read_to
target, name = {"part": (parts.Parts, "_put"), "name": (Path, "replace"), "copy": (read, "read_copy")}[sys.argv[1]]
before, calls = getattr(target, name), 0
def counted(*args, **options):
    global calls
    calls += 1
    if calls == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return before(*args, **options)
setattr(target, name, counted)
read_to.read_to(Path(sys.argv[3]), sys.argv[4:], rows=4)
"""


def contents(folder: Path) -> tuple[list[bytes], list[bytes]]:
    """Every claims file; every row of the copies, without the time at which it was taken."""
    claims = [path.read_bytes() for path in sorted((folder / "claims").iterdir())]
    rows = []
    for row in Parts(folder).rows():
        capture = None if row.capture is None else msgspec.structs.replace(row.capture, at=None)
        rows.append(to_json(msgspec.structs.replace(row, capture=capture)))
    return claims, rows


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[bytes], list[bytes]]:
    """What an undisturbed run writes."""
    folder = tmp_path_factory.mktemp("unbroken") / "to"
    done = read_to(folder, [str(EXAMPLES)], rows=4)
    assert (done.copies, done.claims > 40, done.before) == (21, True, 0)
    return contents(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "number"),
    [("copy", 1), ("copy", 9), ("part", 1), ("part", 2), ("part", 5), ("name", 1), ("name", 4), ("name", 7)],
)  # fmt: skip
def test_a_reading_killed_anywhere_goes_on_to_the_same_bytes_and_reads_nothing_twice(
    where: str, number: int, unbroken: tuple[list[bytes], list[bytes]], tmp_path: Path
) -> None:
    folder = tmp_path / "to"
    command = [GAVAH[0], "-c", KILLED_AT, where, str(number), str(folder), str(EXAMPLES)]
    killed = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    kept = len(list(Parts(folder).known())) if (folder / "pile.json").exists() else 0
    done = read_to(folder, [str(EXAMPLES)], rows=4)
    assert done.before == kept
    assert contents(folder) == unbroken
    assert not list(folder.rglob("*.part"))
    again = read_to(folder, [str(EXAMPLES)], rows=4)
    assert (again.copies, again.before) == (0, len(unbroken[1]))


@pytest.mark.slow
def test_what_was_read_into_a_folder_loads_as_the_register_that_a_run_makes(tmp_path: Path) -> None:
    gavah("run", EXAMPLES, "--case", tmp_path / "run")
    gavah("read", EXAMPLES, "--to", tmp_path / "to", "--workers", 2)
    for _ in range(2):  # the second adds nothing
        gavah("register", "load", tmp_path / "to", "--case", tmp_path / "loaded")
    gavah("link", "--case", tmp_path / "loaded")
    found = [
        gavah("export", "--canonical", "--with-restricted", "--case", tmp_path / case)
        for case in ("run", "loaded")
    ]
    assert found[0] == found[1]
    assert len(found[0]) > 10_000
    gavah("verify", "--case", tmp_path / "loaded")
    told = gavah("run", EXAMPLES, "--case", tmp_path / "loaded", "--format", "jsonl")
    assert b'"captures":0,"copies":0' in told  # nothing is sealed or read that was loaded


def test_claims_are_columns_that_any_reader_of_parquet_can_count(tmp_path: Path) -> None:
    page = tmp_path / "report.txt"
    page.write_text("KARAJ, 12 November 2019 - At least three marchers were killed in Karaj.\n")
    read_to(tmp_path / "to", [str(page)])
    (row,) = pq.read_table(tmp_path / "to" / "claims").to_pylist()
    assert (row["act"], row["low"], row["high"], row["count_words"]) == ("killed", 3, None, "At least three")  # fmt: skip


def test_a_folder_goes_on_with_its_own_pile_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Police arrested {name} students in Qazvin.\n")
    gavah("read", tmp_path / "one.txt", "--to", tmp_path / "to")
    other = ran("read", tmp_path / "two.txt", "--to", tmp_path / "to")
    assert (other.returncode, b"another pile" in other.stderr) == (2, True)
    (tmp_path / "one.txt").write_text("Police arrested nobody.\n")
    changed = ran("read", tmp_path / "one.txt", "--to", tmp_path / "to")
    assert (changed.returncode, b"not what it was" in changed.stderr) == (2, True)
    none = ran("register", "load", tmp_path, "--case", tmp_path / "case")
    assert (none.returncode, b"gavah read PATHS --to" in none.stderr) == (2, True)


def test_a_container_that_changed_since_is_not_loaded(tmp_path: Path) -> None:
    lines = tmp_path / "reports.jsonl"
    lines.write_text('{"id": "a", "text": "Police arrested 40 students in Qazvin."}\n')
    gavah("read", lines, "--to", tmp_path / "to")
    lines.write_text('{"id": "a", "text": "Police arrested 41 students in Qazvin."}\n')
    changed = ran("register", "load", tmp_path / "to", "--case", tmp_path / "case")
    assert (changed.returncode, b"changed while" in changed.stderr) == (3, True)
    os.remove(lines)
    gone = ran("register", "load", tmp_path / "to", "--case", tmp_path / "case")
    assert (gone.returncode, b"put it back" in gone.stderr) == (3, True)
