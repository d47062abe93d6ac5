"""One unit of work: a copy's bytes to its documents and their claims.

Pure: the same copy and the same versions give the same outcome, in any process, beside any
other document. That is what lets a pool of processes, or a cluster, do it.
"""

from gavah.claims.reader import OFFLINE, Choice, claims_of, reader_for, readers
from gavah.errors import ClaimError, EndpointFailed, GavahError, MissingExtra, ReadingError
from gavah.model import Capture, Claim, ReadDocument, Refusal, SetAside
from gavah.model.record import Record

LONGEST = 4_000_000
"""Characters of one document that are read, about 1,500 pages; what is longer is no report."""


class Outcome(Record, frozen=True, kw_only=True):
    """What one copy gave: its documents, or why it was set aside.

    Attributes:
        refused: what a reader was told and would not take.
    """

    copy: str | None
    documents: tuple[ReadDocument, ...]
    set_aside: SetAside | None = None
    refused: tuple[Refusal, ...] = ()


def read_copy(content: bytes, capture: Capture, choice: Choice = OFFLINE) -> Outcome:
    """Read one copy and claim from each of its documents. Never raises for what a copy holds.

    Raises:
        EndpointFailed: the endpoint that was to read cannot be reached.
        MissingExtra: what was chosen is not installed.
    """
    from gavah.reading import read
    from gavah.reading.near_duplicates import signature
    from gavah.reading.terms import terms

    try:
        documents = read(content, capture, fast=choice.fast_pages)
        found = []
        refused: list[Refusal] = []
        aside: SetAside | None = None
        for document in documents:
            if len(document.text) > LONGEST:
                raise ReadingError(
                    f"its text has {len(document.text):,} characters, and up to {LONGEST:,} are "
                    "read as one document; split it into its documents and seal those"
                )
            reader = reader_for(document.language, choice)
            claims: tuple[Claim, ...] | None = None
            try:
                if reader is not None:
                    told, no = claims_of(reader, document)
                    claims = tuple(told)
                    refused += no
            except ClaimError as error:
                # the document stands, unread; no claims would say that it tells of nothing
                aside = _set_aside(capture, type(error).__name__, *_said(error)).set_aside
            found.append(
                ReadDocument(
                    document=document,
                    claims=claims,
                    reader=None if reader is None else (reader.name, reader.version),
                    signature=signature(document.text),
                    terms=terms(document.title, document.text),
                )
            )
        return Outcome(
            copy=capture.copy, documents=tuple(found), set_aside=aside, refused=tuple(refused)
        )
    except (EndpointFailed, MissingExtra):
        raise
    except GavahError as error:
        return _set_aside(capture, type(error).__name__, *_said(error))
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        # a fault of ours in one document must not stop a pile: it is named, and counted
        reason = f"gavah failed on this copy: {type(error).__name__}: {error}"
        return _set_aside(
            capture, "ReadingError", reason, "please report it, with the copy if you may"
        )


def _said(error: GavahError) -> tuple[str, str]:
    """ "What was found; what to do": the form of every message (gavah.errors)."""
    reason, _, remedy = str(error).partition("; ")
    return reason, remedy or "look at the copy, which is kept"


def readers_version(choice: Choice = OFFLINE) -> str:
    """Names and versions of the chosen readers: when it changes, copies are read again."""
    return ", ".join(f"{reader.name} {reader.version}" for reader in readers(choice))


def _set_aside(capture: Capture, error: str, reason: str, remedy: str) -> Outcome:
    aside = SetAside(
        source=where(capture), error=error, reason=reason, remedy=remedy, copy=capture.copy
    )
    return Outcome(copy=capture.copy, documents=(), set_aside=aside)


def where(capture: Capture) -> str:
    """Where a copy came from, for a person: the file, with the member's name in a container."""
    return capture.source if capture.member is None else f"{capture.source} → {capture.member}"
