"""Whether copies, captures and chain are what they were, and what is not, by name.

A fault is something altered, missing, added, out of order or cut; "removed" is no fault but the
explanation of one that would be there: content that was taken out on request, and by whom.
"""

from collections.abc import Iterator
from typing import Any, Literal

import sqlalchemy as sa

from gavah.model import Capture
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.chain import FIRST
from gavah.register.session import Session
from gavah.sources.store import Store

Kind = Literal["altered", "missing", "added", "reordered", "cut", "removed"]
_BACKUP = "compare with a backup (gavah restore) and find out who changed it"


class Fault(Record, frozen=True, kw_only=True):
    """One thing that is not as it was.

    Attributes:
        what: what was found.
        subject: the copy's digest, "entry N" of the log, or the id.
        remedy: what to do next.
    """

    kind: Kind
    what: str
    subject: str
    remedy: str

    @property
    def is_fault(self) -> bool:
        """False for a removal that the log explains."""
        return self.kind != "removed"


def verify(session: Session, store: Store, head: str | None = None) -> Iterator[Fault]:
    """Every fault: of the chain first, then of what it vouches for.

    Args:
        head: a head that was noted elsewhere; the chain must still hold it.
    """
    chain = _Walk(session)
    yield from chain.faults()
    if head is not None and head.strip().lower() not in chain.hashes:
        yield Fault(
            kind="cut",
            what="the log does not hold the head that was given: its end was cut or rewritten",
            subject=head,
            remedy=_BACKUP,
        )
    yield from _rows(session, chain)
    yield from _copies(session, store, chain)


class _Walk:
    """One walk along the chain.

    Attributes:
        hashes: of every entry whose bytes are sound.
        captures: capture id to the hash of its record, as the chain vouches.
        copies: digests that captures of the chain name.
        removed: subject to the entry that tells of its removal.
        struck: entry whose own words went to the entry that tells so.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.hashes: set[str] = set()
        self.captures: dict[str, str] = {}
        self.copies: set[str] = set()
        self.removed: dict[str, int] = {}
        self.struck: dict[int, int] = {}
        self.subjects: dict[int, list[str]] = {}

    def faults(self) -> Iterator[Fault]:
        chain, contents = schema.chain, schema.contents
        question = (
            sa.select(chain, contents.c.content)
            .join(contents, contents.c.seq == chain.c.seq, isouter=True)
            .order_by(chain.c.seq)
        )
        seq, prev = 0, FIRST
        bare: list[tuple[int, str]] = []
        for row in self._session.rows(question):
            subject = f"entry {row.seq}"
            if row.seq != seq + 1:
                missing = (
                    f"entry {seq + 1}"
                    if row.seq == seq + 2
                    else f"entries {seq + 1} to {row.seq - 1}"
                )
                yield Fault(
                    kind="missing", what=f"{missing} of the log is gone", subject=missing, remedy=_BACKUP
                )  # fmt: skip
            body = _body(row.body)
            if body is None or kept.hashed(row.body.encode()) != row.hash:
                yield _altered(subject, "its bytes do not match its hash")
            elif body.get("seq") != row.seq:
                yield Fault(
                    kind="reordered",
                    what=f"it was written as entry {body.get('seq')}",
                    subject=subject,
                    remedy=_BACKUP,
                )
            else:
                self.hashes.add(row.hash)
                yield from self._sound(row, body, bare, prev, gap=row.seq != seq + 1)
            seq, prev = row.seq, row.hash
        for number, what in bare:
            if number in self.struck:
                yield Fault(
                    kind="removed",
                    what=f"the words of this {what} were removed on request "
                    f"(entry {self.struck[number]})",
                    subject=f"entry {number}",
                    remedy="nothing: the log explains it",
                )
            else:
                yield Fault(
                    kind="missing",
                    what=f"the words of this {what} are gone, and no removal tells why",
                    subject=f"entry {number}",
                    remedy=_BACKUP,
                )
        if seq == 0:
            yield Fault(
                kind="missing", what="the log is empty", subject="entry 1", remedy=_BACKUP
            )  # fmt: skip

    def _sound(
        self, row: sa.Row[Any], body: dict[str, Any], bare: list[tuple[int, str]], prev: str, gap: bool
    ) -> Iterator[Fault]:  # fmt: skip
        subject = f"entry {row.seq}"
        if body["prev"] != prev and not gap:
            yield Fault(
                kind="altered",
                what="it does not follow the entry before it: that one was changed or exchanged",
                subject=subject,
                remedy=_BACKUP,
            )
        columns = (row.kind, row.what, row.by, row.at)
        if columns != (body["kind"], body["what"], body["by"], body["at"]):
            yield _altered(subject, "its columns say other than its bytes")
        self.subjects[row.seq] = body["subject"]
        content: dict[str, Any] = {}
        if row.content is None:
            bare.append((row.seq, row.kind if row.kind == "judgement" else "entry"))
        elif kept.hashed(row.content.encode()) != body["content"]:
            yield _altered(subject, "its words do not match the digest in its bytes")
        else:
            content = _body(row.content) or {}
        detail = content.get("detail") or {}
        if row.kind == "log" and row.what == "capture" and "capture" in detail:
            self.captures[detail["capture"]] = detail.get("record", "")
            self.copies.update(body["subject"])
        if row.kind == "log" and row.what == "remove":
            self.removed.update(dict.fromkeys(body["subject"], row.seq))
            self.struck.update(dict.fromkeys(detail.get("struck", ()), row.seq))
            self.captures = {
                id_: record
                for id_, record in self.captures.items()
                if id_ not in set(detail.get("captures", ()))
            }


def _body(text: str) -> dict[str, Any] | None:
    try:
        return kept.read(text, dict)
    except ValueError:
        return None


def _altered(subject: str, what: str) -> Fault:
    return Fault(kind="altered", what=what, subject=subject, remedy=_BACKUP)


def _rows(session: Session, chain: _Walk) -> Iterator[Fault]:
    """What stands in the tables beside the chain against what the chain says."""
    table = schema.subjects
    question = sa.select(table.c.seq, table.c.subject).order_by(table.c.seq, table.c.position)
    said: dict[int, list[str]] = {}
    for row in session.rows(question):
        said.setdefault(row.seq, []).append(row.subject)
    for seq in sorted(chain.subjects):
        if said.get(seq, []) != chain.subjects[seq]:
            yield _altered(f"entry {seq}", "what it is about stands otherwise in the index")
    captures = schema.captures
    unseen = dict(chain.captures)
    for row in session.rows(sa.select(captures.c.id, captures.c.record).order_by(captures.c.id)):
        vouched = unseen.pop(row.id, None)
        if vouched is None:
            yield Fault(
                kind="added",
                what="a capture that no entry of the log tells of",
                subject=row.id,
                remedy=_BACKUP,
            )
        elif kept.hashed(kept.ordered(kept.read(row.record, Capture))) != vouched:
            yield _altered(row.id, "the record of this capture was changed")
    for id_ in sorted(unseen):
        yield Fault(
            kind="missing",
            what="a capture that the log tells of is gone",
            subject=id_,
            remedy=_BACKUP,
        )


def _copies(session: Session, store: Store, chain: _Walk) -> Iterator[Fault]:
    copies = schema.copies
    expected: dict[str, int | None] = {}
    for row in session.rows(sa.select(copies).order_by(copies.c.digest)):
        removed = chain.removed.get(row.digest)
        if removed is not None and row.removed is not None:
            yield Fault(
                kind="removed",
                what=f"the copy was removed on request (entry {removed})",
                subject=row.digest,
                remedy=f"nothing: the log explains it; why: gavah history {row.digest}",
            )
        elif row.removed is not None:
            yield Fault(
                kind="missing",
                what="the copy is marked as removed, and no entry of the log tells why",
                subject=row.digest,
                remedy=_BACKUP,
            )
        elif row.digest not in chain.copies:
            yield Fault(
                kind="added",
                what="a copy that no entry of the log tells of",
                subject=row.digest,
                remedy="seal it with gavah, or find out who put it there",
            )
        else:
            expected[row.digest] = row.size
    for digest in sorted(chain.copies - set(expected) - set(chain.removed)):
        if not _known(session, digest):
            yield Fault(
                kind="missing",
                what="a copy that the log tells of is gone from the register",
                subject=digest,
                remedy=_BACKUP,
            )
    yield from _bytes(store, expected, chain)


def _known(session: Session, digest: str) -> bool:
    question = sa.select(schema.copies.c.digest).where(schema.copies.c.digest == digest)
    return next(session.rows(question), None) is not None


def _bytes(store: Store, expected: dict[str, int | None], chain: _Walk) -> Iterator[Fault]:
    said = {
        "altered": ("its bytes were changed", "restore it from a backup; do not rely on it"),
        "missing": ("its bytes are gone", "restore it from a backup"),
        "added": (
            "bytes that the register does not know; a run that was cut short leaves such a copy",
            "run the same gavah run again, which takes it up, or delete the file",
        ),
    }
    for fault in store.faults(expected.items()):
        what, remedy = said[fault.kind]
        if fault.kind == "added" and fault.digest in chain.removed:
            what = (
                f"bytes that were removed on request (entry {chain.removed[fault.digest]}) are back"
            )
            remedy = "find out who put them there, and delete the file"
        yield Fault(
            kind=fault.kind, what=f"{what} ({fault.path})", subject=fault.digest, remedy=remedy
        )
