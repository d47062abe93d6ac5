"""gavah verify: whether copies and log are what they were."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, note, printed
from gavah.cli.root import case_option, cli

COLUMNS = (
    Column("fault", lambda f: f.kind),
    Column("what", lambda f: f.what, wide=True),
    Column("subject", lambda f: f.subject),
    Column("remedy", lambda f: f.remedy, wide=True),
)
LIMITS = (
    "what this shows: each copy has the bytes that were sealed, and no log entry was changed, "
    "left out or moved. What it cannot show: that a source told the truth, that a page looked so "
    "to others, when it was published, or that nobody rewrote the whole case and its log. "
    "Keep the head somewhere else and give it with --head."
)


@cli.command()
@case_option
@click.option("--head", default=None, help="A head you kept: the log must still contain it.")
@printed
def verify(case: Path, register: str | None, head: str | None) -> Listing:
    """Re-hash every copy and the log; name what is altered, missing, added or out of order.

    Exit status 0 when all is as it was, 3 when anything is not.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.verify(head=head))
        now = opened.head()
    note(f"head of the log: {now}")
    note(LIMITS)
    bad = [one for one in found if one.kind != "removed"]
    if not bad:
        note("every copy and every log entry is as it was")
    return Listing(found, COLUMNS, none="no faults", after=lambda: 3 if bad else 0)
