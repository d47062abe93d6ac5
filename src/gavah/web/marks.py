"""Cuts a text at the anchors of claims and at covered names, so that each piece can be marked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gavah.export.report.marking import FIELDS, anchors_of
from gavah.model import Claim
from gavah.model.record import Record
from gavah.web.veil import COVERED

FOUND = "found"  # the field of words that a search found


class Mark(Record, frozen=True, kw_only=True):
    """A span of a text that a field of a claim rests on; `start` and `end` count in that text."""

    start: int
    end: int
    field: str
    claim: str


class Piece(Record, frozen=True, kw_only=True):
    """Words that belong to the same fields of the same claims; none for plain words.

    Attributes:
        start: where they begin in the text that marks count in, in code points.
    """

    words: str
    start: int
    fields: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    covered: bool = False


def marks_of(claim: Claim, where: str = "text") -> Iterator[Mark]:
    """Every anchor of the claim in its document's text (or title), by field."""
    for field in FIELDS:
        for anchor in anchors_of(claim, field):
            if anchor.where == where:
                yield Mark(start=anchor.start, end=anchor.end, field=field, claim=claim.id)


def cut(
    text: str, marks: Iterable[Mark], covers: Sequence[tuple[int, int]] = (), base: int = 0
) -> list[Piece]:
    """The text in pieces, in order; a covered span is one piece, whatever is marked inside it.

    Args:
        base: where the text begins in the text that marks count in; covers count in `text`.
    """
    size = len(text)
    spans = [
        (max(0, one.start - base), min(size, one.end - base), one)
        for one in marks
        if one.start - base < size and one.end - base > 0
    ]
    cuts = {0, size}
    for start, end, _ in spans:
        cuts.update((start, end))
    for start, end in covers:
        cuts.difference_update(range(start + 1, end))
        cuts.update((start, end))
    comes: dict[int, list[Mark]] = {}
    goes: dict[int, list[Mark]] = {}
    for start, end, mark in spans:
        comes.setdefault(start, []).append(mark)
        goes.setdefault(end, []).append(mark)
    hidden = set(covers)
    events = sorted({*comes, *goes, *cuts})
    active: list[Mark] = []
    pieces: list[Piece] = []
    inside: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for at in events:
        for mark in goes.get(at, ()):
            active.remove(mark)
        active.extend(comes.get(at, ()))
        held = {one.field for one in active}
        inside[at] = (
            tuple(field for field in (*FIELDS, FOUND) if field in held),
            tuple(dict.fromkeys(one.claim for one in active)),
        )
    for start, end in pairwise(sorted(cuts)):
        fields, claims = inside[start]
        veiled = (start, end) in hidden
        words = COVERED if veiled else text[start:end]
        pieces.append(
            Piece(words=words, start=base + start, fields=fields, claims=claims, covered=veiled)
        )
    return pieces


def sentence(claim: Claim, covers: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """The claim's sentence in pieces; covers count in the sentence."""
    said = claim.anchors.sentence
    return cut(said.quote, marks_of(claim, said.where), covers, base=said.start)
