"""gavah remove: takes content out for good, and says so."""

from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli
from gavah.cli.words import some


@cli.command()
@click.argument("id_", metavar="ID")
@case_option
@click.option("--by", required=True, help="Who removes it.")
@click.option("--because", required=True, help="Why: it stays in the log.")
@accounted
def remove(id_: str, case: Path, register: str | None, by: str, because: str) -> Done:
    """Remove a document or copy for good: bytes, text, claims and index.

    With it go the containers that hold the same bytes, and everything else taken from the copy. A
    tombstone stays in the log, which `gavah verify` explains. What remains, and where, is printed:
    near-duplicates, backups, exports. This cannot be undone.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened, opened.locked("remove"):
        found = opened.find(id_)
        removal = opened.remove(id_ if found is None else found.id, by=by, because=because)
    note(
        f"removed: {some(len(removal.copies), 'copy', 'copies')}, "
        f"{some(len(removal.documents), 'document')}, {some(removal.claims, 'claim')}; "
        f"entry {removal.seq} of the log says so"
    )
    for line in removal.remains:
        note(f"remains: {line}")
    note(f"next: gavah link --case {case}")
    return Done(removal)
