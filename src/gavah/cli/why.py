"""gavah why: why two incidents, claims or persons are, or are not, held to be one."""

import sys
from pathlib import Path

import click

from gavah.cli.printing import Listing, console
from gavah.cli.printing import show as print_listing
from gavah.cli.root import case_option, cli
from gavah.errors import UnknownId


@cli.command()
@click.argument("left", metavar="ID")
@click.argument("right", metavar="ID")
@case_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl"]),
    default=None,
    help="How to print.  [default: table on a terminal, jsonl when piped]",
)
def why(left: str, right: str, case: Path, register: str | None, format_: str | None) -> int:
    """Tell why two incidents, claims or persons are, or are not, held to be one.

    First the reason in words; then the evidence for and against, line by line, with its weight
    (+1 doubles the odds, -1 halves them) and the words of both sides that it rests on. Two that
    were never compared are compared now, and that is said.

    \b
    Examples:
      gavah why i-3f8e542d i-6abc7105 --case my-case
      gavah why p-397f32d2 p-6c1e0d11 --case my-case
    """
    from gavah.register import open_register
    from gavah.register.explaining import explain

    with open_register(case, register) as opened:
        sides = []
        for id_ in (left, right):
            found = opened.find(id_)
            if found is None:
                raise UnknownId(
                    f"nothing in {case} answers to {id_!r}; list ids with: gavah incidents --case {case}"
                )
            sides.append(found)
        explained = explain(opened, sides[0], sides[1])
    if format_ == "jsonl" or (format_ is None and not sys.stdout.isatty()):
        print_listing(Listing([explained], ()), "jsonl")
        return 0
    from gavah.cli.explained import put

    put(explained, console())
    return 0
