"""A run that is killed anywhere goes on to the same register; two runs at once give that of one."""

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.running import GAVAH, gavah, ran

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"

# calls itself in a process of its own and signals it right before the Nth call of one function
STOPPED_AT = """
import os, signal, sys
from importlib import import_module
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
module, name, number, how = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
target = import_module(module)
*path, last = name.split(".")
for one in path:
    target = getattr(target, one)
before, calls = getattr(target, last), 0
def counted(*args, **options):
    global calls
    calls += 1
    if calls == number:
        os.kill(os.getpid(), signal.SIGKILL if how == "killed" else signal.SIGINT)
    return before(*args, **options)
setattr(target, last, counted)
from gavah.cli import main
main(sys.argv[5:])
"""
POINTS = {
    "while the tables are made": ("gavah.register.migrations", "upgrade", 1),
    "before the first copies are named": ("gavah.sources.store", "Store._settle", 1),
    "among the captures": ("gavah.register.evidence", "Evidence.keep_capture", 9),
    "before sealing is logged": ("gavah.register.register", "Register.log", 1),
    "before the first document is kept": ("gavah.register.readings", "Readings.keep", 1),
    "among the documents": ("gavah.register.readings", "Readings.keep", 11),
    "inside the keeping of a document": ("gavah.register.searching", "Index.keep_document", 7),
    "before linking": ("gavah.runs.link", "link_whole", 1),
    "inside the keeping of incidents": ("gavah.register.searching", "Index.keep_linked", 1),
    "before linking is remembered": ("gavah.register.linked_memory", "LinkedMemory.keep", 1),
    "after linking, before its log": ("gavah.register.register", "Register.log", 3),
}


def canonical(case: Path) -> bytes:
    """The register's canonical bytes, nothing withheld."""
    return gavah("export", "--canonical", "--with-restricted", "--case", case)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an undisturbed run gives."""
    case = tmp_path_factory.mktemp("calm") / "case"
    gavah("run", EXAMPLES, "--case", case)
    found = canonical(case)
    assert len(found) > 10_000
    return found


@pytest.mark.slow
@pytest.mark.parametrize("when", POINTS)
def test_a_run_killed_at_a_point_of_each_phase_goes_on_to_the_same_register(
    when: str, calm: bytes, tmp_path: Path
) -> None:
    module, name, number = POINTS[when]
    case = tmp_path / "case"
    command = [GAVAH[0], "-c", STOPPED_AT, module, name, str(number), "killed", "run", str(EXAMPLES), "--case", str(case)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    gavah("run", EXAMPLES, "--case", case)
    assert canonical(case) == calm
    gavah("verify", "--case", case)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_a_killed_run_has_recorded_is_not_read_again(workers: str, tmp_path: Path) -> None:
    module, name, number = POINTS["among the documents"]
    call = ["run", str(EXAMPLES), "--case", str(tmp_path / "case"), "--workers", workers]
    command = [GAVAH[0], "-c", STOPPED_AT, module, name, str(number), "killed", *call]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    told = json.loads(gavah(*call, "--format", "jsonl"))
    assert (told["captures"], told["copies"]) == (0, 21 - (number - 1))


@pytest.mark.slow
def test_a_run_killed_again_and_again_at_any_moment_goes_on_to_the_same_register(
    calm: bytes, tmp_path: Path
) -> None:
    chance = random.Random(7)
    case = tmp_path / "case"
    for _ in range(5):
        process = subprocess.Popen(
            [*GAVAH, "run", str(EXAMPLES), "--case", str(case), "--workers", "2"],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.2, 5))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    gavah("run", EXAMPLES, "--case", case)
    assert canonical(case) == calm
    gavah("verify", "--case", case)


@pytest.mark.slow
def test_two_runs_at_once_give_the_register_of_one_after_the_other(
    calm: bytes, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    files = sorted(EXAMPLES.iterdir())
    halves = (files[::2], files[1::2])
    running = [
        subprocess.Popen(
            [*GAVAH, "run", *map(str, half), "--case", str(case)], stderr=subprocess.PIPE
        )
        for half in halves
    ]
    ends = [(one.communicate()[1].decode(), one.returncode) for one in running]
    for said, status in ends:
        assert status == 0 or (status == 3 and "another gavah is writing" in said), said
        assert "Traceback" not in said
    for half in halves:  # whoever found the case taken was told to run again
        assert ran("run", *half, "--case", case).returncode == 0
    assert canonical(case) == calm
    gavah("verify", "--case", case)


@pytest.mark.slow
def test_an_interrupted_run_ends_with_its_own_status_and_goes_on(
    calm: bytes, tmp_path: Path
) -> None:
    case = tmp_path / "case"
    module, name, number = POINTS["among the documents"]
    command = [GAVAH[0], "-c", STOPPED_AT, module, name, str(number), "interrupted", "run", str(EXAMPLES), "--case", str(case)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert (done.returncode, b"goes on from here" in done.stderr) == (130, True)
    gavah("run", EXAMPLES, "--case", case)
    assert canonical(case) == calm
