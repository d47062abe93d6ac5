"""gavah read: documents and claims of files, with no case and nothing kept."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from gavah.claims.reader import Choice
from gavah.cli.claims import CLAIM_COLUMNS
from gavah.cli.printing import Column, Listing, note, printed, progress
from gavah.cli.root import cli, input_options, quiet_option, reader_options, workers_option
from gavah.cli.words import aside_words, note_refusals, short, some
from gavah.model import Capture, Refusal, SetAside

DOCUMENT_COLUMNS = (
    Column("document", lambda d: d.id, lambda d: short(d.id)),
    Column("published", lambda d: str(d.published.date) if d.published else ""),
    Column("publisher", lambda d: d.publisher or "", wraps=True),
    Column("language", lambda d: d.language or "?"),
    Column("title", lambda d: d.title or "", wraps=True),
    Column("paragraphs", lambda d: f"{len(d.paragraphs):,}", right=True, least=96),
    Column("not text", lambda d: f"{len(d.not_text):,}", right=True, least=96),
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
@reader_options
@workers_option
@quiet_option
@printed
def read(
    paths: Sequence[str], input_format: str | None, shown: str, workers: int, choice: Choice
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
    records = _records(paths, input_format, shown, workers, asides, choice)
    columns = DOCUMENT_COLUMNS if shown == "document" else CLAIM_COLUMNS
    return Listing(
        records,
        columns,
        none=f"no {shown} found in {some(len(paths), 'path')}",
        after=lambda: 1 if asides else 0,
    )


def _records(
    paths: Sequence[str],
    input_format: str | None,
    shown: str,
    workers: int,
    asides: list[SetAside],
    choice: Choice,
) -> Iterator[Any]:
    import sys

    from gavah.runs.read import outcomes, tally
    from gavah.sources.take import take

    def refuse(aside: SetAside) -> None:
        asides.append(aside)
        note(aside_words(aside), always=True)

    def units() -> Iterator[tuple[bytes, Capture]]:
        for found in take(paths, input_format, sys.stdin.buffer):
            if isinstance(found, SetAside):
                refuse(found)
            elif found.content is not None:
                yield found.content, found.capture

    unread = 0
    refused: list[Refusal] = []
    with progress("reading") as bar:
        for outcome in outcomes(units(), workers=workers, choice=choice):
            bar.step()
            refused += outcome.refused
            if outcome.set_aside is not None:
                refuse(outcome.set_aside)
            for one in outcome.documents:
                unread += one.claims is None
                if shown == "document":
                    yield one.document
                else:
                    yield from one.claims or ()
    note_refusals(tally(refused))
    if unread:
        note(f"{some(unread, 'document')} not read: no reader is installed for the language")
