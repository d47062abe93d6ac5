"""gavah register: the register itself, moved from a file to a server and back."""

from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli


@cli.group()
def register() -> None:
    """Move the register from a file to a server, and back."""


@register.command()
@click.option(
    "--to", required=True, metavar="URL|DIR", help="postgresql://…, or a folder for a new case."
)
@case_option
@accounted
def copy(to: str, case: Path, register: str | None) -> Done:
    """Copy the register to PostgreSQL, or into a case of its own: all of it, or nothing.

    Every table is read back and compared, and the log is walked, before anything is kept; both
    registers then have the same log and the same head. On PostgreSQL the copies as published stay
    in the case's folder; a new case gets them too. Accounts of a team do not go along.

    \b
    Examples:
      gavah register copy --case my-case --to postgresql://me@host/gavah
      gavah register copy --case my-case --register postgresql://me@host/gavah --to taken-home
    """
    from gavah.register import open_register
    from gavah.register.copying import copy_register

    with open_register(case, register) as opened, progress("copying") as bar:
        copied = copy_register(opened, to, lambda table, rows: bar.step(now=f"{table}: {rows:,}"))
    note(
        f"{sum(copied.rows.values()):,} rows at {copied.to}, read back and equal; "
        f"log head {copied.head[:12]} on both sides"
    )
    if "://" in to:
        note(f"next: gavah serve --case {case} --register {copied.to}")
    return Done(copied)
