"""gavah incidents: what happened, with tolls, conflicts and sources."""

from collections.abc import Sequence
from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import (
    days_words,
    incident_words,
    place_words,
    short,
    some,
    sources_of,
    toll_words,
    when_words,
)
from gavah.model import Incident

COLUMNS = (
    Column("incident", lambda i: i.id, lambda i: short(i.id)),
    Column("when", lambda i: when_words(i.when), lambda i: days_words(i.when)),
    Column("kind", lambda i: i.kind, least=-1),
    Column("where", lambda i: place_words(i.place), wraps=True),
    Column("as reported", incident_words, wraps=True),
    Column("tolls", lambda i: toll_words(i.tolls), least=-1),
    Column("sources", lambda i: f"{sources_of(i)[0]:,}", right=True),
    Column("independent", lambda i: _independent(i), right=True, least=96),
    Column("title", lambda i: i.title, least=-1),
)


def _independent(incident: Incident) -> str:
    number = sources_of(incident)[1]
    return "" if number is None else f"{number:,}"


@cli.command()
@case_option
@click.option("--act", default=None, help="Only incidents with this act, such as killed.")
@click.option("--country", default=None, help="Only those in this country (ISO code, such as IR).")
@printed
def incidents(case: Path, register: str | None, act: str | None, country: str | None) -> Listing:
    """List incidents: when, where, what, how many, and how many sources say so.

    "37" is exact, "87–118" a range, "≥ 304" has no upper bound, "about 20" bounds nothing; "in
    conflict" marks sources that cannot all be right. A period gathers totals over a span; its
    figures are never added to other incidents. Independent are sources that do not copy one
    another.
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

    def foot(shown: Sequence[Incident]) -> str:
        conflicts = sum(any(toll.conflict for toll in one.tolls) for one in shown)
        said = f"{some(len(shown), 'incident')}, {conflicts} in conflict"
        return f"{said}. The words behind one: gavah show ID --case {case}"

    none = f"no incidents; add reports with: gavah run PATHS --case {case}"
    return Listing(found, COLUMNS, none=none, foot=foot)
