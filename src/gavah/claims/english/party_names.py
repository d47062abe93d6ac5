"""Which names are of the group that a clause names, and not merely beside it."""

import re
from collections.abc import Sequence

from gavah.claims.english.common_words import usually_small
from gavah.claims.english.counts import Counted
from gavah.claims.english.folding_ages import NUMBERS
from gavah.claims.english.name_lists import beside, listed, somebody
from gavah.claims.english.name_words import known_names
from gavah.claims.english.names import Named
from gavah.claims.english.passages import Passage, noun_phrase, people
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words


def is_entitled(passage: Passage, head: Token, name: Named) -> bool:
    """Whether nothing but words of a title stands between a head and the name after it."""
    if not 0 < name.start - passage.stop(head) < 40:
        return False
    between = passage.words(passage.stop(head), name.start)
    return all(
        word.pos_ in {"NOUN", "PROPN", "ADJ"} or word.lower_ in known_names().titles
        for word in between
    )


def is_person_head(head: Token, names: Sequence[Named], passage: Passage) -> bool:
    at = passage.at(head)
    return any(name.start <= at < name.end for name in names)


_SPEAKS = re.compile(r",?\s(?:said|says|told|added|reported)\b")


def is_chief(head: Token) -> bool:
    """ "The head of the union", "the chair of the council": whoever leads a body, no part of one."""
    if head.lower_ not in {"head", "heads", "chair", "chairs"}:
        return False
    led = [kid for kid in head.rights if kid.dep_ == "nmod" and any(k.lower_ == "of" for k in kid.lefts)]  # fmt: skip
    return any(kid.lower_ not in people() or kid.tag_ == "NNS" for kid in led)


def names_of(passage: Passage, heads: Sequence[Token], *, people_only: bool) -> list[Named]:
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
            sure = people_only and not is_place(passage, named)
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
        aged = head.lower_ in {"old", "olds"}
        if aged or (head.pos_ == "NOUN" and (head.lower_ in people() or is_chief(head))):
            row = beside(passage, passage.stop(head)) or beside(
                passage, passage.stop(noun_phrase(head)[1])
            )
            if aged and row and _SPEAKS.match(passage.text, row[0].end):
                continue  # "a 34-year-old, Ali Ruiz said, was killed"
            for named in row[: None if is_plural(head) else 1]:
                found.setdefault(named.full or named.name, named)
    for head in heads:
        for named in _listed_after(passage, head):
            found.setdefault(named.full or named.name, named)
    if people_only:
        for head in heads:
            alone = befallen_name(passage, head)
            if alone is not None and not is_person_head(head, passage.names, passage):
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
    return named.start <= passage.at(head) < named.end and not is_several(head)


def _follows(passage: Passage, head: Token, named: Named) -> bool:
    """ "The clerk Ana Ruiz": one person's noun right before the name."""
    return head.lower_ in people() and head.tag_ == "NN" and named.start - passage.stop(head) == 1


def is_several(head: Token) -> bool:
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


def is_place(passage: Passage, named: Named) -> bool:
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
    if low in people() or word.lemma_.lower() in people() or low in _NO_NAME | NUMBERS or usually_small(low):  # fmt: skip
        return False
    return word.tag_ != "NNPS" and not low.endswith(("ans", "ians", "ese", "ists", "ers"))


_NO_NAME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december god islam police
    twenty thirty forty fifty sixty seventy eighty ninety hundred""".split()
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


def is_plural(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"people", "police"}
