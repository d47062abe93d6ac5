"""One test body, two engines: SQLite in a file, and a private PostgreSQL server of our own.

The server listens on a socket in a temporary folder only, and each test has a schema of its own.
In CI a missing PostgreSQL fails the run; elsewhere its half is skipped with a message.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from gavah.register import Register, open_register

_NUMBER = count()


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parts[-3])
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).parent if on_path else None


def _run(*command: str | Path) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout}{done.stderr}")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server that runs for this session only."""
    programs = _programs()
    if programs is None:
        message = "PostgreSQL is not installed (Debian: apt install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="gavah-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    listen = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off "
    listen += "-c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"
    try:
        _run(
            programs / "initdb", "-D", data, "-U", "gavah", "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync",
        )  # fmt: skip
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", listen, "start")
        try:
            yield f"postgresql+psycopg://gavah@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request: pytest.FixtureRequest) -> Callable[[], str | None]:
    """Gives the URL of a fresh, empty register each time it is called; None for SQLite."""
    if request.param == "sqlite":
        return lambda: None
    import sqlalchemy as sa

    url = request.getfixturevalue("server")

    def fresh() -> str:
        name = f"case_{os.getpid()}_{next(_NUMBER)}"
        database = sa.create_engine(url)
        with database.begin() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        database.dispose()
        return f"{url}&options=-csearch_path%3D{name}"

    return fresh


class Ticking:
    """A clock that moves one second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2020, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def url(place: Callable[[], str | None]) -> str | None:
    """Where this test's register lies."""
    return place()


@pytest.fixture
def register(tmp_path: Path, url: str | None) -> Iterator[Register]:
    """A fresh register."""
    with open_register(tmp_path / "case", url, make=True, clock=Ticking()) as opened:
        yield opened
