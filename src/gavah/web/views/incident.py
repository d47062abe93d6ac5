"""One incident: what, where, when, how many as ranges, every source's words, and its history."""

from gavah.errors import UnknownId
from gavah.model import Claim, Incident, Link, Toll
from gavah.model.record import Record
from gavah.register import Register
from gavah.web.asking import claims_by_id, newest_about
from gavah.web.pages import Asked, Visit, page
from gavah.web.picture import Picture, picture
from gavah.web.told import (
    Entry,
    Source,
    Voice,
    covered_source,
    history,
    sources_by_id,
    voices,
)


class IncidentAsked(Asked, frozen=True, kw_only=True):
    """Which incident; a former id leads to the present one."""

    id: str


class TollShown(Record, frozen=True, kw_only=True):
    """A toll with its picture, and the figure a person chose for it."""

    toll: Toll
    picture: Picture | None
    chosen: Entry | None


class Root(Record, frozen=True, kw_only=True):
    """An independent root: who the figures come from, and everyone who carries them."""

    id: str
    name: str
    voices: tuple[Voice, ...]


class Pair(Record, frozen=True, kw_only=True):
    """Why two claims were linked, and who tells each; `within` one document or across two."""

    link: Link
    left: str
    right: str
    within: bool


class IncidentPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        seen: number of the newest judgement on it or its claims, for a form to carry.
        former: id asked for, when another entry has taken its place.
    """

    incident: Incident
    tolls: tuple[TollShown, ...]
    roots: tuple[Root, ...]
    sources: tuple[Source, ...]
    pairs: tuple[Pair, ...]
    history: tuple[Entry, ...]
    seen: int
    former: str | None


def concerned(register: Register, incident: Incident) -> list[str]:
    """The ids that a judgement on this incident may bear: its own, former ones, its claims'."""
    return [incident.id, *register.linkage.former(incident.id), *incident.claims]


@page("/incidents/{id}", "incident.html.jinja")
def incident(visit: Visit, asked: IncidentAsked) -> IncidentPage:
    """One incident with every source's words."""
    found = visit.register.incident(asked.id)
    if found is None:
        raise UnknownId(f"No incident has the id {asked.id}, now or formerly. See the list.")
    return shown(visit, found, asked.id)


def shown(visit: Visit, found: Incident, asked: str) -> IncidentPage:
    """The page of an incident, covered."""
    register = visit.register
    if visit.web.sessions.reveals(visit.session, found.id):
        visit.veil.lift()
    claims = claims_by_id(register, found.claims)
    documents = {id_: one.document for id_, one in claims.items()}
    sources = sources_by_id(register, [*documents.values(), *(d.document for d in found.documents)])
    visit.veil.over(sources)
    inside = frozenset(i for toll in found.tolls for part in toll.parts for i in part.claims)
    said = voices(visit, list(claims.values()), sources, inside)
    ids = concerned(register, found)
    past = history(visit, ids, documents.values())
    covered = visit.veil.incident(found, documents)
    publishers = {id_: visit.veil.text(id_, one.name) for id_, one in sources.items()}
    held = [one.claim for one in said]
    return IncidentPage(
        incident=covered,
        tolls=tuple(
            TollShown(toll=toll, picture=picture(toll, held, publishers),
                      chosen=_chosen(past, toll.act))
            for toll in covered.tolls
        ),
        roots=tuple(_roots(visit, said, sources)),
        sources=tuple(
            one for one in (covered_source(visit, s) for s in sources.values()) if one is not None
        ),
        pairs=tuple(_pairs(covered.links, {one.id: one for one in held}, publishers)),
        history=tuple(past),
        seen=newest_about(register, ids),
        former=asked if asked != found.id else None,
    )  # fmt: skip


def _chosen(past: list[Entry], act: str) -> Entry | None:
    """The choice in force for the act; `past` is newest first."""
    return next(
        (
            one
            for one in past
            if one.what == "choose" and one.undone is None and one.value.get("act") == act
        ),
        None,
    )


def _roots(visit: Visit, said: list[Voice], sources: dict[str, Source]) -> list[Root]:
    """Voices by the root of their document's figures; the largest group first, then by day."""
    groups: dict[str, list[Voice]] = {}
    for voice in said:
        source = sources.get(voice.claim.document)
        root = source.root if source is not None else voice.claim.document
        groups.setdefault(root, []).append(voice)
    made = []
    for id_, held in groups.items():
        held.sort(
            key=lambda one: (
                one.claim.document != id_, str(one.claim.published or "9"), one.claim.document,
                one.claim.anchors.act.start,
            )
        )  # fmt: skip
        name = sources[id_].name if id_ in sources else id_
        made.append(Root(id=id_, name=visit.veil.text(id_, name), voices=tuple(held)))
    made.sort(key=lambda one: (str(one.voices[0].claim.published or "9"), one.id))
    return made


def _pairs(
    links: tuple[Link, ...], claims: dict[str, Claim], publishers: dict[str, str]
) -> list[Pair]:
    def words(id_: str) -> str:
        claim = claims.get(id_)
        return id_ if claim is None else publishers.get(claim.document, claim.document)

    ordered = sorted(links, key=lambda one: (-one.weight, one.left, one.right))
    return [
        Pair(link=one, left=words(one.left), right=words(one.right), within=_within(claims, one))
        for one in ordered
    ]


def _within(claims: dict[str, Claim], link: Link) -> bool:
    left, right = claims.get(link.left), claims.get(link.right)
    return left is not None and right is not None and left.document == right.document
