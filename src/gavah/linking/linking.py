"""Linking a whole register: claims, what is told of their documents, and rulings → incidents, persons."""

from collections.abc import Sequence

from gavah.linking.binding import Binding
from gavah.linking.blocking import candidates
from gavah.linking.clusters import EXCLUDED, cluster
from gavah.linking.hopeless import hopeful
from gavah.linking.incidents import between, incident, inside, spanning, with_persons
from gavah.linking.mentions import Mention, mention, told_as_happened
from gavah.linking.persons import link_persons
from gavah.linking.roles import main_of
from gavah.linking.roots import roots
from gavah.linking.scoring import score
from gavah.linking.weights import FITTED, WEIGHTS
from gavah.linking.within import Tie, group
from gavah.model import Choice, Claim, Incident, Link, Linked, Rulings, Told

Ties = list[tuple[Claim, Claim, Tie]]
_W = WEIGHTS["across"]


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
    documents = {one.id: one for one in sorted(told, key=lambda one: one.id)}
    every = sorted({claim.id: claim for claim in claims}.values(), key=lambda claim: claim.id)
    by_document: dict[str, list[Claim]] = {}
    for claim in every:
        by_document.setdefault(claim.document, []).append(claim)
    rooted = roots(documents, by_document)
    binding = Binding(ruling for ruling in rulings.pairs if ruling.about == "incident")
    naming = Binding(ruling for ruling in rulings.pairs if ruling.about == "person")

    mentions, ties = mentioned(by_document, documents, rooted, binding)
    weights, found = _clusters(mentions, binding)
    choices = sorted(rulings.choices, key=lambda choice: choice.seq)
    chosen: dict[str, list[Choice]] = {}
    for choice in choices:
        chosen.setdefault(choice.claim, []).append(choice)

    incidents: list[Incident] = []
    incident_of: dict[str, str] = {}
    number: dict[int, int] = {}
    for members in found:
        group_of = [mentions[at] for at in members]
        if not any(told_as_happened(claim) for one in group_of for claim in one.claims):
            continue  # only denied or planned: nothing is held to have happened
        links = spanning(group_of, binding)
        links += [
            made
            for one in group_of
            for made in inside(ties[one.key], WEIGHTS["within"]["threshold"])
        ]
        own = [c for one in group_of for claim in one.claims for c in chosen.get(claim.id, ())]
        made = incident(group_of, documents, rooted, own, links)
        number.update(dict.fromkeys(members, len(incidents)))
        incidents.append(made)
        incident_of.update(dict.fromkeys(made.claims, made.id))
    persons, within = link_persons(every, incident_of, naming)
    return Linked(
        incidents=tuple(
            sorted(
                (with_persons(one, within.get(one.id, ())) for one in incidents),
                key=lambda one: one.id,
            )
        ),
        persons=persons,
        undecided=_undecided(mentions, weights, number, binding),
        roots=rooted,
    )


def mentioned(
    by_document: dict[str, list[Claim]],
    documents: dict[str, Told],
    rooted: dict[str, str],
    binding: Binding,
) -> tuple[list[Mention], dict[str, Ties]]:
    """Every mention, in order of its key, with the ties inside it."""
    mentions: list[Mention] = []
    ties: dict[str, Ties] = {}
    ruled = set(binding.named)
    grouped: list[tuple[str, list[tuple[tuple[Claim, ...], Ties]], int | None]] = []
    for document, claims in sorted(by_document.items()):
        tellable = [claim for claim in claims if claim.type != "appeal"]
        groups = group(tellable, binding)
        grouped.append(
            (document, groups, main_of([members for members, _ in groups], documents.get(document)))
        )
    for document, groups, main in _loosened(grouped, binding, ruled):
        for at, (members, made) in enumerate(groups):
            one = mention(
                members, documents.get(document), rooted.get(document, document), at == main
            )
            mentions.append(one)
            ties[one.key] = made
    mentions.sort(key=lambda one: one.key)
    return mentions, ties


def _loosened(
    grouped: list[tuple[str, list[tuple[tuple[Claim, ...], Ties]], int | None]],
    binding: Binding,
    ruled: set[str],
) -> list[tuple[str, list[tuple[tuple[Claim, ...], Ties]], int | None]]:
    """Let claims go their own way where keeping mentions whole would cross a `different`.

    A person's A = B carries the mentions of both along; where that would make C and D one that a
    judgement holds apart, the claims that rulings name leave their mentions.
    """
    while ruled:
        carried = Binding([r for r in binding.rulings if r.held == "same"]).groups
        for _, groups, _ in grouped:
            for members, _ in groups:
                named = [claim.id for claim in members if claim.id in ruled]
                for other in named[1:]:
                    carried.join(named[0], other)
        crossed = {
            end
            for ruling in binding.rulings
            if ruling.held == "different"
            and carried.find(ruling.left) == carried.find(ruling.right)
            for end in (ruling.left, ruling.right)
        }
        if not crossed:
            return grouped
        roots_crossed = {carried.find(end) for end in crossed}
        leaving = {claim for claim in ruled if carried.find(claim) in roots_crossed}
        again = []
        for document, groups, main in grouped:
            kept: list[tuple[tuple[Claim, ...], Ties]] = []
            new_main = None
            for at, (members, made) in enumerate(groups):
                stay = tuple(c for c in members if c.id not in leaving)
                parts = (
                    [(stay, [t for t in made if t[0].id not in leaving and t[1].id not in leaving])]
                    if stay
                    else []
                )
                if len(stay) < len(members):
                    parts += [((c,), []) for c in members if c.id in leaving]
                if at == main:
                    new_main = len(kept)
                kept += parts
            again.append((document, kept, new_main))
        grouped = again
        ruled = ruled - leaving
    return grouped


def _clusters(
    mentions: list[Mention], binding: Binding
) -> tuple[dict[tuple[int, int], float], list[list[int]]]:
    """Weights of candidate pairs, and the clusters of mention indices."""
    at_claim = {claim.id: at for at, one in enumerate(mentions) for claim in one.claims}
    joined = sorted(
        {
            (min(a, b), max(a, b))
            for ruling in binding.rulings
            if ruling.held == "same"
            and (a := at_claim.get(ruling.left)) is not None
            and (b := at_claim.get(ruling.right)) is not None
            and a != b
        }
    )
    ruled: dict[int, list[str]] = {}
    for claim in binding.named:
        if claim in at_claim:
            ruled.setdefault(at_claim[claim], []).append(claim)
    cache: dict[tuple[int, int], float | None] = {}

    def weigh(a: int, b: int) -> float | None:
        pair = (a, b)
        if pair not in cache:
            one, other = mentions[a], mentions[b]
            apart = one.kind != other.kind or one.document == other.document
            apart = apart or any(
                binding.different(x, y) is not None
                for x in ruled.get(a, ())
                for y in ruled.get(b, ())
            )
            scored = None if apart else score(one, other)
            cache[pair] = None if scored is None or scored.excluded else scored.weight
        return cache[pair]

    edges: dict[tuple[int, int], float] = {}
    weights: dict[tuple[int, int], float] = {}
    left, right = candidates(mentions)
    kept = hopeful(mentions, left, right, min(_W["undecided"], FITTED["threshold"]))
    for a, b in zip(left[kept].tolist(), right[kept].tolist(), strict=True):
        weight = weigh(a, b)
        edges[a, b] = EXCLUDED if weight is None else weight
        if weight is not None and weight >= _W["undecided"]:
            weights[a, b] = weight
    held: dict[str, set[int]] = {}
    for at, named in ruled.items():
        for claim in named:
            held.setdefault(binding.groups.find(claim), set()).add(at)
    apart = sorted(
        (a, b)
        for one, others in binding.apart.items()
        for other in others
        for a in held.get(one, ())
        for b in held.get(other, ())
        if a < b
    )
    edges.update(dict.fromkeys(apart, EXCLUDED))  # also what no block brings together
    return weights, cluster(len(mentions), edges, weigh, joined, FITTED["threshold"], apart)


def _undecided(
    mentions: list[Mention],
    weights: dict[tuple[int, int], float],
    number: dict[int, int],
    binding: Binding,
) -> tuple[Link, ...]:
    """Pairs near the threshold that ended in two incidents: one for each pair, likeliest first."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (a, b), weight in weights.items():
        one, other = number.get(a), number.get(b)
        if one is None or other is None or one == other:
            continue
        pair = (min(one, other), max(one, other))
        if pair not in best or (-weight, a, b) < best[pair]:
            best[pair] = (-weight, a, b)
    links = [between(mentions[a], mentions[b], binding) for _, a, b in best.values()]
    return tuple(
        sorted(links, key=lambda one: (-one.probability, -one.weight, one.left, one.right))
    )
