"""What a reader of claims is, and which readers are installed.

A reader is a plug-in under the entry point group "gavah.readers"; ours registers the same way.
It is pure and reads one document at a time: nothing about a batch may change a result.
"""

from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from gavah.model import Claim, Document


class Reader(Protocol):
    """Reads claims from documents of the languages it knows."""

    name: str
    version: str
    languages: frozenset[str]

    def claim(self, document: Document) -> list[Claim]:
        """Every claim of the document, ordered by act anchor (text before title), then id."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every installed reader, by name."""
    points = sorted(entry_points(group="gavah.readers"), key=lambda point: point.name)
    return tuple(point.load()() for point in points)


def reader_for(language: str | None) -> Reader | None:
    """The first installed reader, by name, that reads `language`; None when none does."""
    return next((reader for reader in readers() if language in reader.languages), None)


def claim(document: Document) -> list[Claim] | None:
    """Read a document's claims; None when no reader reads its language (not the same as none)."""
    reader = reader_for(document.language)
    return None if reader is None else reader.claim(document)
