"""gavah prune: drops claims of older readers."""

from pathlib import Path

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli
from gavah.cli.words import some


@cli.command()
@case_option
@accounted
def prune(case: Path, register: str | None) -> Done:
    """Drop readings and claims that a newer version replaced. Copies and judgements stay."""
    from gavah.register import open_register

    with open_register(case, register) as opened, opened.locked("prune"):
        dropped = opened.prune()
    note(f"dropped {some(dropped, 'claim')} of older versions")
    return Done({"claims": dropped})
