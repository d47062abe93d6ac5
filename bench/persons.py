"""How long linking people takes as a register grows: invented people with names as unevenly borne as real ones.

python bench/persons.py [PEOPLE ...]        default 2500 10000 40000

A name's words are drawn by Zipf's law from the lists of `resources/linking` and from made-up words, so
that many are called Mohammad Hosseini and most share their name with nobody. Each is told of in one
to three reports, some spelt otherwise. Prints seconds of processor time, peak memory, candidate
pairs that were weighed, and how time grows; memory is this process's, claims included.
"""

import resource
import sys
import time
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from gavah.linking import person_groups
from gavah.linking.binding import Binding
from gavah.linking.names import words_for
from gavah.linking.persons import link_persons
from gavah.linking.weights import PERSONS
from gavah.model import (
    Anchor,
    Anchors,
    Claim,
    Place,
    ReaderVersion,
    Victims,
    When,
    claim_id,
)

SYLLABLES = [c + v for c in "bdfghjklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "or", "el")]
ACT = Anchor(start=0, end=6, quote="killed")
ANCHORS = Anchors(act=ACT, sentence=Anchor(start=0, end=40, quote="one was killed"))
READER = ReaderVersion(name="bench", version="1")


class Zipf:
    """Words drawn the more often the earlier they stand."""

    def __init__(self, words: list[str], power: float) -> None:
        self.words = words
        self._sums = list(accumulate(1 / (n + 3) ** power for n in range(len(words))))

    def draw(self, chance: Random) -> str:
        """One of the words."""
        return self.words[bisect(self._sums, chance.random() * self._sums[-1])]


def vocabularies(chance: Random) -> tuple[Zipf, Zipf]:
    """Given names and surnames."""
    known = [word for entry in PERSONS["frequent"] for word in entry["words"] if word.isascii()]
    common = sorted(word for word in words_for("common") if word.isascii())

    def made(number: int) -> list[str]:
        return [
            "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))
            for _ in range(number)
        ]

    return Zipf(known + common + made(5_000), 0.9), Zipf(common + made(60_000), 0.8)


def respelt(word: str, chance: Random) -> str:
    """A word as another outlet may spell it."""
    for old, new in (
        ("ou", "u"),
        ("ee", "i"),
        ("kh", "x"),
        ("oh", "uh"),
        ("ss", "s"),
        ("ei", "ey"),
    ):
        if old in word and chance.random() < 0.5:
            return word.replace(old, new)
    return word


def people(number: int) -> tuple[list[Claim], dict[str, str]]:
    """Claims that name that many people, and the incident of each."""
    chance = Random(1)  # noqa: S311
    given, family = vocabularies(chance)
    towns = [
        Place(name=f"Town {n}", settlement=f"Town {n}", country="XA", precision="settlement", geonames=n + 1,
              lat=chance.uniform(20, 40), lon=chance.uniform(40, 80))
        for n in range(400)
    ]  # fmt: skip
    claims: list[Claim] = []
    incident_of: dict[str, str] = {}
    for person in range(number):
        town, day = chance.choice(towns), date(2015, 1, 1) + timedelta(chance.randrange(2500))
        words = [given.draw(chance), family.draw(chance)]
        age = chance.randint(12, 70)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            document = f"d{len(claims)}"
            text = " ".join(respelt(word, chance).capitalize() for word in words)
            claim = Claim(
                id=claim_id(document, "harm", "killed", ACT, None), document=document, copy="sha256:0",
                published=day, type="harm", act="killed", polarity="affirmed", modality="asserted", scope="incident",
                count=None, victims=Victims(description=f"a {age}-year-old" if chance.random() < 0.6 else None, names=(text,)),
                perpetrators=(), place=town if chance.random() < 0.9 else None,
                when=When(start=day, end=day, precision="day") if chance.random() < 0.9 else None,
                attribution=(), codes={}, anchors=ANCHORS, also=(), doubts=(), reader=READER,
            )  # fmt: skip
            claims.append(claim)
            # half of the reports were brought into one incident by what they tell of it
            incident_of[claim.id] = f"i{person}" if chance.random() < 0.5 else f"i{document}"
    return claims, incident_of


def main() -> int:
    """Measure each size."""
    before: tuple[float, int] | None = None
    for number in [int(size) for size in sys.argv[1:]] or [2500, 10_000, 40_000]:
        claims, incident_of = people(number)
        weighed = 0
        real = person_groups.resemble

        def counting(
            one: person_groups.Facts, other: person_groups.Facts, real: object = real
        ) -> object:
            nonlocal weighed
            weighed += 1
            return real(one, other)  # type: ignore[operator]

        person_groups.resemble = counting  # type: ignore[assignment]
        begun = time.process_time()
        persons, _ = link_persons(claims, incident_of, Binding(()))
        seconds = time.process_time() - begun
        person_groups.resemble = real
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        grown = f", {seconds / before[0]:.1f} times for {number / before[1]:.1f}" if before else ""
        print(
            f"{number:,} people in {len(claims):,} namings: {len(persons):,} persons, {weighed:,} weighed, "
            f"{seconds:.1f} s, {peak:,.0f} MiB{grown}",
            flush=True,
        )
        before = (seconds, number)
    return 0


if __name__ == "__main__":
    sys.exit(main())
