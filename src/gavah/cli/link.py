"""gavah link: brings claims of one incident and of one person together, again."""

from pathlib import Path

from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli
from gavah.cli.words import some


@cli.command()
@case_option
@accounted
def link(case: Path, register: str | None) -> Done:
    """Work out incidents, persons and tolls anew, with every judgement in force.

    The same claims and judgements always give the same result. `gavah run` does this too;
    use it after `gavah judge`.
    """
    from gavah.register import open_register
    from gavah.runs.link import link as link_all

    with (
        open_register(case, register) as opened,
        opened.locked("link"),
        progress("linking"),
    ):
        linked = link_all(opened)
    note(
        f"{some(len(linked.incidents), 'incident')}, "
        f"{some(len(linked.persons), 'person', 'persons')}, "
        f"{some(len(linked.undecided), 'pair')} left for you to decide"
        + (f": gavah queue --case {case}" if linked.undecided else "")
    )
    return Done(
        {
            "incidents": len(linked.incidents),
            "persons": len(linked.persons),
            "undecided": len(linked.undecided),
        }
    )
