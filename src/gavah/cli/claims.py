"""gavah claims: what each source says, one claim a line."""

from pathlib import Path

import click

from gavah.cli.printing import Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import CLAIM_COLUMNS


@cli.command()
@case_option
@click.option("--act", default=None, help="Only this act, such as killed or demonstration.")
@click.option("--document", default=None, help="Only claims of this document.")
@click.option("--country", default=None, help="Only those in this country (ISO code, such as IR).")
@printed
def claims(
    case: Path, register: str | None, act: str | None, document: str | None, country: str | None
) -> Listing:
    """List claims: who did what to whom, where, when, how many, according to whom.

    \b
    Examples:
      gavah claims --case my-case --act killed
      gavah claims --case my-case --format jsonl > claims.jsonl
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = [
            one
            for one in opened.effective_claims()
            if (act is None or one.act == act)
            and (document is None or one.document == document)
            and (country is None or (one.place is not None and one.place.country == country))
        ]
    return Listing(found, CLAIM_COLUMNS, none="no claims answer to that")
