"""gavah stats: how much the register holds, and what was not read."""

from pathlib import Path

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli


@cli.command()
@case_option
@printed
def stats(case: Path, register: str | None) -> Listing:
    """Count what the register holds: copies, documents, claims, incidents, set aside, not read."""
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = [{"what": what, "how_many": how_many} for what, how_many in opened.stats().items()]
    columns = (
        Column("what", lambda row: str(row["what"]).replace("_", " "), wide=True),
        Column("how many", lambda row: f"{row['how_many']:,}", right=True),
    )
    return Listing(found, columns)
