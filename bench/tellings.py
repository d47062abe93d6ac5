"""Reports of the made-up world written down: as text, as claims, and as JSON lines to be read.

The sentences are ours. Claims are what a faultless reader would make of them: each anchor is sliced
from the text, so linking can be measured without reading, and reading against the same truth.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from bench.world import AGENCIES, Passage, Report, word

from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Claim,
    Count,
    Place,
    ReaderVersion,
    Told,
    Victims,
    When,
    claim_id,
)

_COPY = "sha256:" + "0" * 64
_READER = ReaderVersion(name="bench", version="1")
LEADS = (
    "{figure} {were} killed by {weapon}{town}{day}, {says}.",
    "{says} that {figure} {were} killed by {weapon}{town}{day}.",
    "{figure} {were} killed{day} when {weapon} struck{town}, {says}.",
)
INJURED = (
    "In all {figure} {were} injured.",
    "{figure} {were} injured and taken to {word} hospital.",
)
NAMES = ("The dead include {names}.", "Among those killed were {names}, relatives said.")
COLOUR = (
    "The {noun} along {word} Street stayed shut as families gathered outside the {other} {thing}.",
    "It happened near the {word} {noun}, a few hundred metres from the {other} {thing}.",
    "Neighbours spoke of the {noun} of the {word} that had moved to the {thing} at {other}.",
    "Somebody known as {word} had threatened the {noun} of {other} over its {thing} for weeks.",
    "They met at the {noun} of {word} that evening; nobody knew what would become of the {thing} in {other}.",
    "{word} lost its only {noun}, and the {thing} that {other} had built for years.",
    "Those who ran to the {noun} found the {thing} locked, said {word}, who lives in {other}.",
)  # fmt: skip
NOUNS = (
    "bakery", "depot", "ferry", "orchard", "mill", "kiln", "cinema", "tannery", "well", "granary", "harbour", "quarry",
    "library", "convoy", "brigade", "market", "pharmacy", "garage", "stadium", "bridge", "clinic", "shrine", "canal",
    "vineyard", "workshop", "printer", "barber", "tailor", "tunnel", "reservoir", "foundry", "greenhouse", "stable",
    "laundry", "museum", "courtyard", "warehouse", "lighthouse", "customs post", "sawmill", "dairy", "fishery",
    "fountain", "railway", "airstrip", "checkpoint", "dormitory", "embankment", "graveyard", "guesthouse", "hostel",
    "jeweller", "kindergarten", "landfill", "motorway", "nursery", "observatory", "pier", "refinery", "seminary",
    "telegraph", "uniform", "viaduct", "watchtower", "zoo", "aqueduct", "bazaar", "ceramics", "drumming", "election",
    "festival", "glazier", "harvest", "irrigation", "juniper", "kitchen", "ladder", "mosaic", "notary", "olive press",
    "parade", "quilt", "raft", "saffron", "textile", "umbrella", "vaccine", "wedding", "yoghurt", "zinc",
)  # fmt: skip
CLOSING = (
    "Roads were reopened by nightfall.",
    "Nobody answered requests for comment, and telephone lines were down.",
    "Schools stay shut until the end of the week.",
)
BACKGROUND = "Earlier{day}, {figure} {were} killed{town}."


@dataclass(slots=True)
class Written:
    """A text as it grows, and where each part of each claim stands in it."""

    text: str = ""
    claims: list[tuple[Passage, str, dict[str, tuple[int, int]]]] = field(default_factory=list)

    def add(self, template: str, passage: Passage, act: str | None, **parts: str) -> None:
        """Write one sentence; keep where its parts stand when it makes a claim.

        A part that begins with a blank brings its preposition along (" in Karaj").
        """
        if self.text:
            self.text += " "
        start = len(self.text)
        spans: dict[str, tuple[int, int]] = {}
        rest = template
        while rest:
            before, brace, after = rest.partition("{")
            self.text += before
            if not brace:
                break
            name, _, rest = after.partition("}")
            said = parts[name]
            at = len(self.text)
            if at == start:
                said = said[:1].upper() + said[1:]
            self.text += said
            spans[name] = (at + (4 if said.startswith(" ") else 0), len(self.text))
        spans["sentence"] = (start, len(self.text))
        if "names" in spans:
            self.claims[0][2]["names"] = spans["names"]
        if act is not None:
            verb = spans["were"][0]
            spans["act"] = (verb, self.text.index(act, verb) + len(act))
            self.claims.append((passage, act, spans))


def written(report: Report) -> Written:
    """The text of a report. A copy has the words of what it copies, whatever it is called."""
    chance = Random(report.turn)  # noqa: S311
    made = Written()
    for passage in report.passages:
        (_background if passage.background else _main)(made, report, passage, chance)
    return made


def _main(made: Written, report: Report, passage: Passage, chance: Random) -> None:
    happening = passage.happening
    source = f"the {report.cites} reported" if report.cites else "local officials said"
    made.add(
        chance.choice(LEADS), passage, "killed",
        weapon=happening.weapon, says=source, town=_in(passage), day=_on(passage),
        **_people(passage.dead, passage.hedge),
    )  # fmt: skip
    if passage.injured:
        hurt = _people(passage.injured, "")
        made.add(chance.choice(INJURED), passage, "injured", word=happening.words[0], **hurt)
    if passage.names:
        made.add(chance.choice(NAMES), passage, None, names=_list(passage.names))
    own, things = chance.sample(happening.words, 6), _things(happening.number)
    for number, sentence in enumerate(chance.sample(COLOUR, 3)):
        noun, thing = chance.sample(things, 2)
        who, where = own[2 * number : 2 * number + 2]
        made.add(sentence, passage, None, word=who, other=where, noun=noun, thing=thing)
    noun, thing = chance.sample(NOUNS, 2)
    who, where = report.extra
    made.add(chance.choice(COLOUR), passage, None, word=who, other=where, noun=noun, thing=thing)
    made.add(chance.choice(CLOSING), passage, None)


def _background(made: Written, report: Report, passage: Passage, chance: Random) -> None:
    figure = _people(passage.dead, "")
    made.add(BACKGROUND, passage, "killed", day=_on(passage), town=_in(passage), **figure)


def _things(number: int) -> list[str]:
    """What surrounds an incident, the same in all its reports: common nouns, and rarer ones."""
    chance, pool = Random(number), _pool()  # noqa: S311
    return [pool[int(len(pool) * chance.random() ** 2)] for _ in range(6)]


@cache
def _pool() -> tuple[str, ...]:
    chance = Random(7)  # noqa: S311
    return (*NOUNS, *(word(chance, 4).lower() for _ in range(1500)))


def _people(figure: int, hedge: str) -> dict[str, str]:
    if figure == 1 and not hedge:
        return {"figure": "one person", "were": "was"}
    if figure == 1:
        return {"figure": f"{hedge} one person", "were": "was"}
    return {"figure": f"{hedge} {figure} people".strip(), "were": "were"}


def _in(passage: Passage) -> str:
    return f" in {passage.town.name}" if passage.town else ""


def _on(passage: Passage) -> str:
    return f" on {_day(passage.day)}" if passage.day else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _list(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def title(report: Report) -> str:
    """The headline."""
    passage = report.passages[0]
    town = f" in {passage.town.name}" if passage.town else ""
    return f"{passage.dead} killed{town} near {report.main.words[report.turn % 8]}"


def claims(report: Report, made: Written) -> list[Claim]:
    """What a faultless reader makes of the report."""
    found: list[Claim] = []
    for passage, act, spans in made.claims:
        anchors = {
            name: Anchor.of(made.text, *span) for name, span in spans.items() if span[0] < span[1]
        }
        figure = passage.dead if act == "killed" else passage.injured or 0
        hedged = passage.hedge if act == "killed" else ""
        low = figure + 1 if hedged == "more than" else figure
        speakers = (
            (Attribution(name=report.cites, role="speaker", kind="media"),) if report.cites else ()
        )
        place, town = None, passage.town
        if town is not None:
            place = Place(
                name=town.name, settlement=town.name, country=town.country, precision="settlement",
                basis="stated" if "town" in anchors else "inherited", geonames=town.geonames,
                lat=town.lat, lon=town.lon,
            )  # fmt: skip
        when = None
        if passage.day is not None:
            basis = "stated" if "day" in anchors else "inherited"
            when = When(start=passage.day, end=passage.day, precision="day", basis=basis)  # type: ignore[arg-type]
        found.append(
            Claim(
                id=claim_id(report.id, "harm", act, anchors["act"], report.cites), document=report.id,
                copy=_COPY, published=report.published, type="harm", act=act, polarity="affirmed",
                modality="asserted", scope="incident",
                count=Count(
                    low=low, high=None if hedged else figure, about=figure,
                    hedge=hedged.replace(" ", "_") or None,  # type: ignore[arg-type]
                ),
                victims=Victims(description="people", names=passage.names if act == "killed" else ()),
                perpetrators=(), place=place, when=when,
                attribution=(*speakers, Attribution(name=report.outlet, role="publisher")), codes={},
                anchors=Anchors(
                    act=anchors["act"], sentence=anchors["sentence"],
                    count=anchors.get("figure"), place=anchors.get("town"),
                    when=anchors.get("day"), victims=(anchors["names"],) if "names" in anchors else (),
                ),
                also=(), doubts=(), reader=_READER,
            )
        )  # fmt: skip
    return found


def told(reports: Iterable[Report]) -> Iterator[tuple[Told, list[Claim]]]:
    """Each report as linking sees it: what is told of the document, and its claims."""
    from gavah.reading.near_duplicates import signature
    from gavah.reading.terms import terms

    for report in reports:
        made, head = written(report), title(report)
        yield (
            Told(
                id=report.id, title=head, publisher=report.outlet, published=report.published,
                length=len(made.text), signature=signature(made.text),
                agency=report.outlet if report.outlet in AGENCIES else None,
                terms=terms(head, made.text),
            ),
            claims(report, made),
        )  # fmt: skip


def lines(reports: Iterable[Report]) -> Iterator[str]:
    """Each report as a line that `gavah read --input-format jsonl` takes."""
    for report in reports:
        yield json.dumps(
            {
                "id": report.id,
                "title": title(report),
                "date": report.published.isoformat(),
                "publisher": report.outlet,
                "text": written(report).text,
            },
            ensure_ascii=False,
        )


def truth(reports: Iterable[Report], made: Iterable[list[Claim]]) -> dict[str, int]:
    """Claim id to the number of the incident that it tells of."""
    return {
        claim.id: passage.happening.number
        for report, own in zip(reports, made, strict=True)
        for claim, (passage, _, _) in zip(own, written(report).claims, strict=True)
    }
