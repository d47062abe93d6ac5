"""Which of a document's mentions it is chiefly about: main in one incident at most.

Told in the headline or the lead, recent on the day of publication, told at length: that is the
main one. Old violence retold deep in the text is background. A document may have none.
"""

from collections.abc import Sequence

from gavah.linking.mentions import TITLE, kind_of, position, told_as_happened
from gavah.linking.weights import WEIGHTS
from gavah.model import Claim, Told

_W = WEIGHTS["roles"]


def main_of(groups: Sequence[Sequence[Claim]], told: Told | None) -> int | None:
    """Index of the group of claims that the document is chiefly about; None when none is."""
    first = min((position(c) for g in groups for c in g if position(c) != TITLE), default=0)
    best: tuple[float, int, str, int] | None = None
    for at, claims in enumerate(groups):
        weight = _weight(claims, told, first)
        if weight < _W["threshold"]:
            continue
        rank = (-weight, min(map(position, claims)), min(claim.id for claim in claims), at)
        if best is None or rank < best:
            best = rank
    return best[3] if best else None


def _weight(claims: Sequence[Claim], told: Told | None, first: int) -> float:
    happened = [claim for claim in claims if told_as_happened(claim)]
    in_text = [a.start for c in claims for a in (c.anchors.act, *c.also) if a.where == "text"]
    length = max((told.length if told else 0), max(in_text, default=0) + 1)
    weight = 0.0
    if any(position(claim) == TITLE for claim in claims):
        weight += _W["title"]
    if in_text:
        weight += _W["lead"] * (1 - min(in_text) / length)
        weight += _W["first"] * (min(in_text) == first)
    passages = len(claims) + sum(len(claim.also) for claim in claims)
    weight += _W["claim"] * min(passages, _W["claims_most"])
    acts = {claim.act for claim in happened}
    if acts & {"killed", "injured", "abducted", "executed"}:
        weight += _W["killed_or_injured"]
    elif any(claim.type == "gathering" for claim in happened):
        weight += _W["gathering"]
    if kind_of(claims[0]) == "period":
        weight += _W["period"]
    if not happened:
        weight += _W["only_planned"]
    published = told.published if told else claims[0].published
    ends = [claim.when.end for claim in claims if claim.when]
    if published and ends:
        age = (published - max(ends)).days
        weight += (
            _W["recent"] if age <= _W["recent_days"] else _W["old"] if age > _W["old_days"] else 0
        )
    return float(weight)
