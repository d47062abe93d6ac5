"""The figure beside a harm: right before a participle, right after a verb, or after a toll."""

import re

from gavah.claims.english.counts import Counted
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.passages import (
    Passage,
    people,
)
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, words


def left_quantity(passage: Passage, first: Token) -> Counted | None:
    """The quantity phrase that ends right before a word: "at least 40 of them were" -> 40."""
    at = passage.at(first)
    near = [one for one in passage.counts if one.end <= at and one.kind != "article"]
    if not near:
        return None
    counted = near[-1]
    harms = words("verbs")
    for token in passage.words(counted.end, at):
        low = token.lower_
        if low in people() or token.pos_ in {"AUX", "ADV", "ADJ", "PART"} or token.dep_ == "aux":
            if low in words("states") or low == "not":
                return None
            continue
        if low in {"of", "them", "the", "who", "have", "has", "had", "been", "were", "was", "also", "critically", "seriously", "left", "being", "others", "more", "people", "that", "to", "reported", "confirmed", "feared", "presumed", "believed", "pronounced", "declared"}:  # fmt: skip
            continue
        if low in harms or token.tag_.startswith("VB") or token.pos_ in {"PUNCT", "VERB", "CCONJ", "SCONJ"}:  # fmt: skip
            return None
        if token.pos_ in {"ADP", "NUM", "PRON", "SYM"}:
            return None
    return counted


def right_quantity(passage: Passage, trigger: Trigger) -> Counted | None:
    """The quantity phrase that follows a verb closely: "killing, police say, at least 9" not."""
    stop = passage.stop(trigger.token)
    for counted in passage.counts:
        if counted.start < stop or counted.kind == "article":
            continue
        between = passage.words(stop, counted.start)
        if another_harm(between):
            return None
        if len(between) > 5 or any(
            (token.pos_ in {"ADP", "PUNCT", "SCONJ", "PRON"} and token.lower_ not in {"at", "down", "up", "than", "least"})
            or (token.pos_ == "VERB" and token.lemma_.lower() not in words("verbs"))
            for token in between
        ):  # fmt: skip
            return None
        return counted
    return None


def another_harm(between: list[Token]) -> bool:
    """Whether another harm comes between, with people before it: "killed a woman and injured nine"."""
    for at, word in enumerate(between):
        if lemma_of(word) in words("verbs") and word.pos_ in {"VERB", "ADJ"}:
            return any(one.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for one in between[:at])
    return False


def found_after(passage: Passage, trigger: Trigger) -> Counted | None:
    """ "Found dead: 4 men"; "Among those killed were 3 children"."""
    return right_quantity(passage, trigger)


def toll_figure(passage: Passage, trigger: Trigger) -> Counted | None:
    """The figure of a toll: the last after "to", else the first after the words."""
    stop = passage.stop(trigger.last)
    told = [one for one in passage.counts if one.kind != "article"]
    after = [one for one in told if one.start >= stop]
    led = [one for one in after if passage.lower(one.start - 4, one.start).endswith(("to", "at", "is")) or _AS.search(passage.text, stop, one.start) or passage.lower(one.start - 8, one.start).endswith(("reached", "hits", "hit", "was", "of", "passed"))]  # fmt: skip
    if led:
        return led[0]
    before = [one for one in told if one.end <= passage.at(trigger.first)]
    if before and passage.lower(before[-1].end, passage.at(trigger.first)) in {"the", "to the"}:
        return before[-1]
    if not after or _APART.search(passage.text, stop, after[0].start):
        return None
    return after[0]


_AS = re.compile(r"\b(?:many|high|low|much|few|toll|number|count) as $", re.IGNORECASE)
_APART = re.compile(r"\b(?:as|after|since|while|because|when|with|but)\b", re.IGNORECASE)
"""Between a toll and a figure that is another's: "the toll could rise as 30 are missing"."""


def head_of(passage: Passage, counted: Counted) -> Token | None:
    """The noun a quantity counts: the last word of its phrase, or the noun right after it."""
    inside = passage.words(counted.start, counted.end)
    if not inside:
        return None
    last = inside[-1]
    if last.dep_ == "nummod" or (last.pos_ in {"NUM", "ADJ"} and last.head.i > last.i and last.head.pos_ in {"NOUN", "PROPN"}):  # fmt: skip
        return last.head
    return last


def is_within(passage: Passage, head: Token, counted: Counted) -> bool:
    """Whether the quantity counts this noun."""
    own = head_of(passage, counted)
    if own is None:
        return False
    return (
        own.i == head.i or head.is_ancestor(own) or counted.start <= passage.at(head) < counted.end
    )
