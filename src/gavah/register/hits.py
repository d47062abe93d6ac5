"""What a search found, with the words around it: each entry's own text is looked through again."""

from collections.abc import Iterator, Sequence

import msgspec

from gavah.register.claims import Claims
from gavah.register.linkage import Linkage
from gavah.register.readings import Readings
from gavah.register.searching import Hit, Index, Query, asked, claim_text, person_text, snippet


class Hits:
    """Searches the index and cuts the snippets."""

    def __init__(self, index: Index, readings: Readings, as_read: Claims, linkage: Linkage) -> None:
        self._index = index
        self._readings = readings
        self._as_read = as_read
        self._linkage = linkage

    def search(self, query: str, kinds: Sequence[str] | None, limit: int) -> Iterator[Hit]:
        """What holds the words, best first."""
        wanted = asked(query)
        for kind, id_, document in self._index.search(query, kinds, limit):
            yield self._hit(kind, id_, document, wanted)

    def _hit(self, kind: str, id_: str, document: str | None, wanted: Query) -> Hit:
        hit = Hit(
            kind=kind, id=id_, document=document, snippet="", start=None, end=None, marks=()
        )  # fmt: skip
        for text, at in self._searched(kind, id_):
            start, end, marks = snippet(text, wanted)
            hit = msgspec.structs.replace(
                hit, snippet=text[start:end], marks=marks,
                start=None if at is None else at + start, end=None if at is None else at + end,
            )  # fmt: skip
            if marks:
                break
        return hit

    def _searched(self, kind: str, id_: str) -> Iterator[tuple[str, int | None]]:
        """The texts that a search looked in, in order, and where in the document they are."""
        if kind == "document" and (document := self._readings.document(id_)) is not None:
            yield document.text, 0
            yield f"{document.title or ''}\n{document.text}", None
        elif kind == "claim" and (claim := self._as_read.claim(id_)) is not None:
            sentence = claim.anchors.sentence
            yield sentence.quote, sentence.start if sentence.where == "text" else None
            yield claim_text(claim), None
        elif kind == "incident" and (incident := self._linkage.incident(id_)) is not None:
            yield incident.title, None
        elif kind == "person" and (person := self._linkage.person(id_)) is not None:
            yield person_text(person), None
        else:
            yield "", None
