"""What long lists are drawn from: incidents in short, the order of persons, and indexes.

Incidents in short are worked out when the register is next opened (`gavah.register.summaries`).
"""

import sqlalchemy as sa
from alembic import op

from gavah.register import schema
from gavah.register.engines import engine_for

revision = "0005"
down_revision = "0004"
_TABLES = (schema.claims, schema.documents, schema.persons, schema.chain, schema.searchable)


def upgrade() -> None:
    """Make what a register made by this version has already."""
    connection = op.get_bind()
    held = sa.inspect(connection)
    if not held.has_table(schema.summaries.name):
        schema.summaries.create(connection)
    if "listed" not in {column["name"] for column in held.get_columns("persons")}:
        op.add_column(
            "persons", sa.Column("listed", schema.WORDS, nullable=False, server_default="")
        )
        connection.execute(_listed())
    for table in _TABLES:
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            connection.execute(sa.schema.CreateIndex(index, if_not_exists=True))
    for statement in engine_for(connection.dialect.name).stored_words():
        connection.exec_driver_sql(statement)


def _listed() -> sa.Update:
    """Who is withheld, or has no name, stands last."""
    persons, names, classes = schema.persons, schema.person_names, schema.field_classes
    first = sa.select(names.c.folded).where(names.c.person == persons.c.id, names.c.position == 0)
    withheld = sa.exists().where(
        classes.c.subject == persons.c.id,
        classes.c.field == "names",
        classes.c["class"] != "public",
    )
    listed = sa.func.coalesce(first.scalar_subquery(), schema.LAST)
    return persons.update().values(listed=sa.case((withheld, schema.LAST), else_=listed))
