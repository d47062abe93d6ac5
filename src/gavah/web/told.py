"""What pages share about a claim's standing: its source, who judged it, and its history."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

import sqlalchemy as sa
from msgspec.structs import replace

from gavah.model import Claim, Judgement, LogEntry
from gavah.model.record import Record
from gavah.register import Register, schema
from gavah.register.standing import Standing
from gavah.web.asking import rows_in
from gavah.web.marks import Piece, sentence
from gavah.web.pages import Visit


class Source(Record, frozen=True, kw_only=True):
    """A document without its text.

    Attributes:
        name: what it is listed under: its publisher, else its title, else the file it was in.
        root: id of the document (or name of the speaker) that its figures come from.
    """

    id: str
    name: str
    title: str | None
    publisher: str | None
    published: date | None
    language: str | None
    url: str | None
    status: str
    copy: str
    root: str


class Reviewed(Record, frozen=True, kw_only=True):
    """The newest judgement on a claim: confirmed, rejected, corrected or added."""

    status: str
    by: str
    seq: int
    at: str
    reason: str


class Entry(Record, frozen=True, kw_only=True):
    """One line of a history.

    Attributes:
        what: the verb of a judgement or the event of a log entry.
        undone: the judgement that undid it.
        open: whether it can be undone.
    """

    seq: int
    at: str
    by: str
    kind: str
    what: str
    target: tuple[str, ...]
    value: Any
    reason: str
    undone: int | None
    open: bool


class Voice(Record, frozen=True, kw_only=True):
    """One claim as a page shows it: its words with marks, and whose they are.

    Attributes:
        words: its sentence in pieces.
        elsewhere: field and words for what rests on another sentence.
        enters: whether it enters a toll.
        seen: number of the newest judgement on it, for a form to carry.
    """

    claim: Claim
    words: tuple[Piece, ...]
    elsewhere: tuple[tuple[str, str], ...]
    source: Source | None
    enters: bool
    reviewed: Reviewed | None
    seen: int


_STATUS = {"confirm": "accepted", "reject": "rejected", "correct": "corrected", "add": "by hand"}


def reviews(standing: Standing) -> dict[str, Reviewed]:
    """Claim id to the newest judgement in force on it."""
    found: dict[str, Reviewed] = {}
    for one in standing.judgements:
        if one.verb not in _STATUS:
            continue
        ids = {str(kept["claim"]) for kept in one.words.get("claims", ())}
        ids.update(id_ for id_ in one.target if id_.startswith("c-"))
        for id_ in ids:
            found[id_] = Reviewed(
                status=_STATUS[one.verb], by=one.by, seq=one.seq, at=one.at, reason=one.reason
            )
    return found


def source_columns() -> sa.Select[Any]:
    """The question for current documents without their text, each with its root."""
    table, roots = schema.documents, schema.roots
    return (
        sa.select(
            table.c.id, table.c.title, table.c.publisher, table.c.published, table.c.language,
            table.c.url, table.c.status, table.c.copy, roots.c.root,
        )
        .join(roots, roots.c.document == table.c.id, isouter=True)
        .where(table.c.current)
    )  # fmt: skip


def sources_by_id(register: Register, ids: Iterable[str]) -> dict[str, Source]:
    """Current documents of these ids, each with the root of its figures."""
    rows = rows_in(register, source_columns(), schema.documents.c.id, ids)
    return {one.id: one for one in sources_of(register, rows)}


def sources_of(register: Register, rows: Iterable[Any]) -> list[Source]:
    """Documents from rows of `source_columns`, those without a name under that of their file."""
    held = list(rows)
    bare = [row.copy for row in held if not row.publisher and not row.title]
    captures = schema.captures
    question = sa.select(captures.c.copy, captures.c.source, captures.c.member).order_by(
        captures.c.source.desc(), captures.c.id
    )
    files = {
        row.copy: PurePath(row.source).name + (f" → {row.member}" if row.member else "")
        for row in rows_in(register, question, captures.c.copy, bare)
    }
    return [
        Source(
            id=row.id, name=row.publisher or row.title or files.get(row.copy) or row.id,
            title=row.title, publisher=row.publisher, published=row.published,
            language=row.language, url=row.url, status=row.status, copy=row.copy,
            root=row.root or row.id,
        )
        for row in held
    ]  # fmt: skip


def covered_source(visit: Visit, source: Source | None) -> Source | None:
    """The source, names in its title covered; an address that spells one is left out."""
    if source is None:
        return None
    covered = visit.veil.record(source, [source.id])
    spelt = re.sub(r"[^\w]+|_", " ", unquote(source.url or ""))
    return replace(covered, url=None) if visit.veil.spans(source.id, spelt) else covered


def newest_by(register: Register, ids: Iterable[str]) -> dict[str, int]:
    """Subject to the number of its newest judgement, undoings included; see `newest_about`."""
    subjects, chain = schema.subjects, schema.chain
    question = (
        sa.select(subjects.c.subject, subjects.c.seq)
        .join(chain, chain.c.seq == subjects.c.seq)
        .where(chain.c.kind == "judgement")
    )
    held: dict[str, list[int]] = {}
    for row in rows_in(register, question, subjects.c.subject, ids):
        held.setdefault(row.subject, []).append(row.seq)
    every = sorted({str(seq) for seqs in held.values() for seq in seqs})
    undoing = question.where(chain.c.what == "undo")
    undone = {int(row.subject): row.seq for row in rows_in(register, undoing, subjects.c.subject, every)}  # fmt: skip
    return {
        subject: max(max(seq, undone.get(seq, 0)) for seq in seqs) for subject, seqs in held.items()
    }


def voices(
    visit: Visit, claims: Sequence[Claim], sources: dict[str, Source], inside: frozenset[str]
) -> list[Voice]:
    """Claims as a page shows them, covered; `visit.veil` must be over their documents.

    Args:
        inside: ids of claims that enter a toll.
    """
    held = reviews(visit.register.standing())
    seen = newest_by(visit.register, [one.id for one in claims])
    made = []
    for claim in claims:
        covers = visit.veil.spans(claim.document, claim.anchors.sentence.quote)
        judged = held.get(claim.id)
        shown = visit.veil.claim(claim)
        made.append(
            Voice(
                claim=shown,
                words=tuple(sentence(claim, covers)),
                elsewhere=tuple(_elsewhere(visit, claim)),
                source=covered_source(visit, sources.get(claim.document)),
                enters=claim.id in inside,
                reviewed=judged and visit.veil.record(judged, [claim.document]),
                seen=seen.get(claim.id, 0),
            )
        )
    return made


def _elsewhere(visit: Visit, claim: Claim) -> Iterable[tuple[str, str]]:
    from gavah.export.report.marking import elsewhere

    for field, words in elsewhere(claim):
        yield field, visit.veil.text(claim.document, words)


def history(
    visit: Visit, ids: Sequence[str], documents: Iterable[str], logs: bool = True
) -> list[Entry]:
    """Judgements and log entries about these, newest first, with what was undone."""
    register = visit.register
    entries = list(register.chain.about(list(dict.fromkeys(ids)))) if ids else []
    wanted = [str(one.seq) for one in entries if isinstance(one, Judgement)]
    undone: dict[int, int] = {}
    for one in register.chain.about(wanted) if wanted else ():
        if isinstance(one, Judgement) and one.verb == "undo":
            undone[int(one.target[0])] = one.seq
            entries.append(one)
    entries.sort(key=lambda one: -one.seq)
    documents = list(documents)
    return [
        visit.veil.record(_entry(one, undone), documents)
        for one in entries
        if logs or isinstance(one, Judgement)
    ]


def _entry(one: Judgement | LogEntry, undone: dict[int, int]) -> Entry:
    if isinstance(one, LogEntry):
        reason = str(one.detail.get("because", ""))
        return Entry(seq=one.seq, at=one.at, by=one.by, kind="log", what=one.event,
                     target=one.subject, value=None, reason=reason, undone=None, open=False)  # fmt: skip
    gone = undone.get(one.seq)
    return Entry(seq=one.seq, at=one.at, by=one.by, kind="judgement", what=one.verb,
                 target=one.target, value=one.value if one.verb != "add" else None,
                 reason=one.reason, undone=gone,
                 open=gone is None and one.verb != "undo")  # fmt: skip
