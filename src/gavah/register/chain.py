"""One hash chain for custody and judgements: what was done and held, by whom, when, in order.

An entry's bytes are canonical JSON of `seq`, `at`, `by`, `kind`, `what`, `subject`, `prev` and
`content`; its hash is their SHA-256, and `prev` is the hash of the entry before (64 zeros for the
first). `content` is the SHA-256 of the entry's own words (value, words and reason of a judgement,
detail of a log entry), which are kept beside it with a random salt: so words that must go on
request can go, nobody can guess them back from the digest, and the chain still holds.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from gavah.model import Judgement, LogEntry
from gavah.register import kept, schema
from gavah.register.session import Session

FIRST = "0" * 64
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Chain:
    """Adds entries to the chain and reads them back; it never changes one."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def add(
        self, kind: str, what: str, subject: Sequence[str], content: dict[str, Any], by: str
    ) -> int:
        """Append one entry and say its number.

        Args:
            kind: "log" or "judgement".
            what: the event of a log entry, the verb of a judgement.
            content: the entry's own words.
        """
        with self._session.writing() as connection:
            last = connection.execute(
                sa.select(schema.chain.c.seq, schema.chain.c.hash)
                .order_by(schema.chain.c.seq.desc())
                .limit(1)
            ).first()
            seq, prev = (1, FIRST) if last is None else (last.seq + 1, last.hash)
            words = kept.ordered({"salt": secrets.token_hex(16), **content})
            at = self._clock().astimezone(UTC).isoformat(timespec="seconds")
            at = at.replace("+00:00", "Z")
            by, subject = kept.plain(by), [kept.plain(one) for one in subject]
            body = kept.ordered(
                {
                    "seq": seq, "at": at, "by": by, "kind": kind, "what": what,
                    "subject": subject, "prev": prev, "content": kept.hashed(words),
                }
            )  # fmt: skip
            connection.execute(
                schema.chain.insert().values(
                    seq=seq, kind=kind, what=what, by=by, at=at,
                    body=body.decode(), hash=kept.hashed(body),
                )
            )  # fmt: skip
            rows = [
                {"seq": seq, "position": position, "subject": one}
                for position, one in enumerate(subject)
            ]
            if rows:
                connection.execute(schema.subjects.insert(), rows)
            connection.execute(schema.contents.insert().values(seq=seq, content=words.decode()))
            return int(seq)

    def head(self) -> str:
        """Hash of the newest entry: whoever notes it can tell later whether the tail was cut."""
        with self._session.reading() as connection:
            newest = sa.select(schema.chain.c.hash).order_by(schema.chain.c.seq.desc()).limit(1)
            return str(connection.execute(newest).scalar() or FIRST)

    def log(self) -> Iterator[LogEntry]:
        """Every log entry, oldest first."""
        for entry in self._entries(schema.chain.c.kind == "log"):
            assert isinstance(entry, LogEntry)
            yield entry

    def of_event(self, event: str) -> list[LogEntry]:
        """Log entries of one event, oldest first."""
        chain = schema.chain
        found = self._entries((chain.c.kind == "log") & (chain.c.what == event))
        return [one for one in found if isinstance(one, LogEntry)]

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, oldest first, undone ones and undoings among them."""
        for entry in self._entries(schema.chain.c.kind == "judgement"):
            assert isinstance(entry, Judgement)
            yield entry

    def about(self, subjects: Sequence[str]) -> Iterator[LogEntry | Judgement]:
        """Every entry with one of these among its subjects, oldest first."""
        asked = sa.select(schema.subjects.c.seq).where(
            schema.subjects.c.subject.in_([kept.plain(one) for one in subjects])
        )
        return self._entries(schema.chain.c.seq.in_(asked))

    def struck(self) -> set[int]:
        """Numbers of the entries whose own words were removed on request."""
        with self._session.reading() as connection:
            return set(connection.execute(sa.select(schema.struck.c.seq)).scalars())

    def _entries(self, which: sa.ColumnElement[bool]) -> Iterator[LogEntry | Judgement]:
        question = (
            sa.select(schema.chain, schema.contents.c.content)
            .join(schema.contents, schema.contents.c.seq == schema.chain.c.seq, isouter=True)
            .where(which)
            .order_by(schema.chain.c.seq)
        )
        for row in self._session.rows(question):
            yield _entry(row)


def _entry(row: sa.Row[Any]) -> LogEntry | Judgement:
    body = kept.read(row.body, dict)
    content = {} if row.content is None else kept.read(row.content, dict)
    subject = tuple(body["subject"])
    if row.kind == "log":
        return LogEntry(
            seq=row.seq, at=row.at, by=row.by, event=row.what, subject=subject,
            detail=content.get("detail", {}), prev=body["prev"], hash=row.hash,
        )  # fmt: skip
    return Judgement(
        seq=row.seq, at=row.at, by=row.by, verb=row.what, target=subject,
        value=content.get("value"), words=content.get("words", {}),
        reason=content.get("reason", ""), prev=body["prev"], hash=row.hash,
    )  # fmt: skip
