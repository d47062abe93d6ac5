"""What waits for a person: open pairs side by side, judgements that came loose, claims to check."""

from gavah.errors import UnknownId
from gavah.model import Incident
from gavah.model.record import Record
from gavah.register import Register
from gavah.web.asking import claims_by_id, newest_about
from gavah.web.catalogue import Listed, listed_by_id
from gavah.web.open_pairs import Pair, pairs_shown
from gavah.web.pages import Asked, Shelf, Visit, page
from gavah.web.picture import Picture, picture
from gavah.web.told import Entry, Voice, history, reviews, sources_by_id, voices
from gavah.web.views.incident import concerned

AT_ONCE = 40
_VOICES = 8  # of each side, the earliest first


class ReviewAsked(Asked, frozen=True, kw_only=True):
    """Which part of the queue."""

    number: int = 1


class Waiting(Record, frozen=True, kw_only=True):
    """An open pair in the queue; `unsure` is the judgement that left it open."""

    pair: Pair
    left: Listed | None
    right: Listed | None
    unsure: int | None


class Loose(Record, frozen=True, kw_only=True):
    """A judgement that finds no claim to bind, and why."""

    entry: Entry
    why: str


class ReviewPage(Record, frozen=True, kw_only=True):
    """The queue."""

    shelf: Shelf
    pairs: tuple[Waiting, ...]
    loose: tuple[Loose, ...]
    reviewed: int
    log: tuple[Entry, ...]


@page("/review", "review.html.jinja")
def review(visit: Visit, asked: ReviewAsked) -> ReviewPage:
    """Open pairs, those that count most first; loose judgements; the newest decisions."""
    register = visit.register
    catalogue, standing = visit.web.catalogue(register), register.standing()
    held = catalogue.waiting(standing, visit.web.pulse(register).judged)
    shelf = Shelf.of(len(held), asked.number, AT_ONCE)
    part = held[shelf.start(AT_ONCE) :][:AT_ONCE]
    unsure = {one.claims: seq for one, seq in part}
    pairs = pairs_shown(register, [one for one, _ in part])
    rows = listed_by_id(register, [id_ for one in pairs for id_ in (one.left, one.right)])

    def row(id_: str) -> Listed | None:
        return visit.veil.listed(rows[id_]) if id_ in rows else None

    newest = sorted(standing.judgements, key=lambda one: -one.seq)[:12]
    said = history(visit, [id_ for one in newest for id_ in one.target], (), logs=False)
    wanted = {one.seq for one in newest}
    return ReviewPage(
        shelf=shelf,
        pairs=tuple(
            Waiting(
                pair=visit.veil.record(one, ()), left=row(one.left), right=row(one.right),
                unsure=unsure[one.claims],
            )
            for one in pairs
        ),
        loose=tuple(
            Loose(entry=entry, why=why)
            for one, why in standing.detached
            for entry in history(visit, one.target, (), logs=False)
            if entry.seq == one.seq
        ),
        reviewed=len(reviews(standing)),
        log=tuple(one for one in said if one.seq in wanted),
    )  # fmt: skip


class PairAsked(Asked, frozen=True, kw_only=True):
    """Which two; the first that waits when none is named."""

    left: str = ""
    right: str = ""


class Side(Record, frozen=True, kw_only=True):
    """One incident of a pair."""

    incident: Incident
    pictures: tuple[Picture | None, ...]
    voices: tuple[Voice, ...]
    more: int


class PairPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        evidence: what speaks for and against, in words, each with its weight.
        seen: number of the newest judgement on either, for the form to carry.
        left_over: pairs that wait beside this one.
        judged: judgements on either, newest first.
    """

    left: Side | None
    right: Side | None
    evidence: tuple[str, ...]
    probability: float | None
    effect: int
    seen: int
    left_over: int
    judged: tuple[Entry, ...]


@page("/review/pair", "pair.html.jinja")
def pair(visit: Visit, asked: PairAsked) -> PairPage:
    """Two incidents side by side, with the reasons for and against their being one."""
    register = visit.register
    catalogue, standing = visit.web.catalogue(register), register.standing()
    held = catalogue.waiting(standing, visit.web.pulse(register).judged)
    ids = (asked.left, asked.right)
    if not asked.left or not asked.right:
        whole = next(
            (
                one for one, seq in held
                if seq is None and catalogue.at(one.left) is not None and catalogue.at(one.right) is not None
            ),
            None,
        )  # fmt: skip
        if whole is None:
            return PairPage(left=None, right=None, evidence=(), probability=None, effect=0,
                            seen=0, left_over=0, judged=())  # fmt: skip
        ids = (whole.left, whole.right)
    two = [_incident(register, one) for one in ids]
    found = next((one for one in catalogue.pairs if {one.left, one.right} == set(ids)), None)
    known = next(iter(pairs_shown(register, [found] if found else [])), None)
    every = [id_ for one in two for id_ in concerned(register, one)]
    said = claims_by_id(register, [id_ for one in two for id_ in one.claims])
    documents = {id_: one.document for id_, one in said.items()}
    visit.veil.over(documents.values())
    left, right = (_side(visit, one, documents) for one in two)
    past = history(visit, every, documents.values(), logs=False)
    return PairPage(
        left=left, right=right,
        evidence=() if known is None else visit.veil.record(known, documents.values()).evidence,
        probability=None if known is None else known.probability,
        effect=0 if known is None else known.effect,
        seen=newest_about(register, every),
        left_over=sum(1 for one, _ in held if {one.left, one.right} != set(ids)),
        judged=tuple(past),
    )  # fmt: skip


def _incident(register: Register, id_: str) -> Incident:
    found = register.incident(id_)
    if found is None:
        raise UnknownId(f"No incident has the id {id_}, now or formerly. See the queue.")
    return found


def _side(visit: Visit, one: Incident, documents: dict[str, str]) -> Side:
    claims = list(claims_by_id(visit.register, one.claims).values())
    sources = sources_by_id(visit.register, [claim.document for claim in claims])
    inside = frozenset(i for toll in one.tolls for part in toll.parts for i in part.claims)
    claims.sort(key=lambda c: (c.id not in inside, str(c.published or "9"), c.document, c.id))
    publishers = {id_: visit.veil.text(id_, source.name) for id_, source in sources.items()}
    covered = [visit.veil.claim(claim) for claim in claims]
    return Side(
        incident=visit.veil.incident(one, documents),
        pictures=tuple(picture(toll, covered, publishers) for toll in one.tolls),
        voices=tuple(voices(visit, claims[:_VOICES], sources, inside)),
        more=max(0, len(claims) - _VOICES),
    )
