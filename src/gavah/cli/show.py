"""gavah show: the words an entry rests on, who says so, and why it was linked."""

import sys
from pathlib import Path

import click

from gavah.cli.printing import Listing, console
from gavah.cli.printing import show as print_listing
from gavah.cli.root import case_option, cli
from gavah.errors import UnknownId


@cli.command()
@click.argument("id_", metavar="ID")
@case_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl"]),
    default=None,
    help="How to print.  [default: table on a terminal, jsonl when piped]",
)
def show(id_: str, case: Path, register: str | None, format_: str | None) -> int:
    """Show ID (a claim, incident, person or document) with the words it rests on.

    As much of an ID as tells it apart will do: i-f9a39c86. A claim's sentence is shown with the
    words of each field marked, and named below; then who says so, nearest speaker first, what is
    doubtful, and what people judged. Of an incident: every claim, and why they are held to be one.

    \b
    Examples:
      gavah show i-f9a39c86 --case my-case
      gavah show harbour-wire-2019-06-03 --case my-case --format jsonl
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = opened.find(id_)
        if found is None:
            raise UnknownId(
                f"nothing in {case} answers to {id_!r}; list ids with: gavah incidents --case {case}"
            )
        if format_ == "jsonl" or (format_ is None and not sys.stdout.isatty()):
            print_listing(Listing([found], ()), "jsonl")
            return 0
        from gavah.cli.showing import put

        put(found, opened, console())
    return 0
