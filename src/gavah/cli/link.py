"""gavah link: brings claims of one incident and of one person together, again."""

from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli
from gavah.cli.words import some
from gavah.errors import WrongUsage


@cli.command()
@click.option("--all", "whole", is_flag=True, help="Link everything again, whatever changed.")
@click.option(
    "--fit",
    "fitting",
    is_flag=True,
    help="First fit what evidence weighs to the judgements of this case, and freeze it.",
)
@click.option("--shipped", is_flag=True, help="First go back to the weights that ship with gavah.")
@click.option("--by", help="Who changes the weights: noted in the log.")
@case_option
@accounted
def link(
    case: Path, register: str | None, whole: bool, fitting: bool, shipped: bool, by: str | None
) -> Done:
    """Work out incidents, persons and tolls, with every judgement in force.

    Only what changed since the last linking is linked again; the same claims and judgements
    always give the same result, in whatever steps they came. `gavah run` does this too; use it
    after `gavah judge`.

    Linking never learns by itself. --fit weighs the evidence anew by what people judged, writes the
    weights into the case's log as a change of method, and links everything with them.
    """
    from gavah.register import open_register
    from gavah.runs.fit import fit, unfit
    from gavah.runs.link import link as link_all

    if fitting and shipped:
        raise WrongUsage("--fit and --shipped ask for two sets of weights; give one of them")
    if (fitting or shipped) and not (by or "").strip():
        raise WrongUsage("a change of method is noted with a name: --by NAME")

    with (
        open_register(case, register) as opened,
        opened.locked("link"),
        progress("linking"),
    ):
        if fitting or shipped:
            weights = (fit if fitting else unfit)(opened, str(by))
        linked = link_all(opened, whole=whole)
    if fitting or shipped:
        note(f"weights of version {weights.version} are in force: {weights.basis}")
    note(
        f"{some(linked.incidents, 'incident')}, "
        f"{some(linked.persons, 'person', 'persons')}, "
        f"{some(linked.undecided, 'pair')} of incidents left for you to decide"
        + (f": gavah queue --case {case}" if linked.undecided else "")
    )
    return Done(
        {
            "incidents": linked.incidents,
            "persons": linked.persons,
            "undecided": linked.undecided,
        }
    )
