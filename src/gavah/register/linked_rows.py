"""A linking as rows: each incident and person, and the parts that questions are asked of."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from gavah.model import Incident, Linked, Person
from gavah.register import kept, schema
from gavah.register.folding import folded
from gavah.register.reading_rows import place_words


def incident_row(one: Incident) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "title": kept.plain(one.title),
        "when_start": one.when.start if one.when else None,
        "when_end": one.when.end if one.when else None,
        "country": one.place.country if one.place else None,
        "place": place_words(one),
        "record": kept.written(one),
    }


def person_row(one: Person, withheld: bool) -> dict[str, Any]:
    name = folded(one.names[0].text) if one.names and not withheld else ""
    return {
        "id": one.id,
        "kind": one.kind,
        "fate": one.fate,
        "minor": one.minor,
        "listed": name or schema.LAST,  # whoever is withheld stands last, in no order of names
        "record": kept.written(one),
    }


def part_rows(linked: Linked) -> Iterator[tuple[sa.Table, Iterable[dict[str, Any]]]]:
    incidents, persons = linked.incidents, linked.persons
    yield schema.incident_acts, _pairs(incidents, "act", lambda one: one.acts)
    yield schema.incident_claims, _pairs(incidents, "claim", lambda one: one.claims)
    yield (
        schema.incident_persons,
        _pairs(incidents, "person", lambda one: [person.id for person in one.persons]),
    )
    roles = {
        (one.id, kept.plain(told.document)): told.role
        for one in incidents
        for told in sorted(one.documents, key=lambda told: told.role == "main")
    }
    yield (
        schema.incident_documents,
        [{"incident": id_, "document": doc, "role": role} for (id_, doc), role in roles.items()],
    )
    yield (
        schema.tolls,
        [
            {
                "incident": one.id,
                "act": toll.act,
                "low": kept.whole(toll.low),
                "high": kept.whole(toll.high),
                "about": kept.whole(toll.about),
                "conflict": toll.conflict,
                "record": kept.written(toll),
            }
            for one in incidents
            for toll in one.tolls
        ],
    )
    yield (
        schema.person_claims,
        [{"person": one.id, "claim": id_} for one in persons for id_ in dict.fromkeys(one.claims)],
    )
    yield (
        schema.person_names,
        [
            {
                "person": one.id,
                "position": position,
                "name": kept.plain(name.text),
                "folded": folded(name.text),
            }
            for one in persons
            for position, name in enumerate(one.names)
        ],
    )
    yield schema.links, _link_rows(linked)
    yield (
        schema.roots,
        [
            {"document": kept.plain(document), "root": kept.plain(root)}
            for document, root in sorted(linked.roots.items())
        ],
    )


def _link_rows(linked: Linked) -> list[dict[str, Any]]:
    pairs = [(link, None) for link in linked.undecided]
    pairs += [(link, one.id) for one in linked.incidents for link in one.links]  # type: ignore[misc]
    rows = {
        (link.left, link.right): {
            "left_claim": link.left,
            "right_claim": link.right,
            "incident": incident,
            "probability": f"{link.probability:.6f}",  # as text: sorts alike on both engines
            "record": kept.written(link),
        }
        for link, incident in pairs
    }
    return list(rows.values())


def _pairs(incidents: Iterable[Incident], column: str, parts: Any) -> list[dict[str, Any]]:
    return [
        {"incident": one.id, column: part}
        for one in incidents
        for part in dict.fromkeys(parts(one))
    ]
