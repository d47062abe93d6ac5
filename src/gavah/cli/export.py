"""gavah export: the register as files that other tools read."""

import sys
from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli
from gavah.errors import WrongUsage


@cli.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
@case_option
@click.option(
    "--to", "kind", default="jsonl", show_default=True, metavar="FORMAT", help="The format; below."
)
@click.option("--with-restricted", is_flag=True, help="Restricted fields too. Logged.")
@click.option("--canonical", is_flag=True, help="Bytes to compare registers by, to stdout.")
@accounted
def export(
    target: Path | None,
    case: Path,
    register: str | None,
    kind: str,
    with_restricted: bool,
    canonical: bool,
) -> Done:
    """Write the register to TARGET (a file, or a folder of files).

    Public fields only. Withheld are the names of people who may be alive and in danger and of
    minors, exact places that lead to them, titles of documents that nobody read, and paths of what
    was set aside; --with-restricted includes them and is logged (docs/terms.md, "Field classes").

    \b
    FORMAT:
      jsonl    a folder; one file a record kind, as gavah schema prints it
      csv      a folder; tables for a spreadsheet     parquet  a folder; tables for large work
      xlsx     one workbook                           geojson  one file for a map
      ftm      a folder; FollowTheMoney entities      report   one HTML page

    \b
    Examples:
      gavah export register.xlsx --to xlsx --case my-case
      gavah export tables/ --to csv --case my-case
      gavah export --canonical --case my-case | sha256sum     equal for equal registers
    """
    from gavah.export.canonical import canonical as lines
    from gavah.export.formats import export_for
    from gavah.export.gather import gather
    from gavah.register import open_register

    if target is None and not canonical:
        raise WrongUsage("name the file or folder to write: gavah export TARGET --to FORMAT")
    if target is not None and canonical:
        raise WrongUsage("--canonical writes to stdout: gavah export --canonical > FILE")
    write = None if target is None else export_for(kind)
    with open_register(case, register) as opened:
        if target is None or write is None:
            kind = "canonical"
            for line in lines(opened, restricted=with_restricted):
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        else:
            write(gather(opened, restricted=with_restricted), target)
        opened.log("export", (), {"to": kind, "restricted": with_restricted})
    note(f"wrote {target or 'canonical bytes'}, {told_words(with_restricted)}")
    told = {"path": str(target), "to": kind, "restricted": with_restricted}
    return Done(None if target is None else told)


def told_words(restricted: bool) -> str:
    """Which fields were written, for a person."""
    return "RESTRICTED FIELDS INCLUDED (logged)" if restricted else "public fields only"
