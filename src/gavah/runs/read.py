"""Reads every copy that the present reading and readers have not read, on any number of workers.

A unit is done when its documents and claims are committed; a killed run goes on with the rest.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from gavah.claims.reader import OFFLINE, Choice
from gavah.model import Capture, Refusal, SetAside
from gavah.model.record import Record
from gavah.reading import FAST, VERSION
from gavah.runs.pool import Pool, in_order
from gavah.runs.unit import Outcome, read_copy, readers_version, where
from gavah.sources.store import Store

if TYPE_CHECKING:
    from gavah.register import Register


class Reading(Record, frozen=True, kw_only=True):
    """What reading did.

    Attributes:
        copies, documents, claims: of the copies read now; a document whose id another copy holds
            is not among them.
        unread: documents in a language that no reader reads.
        set_aside: what could not be read, and documents with an id that is taken.
        doubted: where a document came from, and the GRAVE doubts about it.
        refused: how often a reader was told what the words do not bear out, by reason.
    """

    copies: int
    documents: int
    claims: int
    unread: int
    set_aside: tuple[SetAside, ...]
    doubted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    refused: dict[str, int] = {}


GRAVE = frozenset({"date_unusable", "charset_wrong", "bytes_replaced", "page_flattened"})
"""Doubts about a whole document that are worth a line: something was given that does not fit."""


class _Unit(Record, frozen=True, kw_only=True):
    copies: str
    capture: Capture
    choice: Choice


def read(
    register: "Register",
    *,
    workers: int = 1,
    step: Callable[[], None] = lambda: None,
    choice: Choice = OFFLINE,
    pool: Pool | None = None,
) -> Reading:
    """Read what the chosen readers have not read; `step` is called after each copy.

    Args:
        pool: does the reading elsewhere, on a cluster: copies' bytes are sent there. Processes of
            this machine, as many as `workers`, when None: they open the copies themselves.
    """
    copies = documents = claims = unread = 0
    refused: list[SetAside] = []
    doubted: list[tuple[str, tuple[str, ...]]] = []
    untaken: list[Refusal] = []
    version = readers_version(choice)
    reading = FAST if choice.fast_pages else VERSION
    before = _duplicates(register)
    home = str(register.copies.directory)
    captures = list(register.copies_without(reading, version))
    for capture, outcome in _done(captures, home, choice, workers, pool):
        register.keep_reading(
            str(capture.copy), reading, version, outcome.documents, outcome.set_aside
        )
        untaken += outcome.refused
        copies += 1
        documents += len(outcome.documents)
        claims += sum(len(one.claims or ()) for one in outcome.documents)
        unread += sum(one.claims is None for one in outcome.documents)
        for one in outcome.documents:
            if grave := tuple(code for code in one.document.doubts if code in GRAVE):
                doubted.append((where(capture), grave))
        if outcome.set_aside is not None:
            refused.append(outcome.set_aside)
        step()
    if copies:
        twins = [one for one in _duplicates(register) if one not in before]
        documents -= len(twins)
        refused.extend(twins)
    if copies:
        detail = {"copies": copies, "documents": documents, "claims": claims, "reading": reading}
        more = {"refused": tally(untaken)} if choice.names else {}
        register.log("read", (), {**detail, "readers": version, **more})
    return Reading(
        copies=copies, documents=documents, claims=claims, unread=unread, set_aside=tuple(refused),
        doubted=tuple(doubted), refused=tally(untaken),
    )  # fmt: skip


def _done(
    captures: Sequence[Capture], home: str, choice: Choice, workers: int, pool: Pool | None
) -> Iterator[tuple[Capture, Outcome]]:
    if pool is None:
        waiting = (_Unit(copies=home, capture=one, choice=choice) for one in captures)
        for unit, outcome in in_order(_read, waiting, workers=workers, died=_died):
            yield unit.capture, outcome
        return
    copies = Store(Path(home))
    sent = ((copies.get(str(one.copy)), one, choice) for one in captures)
    for (_, capture, _), outcome in pool(_read_bytes, sent, died=_died_bytes):
        yield capture, outcome


def _duplicates(register: "Register") -> list[SetAside]:
    return [one for one in register.set_asides() if one.error == "DuplicateId"]


def tally(refusals: Sequence[Refusal]) -> dict[str, int]:
    """How many were refused for each reason, most first."""
    found = Counter(refusal.code for refusal in refusals)
    return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def unread(register: "Register", choice: Choice = OFFLINE) -> int:
    """How many copies wait to be read."""
    reading = FAST if choice.fast_pages else VERSION
    return sum(1 for _ in register.copies_without(reading, readers_version(choice)))


def outcomes(
    units: Iterable[tuple[bytes, Capture]],
    *,
    workers: int = 1,
    choice: Choice = OFFLINE,
    pool: Pool | None = None,
) -> Iterator[Outcome]:
    """Read copies that are in no register, in order: what `gavah read` prints."""
    chosen = ((*unit, choice) for unit in units)
    does = pool or partial(in_order, workers=workers, size=_bytes)
    for _, outcome in does(_read_bytes, chosen, died=_died_bytes):
        yield outcome


def _bytes(unit: tuple[bytes, Capture, Choice]) -> int:
    return len(unit[0])


def _read(unit: _Unit) -> Outcome:
    content = Store(Path(unit.copies)).get(str(unit.capture.copy))
    return _read_bytes((content, unit.capture, unit.choice))


def _read_bytes(unit: tuple[bytes, Capture, Choice]) -> Outcome:
    outcome = read_copy(*unit)
    _settle()
    return outcome


@cache
def _settle() -> None:
    """After the first copy: what is loaded by now stays, and need not be looked through again."""
    gc.collect()
    gc.freeze()


def _died(unit: _Unit) -> Outcome:
    return _died_bytes((b"", unit.capture, unit.choice))


def _died_bytes(unit: tuple[bytes, Capture, Choice]) -> Outcome:
    capture = unit[1]
    aside = SetAside(
        source=where(capture),
        error="ReadingError",
        reason="the process that read this copy was killed (out of memory, or a fault in a library)",
        remedy="look at the copy; the rest went on",
        copy=capture.copy,
    )
    return Outcome(copy=capture.copy, documents=(), set_aside=aside)
