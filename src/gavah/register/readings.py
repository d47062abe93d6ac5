"""What was read from each copy: documents with their claims, current and older versions.

A document's id belongs to one copy. Where two copies bear the same id, the copy with the smaller
digest has it, whichever was read first; the other is set aside as "DuplicateId", and read again
should the id become free. So the register does not depend on the order of arrival.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from gavah.errors import UnknownId
from gavah.model import Claim, Document, ReadDocument, SetAside, Told
from gavah.register import kept, schema
from gavah.register.classes import claim_classes
from gavah.register.evidence import DUPLICATE, READ, Evidence, version, where
from gavah.register.searching import Index
from gavah.register.session import Session

IS_READ = "read"
NOT_READ = "not read: language"
_AT_ONCE = 500

TERMS = tuple[tuple[str, int], ...]


class Readings:
    """Keeps what reading found, one copy in one transaction, and gives documents back."""

    def __init__(self, session: Session, evidence: Evidence, index: Index) -> None:
        self._session = session
        self._evidence = evidence
        self._index = index

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
            self._forget_asides(connection, READ, copy)
            self._forget_asides(connection, DUPLICATE, copy)
            asides = [] if aside is None else [self._evidence.keep_set_aside(aside)]
            mine: dict[str, ReadDocument] = {}
            for one in documents:
                id_ = kept.plain(one.document.id)
                if id_ in mine:
                    again = self._duplicate(id_, copy, copy)
                    asides.append(self._evidence.keep_set_aside(again))
                    continue
                mine[id_] = one
            self._leave(connection, copy, mine)
            for id_, one in mine.items():
                if self._wins(connection, id_, copy):
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

    # -- whose an id is

    def _wins(self, connection: sa.Connection, id_: str, copy: str) -> bool:
        """Settle which copy has the id; True when it is this one."""
        documents = schema.documents
        others = sorted(
            connection.execute(
                sa.select(documents.c.copy)
                .distinct()
                .where(documents.c.id == id_, documents.c.copy != copy, documents.c.current)
            ).scalars()
        )
        if not others:
            return True
        holder = others[0]
        if copy < holder:
            self.forget(connection, [id_])
            self._set_behind(connection, id_, holder)
            self._name_winner(connection, id_, copy)
            return True
        self._set_behind(connection, id_, copy)
        self._name_winner(connection, id_, holder)
        return False

    def _set_behind(self, connection: sa.Connection, id_: str, copy: str) -> None:
        connection.execute(
            schema.units.insert().values(
                stage=DUPLICATE, copy=copy, version=id_, state="set aside", detail="[]"
            )
        )

    def _name_winner(self, connection: sa.Connection, id_: str, winner: str) -> None:
        """Tell of every copy that lost the id which copy has it now."""
        units = schema.units
        losers = connection.execute(
            sa.select(units.c.copy)
            .where(units.c.stage == DUPLICATE, units.c.version == id_)
            .order_by(units.c.copy)
        ).scalars()
        for loser in list(losers):
            self._forget_asides(connection, DUPLICATE, loser, id_, unit_too=False)
            told = self._evidence.keep_set_aside(self._duplicate(id_, loser, winner))
            connection.execute(
                units.update()
                .where(units.c.stage == DUPLICATE, units.c.copy == loser, units.c.version == id_)
                .values(detail=msgspec.json.encode([told]).decode())
            )

    def _duplicate(self, id_: str, copy: str, winner: str) -> SetAside:
        other = (
            "an earlier document of the same copy"
            if copy == winner
            else f"{where(self._evidence.capture_of(winner), winner)}"
        )
        return SetAside(
            source=kept.plain(where(self._evidence.capture_of(copy), copy)),
            error="DuplicateId",
            reason=f"its document id {id_!r} is already that of {other}",
            remedy="give one of the two another id and seal it again",
            copy=copy,
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
        self.open_duplicates(connection, given_up)

    def open_duplicates(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Have the copies read again that were set aside for want of these ids."""
        units = schema.units
        waiting = connection.execute(
            sa.select(units.c.copy).where(units.c.stage == DUPLICATE, units.c.version.in_(ids))
        ).scalars()
        self._evidence.read_again(connection, sorted(set(waiting)))

    def _forget_asides(
        self,
        connection: sa.Connection,
        stage: str,
        copy: str,
        version_: str | None = None,
        *,
        unit_too: bool = True,
    ) -> None:
        units = schema.units
        which = sa.and_(units.c.stage == stage, units.c.copy == copy)
        if version_ is not None:
            which = sa.and_(which, units.c.version == version_)
        for detail in connection.execute(sa.select(units.c.detail).where(which)).scalars():
            ids = msgspec.json.decode(detail or "[]", type=list[str])
            if ids:
                table = schema.set_asides
                connection.execute(table.delete().where(table.c.id.in_(ids)))
        if stage == DUPLICATE and unit_too:
            connection.execute(units.delete().where(which))

    # -- documents and claims

    def _retire(self, connection: sa.Connection, ids: Sequence[str]) -> None:
        """Make every reading of these documents an older one."""
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
        row = {
            "copy": document.copy,
            "current": True,
            "status": NOT_READ if one.claims is None else IS_READ,
            "published": document.published.date if document.published else None,
            "publisher": kept.maybe_plain(document.publisher),
            "title": kept.maybe_plain(document.title),
            "language": document.language,
            "url": kept.maybe_plain(document.url),
            "signature": one.signature,
            "terms": kept.written(one.terms),
            "record": kept.written(document),
        }
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
            claim.id: _claim_row(claim, id_, reading, name, number) for claim in one.claims or ()
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
            document = kept.read(row.record, Document)
            yield Told(
                id=document.id,
                title=document.title,
                publisher=document.publisher,
                published=document.published.date if document.published else None,
                length=len(document.text),
                signature=row.signature,
                agency=document.agency,
                terms=() if row.terms is None else kept.read(row.terms, TERMS),
            )

    def prune(self, connection: sa.Connection) -> int:
        """Drop readings and claims that a newer version replaced; says how many claims."""
        claims, documents = schema.claims, schema.documents
        dropped = connection.execute(claims.delete().where(~claims.c.current)).rowcount
        connection.execute(documents.delete().where(~documents.c.current))
        return int(dropped)


def _claim_row(
    claim: Claim, document: str, reading: str, reader: str, number: str
) -> dict[str, Any]:
    act, count, when = claim.anchors.act, claim.count, claim.when
    return {
        "document": document,
        "reading": reading,
        "reader": reader,
        "reader_version": number,
        "id": claim.id,
        "current": True,
        "type": claim.type,
        "act": claim.act,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "scope": claim.scope,
        "count_low": kept.whole(count.low if count else None),
        "count_high": kept.whole(count.high if count else None),
        "count_about": kept.whole(count.about if count else None),
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "country": claim.place.country if claim.place else None,
        "place": place_words(claim),
        "act_in": act.where,
        "act_start": act.start,
        "act_end": act.end,
        "record": kept.written(claim),
    }


def place_words(record: Any) -> str | None:
    """Name and settlement of a claim's or an incident's place, folded, for searching."""
    from gavah.register.folding import folded

    if record.place is None:
        return None
    return folded(" ".join(filter(None, (record.place.name, record.place.settlement))))


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
