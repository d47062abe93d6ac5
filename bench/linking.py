"""How long linking takes as a register grows: made-up reports of made-up incidents, doubled.

python bench/linking.py [MENTIONS ...]        default 2500 5000 10000

Each incident is told by one to four reports; towns, days and names come from fixed lists of words,
so runs can be compared. Prints seconds of processor time, candidate pairs, and how both grow.
"""

import sys
import time
from datetime import date, timedelta
from random import Random

from gavah.linking import link
from gavah.linking.proposals import proposals
from gavah.model import (
    Anchor,
    Anchors,
    Claim,
    Count,
    Place,
    ReaderVersion,
    Told,
    Victims,
    When,
    claim_id,
)
from gavah.reading.terms import terms

SYLLABLES = [c + v for c in "bdfghjklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "or", "el")]


def word(chance: Random, most: int = 3) -> str:
    """A made-up word with a capital."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, most))).capitalize()


def reports(mentions: int) -> tuple[list[Claim], list[Told]]:
    """That many reports, of one claim each, and their documents."""
    chance = Random(1)  # noqa: S311
    towns = [(word(chance), n) for n in range(max(20, mentions // 40))]
    claims: list[Claim] = []
    told: list[Told] = []
    while len(claims) < mentions:
        town, number = chance.choice(towns)
        day = date(2018, 1, 1) + timedelta(chance.randrange(1500))
        who, dead = f"{word(chance)} {word(chance)}", chance.randint(1, 9)
        own = [word(chance, 4) for _ in range(12)]
        for _ in range(chance.randint(1, 4)):
            id_ = f"d{len(told)}"
            published = day + timedelta(chance.randint(0, 5))
            act = Anchor(start=0, end=6, quote="killed")
            place = Place(
                name=town, settlement=town, country="XA", precision="settlement", geonames=number
            )
            claims.append(
                Claim(
                    id=claim_id(id_, "harm", "killed", act, None), document=id_, copy="sha256:" + "0" * 64,
                    published=published, type="harm", act="killed", polarity="affirmed", modality="asserted",
                    scope="incident", count=Count(low=dead, high=dead, about=dead, hedge=None),
                    victims=Victims(description="people", names=(who,) if chance.random() < 0.5 else ()),
                    perpetrators=(), place=place if chance.random() < 0.9 else None,
                    when=When(start=day, end=day, precision="day") if chance.random() < 0.8 else None,
                    attribution=(), codes={},
                    anchors=Anchors(act=act, sentence=Anchor(start=0, end=40, quote=f"{own[0]} in {town} {id_}")),
                    also=(), doubts=(), reader=ReaderVersion(name="bench", version="1"),
                )
            )  # fmt: skip
            text = " ".join(chance.sample(own, 9)) + f" {town} {who} " + word(chance)
            told.append(
                Told(id=id_, title=None, publisher=word(chance), published=published, length=900,
                     signature=b"", terms=terms(None, text))
            )  # fmt: skip
    return claims, told


def main() -> int:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [2500, 5000, 10000]
    before = 0.0
    for size in sizes:
        claims, told = reports(size)
        pairs = sum(1 for _ in proposals(claims, told))
        begun = time.process_time()
        linked = link(claims, told)
        spent = time.process_time() - begun
        growth = f"; {spent / before:.1f} times the size before" if before else ""
        print(
            f"{len(claims)} mentions, {pairs} pairs, {len(linked.incidents)} incidents: {spent:.1f} s, "
            f"{1000 * spent / len(claims):.2f} ms a mention{growth}"
        )
        before = spent
    return 0


if __name__ == "__main__":
    sys.exit(main())
