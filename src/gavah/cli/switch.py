"""gavah switch: open, read-only or locked, for every server over the register."""

import getpass
from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli


@cli.command()
@click.argument("state", type=click.Choice(["open", "read-only", "locked"]))
@click.option("--by", default=getpass.getuser, help="Who does this.  [default: your login]")
@click.option("--because", required=True, help="Why; it is kept in the log.")
@case_option
@accounted
def switch(state: str, by: str, because: str, case: Path, register: str | None) -> Done:
    """Turn the switch that every `gavah serve` over the register obeys at its next request.

    read-only: everything is shown and nothing can be judged, linked or uncovered. locked: nothing
    is shown to anyone, whoever is signed in. Commands on this machine go on working.

    \b
    Examples:
      gavah switch locked --because "a laptop was taken" --case my-case
      gavah switch open --because "its account is disabled" --case my-case
    """
    from gavah.register import open_register
    from gavah.register.house import turn

    with open_register(case, register) as opened:
        turn(opened, state, by=by, because=because)
    note(f"the register is {state} for every server")
    return Done({"state": state})
