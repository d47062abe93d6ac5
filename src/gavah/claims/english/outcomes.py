"""A wound that was deadly is no injury: "she was shot and taken to hospital, where she died".

Rule: evaluation rules, "Settled cases": an injury is one with no outcome told. Read where one
person is hurt and the next thing told, in the same sentence or the one after, is that "he" or
"she" (or the same noun) died.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gavah.claims.english.happenings import Event

_ONE = frozenset({"he", "she", "him", "her"})


def died_of_it(told: Sequence[Event]) -> None:
    """Make the wound a telling of the death, and give the death whom the wound befell."""
    harms = [event for event in told if event.type == "harm"]
    for before, after in reversed(list(pairwise(harms))):  # a wound may be told twice before
        if not _hurt(before) or not _died(after) or not _same(before, after):
            continue
        if after.party.back or not after.heads or after.party.description is None:
            after.party = replace(
                after.party,
                names=after.party.names or before.party.names,
                description=before.party.description,
                spans=(*before.party.spans, *after.party.spans),
                heads=before.party.heads | after.party.heads,
                back=before.party.back,
            )
        after.agents = after.agents or before.agents
        before.act, before.slight = "killed", True


def _hurt(event: Event) -> bool:
    return event.act == "injured" and event.polarity == "affirmed" and event.modality == "asserted" and _one(event)  # fmt: skip


def _died(event: Event) -> bool:
    return event.act == "killed" and event.polarity == "affirmed" and event.modality == "asserted" and _one(event)  # fmt: skip


def _one(event: Event) -> bool:
    return event.party.count is not None and event.party.count.high == event.party.count.low == 1


def _same(before: Event, after: Event) -> bool:
    """Whether the death is told of the person hurt just before."""
    gap = after.passage.order - before.passage.order
    if not 0 <= gap <= 1 or before.passage.where != after.passage.where or after.further:
        return False
    if gap == 0 and (set(before.heads) & set(after.heads)):
        return True
    return bool(after.heads) and all(head.lower_ in _ONE for head in after.heads)
