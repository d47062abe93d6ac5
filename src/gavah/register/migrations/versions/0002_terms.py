"""Telling words of documents: what linking compares texts by. Older readings have none."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; a register made by this version has it already."""
    columns = sa.inspect(op.get_bind()).get_columns("documents")
    if not any(column["name"] == "terms" for column in columns):
        op.add_column("documents", sa.Column("terms", sa.Text))
