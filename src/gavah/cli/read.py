"""gavah read: documents and claims of files, with no case and nothing kept."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from gavah.claims.reader import Choice
from gavah.cli.claims import CLAIM_COLUMNS
from gavah.cli.engine import Engine, engine_options
from gavah.cli.printing import Column, Listing, note, printed, progress
from gavah.cli.root import cli, input_options, quiet_option, reader_options, workers_option
from gavah.cli.words import aside_words, note_passed, note_refusals, short, some
from gavah.model import Capture, Refusal, SetAside
from gavah.sources.only import Only

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
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write claims and copies to Parquet files in DIR instead of printing; goes on where it "
    "was cut off, and `gavah register load DIR` brings them into a case.",
)
@reader_options
@workers_option
@engine_options
@quiet_option
@printed
def read(
    paths: Sequence[str],
    input_format: str | None,
    shown: str,
    folder: Path | None,
    workers: int,
    choice: Choice,
    engine: Engine,
    only: Only,
) -> Listing:
    """Print what PATHS claim; nothing is kept and no case is needed.

    PATHS are files, folders or "-": JSON lines, Parquet, HTML, text, PDF, WARC, WACZ, ZIP.

    \b
    Examples:
      gavah read report.html
      gavah read reports/ --format jsonl > claims.jsonl
      gavah read report.txt --show document --format jsonl
      gavah read crawl/ --to claims/ --engine spark --master spark://host:7077
    """
    if folder is not None:
        return _to(folder, paths, input_format, workers, choice, engine, only)
    asides: list[SetAside] = []
    records = _records(paths, input_format, shown, workers, asides, choice, engine, only)
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
    engine: Engine,
    only: Only,
) -> Iterator[Any]:
    import sys

    from gavah.runs.read import outcomes, tally
    from gavah.sources.take import take

    def refuse(aside: SetAside) -> None:
        asides.append(aside)
        note(aside_words(aside), always=True)

    def units() -> Iterator[tuple[bytes, Capture]]:
        for found in take(paths, input_format, sys.stdin.buffer, only=only):
            if isinstance(found, SetAside):
                refuse(found)
            elif found.content is not None:
                yield found.content, found.capture

    unread = 0
    refused: list[Refusal] = []
    with engine.pool() as pool, progress("reading") as bar:
        for outcome in outcomes(units(), workers=workers, choice=choice, pool=pool):
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
    note_passed(only.passed)
    note_refusals(tally(refused))
    if unread:
        note(f"{some(unread, 'document')} not read: no reader is installed for the language")


def _to(
    folder: Path,
    paths: Sequence[str],
    input_format: str | None,
    workers: int,
    choice: Choice,
    engine: Engine,
    only: Only,
) -> Listing:
    """Read into a folder of Parquet files; nothing is printed on stdout."""
    import sys

    from gavah.runs.read import tally
    from gavah.runs.read_to import read_to

    with engine.pool() as pool, progress("reading") as bar:
        done = read_to(
            folder, paths, input_format=input_format, stdin=sys.stdin.buffer, workers=workers,
            choice=choice, pool=pool, step=bar.step, only=only,
        )  # fmt: skip
    for aside in done.set_aside:
        note(aside_words(aside), always=True)
    note_passed(only.passed)
    note_refusals(tally(done.refused))
    before = f"; {some(done.before, 'copy', 'copies')} were there before" if done.before else ""
    note(
        f"{folder}: {some(done.documents, 'document')} and {some(done.claims, 'claim')} read from "
        f"{some(done.copies, 'copy', 'copies')}{before}"
    )
    if done.unread:
        note(f"{some(done.unread, 'document')} not read: no reader is installed for the language")
    note(f"next: gavah register load {folder} --case my-case")
    return Listing((), (), none="", after=lambda: 1 if done.set_aside else 0)
