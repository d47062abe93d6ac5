"""Which document's figures a document carries: copies of one wire story are one source.

Two ways lead to a root. Near-duplicate texts of one month share one: the earliest published, on one day that of
the agency whose words they are, then the smallest id. And a document whose only speaker is another outlet of the register ("the Courier reported")
is rooted in that outlet's document on the same days.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from gavah.linking.places import folded
from gavah.model import Claim, Told

DAYS_COPIED = 31  # how long after a text its copies are printed
DAYS_BEFORE = 7  # how long before a document the report it cites may have been published


def roots(told: Mapping[str, Told], claims: Mapping[str, Sequence[Claim]]) -> dict[str, str]:
    """Document id to the id of its root, its own when it has none.

    Args:
        told: every document under its id.
        claims: each document's claims.
    """
    groups = copies(told)
    members: dict[str, list[str]] = {}
    for document in sorted(told):
        members.setdefault(groups.get(document, document), []).append(document)
    root: dict[str, str] = {}
    for group in (part for whole in members.values() for part in _printed_together(whole, told)):
        agencies = {folded(agency) for id_ in group if (agency := told[id_].agency)}
        first = min(
            group,
            key=lambda id_: (
                told[id_].published or date.max,
                folded(told[id_].publisher or "") not in agencies,
                id_,
            ),
        )
        root.update(dict.fromkeys(group, first))
    outlets: dict[str, list[str]] = {}
    for document in sorted(told):
        if publisher := told[document].publisher:
            outlets.setdefault(folded(publisher), []).append(document)
    cited = {
        document: source
        for document in sorted(told)
        if (source := _cited(document, told, claims.get(document, ()), outlets))
    }
    resolved = {}
    for document in sorted(told):
        at, seen = root[document], {root[document]}
        while at in cited and root[cited[at]] not in seen:
            at = root[cited[at]]
            seen.add(at)
        resolved[document] = at
    return resolved


def _printed_together(group: Sequence[str], told: Mapping[str, Told]) -> list[list[str]]:
    """A group of like texts parted where weeks lie between: pages of one site share much else."""
    parts: list[list[str]] = []
    for id_ in sorted(group, key=lambda id_: (told[id_].published or date.max, id_)):
        day = told[id_].published
        first = told[parts[-1][0]].published if parts else None
        if parts and (day is None or first is None or (day - first).days <= DAYS_COPIED):
            parts[-1].append(id_)
        else:
            parts.append([id_])
    return parts


def copies(told: Mapping[str, Told]) -> dict[str, str]:
    """Documents to the name of their group of near-duplicates."""
    signed = [(id_, told[id_].signature) for id_ in sorted(told) if told[id_].signature]
    if not signed:
        return {}
    from gavah.reading.near_duplicates import groups

    return groups(signed)


def _cited(
    document: str,
    told: Mapping[str, Told],
    claims: Sequence[Claim],
    outlets: Mapping[str, Sequence[str]],
) -> str | None:
    """The earlier document of the one outlet that every claim is attributed to."""
    counted = [claim for claim in claims if claim.type != "appeal"]
    chains = {folded(claim.speakers[-1].name) if claim.speakers else "" for claim in counted}
    own = folded(told[document].publisher or "")
    if len(chains) != 1 or (outlet := chains.pop()) in ("", own) or outlet not in outlets:
        return None
    published = told[document].published
    if published is None:
        return None
    before = [
        (published - when, id_)
        for id_ in outlets[outlet]
        if (when := told[id_].published) is not None
        and when <= published <= when + timedelta(days=DAYS_BEFORE)
    ]
    return min(before)[1] if before else None
