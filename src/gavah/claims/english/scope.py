"""Whether a figure is of one occurrence or a total over a period, a campaign or a country.

Words: resources/english/scope.yaml; rule: docs/terms.md, "Scope".
"""

import re
from collections.abc import Sequence
from functools import cache

from gavah.claims.english.circumstances import of_part
from gavah.claims.english.happenings import Event
from gavah.claims.english.passages import Passage
from gavah.claims.english.sharing import joins
from gavah.claims.english.trees import Token
from gavah.claims.english.turns import in_series
from gavah.resources import load

_WIDE = re.compile(
    r"\b(?:nation-?wide|country-?wide|(?:across|throughout|all over|around|in various parts of"
    r"|in (?:different|many|several|all) parts of) the (?:whole |entire )?"
    r"(?:country|nation|state|province|region|world))\b"
)
_OVER = re.compile(
    r"\b(?:across|throughout|all over|all across|all around)(?: the)?(?: whole)?(?: of)?(?: the)? ?$"
)
_ANNIVERSARY = re.compile(r"\b\w+ (?:years?|months?|decades?) since\b")
_BRINGING = re.compile(r",? (?:bringing|taking|raising|pushing|lifting|increasing)\b")
"""What a new figure does to a total: the total's words, not the figure's own."""
_WHEN = re.compile(r"\b(?:[12]\d\d\d|\w+day),? when\b")
_YEARS = re.compile(r"\b(?:years?|months?|decades?)$")
_COUNTED_BACK = re.compile(r"\byears? (?:since|on from)$|\banniversary of$")
_SPAN = 3
"""Days from which a span with both ends told ("between 15 and 18 November") is a period."""


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
    since = _WHEN.search(passage.text, start, event.start)
    if since is not None and "," not in passage.text[since.end() : event.start]:
        start = since.start()  # "the deadliest since 2015, when 130 were killed"
    later = _BRINGING.search(passage.text, max(start, event.start), end)
    words = _ANNIVERSARY.sub("", passage.lower(start, later.start() if later else end))
    if _since(event.token):
        words = words.replace("since", "", 1)
    if words.startswith("since ") and _YEARS.search(passage.lower(start - 16, start)):
        words = words[6:]
    one = event.party.count is not None and event.party.count.high == 1
    if one and not re.search(r"\b(?:total|so far)\b", words):
        return "cumulative" if event.ordinal or _ordinal(event) else "incident"
    if _wide(event, words):
        return "cumulative"
    width = event.when.when.precision if event.when is not None else None
    if width == "day" and not re.search(r"\b(?:since|so far|total|toll)\b", words):
        return "incident"
    if event.ordinal or in_series(event.token) or re.search(r"\broad toll\b", words):
        return "cumulative"
    counted = event.party.counted
    if (
        nominal
        and event.token.tag_ == "NNS"
        and width is None
        and counted
        and counted[0] < event.start
        and not passage.lower(counted[1], event.start).endswith("of the")  # "five of the arrests"
    ):
        return "cumulative"
    if any(re.search(rf"\b{re.escape(phrase)}\b", words) for phrase in _words("totals")):
        return "cumulative"
    if _periods().search(words):
        return "cumulative"
    plural_cause = event.act != "sentenced" and any(  # "sentenced for acts of violence"
        token.lower_ in _words("campaigns") and not _this(token)
        for token in passage.words(start, end)
    )
    if event.when is not None and _COUNTED_BACK.search(passage.lower(event.when.start, event.when.end)):  # fmt: skip
        return "incident"
    if width in {"year", "longer"} and (plural_cause or not _local(event)):
        return "cumulative"
    if plural_cause and (width in {None, "month", "year", "longer"}) and event.type == "harm":
        if width is None and _local(event):
            return "incident"
        return "cumulative"
    return "incident"


def _since(token: Token) -> bool:
    """Whether it is what a period began with: "nothing has changed since the shooting"."""
    return any(
        kid.lower_ == "since" and kid.dep_ == "case"
        for above in (token, *token.ancestors)
        for kid in above.lefts
    )


def _wide(event: Event, words: str) -> bool:
    """Whether the figure is of a whole country or of days from one to another.

    A country with a day or month is a total where no one thing that happened is told beside it.
    """
    if _WIDE.search(words):
        return True
    passage, when, place = event.passage, event.when, event.place
    if event.type == "harm" and any(of_part(passage, one) for one in passage.places if one.start > event.start):  # fmt: skip
        return True
    if when is not None and when.kind == "range" and event.type == "harm":
        if (when.when.end - when.when.start).days >= _SPAN - 1:
            return True
    if (
        place is None
        or event.place_far
        or place.place.precision not in {"country", "region", "province"}
    ):
        return False
    if _OVER.search(passage.lower(place.start - 24, place.start)):
        return True
    if passage.lower(place.end, place.end + 12).startswith("as a whole"):
        return True
    count = event.party.count
    told = event.type == "harm" and place.place.precision == "country" and place.role == "locus"
    many = count is not None and count.high != 1 and event.party.counted is not None
    return told and many and when is not None and not event.when_far and not _one_thing(passage)


def _one_thing(passage: Passage) -> bool:
    """Whether a sentence tells of one attack, crash or other thing that causes harm."""
    causes = frozenset(load("english/causes")["causes"])
    return any(
        token.lemma_.lower() in causes
        and token.tag_ not in {"NNS", "NNPS"}
        and token.lower_ not in _words("campaigns")
        for token in passage.tokens
    )


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
    return any(re.search(rf"\bthe {word}\b(?!{_TELLS})", lead) for word in _words("ordinals"))


_TELLS = r"(?: \w+){0,2} (?:was|is|has|had|were)\b"
"""After "the fifth": one of five told before, not the last of a series ("the fifth man was hurt")."""


def _local(event: Event) -> bool:
    """Whether the place is a settlement or a part of one."""
    place = event.place
    return place is not None and place.place.precision in {"exact", "settlement", "district"}
