"""Which document's figures a document carries: copies of one wire story are one source.

Two ways lead to a root. Near-duplicate texts of one month share one: the earliest published, on one day that of
the agency whose words they are, then the smallest id. And a document whose only speaker is another outlet of the register ("the Courier reported")
is rooted in that outlet's document on the same days.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from gavah.linking import copies
from gavah.linking.binding import Groups
from gavah.linking.places import folded
from gavah.model import Claim, Told
from gavah.model.record import Record

DAYS_COPIED = 31  # how long after a text its copies are printed
DAYS_BEFORE = 7  # how long before a document the report it cites may have been published


class Origin(Record, frozen=True, kw_only=True):
    """Where a document has its words and figures from.

    Attributes:
        outlet: its publisher, folded.
        cites: the outlet that every claim of it is attributed to, folded, whether known or not.
        first: the document whose text it copies, its own id when it copies none.
        cited: the document of the outlet it cites, where there is one.
        root: where copying and citing lead in the end.
    """

    outlet: str | None
    cites: str | None
    first: str
    cited: str | None
    root: str


def origins(told: Mapping[str, Told], claims: Mapping[str, Sequence[Claim]]) -> dict[str, Origin]:
    """The origin of every document.

    Args:
        told: every document under its id.
        claims: each document's claims.
    """
    return with_copies(told, claims, copies.pairs([told[id_] for id_ in sorted(told)]))


def with_copies(
    told: Mapping[str, Told],
    claims: Mapping[str, Sequence[Claim]],
    alike: Iterable[tuple[str, str]],
) -> dict[str, Origin]:
    """The same, where it is known which texts are copies."""
    first: dict[str, str] = {}
    for group in groups(told, alike):
        first.update(firsts(group, told))
    outlets: dict[str, list[tuple[date, str]]] = {}
    for document in sorted(told):
        if (publisher := told[document].publisher) and (day := told[document].published):
            outlets.setdefault(folded(publisher), []).append((day, document))
    for printed in outlets.values():
        printed.sort()
    cites = {id_: cites_only(told[id_], claims.get(id_, ())) for id_ in sorted(told)}
    cited = {
        id_: cited_in(
            told[id_], (told[other] for other in _before(told[id_], outlets.get(outlet, [])))
        )
        for id_, outlet in cites.items()
        if outlet
    }
    return {
        id_: Origin(
            outlet=folded(told[id_].publisher or "") or None,
            cites=cites[id_],
            first=first[id_],
            cited=cited.get(id_),
            root=followed(id_, first.__getitem__, cited.get),
        )
        for id_ in sorted(told)
    }


def _before(one: Told, printed: list[tuple[date, str]]) -> list[str]:
    """Those of an outlet's documents, in order of their days, that it may cite."""
    if one.published is None:
        return []
    since = bisect_left(printed, (one.published - timedelta(days=DAYS_BEFORE), ""))
    until = bisect_left(printed, (one.published + timedelta(days=1), ""))
    return [id_ for _, id_ in printed[since:until]]


def groups(ids: Iterable[str], alike: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Documents whose texts are copies, closed: a copy's copy is a copy."""
    held = Groups()
    for one, other in alike:
        held.join(one, other)
    members: dict[str, list[str]] = {}
    for id_ in sorted(ids):
        members.setdefault(held.find(id_), []).append(id_)
    return list(members.values())


def firsts(group: Sequence[str], told: Mapping[str, Told]) -> dict[str, str]:
    """For each document of a group of copies the one whose text it carries."""
    first: dict[str, str] = {}
    for part in _printed_together(group, told):
        agencies = {folded(agency) for id_ in part if (agency := told[id_].agency)}
        source = min(
            part,
            key=lambda id_: (
                told[id_].published or date.max,
                folded(told[id_].publisher or "") not in agencies,
                id_,
            ),
        )
        first.update(dict.fromkeys(part, source))
    return first


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


def cites_only(told: Told, claims: Sequence[Claim]) -> str | None:
    """The one outlet, other than its own, that every claim of a document is attributed to."""
    chains = {
        folded(claim.speakers[-1].name) if claim.speakers else ""
        for claim in claims
        if claim.type != "appeal"
    }
    if len(chains) != 1:
        return None
    return next(iter(chains - {"", folded(told.publisher or "")}), None)


def cited_in(told: Told, of_outlet: Iterable[Told]) -> str | None:
    """The outlet's latest document of the days before."""
    published = told.published
    if published is None:
        return None
    before = [
        (published - other.published, other.id)
        for other in of_outlet
        if other.published is not None
        and other.published <= published <= other.published + timedelta(days=DAYS_BEFORE)
    ]
    return min(before)[1] if before else None


def followed(id_: str, first: Callable[[str], str], cited: Callable[[str], str | None]) -> str:
    """From a document through what it copies and whom it cites to the root."""
    at = first(id_)
    seen = {at}
    while (source := cited(at)) is not None and first(source) not in seen:
        at = first(source)
        seen.add(at)
    return at


def roots(told: Mapping[str, Told], claims: Mapping[str, Sequence[Claim]]) -> dict[str, str]:
    """Document id to the id of its root, its own when it has none."""
    return {id_: origin.root for id_, origin in origins(told, claims).items()}
