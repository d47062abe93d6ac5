"""What was read from each copy: documents with their claims, current and older versions.

A document's id belongs to one copy (`gavah.register.owning`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from gavah.errors import UnknownId
from gavah.model import Document, ReadDocument, SetAside, Told
from gavah.register import kept, schema
from gavah.register.classes import claim_classes
from gavah.register.evidence import DUPLICATE, READ, Evidence, version
from gavah.register.owning import Owning
from gavah.register.reading_rows import claim_row, document_row
from gavah.register.searching import Index
from gavah.register.session import Session

_AT_ONCE = 500

TERMS = tuple[tuple[str, int], ...]


class Readings:
    """Keeps what reading found, one copy in one transaction, and gives documents back."""

    def __init__(self, session: Session, evidence: Evidence, index: Index) -> None:
        self._session = session
        self._evidence = evidence
        self._index = index
        self.owning = Owning(evidence, self.forget)

    def keep(
        self,
        copy: str,
        reading: str,
        readers: str,
        documents: Sequence[ReadDocument],
        aside: SetAside | None,
    ) -> None:
        """Keep all that one copy gave, and mark it as read with these versions.

        Raises:
            UnknownId: no capture tells of the copy.
        """
        with self._session.writing() as connection:
            holds = sa.select(schema.copies.c.digest).where(
                schema.copies.c.digest == copy, schema.copies.c.removed.is_(None)
            )
            if connection.execute(holds).first() is None:
                raise UnknownId(f"the case holds no copy {copy}; seal it first: gavah seal")
            self.owning.forget_asides(connection, READ, copy)
            self.owning.forget_asides(connection, DUPLICATE, copy)
            asides = [] if aside is None else [self._evidence.keep_set_aside(aside)]
            mine: dict[str, ReadDocument] = {}
            for one in documents:
                id_ = kept.plain(one.document.id)
                if id_ in mine:
                    again = self.owning.duplicate(id_, copy, copy)
                    asides.append(self._evidence.keep_set_aside(again))
                    continue
                mine[id_] = one
            self._leave(connection, copy, mine)
            for id_, one in mine.items():
                if self.owning.wins(connection, id_, copy):
                    self._keep_document(connection, id_, one)
            units = schema.units
            # one unit a copy, that of the newest reading
            connection.execute(units.delete().where(units.c.stage == READ, units.c.copy == copy))
            connection.execute(
                units.insert().values(
                    stage=READ,
                    copy=copy,
                    version=version(reading, readers),
                    state="set aside" if aside is not None else "done",
                    detail=msgspec.json.encode(asides).decode(),
                )
            )

    def _leave(self, connection: sa.Connection, copy: str, mine: dict[str, ReadDocument]) -> None:
        """Older documents of the copy are no longer current; an id it gives up becomes free."""
        documents = schema.documents
        held = connection.execute(
            sa.select(documents.c.id).where(documents.c.copy == copy, documents.c.current)
        ).scalars()
        given_up = sorted(set(held) - set(mine))
        if not given_up:
            return
        self._retire(connection, given_up)
        self.owning.open_duplicates(connection, given_up)

    # -- documents and claims

    def _retire(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Make every reading of these documents an older one; they wait to be linked again."""
        await_linking(connection, ids)
        documents, claims, classes = schema.documents, schema.claims, schema.field_classes
        connection.execute(documents.update().where(documents.c.id.in_(ids)).values(current=False))
        current = sa.select(claims.c.id).where(claims.c.document.in_(ids), claims.c.current)
        connection.execute(classes.delete().where(classes.c.subject.in_(current)))
        connection.execute(claims.update().where(claims.c.document.in_(ids)).values(current=False))
        self._index.forget_documents(connection, ids)

    def forget(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Delete these documents in every version, with all that hangs on them."""
        self._retire(connection, ids)
        claims, documents = schema.claims, schema.documents
        connection.execute(claims.delete().where(claims.c.document.in_(ids)))
        connection.execute(documents.delete().where(documents.c.id.in_(ids)))

    def _keep_document(self, connection: sa.Connection, id_: str, one: ReadDocument) -> None:
        document, documents, claims = one.document, schema.documents, schema.claims
        self._retire(connection, [id_])
        reading = kept.plain(document.reading)
        same = (documents.c.id == id_, documents.c.reading == reading)
        row = document_row(one)
        if connection.execute(documents.update().where(*same).values(**row)).rowcount == 0:
            connection.execute(documents.insert().values(id=id_, reading=reading, **row))
        name, number = one.reader or ("", "")
        connection.execute(
            claims.delete().where(
                claims.c.document == id_,
                claims.c.reading == reading,
                claims.c.reader == name,
                claims.c.reader_version == number,
            )
        )
        rows = {
            claim.id: claim_row(claim, id_, reading, name, number) for claim in one.claims or ()
        }
        if rows:
            connection.execute(claims.insert(), list(rows.values()))
        classes = [row for claim in one.claims or () for row in claim_classes(claim)]
        if classes:
            connection.execute(
                schema.field_classes.insert(),
                list({(row["subject"], row["field"]): row for row in classes}.values()),
            )
        self._index.keep_document(connection, id_, document, one.claims or ())

    def documents(self) -> Iterator[Document]:
        """Every current document, by id."""
        table = schema.documents
        question = sa.select(table.c.record).where(table.c.current).order_by(table.c.id)
        for row in self._session.rows(question, at_once=50):
            yield kept.read(row.record, Document)

    def sources(self) -> Iterator[sa.Row[Any]]:
        """Every current document without its text: id, copy, title, publisher, published, …."""
        table = schema.documents
        question = (
            sa.select(
                table.c.id, table.c.copy, table.c.title, table.c.publisher, table.c.published,
                table.c.url, table.c.language, table.c.status,
            )
            .where(table.c.current)
            .order_by(table.c.id)
        )  # fmt: skip
        return self._session.rows(question)

    def document(self, id_: str) -> Document | None:
        """The current reading of that document."""
        table = schema.documents
        question = sa.select(table.c.record).where(table.c.id == kept.plain(id_), table.c.current)
        row = next(self._session.rows(question), None)
        return None if row is None else kept.read(row.record, Document)

    def some(self, ids: Iterable[str]) -> dict[str, Document]:
        """The current readings of those documents, by id."""
        table = schema.documents
        found: dict[str, Document] = {}
        for batch in batches(map(kept.plain, ids)):
            question = sa.select(table.c.id, table.c.record).where(
                table.c.id.in_(batch), table.c.current
            )
            found.update(
                (row.id, kept.read(row.record, Document))
                for row in self._session.rows(question, at_once=50)
            )
        return found

    def status(self, id_: str) -> str | None:
        """ "read", or "not read: language" when no reader reads it."""
        table = schema.documents
        question = sa.select(table.c.status).where(table.c.id == kept.plain(id_), table.c.current)
        row = next(self._session.rows(question), None)
        return None if row is None else str(row.status)

    def told(self) -> Iterator[Told]:
        """What linking needs to know of each current document, by id."""
        table = schema.documents
        question = (
            sa.select(table.c.record, table.c.signature, table.c.terms)
            .where(table.c.current)
            .order_by(table.c.id)
        )
        for row in self._session.rows(question, at_once=50):
            yield told_of(row)

    def prune(self, connection: sa.Connection) -> int:
        """Drop readings and claims that a newer version replaced; says how many claims."""
        claims, documents = schema.claims, schema.documents
        dropped = connection.execute(claims.delete().where(~claims.c.current)).rowcount
        connection.execute(documents.delete().where(~documents.c.current))
        return int(dropped)


def told_of(row: sa.Row[Any]) -> Told:
    """What linking needs to know of a document, from its record, signature and terms."""
    document = kept.read(row.record, Document)
    return Told(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published.date if document.published else None,
        length=len(document.text),
        signature=row.signature,
        agency=document.agency,
        terms=() if row.terms is None else kept.read(row.terms, TERMS),
    )


def await_linking(connection: sa.Connection, ids: Sequence[str]) -> None:
    """Note that these documents came, changed or went since they were linked."""
    waiting = schema.linked_waiting
    connection.execute(waiting.delete().where(waiting.c.document.in_(ids)))
    connection.execute(waiting.insert(), [{"document": id_} for id_ in ids])


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, so many at once as one question may hold."""
    held: list[str] = []
    for id_ in ids:
        held.append(id_)
        if len(held) == _AT_ONCE:
            yield held
            held = []
    if held:
        yield held
