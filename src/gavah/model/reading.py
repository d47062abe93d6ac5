"""What the reading of one copy yields: its documents, each with its claims; what linking reads."""

from datetime import date

from gavah.model.claim import Claim
from gavah.model.document import Document
from gavah.model.record import Record


class ReadDocument(Record, frozen=True, kw_only=True):
    """A document with what was claimed from it.

    Attributes:
        claims: None when no reader reads its language: not the same as no claims.
        reader: name and version of the reader; None where none reads it.
        signature: near-duplicate signature of the text (`gavah.reading.near_duplicates`).
        terms: the words that tell it from other texts, weighed (`gavah.reading.terms`).
    """

    document: Document
    claims: tuple[Claim, ...] | None
    reader: tuple[str, str] | None
    signature: bytes
    terms: tuple[tuple[str, int], ...] = ()


class Told(Record, frozen=True, kw_only=True):
    """What linking needs to know of a document beside its claims.

    Attributes:
        title: as the page says.
        published: day of publication; orders figures of one source in time.
        agency: the agency that the dateline names; its words, whoever prints them.
        length: code points of the text, so that a claim's place in it can be weighed.
    """

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    length: int
    signature: bytes
    agency: str | None = None
    terms: tuple[tuple[str, int], ...] = ()
