"""Accounts of a team: who may sign in to the register in a browser."""

from alembic import op

from gavah.register.schema import accounts

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table; a register made by this version has it already."""
    accounts.create(op.get_bind(), checkfirst=True)
