import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.claims.endpoint.serving import answer, completion, entry, serving

LINE = "Soldiers shot at least 37 people dead in Omdurman on Tuesday, the doctors' union said."
TRUE = entry(evidence=LINE, act_words="shot", count_words="at least 37 people", count_number=37)
LIE = entry(evidence=LINE, act_words="shot", count_words="at least 37 people", count_number=370)


def _gavah(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "gavah", *command], capture_output=True, text=True)


def _report(folder: Path) -> str:
    path = folder / "report.jsonl"
    told = {"id": "d", "date": "2023-06-15", "text": LINE}
    path.write_text(json.dumps(told) + "\n", encoding="utf-8")
    return str(path)


def test_read_prints_what_grounds_and_says_what_was_refused(tmp_path: Path) -> None:
    with serving(answer(TRUE, LIE)) as served:
        done = _gavah("read", _report(tmp_path), "--endpoint", served.url, "--model", "m")
    (claim,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (claim["reader"]["name"], claim["count"]["low"]) == ("endpoint", 37)
    assert "refused, because the words do not bear it out: 1 number differs" in done.stderr
    assert done.returncode == 0


def test_a_run_keeps_the_refusals_in_the_log_and_two_workers_ask_as_one(tmp_path: Path) -> None:
    exported = []
    for workers in ("1", "2"):
        case = str(tmp_path / f"case-{workers}")
        with serving(answer(TRUE, LIE)) as served:
            chosen = ("--reader", "endpoint", "--endpoint", served.url, "--model", "m")
            done = _gavah("run", _report(tmp_path), "--case", case, "--workers", workers, *chosen)
            assert done.returncode == 0, done.stderr
        with sqlite3.connect(f"{case}/register.db") as register:
            dump = "\n".join(register.iterdump())
        assert '"refused":{"number_differs":1}' in dump.replace(" ", "")
        canonical = _gavah("export", "--canonical", "-", "--with-restricted", "--case", case)
        exported.append(canonical.stdout)
    assert exported[0] == exported[1]


def test_an_endpoint_that_does_not_answer_ends_the_run_and_the_next_goes_on(
    tmp_path: Path,
) -> None:
    case, report = str(tmp_path / "case"), _report(tmp_path)
    with serving((401, {}, b"no")) as served:
        chosen = ("--reader", "endpoint", "--endpoint", served.url, "--model", "m")
        done = _gavah("run", report, "--case", case, *chosen)
        assert done.returncode == 3
        assert "answered 401" in done.stderr
    with serving(answer(TRUE)) as served:
        chosen = ("--reader", "endpoint", "--endpoint", served.url, "--model", "m")
        assert _gavah("run", report, "--case", case, *chosen).returncode == 0
    assert len(_gavah("claims", "--case", case).stdout.splitlines()) == 1


def test_an_answer_that_is_none_leaves_the_document_unread_and_named(tmp_path: Path) -> None:
    case = str(tmp_path / "case")
    with serving(completion("Sure! Here are the claims.")) as served:
        chosen = ("--reader", "endpoint", "--endpoint", served.url, "--model", "m")
        done = _gavah("run", _report(tmp_path), "--case", case, *chosen)
    assert done.returncode == 1
    assert "not JSON of the schema" in done.stderr


def test_the_endpoint_is_never_asked_unless_it_is_named(tmp_path: Path) -> None:
    done = _gavah("read", _report(tmp_path))
    assert {json.loads(line)["reader"]["name"] for line in done.stdout.splitlines()} == {"english"}
    unnamed = _gavah("read", _report(tmp_path), "--reader", "endpoint")
    assert unnamed.returncode == 2
    assert "needs an address and a model" in unnamed.stderr
