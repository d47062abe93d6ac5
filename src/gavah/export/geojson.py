"""GeoJSON (RFC 7946): incidents with a place; those without one have a null geometry.

An incident known only to a country or region has no point: a pin on its capital would say what
no source says. Such features have `"geometry": null` and their place in the properties.
"""

from pathlib import Path
from typing import Any

from gavah.export.contents import Contents
from gavah.export.files import whole_file
from gavah.model import Incident, to_json


def feature(incident: Incident) -> dict[str, Any]:
    """One incident as a GeoJSON feature; longitude before latitude, degrees, WGS 84."""
    place, when = incident.place, incident.when
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": point,
        "properties": {
            "title": incident.title,
            "kind": incident.kind,
            "acts": incident.acts,
            "start": when and when.start,
            "end": when and when.end,
            "date_precision": when and when.precision,
            "place": place and place.name,
            "country": place and place.country,
            "place_precision": place and place.precision,
            "tolls": [
                {
                    "act": toll.act,
                    "low": toll.low,
                    "high": toll.high,
                    "about": toll.about,
                    "conflict": toll.conflict,
                    "independent_sources": toll.independent_sources,
                }
                for toll in incident.tolls
            ],
            "documents": [one.document for one in incident.documents],
        },
    }


def write(contents: Contents, target: Path) -> None:
    """Write every incident as one feature collection."""
    collection = {
        "type": "FeatureCollection",
        "attribution": "places: GeoNames, CC BY 4.0",
        "features": [feature(incident) for incident in contents.incidents],
    }
    with whole_file(target) as path:
        path.write_bytes(to_json(collection))
