"""One sentence of a document with what stands in it: the unit that events are found in.

Offsets are code points of the document's text, or of its title where `where` is "title".
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from gavah.claims.english.counts import Counted
from gavah.claims.english.dates import Dated
from gavah.claims.english.names import Named
from gavah.claims.english.places import Placed
from gavah.claims.english.trees import Span, Token
from gavah.resources import load

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_ASIDE = frozenset(
    {"acl", "acl:relcl", "appos", "conj", "cc", "parataxis", "punct", "case", "mark", "advcl",
     "cop", "aux", "nsubj", "nsubj:pass", "nsubj:outer", "advmod", "dep", "orphan", "list", "ccomp"}
)  # fmt: skip


@dataclass(slots=True)
class Passage:
    """A sentence.

    Attributes:
        span: its words and tree.
        offset: where its paragraph starts in the text.
        text: the whole text (or title) that offsets count in.
        order: its place among the document's sentences; the title comes before all.
        paragraph: the place of its paragraph.
        echo: whether the sentence only says the title again.
        before: the sentence before it in its paragraph or the paragraph before.
        counts, dates, places, names: what stands in it, in order; ordinals: "the fifth";
            broken: figures whose digits are in no order that tells a number.
        tokens: its words; `lowers` in lower case.
        start, end: its place in the text, the end exclusive.
    """

    span: Span
    offset: int
    text: str
    where: Literal["text", "title"]
    order: int
    paragraph: int
    echo: bool = False
    before: "Passage | None" = None
    counts: list[Counted] = field(default_factory=list)
    ordinals: list[Counted] = field(default_factory=list)
    broken: list[Counted] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    tokens: list[Token] = field(init=False)
    lowers: frozenset[str] = field(init=False)
    start: int = field(init=False)
    end: int = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Lay the words out once: they are asked for often."""
        self.tokens = list(self.span)
        self.lowers = frozenset(token.lower_ for token in self.tokens)
        self._starts = [self.offset + int(token.idx) for token in self.tokens]
        self.start = self._starts[0]
        self.end = self._starts[-1] + len(self.tokens[-1])

    @property
    def parsed(self) -> bool:
        """Whether it has a tree; a sentence that can hold no claim has none."""
        return self.tokens[0].tag_ != ""

    def at(self, token: Token) -> int:
        """Where a word starts."""
        return self.offset + int(token.idx)

    def stop(self, token: Token) -> int:
        """Where a word ends, exclusive."""
        return self.offset + int(token.idx) + len(token)

    def words(self, start: int, end: int) -> list[Token]:
        """The words between two offsets."""
        return self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def lower(self, start: int, end: int) -> str:
        """The words between two offsets as one line in lower case."""
        return " ".join(self.text[max(start, 0) : max(end, 0)].lower().split())


def noun_phrase(head: Token) -> tuple[Token, Token]:
    """First and last word of a noun phrase, without clauses, appositions and what it is joined to."""
    kept = {head.i}
    for child in head.children:
        if child.dep_ in _ASIDE and not (child.dep_ == "advmod" and child.i < head.i):
            continue
        if child.i > head.i and child.dep_ in {"nmod", "obl", "flat", "compound", "nummod", "amod"}:
            cases = {kid.lower_ for kid in child.lefts if kid.dep_ == "case"}
            if child.dep_ in {"nmod", "obl"} and not cases & {"of", "from", "with", "for"}:
                continue
        kept.update(_inner(child))
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    while first - 2 >= head.sent.start and head.doc[first - 1].text == "/":
        first -= 2
    while first - 1 in kept:
        first -= 1
    return head.doc[first], head.doc[last]


def _inner(token: Token) -> set[int]:
    kept = {token.i}
    for child in token.children:
        if child.dep_ not in {"acl", "acl:relcl", "appos", "parataxis", "advcl", "ccomp"}:
            kept |= _inner(child)
    return kept


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun takes up; the token itself when it is none.

    A verb read as a subject ("the nuns kidnapped there were freed") stands for its own subject.
    """
    if token.pos_ in {"VERB", "ADJ"}:  # "two boys aged 15 and 17"
        own = next((kid for kid in token.lefts if kid.dep_ in {"nsubj", "nsubj:pass"}), None)
        return own if own is not None else token
    if token.lower_ in {"who", "which", "that", "whom"}:
        for above in token.ancestors:
            if above.dep_ == "acl:relcl":
                return _befallen(_whom(above.head), token) if token.lower_ == "who" else above.head
            if above.dep_ == "acl" and token.lower_ in {"who", "which"}:
                return above.head
    return token


def _befallen(head: Token, who: Token) -> Token:
    """ "The attack on the clerk Omar Ruiz, who was hurt": the tree hangs "who" on the attack."""
    if (
        head.pos_ != "NOUN"
        or head.lower_ in people()
        or head.lower_.endswith(("er", "or", "ist", "ee"))
    ):
        return head
    for child in reversed(list(head.rights)):
        led = any(kid.lower_ in {"on", "against", "of", "to", "by"} for kid in child.lefts)
        if (
            child.dep_ == "nmod"
            and led
            and child.i < who.i
            and (child.pos_ == "PROPN" or child.lower_ in people())
        ):
            return child
    return head


def _whom(head: Token) -> Token:
    """The people that "who" takes up: not the party whose "activists … who" they are."""
    above = head
    for _ in range(4):
        if above is not head and head.pos_ == "PROPN" and above.lower_ in _CLOSE:
            return head  # "the family of Ana Ruiz, who died"
        if above.lower_ in people() or above.lemma_.lower() in people():
            return above
        if above.dep_ not in {"nmod", "conj", "compound", "flat"} or above.pos_ not in {
            "PROPN",
            "NOUN",
        }:
            return head
        above = above.head
    return head


_CLOSE = frozenset(
    ("family relatives parents friends lawyer lawyers supporters colleagues house home funeral "
     "body death case neighbours neighbors").split()
)  # fmt: skip
"""Whose "who" is the one they belong to."""

_FINITE = frozenset({"have", "has", "had", "was", "were", "is", "are"})


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who a verb's subject is: its own, or that of the verb it is joined to or hangs on."""
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}:
            return antecedent(child)
    if depth > 4 or verb.dep_ == "ROOT":
        return None
    head = verb.head
    if verb.dep_ in {"cop", "aux", "aux:pass"}:
        return subject_of(head, depth + 1)
    if verb.dep_ in {"acl", "acl:relcl"} and head.pos_ in _NOMINAL:
        return head
    if verb.dep_ == "ccomp" and any(kid.lower_ in _FINITE for kid in verb.lefts):
        # "she says 21 of the girls have been freed": they, whom the tree gave to "says"
        return next((kid for kid in head.rights if kid.dep_ == "obj" and kid.i < verb.i), None)
    if verb.dep_ == "advcl" and head.dep_ == "xcomp" and head.pos_ == "ADJ":
        found = next((kid for kid in head.head.children if kid.dep_ == "obj"), None)
        if found is not None:
            return found  # "they found him unresponsive after being shot"
    if verb.dep_ in {"conj", "xcomp", "advcl", "parataxis", "ccomp"} and head.pos_ in {
        "VERB", "AUX", "NOUN", "ADJ",
    }:  # fmt: skip
        return subject_of(head, depth + 1)
    return None


def counted_noun(head: Token) -> Token:
    """The people of "hundreds of villagers" and "a group of youths"; else the head itself."""
    if head.tag_ == "NNS" and head.lower_ in people():
        return head  # "activists of the party"
    for child in head.rights:
        if child.dep_ in {"nmod", "obl"} and any(kid.lower_ == "of" for kid in child.lefts):
            return child
    return head


@cache
def people() -> frozenset[str]:
    """Nouns for people, in the forms that reports use."""
    return frozenset(
        word for row in load("english/people_nouns") for word in row["words"]
    )  # fmt: skip
