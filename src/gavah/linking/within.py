"""Claims of one document about one occurrence become one mention.

Killed, injured and arrested in one sentence about one event belong together; a gathering and the
harms it retells do not. Claims join by the evidence of day, place, names and how near they stand;
no group ever holds two claims whose days or places exclude each other, so nothing chains.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gavah.linking import places, spans
from gavah.linking.binding import Binding
from gavah.linking.mentions import claim_names, kind_of, position
from gavah.linking.names import compare
from gavah.linking.weights import WEIGHTS
from gavah.model import Claim

_W = WEIGHTS["within"]
_CUSTODY = ("arrested", "sentenced", "released")


@dataclass(frozen=True, slots=True)
class Tie:
    """What speaks for one occurrence between two claims of a document.

    Attributes:
        weight: the sum in bits; None where they cannot be one.
    """

    weight: float | None
    evidence: tuple[str, ...]


def tie(one: Claim, other: Claim) -> Tie:
    """Weigh two claims of one document; symmetric."""
    if kind_of(one) != kind_of(other):
        return Tie(None, ("one is a total over a period, the other is not",))
    period = kind_of(one) == "period"
    if period:
        frame = spans.frame_relation(one.when, other.when)
        dated = "overlap" if frame == "inside" else str(frame)
    else:
        dated = str(spans.relation(one.when, other.when))
    placed = places.relation(one.place, other.place)
    if dated in ("conflict", "soft"):
        return Tie(None, ("their days exclude each other",))
    if placed == "conflict":
        return Tie(None, ("their places exclude each other",))
    weight, lines = 0.0, []
    if placed == "country":
        placed = "same" if period else "contains"
    for value, words in (
        (_W["date"][dated], f"days: {dated}"),
        (_W["place"][placed], f"places: {placed}"),
    ):
        weight += value
        if value:
            lines.append(words)
    near = _distance(one, other)
    weight += _W["distance"][near]
    lines.append({"sentence": "told in one sentence", "next": "told in neighbouring sentences",
                  "paragraph": "told near each other", "far": "told far from each other"}[near])  # fmt: skip
    if dated == "unknown" and placed == "unknown":
        weight += _W["both_unknown"]
    named = _names(one, other)
    weight += _W["names"][named]
    if named in ("same", "partial"):
        lines.append("they name one person")
    if {one.type, other.type} == {"harm", "gathering"}:
        weight += _W["kinds"]["gathering_and_harm"]
    elif (one.act in _CUSTODY) != (other.act in _CUSTODY):
        weight += _W["kinds"]["custody_and_harm"]
    elif one.act == other.act:
        weight += _W["kinds"]["same_act"]
        if (
            one.count
            and other.count
            and not one.count.meets(other.count)
            and _who(one) == _who(other)
        ):
            weight += _W["counts"]["conflict"]
    return Tie(weight, tuple(lines))


def group(
    claims: Sequence[Claim], binding: Binding
) -> list[tuple[tuple[Claim, ...], list[tuple[Claim, Claim, Tie]]]]:
    """Group the claims of one document; each group with the ties that made it.

    Claims are taken in the order of the text; each joins the group with which its best tie is
    strongest, when that reaches the threshold and nothing in the group excludes it.
    """
    groups: list[list[Claim]] = []
    ties: list[list[tuple[Claim, Claim, Tie]]] = []
    cache: dict[tuple[str, str], Tie] = {}
    for claim in sorted(
        claims, key=lambda claim: (position(claim), claim.anchors.act.start, claim.id)
    ):
        best: tuple[float, int, Claim, Tie] | None = None
        for at, members in enumerate(groups):
            found = _best(claim, members, binding, cache)
            if found and (best is None or found[0] > best[0]):
                best = (found[0], at, found[1], found[2])
        if best is not None and best[0] >= _W["threshold"]:
            groups[best[1]].append(claim)
            ties[best[1]].append((best[2], claim, best[3]))
        else:
            groups.append([claim])
            ties.append([])
    return [(tuple(members), made) for members, made in zip(groups, ties, strict=True)]


def _best(
    claim: Claim, members: Sequence[Claim], binding: Binding, cache: dict[tuple[str, str], Tie]
) -> tuple[float, Claim, Tie] | None:
    best: tuple[float, Claim, Tie] | None = None
    for member in members:
        if binding.different(claim.id, member.id) is not None:
            return None
        found = tie(member, claim)
        if found.weight is None:
            return None
        if best is None or found.weight > best[0]:
            best = (found.weight, member, found)
    return best


def _distance(one: Claim, other: Claim) -> str:
    if one.anchors.sentence.overlaps(other.anchors.sentence):
        return "sentence"
    apart = 1 << 30
    for a in (one.anchors.act, *one.also):
        for b in (other.anchors.act, *other.also):
            if a.where == b.where:
                apart = min(apart, max(0, max(a.start, b.start) - min(a.end, b.end)))
    # a headline and the lead stand beside each other
    for title, text in ((one, other), (other, one)):
        if title.anchors.act.where == "title" and text.anchors.act.where == "text":
            apart = min(apart, text.anchors.act.start)
    limits = _W["distance_characters"]
    return (
        "next"
        if apart <= limits["next"]
        else "paragraph"
        if apart <= limits["paragraph"]
        else "far"
    )


def _names(one: Claim, other: Claim) -> str:
    left, right = claim_names(one), claim_names(other)
    if not left or not right:
        return "unknown"
    found = {compare(a, b)[0] for a in left for b in right}
    return next(relation for relation in ("same", "partial", "different") if relation in found)


def _who(claim: Claim) -> str:
    return claim.speakers[0].name if claim.speakers else ""
