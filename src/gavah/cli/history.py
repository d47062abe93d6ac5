"""gavah history: what was done to an entry, and by whom."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.model import Judgement

COLUMNS = (
    Column("seq", lambda e: str(e.seq), right=True),
    Column("at", lambda e: e.at),
    Column("by", lambda e: e.by),
    Column("what", lambda e: e.verb if isinstance(e, Judgement) else e.event),
    Column("why", lambda e: e.reason if isinstance(e, Judgement) else str(e.detail), wide=True),
)


@cli.command()
@click.argument("id_", metavar="ID")
@case_option
@printed
def history(id_: str, case: Path, register: str | None) -> Listing:
    """List every judgement and log entry about ID, oldest first."""
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.history(id_))
    return Listing(found, COLUMNS, none=f"nothing was done to {id_} since it was computed")
