"""Linking a whole register: claims, what is told of their documents, and rulings → incidents, persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gavah.linking import copies
from gavah.linking.binding import Binding
from gavah.linking.clusters import cluster
from gavah.linking.grouping import Ties, mentioned
from gavah.linking.incidents import between, incident, inside, spanning, with_persons
from gavah.linking.mentions import Mention, told_as_happened
from gavah.linking.persons import link_persons
from gavah.linking.roots import Origin, with_copies
from gavah.linking.weighing import Pair, Weighing, candidate_weights
from gavah.linking.weights import FITTED, WEIGHTS
from gavah.model import Choice, Claim, Incident, Link, Linked, Rulings, Told


@dataclass(frozen=True, slots=True)
class Whole:
    """A linking with all that a later one can go on from.

    Attributes:
        mentions: in order of their keys.
        weights: of pairs of mentions, by index, that may be one.
        alike: pairs of documents whose texts are copies.
    """

    linked: Linked
    mentions: Sequence[Mention]
    weights: Mapping[Pair, float]
    origins: Mapping[str, Origin]
    alike: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What incidents are put together from beside their mentions."""

    told: Mapping[str, Told]
    roots: Mapping[str, str]
    binding: Binding
    chosen: Mapping[str, Sequence[Choice]]


def link(claims: Sequence[Claim], told: Sequence[Told], rulings: Rulings = Rulings()) -> Linked:  # noqa: B008
    """Link every claim of a register.

    Appeals belong to documents and speakers and enter no incident. A claim that something was
    denied or is planned stands beside the incident it speaks of; alone it makes none.

    Args:
        claims: current claims, each id once; the order does not matter.
        told: every document, those without claims included.
        rulings: judgements in force. Those about claims that are not here wait.

    Raises:
        ContradictoryJudgements: A = B, B = C, A ≠ C; the message names the judgements.
    """
    return link_whole(claims, told, rulings).linked


def link_whole(claims: Sequence[Claim], told: Sequence[Told], rulings: Rulings) -> Whole:
    """The same, with all that a later linking can go on from."""
    documents = {one.id: one for one in sorted(told, key=lambda one: one.id)}
    every = sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: claim.id)
    by_document: dict[str, list[Claim]] = {}
    for claim in every:
        by_document.setdefault(claim.document, []).append(claim)
    alike = copies.pairs(list(documents.values()))
    origins = with_copies(documents, by_document, alike)
    rooted = {id_: origin.root for id_, origin in origins.items()}
    binding, naming = bindings(rulings)
    scene = Scene(documents, rooted, binding, chosen(rulings))

    mentions, ties = mentioned(by_document, documents, rooted, binding)
    weighing = Weighing(mentions, binding)
    weights = candidate_weights(weighing)
    found = clusters(weighing, weights)
    incidents, number = gathered(mentions, found, ties, scene)
    incident_of = {claim: one.id for one in incidents for claim in one.claims}
    persons, within = link_persons(every, incident_of, naming)
    linked = Linked(
        incidents=tuple(
            sorted(
                (with_persons(one, within.get(one.id, ())) for one in incidents),
                key=lambda one: one.id,
            )
        ),
        persons=persons,
        undecided=undecided(mentions, weights, number, binding),
        roots=rooted,
    )
    return Whole(linked, mentions, weights, origins, alike)


def bindings(rulings: Rulings) -> tuple[Binding, Binding]:
    """Rulings about incidents, and about persons, brought into force."""
    return (
        Binding(ruling for ruling in rulings.pairs if ruling.about == "incident"),
        Binding(ruling for ruling in rulings.pairs if ruling.about == "person"),
    )


def chosen(rulings: Rulings) -> dict[str, list[Choice]]:
    """Choices of figures by the claim that they are tied to, in order."""
    found: dict[str, list[Choice]] = {}
    for choice in sorted(rulings.choices, key=lambda choice: choice.seq):
        found.setdefault(choice.claim, []).append(choice)
    return found


def clusters(weighing: Weighing, weights: Mapping[Pair, float]) -> list[list[int]]:
    """Mentions that are one, by index."""
    return cluster(
        len(weighing.mentions),
        weights,
        weighing.weigh,
        weighing.joined(),
        FITTED["threshold"],
        weighing.apart(),
    )


def gathered(
    mentions: Sequence[Mention],
    found: Sequence[Sequence[int]],
    ties: Mapping[str, Ties],
    scene: Scene,
) -> tuple[list[Incident], dict[int, int]]:
    """An incident for each cluster of which something happened, and where each mention went."""
    incidents: list[Incident] = []
    number: dict[int, int] = {}
    for members in found:
        group_of = [mentions[at] for at in members]
        if not any(told_as_happened(claim) for one in group_of for claim in one.claims):
            continue  # only denied or planned: nothing is held to have happened
        links = spanning(group_of, scene.binding)
        links += [
            made
            for one in group_of
            for made in inside(ties[one.key], WEIGHTS["within"]["threshold"])
        ]
        own = [
            c for one in group_of for claim in one.claims for c in scene.chosen.get(claim.id, ())
        ]
        number.update(dict.fromkeys(members, len(incidents)))
        incidents.append(incident(group_of, scene.told, scene.roots, own, links))
    return incidents, number


def undecided(
    mentions: Sequence[Mention],
    weights: Mapping[Pair, float],
    home: Mapping[int, int | str],
    binding: Binding,
) -> tuple[Link, ...]:
    """Pairs near the threshold that ended in two incidents: one for each pair, likeliest first."""
    best: dict[frozenset[int | str], tuple[float, int, int]] = {}
    for (a, b), weight in weights.items():
        one, other = home.get(a), home.get(b)
        if one is None or other is None or one == other:
            continue
        pair = frozenset((one, other))
        if pair not in best or (-weight, a, b) < best[pair]:
            best[pair] = (-weight, a, b)
    links = [between(mentions[a], mentions[b], binding) for _, a, b in best.values()]
    return tuple(
        sorted(links, key=lambda one: (-one.probability, -one.weight, one.left, one.right))
    )
