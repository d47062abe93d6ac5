"""Reads a pile into a folder of Parquet parts, on this machine or on Spark, and goes on when cut off.

Takings go through in the order of the pile; what an earlier run wrote is passed over unread.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from gavah.claims.reader import OFFLINE, Choice
from gavah.errors import WrongUsage
from gavah.model import Capture, Refusal, SetAside
from gavah.model.record import Record
from gavah.reading import FAST, VERSION
from gavah.runs.parts import BYTES, ROWS, Parts, Row, named, new_pile
from gavah.runs.pool import Pool
from gavah.runs.read import outcomes
from gavah.runs.unit import readers_version
from gavah.sources.only import EVERYTHING, Only
from gavah.sources.spot import Taken
from gavah.sources.take import take, utc_now


class ReadTo(Record, frozen=True, kw_only=True):
    """What reading into a folder did.

    Attributes:
        before: takings that an earlier run had written.
        copies, documents, claims, unread: of what was read now.
        refused: what a reader was told and would not take.
    """

    before: int
    copies: int
    documents: int
    claims: int
    unread: int
    set_aside: tuple[SetAside, ...]
    refused: tuple[Refusal, ...] = ()


def read_to(
    folder: Path,
    paths: Sequence[str],
    *,
    input_format: str | None = None,
    stdin: BinaryIO | None = None,
    workers: int = 1,
    choice: Choice = OFFLINE,
    pool: Pool | None = None,
    step: Callable[[], None] = lambda: None,
    only: Only = EVERYTHING,
    rows: int = ROWS,
) -> ReadTo:
    """Read what the paths hold into the folder.

    Args:
        only: which pages are taken; part of what the pile is.
        rows: takings in one part.

    Raises:
        WrongUsage: the folder holds another pile, or the pile has changed since.
    """
    parts = Parts(folder)
    reading = FAST if choice.fast_pages else VERSION
    pile = parts.begin(
        new_pile(paths, input_format, reading, readers_version(choice), utc_now(), only)
    )
    found = take(paths, input_format, stdin, now=lambda: pile.at, only=only)
    before = _pass_over(parts, found)
    waiting: deque[Row] = deque()
    copies = documents = claims = unread = size = 0
    asides: list[SetAside] = []
    refused: list[Refusal] = []
    held: list[Row] = []

    def units() -> Iterator[tuple[bytes, Capture]]:
        for one in found:
            if isinstance(one, SetAside):
                waiting.append(Row(capture=None, aside=one))
            else:
                if one.file is not None and (one.capture.part_of or one.capture.source == "-"):
                    parts.keep_container(one)
                waiting.append(Row(capture=one.capture, content=one.content))
                if one.content is not None:
                    yield one.content, one.capture

    def complete() -> Iterator[Row]:
        """Rows in the order of the pile, each with its outcome where it has one."""
        for outcome in outcomes(units(), workers=workers, choice=choice, pool=pool):
            while waiting[0].content is None:
                yield waiting.popleft()
            row = waiting.popleft()
            yield Row(capture=row.capture, content=row.content, outcome=outcome)
        yield from waiting

    for row in complete():
        held.append(row)
        size += len(row.content or b"")
        if row.outcome is not None:
            copies += 1
            documents += len(row.outcome.documents)
            claims += sum(len(one.claims or ()) for one in row.outcome.documents)
            unread += sum(one.claims is None for one in row.outcome.documents)
            refused += row.outcome.refused
            step()
        aside = row.aside or (row.outcome.set_aside if row.outcome is not None else None)
        if aside is not None:
            asides.append(aside)
        if len(held) >= rows or size >= BYTES:
            parts.add(held)
            held, size = [], 0
    if held:
        parts.add(held)
    return ReadTo(
        before=before, copies=copies, documents=documents, claims=claims, unread=unread,
        set_aside=tuple(asides), refused=tuple(refused),
    )  # fmt: skip


def _pass_over(parts: Parts, found: Iterator[Taken | SetAside]) -> int:
    """Pass over what is written; how much that is."""
    count = 0
    for name in parts.known():
        one = next(found, None)
        if one is None or named(one) != name:
            place = name.replace("\t", " ").removesuffix(" None")
            raise WrongUsage(
                f"the pile is not what it was when {parts.folder} was begun (taking {count + 1} was "
                f"{place[:200]}); name a new folder"
            )
        count += 1
    return count
