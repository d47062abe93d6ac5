"""Every incident in short, in arrays for filters and facets: made once for each linking.

A selection is an array of booleans, one for each incident, newest first; a facet is pairs of
(incident, value). So a list of a quarter of a million incidents is filtered, and its facets counted,
in milliseconds and without a query; only the incidents that are shown are read from the register.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from gavah.register import Register, kept, schema
from gavah.register.folding import folded
from gavah.register.standing import Standing
from gavah.register.summaries import Listed, Told
from gavah.web.asking import incidents_of_claims, rows_in
from gavah.web.open_pairs import Open, open_pairs, waiting
from gavah.web.pulse import Pulse

T = TypeVar("T")
Picked = NDArray[np.bool_]
FACETS = ("act", "country", "kind", "by", "source", "state")
SORTS = ("newest", "oldest", "largest", "sources")
_REMEMBERED = 64  # selections


class Facet:
    """What incidents have of one facet: none, one or several values each."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._at: list[int] = []
        self._code: list[int] = []

    def put(self, at: int, value: str) -> None:
        """The incident at that place has the value."""
        self._at.append(at)
        self._code.append(self._codes.setdefault(value, len(self._codes)))

    def close(self, place: NDArray[np.int32]) -> None:
        """All are put; `place` tells where each incident stands in the order of the catalogue."""
        self.values = list(self._codes)
        self.at = place[np.array(self._at, np.int32)]
        self.code = np.array(self._code, np.int32)
        self._at.clear()
        self._code.clear()

    def having(self, wanted: Callable[[str], bool], size: int) -> Picked:
        """The incidents with a value that is wanted."""
        right = np.array([wanted(value) for value in self.values], np.bool_)
        found = np.zeros(size, np.bool_)
        if right.size:
            found[self.at[right[self.code]]] = True
        return found

    def equal(self, value: str, size: int) -> Picked:
        """The incidents with that value."""
        found = np.zeros(size, np.bool_)
        code = self._codes.get(value)
        if code is not None:
            found[self.at[self.code == code]] = True
        return found

    def counted(self, picked: Picked | None) -> list[tuple[str, int]]:
        """Each value and how many of the picked have it; most first."""
        codes = self.code if picked is None else self.code[picked[self.at]]
        many = np.bincount(codes, minlength=len(self.values)).tolist()
        found = [(value, n) for value, n in zip(self.values, many, strict=True) if n]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


class Catalogue:
    """Incidents in the order newest first, undated last.

    Attributes:
        size: how many there are.
        first, last: ordinals of their days; 0 where no date is known.
        occurrence, conflict: whether it is one; whether sources are.
        roots: independent ones of the best told toll.
        spots: longitude and latitude; not a number where there is none.
        country_codes: of the country of each; empty where none is known.
        pairs: open pairs, those that would change most first.
    """

    def __init__(self, register: Register) -> None:
        table = schema.summaries
        columns = [one for one in table.columns if one.name != "record"]
        ids: list[str] = []
        self._titles: list[str] = []
        numbers: list[tuple[int, int, int, int, int]] = []
        flags: list[tuple[bool, bool]] = []
        spots: list[tuple[float, float]] = []
        facets = {name: Facet() for name in ("act", "country", "kind", "by", "source")}
        places, precise = Facet(), Facet()
        read = json.loads
        for at, row in enumerate(
            register.session.rows(sa.select(*columns).order_by(table.c.incident), 5000)
        ):
            ids.append(row.incident)
            self._titles.append(row.title)
            start = row.when_start.toordinal() if row.when_start else 0
            end = row.when_end.toordinal() if row.when_end else 0
            numbers.append((start, end, row.largest, row.documents, row.roots))
            flags.append((row.kind == "occurrence", row.conflict))
            nowhere = row.lat is None or row.lon is None
            spots.append((np.nan, np.nan) if nowhere else (row.lon, row.lat))
            facets["kind"].put(at, row.kind)
            for act in read(row.acts):
                facets["act"].put(at, act)
            if row.country:
                facets["country"].put(at, row.country)
            if row.place is not None:
                places.put(at, row.place)
            if row.precision is not None:
                precise.put(at, row.precision)
            for name in read(row.blamed):
                facets["by"].put(at, name)
            for kind in read(row.speakers):
                facets["source"].put(at, kind)
        self.size = len(ids)
        held = np.array(numbers, np.int64).reshape(-1, 5)
        order = np.lexsort((-held[:, 0], held[:, 0] == 0)).astype(np.int32)
        self._place = np.empty(self.size, np.int32)
        self._place[order] = np.arange(self.size, dtype=np.int32)
        self._sorted_ids = np.array(ids, np.bytes_)
        self._rank = order  # place to the rank of its id
        self.first, self.last, self._largest, self._documents, self.roots = held[order].T
        told = np.array(flags, np.bool_).reshape(-1, 2)[order]
        self.occurrence, self.conflict = told[:, 0], told[:, 1]
        self.spots = np.array(spots, np.float64).reshape(-1, 2)[order]
        self._titles = [self._titles[at] for at in order.tolist()]
        for facet in (*facets.values(), places, precise):
            facet.close(self._place)
        self._facets, self._places, self._precise = facets, places, precise
        self.country_codes = self._country_codes()
        self.everything = np.ones(self.size, np.bool_)
        self.pairs: tuple[Open, ...] = open_pairs(register)
        self.states = {
            "conflict": self.conflict,
            "one source": self.roots <= 1,
            "open pair": self.of_ids(id_ for pair in self.pairs for id_ in (pair.left, pair.right)),
        }
        self._orders: dict[str, NDArray[np.int32]] = {}
        self._once: dict[str, tuple[Any, Any]] = {}
        self._selections: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def once(self, name: str, make: Callable[[], T], since: Any = 0) -> T:
        """What `make` gives, made once for this linking, or once more when `since` moved."""
        held = self._once.get(name)
        if held is None or held[0] != since:
            held = (since, make())
            self._once[name] = held
        made: T = held[1]
        return made

    def remembered(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` gives, kept for whoever asks the same again; the oldest is forgotten."""
        with self._lock:
            if key in self._selections:
                self._selections.move_to_end(key)
                held: T = self._selections[key]
                return held
        made = make()
        with self._lock:
            self._selections[key] = made
            while len(self._selections) > _REMEMBERED:
                self._selections.popitem(last=False)
        return made

    def _country_codes(self) -> NDArray[np.str_]:
        held = self._facets["country"]
        found = np.full(self.size, "", dtype="<U8")
        found[held.at] = np.array([*held.values, ""])[held.code]
        return found

    # -- ids and what is shown

    def at(self, id_: str) -> int | None:
        """Where the incident of that id stands."""
        given = id_.encode("utf-8", "replace")
        rank = int(np.searchsorted(self._sorted_ids, np.bytes_(given)))
        if rank < self.size and self._sorted_ids[rank] == given:
            return int(self._place[rank])
        return None

    def ids(self, ats: Iterable[int]) -> list[str]:
        """The ids of the incidents that stand there."""
        ranks = self._rank[np.fromiter(ats, np.int64)]
        return [one.decode() for one in self._sorted_ids[ranks].tolist()]

    def of_ids(self, ids: Iterable[str]) -> Picked:
        """The incidents of these ids."""
        found = np.zeros(self.size, np.bool_)
        wanted = np.array([one.encode("utf-8", "replace") for one in ids], np.bytes_)
        if self.size and wanted.size:
            ranks = np.minimum(np.searchsorted(self._sorted_ids, wanted), self.size - 1)
            found[self._place[ranks[self._sorted_ids[ranks] == wanted]]] = True
        return found

    def listed(self, register: Register, ats: Iterable[int]) -> list[Listed]:
        """The incidents that stand there, in short."""
        ids = self.ids(ats)
        found = listed_by_id(register, ids)
        return [found[id_] for id_ in ids if id_ in found]

    def with_claims(self, register: Register, claims: Iterable[str]) -> Picked:
        """The incidents that hold any of these claims."""
        return self.of_ids(set(incidents_of_claims(register, claims).values()))

    # -- filters

    def having(self, facet: str, value: str) -> Picked:
        """The incidents that have that value of the facet."""
        return self._facets[facet].equal(value, self.size)

    def precisely(self, precision: str) -> Picked:
        """The incidents whose place is known just so closely."""
        return self._precise.equal(precision, self.size)

    def in_place(self, words: str) -> Picked:
        """The incidents whose place's name or settlement holds the words."""
        asked = folded(words)
        return self._places.having(lambda name: asked in name, self.size)

    def by(self, words: str) -> Picked:
        """The incidents for which a source names someone like that as who did it."""
        asked = folded(words)
        return self._facets["by"].having(lambda name: asked in folded(name), self.size)

    def between(self, since: date | None, until: date | None) -> Picked:
        """The incidents that may have happened on a day of the span, both ends included."""
        found: Picked = self.first > 0
        if since is not None:
            found = found & (self.last >= since.toordinal())
        if until is not None:
            found = found & (self.first <= until.toordinal())
        return found

    def titled(self, words: str) -> Picked:
        """The incidents whose title holds the words."""
        asked = folded(words)
        found: Picked = np.fromiter((asked in one for one in self._titles), np.bool_, self.size)
        return found

    def members(self, picked: Picked, sort: str = "newest") -> NDArray[np.int32]:
        """Places of those picked, in that order."""
        if sort not in self._orders:
            self._orders[sort] = self._order(sort)
        order = self._orders[sort]
        return order if picked is self.everything else order[picked[order]]

    def _order(self, sort: str) -> NDArray[np.int32]:
        places = np.arange(self.size)
        keys = {
            "newest": (places,),
            "oldest": (self._rank, self.first, self.first == 0),
            "largest": (places, -self._largest),
            "sources": (places, -self._documents),
        }
        return np.lexsort(keys[sort]).astype(np.int32)

    def counted(self, facet: str, picked: Picked) -> list[tuple[str, int]]:
        """Each value of a facet and how many of those picked have it; most first."""
        held = self._facets[facet]
        if picked is self.everything:
            return self.once(f"counted {facet}", lambda: held.counted(None))
        return held.counted(picked)

    def waiting(self, standing: Standing, since: int) -> list[tuple[Open, int | None]]:
        """Open pairs nobody decided yet (`open_pairs.waiting`), worked out when `since` moves."""
        return self.once("waiting", lambda: waiting(self.pairs, standing), since)


class Catalogues:
    """The catalogue of the present linking; made anew when the pulse says so."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: tuple[int, Catalogue] | None = None

    def of(self, register: Register, pulse: Pulse) -> Catalogue:
        """The catalogue; whoever asks first after a linking waits for it to be made."""
        with self._lock:
            if self._made is None or self._made[0] != pulse.linked:
                self._made = (pulse.linked, Catalogue(register))
            return self._made[1]


def listed_by_id(register: Register, ids: Iterable[str]) -> dict[str, Listed]:
    """Incidents in short, by id."""
    table = schema.summaries
    question = sa.select(table.c.incident, table.c.record)
    rows = rows_in(register, question, table.c.incident, ids)
    return {row.incident: kept.read(row.record, Listed) for row in rows}


__all__ = ["FACETS", "SORTS", "Catalogue", "Catalogues", "Listed", "Picked", "Told", "listed_by_id"]
