"""Where removed content may still be: in the case, on this machine, and where gavah cannot reach.

Looked up before the removal, while the register still knows what it is about to forget.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import sqlalchemy as sa

from gavah.model import LogEntry
from gavah.reading.near_duplicates import THRESHOLD, agreement
from gavah.register import kept, schema
from gavah.register.chain import Chain

_NAMED = 5


def remaining(
    connection: sa.Connection, chain: Chain, copies: Sequence[str], documents: Sequence[str]
) -> Iterator[str]:
    """One sentence for each place, before the copies and documents go.

    Args:
        copies: what goes, containers included.
        documents: ids of the documents read from them.
    """
    yield from _near(connection, documents)
    yield from _people(connection, documents)
    yield from _files(connection, copies)
    log = [one for one in chain.log() if one.event in ("backup", "export")]
    yield from _written(log, "backup", "backups of this case")
    yield from _written(log, "export", "exports and reports of this case")
    if documents:
        yield "the reason given for this removal stays in the log; it should name nobody"


def _near(connection: sa.Connection, documents: Sequence[str]) -> Iterator[str]:
    table = schema.documents
    rows = connection.execute(
        sa.select(table.c.id, table.c.signature).where(table.c.current).order_by(table.c.id)
    ).all()
    gone = set(documents)
    mine = [row.signature for row in rows if row.id in gone]
    near = [
        row.id
        for row in rows
        if row.id not in gone and any(agreement(row.signature, one) >= THRESHOLD for one in mine)
    ]
    if near:
        yield f"near-duplicates of it are in the case: {_some(near)}; remove them one by one"


def _people(connection: sa.Connection, documents: Sequence[str]) -> Iterator[str]:
    """Other documents that name the same persons."""
    claims, of_person = schema.claims, schema.person_claims
    gone = {kept.plain(one) for one in documents}
    question = (
        sa.select(of_person.c.person, claims.c.document)
        .join(claims, claims.c.id == of_person.c.claim)
        .where(claims.c.current)
        .distinct()
    )
    named: dict[str, set[str]] = {}
    for row in connection.execute(question):
        named.setdefault(row.person, set()).add(row.document)
    others = sorted({one for held in named.values() if held & gone for one in held - gone})
    if others:
        yield f"persons named in it are named in other documents of the case: {_some(others)}"


def _files(connection: sa.Connection, copies: Sequence[str]) -> Iterator[str]:
    """The files it was taken from, where they still lie on this machine."""
    table = schema.captures
    sources: set[str] = set()
    for at in range(0, len(copies), 500):
        question = sa.select(table.c.source).where(table.c.copy.in_(copies[at : at + 500]))
        sources.update(connection.execute(question).scalars())
    # a member's source is its container's path and an arrow
    here = sorted({one.partition(" → ")[0] for one in sources})
    found = [one for one in here if _is_file(one)]
    if found:
        verb = "is" if len(found) == 1 else "are"
        yield f"what it was taken from {verb} still on this machine: {_some(found)}"


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def _written(log: Iterable[LogEntry], event: str, what: str) -> Iterator[str]:
    entries = [one for one in log if one.event == event]
    if entries:
        count, newest = len(entries), entries[-1].at[:10]
        yield f"{what} may hold it: {count} written, the last on {newest}; gavah cannot reach them"


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more
