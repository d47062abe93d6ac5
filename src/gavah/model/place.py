"""Where something happened: the words, and as much of a resolution as the words carry."""

from typing import Literal

from gavah.model.record import Record
from gavah.model.when import Basis

PlacePrecision = Literal["exact", "settlement", "district", "province", "country", "region"]


class Place(Record, frozen=True, kw_only=True):
    """A place as written.

    Attributes:
        name: the words of the source.
        settlement: the town or village it lies in, in the gazetteer's spelling.
        country: ISO 3166-1 alpha-2.
        precision: docs/terms.md, "Place"; no pin on a capital for a country.
        geonames: GeoNames id, where resolved.
        lat, lon: degrees, WGS 84; None where the precision is country or region.
    """

    name: str
    settlement: str | None = None
    country: str | None = None
    precision: PlacePrecision
    basis: Basis = "stated"
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
