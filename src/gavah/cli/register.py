"""gavah register: the register itself, moved from a file to a server and back, and filled."""

from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli
from gavah.cli.words import aside_words, some


@cli.group()
def register() -> None:
    """Move the register from a file to a server and back, or load what was read elsewhere."""


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


@register.command()
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@case_option
@accounted
def load(folder: Path, case: Path, register: str | None) -> Done:
    """Bring what `gavah read --to FOLDER` wrote into a case: copies, documents and claims.

    The case is then what `gavah run` on the same files would have made of it, but for linking. Files
    that hold many copies (JSON lines, WARC, ZIP) must lie where they lay when they were read.
    Loading the same folder again adds nothing.

    \b
    Examples:
      gavah read crawl/ --to claims/ --engine spark --master spark://host:7077
      gavah register load claims/ --case my-case
      gavah link --case my-case
    """
    from gavah.register import open_register
    from gavah.runs.load import load as load_all

    with (
        open_register(case, register, make=True) as opened,
        opened.locked("load"),
        progress("loading") as bar,
    ):
        done = load_all(opened, folder, bar.step)
    for aside in done.set_aside:
        note(aside_words(aside), always=True)
    note(
        f"{case}: {some(done.documents, 'document')} and {some(done.claims, 'claim')} from "
        f"{some(done.copies, 'copy', 'copies')} loaded"
    )
    if done.left:
        copies = some(done.left, "copy", "copies")
        note(f"{copies} of the case still to be read: gavah run with their files")
    note(f"next: gavah link --case {case}")
    return Done(done, 1 if done.set_aside else 0)
