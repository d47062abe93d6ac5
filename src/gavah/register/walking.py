"""One walk along the chain: whether its entries are sound, and what they vouch for.

A fault is something altered, missing, added, out of order or cut; "removed" is no fault but the
explanation of one that would be there: content that was taken out on request, and by whom.
"""

from collections.abc import Iterator
from typing import Any, Literal

import sqlalchemy as sa

from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.chain import FIRST
from gavah.register.session import Session

Kind = Literal["altered", "missing", "added", "reordered", "cut", "removed"]
BACKUP = "compare with a backup (gavah restore) and find out who changed it"


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


class Walk:
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
                    kind="missing", what=f"{missing} of the log is gone", subject=missing, remedy=BACKUP
                )  # fmt: skip
            body = _body(row.body)
            if body is None or kept.hashed(row.body.encode()) != row.hash:
                yield altered(subject, "its bytes do not match its hash")
            elif body.get("seq") != row.seq:
                yield Fault(
                    kind="reordered",
                    what=f"it was written as entry {body.get('seq')}",
                    subject=subject,
                    remedy=BACKUP,
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
                    remedy=BACKUP,
                )
        if seq == 0:
            yield Fault(
                kind="missing", what="the log is empty", subject="entry 1", remedy=BACKUP
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
                remedy=BACKUP,
            )
        columns = (row.kind, row.what, row.by, row.at)
        if columns != (body["kind"], body["what"], body["by"], body["at"]):
            yield altered(subject, "its columns say other than its bytes")
        self.subjects[row.seq] = body["subject"]
        content: dict[str, Any] = {}
        if row.content is None:
            bare.append((row.seq, row.kind if row.kind == "judgement" else "entry"))
        elif kept.hashed(row.content.encode()) != body["content"]:
            yield altered(subject, "its words do not match the digest in its bytes")
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


def altered(subject: str, what: str) -> Fault:
    return Fault(kind="altered", what=what, subject=subject, remedy=BACKUP)
