"""gavah search: full text over documents, claims and names."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import short, some

if TYPE_CHECKING:
    from rich.text import Text

    from gavah.register.searching import Hit

COLUMNS = (
    Column("kind", lambda h: h.kind),
    Column("id", lambda h: h.id, lambda h: short(h.id)),
    Column("words", lambda h: " ".join(h.snippet.split()), lambda h: _marked(h), wraps=True),
)


def _marked(hit: "Hit") -> "Text":
    """The words around what was found, and what was found in bold."""
    from rich.text import Text

    text = Text(re.sub(r"\s", " ", hit.snippet))  # one for one: the marks are offsets
    for start, end in hit.marks:
        text.stylize("bold reverse", start, end)
    return text


@cli.command()
@click.argument("query")
@case_option
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default="50",
    metavar="N",
    help="How many entries at most.",
)
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

    def foot(shown: Sequence[object]) -> str:
        more = f"; there may be more (--limit {limit})" if len(shown) == limit else ""
        return f"{some(len(shown), 'entry', 'entries')} found{more}"

    none = f"nothing holds {query}; fewer words, or a beginning (word*), find more"
    return Listing(found, COLUMNS, none=none, foot=foot)
