"""Puts a document together: the text, what is marked on it, and what came with the copy."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gavah.errors import NoText
from gavah.model import Anchor, Capture, Dateline, Document, digest_of
from gavah.reading.bylines import body_of
from gavah.reading.datelines import Filed
from gavah.reading.language import PREFIX, language_of
from gavah.reading.lines import Line
from gavah.reading.marks import mark
from gavah.reading.published import Evidence, published, publisher_of
from gavah.reading.publishers import publisher_kind

VERSION = "gavah-reading 2"
FAST = f"{VERSION} fast pages"
"""The version where the fast extractor said what is article on a page."""
PARTY_REACH = 50_000  # characters in which the publisher is sought among the actors


@dataclass(slots=True)
class Told:
    """What is known of a document beside its text.

    Attributes:
        title, publisher, byline, url: given, or said by the page's code.
        own_title: whether a first line that looks like a title may be taken for one.
    """

    copy: str
    given: dict[str, Any] = field(default_factory=dict)
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    evidence: Evidence = field(default_factory=Evidence)
    own_title: bool = True
    doubts: tuple[str, ...] = ()


def told_by(content: bytes, capture: Capture, given: dict[str, Any]) -> Told:
    """What came with the copy; empty and "None" fields are unknown."""
    url = _words(given.get("url")) or _address(capture.source)
    return Told(
        copy=capture.copy or digest_of(content),
        given=given,
        title=_as_given(given.get("title")),
        publisher=_words(given.get("publisher")),
        url=url,
        evidence=Evidence(given=given.get("date"), url=url),
    )


def assembled(text: str, lines: Sequence[Line], told: Told) -> Document:
    """The document.

    Raises:
        NoText: no line holds a letter or digit.
    """
    if not any(char.isalnum() for line in lines for char in text[line.start : line.end][:2_000]):
        raise NoText("the copy was opened and holds no words; look whether it is the right file")
    marked = mark(text, lines, _words(told.title), guess_title=told.own_title)
    article = " ".join(text[start:end][:PREFIX] for start, end in marked.paragraphs[:12])
    title = told.title
    title_anchor = None
    if marked.title is not None:
        title_anchor = Anchor.of(text, *marked.title)
        title = title or title_anchor.quote
    byline = marked.byline or told.byline
    publisher = told.publisher or (body_of(byline) if byline else None)
    publisher = publisher or publisher_of(None, told.url)
    when, doubts = published(text, told.evidence, marked.filed, marked.stamp)
    filed = _dateline(text, marked.filed, when.date if when else None)
    if filed and filed.date and when and filed.date != when.date:
        doubts.append("dateline_differs")
    reach = " ".join(text[start:end] for start, end in _within(marked.paragraphs))
    return Document(
        id=_words(told.given.get("id")) or told.copy,
        copy=told.copy,
        text=text,
        title=title,
        byline=byline,
        publisher=publisher,
        publisher_kind=publisher_kind(publisher, told.url, reach),
        dateline=filed,
        published=when,
        language=language_of(article) or (language_of(title) if title and not article else None),
        url=told.url,
        not_text=tuple(marked.not_text),
        paragraphs=tuple(marked.paragraphs),
        title_anchor=title_anchor,
        doubts=(*told.doubts, *doubts),
        reading=VERSION,
    )


def _within(paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    first = paragraphs[0][0] if paragraphs else 0
    return [(start, end) for start, end in paragraphs if start < first + PARTY_REACH]


def _dateline(text: str, filed: Filed | None, near: date | None) -> Dateline | None:
    if filed is None:
        return None
    return Dateline(
        place=filed.place, date=filed.on(near), anchor=Anchor.of(text, filed.start, filed.end)
    )


def _as_given(given: object) -> str | None:
    """The words untouched, so that anchors in them hold; None where `_words` is."""
    return given if isinstance(given, str) and _words(given) is not None else None


def _words(given: object) -> str | None:
    if given is None or isinstance(given, (dict, list)):
        return None
    words = " ".join(str(given).split())
    return words if words and words.lower() not in {"none", "null"} else None


def _address(source: str) -> str | None:
    return source if source.startswith(("http://", "https://")) else None
