"""How many a clause names: by figures, by the forms of its nouns, and by the names.

Rule: docs/terms.md, "Count". A singular is one, a bare plural at least two; exact parts are added.
"""

from collections.abc import Sequence

from gavah.claims.english.coordination import joined
from gavah.claims.english.counts import Counted
from gavah.claims.english.names import Named
from gavah.claims.english.party_names import is_person_head, is_plural
from gavah.claims.english.passages import Passage, people
from gavah.claims.english.trees import Token
from gavah.model import Count

ONE = frozenset({"he", "she", "him", "her", "his", "i", "me", "my", "himself", "herself"})


SEVERAL = frozenset(
    {"they", "them", "their", "we", "us", "our", "those", "these", "both", "themselves"}
)


COLLECTIVE = frozenset(
    [
        "family",
        "families",
        "police",
        "staff",
        "crew",
        "team",
        "crowd",
        "army",
        "group",
        "couple",
        "pair",
        "population",
        "community",
        "personnel",
        "clergy",
        "unit",
        "convoy",
        "patrol",
        "household",
        "audience",
        "congregation",
        "militia",
        "force",
        "squad",
    ]
)


def exact(number: int) -> Count:
    """A bare figure."""
    return Count(low=number, high=number, about=number, hedge=None)


def at_least_two() -> Count:
    """A bare plural."""
    return Count(low=2, high=None, about=None, hedge="vague")


def figure_of(passage: Passage, head: Token, phrase: tuple[int, int]) -> Counted | None:
    """The figure that counts a noun: inside its phrase, the nearest before it or upon it."""
    at, stop = passage.at(head), passage.stop(head)
    inside = [
        one for one in passage.counts
        if one.count is not None and phrase[0] - 14 <= one.start and one.start < stop and one.end > phrase[0]
    ]  # fmt: skip
    if not inside:
        before = [one for one in passage.counts if one.end <= phrase[0] and one.count is not None]
        gap = passage.words(before[-1].end, at) if before else []
        if gap and before[-1].kind != "article" and len(gap) <= 4 and all(_dresses(t) for t in gap):
            return before[-1]
        return None
    if head.lemma_.lower() in COLLECTIVE:  # "a family of five"
        of = [one for one in passage.counts if one.start > stop and one.count is not None]
        if of and passage.lower(stop, of[0].start) == "of" and of[0].people is not False:
            return of[0]
    upon = [one for one in inside if one.start <= at < one.end]
    return upon[0] if upon else max(inside, key=lambda one: one.start)


def _dresses(token: Token) -> bool:
    """Whether a word may stand between a figure and the noun it counts."""
    return token.pos_ in {"ADJ", "PROPN"} or token.dep_ in {"amod", "compound"} or token.text in {"-", "/"}  # fmt: skip


def single_of(head: Token) -> Count | None:
    """How many a noun says by its form alone."""
    low = head.lower_
    if low in ONE:
        return exact(1)
    if low in SEVERAL or low in {"others", "some", "many", "several"}:
        return at_least_two()
    if low in {"couple", "pair"}:
        return exact(2)
    if head.lemma_.lower() in COLLECTIVE or low in {"everyone", "everybody", "all", "anyone"}:
        return None
    if is_plural(head):
        return at_least_two()
    return exact(1)


def total_of(
    passage: Passage,
    heads: Sequence[Token],
    figures: Sequence[Counted | None],
    names: Sequence[Named],
) -> tuple[Count | None, tuple[int, int] | None]:
    if len(figures) == 1 and figures[0] is not None:
        return figures[0].count, (figures[0].start, figures[0].end)
    both = [f for f in figures if f is not None and passage.lower(f.start, f.end) == "both"]
    if both and len(heads) == 2:
        return exact(2), (both[0].start, both[0].end)
    counts = any(figure is not None and figure.kind != "article" for figure in figures)
    rows = [
        (head, figure)
        for head, figure in zip(heads, figures, strict=False)
        if figure is not None or not (counts and _shares(head))  # "13 journalists and executives"
    ]
    parts = [
        figure.count
        if figure is not None
        else exact(1)
        if is_person_head(head, names, passage) and not _led(head)
        else single_of(head)
        for head, figure in rows
    ]
    known = [part for part in parts if part is not None]
    first = next((f for f in figures if f is not None), None)
    span = (first.start, first.end) if first is not None else None
    if names and all(figure is None for figure in figures):
        more = [
            head for head in heads
            if is_plural(head) and not is_person_head(head, names, passage) and not named_next(passage, head, names)
        ]  # fmt: skip
        if more and len(heads) > 1:  # "A, B and others"; "A and her relatives"
            least = len(names) + 2 * any(head.lower_ != "others" for head in more)
            return Count(low=least, high=None, about=None, hedge="vague"), None
        if len(names) > 1:
            return exact(len(names)), None
    if len(known) == len(parts) and all(
        part.hedge is None and part.low is not None for part in known
    ):
        return exact(sum(part.low or 0 for part in known)), span
    if not known:
        return None, None
    if len(known) == 1:
        return known[0], span
    if len(known) == len(parts) and all(
        part.hedge in {None, "at_least", "vague"} and part.low for part in known
    ):
        if all(f is not None or _somebody(h) or is_person_head(h, names, passage) for h, f in rows):
            return _at_least_all(known), span
    return (known[0] if first is None else first.count), span


def _led(head: Token) -> bool:
    """ "The Robertses": a family; "Roberts" alone is one."""
    return any(kid.dep_ == "det" for kid in head.lefts)


def is_whole(passage: Passage, heads: Sequence[Token], figures: Sequence[Counted | None]) -> bool:
    """Whether the first noun's figure counts all the others: "six people, three men and three women".

    Their figures add up to it, and it is a noun for anybody, or a comma closes the parts: "two
    officers, a man and a woman, were hurt" are two, and without that comma four.
    """
    lead = figures[0].count if figures and figures[0] is not None else None
    if lead is None or lead.low is None or lead.low != lead.high or lead.low < 2 or len(heads) < 2:
        return False
    start, last = passage.stop(heads[0]), heads[-1].right_edge
    if passage.text[start : start + 3].lstrip()[:1] not in _OPENS:
        return False
    parts = [
        one.count for one in passage.counts
        if start <= one.start < passage.stop(last) and one.count is not None and one.people is not False
    ]  # fmt: skip
    if len(parts) < 2 or any(one.low is None or one.low != one.high for one in parts):
        return False
    if lead.low != sum(one.low or 0 for one in parts):
        return False
    after = passage.text[passage.stop(last) : passage.stop(last) + 3].lstrip()[:1]
    closed = after in _CLOSES or last.text in _CLOSES
    return heads[0].lemma_.lower() in _ANYBODY or closed


def listed_as(heads: Sequence[Token], quantity: Counted | None) -> Sequence[Token]:
    """ "The victims, a boy and three girls, were hurt": the list set beside a plural without figure."""
    if quantity is not None or len(heads) != 1 or not is_plural(heads[0]):
        return heads
    if any(kid.dep_ == "nummod" for kid in heads[0].lefts):
        return heads
    for kid in heads[0].rights:
        if kid.dep_ == "appos" and kid.lower_ in people() and kid.pos_ == "NOUN":
            row = joined(kid)
            if len(row) > 1 and all(any(one.dep_ in {"det", "nummod"} for one in word.lefts) for word in row):  # fmt: skip
                return row
    return heads


def is_listed(passage: Passage, heads: Sequence[Token], figures: Sequence[Counted | None]) -> bool:
    """ "The victims, a boy and three girls, were": the first noun is all of the others."""
    if len(heads) < 3 or figures[0] is not None or not is_plural(heads[0]):
        return False
    if not any(kid.lower_ in {"the", "these", "those", "both"} for kid in heads[0].lefts):
        return False
    start, stop = passage.stop(heads[0]), passage.stop(heads[-1].right_edge)
    opened = passage.text[start : start + 3].lstrip()[:1] in _OPENS
    closed = passage.text[stop : stop + 3].lstrip()[:1] in _CLOSES
    return opened and (closed or heads[-1].right_edge.text in _CLOSES)


_OPENS = frozenset(",:(—–-")
_CLOSES = frozenset(",)—–-")
_ANYBODY = frozenset(
    ("people person victim other civilian resident relative student member teenager teen youth "
     "child adult minor juvenile passenger detainee prisoner worker protester patient").split()
)  # fmt: skip


def named_next(passage: Passage, head: Token, names: Sequence[Named]) -> bool:
    """ "Their children, Ana and Omar Ruiz": the names are theirs."""
    stop = passage.stop(head)
    return any(passage.text[stop : name.start] in {" ", ", ", " — ", ": "} for name in names)


def _somebody(head: Token) -> bool:
    return head.lower_ in people() or head.lower_ == "others"


def _at_least_all(parts: Sequence[Count]) -> Count:
    """ "A teacher, two farmers and their children": at least five."""
    vague = [part.low or 0 for part in parts if part.hedge == "vague"]
    low = sum(part.low or 0 for part in parts if part.hedge != "vague") + max(vague, default=0)
    if vague:  # groups told without a number may be the same people
        return Count(low=low, high=None, about=None, hedge="vague")
    return Count(low=low, high=None, about=low, hedge="at_least")


def _shares(head: Token) -> bool:
    """Whether a bare plural after a counted noun is counted with it."""
    return (
        is_plural(head)
        and head.dep_ == "conj"
        and not any(kid.dep_ in {"det", "nmod:poss", "nummod"} for kid in head.lefts)
    )
