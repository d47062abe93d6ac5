"""The subject of a verb from which an aside parts it, where the tree lost it, or one of two.

"In May, a nurse and a driver were shot": the tree gave the nurse to the words before.
"Sara Benso, 25, a nurse from Moundou, was shot" and "The driver, police said, was arrested": what
stands between the commas is where trees go wrong. Read off the words: the noun phrase that opens
the clause, and commas up to the verb. No verb of its own may stand before the first comma.
"""

from gavah.claims.english.passages import people
from gavah.claims.english.trees import Token

_CLAUSE = frozenset({";", ":", "—", "–", "“", "”", '"', "``", "''"})
_BEFORE = frozenset({"ADP", "SCONJ", "ADV", "VERB", "AUX", "CCONJ"})
_HELPERS = frozenset({"AUX", "ADV", "PART"})
_LONGEST = 40
"""Most words of an aside."""


def across(verb: Token) -> Token | None:
    """The head of the noun phrase before the comma that closes right before a verb."""
    at = verb.i
    start = verb.sent.start
    while at > start and verb.doc[at - 1].pos_ in _HELPERS and verb.doc[at - 1].head is verb:
        at -= 1
    if at - 2 <= start or verb.doc[at - 1].text != "," or verb.tag_ not in {"VBN", "VBD", "VBZ", "VBP"}:  # fmt: skip
        return None
    if at == verb.i and verb.tag_ == "VBN":
        return None  # "A, killed in the war, …" is an aside itself
    first = at - 1
    while first > start and verb.doc[first - 1].text not in _CLAUSE and at - first < _LONGEST:
        first -= 1
    return _opening(verb.doc[first : at - 1])


def whole_of(verb: Token, part: Token) -> Token | None:
    """ "Four guards, among them an officer, Ali Musavi, also died": those of whom a part is named.

    `part`: whom the tree takes for the subject; None where it stands in no such aside.
    """
    lead = [word.lower_ for word in verb.doc[verb.sent.start : part.i + 1]]
    opened = [
        k
        for k in range(len(lead) - 1)
        if lead[k] == ","
        and (
            lead[k + 1] in _PARTS
            or (lead[k + 2 : k + 3] == ["of"] and lead[k + 3 : k + 4] in _WHOM)
        )
    ]  # ", among them", ", two of whom"
    if not opened or part.i >= verb.i:
        return None
    inside = verb.doc[verb.sent.start + opened[-1] : verb.i]
    if any(word.pos_ in {"VERB", "AUX"} and word.head not in (verb, part) for word in inside):
        return None  # the aside ended before: "…, were killed, and a driver, Ali, was arrested"
    head = across(verb)
    return head if head is not None and head.i < verb.sent.start + opened[-1] else None


_PARTS = frozenset({"among", "including"})
_WHOM = (["whom"], ["them"])


def _opening(words: list[Token]) -> Token | None:
    """The head of the first stretch between commas that is a noun phrase; others lead up to it."""
    stretches: list[list[Token]] = [[]]
    for word in words:
        if word.text == ",":
            stretches.append([])
        elif not word.is_space:
            stretches[-1].append(word)
    if len(stretches) < 2:
        return None
    for stretch in stretches[:-1]:
        if not stretch or stretch[0].pos_ in _BEFORE:
            continue
        return _head(stretch)
    return None


def _head(stretch: list[Token]) -> Token | None:
    if any(word.pos_ in {"VERB", "AUX", "SCONJ"} for word in stretch):
        return None
    inside = {word.i for word in stretch}
    for word in stretch:
        if word.pos_ not in {"NOUN", "PROPN"} and word.lower_ != "old":
            continue
        if word.head.i not in inside or word.head is word:
            return word
    return None


def one_more(subject: Token, verb: Token) -> Token | None:
    """ "A boy and six other people were shot": the one before "and", whom the tree made the root."""
    at = subject.left_edge.i
    at += verb.doc[at].lower_ == "and"
    if at - 2 < verb.sent.start or verb.doc[at - 1].lower_ != "and":
        return None
    first = verb.doc[at - 2]
    while first.dep_ in {"compound", "flat"} and first.head.i < at:
        first = first.head
    opens = first.left_edge.i == verb.sent.start
    single = first.tag_ in {"NN", "NNP"} and (first.lower_ in people() or first.pos_ == "PROPN")
    return first if opens and single and first is verb.head else None


def both(subject: Token, verb: Token) -> list[Token]:
    """ "In May, a nurse and a driver were shot": of one subject "were" cannot be said."""
    if subject.tag_ not in {"NN", "NNP"} or subject.i > verb.i:
        return [subject]
    if not any(kid.lower_ in {"were", "are", "have"} for kid in verb.lefts if kid.dep_.startswith("aux")):  # fmt: skip
        return [subject]
    second = next(
        (kid for kid in verb.lefts if kid.i > subject.i and kid.dep_ == subject.dep_), None
    )
    if second is not None and "and" in {kid.lower_ for kid in second.lefts}:
        return [subject, second]
    at = subject.left_edge.i
    at += verb.doc[at].lower_ == "and"
    if at - 2 < verb.sent.start or verb.doc[at - 1].lower_ != "and":
        return [subject]
    before = verb.doc[at - 2]
    while before.dep_ in {"compound", "flat"} and before.head.i < at:
        before = before.head
    lost = before.pos_ in {"NOUN", "PROPN"} and before.dep_ in {
        "appos",
        "nmod",
        "obl",
        "dislocated",
    }
    return [before, subject] if lost else [subject]
