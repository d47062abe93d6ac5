"""FollowTheMoney entities (JSON lines), as Aleph and OpenSanctions read them; losses stated.

FollowTheMoney has no victim, count, hedge, polarity or status, and its mentions have no offsets.
What it cannot hold goes into `notes` and `summary` in words; `LOSSES` says so beside the file.
Written by ourselves: the `followthemoney` package needs PyICU, which has no wheels.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from gavah.export.contents import Contents
from gavah.export.files import whole_folder
from gavah.model import Incident, to_json

LOSSES = """What this export loses

FollowTheMoney (schemata Event, Person, Article, UnknownLink) has no place for the following; it
stands in words in `notes` and `summary`, and in full in gavah's own JSON lines:

- counts with bounds and hedges ("at least 12,000"): in words in the event's notes
- who says so, claim by claim: the articles are proofs of the event, not of each figure
- denied, alleged, feared and planned claims: left out
- anchors: a proof names the article, not the words in it
- conflicts between sources: in words in the event's notes
- statuses of persons over time: only the fate, in words, as the role of the link
- the precision of places: no coordinates are given, only the words
"""


def entities(contents: Contents) -> Iterator[dict[str, Any]]:
    """Articles, then events with their persons and links."""
    for source in contents.sources:
        yield _entity(
            _id("article", source.id),
            "Article",
            title=source.title or source.id,
            publisher=source.publisher,
            publishedAt=source.published and source.published.isoformat(),
            sourceUrl=source.url,
            contentHash=source.copy.removeprefix("sha256:"),
            language=source.language,
        )
    for person in contents.persons:
        names = [name.text for name in person.names]
        yield _entity(_id("person", person.id), "Person", name=names[:1], alias=names[1:])
    for incident in contents.incidents:
        yield from _event(incident)


def _event(incident: Incident) -> Iterator[dict[str, Any]]:
    when, place = incident.when, incident.place
    event = _id("event", incident.id)
    notes = [
        f"{toll.act}: from {toll.low} to {'no upper bound' if toll.high is None else toll.high}"
        f"{', sources in conflict' if toll.conflict else ''}"
        f" ({toll.independent_sources} independent sources)"
        for toll in incident.tolls
    ]
    yield _entity(
        event,
        "Event",
        name=incident.title,
        startDate=when and when.start.isoformat(),
        endDate=when and when.end.isoformat(),
        location=place and place.name,
        country=place and place.country and place.country.lower(),
        notes=notes,
        summary="a period: its figures are not to be added" if incident.kind == "period" else None,
        proof=[_id("article", one.document) for one in incident.documents],
    )
    for person in incident.persons:
        subject = _id("person", person.id)
        yield _entity(
            _id("link", f"{incident.id} {person.id}"),
            "UnknownLink",
            subject=subject,
            object=event,
            role=f"{person.fate}, as sources report" if person.fate else "named in reports",
        )


def _id(kind: str, id_: str) -> str:
    return f"gavah-{kind}-{sha256(id_.encode()).hexdigest()[:32]}"


def _entity(id_: str, schema: str, **properties: Any) -> dict[str, Any]:
    held = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in properties.items()
        if value
    }
    return {"id": id_, "schema": schema, "properties": held}


def write(contents: Contents, target: Path) -> None:
    """Write entities.ftm.json (JSON lines) and LOSSES.txt into the folder `target`."""
    with whole_folder(target) as folder:
        with (folder / "entities.ftm.json").open("wb") as out:
            out.writelines(to_json(entity) + b"\n" for entity in entities(contents))
        (folder / "LOSSES.txt").write_text(LOSSES, encoding="utf-8")
