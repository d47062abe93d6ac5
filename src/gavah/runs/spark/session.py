"""Starts Spark, or says in one line what has to be installed before it can start.

Spark itself is pyspark 4 (the extra `gavah[spark]`); it runs on Java 17 or newer, which pip cannot
install. What is set here can be overruled by the user's own --conf, as of spark-submit. What Spark
tells its terminal goes to a file, which is kept and named only if Spark fails.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import gavah
from gavah.errors import GavahError, MissingExtra, WrongUsage

JAVA = 17
_MAJOR = re.compile(r'version "(?:1\.)?(\d+)')
_REMEDY = (
    f"install Java {JAVA} or newer (Debian 12 and later: apt-get install default-jre-headless)"
)


def check_java() -> None:
    """Find the Java that Spark will start.

    Raises:
        MissingExtra: there is none, or it is too old.
    """
    home = os.environ.get("JAVA_HOME")
    java = f"{home}/bin/java" if home else shutil.which("java")
    if java is None or not os.access(java, os.X_OK):
        at = f"JAVA_HOME is {home}, and no java is there" if home else "no java was found"
        raise MissingExtra(f"Spark runs on Java, and {at}; {_REMEDY}")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    major = _MAJOR.search(told.stderr + told.stdout)
    if major is None or int(major[1]) < JAVA:
        found = major[1] if major else "of no known version"
        raise MissingExtra(f"Spark runs on Java {JAVA} or newer, and {java} is {found}; {_REMEDY}")


@contextmanager
def session(master: str, conf: Sequence[str] = ()) -> Iterator[Any]:
    """A Spark session on that master; it ends with the block.

    Args:
        master: local[2], spark://host:7077, yarn, k8s://…
        conf: KEY=VALUE of Spark's configuration, before which ours gives way.

    Raises:
        MissingExtra: pyspark or Java is not installed.
        WrongUsage: a setting has no value.
        GavahError: Spark does not start there.
    """
    settings = dict(_pair(one) for one in conf)
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra("--engine spark needs pyspark: pip install 'gavah[spark]'") from error
    check_java()
    builder = SparkSession.builder.master(master).appName("gavah")
    for key, value in {**_ours(master), **settings}.items():
        builder = builder.config(key, value)
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    descriptor, name = mkstemp(prefix="gavah-spark-", suffix=".log")
    log = Path(name)
    try:
        with _apart(descriptor):
            made = builder.getOrCreate()
    except Exception as error:  # pyspark raises Java's errors, in many classes
        said = _last_words(error)
        raise GavahError(
            f"Spark does not start on {master}: {said}; check --master, and that its workers can "
            f"be reached from here (its log: {log})"
        ) from error
    finally:
        os.close(descriptor)
    try:
        yield made
    except SparkFailed as error:
        raise GavahError(f"{error} (Spark's log: {log})") from error
    except BaseException:
        log.unlink(missing_ok=True)
        raise
    else:
        log.unlink(missing_ok=True)
    finally:
        made.stop()


class SparkFailed(GavahError):
    """Spark gave up on a job; what it said, and what to do."""


@contextmanager
def _apart(descriptor: int) -> Iterator[None]:
    """Start processes inside with their stderr going there; ours is as before afterwards."""
    sys.stderr.flush()
    before = os.dup(2)
    try:
        os.dup2(descriptor, 2)
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _last_words(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if "Exception: " in line or "Error: " in line]
    return (causes or lines or [type(error).__name__])[-1 if causes else 0][:300]


def _pair(setting: str) -> tuple[str, str]:
    key, equals, value = setting.partition("=")
    if not equals or not key.strip():
        raise WrongUsage(f"--conf {setting!r} is no KEY=VALUE, as in spark.executor.memory=4g")
    return key.strip(), value.strip()


def _ours(master: str) -> dict[str, str]:
    found = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # a Python worker that dies takes the copies of its batch with it: they are few
        "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
        # one copy may have 128 MB, and its row must fit
        "spark.rpc.message.maxSize": "1024",
        "spark.driver.maxResultSize": "0",
        "spark.sql.adaptive.enabled": "false",
    }
    if master.startswith("local"):
        # executors on this machine read with the gavah that was called
        home = str(Path(gavah.__file__).resolve().parent.parent)
        paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        found["spark.executorEnv.PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
        found["spark.driver.host"] = found["spark.driver.bindAddress"] = "127.0.0.1"
    return found
