"""What a reader of claims is, and which readers are installed.

A reader is a plug-in under the entry point group "gavah.readers"; ours registers the same way.
It is pure and reads one document at a time: nothing about a batch may change a result.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from gavah import plugins
from gavah.model import Anchor, Claim, Document


class Reader(Protocol):
    """Reads claims from documents of the languages it knows."""

    name: str
    version: str
    languages: frozenset[str]

    def claim(self, document: Document) -> list[Claim]:
        """Every claim of the document, ordered by act anchor (text before title), then id."""


class SeesHarm(Reader, Protocol):
    """A reader that can also say where words of harm stand, whether it claims from them or not."""

    def harm_words(self, document: Document) -> Sequence[Anchor]:
        """Every word of harm in the document's article, in order."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every installed reader, by name."""
    points = plugins.installed(plugins.READERS).values()
    return tuple(plugins.load(point)() for point in points)


def reader_for(language: str | None) -> Reader | None:
    """The first installed reader, by name, that reads `language`; None when none does."""
    return next((reader for reader in readers() if language in reader.languages), None)


def claim(document: Document) -> list[Claim] | None:
    """Read a document's claims; None when no reader reads its language (not the same as none)."""
    reader = reader_for(document.language)
    return None if reader is None else reader.claim(document)


def harm_words(document: Document) -> tuple[Anchor, ...] | None:
    """Words of harm in the document; None when no reader of its language looks for them."""
    found = getattr(reader_for(document.language), "harm_words", None)
    return None if found is None else tuple(found(document))
