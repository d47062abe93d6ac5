"""Incidents in short are what the incidents and their claims say, however they came to be kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from bench.loading import fill

from gavah.register import Register, migrations, open_register, schema
from gavah.register.copying import copy_register
from gavah.runs.link import link
from tests.register.conftest import Ticking
from tests.strategies_register import story

LISTS = ("ix_claims_in_order", "ix_claims_country", "ix_documents_newest", "ix_persons_listed")


def told(register: Register) -> list[list[tuple[Any, ...]]]:
    """Incidents in short, and the order of persons."""
    persons = schema.persons
    questions = (
        sa.select(schema.summaries).order_by(schema.summaries.c.incident),
        sa.select(persons.c.id, persons.c.listed).order_by(persons.c.listed, persons.c.id),
    )
    return [[tuple(row) for row in register.session.rows(one)] for one in questions]


def test_a_register_of_the_fourth_schema_gets_what_a_register_of_today_has(
    tmp_path: Path, url: str | None
) -> None:
    with open_register(tmp_path / "case", url, make=True, clock=Ticking()) as register:
        fill(register, 300, 5)
        before = told(register)
        assert len(before[0]) == register.count("incidents") > 50
        database = register.session.database
        with database.begin() as connection:
            schema.summaries.drop(connection)
            for name in LISTS:
                connection.exec_driver_sql(f"DROP INDEX {name}")
            connection.exec_driver_sql("ALTER TABLE persons DROP COLUMN listed")
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("ALTER TABLE searchable DROP COLUMN words")
            connection.exec_driver_sql("DELETE FROM meta WHERE key = 'summaries'")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    with open_register(tmp_path / "case", url) as register:
        assert told(register) == before
        with register.session.reading() as connection:
            assert migrations.current(connection) == migrations.HEAD
            tables = ("claims", "documents", "persons")
            held = {one for t in tables for one in names_of_indexes(connection, t)}
        assert set(LISTS) <= held
        assert [hit.kind for hit in register.search("street", limit=3)] != []


def names_of_indexes(connection: sa.Connection, table: str) -> set[str]:
    """Indexes of a table, those of expressions too."""
    if connection.dialect.name == "postgresql":
        question = "SELECT indexname FROM pg_indexes WHERE tablename = %s"
        found = connection.exec_driver_sql(question, (table,))
    else:
        question = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
        found = connection.exec_driver_sql(question, (table,))
    return {row[0] for row in found}


def test_summaries_go_along_when_a_register_is_copied(
    tmp_path: Path, place: Callable[[], str | None]
) -> None:
    with open_register(tmp_path / "case", place(), make=True, clock=Ticking()) as register:
        story(register, "a")
        link(register)
        here = told(register)
        to = place() or str(tmp_path / "other")
        copy_register(register, to)
    case, url = (tmp_path / "case", to) if "://" in to else (Path(to), None)
    with open_register(case, url) as register:
        assert told(register) == here
        assert here[0] != []


@pytest.mark.parametrize("many", [60])
def test_words_that_very_many_entries_hold_find_the_newest(tmp_path: Path, many: int) -> None:
    with open_register(tmp_path / "case", make=True, clock=Ticking()) as register:
        fill(register, 1500, 0)
        held = list(register.search("killed", limit=many))
        assert len(held) == len({(hit.kind, hit.id) for hit in held}) == many
        assert all(hit.marks for hit in held)
