"""gavah history: what was done to an entry, and by whom."""

from pathlib import Path
from typing import Any

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.model import Judgement


def _words(detail: dict[str, Any]) -> str:
    """What a log entry says, as words: "copies: 3; claims: 12"."""
    said = {True: "yes", False: "no", None: "none"}

    def words(value: Any) -> str:
        if isinstance(value, bool) or value is None:
            return said[value]
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    return "; ".join(f"{name}: {words(value)}" for name, value in detail.items())


COLUMNS = (
    Column("seq", lambda e: str(e.seq), right=True),
    Column("at", lambda e: e.at, lambda e: e.at.replace("T", " ").removesuffix("Z")),
    Column("by", lambda e: e.by, wraps=True),
    Column("what", lambda e: e.verb if isinstance(e, Judgement) else e.event),
    Column("why", lambda e: e.reason if isinstance(e, Judgement) else _words(e.detail), wraps=True),
)


@cli.command()
@click.argument("id_", metavar="ID")
@case_option
@printed
def history(id_: str, case: Path, register: str | None) -> Listing:
    """List every judgement and log entry about ID, oldest first.

    ID is a claim, an incident, a person, a document, or a copy (sha256:…). Times are UTC. Nothing
    in this list can be changed; `gavah verify` shows whether anything was.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.history(id_))
    return Listing(found, COLUMNS, none=f"nothing was done to {id_} since it was computed")
