"""gavah conform: what standards ask of a register, answered with evidence."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli


@cli.command()
@click.option("--not-met", is_flag=True, help="Only what is not met, or needs a human.")
@case_option
@printed
def conform(not_met: bool, case: Path, register: str | None) -> Listing:
    """Print what standards of casualty recording and open-source investigation ask, answered.

    Each is met, not met, or for a human to answer, with its evidence. Every copy and log entry is
    hashed anew. It is a checklist for you, and no certificate.

    \b
    Example:
      gavah conform --not-met --case my-case
    """
    from gavah.export.conforming import conform as answered
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = [one for one in answered(opened) if not not_met or one.answer != "met"]
    return Listing(
        found,
        (
            Column("", lambda one: str(one.number), right=True),
            Column("asked", lambda one: one.requirement, wraps=True),
            Column("by", lambda one: one.source),
            Column("answer", lambda one: one.answer),
            Column("evidence", lambda one: one.evidence, wraps=True),
        ),
        none="everything is met",
    )
