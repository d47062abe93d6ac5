"""What a reader of claims is, and which readers are installed.

A reader is a plug-in under the entry point group "gavah.readers"; ours registers the same way.
It is pure and reads one document at a time: nothing about a batch may change a result.
"""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from gavah import plugins
from gavah.errors import WrongUsage
from gavah.model import Anchor, Claim, Document, Refusal
from gavah.model.record import Record


class Choice(Record, frozen=True, kw_only=True):
    """How a pile is read: by which readers, and pages by which extractor.

    Attributes:
        names: those asked for by name; empty: every installed one that opens no connection.
        settings: what a reader that does is told (an address, a model), in pairs.
        fast_pages: let the fast extractor say what is article on a page.
    """

    names: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    fast_pages: bool = False


OFFLINE = Choice()


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


class Grounds(Reader, Protocol):
    """A reader that is told claims by something else, takes what the words bear out and no more.

    Its class has `network = True` where it opens connections; it then reads only when named, and
    is made with the choice's settings.
    """

    def claim_and_refuse(self, document: Document) -> tuple[list[Claim], list[Refusal]]:
        """The claims that ground, and what did not."""


@cache
def readers(choice: Choice = OFFLINE) -> tuple[Reader, ...]:
    """The chosen readers, by name.

    Raises:
        WrongUsage: no reader of a chosen name is installed.
    """
    points = plugins.installed(plugins.READERS)
    for name in choice.names:
        if name not in points:
            raise WrongUsage(f"no reader {name!r}; installed are: {', '.join(points)}")
    made = []
    for name, point in points.items():
        factory = plugins.load(point)
        network = getattr(factory, "network", False)
        if name in choice.names or (not choice.names and not network):
            made.append(factory(dict(choice.settings)) if network else factory())
    return tuple(made)


def reader_for(language: str | None, choice: Choice = OFFLINE) -> Reader | None:
    """The first chosen reader, by name, that reads `language`; None when none does."""
    return next((reader for reader in readers(choice) if language in reader.languages), None)


def claims_of(reader: Reader, document: Document) -> tuple[list[Claim], list[Refusal]]:
    """What a reader claims, and what it refused to take; most readers refuse nothing."""
    both = getattr(reader, "claim_and_refuse", None)
    return (reader.claim(document), []) if both is None else both(document)


def claim(document: Document) -> list[Claim] | None:
    """Read a document's claims; None when no reader reads its language (not the same as none)."""
    reader = reader_for(document.language)
    return None if reader is None else reader.claim(document)


def harm_words(document: Document) -> tuple[Anchor, ...] | None:
    """Words of harm in the document; None when no reader of its language looks for them."""
    found = getattr(reader_for(document.language), "harm_words", None)
    return None if found is None else tuple(found(document))
