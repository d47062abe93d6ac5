"""Changes a register behind gavah's back, as someone with the database's password could."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from gavah.register import Register


@contextmanager
def tampering(register: Register) -> Iterator[sa.Connection]:
    """A connection on which neither guards nor foreign keys hold; committed at the end."""
    with register.session.database.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND "
                "(name LIKE '%_no_update' OR name LIKE '%_no_delete')"
            ).scalars()
            for name in names.all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()
    register.session.database.dispose()
