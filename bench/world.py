"""A made-up world: incidents that are known, and what outlets told of them.

Everything is drawn from a seed, so the same call gives the same world on any machine. Incidents
have a day, a town of the gazetteer, dead and injured with names, and words of their own (a street,
a group). Reports come in over days: tolls rise, outlets copy an agency or cite one another, names
are spelt in several ways, days and places are left out, and old incidents are retold. Each report
knows which incident each of its passages tells of, and whose words it carries. `bench.tellings`
writes reports down as text, as claims, and as JSON lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from gavah.claims.gazetteer import Entry, every

FIRST = date(2012, 1, 1)
COUNTRIES = (
    "IR",
    "IQ",
    "SY",
    "TR",
    "AF",
    "PK",
    "IN",
    "MM",
    "SD",
    "NG",
    "KE",
    "ET",
    "CO",
    "MX",
    "BR",
    "UA",
)
GIVEN = (
    ("Mohammad", "Mohammed", "Muhammad", "Mohamad"), ("Hossein", "Hussein", "Husayn"), ("Maryam", "Mariam"),
    ("Yusuf", "Youssef", "Yousef"), ("Khalid", "Khaled"), ("Fatemeh", "Fatima", "Fatimah"), ("Mehdi", "Mahdi"),
    ("Samira", "Sameera"), ("Nasrin", "Nasreen"), ("Javad", "Jawad"), ("Qasem", "Ghasem", "Kassem"),
    ("Aung", "Aung"), ("Thiri", "Thiri"), ("Daw", "Dau"), ("Tariq", "Tarek", "Tareq"), ("Zeynab", "Zainab", "Zeinab"),
    ("Said", "Saeed", "Sayeed"), ("Leyla", "Leila", "Layla"), ("Omid", "Omeed"), ("Parisa", "Pareesa"),
    ("Ngozi", "Ngozi"), ("Chidi", "Chidi"), ("Amina", "Aminah"), ("Tesfaye", "Tesfay"), ("Luis", "Luiz"),
    ("Marta", "Martha"), ("Oleh", "Oleg"), ("Iryna", "Irina"), ("Ravi", "Ravee"), ("Sunita", "Suneeta"),
)  # fmt: skip
WEAPONS = (
    "gunfire",
    "a car bomb",
    "shelling",
    "a drone strike",
    "tear gas and live rounds",
    "a roadside bomb",
)
OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("Harbour", "Delta", "Nile", "Summit", "Orchard", "Lantern", "Quarry", "Meridian", "Tamarind", "Plateau")
    for kind in ("Courier", "Monitor", "Gazette", "Tribune", "Observer")
)  # fmt: skip
AGENCIES = ("Northern Wire", "Gulf Press Service", "Andes News Agency")
_SYLLABLES = [
    c + v for c in "bdfghjklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "or", "el")
]


@dataclass(frozen=True, slots=True)
class Casualty:
    """Somebody harmed: every spelling of the name, the truest first."""

    spellings: tuple[str, ...]
    age: int


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident as it was.

    Attributes:
        number: what the truth calls it.
        dead, injured: the final toll.
        named: those of the dead whose names became known.
        words: words that only this incident's reports share: a street, a group, a commander.
    """

    number: int
    day: date
    town: Entry
    dead: int
    injured: int
    weapon: str
    named: tuple[Casualty, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What one report tells of one incident; None where it does not tell.

    Attributes:
        background: retold deep in the text, as something that happened before.
        hedge: the words before the figure ("", "at least", "more than").
    """

    happening: Happening
    dead: int
    injured: int | None
    hedge: str
    names: tuple[str, ...]
    day: date | None
    town: Entry | None
    background: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was printed.

    Attributes:
        copies: the report whose text this one carries, word for word; None for its own words.
        cites: the outlet that the figure is told after; None where it is the report's own.
        turn: draws the same wording each time the report is written down.
    """

    id: str
    outlet: str
    published: date
    passages: tuple[Passage, ...]
    copies: str | None = None
    cites: str | None = None
    turn: int = 0
    extra: tuple[str, ...] = field(default=())

    @property
    def main(self) -> Happening:
        """What the report is chiefly about."""
        return self.passages[0].happening


@cache
def towns() -> tuple[Entry, ...]:
    """Settlements of the countries of the world, by country and name; one for each name."""
    found = {
        (one.country, one.name): one
        for one in every()
        if one.kind == "settlement" and one.country in COUNTRIES and one.lat is not None
        and one.population >= 15_000 and one.name.isascii()
    }  # fmt: skip
    named: dict[str, Entry] = {}
    for _, one in sorted(found.items()):
        named.setdefault(one.name, one)
    return tuple(named.values())


def word(chance: Random, most: int = 3) -> str:
    """A made-up word with a capital."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, most))).capitalize()


def happenings(seed: int, years: int = 8) -> Iterator[Happening]:
    """Incidents without end. Towns and surnames are drawn unevenly, as they are in life."""
    chance = Random(seed)  # noqa: S311
    places = list(towns())
    chance.shuffle(places)
    surnames = [word(chance, 4) for _ in range(20_000)]
    number = 0
    while True:
        dead = min(60, 1 + int(chance.paretovariate(1.3)) - 1) or 1
        named = tuple(
            _casualty(chance, surnames) for _ in range(min(dead, chance.choice((0, 0, 1, 1, 2, 3))))
        )
        yield Happening(
            number=number,
            day=FIRST + timedelta(chance.randrange(365 * years)),
            town=places[int(len(places) * chance.random() ** 2)],
            dead=dead,
            injured=chance.choice((0, 0, 1, 2, 3, 5, 8, 13, 30)),
            weapon=chance.choice(WEAPONS),
            named=named,
            words=tuple(word(chance, 4) for _ in range(8)),
        )
        number += 1


def _casualty(chance: Random, surnames: Sequence[str]) -> Casualty:
    surname = surnames[int(len(surnames) * chance.random() ** 3)]
    return Casualty(
        tuple(f"{given} {surname}" for given in chance.choice(GIVEN)), chance.randint(6, 80)
    )


def reports(count: int, seed: int = 1, years: int = 8) -> Iterator[Report]:
    """That many reports, incident by incident; two to five on average a few days apart."""
    chance = Random(seed + 1_000_003)  # noqa: S311
    past: list[Happening] = []
    told = 0
    for happening in happenings(seed, years):
        earlier: list[Report] = []
        for turn in range(1 + min(11, int(chance.expovariate(0.6)))):
            if told == count:
                return
            report = _report(chance, happening, earlier, past, f"r{seed}-{told}", turn)
            earlier.append(report)
            told += 1
            yield report
        past.append(happening)
        if len(past) > 500:
            past.pop(chance.randrange(len(past)))


def _report(
    chance: Random,
    happening: Happening,
    earlier: Sequence[Report],
    past: Sequence[Happening],
    id_: str,
    turn: int,
) -> Report:
    first = earlier[-1].published if earlier else happening.day
    published = first + timedelta(chance.choice((0, 0, 0, 1, 1, 2, 4)))
    outlet = chance.choice(AGENCIES if not earlier and chance.random() < 0.3 else OUTLETS)
    wire = next((one for one in earlier if one.outlet in AGENCIES), None)
    if wire is not None and chance.random() < 0.6:
        late = max(published, wire.published)
        return Report(
            id_, outlet, late, wire.passages, copies=wire.id, turn=wire.turn, extra=wire.extra
        )
    cited = None
    if earlier and chance.random() < 0.15:
        cited = earlier[-1].outlet
    passages = [_passage(chance, happening, published, turn)]
    if past and chance.random() < 0.15:
        old = chance.choice(past)
        if old.day < published:
            passages.append(
                Passage(old, old.dead, None, "", (), old.day, old.town, background=True)
            )
    return Report(
        id_, outlet, published, tuple(passages),
        cites=cited if cited != outlet else None,
        turn=chance.randrange(1 << 30),
        extra=(word(chance, 4), word(chance, 4)),
    )  # fmt: skip


def _passage(chance: Random, happening: Happening, published: date, turn: int) -> Passage:
    known = min(1.0, 0.5 + 0.25 * turn + chance.random())
    dead = max(1, round(happening.dead * known))
    hedge = "" if dead == happening.dead else chance.choice(("at least", "at least", "more than"))
    if dead < 4:
        hedge = hedge and "at least"
    names = tuple(chance.choice(one.spellings) for one in happening.named[:dead])
    return Passage(
        happening=happening,
        dead=dead - 1 if hedge == "more than" else dead,
        injured=happening.injured if happening.injured and chance.random() < 0.7 else None,
        hedge=hedge,
        names=names if chance.random() < 0.55 else (),
        day=happening.day if chance.random() < 0.85 else None,
        town=happening.town if chance.random() < 0.93 else None,
    )
