"""What linking remembers between runs, in tables, and which documents wait to be linked again.

All of it can be thrown away: the next linking then links everything, with the same result. Blocks
are kept in 65,536 parts by the first bits of their hashes, so that a few are read and written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from gavah.linking import blocking, copies, postings
from gavah.linking.linking import Whole
from gavah.linking.memory import Change, Ends, Known, KnownMention
from gavah.linking.postings import Rows
from gavah.linking.weights import version
from gavah.model import Claim, Incident, Person, Ruling, Rulings, Told
from gavah.model.record import Record
from gavah.register import kept, schema
from gavah.register.linkage import Linkage
from gavah.register.readings import batches, told_of
from gavah.register.session import Session
from gavah.register.standing import Standing

FORM = "1"
"""Of what is remembered; another form, or other weights, and everything is linked anew."""

COPIES, MENTIONS = "copies", "mentions"
_PART = 48  # bits of a block's hash that do not tell its part


class _State(Record, frozen=True, kw_only=True):
    """What a linking was made with."""

    version: str
    rulings: Rulings
    bearing: dict[str, tuple[str, str]]


class LinkedMemory:
    """Answers `gavah.linking.memory.Memory`, and keeps what changes."""

    def __init__(
        self,
        session: Session,
        linkage: Linkage,
        standing: Callable[[], Standing],
    ) -> None:
        self._session = session
        self._linkage = linkage
        self._standing = standing

    # -- what waits

    def changed(self) -> set[str] | None:
        """Documents to be linked again; None where everything is to be linked."""
        table = schema.linked_state
        row = next(
            self._session.rows(sa.select(table.c.value).where(table.c.key == "linked")), None
        )
        if row is None:
            return None
        try:
            state = kept.read(row.value, _State)
        except msgspec.DecodeError:
            return None
        if state.version != f"{FORM}.{version()}":
            return None
        waiting = sa.select(schema.linked_waiting.c.document)
        found = {one.document for one in self._session.rows(waiting)}
        standing = self._standing()
        now, before = standing.bearing(), state.bearing
        claims = {id_ for id_ in {*now, *before} if now.get(id_) != before.get(id_)}
        found |= {made[id_][0] for made in (now, before) for id_ in claims if id_ in made} - {""}
        claims |= _newly_ruled(state.rulings, standing.rulings())
        found |= set(self.documents_of(claims).values())
        if any("\ufffd" in id_ for id_ in found):
            return None  # an id that no column holds as it is
        return found

    def _noted(self, connection: sa.Connection) -> None:
        standing = self._standing()
        state = _State(
            version=f"{FORM}.{version()}", rulings=standing.rulings(), bearing=standing.bearing()
        )
        for table in (schema.linked_state, schema.linked_waiting):
            connection.execute(table.delete())
        connection.execute(
            schema.linked_state.insert().values(key="linked", value=kept.written(state))
        )

    # -- keeping

    def keep_whole(self, whole: Whole, told: Sequence[Told]) -> None:
        """Remember a linking of everything, in place of what was remembered."""
        change = Change(copies=set(whole.alike))
        for number, one in enumerate(sorted(told, key=lambda one: one.id)):
            change.documents[one.id] = Known(
                number=number,
                told=msgspec.structs.replace(one, signature=b""),
                origin=whole.origins[one.id],
                bands=tuple(copies.bands(one.signature)),
            )
            change.entered.append(copies.rows(one, number))
        for number, mention in enumerate(whole.mentions):
            rows = blocking.rows(mention, number)
            change.mentions.append(
                KnownMention(number, mention.key, mention.document, rows["block"])
            )
            change.entered.append(rows)
        keys = [mention.key for mention in whole.mentions]
        change.weights = {(keys[a], keys[b]): weight for (a, b), weight in whole.weights.items()}
        with self._session.writing() as connection:
            for table in schema.REMEMBERED:
                connection.execute(table.delete())
            self.keep(change)

    def keep(self, change: Change) -> None:
        """Remember what a linking changed."""
        with self._session.writing() as connection:
            documents, mentions, pairs = (
                schema.linked_documents, schema.linked_mentions, schema.linked_pairs,
            )  # fmt: skip
            for batch in batches(map(kept.plain, sorted(change.documents))):
                connection.execute(documents.delete().where(documents.c.document.in_(batch)))
            rows = [
                _document_row(id_, one) for id_, one in change.documents.items() if one is not None
            ]
            _insert(connection, documents, rows)
            for some in _batches(change.mentions_gone):
                connection.execute(mentions.delete().where(mentions.c.number.in_(some)))
            _insert(
                connection,
                mentions,
                [
                    {"key": one.key, "number": one.number, "document": kept.plain(one.document),
                     "blocks": np.asarray(one.blocks, "<u8").tobytes()}
                    for one in change.mentions
                ],
            )  # fmt: skip
            for kind, gone in (
                (COPIES, change.copies_gone | change.copies),
                (MENTIONS, change.weights_gone | set(change.weights)),
            ):
                for left, right in sorted(gone) if self._any(connection, pairs) else ():
                    connection.execute(
                        pairs.delete().where(
                            pairs.c.kind == kind,
                            pairs.c.left_end == left,
                            pairs.c.right_end == right,
                        )
                    )
            ends = [(COPIES, pair, 1.0) for pair in sorted(change.copies)]
            ends += [(MENTIONS, pair, weight) for pair, weight in sorted(change.weights.items())]
            _insert(
                connection,
                pairs,
                [
                    {
                        "kind": kind,
                        "left_end": kept.plain(left),
                        "right_end": kept.plain(right),
                        "weight": weight,
                    }
                    for kind, (left, right), weight in ends
                ],
            )
            self._keep_blocks(connection, change)
            self._noted(connection)

    @staticmethod
    def _any(connection: sa.Connection, table: sa.Table) -> bool:
        return connection.execute(sa.select(table.c.kind).limit(1)).first() is not None

    def _keep_blocks(self, connection: sa.Connection, change: Change) -> None:
        empty = np.empty(0, postings.ROW)
        entered = np.concatenate([empty, *change.entered])
        left: dict[int, set[tuple[int, int]]] = {}
        for blocks, owner in change.left:
            for block in blocks.tolist():
                left.setdefault(block >> _PART, set()).add((block, owner))
        order = np.argsort(entered["block"], kind="stable")
        entered = entered[order]
        parts = (entered["block"] >> np.uint64(_PART)).astype(np.int64)
        numbers, starts = np.unique(parts, return_index=True)
        ends = [*starts[1:].tolist(), len(parts)][: len(starts)]
        coming = {
            part: entered[a:b]
            for part, a, b in zip(numbers.tolist(), starts.tolist(), ends, strict=True)
        }
        table = schema.linked_blocks
        touched = sorted({*left, *coming})
        held = self._parts(touched)
        rows = []
        for part in touched:
            found = held.get(part, empty)
            if part in left:
                gone = left[part]
                stays = [
                    pair not in gone
                    for pair in zip(found["block"].tolist(), found["owner"].tolist(), strict=True)
                ]
                found = found[np.array(stays, bool)]
            found = np.concatenate((found, coming.get(part, empty)))
            if len(found):
                rows.append({"part": part, "content": found.tobytes()})
        for some in _batches(touched if held else ()):
            connection.execute(table.delete().where(table.c.part.in_(some)))
        _insert(connection, table, rows)

    def _parts(self, parts: Sequence[int]) -> dict[int, Rows]:
        table = schema.linked_blocks
        found: dict[int, Rows] = {}
        for some in _batches(parts):
            for row in self._session.rows(sa.select(table).where(table.c.part.in_(some))):
                found[row.part] = np.frombuffer(row.content, postings.ROW)
        return found

    # -- answers, as it was linked

    def documents(self, ids: Iterable[str]) -> dict[str, Known]:
        """Documents as they were linked."""
        table = schema.linked_documents
        found: dict[str, Known] = {}
        for row in self._where(table, table.c.document, map(kept.plain, ids), table.c.record):
            one = kept.read(row.record, Known)
            found[one.told.id] = one
        return found

    def numbered(self, numbers: Iterable[int]) -> dict[int, str]:
        """Ids of documents by their numbers."""
        table = schema.linked_documents
        rows = self._where(table, table.c.number, numbers, table.c.number, table.c.document)
        return {row.number: row.document for row in rows}

    def next_numbers(self) -> tuple[int, int]:
        """The first number free for a document, and for a mention."""
        documents, mentions = schema.linked_documents, schema.linked_mentions
        found = []
        for table in (documents, mentions):
            newest = next(self._session.rows(sa.select(sa.func.max(table.c.number))))[0]
            found.append(0 if newest is None else int(newest) + 1)
        return found[0], found[1]

    def citing(self, outlet: str, since: date, until: date) -> list[str]:
        """Documents published from `since` to `until` that cite the outlet only."""
        return self._published(schema.linked_documents.c.cites, outlet, since, until)

    def published_by(self, outlet: str, since: date, until: date) -> list[str]:
        """Documents of the outlet published from `since` to `until`."""
        return self._published(schema.linked_documents.c.outlet, outlet, since, until)

    def _published(self, by: sa.Column[str], outlet: str, since: date, until: date) -> list[str]:
        table = schema.linked_documents
        question = sa.select(table.c.document).where(
            by == kept.plain(outlet), table.c.published >= since, table.c.published <= until
        )
        return [row.document for row in self._session.rows(question)]

    def from_first(self, ids: Iterable[str]) -> list[str]:
        """Documents that copy one of these, or are one."""
        return self._documents_from(schema.linked_documents.c.first, ids)

    def from_cited(self, ids: Iterable[str]) -> list[str]:
        """Documents that cite one of these."""
        return self._documents_from(schema.linked_documents.c.cited, ids)

    def from_root(self, ids: Iterable[str]) -> list[str]:
        """Documents whose root is one of these."""
        return self._documents_from(schema.linked_documents.c.root, ids)

    def _documents_from(self, column: sa.Column[str], ids: Iterable[str]) -> list[str]:
        table = schema.linked_documents
        return [
            row.document
            for row in self._where(table, column, map(kept.plain, ids), table.c.document)
        ]

    def mentions_of(self, documents: Iterable[str]) -> list[KnownMention]:
        """Mentions of those documents."""
        column = schema.linked_mentions.c.document
        return list(self._mentions(column, map(kept.plain, documents)))

    def mentions(self, numbers: Iterable[int]) -> dict[int, KnownMention]:
        """Mentions by number."""
        return {one.number: one for one in self._mentions(schema.linked_mentions.c.number, numbers)}

    def keyed(self, keys: Iterable[str]) -> dict[str, KnownMention]:
        """Mentions by key."""
        return {one.key: one for one in self._mentions(schema.linked_mentions.c.key, keys)}

    def _mentions(self, column: sa.Column[Any], wanted: Iterable[Any]) -> Iterator[KnownMention]:
        table = schema.linked_mentions
        for row in self._where(table, column, wanted, *table.c):
            yield KnownMention(row.number, row.key, row.document, np.frombuffer(row.blocks, "<u8"))

    def rows(self, blocks: Any) -> Rows:
        """Every row of those blocks."""
        wanted = np.asarray(blocks, "<u8")
        parts = np.unique(wanted >> np.uint64(_PART)).astype(np.int64).tolist()
        held = self._parts(parts)
        found = np.concatenate([np.empty(0, postings.ROW), *held.values()])
        return found[np.isin(found["block"], wanted)]

    def copies(self, ids: Iterable[str]) -> set[Ends]:
        """Pairs of copies with an end among the documents."""
        return set(self._pairs(COPIES, map(kept.plain, ids)))

    def weights(self, keys: Iterable[str]) -> dict[Ends, float]:
        """Kept weights of pairs with an end among the mentions."""
        return self._pairs(MENTIONS, keys)

    def _pairs(self, kind: str, ends: Iterable[str]) -> dict[Ends, float]:
        table = schema.linked_pairs
        wanted = sorted(set(ends))
        found: dict[Ends, float] = {}
        for column in (table.c.left_end, table.c.right_end):
            for batch in batches(wanted):
                question = sa.select(table.c.left_end, table.c.right_end, table.c.weight)
                rows = self._session.rows(question.where(table.c.kind == kind, column.in_(batch)))
                found.update(((row.left_end, row.right_end), row.weight) for row in rows)
        return found

    def incidents(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Incidents as they were linked, by id."""
        return self._linkage.some_incidents(sorted(ids))

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The incident, as it was linked, of each claim that is in one."""
        table = schema.incident_claims
        rows = self._where(table, table.c.claim, claims, table.c.claim, table.c.incident)
        return {row.claim: row.incident for row in rows}

    def every_home(self) -> dict[str, str]:
        """The incident, as it was linked, of every claim that is in one."""
        table = schema.incident_claims
        rows = self._session.rows(sa.select(table.c.claim, table.c.incident))
        return {row.claim: row.incident for row in rows}

    def every_person(self) -> dict[str, Person]:
        """Persons as they were linked, by id."""
        return {one.id: one for one in self._linkage.persons()}

    def incidents_with(self, claims: Iterable[str]) -> dict[str, Incident]:
        """Incidents as they were linked that hold one of the claims, by id."""
        return self.incidents(set(self.homes(claims).values()))

    def incidents_of(self, documents: Iterable[str]) -> dict[str, Incident]:
        """Incidents as they were linked that one of the documents tells of, by id."""
        table = schema.incident_documents
        rows = self._where(table, table.c.document, map(kept.plain, documents), table.c.incident)
        return self.incidents({row.incident for row in rows})

    # -- answers, as it is now

    def told(self, ids: Iterable[str]) -> list[Told]:
        """Current documents, with their signatures."""
        table = schema.documents
        rows = self._where(
            table, table.c.id, map(kept.plain, ids), table.c.record, table.c.signature, table.c.terms,
            also=table.c.current,
        )  # fmt: skip
        return [told_of(row) for row in rows]

    def signatures(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Signatures of current documents."""
        table = schema.documents
        rows = self._where(
            table,
            table.c.id,
            map(kept.plain, ids),
            table.c.id,
            table.c.signature,
            also=table.c.current,
        )
        return {row.id: row.signature for row in rows}

    def claims(self, documents: Sequence[str]) -> list[Claim]:
        """Claims of current documents, with judgements applied."""
        table = schema.claims
        rows = self._where(
            table,
            table.c.document,
            map(kept.plain, documents),
            table.c.record,
            also=table.c.current,
        )
        read = [kept.read(row.record, Claim) for row in rows]
        return self._standing().effective_of(read, frozenset(documents))

    def every_claim(self) -> list[Claim]:
        """All claims, with judgements applied."""
        table = schema.claims
        rows = self._session.rows(sa.select(table.c.record).where(table.c.current))
        standing = self._standing()
        homes = frozenset(one.document for one in standing.added.values())
        return standing.effective_of([kept.read(row.record, Claim) for row in rows], homes)

    def documents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """The document of each claim that there is now."""
        wanted = sorted(set(claims))
        table = schema.claims
        rows = self._where(
            table, table.c.id, wanted, table.c.id, table.c.document, also=table.c.current
        )
        found = {row.id: row.document for row in rows}
        added = self._standing().added
        found.update((id_, added[id_].document) for id_ in wanted if id_ in added)
        return found

    def _where(
        self,
        table: sa.Table,
        column: sa.Column[Any],
        wanted: Iterable[Any],
        *columns: sa.Column[Any],
        also: sa.ColumnElement[bool] | None = None,
    ) -> Iterator[sa.Row[Any]]:
        """Rows whose column is one of many values, some hundreds at once, in the order asked."""
        for batch in _batches(sorted(set(wanted))):
            question = sa.select(*columns).where(column.in_(batch))
            yield from self._session.rows(question if also is None else question.where(also))


def _document_row(id_: str, one: Known) -> dict[str, Any]:
    return {
        "document": kept.plain(id_),
        "number": one.number,
        "outlet": kept.maybe_plain(one.origin.outlet),
        "cites": kept.maybe_plain(one.origin.cites),
        "published": one.told.published,
        "first": kept.plain(one.origin.first),
        "cited": kept.maybe_plain(one.origin.cited),
        "root": kept.plain(one.origin.root),
        "record": kept.written(one),
    }


def _newly_ruled(before: Rulings, now: Rulings) -> set[str]:
    """Claims that rulings tie to one that came or went; and those of choices that did."""
    moved = set(before.pairs) ^ set(now.pairs)
    found = {one.claim for one in set(before.choices) ^ set(now.choices)}
    ends: dict[str, list[Ruling]] = {}
    for ruling in {*before.pairs, *now.pairs}:
        for end in (ruling.left, ruling.right):
            ends.setdefault(end, []).append(ruling)
    frontier = [end for ruling in moved for end in (ruling.left, ruling.right)]
    reached: set[str] = set()
    while frontier:
        end = frontier.pop()
        if end not in reached:
            reached.add(end)
            frontier += [e for ruling in ends[end] for e in (ruling.left, ruling.right)]
    return found | {end.partition(" ")[0] for end in reached}


def _batches(wanted: Iterable[Any], most: int = 500) -> Iterator[list[Any]]:
    held = list(wanted)
    for at in range(0, len(held), most):
        yield held[at : at + most]


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)
