"""What a search found, with the words around it: each entry's own text is looked through again."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from gavah.model import Claim, Document, Incident, Person
from gavah.register.claims import Claims
from gavah.register.linkage import Linkage
from gavah.register.readings import Readings
from gavah.register.searching import Hit, Index, Query, asked, claim_fields, person_text, snippet

_AT_ONCE = 100


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
        found = iter(self._index.search(query, kinds, limit))
        while some := list(islice(found, _AT_ONCE)):
            held = {kind: self._held(kind, some) for kind in {kind for kind, _, _ in some}}
            for kind, id_, document in some:
                yield _hit(kind, id_, document, held[kind].get(id_), wanted)

    def _held(self, kind: str, found: list[tuple[str, str, str | None]]) -> dict[str, Any]:
        ids = [id_ for one, id_, _ in found if one == kind]
        if kind == "document":
            return self._readings.some(ids)
        if kind == "claim":
            return self._as_read.some(ids)
        return (
            self._linkage.some_incidents(ids)
            if kind == "incident"
            else self._linkage.some_persons(ids)
        )


def _hit(kind: str, id_: str, document: str | None, entry: Any, wanted: Query) -> Hit:
    hit = Hit(kind=kind, id=id_, document=document, snippet="", start=None, end=None, marks=())
    for text, at in () if entry is None else _searched(entry):
        start, end, marks = snippet(text, wanted)
        hit = msgspec.structs.replace(
            hit, snippet=text[start:end], marks=marks,
            start=None if at is None else at + start, end=None if at is None else at + end,
        )  # fmt: skip
        if marks:
            break
    return hit


def _searched(entry: Any) -> Iterator[tuple[str, int | None]]:
    """The texts that a search looked in, in order, and where in the document they are."""
    if isinstance(entry, Document):
        yield entry.text, 0
        yield f"{entry.title or ''}\n{entry.text}", None
    elif isinstance(entry, Claim):
        sentence = entry.anchors.sentence
        yield sentence.quote, sentence.start if sentence.where == "text" else None
        # told in another sentence: shown apart from the words of this one
        yield " · ".join(dict.fromkeys((sentence.quote, *claim_fields(entry)))), None
    elif isinstance(entry, Incident):
        yield entry.title, None
    elif isinstance(entry, Person):
        yield person_text(entry), None
