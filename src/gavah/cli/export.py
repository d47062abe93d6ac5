"""gavah export: the register as files that other tools read."""

import sys
from pathlib import Path

import click

from gavah.cli.printing import note
from gavah.cli.root import case_option, cli
from gavah.errors import WrongUsage


@cli.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
@case_option
@click.option("--to", "kind", default="jsonl", show_default=True, help="csv, xlsx, geojson, …")
@click.option("--with-restricted", is_flag=True, help="Names of people in danger too. Logged.")
@click.option("--canonical", is_flag=True, help="The register's canonical bytes on stdout.")
def export(
    target: Path | None,
    case: Path,
    register: str | None,
    kind: str,
    with_restricted: bool,
    canonical: bool,
) -> int:
    """Write the register to TARGET (a file, or a folder of files).

    Public fields only: names of people who may be alive and in danger are withheld unless
    --with-restricted is given, and that is logged.

    \b
    Examples:
      gavah export register.xlsx --to xlsx --case my-case
      gavah export tables/ --to csv --case my-case
      gavah export --canonical --case my-case | sha256sum
    """
    from gavah.export.formats import export_for
    from gavah.export.gather import gather
    from gavah.register import open_register

    with open_register(case, register) as opened:
        if canonical:
            from gavah.register.canonical import canonical as lines

            for line in lines(opened):
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            opened.log("export", (), {"to": "canonical", "restricted": True})
            note(
                "canonical bytes hold every name, restricted ones too: for comparing, not to publish"
            )
            return 0
        if target is None:
            raise WrongUsage("name the file or folder to write: gavah export TARGET --to FORMAT")
        write = export_for(kind)
        write(gather(opened, restricted=with_restricted), target)
        opened.log("export", (), {"to": kind, "restricted": with_restricted})
    note(f"wrote {target}{' WITH RESTRICTED NAMES' if with_restricted else ' (public fields)'}")
    return 0
