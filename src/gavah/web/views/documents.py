"""One document: its text with every claim's anchors marked by field, and where it came from."""

from datetime import date

import msgspec

from gavah.errors import UnknownId
from gavah.model import NotText
from gavah.model.record import Record
from gavah.web.asking import claims_of_documents, incidents_of_claims, newest_about
from gavah.web.marks import Piece, cut, marks_of
from gavah.web.pages import Asked, Visit, page
from gavah.web.told import Entry, Source, Voice, covered_source, history, sources_by_id, voices
from gavah.web.views.claims import ACTS

LONGEST = 400_000  # characters of a text on one page


class DocumentAsked(Asked, frozen=True, kw_only=True):
    """Which document, and which claim to point out in it."""

    id: str
    claim: str = ""


class Block(Record, frozen=True, kw_only=True):
    """A line of the text in pieces; `aside` says why it is not article.

    Attributes:
        start: where it begins in the text, in code points.
    """

    start: int
    pieces: tuple[Piece, ...]
    aside: str | None


class DocumentPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        source: what it is, and the root of its figures.
        captures: where the copy was taken from, and when.
        cut_off: characters that are too many for one page.
        guarded: whether the copy as published holds names that stand covered here.
        seen: number of the newest judgement on it, for a form to carry.
    """

    source: Source
    title: tuple[Piece, ...]
    byline: str | None
    day: date | None
    basis: str | None
    doubts: tuple[str, ...]
    blocks: tuple[Block, ...]
    cut_off: int
    voices: tuple[Voice, ...]
    incidents: dict[str, str]
    captures: tuple[tuple[str, str], ...]
    guarded: bool
    history: tuple[Entry, ...]
    seen: int
    acts: dict[str, tuple[str, ...]]
    pointed: str


@page("/documents/{id}", "document.html.jinja")
def document(visit: Visit, asked: DocumentAsked) -> DocumentPage:
    """One document with its claims marked in the text."""
    register = visit.register
    found = register.document(asked.id)
    if found is None:
        raise UnknownId(f"No document has the id {asked.id}. See the sources.")
    if visit.web.sessions.reveals(visit.session, found.id):
        visit.veil.lift()
    visit.veil.over([found.id])
    said = claims_of_documents(register, [found.id])
    source = sources_by_id(register, [found.id])[found.id]
    text = found.text[:LONGEST]
    covers = visit.veil.spans(found.id, text)
    marks = [mark for claim in said for mark in marks_of(claim)]
    heading = found.title or ""
    title_marks = [mark for claim in said for mark in marks_of(claim, "title")]
    of = incidents_of_claims(register, [one.id for one in said])
    captures = [one for one in register.captures(found.copy) if one.failure is None]
    return DocumentPage(
        source=covered_source(visit, source) or source,
        title=tuple(cut(heading, title_marks, visit.veil.spans(found.id, heading))),
        byline=None if found.byline is None else visit.veil.text(found.id, found.byline),
        day=found.published.date if found.published else None,
        basis=found.published.basis if found.published else None,
        doubts=found.doubts,
        blocks=tuple(_blocks(cut(text, marks, covers), found.not_text)),
        cut_off=len(found.text) - len(text),
        voices=tuple(voices(visit, said, {found.id: source}, frozenset(of))),
        incidents=of,
        captures=tuple(
            (visit.veil.text(found.id, f"{one.source}{f' → {one.member}' if one.member else ''}"),
             one.at or "")
            for one in captures
        ),
        guarded=bool(covers) or bool(visit.veil.names(found.id)),
        history=tuple(history(visit, [found.id, found.copy], [found.id])),
        seen=newest_about(register, [found.id]),
        acts=ACTS,
        pointed=asked.claim,
    )  # fmt: skip


def _blocks(pieces: list[Piece], not_text: tuple[NotText, ...]) -> list[Block]:
    """Pieces in lines of the text; a covered piece stands for the words it covers."""
    blocks: list[Block] = []
    held: list[Piece] = []

    def end() -> None:
        if any(piece.words.strip() for piece in held):
            start = held[0].start
            aside = next((one.reason for one in not_text if one.start <= start < one.end), None)
            blocks.append(Block(start=start, pieces=tuple(held), aside=aside))
        held.clear()

    for piece in pieces:
        if piece.covered:
            held.append(piece)
            continue
        at = piece.start
        for line in piece.words.splitlines(keepends=True):
            bare = line.rstrip("\r\n")
            if bare:
                held.append(msgspec.structs.replace(piece, words=bare, start=at))
            at += len(line)
            if bare != line:
                end()
    end()
    return blocks
