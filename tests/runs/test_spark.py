"""Spark reads what this machine reads, byte for byte; what is missing is named in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bench import tellings, world

from tests.running import GAVAH, gavah, ran

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples" / "reports"
SPARK = ("--engine", "spark", "--master", "local[2]")

WORKERS_DIE = """
from gavah.errors import EndpointFailed
from gavah.runs.spark import on_spark, session
from tests.runs.on_executors import squared
with session("local[2]") as spark:
    done = list(on_spark(spark, squared, range(40), died=lambda number: -number, wave=16))
    assert done == [(n, -n if n == 13 else n * n) for n in range(40)], done
    try:
        list(on_spark(spark, squared, [1, 99], died=lambda number: -number))
    except EndpointFailed as error:
        print(error)
"""


def canonical(case: Path) -> bytes:
    return gavah("export", "--canonical", "--with-restricted", "--case", case)


@pytest.mark.slow
def test_a_register_read_on_spark_has_the_bytes_of_one_read_here(tmp_path: Path) -> None:
    lines = list(tellings.lines(world.reports(60)))
    (tmp_path / "made.jsonl").write_text(
        "".join(f"{line}\n" for line in lines[:40]), encoding="utf-8"
    )
    rows = [json.loads(line) for line in lines[40:]]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "made.parquet")
    pile = (EXAMPLES, tmp_path / "made.jsonl", tmp_path / "made.parquet")
    gavah("run", *pile, "--case", tmp_path / "here")
    gavah("run", *pile, "--case", tmp_path / "there", *SPARK)
    here = canonical(tmp_path / "here")
    assert canonical(tmp_path / "there") == here
    gavah("read", *pile, "--to", tmp_path / "to", *SPARK)
    gavah("register", "load", tmp_path / "to", "--case", tmp_path / "loaded")
    gavah("link", "--case", tmp_path / "loaded")
    assert canonical(tmp_path / "loaded") == here
    assert here.count(b'{"claim"') > 100


@pytest.mark.slow
def test_a_copy_that_kills_its_worker_costs_that_copy_alone_and_errors_keep_their_kind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORKERS_DIE], capture_output=True, text=True, check=False,
        timeout=300, cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "the endpoint is away; try later\n"), done.stderr


def test_without_java_one_line_says_what_to_install(tmp_path: Path) -> None:
    done = ran("read", EXAMPLES, *SPARK, JAVA_HOME=str(tmp_path))
    assert done.returncode == 3
    (line,) = done.stderr.decode().splitlines()
    assert "Java 17 or newer" in line
    assert "apt-get install" in line


def test_an_old_java_is_told_apart(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    done = ran("read", EXAMPLES, *SPARK, JAVA_HOME=str(tmp_path))
    assert (done.returncode, b"is 11; install Java 17" in done.stderr) == (3, True)


def test_without_pyspark_one_line_says_what_to_install() -> None:
    call = "import sys; sys.modules['pyspark.sql'] = None; from gavah.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [GAVAH[0], "-c", call, "read", str(EXAMPLES), *SPARK], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)
    assert b"pip install 'gavah[spark]'" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--engine", "spark"), "needs --master"),
        (("--master", "local[2]"), "add --engine spark"),
        ((*SPARK, "--conf", "spark.executor.memory"), "is no KEY=VALUE"),
    ],
)
def test_half_an_engine_is_wrong_usage(options: tuple[str, ...], said: str) -> None:
    done = ran("read", EXAMPLES, *options)
    assert (done.returncode, said in done.stderr.decode()) == (2, True)
