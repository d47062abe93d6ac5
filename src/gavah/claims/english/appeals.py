"""Somebody calls on somebody to do something about harm or rights.

Words: resources/english/appeal.yaml; rule: docs/terms.md, "Appeals". Who makes it is the subject
of the asking; what is asked for gives the act.
"""

import re
from collections.abc import Iterator
from functools import cache

from gavah.claims.english.coordination import joined
from gavah.claims.english.happenings import Event
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.parties import Party
from gavah.claims.english.passages import Passage, subject_of
from gavah.claims.english.stance import stance
from gavah.claims.english.trees import Token
from gavah.resources import load


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(load("english/appeal")[kind])


@cache
def _acts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = load("english/appeal")["acts"]
    return tuple(
        (act, re.compile(r"\b(?:" + "|".join(stems) + r")", re.IGNORECASE))
        for act, stems in rows.items()
    )


def appeals(passage: Passage) -> Iterator[Event]:
    """Every appeal that a sentence tells, in order; one word makes one appeal."""
    if passage.where == "title":
        return
    last_end = -1
    for token in passage.tokens:
        if token.i < last_end:
            continue
        found = _verb(passage, token) or _noun(passage, token) or _must(passage, token)
        if found is None:
            continue
        speakers, first, stop = found
        told = stance(passage, token, verbal=False)
        begin = min(passage.at(first.left_edge), passage.at(first))
        content = passage.text[begin : max(stop, passage.stop(first))]
        act, _ = _act(content, begin)
        if act == "other" and (_idle(token, first) or _favour(passage, token)):
            continue
        last_end = max(first.right_edge.i, token.i)
        start = passage.at(token)
        yield Event(
            "appeal", act, passage, start, passage.stop(token), token,
            Party(heads=_asked_for(first)),
            told.polarity, "asserted", "incident", (), False, speakers=tuple(speakers),
        )  # fmt: skip
        for other, further in _further(passage, first, act):
            yield Event(
                "appeal", other, passage, passage.at(further), passage.stop(further), further,
                Party(heads=_asked_for(further)),
                told.polarity, "asserted", "incident", (), False, speakers=tuple(speakers),
            )  # fmt: skip


def _further(passage: Passage, first: Token, act: str) -> Iterator[tuple[str, Token]]:
    """What else the same call asks for: "to stop the violence and release prisoners"."""
    seen = {act, "other"}
    for verb in _joined_verbs(first):
        words = passage.text[passage.at(verb) : passage.stop(verb.right_edge)]
        also, _ = _act(words, 0)
        if also not in seen:
            seen.add(also)
            yield also, verb


def _joined_verbs(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_ == "VB":
            yield child
            yield from _joined_verbs(child)


def _asked_for(content: Token) -> frozenset[str]:
    """The telling words of what is asked for, to know the same appeal again."""
    return frozenset(
        word.lemma_.lower() for word in content.subtree if word.pos_ in {"NOUN", "VERB", "PROPN"}
    )


def _favour(passage: Passage, token: Token) -> bool:
    """ "Asked him to wait": asking that is no appeal, unless an authority or a country is asked."""
    if lemma_of(token) != "ask":
        return False
    for one in token.rights:
        if one.dep_ not in {"obj", "iobj"}:
            continue
        for asked in joined(one):
            at = passage.at(asked)
            named = [place for place in passage.places if place.start <= at < place.end]
            if _addressed(asked) or any(place.place.precision == "country" for place in named):
                return False
    return True


def _idle(token: Token, content: Token) -> bool:
    """Asking that is no appeal: for comment, for a ransom, to come to a place."""
    words = {word.lower_ for word in content.subtree}
    if words & {"comment", "comments", "interview", "ransom", "money", "dollars", "extension"}:
        return True
    return token.lemma_.lower() == "demand" and content.dep_ == "obj"


def _act(content: str, offset: int) -> tuple[str, int]:
    hits = [(match.start(), act) for act, stems in _acts() if (match := stems.search(content))]
    if not hits:
        return "other", offset
    at, act = min(hits)
    return act, offset + at


_Found = tuple[list[Token], Token, int]


def _verb(passage: Passage, token: Token) -> _Found | None:
    lemma = lemma_of(token)
    if lemma not in _listed("verbs") or not token.tag_.startswith("VB"):
        return None
    if token.tag_ == "VB" and any(c.lower_ in {"would", "should", "can", "could", "to"} for c in token.lefts):  # fmt: skip
        return None
    passive = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in token.children)
    content = None if passive and lemma in {"call", "press"} else _content(token, lemma)
    if content is None:
        return None
    subject = subject_of(token)
    if any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in token.children):
        agent = next((c for c in token.children if c.dep_ == "obl:agent"), None)
        subject = agent
    elif subject is None:
        subject = _leading(token)
    return (joined(subject) if subject is not None else []), content, _stop(passage, token)


def _leading(verb: Token) -> Token | None:
    """The noun phrase right before a verb whose subject the tree does not show."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is None or before.pos_ not in {"NOUN", "PROPN", "ADJ"} or verb.tag_ not in {"VBD", "VBZ", "VBP"}:  # fmt: skip
        return None
    first = before.left_edge
    lead = verb.doc[first.i - 1] if first.i > verb.sent.start else None
    return before if lead is None or "," in {lead.text, first.text} else None


def _content(verb: Token, lemma: str) -> Token | None:
    """What is asked: an infinitive, a clause with "that", or what follows "for"."""
    after = None
    addressed = False
    for child in verb.rights:
        cases = {kid.lower_ for kid in child.lefts if kid.dep_ in {"case", "mark"}}
        if (
            (child.dep_ in {"xcomp", "ccomp", "advcl"} and "to" in {k.lower_ for k in child.lefts})
            or (
                child.dep_ == "ccomp"
                and lemma not in {"call", "plead", "press"}
                and ("that" in cases or lemma in {"demand", "urge", "request"})
            )
            or (
                child.dep_ in {"obl", "nmod", "advcl"}
                and "for" in cases
                and (lemma in _listed("for_only") or lemma in {"ask", "beg", "urge", "request"})
            )
        ):
            after = after or child
        elif child.dep_ in {"obl"} and cases & {"on", "upon"}:
            addressed = True
            if after is None:
                inner = next((k for k in child.rights if k.dep_ in {"acl", "advcl"}), None)
                after = inner
        elif child.dep_ == "obl" and "to" in cases and lemma in {"appeal", "plead"}:
            addressed = True
            inner = next((k for k in child.rights if k.dep_ in {"acl", "advcl"}), None)
            after = after or inner
        elif child.dep_ in {"obj", "iobj"}:
            addressed = True
            if lemma in {"demand"}:
                after = after or child
            inner = next((k for k in child.rights if k.dep_ in {"acl"}), None)
            after = after or inner
    if after is None:
        return None
    if lemma == "reiterate":
        addressed = any(kid.dep_ == "obj" and kid.lemma_.lower() in _listed("nouns") for kid in verb.rights)  # fmt: skip
    if lemma in {"call", "reiterate"} and not (addressed or _after_for(verb)):
        return None
    if lemma in {"ask", "request", "press", "reiterate", "appeal", "petition"} and not (addressed or _after_for(verb)):  # fmt: skip
        return None
    return after


def _after_for(verb: Token) -> bool:
    return any(
        kid.lower_ == "for"
        for child in verb.rights
        for kid in child.lefts
        if kid.dep_ in {"case", "mark"}
    )


def _noun(passage: Passage, token: Token) -> _Found | None:
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _listed("nouns"):
        return None
    content: Token | None = None
    speakers: list[Token] = [c for c in token.lefts if c.dep_ == "nmod:poss" and c.pos_ != "PRON"]
    for child in token.rights:
        cases = {kid.lower_ for kid in child.lefts if kid.dep_ in {"case", "mark"}}
        if (child.dep_ in {"acl", "ccomp", "xcomp", "advcl"} and cases & {"to", "that"}) or (
            child.dep_ in {"nmod", "obl"} and "for" in cases
        ):
            content = content or child
        elif child.dep_ in {"nmod", "obl", "obl:agent"} and cases & {"by", "from"}:
            speakers = speakers or joined(child)
    speakers = speakers or _named_by(token)
    subject = token.head if token.dep_ == "obj" else None
    if subject is not None and not speakers and subject.lemma_.lower() in {"make", "issue", "reiterate", "renew", "repeat", "launch", "have"}:  # fmt: skip
        owner = subject_of(subject)
        speakers = joined(owner) if owner is not None else []
    if content is None or not speakers:
        below = [t for t in token.subtree if t.dep_ in {"acl", "xcomp", "advcl"} and t.tag_ == "VB"]
        if not below or not speakers:
            below = [t for t in passage.tokens if t.i > token.i and t.tag_ == "VB" and t.i < token.i + 16 and any(k.lower_ == "to" for k in t.lefts)]  # fmt: skip
        if not below or not speakers:
            return None
        content = below[0]
    return speakers, content, _stop(passage, token)


def _named_by(noun: Token) -> list[Token]:
    """The asker of "a call by President X on ...", read off the words."""
    doc = noun.doc
    if noun.i + 2 >= noun.sent.end or doc[noun.i + 1].lower_ not in {"by", "from"}:
        return []
    for word in doc[noun.i + 2 : noun.sent.end]:
        if word.pos_ in {"ADP", "VERB", "AUX", "PART", "PUNCT"}:
            return []
        if word.pos_ in {"NOUN", "PROPN"} and word.dep_ not in {"compound", "nmod:desc", "flat"}:
            return [word]
    return []


def _must(passage: Passage, token: Token) -> _Found | None:
    """ "The government must (needs to, ought to) release them", said by somebody: an appeal."""
    if token.lower_ in _listed("must") and token.dep_ == "aux":
        verb = token.head
        subject = subject_of(verb)
    elif token.lemma_.lower() in _listed("needs") and token.tag_ in {"VBP", "VBZ", "MD"}:
        found = next(
            (kid for kid in token.rights if kid.dep_ == "xcomp" and kid.tag_ == "VB"), None
        )
        if found is None or not any(kid.lower_ == "to" for kid in found.lefts):
            return None
        verb, subject = found, subject_of(token)
    else:
        return None
    if subject is None or not (_addressed(subject) or _stands_for(subject)):
        return None
    return [], verb, _stop(passage, verb)


def _addressed(noun: Token) -> bool:
    return noun.lemma_.lower() in _listed("addressees") or noun.lower_ in _listed("addressees")


def _stands_for(subject: Token) -> bool:
    """ "If council members want peace, they must act": a pronoun for those named before."""
    if subject.lower_ not in {"they", "it"}:
        return False
    return any(
        word.i < subject.i and word.dep_ in {"nsubj", "nsubj:pass"} and _addressed(word)
        for word in subject.sent
    )


def _stop(passage: Passage, token: Token) -> int:
    return min(passage.stop(token.right_edge), passage.end)
