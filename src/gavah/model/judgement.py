"""Judgements and log entries: what a named person holds, and what was done; one hash chain.

An entry's bytes are canonical JSON (sorted keys, UTF-8, UTC times) of the entry without `hash`;
`hash` is their SHA-256 and `prev` the hash of the entry before (DESIGN, "Hash chain").
"""

from typing import Any

from gavah.model.record import Record

VERBS = (
    "same", "different", "unsure", "confirm", "reject", "correct", "add", "split", "choose",
    "classify", "undo",
)  # fmt: skip


class Judgement(Record, frozen=True, kw_only=True):
    """What a named person holds, with a reason; append-only, undone only by a later one.

    Attributes:
        at: UTC, ISO 8601.
        verb: one of VERBS.
        target: ids it is about; for "undo", the seq of the judgement, as text.
        value: what is held: a corrected field and its value, the figure chosen, the class…
        words: the words it was made on, so that it finds its claim again after re-reading.
    """

    seq: int
    at: str
    by: str
    verb: str
    target: tuple[str, ...]
    value: Any
    words: dict[str, Any]
    reason: str
    prev: str
    hash: str


class LogEntry(Record, frozen=True, kw_only=True):
    """Something that was done to the case: seal, read, link, export, remove, backup, restore."""

    seq: int
    at: str
    by: str
    event: str
    subject: tuple[str, ...]
    detail: dict[str, Any]
    prev: str
    hash: str
