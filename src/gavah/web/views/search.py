"""Search in every script, with the words found marked where they stand."""

from gavah.model.record import Record
from gavah.register.searching import KINDS
from gavah.web.marks import FOUND, Mark, Piece, cut
from gavah.web.pages import Asked, Visit, page
from gavah.web.veil import withheld_persons

LIMIT = 50


class SearchAsked(Asked, frozen=True, kw_only=True):
    """Words that must all stand; "two words" together; begin*; -without."""

    q: str = ""
    kind: str = ""


class Found(Record, frozen=True, kw_only=True):
    """Something found, with the words around; `fields` of a marked piece is ("found",)."""

    kind: str
    id: str
    document: str | None
    words: tuple[Piece, ...]


class SearchPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        covered: hits left out because what was sought is a name that is withheld.
    """

    found: tuple[Found, ...]
    covered: int
    full: bool
    kinds: tuple[str, ...]


@page("/search", "search.html.jinja")
def search(visit: Visit, asked: SearchAsked) -> SearchPage:
    """What holds the words, best first."""
    kinds = [asked.kind] if asked.kind in KINDS else None
    hits = list(visit.register.search(asked.q, kinds, LIMIT)) if asked.q else []
    visit.veil.over([one.document for one in hits if one.document])
    persons = [one.id for one in hits if one.kind == "person"]
    hidden = withheld_persons(visit.register, persons)
    found = []
    covered = 0
    for hit in hits:
        covers = (
            visit.veil.spans(hit.document, hit.snippet)
            if hit.document
            else visit.veil.anywhere(hit.snippet)
        )
        open_ = [
            (start, end)
            for start, end in hit.marks
            if not any(s < end and start < e for s, e in covers)
        ]
        if hit.id in hidden or (hit.marks and not open_):
            covered += 1
            continue
        marks = [Mark(start=s, end=e, field=FOUND, claim="") for s, e in open_]
        words = cut(hit.snippet, marks, covers)
        found.append(Found(kind=hit.kind, id=hit.id, document=hit.document, words=tuple(words)))
    return SearchPage(found=tuple(found), covered=covered, full=len(hits) >= LIMIT, kinds=KINDS)
