"""gavah read: documents and claims of files, with no case and nothing kept."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from gavah.cli.printing import Column, Listing, note, printed, progress
from gavah.cli.root import cli, input_options, quiet_option, workers_option
from gavah.cli.words import CLAIM_COLUMNS, aside_words
from gavah.model import Capture, SetAside

DOCUMENT_COLUMNS = (
    Column("document", lambda d: d.id[:24]),
    Column("published", lambda d: str(d.published.date) if d.published else ""),
    Column("publisher", lambda d: d.publisher or ""),
    Column("language", lambda d: d.language or "?"),
    Column("title", lambda d: d.title or "", wide=True),
    Column("paragraphs", lambda d: str(len(d.paragraphs)), right=True),
    Column("not text", lambda d: str(len(d.not_text)), right=True),
)


@cli.command()
@input_options
@click.option(
    "--show",
    "shown",
    type=click.Choice(["claims", "document"]),
    default="claims",
    show_default=True,
    help="Print claims, or the reading itself: text, title, dates, what is not article.",
)
@workers_option
@quiet_option
@printed
def read(
    paths: Sequence[str], input_format: str | None, shown: str, workers: int, quiet: bool
) -> Listing:
    """Print what PATHS claim; nothing is kept and no case is needed.

    PATHS are files, folders or "-": JSON lines, HTML, text, PDF, WARC, WACZ, ZIP.

    \b
    Examples:
      gavah read report.html
      gavah read reports/ --format jsonl > claims.jsonl
      gavah read report.txt --show document --format jsonl
    """
    asides: list[SetAside] = []
    records = _records(paths, input_format, shown, workers, quiet, asides)
    columns = DOCUMENT_COLUMNS if shown == "document" else CLAIM_COLUMNS
    return Listing(
        records,
        columns,
        none=f"no {shown} found in {len(paths)} path{'s' if len(paths) > 1 else ''}",
        after=lambda: 1 if asides else 0,
    )


def _records(
    paths: Sequence[str],
    input_format: str | None,
    shown: str,
    workers: int,
    quiet: bool,
    asides: list[SetAside],
) -> Iterator[Any]:
    import sys

    from gavah.runs.read import outcomes
    from gavah.sources.take import take

    def refuse(aside: SetAside) -> None:
        asides.append(aside)
        note(aside_words(aside))

    def units() -> Iterator[tuple[bytes, Capture]]:
        for found in take(paths, input_format, sys.stdin.buffer):
            if isinstance(found, SetAside):
                refuse(found)
            elif found.content is not None:
                yield found.content, found.capture

    unread = 0
    with progress("reading", quiet=quiet) as bar:
        for outcome in outcomes(units(), workers=workers):
            bar.step()
            if outcome.set_aside is not None:
                refuse(outcome.set_aside)
            for one in outcome.documents:
                unread += one.claims is None
                if shown == "document":
                    yield one.document
                else:
                    yield from one.claims or ()
    if unread and not quiet:
        note(f"{unread} not read: no reader for the language")
