"""Whether copies, captures and chain are what they were, and what is not, by name.

A fault is something altered, missing, added, out of order or cut; "removed" is no fault but the
explanation of one that would be there: content that was taken out on request, and by whom.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from gavah.model import Capture
from gavah.register import kept, schema
from gavah.register.session import Session
from gavah.register.walking import BACKUP, Fault, Walk, altered
from gavah.sources.store import Store


def verify(session: Session, store: Store, head: str | None = None) -> Iterator[Fault]:
    """Every fault: of the chain first, then of what it vouches for.

    Args:
        head: a head that was noted elsewhere; the chain must still hold it.
    """
    chain = Walk(session)
    yield from chain.faults()
    if head is not None and head.strip().lower() not in chain.hashes:
        yield Fault(
            kind="cut",
            what="the log does not hold the head that was given: its end was cut or rewritten",
            subject=head,
            remedy=BACKUP,
        )
    yield from _rows(session, chain)
    yield from _copies(session, store, chain)


def _rows(session: Session, chain: Walk) -> Iterator[Fault]:
    """What stands in the tables beside the chain against what the chain says."""
    table = schema.subjects
    question = sa.select(table.c.seq, table.c.subject).order_by(table.c.seq, table.c.position)
    said: dict[int, list[str]] = {}
    for row in session.rows(question):
        said.setdefault(row.seq, []).append(row.subject)
    for seq in sorted(chain.subjects):
        if said.get(seq, []) != chain.subjects[seq]:
            yield altered(f"entry {seq}", "what it is about stands otherwise in the index")
    captures = schema.captures
    unseen = dict(chain.captures)
    for row in session.rows(sa.select(captures.c.id, captures.c.record).order_by(captures.c.id)):
        vouched = unseen.pop(row.id, None)
        if vouched is None:
            yield Fault(
                kind="added",
                what="a capture that no entry of the log tells of",
                subject=row.id,
                remedy=BACKUP,
            )
        elif kept.hashed(kept.ordered(kept.read(row.record, Capture))) != vouched:
            yield altered(row.id, "the record of this capture was changed")
    for id_ in sorted(unseen):
        yield Fault(
            kind="missing",
            what="a capture that the log tells of is gone",
            subject=id_,
            remedy=BACKUP,
        )


def _copies(session: Session, store: Store, chain: Walk) -> Iterator[Fault]:
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
                remedy=BACKUP,
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
                remedy=BACKUP,
            )
    yield from _bytes(store, expected, chain)


def _known(session: Session, digest: str) -> bool:
    question = sa.select(schema.copies.c.digest).where(schema.copies.c.digest == digest)
    return next(session.rows(question), None) is not None


def _bytes(store: Store, expected: dict[str, int | None], chain: Walk) -> Iterator[Fault]:
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
