"""The tables of a register: one schema for SQLite and PostgreSQL.

Every record is kept whole as JSON in `record`; the columns beside it are for questions and for
order. Text columns that are compared or sorted are compared byte by byte, so both engines give
rows in the same order. `migrations/` brings an older register to this schema.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    func,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# PostgreSQL would sort by the server's locale; SQLite compares bytes ("BINARY") anyway
WORDS = Text().with_variant(Text(collation="C"), "postgresql")
SEQ = BigInteger().with_variant(Integer(), "sqlite")
LAST = "\U0010ffff"
"""Stands after every word that folding gives."""


INDEXED = 100
"""So much of long words an index holds, in characters: a database refuses to hold very long ones."""


def _begins(column: Column[Any]) -> ColumnElement[str]:
    """What an index holds of words that may be longer than it can hold."""
    return func.substr(column, text("1"), text(str(INDEXED)))


def _of_current(name: str, *columns: ColumnElement[Any]) -> None:
    Index(name, *columns, sqlite_where=text("current"), postgresql_where=text("current"))


meta = Table(
    "meta",
    metadata,
    Column("key", WORDS, primary_key=True),
    Column("value", Text, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("key", WORDS, primary_key=True, comment="the name, folded: no two that look alike"),
    Column("name", Text, nullable=False),
    Column("role", WORDS, nullable=False),
    Column("password", Text, nullable=False, comment="Argon2id"),
    Column("code", Text, comment="secret of the one-time codes; null: none are asked for"),
    Column("step", BigInteger, nullable=False, comment="the newest code used, in half minutes"),
    Column("generation", BigInteger, nullable=False, comment="sessions of an older one have ended"),
    Column("disabled", Boolean(create_constraint=False), nullable=False),
)

# -- evidence ---------------------------------------------------------------------------------

copies = Table(
    "copies",
    metadata,
    Column("digest", WORDS, primary_key=True),
    Column("size", BigInteger),
    Column("media_type", Text),
    Column("removed", BigInteger, comment="seq of the chain entry that tells of the removal"),
)

captures = Table(
    "captures",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("copy", WORDS, ForeignKey("copies.digest"), index=True),
    Column("source", WORDS, nullable=False),
    Column("at", WORDS),
    Column("part_of", WORDS, index=True),
    Column("member", Text),
    Column("failure", Text),
    Column("record", Text, nullable=False),
)

set_asides = Table(
    "set_asides",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("source", WORDS, nullable=False),
    Column("error", WORDS, nullable=False),
    Column("copy", WORDS, index=True),
    Column("record", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("reading", WORDS, primary_key=True),
    Column("copy", WORDS, ForeignKey("copies.digest"), nullable=False, index=True),
    Column("current", Boolean(create_constraint=False), nullable=False),
    Column("status", WORDS, nullable=False),
    Column("published", Date, index=True),
    Column("publisher", WORDS),
    Column("title", Text),
    Column("language", WORDS),
    Column("url", Text),
    Column("signature", LargeBinary, nullable=False),
    Column("terms", Text, comment="JSON: its telling words, weighed"),
    Column("record", Text, nullable=False),
)
Index(
    "uq_documents_current",
    documents.c.id,
    unique=True,
    sqlite_where=text("current"),
    postgresql_where=text("current"),
)

_of_current("ix_documents_newest", documents.c.published.desc(), documents.c.id)
_of_current(
    "ix_documents_publisher",
    _begins(documents.c.publisher),
    documents.c.published.desc(),
    documents.c.id,
)

# -- claims -----------------------------------------------------------------------------------

claims = Table(
    "claims",
    metadata,
    Column("document", WORDS, primary_key=True),
    Column("reading", WORDS, primary_key=True),
    Column("reader", WORDS, primary_key=True),
    Column("reader_version", WORDS, primary_key=True),
    Column("id", WORDS, primary_key=True),
    Column("current", Boolean(create_constraint=False), nullable=False),
    Column("type", WORDS, nullable=False),
    Column("act", WORDS, nullable=False),
    Column("polarity", WORDS, nullable=False),
    Column("modality", WORDS, nullable=False),
    Column("scope", WORDS, nullable=False),
    Column("count_low", BigInteger),
    Column("count_high", BigInteger),
    Column("count_about", BigInteger),
    Column("when_start", Date, index=True),
    Column("when_end", Date),
    Column("country", WORDS),
    Column("place", WORDS, comment="name and settlement, folded, for searching"),
    Column("act_in", WORDS, nullable=False),
    Column("act_start", BigInteger, nullable=False),
    Column("act_end", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    ForeignKeyConstraint(
        ["document", "reading"], ["documents.id", "documents.reading"], ondelete="CASCADE"
    ),
)
Index(
    "uq_claims_current",
    claims.c.id,
    unique=True,
    sqlite_where=text("current"),
    postgresql_where=text("current"),
)
_of_current(
    "ix_claims_in_order",
    claims.c.document,
    claims.c.act_in,
    claims.c.act_start,
    claims.c.act_end,
    claims.c.id,
)
_of_current("ix_claims_act", claims.c.act, claims.c.document)
_of_current("ix_claims_country", claims.c.country, claims.c.document, claims.c.act)
_of_current("ix_claims_place", _begins(claims.c.place), claims.c.document)
Index("ix_claims_document_act", claims.c.document, claims.c.type, claims.c.act)
Index("ix_claims_id", claims.c.id)

field_classes = Table(
    "field_classes",
    metadata,
    Column("subject", WORDS, primary_key=True),
    Column("field", WORDS, primary_key=True),
    Column("class", WORDS, nullable=False),
    Column("because", WORDS, nullable=False),
)

# -- what linking works out; replaced as a whole ----------------------------------------------

incidents = Table(
    "incidents",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("title", Text, nullable=False),
    Column("when_start", Date, index=True),
    Column("when_end", Date),
    Column("country", WORDS),
    Column("place", WORDS, comment="name and settlement, folded, for searching"),
    Column("record", Text, nullable=False),
)


def _part_of(name: str, column: str, parent: str, *others: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        Column(column, WORDS, ForeignKey(f"{parent}.id", ondelete="CASCADE"), primary_key=True),
        *others,
    )


incident_acts = _part_of(
    "incident_acts", "incident", "incidents", Column("act", WORDS, primary_key=True)
)
incident_claims = _part_of(
    "incident_claims",
    "incident",
    "incidents",
    Column("claim", WORDS, primary_key=True, index=True),
)
incident_documents = _part_of(
    "incident_documents",
    "incident",
    "incidents",
    Column("document", WORDS, primary_key=True, index=True),
    Column("role", WORDS, nullable=False),
)
incident_persons = _part_of(
    "incident_persons",
    "incident",
    "incidents",
    Column("person", WORDS, primary_key=True, index=True),
)
summaries = _part_of(
    "summaries",
    "incident",
    "incidents",
    Column("kind", WORDS, nullable=False),
    Column("title", Text, nullable=False, comment="folded"),
    Column("when_start", Date),
    Column("when_end", Date),
    Column("country", WORDS),
    Column("place", WORDS, comment="name and settlement, folded"),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("precision", WORDS),
    Column("acts", Text, nullable=False, comment="JSON"),
    Column("blamed", Text, nullable=False, comment="JSON: who did it, as claims say"),
    Column("speakers", Text, nullable=False, comment="JSON: kinds of who says so"),
    Column("largest", BigInteger, nullable=False, comment="people, of the largest toll"),
    Column("documents", BigInteger, nullable=False),
    Column("roots", BigInteger, nullable=False, comment="independent ones, of the best told toll"),
    Column("conflict", Boolean(create_constraint=False), nullable=False),
    Column("record", Text, nullable=False, comment="the incident in short"),
)
tolls = _part_of(
    "tolls",
    "incident",
    "incidents",
    Column("act", WORDS, primary_key=True),
    Column("low", BigInteger, nullable=False),
    Column("high", BigInteger),
    Column("about", BigInteger),
    Column("conflict", Boolean(create_constraint=False), nullable=False, server_default=false()),
    Column("record", Text, nullable=False),
)
persons = Table(
    "persons",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("fate", WORDS),
    Column("minor", Boolean(create_constraint=False), nullable=False),
    Column("listed", WORDS, nullable=False, server_default="", comment="what lists sort by"),
    Column("record", Text, nullable=False),
)
Index("ix_persons_listed", persons.c.listed, persons.c.id)
person_claims = _part_of(
    "person_claims", "person", "persons", Column("claim", WORDS, primary_key=True, index=True)
)
person_names = _part_of(
    "person_names",
    "person",
    "persons",
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("folded", WORDS, nullable=False, index=True),
)
links = Table(
    "links",
    metadata,
    Column("left_claim", WORDS, primary_key=True),
    Column("right_claim", WORDS, primary_key=True),
    Column("incident", WORDS, index=True, comment="null: left for a person to decide"),
    Column("probability", Text, nullable=False),
    Column("record", Text, nullable=False),
)
roots = Table(
    "roots",
    metadata,
    Column("document", WORDS, primary_key=True),
    Column("root", WORDS, nullable=False),
)
aliases = Table(
    "aliases",
    metadata,
    Column("old", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("new", WORDS, nullable=False, index=True),
)

# -- what linking remembers, so that it goes on from there; it can be made again -----------------

linked_documents = Table(
    "linked_documents",
    metadata,
    Column("document", WORDS, primary_key=True),
    Column("number", SEQ, nullable=False, unique=True),
    Column("outlet", WORDS, comment="its publisher, folded"),
    Column("cites", WORDS, comment="the outlet it cites, folded"),
    Column("published", Date),
    Column("first", WORDS, nullable=False, index=True, comment="whose text it copies"),
    Column("cited", WORDS, index=True),
    Column("root", WORDS, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
Index("ix_linked_documents_outlet", linked_documents.c.outlet, linked_documents.c.published)
Index("ix_linked_documents_cites", linked_documents.c.cites, linked_documents.c.published)
linked_mentions = Table(
    "linked_mentions",
    metadata,
    Column("key", WORDS, primary_key=True, comment="its smallest claim"),
    Column("number", SEQ, nullable=False, unique=True),
    Column("document", WORDS, nullable=False, index=True),
    Column("blocks", LargeBinary, nullable=False),
)
linked_pairs = Table(
    "linked_pairs",
    metadata,
    Column("kind", WORDS, primary_key=True, comment="copies (of documents), or mentions"),
    Column("left_end", WORDS, primary_key=True),
    Column("right_end", WORDS, primary_key=True),
    Column("weight", Float(53), nullable=False),
)
Index("ix_linked_pairs_right", linked_pairs.c.kind, linked_pairs.c.right_end)
linked_blocks = Table(
    "linked_blocks",
    metadata,
    Column("part", Integer, primary_key=True, autoincrement=False, comment="of the blocks' hashes"),
    Column("content", LargeBinary, nullable=False),
)
linked_state = Table(
    "linked_state",
    metadata,
    Column("key", WORDS, primary_key=True),
    Column("value", Text, nullable=False),
)
linked_waiting = Table(
    "linked_waiting",
    metadata,
    Column("document", WORDS, primary_key=True, comment="to be linked again"),
)

# -- judgements and custody: append-only ------------------------------------------------------

chain = Table(
    "chain",
    metadata,
    Column("seq", SEQ, primary_key=True, autoincrement=False),
    Column("kind", WORDS, nullable=False),
    Column("what", WORDS, nullable=False, comment="verb of a judgement, event of a log entry"),
    Column("by", WORDS, nullable=False),
    Column("at", WORDS, nullable=False),
    Column("body", Text, nullable=False, comment="canonical JSON; its SHA-256 is the hash"),
    Column("hash", WORDS, nullable=False),
)
Index("ix_chain_kind", chain.c.kind, chain.c.what, chain.c.seq)
subjects = Table(
    "subjects",
    metadata,
    Column("seq", SEQ, ForeignKey("chain.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("subject", WORDS, nullable=False, index=True),
)
contents = Table(
    "contents",
    metadata,
    Column("seq", SEQ, ForeignKey("chain.seq"), primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False, comment="its SHA-256 stands in the entry's body"),
)
struck = Table(
    "struck",
    metadata,
    Column("seq", SEQ, ForeignKey("chain.seq"), primary_key=True, autoincrement=False),
    Column("entry", SEQ, ForeignKey("chain.seq"), nullable=False),
)
tombstones = Table(
    "tombstones",
    metadata,
    Column("subject", WORDS, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("seq", SEQ, ForeignKey("chain.seq"), nullable=False),
)
REMEMBERED = (
    linked_documents, linked_mentions, linked_pairs, linked_blocks, linked_state, linked_waiting,
)  # fmt: skip
APPEND_ONLY = ("chain", "subjects", "struck", "tombstones")

# -- finding and working ----------------------------------------------------------------------

searchable = Table(
    "searchable",
    metadata,
    Column("id", SEQ, primary_key=True),
    Column("kind", WORDS, nullable=False),
    Column("subject", WORDS, nullable=False),
    Column("document", WORDS, index=True),
    Column("folded", Text, nullable=False),
)
Index(
    "ix_searchable_parts",
    searchable.c.subject,
    sqlite_where=text("kind = 'part'"),
    postgresql_where=text("kind = 'part'"),
)
Index("ix_searchable_subject_kind", searchable.c.subject, searchable.c.kind)

units = Table(
    "units",
    metadata,
    Column("stage", WORDS, primary_key=True),
    Column("copy", WORDS, primary_key=True),
    Column("version", WORDS, primary_key=True),
    Column("state", WORDS, nullable=False),
    Column("detail", Text),
)
Index("ix_units_state", units.c.stage, units.c.version, units.c.state)
