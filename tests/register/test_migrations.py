from pathlib import Path

import sqlalchemy as sa

from gavah.register import migrations, open_register
from tests.strategies_register import story


def test_a_register_of_the_first_schema_opens_and_its_readings_have_no_terms(
    tmp_path: Path,
) -> None:
    with open_register(tmp_path, make=True) as register:
        story(register, "a")
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'register.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN terms")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    with open_register(tmp_path) as register:
        (told,) = register.told()
        assert (told.id, told.terms) == ("a", ())
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'register.db'}")
    with engine.connect() as connection:
        assert migrations.current(connection) == migrations.HEAD
    engine.dispose()
