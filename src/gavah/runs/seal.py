"""Seals a pile: every copy into the store, every capture and every refusal into the register.

Each copy is durable before its capture is written, so a killed run leaves copies without a
capture at worst; sealing the same pile again stores nothing twice and adds what is missing.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from gavah.errors import CopyRefused
from gavah.model import Capture, SetAside
from gavah.model.record import Record
from gavah.register import Register
from gavah.sources.only import EVERYTHING, Only
from gavah.sources.seal import seal as seal_one
from gavah.sources.take import take

BATCH = 256
"""Copies made durable together, before one transaction records their captures."""


class Sealing(Record, frozen=True, kw_only=True):
    """What sealing a pile did.

    Attributes:
        captures: takings recorded, identical ones of an earlier run not counted again.
        set_aside: what could not be taken, named.
    """

    captures: int
    set_aside: tuple[SetAside, ...]


def seal(
    register: Register,
    paths: Sequence[str | Path],
    *,
    input_format: str | None = None,
    stdin: BinaryIO | None = None,
    step: Callable[[], None] = lambda: None,
    only: Only = EVERYTHING,
) -> Sealing:
    """Take every copy the paths hold; `step` is called after each."""
    captures = 0
    refused: list[SetAside] = []
    sealed = (
        one if isinstance(one, SetAside) else seal_one(one, register.copies)
        for one in take(paths, input_format, stdin, only=only)
    )  # at once: a member of an archive lies on disk only until the next one is taken
    while True:
        with register.copies.batch():
            batch = list(islice(sealed, BATCH))
        if not batch:
            break
        with register.together():
            for one in batch:
                aside = one if isinstance(one, SetAside) else None
                if isinstance(one, Capture):
                    try:
                        captures += register.keep_capture(one)
                    except CopyRefused as error:
                        aside = _removed(one, str(error))
                if aside is not None:
                    refused.append(aside)
                    register.keep_set_aside(aside)
        for _ in batch:
            step()
    if captures or refused:
        detail = {"captures": captures, "set_aside": len(refused)}
        register.log("seal", tuple(str(path) for path in paths), detail)
    return Sealing(captures=captures, set_aside=tuple(refused))


def _removed(capture: Capture, reason: str) -> SetAside:
    return SetAside(
        source=capture.source,
        error="CopyRefused",
        reason=reason,
        remedy="leave it out",
        copy=capture.copy,
    )
