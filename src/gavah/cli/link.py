"""gavah link: brings claims of one incident and of one person together, again."""

from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli
from gavah.cli.words import some


@cli.command()
@click.option("--all", "whole", is_flag=True, help="Link everything again, whatever changed.")
@case_option
@accounted
def link(case: Path, register: str | None, whole: bool) -> Done:
    """Work out incidents, persons and tolls, with every judgement in force.

    Only what changed since the last linking is linked again; the same claims and judgements
    always give the same result, in whatever steps they came. `gavah run` does this too; use it
    after `gavah judge`.
    """
    from gavah.register import open_register
    from gavah.runs.link import link as link_all

    with (
        open_register(case, register) as opened,
        opened.locked("link"),
        progress("linking"),
    ):
        linked = link_all(opened, whole=whole)
    note(
        f"{some(linked.incidents, 'incident')}, "
        f"{some(linked.persons, 'person', 'persons')}, "
        f"{some(linked.undecided, 'pair')} left for you to decide"
        + (f": gavah queue --case {case}" if linked.undecided else "")
    )
    return Done(
        {
            "incidents": linked.incidents,
            "persons": linked.persons,
            "undecided": linked.undecided,
        }
    )
