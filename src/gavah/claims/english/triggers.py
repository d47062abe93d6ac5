"""The words that tell a harm, and the shape in which whom it befalls stands beside them.

Words: resources/english/harm.yaml. A trigger says nothing yet of polarity, modality or people.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.trees import Span, Token
from gavah.resources import load

Shape = str
"""object, subject, noun, state, people, toll, lives, deadly."""


class Trigger(NamedTuple):
    """A word (or words) that tells a harm.

    Attributes:
        token: the word the tree is read from.
        first, last: first and last word of the act's anchor.
        shape: object (verb befalls its object), subject, noun, state, people, toll, lives.
        unharmed: the word itself denies the harm ("unhurt").
    """

    act: str
    token: Token
    first: Token
    last: Token
    shape: Shape
    unharmed: bool = False


@cache
def words(kind: str) -> dict[str, str]:
    """Each word of a kind with its act."""
    return {word: act for act, row in load("english/harm")[kind].items() for word in row}


@cache
def listed(kind: str) -> frozenset[str]:
    """A plain list of harm.yaml."""
    return frozenset(load("english/harm")[kind])


@cache
def _together() -> dict[str, list[dict[str, Any]]]:
    by_verb: dict[str, list[dict[str, Any]]] = {}
    for row in load("english/harm")["together"]:
        for verb in row["verbs"]:
            by_verb.setdefault(verb, []).append(row)
    return by_verb


def triggers(sentence: Span, lowers: frozenset[str]) -> Iterator[Trigger]:
    """Every trigger of a sentence, in order; a word belongs to one at most."""
    used: set[int] = set()
    found: list[Trigger] = []
    for token in sentence:
        pair = _pair(token, sentence, lowers) if lemma_of(token) in _together() else None
        if pair is not None:
            found.append(pair)
            used.update(range(min(pair.first.i, token.i), pair.last.i + 1))
    for token in sentence:
        if token.i in used:
            continue
        single = _toll(token, sentence) or _single(token)
        if single is not None:
            found.append(single)
            used.update(range(single.first.i, single.last.i + 1))
    yield from sorted(found, key=lambda one: (one.first.i, one.last.i))


def _pair(verb: Token, sentence: Span, lowers: frozenset[str]) -> Trigger | None:
    if verb.pos_ not in {"VERB", "AUX"} and not verb.tag_.startswith("VB"):
        return None
    if verb.dep_ == "aux:pass":
        return None  # "were beaten in custody" is told by its own verb
    for row in _together()[lemma_of(verb)]:
        for phrase in row["words"]:
            spelt = phrase.split()
            last = _near(verb, spelt, sentence, row) if lowers.issuperset(spelt) else None
            if last is not None:
                whom = row["whom"]
                if whom == "object" and lemma_of(verb) in {"be", "remain", "serve", "get", "receive", "face", "walk", "go"}:  # fmt: skip
                    whom = "subject"
                return Trigger(row["act"], verb, verb, last, whom)
    return None


def _near(verb: Token, phrase: list[str], sentence: Span, row: dict[str, Any]) -> Token | None:
    """The last word of a phrase that follows the verb closely, in the verb's own clause."""
    reach = 12 if row["whom"] == "object" else 8
    stop = min(sentence.end, verb.i + reach)
    for at in range(verb.i + 1, stop):
        token = verb.doc[at]
        if token.pos_ == "VERB" and token.dep_ in {"conj", "parataxis", "ROOT"} and at > verb.i + 1:
            return None
        if token.text in {";", ":"} or (token.tag_ == "CD" and verb.doc[at - 1].lower_ == "with"):
            return None  # "seven were shot, with six confirmed dead"
        if [word.lower_ for word in verb.doc[at : at + len(phrase)]] == phrase:
            if row["act"] == "displaced" and lemma_of(verb) in _LEAVING:
                if token.head == verb and token.dep_ == "obj":
                    return token
                continue
            inside = verb in token.ancestors
            if inside or at <= verb.i + 3:
                return verb.doc[at + len(phrase) - 1]
    before = verb.doc[verb.i - 1] if verb.i > sentence.start else None
    if before is not None and [before.lower_] == phrase and phrase == ["sexually"]:
        return verb
    return None


_LEAVING = frozenset({"flee", "leave", "abandon", "vacate", "render", "make"})
"""Verbs whose homes are their object: "left their villages", not "left for the villages"."""


def _toll(token: Token, sentence: Span) -> Trigger | None:
    if token.lemma_.lower() not in {"toll", "count", "number"}:
        return None
    line = [word.lower_ for word in sentence]
    at = token.i - sentence.start
    for act, phrases in load("english/harm")["toll"].items():
        for phrase in phrases:
            row = phrase.split()
            lead = row.index(token.lower_) if token.lower_ in row else -1
            begin = at - lead
            if lead >= 0 and begin >= 0 and line[begin : begin + len(row)] == row:
                first, last = sentence[begin], sentence[begin + len(row) - 1]
                return Trigger(act, token, first, last, "toll")
    several = any(kid.lower_ in {"a", "any", "large", "small"} for kid in token.lefts)
    if token.lower_ == "number" and line[at + 1 : at + 2] == ["of"] and not several:
        for word in sentence[at + 2 : at + 6]:
            lemma = word.lemma_.lower()
            act = words("nouns").get(lemma) or words("states").get(lemma) or words("verbs").get(lemma)  # fmt: skip
            if act in {"killed", "injured", "arrested", "missing"}:
                return Trigger(act, token, token, word, "toll")
    return None


def _single(token: Token) -> Trigger | None:
    lemma, tag = lemma_of(token), token.tag_
    low = token.lower_
    verbal = tag.startswith("VB") and token.dep_ not in {"compound", "case"}
    if low in listed("unharmed"):
        return Trigger("injured", token, token, token, "state", True)
    if tag == "VB" and lemma in words("nouns") and _of_after_to(token):
        return Trigger(
            words("nouns")[lemma], token, token, token, "noun"
        )  # "referring to arrest of"
    if lemma == "hold" and _held(token):
        return Trigger("arrested", token, token, token, "object")
    if tag in {"VBG", "NN"} and low.endswith("ing") and _of_spree(token):
        return None
    if tag == "VBG" and low in words("nouns") and _nominal(token):
        return Trigger(words("nouns")[low], token, token, token, "noun")
    if verbal or (token.pos_ == "VERB"):
        if lemma in words("undergo"):
            return Trigger(words("undergo")[lemma], token, token, token, "subject")
        if lemma == "flee" and _away(token):
            return Trigger("displaced", token, token, token, "subject")
        if lemma == "shoot" and _at_something(token):
            return None
        if lemma in {"hit", "strike"} and _in_body(token):
            return Trigger("injured", token, token, token, "object")
        if lemma in words("verbs") and token.dep_ != "amod" and not _attributive(token):
            return Trigger(_deadlier(words("verbs")[lemma], token), token, token, token, "object")
        if lemma in words("verbs") and tag == "VBN" and token.dep_ not in {"acl:relcl"}:
            return Trigger(_deadlier(words("verbs")[lemma], token), token, token, token, "amod")
    if low in listed("fatally") and _gapped(token):
        return Trigger("killed", token, token, token, "state")
    if low in listed("deadly") and (turn := _deadly(token)) is not None:
        return turn
    if low in words("states") and token.pos_ in {"ADJ", "VERB", "NOUN", "ADV"}:
        shape = "amod" if token.dep_ == "amod" else "state"
        return Trigger(words("states")[low], token, token, token, shape)
    if token.pos_ in {"NOUN", "PROPN", "VERB"} and lemma in words("people"):
        return Trigger(words("people")[lemma], token, token, token, "people")
    if (
        token.pos_ in {"NOUN", "PROPN"}
        and lemma in words("nouns")
        and not _sentence(token)
        and not _of_a_body(token)
    ):
        return Trigger(words("nouns")[lemma], token, token, token, "noun")
    if low.endswith("ing") and lemma in words("nouns"):
        return Trigger(words("nouns")[lemma], token, token, token, "noun")
    return None


def _deadlier(act: str, verb: Token) -> str:
    """ "Fatally shot", "mortally wounded": killed."""
    row = verb.doc[max(verb.i - 1, verb.sent.start) : verb.i + 2]
    last = act == "injured" and any(word.lower_ in listed("fatally") for word in row)
    return "killed" if last else act


def _at_something(verb: Token) -> bool:
    """ "Shot into the house", "shot at a police car": nobody is said to be hit."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    if after is None or any(kid.dep_ in {"obj", "nsubj:pass"} for kid in verb.children):
        return False
    passive = any(kid.dep_ == "aux:pass" for kid in verb.lefts)
    if after.lower_ in {"into", "toward", "towards"}:
        return not passive
    if after.lower_ != "at" or after.head.head != verb:
        return False
    return after.head.lemma_.lower() in listed("aimed_at") or after.head.pos_ == "PRON"


def _away(verb: Token) -> bool:
    """ "Fled to Turkey", "fled the fighting": out of a place; not "fled the scene", nor who is sought."""
    doer = next((kid for kid in verb.lefts if kid.dep_ == "nsubj"), None)
    if doer is None and verb.dep_ in {"acl", "acl:relcl"}:
        doer = verb.head
    if doer is None or doer.lemma_.lower() in listed("fugitives") | listed("fighters"):
        return False
    for kid in verb.rights:
        cases = {word.lower_ for word in kid.lefts if word.dep_ == "case"}
        if kid.dep_ == "obj" and kid.lemma_.lower() in listed("fled"):
            return True
        if kid.dep_ == "obl" and cases & {"to", "into", "across", "from"}:
            if kid.pos_ == "PROPN" or kid.lemma_.lower() in listed("fled"):
                return True
    return False


def _sentence(token: Token) -> bool:
    """ "Sentenced to death", "the death penalty": what a court says, no death."""
    if token.lemma_.lower() not in {"death", "execution", "hanging"}:
        return False
    after = token.doc[token.i + 1].lemma_.lower() if token.i + 1 < token.sent.end else ""
    before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    courts = {"sentence", "condemn", "put", "convict"}
    return after in {"sentence", "penalty", "row", "threat", "warrant"} or (
        before == "to" and any(above.lemma_.lower() in courts for above in token.ancestors)
    )


def _in_body(verb: Token) -> bool:
    """ "Two others were hit in the legs": by whatever, they are hurt."""
    row = [word.lower_ for word in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]]
    if "in" not in row:
        return False
    after = row[row.index("in") + 1 :]
    return any(word in listed("body") for word in after[:3])


def _of_spree(token: Token) -> bool:
    """ "A killing spree": nobody was spree."""
    after = token.doc[token.i + 1].lower_ if token.i + 1 < token.sent.end else ""
    return after in listed("sprees")


def _of_a_body(token: Token) -> bool:
    """ "The Homicide Division": a word of an office's name."""
    if not token.text[:1].isupper() or token.i + 1 >= token.sent.end:
        return False
    after = token.doc[token.i + 1]
    return after.text[:1].isupper() and after.lower_ in listed("offices")


def _of_after_to(token: Token) -> bool:
    row, at = token.doc, token.i
    before = row[at - 1].lower_ if at > token.sent.start else ""
    return before == "to" and at + 1 < token.sent.end and row[at + 1].lower_ == "of"


def _held(token: Token) -> bool:
    """ "Fifty people were held": by nobody but guards, where people are counted right before it."""
    row, at = token.doc, token.i
    if token.tag_ != "VBN":
        return False
    if not any(kid.dep_ == "aux:pass" for kid in token.lefts):  # "Four held over arson"
        first = at == token.sent.start + 1 and row[at - 1].tag_ == "CD"
        return first and at + 1 < token.sent.end and row[at + 1].lower_ == "over"
    counted = any(
        kid.dep_ == "nsubj:pass" and any(one.tag_ == "CD" for one in (kid, *kid.lefts))
        for kid in token.lefts
    )
    after = row[at + 1].lower_ if at + 1 < token.sent.end else ""
    return counted and after in _HELD_AFTER


_HELD_AFTER = frozenset(["", ".", ",", ";", "and", "on", "after", "during", "overnight", "yesterday", "so", "from"])  # fmt: skip


def _nominal(token: Token) -> bool:
    """ "The army's killing of nine farmers": a gerund with an owner or an article."""
    led = any(kid.dep_ in {"nmod:poss", "det"} for kid in token.lefts)
    return led and not any(kid.dep_ == "obj" for kid in token.rights)


def _gapped(token: Token) -> bool:
    """ "Four people were shot, one fatally": the verb is the one before."""
    at = token.i
    if at - 2 < token.sent.start:
        return False
    before = token.doc[at - 1]
    counted = before.tag_ == "CD" or token.doc[at - 2].tag_ == "CD"
    if before.lower_ in {"them", "whom"} and at - 3 >= token.sent.start:
        counted = token.doc[at - 3].tag_ == "CD"  # "two of them fatally"
    after = token.doc[at + 1] if at + 1 < token.sent.end else None
    return counted and (after is None or after.pos_ not in {"VERB", "AUX"})


def _attributive(token: Token) -> bool:
    """ "Four detained rebel leaders": a participle between a figure and its noun, in any tree."""
    at, row = token.i, token.sent
    if token.tag_ != "VBN" or at == row.start or at + 1 >= row.end:
        return False
    before, after = token.doc[at - 1], token.doc[at + 1]
    led = before.tag_ == "CD" or before.lower_ in {"the", "several", "many", "some", "dozens"}
    return led and after.pos_ in {"NOUN", "PROPN"}


def _deadly(token: Token) -> Trigger | None:
    """ "The deadly shooting at the school": its noun is what killed."""
    noun = token.head
    if token.lower_ not in listed("deadly") or token.dep_ != "amod":
        return None
    if noun.lemma_.lower() not in load("english/actors")["causes"] or noun.pos_ != "NOUN":
        return None
    of = any(kid.lower_ == "of" for child in noun.rights for kid in child.lefts)
    return Trigger("killed", noun, token, token, "noun" if of else "deadly")
