"""A fact and its setting become a claim: every field with the words it rests on.

Anchors are sliced from the document's text, or its title where only the title tells the fact.
Codes: resources/codes.yaml.
"""

from functools import cache
from typing import Any

from msgspec.structs import replace

from gavah.claims.english.attribution import Attributions, Frame
from gavah.claims.english.fact import Fact
from gavah.claims.english.happenings import Event
from gavah.claims.english.inheriting import Setting
from gavah.claims.english.speakers import Speaker
from gavah.claims.english.taking_up import takes_up
from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Claim,
    Document,
    Doubt,
    Perpetrator,
    ReaderVersion,
    Victims,
    claim_id,
)
from gavah.model.place import Place
from gavah.model.when import When
from gavah.resources import load


@cache
def _codes() -> Any:
    return load("codes")


def codes_of(type_: str, act: str, description: str | None) -> dict[str, str]:
    """The act's codes in other systems; killed in a crowd of protesters has one of its own."""
    codes: dict[str, str] = dict(_codes()[type_].get(act, {}))
    crowd = _codes()["crowd"]
    if type_ == "harm" and act in crowd and description:
        if set(description.lower().split()) & set(crowd["words"]):
            codes.update(crowd[act])
    return codes


def claim_of(
    document: Document,
    fact: Fact,
    setting: Setting,
    frames: Attributions,
    title_frames: Attributions,
    reader: ReaderVersion,
    speakers: tuple[Speaker, ...] | None = None,
) -> Claim:
    """Put one claim together. `speakers`: who makes an appeal, where its sentence names them."""
    main = fact.main
    where = main.passage.where
    source = main.passage.text
    table = title_frames if where == "title" else frames
    frame = table.at(main.start, main.end)
    told_by = speakers if speakers is not None else frame.speakers
    if main.type == "harm" and any(_befallen(one, main) for one in told_by):
        told_by = tuple(one for one in told_by if not _befallen(one, main))
        frame = Frame(told_by, None, frame.polarity, frame.doubts)
    act = Anchor.of(source, main.start, main.end, where)
    doubts: list[Doubt] = [Doubt(code=code, field="speakers") for code in frame.doubts]
    doubts += [Doubt(code=code, field="count") for code in main.party.doubts]
    doubts += [Doubt(code=code, field=field) for code, field in main.doubts]
    victims, victim_anchors = _victims(fact, document)
    place, place_anchor = _place(setting, document)
    when, when_anchor = _when(setting, document)
    if place is not None and place.basis == "inherited":
        doubts.append(Doubt(code="place_inherited", field="place"))
    if when is not None and when.basis == "inherited":
        doubts.append(Doubt(code="when_inherited", field="when"))
    if victims is not None and any(name.name in victims.names for name, _ in fact.named):
        doubts.append(Doubt(code="named_elsewhere", field="victims"))
    perpetrators = _perpetrators(fact)
    attribution = [Attribution(name=s.name, role="speaker", kind=_kind(s.kind)) for s in told_by]
    if document.publisher:
        attribution.append(
            Attribution(
                name=document.publisher, role="publisher", kind=_kind(document.publisher_kind)
            )
        )
    count, count_anchor = _count(main, victim_anchors, act)
    nearest = told_by[0].name if told_by else None
    polarity, modality = _told(main, frame)
    return Claim(
        id=claim_id(document.id, main.type, main.act, act, nearest),
        document=document.id,
        copy=document.copy,
        published=document.published.date if document.published else None,
        type=main.type,  # type: ignore[arg-type]
        act=main.act,
        polarity=polarity,  # type: ignore[arg-type]
        modality=modality,  # type: ignore[arg-type]
        scope=main.scope,  # type: ignore[arg-type]
        count=count,
        victims=victims,
        perpetrators=tuple(Perpetrator(name=anchor.quote) for anchor in perpetrators),
        place=place,
        when=when,
        attribution=tuple(attribution),
        codes=codes_of(main.type, main.act, victims.description if victims else None),
        anchors=Anchors(
            act=act,
            sentence=Anchor.of(source, main.passage.start, main.passage.end, where),
            count=count_anchor,
            place=place_anchor,
            when=when_anchor,
            victims=victim_anchors,
            perpetrators=perpetrators,
            speakers=_speaker_anchors(told_by, document, where),
        ),
        also=_also(fact),
        doubts=tuple(dict.fromkeys(doubts)),
        reader=reader,
    )


def _befallen(speaker: Speaker, event: Event) -> bool:
    """Whether the tree took those harmed for the source: "the man, believed to be 40, died"."""
    return any(
        start <= speaker.start < end or speaker.start <= start < speaker.end
        for start, end in event.party.spans
    )


def _kind(kind: str) -> Any:
    return kind


def _told(main: Event, frame: Frame) -> tuple[str, str]:
    if main.granted:
        return main.polarity, main.modality
    polarity = frame.polarity or main.polarity
    modality = main.modality
    heard = frame.modality if frame.speakers or frame.modality != "feared" else None
    if modality == "asserted" and heard is not None and main.type == "harm":
        modality = heard
    return polarity, modality


def _count(main: Event, victims: tuple[Anchor, ...], act: Anchor) -> tuple[Any, Anchor | None]:
    count = main.party.count
    if count is None or main.type == "appeal":
        return None, None
    if main.polarity == "denied" and main.party.counted is None and main.party.unnumbered:
        return None, None
    if main.party.counted is not None:
        return count, Anchor.of(main.passage.text, *main.party.counted, main.passage.where)
    return count, victims[0] if victims else act


def _victims(fact: Fact, document: Document) -> tuple[Victims | None, tuple[Anchor, ...]]:
    main = fact.main
    if main.type == "appeal":
        return None, ()
    description = main.party.description
    anchors = [Anchor.of(main.passage.text, *span, main.passage.where) for span in main.party.spans]
    if description is None:
        for event in fact.events:
            if event.party.description is not None and event.passage.where == main.passage.where:
                description = event.party.description
                anchors += [
                    Anchor.of(event.passage.text, *span, event.passage.where)
                    for span in event.party.spans
                ]
                break
    names: list[str] = []
    for event in fact.events:
        for name in event.party.names:
            full = name.full or name.name
            if full not in names:
                names.append(full)
                anchors.append(
                    Anchor.of(event.passage.text, name.start, name.end, event.passage.where)
                )
    for name, passage in fact.named:
        full = name.full or name.name
        if full not in names:
            names.append(full)
            anchors.append(Anchor.of(passage.text, name.start, name.end, passage.where))
    names = [name for name in names if not any(_shorter(name, other) for other in names)]
    if description is None and not names:
        return None, ()
    return Victims(description=description, names=tuple(names)), tuple(dict.fromkeys(anchors))


def _shorter(name: str, other: str) -> bool:
    """ "Ruiz" beside "Ana Ruiz": one person."""
    return " " not in name and name != other and name in other.split()


def _place(setting: Setting, document: Document) -> tuple[Place | None, Anchor | None]:
    placed = setting.place
    if placed is None:
        return None, None
    basis = "inherited" if setting.place_inherited else placed.place.basis
    where = setting.place_where
    source = document.title or "" if where == "title" else document.text
    return replace(placed.place, basis=basis), Anchor.of(source, placed.start, placed.end, where)


def _when(setting: Setting, document: Document) -> tuple[When | None, Anchor | None]:
    dated = setting.when
    if dated is None or dated.when is None:
        return None, None
    basis = "inherited" if setting.when_inherited else dated.when.basis
    where = setting.when_where
    source = document.title or "" if where == "title" else document.text
    return replace(dated.when, basis=basis), Anchor.of(source, dated.start, dated.end, where)


def _perpetrators(fact: Fact) -> tuple[Anchor, ...]:
    main = fact.main
    if main.type != "harm":
        return ()
    for event in (main, *fact.events):
        if event.agents:
            text, where = event.passage.text, event.passage.where
            return tuple(
                dict.fromkeys(Anchor.of(text, start, end, where) for start, end in event.agents)
            )
    return ()


def _speaker_anchors(
    speakers: tuple[Speaker, ...], document: Document, where: Any
) -> tuple[Anchor, ...]:
    source = document.title or "" if where == "title" else document.text
    return tuple(Anchor.of(source, one.start, one.end, where) for one in speakers)


def _also(fact: Fact) -> tuple[Anchor, ...]:
    main = fact.main
    found = [
        Anchor.of(event.passage.text, event.start, event.end, event.passage.where)
        for event in fact.events
        if event is not main and not (event.slight and not takes_up(event, fact.events))
    ]
    return tuple(dict.fromkeys(found))
