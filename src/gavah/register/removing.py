"""Takes content out for good, on request, and leaves a tombstone that says so.

What is asked to go is a document or a copy. With it go the bytes of its copy, every container
that holds them and everything else that was taken from the copy; every reading, claim, capture and
set-aside of those; incidents and persons that rested on such a claim (link again); the words of
judgements and log entries about them; and their traces in the database's pages and index. The
chain keeps the entries without their words, so it still holds. Documents of the same container
that were captured by themselves stay.
"""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from gavah.errors import RefusedJudgement, UnknownId
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.readings import batches
from gavah.register.remaining import remaining

if TYPE_CHECKING:
    from gavah.register.register import Register


class Removal(Record, frozen=True, kw_only=True):
    """What a removal took out.

    Attributes:
        seq: the entry of the log that tells of it.
        remains: where the content may still be, one sentence a place.
    """

    seq: int
    copies: tuple[str, ...]
    documents: tuple[str, ...]
    claims: int
    remains: tuple[str, ...]


def remove(register: "Register", id_: str, by: str, because: str) -> Removal:
    """Remove a document (and its copy), or a copy.

    Raises:
        UnknownId: the case holds neither of that id.
        RefusedJudgement: a removal needs a name and a reason.
    """
    if not by.strip() or not because.strip():
        raise RefusedJudgement("a removal needs who removes and why: --by NAME --because WHY")
    session = register.session
    with session.writing() as connection:
        copies = _reach(connection, _asked(register, connection, id_))
        documents, claims = schema.documents, schema.claims
        gone = _these(connection, documents.c.id, documents.c.copy, copies)
        made = _these(connection, claims.c.id, claims.c.document, gone)
        remains = list(remaining(connection, register.chain, copies, gone))
        captures = _these(connection, schema.captures.c.id, schema.captures.c.copy, copies)
        struck = _entries_about(connection, [*gone, *made])
        seq = register.chain.add(
            "log",
            "remove",
            [*copies, *gone],
            {"detail": {"because": because, "captures": captures, "struck": struck}},
            by,
        )
        for batch in batches(made):
            register.linkage.forget_claims(connection, batch)
        for batch in batches(gone):
            register.readings.forget(connection, batch)
            register.readings.owning.open_duplicates(connection, batch)
        _forget_copies(connection, copies, captures, seq)
        for number in struck:
            connection.execute(schema.struck.insert().values(seq=number, entry=seq))
            contents = schema.contents
            connection.execute(contents.delete().where(contents.c.seq == number))
        tombstones = [(copy, "copy") for copy in copies] + [(one, "document") for one in gone]
        for subject, kind in tombstones:
            known = sa.select(schema.tombstones.c.seq).where(schema.tombstones.c.subject == subject)
            if connection.execute(known).first() is None:
                connection.execute(
                    schema.tombstones.insert().values(subject=subject, kind=kind, seq=seq)
                )
    for copy in copies:  # after the register says so: a cut here leaves bytes that verify names
        register.copies.remove(copy)
    if held := session.engine.erase(session.database):
        remains.append(held)
    return Removal(
        seq=seq,
        copies=tuple(copies),
        documents=tuple(gone),
        claims=len(made),
        remains=tuple(remains),
    )


def _asked(register: "Register", connection: sa.Connection, id_: str) -> str:
    table = schema.copies
    held = sa.select(table.c.digest).where(
        table.c.digest == kept.plain(id_), table.c.removed.is_(None)
    )
    if connection.execute(held).first() is not None:
        return id_
    documents = schema.documents
    copy = connection.execute(
        sa.select(documents.c.copy).where(documents.c.id == kept.plain(id_)).limit(1)
    ).scalar()
    if copy is None:
        raise UnknownId(
            f"{register.case} holds no document and no copy {id_!r}; list documents with: "
            f"gavah claims --case {register.case}, or search for their words"
        )
    return str(copy)


def _reach(connection: sa.Connection, copy: str) -> list[str]:
    """The copy, what was taken from it, and every container that holds one of these."""
    captures = schema.captures
    down = _closure(connection, {copy}, captures.c.part_of, captures.c.copy)
    up = _closure(connection, down, captures.c.copy, captures.c.part_of)
    table = schema.copies
    here = _these(connection, table.c.digest, table.c.digest, sorted(up))
    gone = sa.select(table.c.digest).where(table.c.removed.is_not(None))
    return sorted(set(here) - set(connection.execute(gone).scalars()))


def _closure(
    connection: sa.Connection, start: set[str], known: sa.Column[str], wanted: sa.Column[str]
) -> set[str]:
    reached, new = set(start), set(start)
    while new:
        found: set[str] = set()
        for batch in batches(sorted(new)):
            question = sa.select(wanted).where(known.in_(batch), wanted.is_not(None)).distinct()
            found.update(connection.execute(question).scalars())
        new = found - reached
        reached |= new
    return reached


def _these(
    connection: sa.Connection, wanted: sa.Column[str], known: sa.Column[str], among: list[str]
) -> list[str]:
    found: set[str] = set()
    for batch in batches(among):
        found.update(connection.execute(sa.select(wanted).where(known.in_(batch))).scalars())
    return sorted(found)


def _entries_about(connection: sa.Connection, subjects: list[str]) -> list[int]:
    """Entries whose words quote what goes: judgements on it, or that keep its claims' words."""
    table, contents, chain = schema.subjects, schema.contents, schema.chain
    found: set[int] = set()
    for batch in batches(subjects):
        found.update(
            connection.execute(
                sa.select(table.c.seq)
                .join(contents, contents.c.seq == table.c.seq)
                .where(table.c.subject.in_(batch))
            ).scalars()
        )
    # judgements on incidents and persons name no claim among their subjects, but in their words
    wanted = {kept.plain(one) for one in subjects}
    words = (
        sa.select(chain.c.seq, contents.c.content)
        .join(contents, contents.c.seq == chain.c.seq)
        .where(chain.c.kind == "judgement")
    )
    for row in connection.execute(words):
        held = kept.read(row.content, dict).get("words", {})
        for part in held.values():
            for one in part if isinstance(part, list) else ():
                if isinstance(one, dict) and {one.get("claim"), one.get("document")} & wanted:
                    found.add(row.seq)
    return sorted(found)


def _forget_copies(
    connection: sa.Connection, copies: list[str], captures: list[str], seq: int
) -> None:
    for batch in batches(captures):
        connection.execute(schema.captures.delete().where(schema.captures.c.id.in_(batch)))
    for batch in batches(copies):
        connection.execute(schema.set_asides.delete().where(schema.set_asides.c.copy.in_(batch)))
        connection.execute(schema.units.delete().where(schema.units.c.copy.in_(batch)))
        connection.execute(
            schema.copies.update().where(schema.copies.c.digest.in_(batch)).values(removed=seq)
        )
