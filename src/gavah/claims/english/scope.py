"""Whether a figure is of one occurrence or a total over a period, a campaign or a country.

Words: resources/english/scope.yaml; rule: docs/terms.md, "Scope".
"""

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from gavah.claims.english.events import Event, joins
from gavah.resources import load


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("english/scope")[kind])


@cache
def _periods() -> re.Pattern[str]:
    return re.compile(re.sub(r"\s+", " ", load("english/scope")["periods"]).strip().replace("( ?:", "(?:"))  # fmt: skip


def scope_of(event: Event) -> str:
    """The scope of an event, from its own clause and the width of its date."""
    if event.type == "appeal":
        return "incident"
    passage = event.passage
    start, end = clause(event)
    nominal = event.token.pos_ == "NOUN" and event.type == "harm"
    if nominal:
        start, end = passage.start, passage.end
    words = passage.lower(start, end)
    one = event.party.count is not None and event.party.count.high == 1
    if one and not re.search(r"\b(?:total|so far)\b", words):
        return "cumulative" if event.ordinal or _ordinal(event) else "incident"
    width = event.when.when.precision if event.when is not None else None
    if width == "day" and not re.search(r"\b(?:since|so far|total|toll)\b", words):
        return "incident"
    if event.ordinal or re.search(r"\broad toll\b", words):
        return "cumulative"
    if nominal and event.token.tag_ == "NNS" and width is None and event.party.counted:
        return "cumulative"
    if any(re.search(rf"\b{re.escape(phrase)}\b", words) for phrase in _words("totals")):
        return "cumulative"
    if _periods().search(words):
        return "cumulative"
    plural_cause = any(
        token.lower_ in _words("campaigns") and not _this(token)
        for token in passage.words(start, end)
    )
    if width in {"year", "longer"} and (plural_cause or not _local(event)):
        return "cumulative"
    if plural_cause and (width in {None, "month", "year", "longer"}) and event.type == "harm":
        if width is None and _local(event):
            return "incident"
        return "cumulative"
    return "incident"


def share(events: Sequence[Event]) -> None:
    """Acts joined in one sentence under one date or period share the scope of a total."""
    for event in events:
        if event.type != "harm" or event.scope == "cumulative" or _alone(event):
            continue
        for other in events:
            if other.scope == "cumulative" and other.type == "harm" and not _alone(other):
                if other.token.is_ancestor(event.token) and event.when is other.when and joins(other.token, event.token):  # fmt: skip
                    event.scope = "cumulative"


def _alone(event: Event) -> bool:
    return event.party.count is not None and event.party.count.high == 1


def clause(event: Event) -> tuple[int, int]:
    """Where the event's own clause starts and ends: between the other acts of its sentence."""
    token = event.token
    top = token
    while top.dep_ in {"acl", "acl:relcl", "xcomp", "conj", "amod", "obl", "nmod"} and top.head is not top and top.head.sent == token.sent:  # fmt: skip
        top = top.head
    first, last = top.left_edge, top.right_edge
    return event.passage.at(first), event.passage.stop(last)


def _this(token: Token) -> bool:
    """Whether the words point at one occurrence: "during the clashes"."""
    return token.tag_ == "NNS" and any(
        kid.lower_ in {"the", "these", "those"} for kid in token.lefts
    )


def _ordinal(event: Event) -> bool:
    counted = event.party.counted
    start = counted[0] if counted else event.start
    lead = event.passage.lower(start - 30, event.start)
    return any(re.search(rf"\bthe {word}\b", lead) for word in _words("ordinals"))


def _local(event: Event) -> bool:
    """Whether the place is a settlement or a part of one."""
    place = event.place
    return place is not None and place.place.precision in {"exact", "settlement", "district"}
