"""People joined in one noun phrase: "the mayor, two guards and 20 others".

The tree misplaces members of such lists: a phrase between becomes an apposition ("his two
brothers") or a second subject of the verb. Agreement tells: an apposition has the number of what
it stands beside, and a plural verb whose one subject is a singular noun lacks a subject.
"""

from functools import cache

from gavah.claims.english.people_nouns import PEOPLE
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words
from gavah.resources import load

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_ONE_MORE = frozenset({"a", "an", "another"})
_PLURALS = frozenset({"NNS", "NNPS"})


def joined(head: Token) -> list[Token]:
    """A noun and those it is joined to; those that "including" brings in are parts of it."""
    found = [head]
    more = _second_subjects(head)
    listed = bool(more) or any(kid.dep_ == "conj" and kid.pos_ in _NOMINAL for kid in head.rights)
    for child in head.rights:
        if child.dep_ in {"appos", "dep"} and listed and _besides(head, child):
            found += joined(child)
        elif child.dep_ == "conj" and child.pos_ in _NOMINAL | {"ADJ"}:
            if not _coordinated(head, child):
                continue
            between = {word.lower_ for word in head.doc[head.i + 1 : child.left_edge.i]}
            if between & {"including", "like"}:
                break
            if any(word.text == "/" for word in head.doc[head.i + 1 : child.i]):
                return joined(child)
            found += joined(child)
    later = [one for one in more if one not in found]
    if later and not _all_beside(head, found) and not _besides(found[-1], later[0]):
        later = []
    return [*found, *later]


def first_of(noun: Token) -> Token:
    """The noun that opens the list a noun is joined into; itself where it is in none."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.i < noun.i:
        noun = noun.head
    return noun


def with_first(heads: list[Token]) -> list[Token]:
    """ "A clerk, his wife and two sons died": the clerk too, whom the tree left out of the list."""
    if not heads or not _besides(heads[0], heads[0]):
        return heads
    edge = heads[0].left_edge
    if edge.i < 2 or edge.doc[edge.i - 1].text != ",":
        return heads
    first = edge.doc[edge.i - 2]
    while first.dep_ == "flat":
        first = first.head
    bare = not any(kid.dep_ == "case" for kid in first.lefts)
    lost = first.dep_ in {"obl", "appos", "nmod", "dislocated", "dep", "obl:unmarked", "ROOT"}
    someone = first.lower_ in PEOPLE or first.pos_ == "PROPN"
    return [first, *heads] if bare and lost and someone and len(heads) > 1 else heads


def _all_beside(head: Token, found: list[Token]) -> bool:
    """Whether all that a noun is joined to in the tree stands beside it, with no "and" of its own."""
    return all(one is head or one.dep_ in {"appos", "dep"} for one in found)


def _coordinated(head: Token, child: Token) -> bool:
    """Whether an "and" or "or" joins them: commas alone set off an apposition."""
    later = [kid for kid in head.rights if kid.dep_ == "conj" and kid.i >= child.i]
    return any(
        kid.dep_ == "cc" or kid.text in {"/", "&"} for one in later for kid in one.children
    ) or any(kid.dep_ == "conj" for kid in child.rights)


def _besides(one: Token, other: Token) -> bool:
    """Whether what stands beside somebody must be somebody else: nobody is his own wife."""
    own = any(kid.dep_ == "nmod:poss" and kid.pos_ == "PRON" for kid in other.lefts)
    return _another_number(one, other) or (own and other.lower_ in _kin())


@cache
def _kin() -> frozenset[str]:
    return frozenset(load("english/sources")["kinds"]["relative"])


def _another_number(one: Token, other: Token) -> bool:
    """Whether one is single and the other several: "Omar Karimi, his two brothers", "two men, a boy"."""
    if one.tag_ == "NNS" and other.tag_ == "NN" and other.lower_ in PEOPLE:
        counted = any(kid.dep_ == "nummod" for kid in one.lefts)
        return counted and any(kid.lower_ in _ONE_MORE for kid in other.lefts)
    return (
        one.tag_ in {"NN", "NNP"}
        and other.tag_ in _PLURALS
        and other.lower_ in PEOPLE
        and any(kid.dep_ == "nummod" for kid in other.lefts)
    )


def _second_subjects(head: Token) -> list[Token]:
    """ "A clerk from Hama and a guard were killed": the guard is no second town."""
    if head.dep_ not in {"nsubj", "nsubj:pass"} or _harm(head):
        return []
    verb = head.head
    first = head.left_edge
    if verb.dep_ == "conj" and verb.head.pos_ in {"NOUN", "PROPN"} and verb.head.i < head.i:
        led = first.i and head.doc[first.i - 1].lower_ == "and"
        if led and not _harm(verb.head) and not _clause_between(verb.head, first):
            return [verb.head]  # "Ana Ruiz, a clerk, and two others were killed"
    auxiliaries = {kid.lower_ for kid in head.head.lefts if kid.pos_ == "AUX"}
    if auxiliaries & {"was", "is", "has"}:
        return []
    for word in head.head.lefts:
        edge = word.left_edge
        before = edge if edge.lower_ in {",", "and"} else head.doc[edge.i - 1] if edge.i else None
        if word.i <= head.i or word.dep_ != head.dep_ or before is None:
            continue
        if before.lower_ == "and" and before.i > head.right_edge.i:
            return joined(word)
        if before.text == "," and _besides(head, word) and _and_follows(word):
            return joined(word)
    if head.lower_ not in PEOPLE:
        return []
    lacking = head.tag_ == "NN" and auxiliaries & {"were", "are", "have"}
    for word in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if word.dep_ != "conj" or word.lower_ not in PEOPLE or not _after_and(word):
            continue
        one = any(kid.lower_ in _ONE_MORE or kid.dep_ == "nummod" for kid in word.lefts)
        if lacking or (one and word.head.lower_ not in PEOPLE):
            return joined(word)
    return []


def _clause_between(noun: Token, first: Token) -> bool:
    """ "On Sunday, a woman was hurt and her son was killed": the day is no subject of the second."""
    between = noun.doc[noun.i + 1 : first.i]
    return any(word.pos_ == "VERB" and not word.dep_.startswith("acl") for word in between)


def _harm(noun: Token) -> bool:
    """ "Four bodies and 120 wounded": each is a harm of its own."""
    return bool(
        {noun.lower_, noun.lemma_.lower()} & (words("people").keys() | words("nouns").keys())
    )


def _after_and(word: Token) -> bool:
    return any(kid.dep_ == "cc" for kid in word.lefts)


def _and_follows(word: Token) -> bool:
    return any(kid.dep_ == "conj" and _after_and(kid) for kid in word.rights)
