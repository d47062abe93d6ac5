"""Cuts a claim's sentence at its anchors, so that each field's words can be marked."""

from itertools import pairwise
from typing import NamedTuple

from gavah.model import Anchor, Claim

FIELDS = ("act", "count", "victims", "perpetrators", "place", "when", "speakers")


class Piece(NamedTuple):
    """Words that belong to the same fields; none for plain words."""

    words: str
    fields: tuple[str, ...]


def anchors_of(claim: Claim, field: str) -> tuple[Anchor, ...]:
    """The anchors of one field, as a tuple whether the field has one, several or none."""
    held = getattr(claim.anchors, field)
    if held is None:
        return ()
    return held if isinstance(held, tuple) else (held,)


def pieces(claim: Claim) -> list[Piece]:
    """The claim's sentence, cut so that each piece belongs to the same fields throughout."""
    sentence = claim.anchors.sentence
    marks = [
        (max(anchor.start, sentence.start), min(anchor.end, sentence.end), field)
        for field in FIELDS
        for anchor in anchors_of(claim, field)
        if anchor.overlaps(sentence)
    ]
    # a masked quote no longer has the length of its span; then nothing inside it can be marked
    if len(sentence.quote) != sentence.end - sentence.start:
        return [Piece(sentence.quote, ())]
    cuts = sorted({sentence.start, sentence.end, *(at for mark in marks for at in mark[:2])})
    found = []
    for start, end in pairwise(cuts):
        words = sentence.quote[start - sentence.start : end - sentence.start]
        found.append(Piece(words, tuple(f for s, e, f in marks if s <= start and end <= e)))
    return found


def elsewhere(claim: Claim) -> list[tuple[str, str]]:
    """Field and words for anchors that stand outside the sentence."""
    sentence = claim.anchors.sentence
    return [
        (field, anchor.quote)
        for field in FIELDS
        for anchor in anchors_of(claim, field)
        if not anchor.overlaps(sentence)
    ]
