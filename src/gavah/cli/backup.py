"""gavah backup: the whole case in one file."""

from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli


@cli.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@case_option
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@accounted
def backup(target: Path, case: Path, register: str | None, passphrase_file: Path | None) -> Done:
    """Write register and copies to TARGET; `gavah restore` opens it elsewhere, hashes equal.

    With --passphrase-file (its first line) the file is encrypted and cannot be changed unseen.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        opened.backup(target, passphrase=first_line(passphrase_file))
    note(f"wrote {target}{' (encrypted)' if passphrase_file else ' (not encrypted)'}")
    return Done({"path": str(target), "encrypted": passphrase_file is not None})


def first_line(path: Path | None) -> str | None:
    """The passphrase in a file; None without one."""
    return None if path is None else path.read_text(encoding="utf-8").splitlines()[0]
