"""A document: the reading of one copy, its text whole, and what it says of itself."""

from datetime import date
from typing import Literal

from gavah.model.anchor import Anchor
from gavah.model.record import Record

PublishedBasis = Literal["given", "dateline", "jsonld", "meta", "url", "header", "text", "pdf"]


class NotText(Record, frozen=True, kw_only=True):
    """A span that is not article: kept in the text, marked, and not read for claims.

    Attributes:
        reason: "advertisement", "caption", "doubled_caption", "navigation", "boilerplate",
            "byline", "title", "table"…; the codes stand in docs/terms.md, "Not text".
    """

    start: int
    end: int
    reason: str


class Dateline(Record, frozen=True, kw_only=True):
    """The agency line "Paris, February 12, 2020—": where and when the report was filed."""

    place: str | None
    date: date | None
    anchor: Anchor


class Published(Record, frozen=True, kw_only=True):
    """The day of publication, and what that rests on. A date guessed from text is weak."""

    date: date
    basis: PublishedBasis
    evidence: str
    anchor: Anchor | None = None


class Document(Record, frozen=True, kw_only=True):
    """One reading of one copy.

    Attributes:
        id: the given id, else the copy's digest, with the position where a copy holds several.
        copy: "sha256:…" of the copy it was read from.
        text: the whole decoded text, nothing removed and nothing repaired.
        title, byline, publisher: as the page says; None when it does not.
        publisher_kind: "party" when the publisher is a party to what it reports, and so on;
            the kinds of an attribution.
        language: ISO 639-1; None when it cannot be told.
        not_text: spans that are not article, in order, not overlapping.
        paragraphs: (start, end) of the article's paragraphs, in order; what claims are read from.
        title_anchor: where the title stands in the text, when it does.
        doubts: codes, as a claim's ("dateline_differs", "date_weak", …).
        reading: name and version of what made the reading.
    """

    id: str
    copy: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    publisher_kind: str = "unknown"
    dateline: Dateline | None = None
    published: Published | None = None
    language: str | None = None
    url: str | None = None
    not_text: tuple[NotText, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    title_anchor: Anchor | None = None
    doubts: tuple[str, ...] = ()
    reading: str = ""

    @property
    def day(self) -> date | None:
        """The day that relative days count from: the dateline's, else that of publication."""
        if self.dateline is not None and self.dateline.date is not None:
            return self.dateline.date
        return self.published.date if self.published else None

    @property
    def agency(self) -> str | None:
        """The agency that the dateline names ("Paris, 12 Feb (Wire) —"): whose words these are."""
        quote = self.dateline.anchor.quote.rstrip() if self.dateline else ""
        start = quote.rfind("(")
        named = quote[start + 1 : -1].strip() if start >= 0 and quote.endswith(")") else ""
        return named or None
