"""An incident put together from its mentions: when, where, tolls, documents, and why they are one."""

from collections.abc import Mapping, Sequence

from gavah.linking import places, spans
from gavah.linking.binding import Binding
from gavah.linking.mentions import Mention, kind_of, told_as_happened
from gavah.linking.scoring import in_words, score
from gavah.linking.titles import title
from gavah.linking.tolls import tolls
from gavah.linking.weights import probability
from gavah.linking.within import Tie
from gavah.model import (
    GATHERINGS,
    HARMS,
    Choice,
    Claim,
    Incident,
    IncidentDocument,
    IncidentPerson,
    Link,
    Told,
    incident_id,
)

ORDER = (*HARMS, *GATHERINGS)
_CUSTODY = ("arrested", "sentenced", "released")


def incident(
    mentions: Sequence[Mention],
    told: Mapping[str, Told],
    roots: Mapping[str, str],
    choices: Sequence[Choice],
    links: Sequence[Link],
) -> Incident:
    """Put one incident together; its persons are set when persons are linked."""
    claims = sorted((c for m in mentions for c in m.claims), key=lambda claim: claim.id)
    kind = "occurrence" if any(m.kind == "occurrence" for m in mentions) else "period"
    own = [c for c in claims if kind_of(c) == kind]
    happened = [c for c in own if told_as_happened(c)] or own
    leading = [c for c in happened if c.act not in _CUSTODY] or happened
    voice = {c.id: roots.get(c.document, c.document) for c in own}
    dated = [(voice[c.id], c.when) for c in leading if c.when] or [
        (voice[c.id], c.when) for c in happened if c.when
    ]
    placed = [(voice[c.id], c.place) for c in leading if c.place]
    placed = placed or [(voice[c.id], c.place) for c in happened if c.place]
    when = spans.agreed(dated) if kind == "occurrence" else spans.agreed_frame(dated)
    place = places.agreed(placed)
    found = {c.act for c in claims}
    acts = tuple(act for act in ORDER if act in found)
    happening = {c.act for c in happened}
    counted = tolls(own, told, roots, choices, when if kind == "period" else None)
    roles: dict[str, bool] = {}
    for mention in mentions:
        roles[mention.document] = roles.get(mention.document, False) or mention.main
    return Incident(
        id=incident_id(c.id for c in claims),
        kind=kind,  # type: ignore[arg-type]
        title=title([act for act in acts if act in happening], counted, place, when),
        acts=acts,
        when=when,
        place=place,
        documents=tuple(
            IncidentDocument(document=document, role="main" if main else "background")
            for document, main in sorted(roles.items())
        ),
        claims=tuple(c.id for c in claims),
        tolls=counted,
        persons=(),
        links=tuple(sorted(links, key=lambda link: (link.left, link.right))),
    )


def spanning(mentions: Sequence[Mention], binding: Binding) -> list[Link]:
    """The heaviest links that hold the mentions together: one fewer than there are mentions.

    What a judgement holds comes first and says so.
    """
    if len(mentions) < 2:
        return []
    done, rest = [mentions[0]], list(mentions[1:])
    best = {m.key: (_pull(done[0], m, binding), done[0]) for m in rest}
    links = []
    while rest:
        at = max(range(len(rest)), key=lambda i: (best[rest[i].key][0], -i))
        one = rest.pop(at)
        links.append(between(best.pop(one.key)[1], one, binding))
        done.append(one)
        for m in rest:
            pull = _pull(one, m, binding)
            if pull > best[m.key][0]:
                best[m.key] = (pull, one)
    return links


def _pull(one: Mention, other: Mention, binding: Binding) -> float:
    if binding.rulings and _held(one, other, binding):
        return 1000.0
    return score(one, other).weight if one.kind == other.kind else -1000.0


def _held(one: Mention, other: Mention, binding: Binding) -> tuple[int, ...]:
    seqs = {
        seq
        for a in one.claims
        for b in other.claims
        if binding.same(a.id, b.id)
        for seq in binding.because(a.id, b.id)
    }
    return tuple(sorted(seqs))


def between(one: Mention, other: Mention, binding: Binding) -> Link:
    """The link between two mentions, told between the claims of theirs that are most alike."""
    left, right = _alike(one, other)
    held = _held(one, other, binding) if binding.rulings else ()
    lines: tuple[str, ...] = ()
    weight = 0.0
    if one.kind == other.kind:
        lines, weight = in_words(one, other), score(one, other).weight
    if held:
        judged = f"held to be the same by judgement {', '.join(map(str, held))}"
        return Link(
            left=left.id, right=right.id, weight=weight, probability=1.0, evidence=(judged, *lines)
        )
    return Link(
        left=left.id,
        right=right.id,
        weight=round(weight, 3),
        probability=probability(weight),
        evidence=lines,
    )


def _alike(one: Mention, other: Mention) -> tuple[Claim, Claim]:
    def rank(claim: Claim) -> tuple[int, str]:
        return (ORDER.index(claim.act) if claim.act in ORDER else len(ORDER), claim.id)

    acts = {claim.act for claim in one.claims} & {claim.act for claim in other.claims}
    left = min(one.claims, key=lambda c: (c.act not in acts, *rank(c)))
    right = min(other.claims, key=lambda c: (c.act != left.act, *rank(c)))
    return (left, right) if left.id < right.id else (right, left)


def inside(ties: Sequence[tuple[Claim, Claim, Tie]], least: float) -> list[Link]:
    """Links between claims of one document, from the ties that grouped them."""
    links = []
    for one, other, tie in ties:
        left, right = sorted((one.id, other.id))
        weight = (tie.weight or 0.0) - least  # at the threshold it is as likely as not
        evidence = ("claims of one document", *tie.evidence)
        links.append(
            Link(
                left=left,
                right=right,
                weight=round(tie.weight or 0.0, 3),
                probability=probability(weight),
                evidence=evidence,
            )
        )
    return links


def with_persons(one: Incident, persons: tuple[IncidentPerson, ...]) -> Incident:
    """The incident with its persons."""
    from msgspec.structs import replace

    return replace(one, persons=persons)
