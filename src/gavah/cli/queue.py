"""gavah queue: pairs and judgements that wait for a person."""

from pathlib import Path

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli

COLUMNS = (
    Column("waits", lambda q: q.kind),
    Column("left", lambda q: q.left),
    Column("right", lambda q: q.right or ""),
    Column("why", lambda q: q.why, wide=True),
)


@cli.command()
@case_option
@printed
def queue(case: Path, register: str | None) -> Listing:
    """List what waits for your judgement: pairs the evidence leaves open, judgements detached.

    Decide with: gavah judge same LEFT RIGHT --by NAME --because WHY
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.queue())
    return Listing(found, COLUMNS, none="nothing waits for a judgement")
