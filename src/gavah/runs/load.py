"""Brings a folder of what was read (`gavah.runs.parts`) into a case: evidence first, then readings.

The case is then what `gavah run` on the same files makes of it. Bytes are sealed under their own
digests, whatever the folder says of them. Where a copy came to the case by several ways, its
reading is kept only if it was told of the one that the register reads by; the rest, and what other
versions of the reading gave, is left for the next `gavah run`.
"""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from gavah.errors import CopyAltered, CopyMissing, CopyRefused, WrongUsage
from gavah.model import Capture, SetAside, digest_of
from gavah.model.record import Record
from gavah.register import Register
from gavah.runs.parts import Parts, Row
from gavah.sources.seal import seal
from gavah.sources.spot import Taken

BATCH = 256


class Loading(Record, frozen=True, kw_only=True):
    """What loading did.

    Attributes:
        captures: takings that the case did not know.
        documents, claims: of the readings brought in.
        left: copies whose reading was told of another capture: the next run reads them.
    """

    captures: int
    copies: int
    documents: int
    claims: int
    left: int
    set_aside: tuple[SetAside, ...]


def load(register: Register, folder: Path, step: Callable[[], None] = lambda: None) -> Loading:
    """Load the folder; `step` is called after each copy. Loading it again adds nothing.

    Raises:
        WrongUsage: it is no such folder.
        CopyMissing, CopyRefused: a container is not where it was, or holds other bytes.
        CopyAltered: bytes in the folder are not those that were read.
    """
    parts = Parts(folder)
    pile = parts.pile()
    if pile is None:
        raise WrongUsage(f"{folder} holds no pile that was read: gavah read PATHS --to {folder}")
    captures, asides = _evidence(register, parts)
    copies = documents = claims = left = 0
    waiting = {str(one.copy): one for one in register.copies_without(pile.reading, pile.readers)}
    for row in parts.rows():
        if row.outcome is None or row.capture is None:
            continue
        step()
        told_of = waiting.get(str(row.capture.copy))
        if told_of is None:
            continue  # known, or removed on request
        if _timeless(told_of) != _timeless(row.capture):
            continue  # another taking of the same bytes comes first
        del waiting[str(row.capture.copy)]
        outcome = row.outcome
        register.keep_reading(
            str(row.capture.copy), pile.reading, pile.readers, outcome.documents, outcome.set_aside
        )
        copies += 1
        documents += len(outcome.documents)
        claims += sum(len(one.claims or ()) for one in outcome.documents)
        if outcome.set_aside is not None:
            asides.append(outcome.set_aside)
    left = len(waiting)
    if copies or captures:
        detail = {"captures": captures, "copies": copies, "documents": documents, "claims": claims}
        register.log(
            "load", pile.paths, {**detail, "reading": pile.reading, "readers": pile.readers}
        )
    return Loading(
        captures=captures, copies=copies, documents=documents, claims=claims, left=left,
        set_aside=tuple(asides),
    )  # fmt: skip


def _timeless(capture: Capture) -> tuple[object, ...]:
    return (capture.source, capture.member, capture.offset, capture.part_of, capture.given)


def _evidence(register: Register, parts: Parts) -> tuple[int, list[SetAside]]:
    captures = 0
    refused: list[SetAside] = []
    rows = parts.rows()
    while batch := list(islice(rows, BATCH)):
        with register.copies.batch():
            sealed = [_sealed(register, parts, row) for row in batch]
        with register.together():
            for one in sealed:
                aside = one if isinstance(one, SetAside) else None
                if isinstance(one, Capture):
                    try:
                        captures += register.keep_capture(one)
                    except CopyRefused as error:
                        aside = SetAside(
                            source=one.source, error="CopyRefused", reason=str(error),
                            remedy="leave it out", copy=one.copy,
                        )  # fmt: skip
                if aside is not None:
                    refused.append(aside)
                    register.keep_set_aside(aside)
    return captures, refused


def _sealed(register: Register, parts: Parts, row: Row) -> Capture | SetAside:
    if row.aside is not None:
        return row.aside
    capture = row.capture
    assert capture is not None
    if row.content is not None and digest_of(row.content) != capture.copy:
        raise CopyAltered(
            f"{parts.folder} holds other bytes for {capture.copy} than were read; "
            "read the pile again into a new folder"
        )
    file = None
    if row.content is None and capture.copy is not None:
        kept = parts.container(capture.copy)
        file = kept if kept.exists() else Path(capture.source)
        if not file.is_file():
            raise CopyMissing(
                f"{capture.source}, of which copies were read, is not there; put it back, or load "
                "from a machine that has it"
            )
    return seal(Taken(capture, row.content, file), register.copies)
