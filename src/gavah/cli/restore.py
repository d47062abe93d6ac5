"""gavah restore: a case from its backup."""

from pathlib import Path

import click

from gavah.cli.backup import first_line
from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli


@cli.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@case_option
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@accounted
def restore(source: Path, case: Path, register: str | None, passphrase_file: Path | None) -> Done:
    """Open the backup SOURCE as a new case; every copy and log entry is checked."""
    from gavah.register.restoring import restore as open_backup

    open_backup(source, case, url=register, passphrase=first_line(passphrase_file))
    note(f"restored {source} to {case}; copies and log are as they were")
    return Done({"source": str(source), "case": str(case)})
