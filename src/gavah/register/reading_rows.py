"""A reading as rows: each document and claim, and the columns that questions are asked of."""

from typing import Any

from gavah.model import Claim, ReadDocument
from gavah.register import kept
from gavah.register.folding import folded

IS_READ = "read"
NOT_READ = "not read: language"


def document_row(one: ReadDocument) -> dict[str, Any]:
    """The document without its key: id and reading."""
    document = one.document
    return {
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


def claim_row(
    claim: Claim, document: str, reading: str, reader: str, number: str
) -> dict[str, Any]:
    """The claim, under the document and the reader that made it."""
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
    if record.place is None:
        return None
    return folded(" ".join(filter(None, (record.place.name, record.place.settlement))))
