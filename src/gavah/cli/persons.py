"""gavah persons: who is named, under which spellings, and what became of them."""

from pathlib import Path

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli

COLUMNS = (
    Column("person", lambda p: p.id),
    Column("name", lambda p: p.names[0].text if p.names else "", wide=True),
    Column("also written", lambda p: ", ".join(n.text for n in p.names[1:]), wide=True),
    Column("kind", lambda p: p.kind),
    Column("fate", lambda p: p.fate or ""),
    Column("claims", lambda p: str(len(p.claims)), right=True),
)


@cli.command()
@case_option
@printed
def persons(case: Path, register: str | None) -> Listing:
    """List persons with every spelling of their names.

    This prints restricted names too: the list is for you, not for publication. `gavah export`
    and `gavah report` withhold the names of people who may be alive and in danger.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.persons())
    return Listing(found, COLUMNS, none="no persons are named in the register")
