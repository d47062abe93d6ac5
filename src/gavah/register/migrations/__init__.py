"""Numbered steps that bring a register to the schema of this gavah, run when one is opened."""

from importlib import resources

import sqlalchemy as sa

from gavah.errors import RegisterError, RegisterTooNew

HEAD = "0005"
KNOWN = ("0001", "0002", "0003", "0004", "0005")


def current(connection: sa.Connection) -> str | None:
    """The number of the schema this database holds; None when it holds no register."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    number: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return number


def refuse_newer(number: str | None, where: str) -> None:
    """Stop before a register that a newer gavah wrote.

    Raises:
        RegisterTooNew: the number is not among those this gavah knows.
    """
    if number is not None and number not in KNOWN:
        raise RegisterTooNew(
            f"the register at {where} has schema {number}; this gavah knows up to {HEAD}. "
            "Install a newer gavah: pip install --upgrade gavah"
        )


def upgrade(connection: sa.Connection, to: str = "head") -> None:
    """Run every step that is missing, in one transaction with what the caller does after."""
    from alembic import command  # takes a third of a second; most openings need no step
    from alembic.config import Config

    config = Config()
    with resources.as_file(resources.files(__name__)) as folder:
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, to)
    if to == "head" and current(connection) != HEAD:
        raise RegisterError("gavah's migrations are incomplete; install gavah again")
