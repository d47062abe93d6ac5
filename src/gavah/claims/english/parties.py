"""Those a clause names as harmed or gathered: how many, described how, with what names.

Rule: docs/terms.md, "Count" and "Victims". A singular is one, a bare plural at least two, names
alone are as many as they are; exact parts are added; a group with a figure of its own keeps it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gavah.claims.english.common_words import usually_small
from gavah.claims.english.counts import Counted
from gavah.claims.english.name_lists import beside, listed, somebody
from gavah.claims.english.name_words import known_names
from gavah.claims.english.names import Named
from gavah.claims.english.numerals import PLURALS
from gavah.claims.english.passages import Passage, noun_phrase, people
from gavah.claims.english.people_nouns import THINGS
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words
from gavah.model import Count

_ONE = frozenset({"he", "she", "him", "her", "his", "i", "me", "my", "himself", "herself"})
_SEVERAL = frozenset(
    {"they", "them", "their", "we", "us", "our", "those", "these", "both", "themselves"}
)
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"}
)
_COLLECTIVE = frozenset(
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


@dataclass(slots=True)
class Party:
    """Those a clause names.

    Attributes:
        count: how many; None where neither a number nor a name is given.
        counted: where the figure stands; None for a count that rests on the noun or the names.
        description: the noun phrase without its number.
        names: persons of the group, by name.
        spans: where the description and the names stand.
        back: the words point back to people named before ("the man", "they").
        unnumbered: nothing but the plural says how many.
        heads: lemmas of the nouns, to compare descriptions.
        people: whether the words are of people at all.
    """

    count: Count | None = None
    counted: tuple[int, int] | None = None
    description: str | None = None
    names: tuple[Named, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    back: bool = False
    unnumbered: bool = True
    heads: frozenset[str] = frozenset()
    people: bool = True
    doubts: tuple[str, ...] = ()


def exact(number: int) -> Count:
    """A bare figure."""
    return Count(low=number, high=number, about=number, hedge=None)


def at_least_two() -> Count:
    """A bare plural."""
    return Count(low=2, high=None, about=None, hedge="vague")


def party(
    passage: Passage,
    heads: Sequence[Token],
    quantity: Counted | None,
    *,
    people_only: bool = False,
) -> Party:
    """Describe the people of these head words; `quantity` is the figure beside the act.

    `people_only`: the act befalls nobody but people, so a name that it befalls is a person's.
    """
    if not heads:
        return _of_quantity(passage, quantity) if quantity is not None else Party(people=False)
    phrases = [(passage.at(a), passage.stop(b)) for a, b in map(noun_phrase, heads)]
    names = _names(passage, heads, people_only=people_only)
    figures = [_figure(passage, head, phrase) for head, phrase in zip(heads, phrases, strict=True)]
    if quantity is not None and all(figure is None for figure in figures):
        figures = [quantity, *([None] * (len(heads) - 1))]
        if len(heads) > 1 and _person_head(heads[-1], names, passage):
            figures, heads, phrases = [quantity], heads[:1], phrases[:1]
    lead = figures[0]
    if lead is not None and lead.count is not None and lead.count.low == len(names) > 1:
        figures, heads, phrases = [lead], heads[:1], phrases[:1]  # the names are an apposition
    if not any(_is_people(h, f, passage, names) for h, f in zip(heads, figures, strict=False)):
        return Party(people=False)
    figures = figures[: len(heads)]
    count, counted = _total(passage, heads, figures, names)
    if (
        len(heads) == len(names) == 1
        and figures[0] is None
        and _entitled(passage, heads[0], names[0])
    ):
        count = exact(1)  # "the armed forces chief Omar Ruiz"
    first = figures[0] if figures else None
    description, spans = _description(passage, heads, phrases, figures, names)
    back = count is None or all(
        figure is None and _points_back(passage, head, names)
        for head, figure in zip(heads, figures, strict=False)
    )
    numbered = any(f is not None for f in figures) or bool(names)
    told = [f for f in figures if f is not None]
    told += [one for one in passage.broken if any(a <= one.start < b for a, b in phrases)]
    doubts = tuple(dict.fromkeys(d for f in told for d in f.doubts))
    return Party(
        count,
        counted or ((first.start, first.end) if first is not None else None),
        description,
        tuple(names),
        spans,
        back,
        not numbered and (count is None or count.hedge == "vague"),
        frozenset(head.lemma_.lower() for head in heads),
        True,
        doubts,
    )


def _of_quantity(passage: Passage, quantity: Counted) -> Party:
    words_of = passage.words(*quantity.noun) if quantity.noun is not None else []
    spoken = [token for token in words_of if not _harm_noun(token)]
    spans = (quantity.noun,) if spoken and quantity.noun is not None else ()
    return Party(
        quantity.count, (quantity.start, quantity.end),
        passage.text[slice(*spans[0])] if spans else None, (), spans, False, False,
        frozenset(token.lemma_.lower() for token in words_of), True, quantity.doubts,
    )  # fmt: skip


def _entitled(passage: Passage, head: Token, name: Named) -> bool:
    """Whether nothing but words of a title stands between a head and the name after it."""
    if not 0 < name.start - passage.stop(head) < 40:
        return False
    between = passage.words(passage.stop(head), name.start)
    return all(
        word.pos_ in {"NOUN", "PROPN", "ADJ"} or word.lower_ in known_names().titles
        for word in between
    )


def _harm_noun(token: Token) -> bool:
    """ "Deaths", "arrests", "the wounded": nouns of the harm, that describe nobody; hostages do."""
    told = words("people") | words("nouns")
    act = told.get(token.lower_) or told.get(token.lemma_.lower())
    return act is not None and words("people").get(token.lemma_.lower()) != "abducted"


def _figure(passage: Passage, head: Token, phrase: tuple[int, int]) -> Counted | None:
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
    if head.lemma_.lower() in _COLLECTIVE:  # "a family of five"
        of = [one for one in passage.counts if one.start > stop and one.count is not None]
        if of and passage.lower(stop, of[0].start) == "of" and of[0].people is not False:
            return of[0]
    upon = [one for one in inside if one.start <= at < one.end]
    return upon[0] if upon else max(inside, key=lambda one: one.start)


def _dresses(token: Token) -> bool:
    """Whether a word may stand between a figure and the noun it counts."""
    return token.pos_ in {"ADJ", "PROPN"} or token.dep_ in {"amod", "compound"} or token.text in {"-", "/"}  # fmt: skip


def _person_head(head: Token, names: Sequence[Named], passage: Passage) -> bool:
    at = passage.at(head)
    return any(name.start <= at < name.end for name in names)


def _names(passage: Passage, heads: Sequence[Token], *, people_only: bool) -> list[Named]:
    """Persons named as the group or as some of it, not those it merely mentions."""
    found: dict[str, Named] = {}
    for named in passage.names:
        if any(
            one.kind != "article" and (one.start <= named.start < one.end or _counts_it(one, named))
            for one in passage.counts
        ):
            continue  # "eighty-one Kar …", "six Jesuits" name nobody
        if named.kind != "person":
            if named.kind != "unknown" or not _may_be_called(named.name):
                continue
            sure = people_only and not _is_place(passage, named)
            if any(
                (" " in named.name and _is_apposed(passage, head, named))
                or (sure and (_heads(passage, head, named) or _follows(passage, head, named)))
                for head in heads
            ):
                found.setdefault(named.full or named.name, named)
            continue
        if (
            any(_is_apposed(passage, head, named) for head in heads)
            or any(_belongs(passage, head, named) for head in heads)
            or any(_among(passage, head, named) for head in heads)
        ):
            found.setdefault(named.full or named.name, named)
    for head in heads:
        if head.lower_ in people() and head.pos_ == "NOUN":
            for named in beside(passage, passage.stop(head))[: None if _plural(head) else 1]:
                found.setdefault(named.full or named.name, named)
    for head in heads:
        for named in _listed_after(passage, head):
            found.setdefault(named.full or named.name, named)
    if people_only:
        for head in heads:
            alone = befallen_name(passage, head)
            if alone is not None and not _person_head(head, passage.names, passage):
                found.setdefault(alone.name, alone)
    return list(found.values())


def _counts_it(counted: Counted, named: Named) -> bool:
    """Whether a figure above one counts a name's bearers, or those it says more of: no one person."""
    several = counted.count is not None and (counted.count.low or 0) > 1
    if not several or counted.noun is None:
        return False
    first, last = counted.noun
    between = counted.end <= named.start and named.end <= first  # "101 Ruiz supporters"
    return between or (first <= named.start < last and " " not in named.name)


def _listed_after(passage: Passage, head: Token) -> list[Named]:
    """ "Omar Karimi, 40, of Shiraz, and Sara Benso": all of the list, where the tree breaks it off."""
    named = [one for one in passage.names if somebody(one)]
    at = next((k for k, one in enumerate(named) if one.start <= passage.at(head) < one.end), None)
    if at is None:
        return []
    row: list[Named] = []
    for one in listed(passage, named, at)[1:]:
        tokens = passage.words(one.start, one.end)
        top = next((word for word in tokens if word.head not in tokens), None)
        if top is None or (top.dep_.startswith("nsubj") and top.head is not head.head):
            break  # "…, and Ana Ruiz said"
        row.append(one)
    return row


def _may_be_called(name: str) -> bool:
    """Whether no word of a name is a noun for people, a word of harm or a small word of a headline."""
    rows = name.lower().split()
    told = people() | frozenset(words("verbs")) | frozenset(words("nouns"))
    return (
        len(rows) <= 4
        and not all(map(usually_small, rows))
        and not any(row in told or row in _SMALL or row.endswith(("ed", "ing")) for row in rows)
    )


_SMALL = frozenset(
    ("by", "in", "on", "at", "with", "after", "near", "attack", "blast", "from", "and")
)


def _heads(passage: Passage, head: Token, named: Named) -> bool:
    """Whether the name is the noun phrase's own head, not a word in it: "Ana Ruiz", "Ruiz, 40"."""
    return named.start <= passage.at(head) < named.end and not _several(head)


def _follows(passage: Passage, head: Token, named: Named) -> bool:
    """ "The clerk Ana Ruiz": one person's noun right before the name."""
    return head.lower_ in people() and head.tag_ == "NN" and named.start - passage.stop(head) == 1


def _several(head: Token) -> bool:
    """ "The Ruiz": a family, a ship; not "the reporter Ana Ruiz"."""
    if head.tag_ == "NNPS":
        return True
    if any(kid.lower_ in {"several", "some"} for kid in head.lefts):
        return True
    return any(kid.dep_ == "det" for kid in head.lefts) and not _titled(head)


def _titled(head: Token) -> bool:
    """Whether a noun for people stands before the name: "the US singer Ruiz"."""
    return any(
        kid.lower_ in people() for kid in head.lefts if kid.dep_ in {"compound", "nmod:desc"}
    )


def _is_place(passage: Passage, named: Named) -> bool:
    """Whether the name is a place's, and not only its first word ("Orlando Ruiz")."""
    return any(
        one.start <= named.start < one.end and named.end <= one.end and one.role != "actor"
        for one in passage.places
    )


def befallen_name(passage: Passage, head: Token) -> Named | None:
    """A single name that nothing else tells to be a person's, where only a person can stand.

    "Police arrested Ruiz": no list need know it. Not a place, a people, a body or a plural.
    """
    dressed = any(kid.dep_ in {"det", "nummod", "amod"} for kid in head.lefts)
    if head.pos_ != "PROPN" or (dressed and not _titled(head)):
        return None
    row = [head, *(kid for kid in head.children if kid.pos_ == "PROPN" and (kid.dep_ == "flat" or (kid.dep_ == "compound" and not dressed)))]  # fmt: skip
    row.sort(key=lambda one: one.i)
    if len(row) > 4 or not all(_spelt_as_name(one) for one in row) or row[-1].i - row[0].i >= len(row):  # fmt: skip
        return None
    start, end = passage.at(row[0]), passage.stop(row[-1])
    taken = [(one.start, one.end) for one in passage.names]
    taken += [(one.start, one.end) for one in passage.places]
    if any(first < end and start < last for first, last in taken):
        return None
    return Named(
        start, end, passage.text[start:end], "person", None, False, passage.text[start:end]
    )


def _spelt_as_name(word: Token) -> bool:
    """A capital and small letters, no noun for people, no plural of a people's name."""
    text, low = word.text, word.lower_
    if len(text) < 3 or not text[0].isupper() or text.isupper() or not text.isalpha():
        return False
    if low in people() or word.lemma_.lower() in people() or low in _NO_NAME or usually_small(low):
        return False
    return word.tag_ != "NNPS" and not low.endswith(("ans", "ians", "ese", "ists", "ers"))


_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december god islam police""".split()
)


def _is_apposed(passage: Passage, head: Token, named: Named) -> bool:
    """ "Ana Ruiz, a teacher who was killed": the noun set beside the name is that person."""
    if head.dep_ != "appos" or head.lower_ not in people() or head.tag_ != "NN":
        return False
    return named.start <= passage.at(head.head) < named.end


def _among(passage: Passage, head: Token, named: Named) -> bool:
    """ "A and B were among the 24 members killed": they are of the group."""
    for token in passage.tokens:
        if token.lower_ == "among" and 0 < head.i - token.i <= 8 and named.end <= passage.at(token):
            return True
    return False


def _belongs(passage: Passage, head: Token, named: Named) -> bool:
    tokens = passage.words(named.start, named.end)
    if not tokens:
        return False
    top = next((t for t in tokens if t.head not in tokens), tokens[0])
    for token in tokens:
        if token.i == head.i:
            return True
    at = top
    while at.i != head.i:
        if at.dep_ not in {"appos", "flat", "conj", "compound", "nsubj", "list", "dep", "amod", "nmod", "nummod", "nmod:desc"}:  # fmt: skip
            return False
        if at.dep_ == "compound" and at.head.tag_ == "NNS":
            return False  # "the Khan supporters"
        if at.dep_ == "nmod":
            cases = {kid.lower_ for kid in at.lefts if kid.dep_ == "case"}
            if cases and not cases & {"including", "like"}:
                return False
        if at.head is at:
            return False
        at = at.head
    return True


def _is_people(
    head: Token, figure: Counted | None, passage: Passage, names: Sequence[Named]
) -> bool:
    low, lemma = head.lower_, head.lemma_.lower()
    if low in _ONE or low in _SEVERAL or low in people() or lemma in people():
        return True
    if (
        head.pos_ == "ADJ"
        and head.i + 1 < head.sent.end
        and head.doc[head.i + 1].lower_ == "accused"
    ):
        return True  # "the prime accused", a noun in South Asia
    if figure is not None and figure.kind != "article" and figure.people is not False:
        return True
    if _person_head(head, names, passage):
        return True
    if _of_things(head):
        return False  # "one of the vehicles was hit"
    if low in words("people") or low in {"one", "many", "others", "all", "some", "none", "several", "most", "two", "three", "everyone", "everybody", "anyone", "nobody", "dozens"}:  # fmt: skip
        return True
    if lemma in _COLLECTIVE or low in {"no-one", "person", "civilian"} or _aged(head):
        return True
    if low in {"old", "olds"} and head.pos_ == "NOUN":
        return True  # "a 5-year-old"
    if head.pos_ == "PROPN":
        return any(
            name.kind == "person" and name.start <= passage.at(head) < name.end
            for name in passage.names
        ) or bool(re.fullmatch(r"[A-Z]\w+(?:ans|ians|is|ese|ish|ns)", head.text))
    return bool(
        re.search(r"(?:ist|ists|ian|ians|man|men|woman|women|ees?|ers?|ors?)$", low)
        and head.pos_ == "NOUN"
        and low
        not in {
            "number",
            "order",
            "power",
            "border",
            "water",
            "paper",
            "winter",
            "computer",
            "car",
            "animal",
        }
    )


def _of_things(head: Token) -> bool:
    if head.pos_ not in {"NUM", "PRON", "DET", "NOUN"} or head.lower_ in people():
        return False
    return any(
        kid.dep_ == "nmod" and kid.pos_ == "NOUN" and kid.lower_ in THINGS
        and any(word.lower_ == "of" for word in kid.lefts)
        for kid in head.rights
    )  # fmt: skip


def _aged(head: Token) -> bool:
    """ "The 33-year-old", "two 12 year olds": somebody told by age alone."""
    if head.lower_ not in {"old", "olds"}:
        return head.lower_.endswith(("year-old", "year-olds"))
    return any(kid.lower_ in {"year", "years", "month", "months"} for kid in head.lefts)


def _plural(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"people", "police"}


def _single(head: Token) -> Count | None:
    """How many a noun says by its form alone."""
    low = head.lower_
    if low in _ONE:
        return exact(1)
    if low in _SEVERAL or low in {"others", "some", "many", "several"}:
        return at_least_two()
    if low in {"couple", "pair"}:
        return exact(2)
    if head.lemma_.lower() in _COLLECTIVE or low in {"everyone", "everybody", "all", "anyone"}:
        return None
    if _plural(head):
        return at_least_two()
    return exact(1)


def _total(
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
    parts = [figure.count if figure is not None else _single(head) for head, figure in rows]
    known = [part for part in parts if part is not None]
    first = next((f for f in figures if f is not None), None)
    span = (first.start, first.end) if first is not None else None
    if names and all(figure is None for figure in figures):
        more = [
            head for head in heads
            if _plural(head) and not _person_head(head, names, passage) and not _named_next(passage, head, names)
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
        if all(f is not None or _somebody(h) or _person_head(h, names, passage) for h, f in rows):
            return _at_least_all(known), span
    return (known[0] if first is None else first.count), span


def _named_next(passage: Passage, head: Token, names: Sequence[Named]) -> bool:
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
        _plural(head)
        and head.dep_ == "conj"
        and not any(kid.dep_ in {"det", "nmod:poss", "nummod"} for kid in head.lefts)
    )


def _points_back(passage: Passage, head: Token, names: Sequence[Named]) -> bool:
    low = head.lower_
    if low in _ONE or low in _SEVERAL:
        return True
    if _person_head(head, names, passage):
        return False
    return any(kid.lower_ in _DEFINITE for kid in head.lefts if kid.dep_ == "det")


def _without_age(passage: Passage, tokens: list[Token], names: Sequence[Named]) -> list[Token]:
    """A phrase that opens with the name says who, not what: "Ana Ruiz, 24, from Umra"."""
    opens = passage.at(tokens[0])
    if any(name.start <= opens < name.end for name in names):
        return []
    return tokens


def _description(
    passage: Passage,
    heads: Sequence[Token],
    phrases: Sequence[tuple[int, int]],
    figures: Sequence[Counted | None],
    names: Sequence[Named],
) -> tuple[str | None, tuple[tuple[int, int], ...]]:
    spans: list[tuple[int, int]] = []
    parts: list[str] = []
    for head, phrase, figure in zip(heads, phrases, figures, strict=False):
        if head.pos_ == "PRON" or _harm_noun(head):
            continue
        start, end = phrase
        if head.lower_ in PLURALS and end - start <= len(head):
            continue
        tokens = passage.words(start, end)
        if figure is not None and start < figure.start < figure.end <= passage.at(head):
            tokens = passage.words(figure.end, end)  # "A and B were among the nine teachers"
        elif figure is not None:
            tokens = [t for t in tokens if not figure.start <= passage.at(t) < figure.end] or [
                t for t in tokens if t.pos_ == "NOUN" and t.i >= head.i
            ]
        if _aged(head) and head.lower_ in {"old", "olds"}:
            tokens = passage.words(passage.at(head.left_edge), passage.stop(head))
        while tokens and tokens[0].lower_ in {"the", "a", "an", "of", "more", "other", "another", ",", "all", "these", "those", "some", "total"}:  # fmt: skip
            tokens = tokens[1:]
        if not tokens:
            continue
        tokens = _without_age(passage, tokens, names)
        while len(tokens) > 1 and tokens[-1].lower_ in words("states"):
            tokens = tokens[:-1]  # "left 300 people dead"
        if not tokens:
            continue
        span = (passage.at(tokens[0]), passage.stop(tokens[-1]))
        if any(name.start <= span[0] and span[1] <= name.end for name in names):
            continue
        if any(start <= span[0] and span[1] <= end for start, end in spans):
            continue
        spans.append(span)
        parts.append(passage.text[span[0] : span[1]])
    for name in names:
        if all(not (s <= name.start and name.end <= e) for s, e in spans):
            spans.append((name.start, name.end))
    return (" and ".join(parts) or None), tuple(spans)
