"""The first schema: evidence, claims, what linking works out, judgements and custody, search."""

from alembic import op

from gavah.register.engines import engine_for
from gavah.register.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, the guards of the append-only ones, and the full text index."""
    connection = op.get_bind()
    metadata.create_all(connection)
    engine = engine_for(connection.dialect.name)
    for statement in (*engine.guards(), *engine.search_index()):
        connection.exec_driver_sql(statement.replace("%", "%%"))
