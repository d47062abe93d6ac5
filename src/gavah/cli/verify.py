"""gavah verify: whether copies and log are what they were."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, note, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import short, some

COLUMNS = (
    Column("fault", lambda f: f.kind),
    Column("subject", lambda f: f.subject, lambda f: short(f.subject)),
    Column("what", lambda f: f.what, wraps=True),
    Column("remedy", lambda f: f.remedy, wraps=True),
)
LIMITS = """
A match shows that each copy has the bytes that were sealed, and that no log entry was changed,
left out or moved. It cannot show that a source told the truth, that a page looked so to others,
when it was published, or that nobody rewrote the whole case and its log: note the head somewhere
else, and give it next time: gavah verify --head HEAD"""


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
        stats = opened.stats()
    bad = [one for one in found if one.is_fault]
    held = f"{some(stats['copies'], 'copy', 'copies')}, {some(stats['log_entries'], 'log entry', 'log entries')}"
    verdict = (
        f"NOT AS IT WAS: {some(len(bad), 'fault')}, named above ({held} checked)"
        if bad
        else f"every copy and every log entry is as it was ({held} checked)"
    )

    def after() -> int:
        note(verdict)
        note(f"head of the log: {now}")
        note(LIMITS)
        return 3 if bad else 0

    return Listing(found, COLUMNS, none="", after=after)
