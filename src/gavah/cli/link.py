"""gavah link: brings claims of one incident and of one person together, again."""

from pathlib import Path

from gavah.cli.printing import note, progress
from gavah.cli.root import case_option, cli, quiet_option


@cli.command()
@case_option
@quiet_option
def link(case: Path, register: str | None, quiet: bool) -> int:
    """Work out incidents, persons and tolls anew, with every judgement in force.

    The same claims and judgements always give the same result. `gavah run` does this too;
    use it after `gavah judge`.
    """
    from gavah.register import open_register
    from gavah.runs.link import link as link_all

    with (
        open_register(case, register) as opened,
        opened.locked("link"),
        progress("linking", quiet=quiet),
    ):
        linked = link_all(opened)
    if not quiet:
        note(
            f"{len(linked.incidents)} incidents, {len(linked.persons)} persons, "
            f"{len(linked.undecided)} pairs left for you to decide (gavah queue --case {case})"
        )
    return 0
