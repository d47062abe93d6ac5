"""Search in every script, with the words found marked where they stand."""

from gavah.model.record import Record
from gavah.register.searching import KINDS, Hit
from gavah.web.asking import claims_by_id
from gavah.web.catalogue import listed_by_id
from gavah.web.marks import FOUND, Mark, Piece, cut
from gavah.web.pages import Asked, Visit, page
from gavah.web.plain import about_claim
from gavah.web.told import sources_by_id
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
    name: str
    document: str | None
    words: tuple[Piece, ...]


class SearchPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        documents: id to what it is listed under.
        covered: hits left out because what was sought is a name that is withheld.
    """

    found: tuple[Found, ...]
    documents: dict[str, str]
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
    names = _names(visit, hits)
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
        name = names.get(hit.id, hit.id)
        found.append(
            Found(kind=hit.kind, id=hit.id, name=name, document=hit.document, words=tuple(words))
        )
    told = {one.document for one in found if one.document}
    return SearchPage(
        found=tuple(found),
        documents={id_: names.get(id_, id_) for id_ in sorted(told)},
        covered=covered,
        full=len(hits) >= LIMIT,
        kinds=KINDS,
    )


def _names(visit: Visit, hits: list[Hit]) -> dict[str, str]:
    """What each is listed under, and each document that one is from; covered."""
    register, veil = visit.register, visit.veil
    documents = [one.document for one in hits if one.document]
    names = {
        id_: veil.text(id_, one.title or one.name)
        for id_, one in sources_by_id(register, documents).items()
    }
    claims = claims_by_id(register, [one.id for one in hits if one.kind == "claim"])
    names |= {id_: about_claim(veil.claim(one)) for id_, one in claims.items()}
    listed = listed_by_id(register, [one.id for one in hits if one.kind == "incident"])
    names |= {id_: veil.listed(one).title for id_, one in listed.items()}
    for one in hits:
        if one.kind == "person":
            names[one.id] = veil.text(None, one.snippet.split("\n")[0])
    return names
