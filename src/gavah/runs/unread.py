"""Documents that may tell of harm and gave no claim: what a person has to look at.

"not read: language": no reader reads it, so nothing is known. "no claim": a reader read it, found
nothing to claim, and yet words of harm stand in it. Neither is the same as telling of no harm.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from gavah.claims.reader import harm_words
from gavah.model import Anchor
from gavah.model.record import Record
from gavah.register import Register

Reason = Literal["not read: language", "no claim"]


class Unread(Record, frozen=True, kw_only=True):
    """One such document.

    Attributes:
        words: the words of harm, in order; empty where no reader looked for them.
    """

    document: str
    reason: Reason
    language: str | None
    title: str | None
    publisher: str | None
    published: date | None
    words: tuple[Anchor, ...]


def unread(register: Register) -> Iterator[Unread]:
    """Every such document by id; a claim that a person rejected counts as read."""
    told = {claim.document for claim in register.claims()}
    told.update(claim.document for claim in register.standing().added.values())
    for row in list(register.readings.sources()):
        if row.id in told:
            continue
        words: tuple[Anchor, ...] = ()
        if row.status == "read":
            document = register.document(row.id)
            words = () if document is None else harm_words(document) or ()
            if not words:
                continue
        yield Unread(
            document=row.id,
            reason="no claim" if row.status == "read" else "not read: language",
            language=row.language,
            title=row.title,
            publisher=row.publisher,
            published=row.published,
            words=words,
        )
