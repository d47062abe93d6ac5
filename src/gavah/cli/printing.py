"""How results are printed: a table on a terminal, JSON lines when piped, CSV when asked.

Results go to stdout; progress and warnings go to stderr. No meaning rests on colour alone.
"""

import csv
import functools
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from gavah.model import to_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

QUIET = "gavah.quiet"
Function = TypeVar("Function", bound=Callable[..., Any])


class Column(NamedTuple):
    """A column: its heading, what it shows of a record, and how.

    Attributes:
        show: a record to its words; "" where nothing is known. In full, for CSV.
        table: the same for a terminal, shorter; `show` when None.
        right: figures stand to the right.
        wraps: may be broken into lines; an id, a date and a figure may not.
        least: columns a terminal must have for this one to be shown; 0: always, -1: never.
    """

    heading: str
    show: Callable[[Any], str]
    table: "Callable[[Any], str | Text] | None" = None
    right: bool = False
    wraps: bool = False
    least: int = 0


class Listing(NamedTuple):
    """What a command prints: records (as JSON lines) and how a table shows them.

    Attributes:
        none: what to say on stderr when there are none: what that means and what to do.
        foot: what to say on stderr below a table, given the records shown.
        after: called once all is printed; gives the exit status.
    """

    records: Iterable[Any]
    columns: Sequence[Column]
    none: str = "nothing found"
    foot: Callable[[Sequence[Any]], str] = lambda records: ""
    after: Callable[[], int] = lambda: 0


class Done(NamedTuple):
    """What a command did, for a program to read; what it says to a person goes to stderr.

    Attributes:
        record: one JSON object, or a record; None where the output itself is the result.
        status: the exit status.
    """

    record: Any
    status: int = 0


def accounted(function: Function) -> Function:
    """Add --format to a command that does something and returns `Done`."""

    @click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "jsonl"]),
        default="table",
        help="jsonl: also one line on stdout that says what was done.",
    )
    @functools.wraps(function)
    def command(*args: Any, format_: str, **options: Any) -> int:
        done: Done = function(*args, **options)
        if format_ == "jsonl" and done.record is not None:
            sys.stdout.buffer.write(to_json(done.record) + b"\n")
            sys.stdout.buffer.flush()
        return done.status

    return command  # type: ignore[return-value]


def printed(function: Function) -> Function:
    """Add --format and print the `Listing` that the command returns."""

    @click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "jsonl", "csv"]),
        default=None,
        help="How to print.  [default: table on a terminal, jsonl when piped]",
    )
    @functools.wraps(function)
    def command(*args: Any, format_: str | None, **options: Any) -> int:
        listing: Listing = function(*args, **options)
        show(listing, format_ or ("table" if sys.stdout.isatty() else "jsonl"))
        return listing.after()

    return command  # type: ignore[return-value]


def show(listing: Listing, format_: str) -> None:
    """Print a listing on stdout as "table", "jsonl" or "csv"."""
    if format_ == "jsonl":
        out = sys.stdout.buffer
        for record in listing.records:
            out.write(to_json(record) + b"\n")
        out.flush()
    elif format_ == "csv":
        _csv(listing)
    else:
        _table(listing)


def _csv(listing: Listing) -> None:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow([column.heading for column in listing.columns])
    for record in listing.records:
        writer.writerow([plain(column.show(record)) for column in listing.columns])
        sys.stdout.buffer.write(held.getvalue().encode("utf-8"))
        held.seek(0)
        held.truncate()
    sys.stdout.buffer.write(held.getvalue().encode("utf-8"))
    sys.stdout.buffer.flush()


def plain(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _table(listing: Listing) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    out = console()
    columns = [one for one in listing.columns if 0 <= one.least <= out.width]
    table = Table(
        box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, padding=(0, 1, 0, 0)
    )
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=not column.wraps,
            min_width=min(11, out.width // 8) if column.wraps else None,
        )
    records = list(listing.records)
    for record in records:
        cells = ((one.table or one.show)(record) for one in columns)
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))
    if not records:
        if listing.none:
            note(listing.none)
        return
    out.print(table)
    if foot := listing.foot(records):
        note(foot)


def console() -> "Console":
    """Where results are printed: as wide as the terminal, else 120 columns or COLUMNS.

    Colour follows the terminal and NO_COLOR; none is written to a pipe.
    """
    from rich.console import Console

    given = os.environ.get("COLUMNS", "")
    piped = int(given) if given.isdecimal() and int(given) > 20 else 120
    width = None if sys.stdout.isatty() else piped
    return Console(highlight=False, markup=False, emoji=False, width=width)


def note(sentence: str, *, always: bool = False) -> None:
    """Say something on stderr, unless --quiet was given; `always` for what went wrong."""
    if always or not quiet():
        print(sentence, file=sys.stderr)


def quiet() -> bool:
    """Whether --quiet was given to the command that runs."""
    running = click.get_current_context(silent=True)
    return running is not None and bool(running.meta.get(QUIET))


class Progress:
    """A bar on stderr for long work; silent when stderr is no terminal or quiet was asked."""

    def __init__(self, bar: Any = None, task: Any = None) -> None:
        self._bar, self._task = bar, task

    def step(self, done: int = 1, *, total: int | None = None, now: str | None = None) -> None:
        """Move on by `done`; `total` and `now` (what is being done) replace the old ones."""
        if self._bar is not None:
            changes: dict[str, Any] = {} if now is None else {"description": now}
            if total is not None:
                changes["total"] = total
            self._bar.update(self._task, advance=done, **changes)


@contextmanager
def progress(what: str, *, total: int | None = None) -> Iterator[Progress]:
    """Show progress of long work on stderr, when a person is there to see it."""
    if quiet() or not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        yield Progress(bar, bar.add_task(what, total=total))
