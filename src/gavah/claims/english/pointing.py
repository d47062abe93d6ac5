"""Places that only a class word tells: "at the mine", "in the city", "across the country", "there".

Each points back to a place that the document named before: the nearest one of its class, else of
its kind. Rule: docs/terms.md, "Place": what a document states in whatever sentence is its place.
"""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from gavah.claims.english.happenings import Event
from gavah.claims.english.places import Placed
from gavah.claims.english.trees import Token
from gavah.resources import load

_KINDS = {
    "settlement": frozenset({"settlement"}),
    "district": frozenset({"district", "settlement"}),
    "province": frozenset({"province"}),
    "region": frozenset({"region"}),
    "venue": frozenset({"exact"}),
    "country": frozenset({"country"}),
}
_COUNTRY = frozenset({"country", "nation", "kingdom", "republic"})
_HERE = frozenset({"there"})
_LOOSE = frozenset({"area", "zone", "block", "sector", "gate", "house"})
_POINTING = frozenset({"the", "this", "that", "same", "entire", "whole"})
_STEPS = 4
"""How far in the tree the class word may stand from its act."""


@cache
def _classes() -> dict[str, str]:
    around = load("english/place_words")
    kinds = dict.fromkeys(_COUNTRY, "country")
    for kind in ("venue", "region", "province", "district", "settlement"):
        kinds |= {str(word): kind for word in around[kind] if str(word) not in _COUNTRY | _LOOSE}
    return kinds


def pointed(event: Event, named: Sequence[Placed]) -> Placed | None:
    """The place that a class word in the event's clause takes up.

    `named`: the places that the text names, in its order.
    """
    if event.passage.where == "title":
        return None
    for token in event.passage.tokens:
        kind = _class_of(token)
        if kind is None or not _of_act(token, event):
            continue
        at = event.passage.at(token)
        before = [one for one in named if one.end <= at and one.role != "adjective"]
        chosen = _nearest(token, kind, [one for one in before if one.role == "locus"])
        chosen = chosen or _nearest(token, kind, before)
        if chosen is not None and kind == "country":
            return _whole(chosen, event.passage.text)
        if chosen is not None:
            return chosen
    return None


def _whole(placed: Placed, text: str) -> Placed:
    """The country itself, where only a part of it was named: "northeastern Nigeria"."""
    words = text[placed.start : placed.end].split(" ")
    leads = load("english/place_words")["leads"]
    start = placed.start
    while len(words) > 1 and words[0].casefold() in leads:
        start += len(words[0]) + 1
        words = words[1:]
    name = text[start : placed.end]
    return replace(placed, start=start, place=replace(placed.place, name=name))


def _class_of(token: Token) -> str | None:
    if token.lower_ in _HERE:
        return "any" if token.dep_ == "advmod" and token.head.pos_ in {"VERB", "NOUN"} else None
    kind = _classes().get(token.lower_)
    if kind is None or token.pos_ != "NOUN":
        return None
    before = {kid.lower_: kid for kid in token.lefts}
    cased = any(kid.dep_ == "case" and kid.lower_ in _LOCATIVE for kid in token.lefts)
    cased = cased or (token.dep_ == "nmod" and token.head.lemma_.lower() in {"part", "corner"})
    if not cased or not before.keys() & _POINTING or any(kid.dep_ in {"compound", "nmod:poss", "nummod"} for kid in token.lefts):  # fmt: skip
        return None
    if any(_tells_which(kid) for kid in token.rights):
        return None  # "the city of Damietta", "the village where she was born"
    return kind


def _tells_which(kid: Token) -> bool:
    """Whether words after a class word say which one is meant; a time does not."""
    if kid.dep_ in {"acl", "acl:relcl", "appos"}:
        return True
    of = any(word.lower_ == "of" for word in kid.lefts if word.dep_ == "case")
    return kid.dep_ == "nmod" and (of or kid.pos_ == "PROPN")


_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around", "within", "over"})  # fmt: skip


def _of_act(token: Token, event: Event) -> bool:
    """Whether a word hangs on the act, or on one of the words that tell it."""
    subject = event.token.dep_ in {"nsubj", "nsubj:pass"}  # "no casualties were reported there"
    for steps, above in enumerate((token, *token.ancestors)):
        if subject and steps == 1 and above == event.token.head:
            return True
        if above == event.token or event.start <= event.passage.at(above) < event.end:
            return True  # "the number of those arrested in the state"
        if above.dep_ in {"acl", "acl:relcl", "parataxis"} or steps > _STEPS:
            return False
    return False


def _nearest(token: Token, kind: str, before: Sequence[Placed]) -> Placed | None:
    if kind == "any":
        fine = [one for one in before if one.place.precision != "country"]
        return fine[-1] if fine else None
    word = re.compile(rf"\b{re.escape(token.lower_)}\b", re.IGNORECASE)
    same = [one for one in before if word.search(one.place.name)]
    if same:
        return same[-1]
    alike = [one for one in before if one.place.precision in _KINDS[kind]]
    return alike[-1] if alike else None
