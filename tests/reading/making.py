"""Captures for tests."""

from gavah.model import Capture, Document, digest_of
from gavah.reading import read

TYPES = ("text/plain", "text/html", "application/json", "application/pdf")


def capture(content: bytes, media_type: str, **more: object) -> Capture:
    return Capture(
        copy=digest_of(content), source="report", at=None, tool="test", media_type=media_type,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def read_one(content: bytes | str, media_type: str = "text/plain", **more: object) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    (document,) = read(raw, capture(raw, media_type, **more))
    return document


def marked(document: Document) -> list[tuple[str, str]]:
    return [(span.reason, document.text[span.start : span.end]) for span in document.not_text]


def article(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.paragraphs]
