"""gavah incidents: what happened, with tolls, conflicts and sources."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import place_words, sources_words, toll_words, when_words

COLUMNS = (
    Column("incident", lambda i: i.id),
    Column("when", lambda i: when_words(i.when)),
    Column("kind", lambda i: i.kind),
    Column("what", lambda i: i.title, wide=True),
    Column("where", lambda i: place_words(i.place), wide=True),
    Column("tolls", lambda i: toll_words(i.tolls), wide=True),
    Column("sources", sources_words),
)


@cli.command()
@case_option
@click.option("--act", default=None, help="Only incidents with this act, such as killed.")
@click.option("--country", default=None, help="Only those in this country (ISO code, such as IR).")
@printed
def incidents(case: Path, register: str | None, act: str | None, country: str | None) -> Listing:
    """List incidents: when, what, where, how many, and how many sources say so.

    ≠ marks sources that cannot all be right. A period gathers totals over a span; its figures
    are never added to occurrences. "indep." counts sources that do not copy one another.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = [
            one
            for one in opened.incidents()
            if (act is None or act in one.acts)
            and (country is None or (one.place is not None and one.place.country == country))
        ]
    found.sort(key=lambda one: (str(one.when.start) if one.when else "9", one.id))
    return Listing(found, COLUMNS, none="no incidents; add reports with: gavah run PATHS --case …")
