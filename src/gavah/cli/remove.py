"""gavah remove: takes content out for good, and says so."""

from pathlib import Path

import click

from gavah.cli.printing import note
from gavah.cli.root import case_option, cli


@cli.command()
@click.argument("id_", metavar="ID")
@case_option
@click.option("--by", required=True, help="Who removes it.")
@click.option("--because", required=True, help="Why: it stays in the log.")
def remove(id_: str, case: Path, register: str | None, by: str, because: str) -> int:
    """Remove a document or copy for good: bytes, text, claims and index.

    A tombstone stays in the log, which `gavah verify` explains. This cannot be undone.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened, opened.locked("remove"):
        opened.remove(id_, by=by, because=because)
    note(f"removed {id_}; its tombstone stays in the log. Backups made before still hold it.")
    return 0
