"""What linking remembers between runs. Empty until the next linking, which links everything."""

import sqlalchemy as sa
from alembic import op

from gavah.register import schema

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables that a register made by this version has already."""
    held = sa.inspect(op.get_bind()).get_table_names()
    for table in schema.REMEMBERED:
        if table.name not in held:
            table.create(op.get_bind())
