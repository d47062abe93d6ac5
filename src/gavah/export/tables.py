"""The register as flat tables: which sheets there are, and what each column holds.

CSV, XLSX and Parquet write these. A count is three columns and its hedge, never one number;
a cell is None where the source does not say.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from gavah.export.contents import Contents
from gavah.model import Claim, Incident, Toll

Cell = str | int | float | bool | None


class Sheet(NamedTuple):
    """A table: its name, its headings, and its rows in a fixed order."""

    name: str
    headings: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]


def sheets(contents: Contents) -> Iterator[Sheet]:
    """Incidents, tolls, claims, persons, documents and what was set aside."""
    pairs = ((incident, toll) for incident in contents.incidents for toll in incident.tolls)
    yield _sheet("incidents", _INCIDENT, contents.incidents)
    yield _sheet("tolls", _TOLL, pairs)
    yield _sheet("claims", _CLAIM, contents.claims)
    yield _sheet("persons", _PERSON, contents.persons)
    yield _sheet("documents", _SOURCE, contents.sources)
    yield _sheet("set_aside", _ASIDE, contents.set_asides)


def claim_rows(claims: Iterable[Claim]) -> Sheet:
    """Claims as they were read, and no others."""
    return _sheet("claims", _CLAIM, claims)


Columns = dict[str, Callable[[Any], Cell]]


def _sheet(name: str, columns: Columns, records: Iterable[Any]) -> Sheet:
    rows = (tuple(show(record) for show in columns.values()) for record in records)
    return Sheet(name, tuple(columns), rows)


def _joined(words: Iterable[str | None]) -> str | None:
    return "; ".join(word for word in words if word) or None


def _span(record: Claim | Incident) -> tuple[str | None, str | None]:
    when = record.when
    return (None, None) if when is None else (when.start.isoformat(), when.end.isoformat())


def _quote(claim: Claim, field: str) -> str | None:
    anchors = getattr(claim.anchors, field)
    if isinstance(anchors, tuple):
        return _joined(anchor.quote for anchor in anchors)
    return None if anchors is None else str(anchors.quote)


_INCIDENT: Columns = {
    "incident": lambda i: i.id,
    "kind": lambda i: i.kind,
    "title": lambda i: i.title,
    "acts": lambda i: _joined(i.acts),
    "start": lambda i: _span(i)[0],
    "end": lambda i: _span(i)[1],
    "date_precision": lambda i: i.when and i.when.precision,
    "place": lambda i: i.place and i.place.name,
    "settlement": lambda i: i.place and i.place.settlement,
    "country": lambda i: i.place and i.place.country,
    "place_precision": lambda i: i.place and i.place.precision,
    "latitude": lambda i: i.place and i.place.lat,
    "longitude": lambda i: i.place and i.place.lon,
    "documents": lambda i: len({one.document for one in i.documents}),
    "conflict": lambda i: any(toll.conflict for toll in i.tolls),
    "persons": lambda i: _joined(name for person in i.persons for name in person.names[:1]),
}


def _of_toll(show: Callable[[Toll], Cell]) -> Callable[[tuple[Incident, Toll]], Cell]:
    return lambda pair: show(pair[1])


_TOLL: Columns = {
    "incident": lambda pair: pair[0].id,
    "kind": lambda pair: pair[0].kind,
    "act": _of_toll(lambda t: t.act),
    "low": _of_toll(lambda t: t.low),
    "high": _of_toll(lambda t: t.high),
    "about": _of_toll(lambda t: t.about),
    "conflict": _of_toll(lambda t: t.conflict),
    "sources": _of_toll(lambda t: t.sources),
    "independent_sources": _of_toll(lambda t: t.independent_sources),
    "populations": _of_toll(lambda t: _joined(part.population for part in t.parts)),
    "rule": _of_toll(lambda t: t.rule),
}

_CLAIM: Columns = {
    "claim": lambda c: c.id,
    "document": lambda c: c.document,
    "published": lambda c: c.published and c.published.isoformat(),
    "type": lambda c: c.type,
    "act": lambda c: c.act,
    "polarity": lambda c: c.polarity,
    "modality": lambda c: c.modality,
    "scope": lambda c: c.scope,
    "low": lambda c: c.count and c.count.low,
    "high": lambda c: c.count and c.count.high,
    "about": lambda c: c.count and c.count.about,
    "hedge": lambda c: c.count and c.count.hedge,
    "count_words": lambda c: _quote(c, "count"),
    "victims": lambda c: c.victims and c.victims.description,
    "names": lambda c: _joined(c.victims.names) if c.victims else None,
    "perpetrators_as_said": lambda c: _joined(one.name for one in c.perpetrators),
    "place": lambda c: c.place and c.place.name,
    "country": lambda c: c.place and c.place.country,
    "place_basis": lambda c: c.place and c.place.basis,
    "start": lambda c: _span(c)[0],
    "end": lambda c: _span(c)[1],
    "date_precision": lambda c: c.when and c.when.precision,
    "date_basis": lambda c: c.when and c.when.basis,
    "according_to": lambda c: _joined(link.name for link in c.speakers),
    "publisher": lambda c: c.publisher and c.publisher.name,
    "doubts": lambda c: _joined(doubt.code for doubt in c.doubts),
    "words": lambda c: c.anchors.sentence.quote,
    "from_character": lambda c: c.anchors.sentence.start,
    "to_character": lambda c: c.anchors.sentence.end,
    "plover": lambda c: c.codes.get("plover"),
    "acled": lambda c: c.codes.get("acled"),
    "huridocs": lambda c: c.codes.get("huridocs"),
    "copy": lambda c: c.copy,
}

_PERSON: Columns = {
    "person": lambda p: p.id,
    "name": lambda p: p.names[0].text if p.names else None,
    "other_names": lambda p: _joined(name.text for name in p.names[1:]),
    "kind": lambda p: p.kind,
    "fate": lambda p: p.fate,
    "claims": lambda p: len(p.claims),
}

_SOURCE: Columns = {
    "document": lambda s: s.id,
    "title": lambda s: s.title,
    "publisher": lambda s: s.publisher,
    "published": lambda s: s.published and s.published.isoformat(),
    "url": lambda s: s.url,
    "language": lambda s: s.language,
    "status": lambda s: s.status,
    "root": lambda s: s.root,
    "claims": lambda s: s.claims,
    "copy": lambda s: s.copy,
}

_ASIDE: Columns = {
    "source": lambda s: s.source,
    "offset": lambda s: s.offset,
    "error": lambda s: s.error,
    "reason": lambda s: s.reason,
    "remedy": lambda s: s.remedy,
}
