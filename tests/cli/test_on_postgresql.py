"""The whole command line on a register that lies on a PostgreSQL server, against one in a file."""

import json
import os
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.register.conftest import server  # noqa: F401
from tests.running import gavah, ran

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"
BY = ("--by", "A. Recorder", "--because", "checked against the paper file")


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:  # noqa: F811
    """A schema of its own on the server."""
    name = f"cli_{os.getpid()}_{abs(hash(request.node.name)) % 10**8}"
    database = sa.create_engine(server)
    with database.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    database.dispose()
    return f"{server}&options=-csearch_path%3D{name}".replace("postgresql+psycopg", "postgresql")


@pytest.mark.postgresql
@pytest.mark.slow
def waits(*where: object) -> list[dict[str, object]]:
    """The queue, but for the commands that decide it: they name the case."""
    rows = [json.loads(line) for line in gavah("queue", *where).splitlines()]
    return [{**row, "decide": len(row["decide"])} for row in rows]


def test_a_register_on_postgresql_is_that_in_a_file(url: str, tmp_path: Path) -> None:
    case, there = tmp_path / "file", tmp_path / "server"
    gavah("run", EXAMPLES, "--case", case)
    on = ("--case", there, "--register", url)
    done = ran("run", EXAMPLES, *on, "--workers", "2")
    assert done.returncode == 0, done.stderr.decode()
    assert not (there / "register.db").exists()

    def same(*command: object) -> bytes:
        here = gavah(*command, "--case", case)
        assert gavah(*command, *on) == here, command
        return here

    assert len(same("export", "--canonical", "--with-restricted")) > 10_000
    same("export", "--canonical")
    incidents = [json.loads(line) for line in same("incidents").splitlines()]
    same("persons")
    same("claims", "--act", "killed")
    assert waits("--case", case) == waits(*on)
    same("stats", "--unread")
    same("show", incidents[0]["id"][:10])
    assert b"wounded" in ran("search", "wounded", *on).stdout
    raid = next(one for one in incidents if any(toll["conflict"] for toll in one["tolls"]))
    value = json.dumps({"act": "killed", "low": 87, "high": 87})
    for where in (("--case", case), on):
        gavah("judge", "choose", raid["id"], "--value", value, *BY, *where)
        gavah("link", *where)
    chosen = json.loads(same("show", raid["id"]))
    (killed,) = (toll for toll in chosen["tolls"] if toll["act"] == "killed")
    assert (killed["low"], killed["high"]) == (87, 87)
    gavah("verify", *on)
    gavah("report", tmp_path / "page.html", *on)
    assert "Khartoum" in (tmp_path / "page.html").read_text(encoding="utf-8")
    gavah("backup", tmp_path / "kept.gavah", *on)
    gavah("restore", tmp_path / "kept.gavah", "--case", tmp_path / "again")
    restored = gavah("export", "--canonical", "--with-restricted", "--case", tmp_path / "again")
    assert restored == gavah("export", "--canonical", "--with-restricted", *on)
    document = raid["documents"][0]["document"]
    said = ran("remove", document, *BY, *on).stderr
    assert b"backups of this case may hold it: 1 written" in said
    assert b"ask its administrator" in said
    gavah("verify", *on)


@pytest.mark.postgresql
def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:9/none"
    done = ran("run", EXAMPLES / "berlin-rally.txt", "--case", tmp_path / "c", "--register", url)
    assert done.returncode == 3
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert "postgresql://nobody@127.0.0.1:9/none" in said
