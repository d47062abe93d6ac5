"""gavah search: full text over documents, claims and names."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli

COLUMNS = (
    Column("kind", lambda h: h.kind),
    Column("id", lambda h: h.id),
    Column("words", lambda h: " ".join(h.snippet.split()), wide=True),
)


@cli.command()
@click.argument("query")
@case_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@printed
def search(query: str, case: Path, register: str | None, limit: int) -> Listing:
    """Find QUERY in documents, claims and names.

    All words must stand; "two words" in quotation marks stand together, begin* finds what begins
    so, -word leaves out. Case, diacritics and Persian or Arabic forms of a letter do not matter.

    \b
    Example:
      gavah search '"protest camp" khartoum -rally' --case my-case
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.search(query, limit=limit))
    return Listing(found, COLUMNS, none=f"nothing holds {query}")
