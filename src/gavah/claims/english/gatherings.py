"""People who come together in public: to protest, strike, mark or mourn.

Words: resources/english/gathering.yaml; rule: docs/terms.md, "Gatherings". A bare mention ("the
protests") tells of a gathering only beside a doing, a crowd, a day or a place of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from gavah.claims.english.coordination import joined
from gavah.claims.english.events import is_further
from gavah.claims.english.folding import SIT_INS
from gavah.claims.english.happenings import Event
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.parties import Party, party
from gavah.claims.english.passages import (
    Passage,
    antecedent,
    counted_noun,
    people,
    subject_of,
)
from gavah.claims.english.quantities import left_quantity
from gavah.claims.english.stance import stance
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import words as harm_words
from gavah.claims.english.untold import is_charge
from gavah.resources import load


@cache
def _acts(kind: str) -> dict[str, str]:
    return {word: act for act, row in load("english/gathering")[kind].items() for word in row}


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(load("english/gathering")[kind])


@cache
def _together() -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in load("english/gathering")["together"]:
        for verb in row["verbs"]:
            rows.setdefault(verb, []).append(row)
    return rows


@cache
def _fights() -> frozenset[str]:
    rows = load("english/gathering")["together"]
    return frozenset(verb for row in rows if row["act"] == "riot" for verb in row["verbs"])


def gatherings(passage: Passage) -> Iterator[Event]:
    """Every telling of a gathering, in order."""
    used: set[int] = set()
    for token in passage.tokens:
        if token.i in used:
            continue
        event = _by_pair(passage, token) or _by_verb(passage, token) or _by_noun(passage, token)
        if event is not None:
            used.update(t.i for t in passage.words(event.start, event.end))
            yield from _by_place(passage, event)


def _by_place(passage: Passage, event: Event) -> Iterator[Event]:
    """ "Rallies were held in A and B" tells one gathering a place."""
    yield event
    noun = event.token
    if noun.tag_ not in {"NNS", "NNPS"} or event.slight or event.act == "riot":
        return
    for place in (noun, noun.head):
        for child in place.rights:
            if child.dep_ not in {"obl", "nmod"} or child.pos_ != "PROPN":
                continue
            for other in joined(child)[1:]:
                at = passage.at(other)
                chosen = next((p for p in passage.places if p.start <= at < p.end), None)
                if chosen is not None and not chosen.start <= passage.at(child) < chosen.end:
                    yield replace(event, end=chosen.end, place=chosen, bound=True)


def _crowd(head: Token, passage: Passage) -> bool:
    if head.lemma_.lower() in _listed("crowds"):
        return True
    head = counted_noun(head)
    low = head.lemma_.lower()
    if low in _listed("crowds") or head.lower_ in people() or low in {"who", "they", "we", "other"}:
        return True
    for one in passage.counts:
        if one.start <= passage.at(head) < one.end and (one.people or one.kind == "vague"):
            return True  # "hundreds marched"
    return head.tag_ == "NNPS" or bool(re.fullmatch(r"[A-Z]\w+(?:ans|ians|is|ese|ish)", head.text))


def _make(
    passage: Passage, act: str, first: Token, last: Token, heads: list[Token], *, slight: bool
) -> Event | None:
    told = stance(passage, first, verbal=first.tag_.startswith("VB"))
    if told.modality is None:
        return None
    quantity = left_quantity(passage, first) if first.tag_.startswith("VB") else None
    group = party(passage, heads, quantity)
    if not group.people:
        group = Party(people=True)
    if told.modality == "planned" and not passage.dates and group.counted is None:
        return None
    return Event(
        "gathering", act, passage, passage.at(first), passage.stop(last), first, group,
        told.polarity, told.modality, "incident", (), slight,
        further=is_further(passage, [first, *heads], group.counted),
    )  # fmt: skip


def _by_pair(passage: Passage, verb: Token) -> Event | None:
    if not verb.tag_.startswith("VB"):
        return None
    for row in _together().get(lemma_of(verb), ()):
        for phrase in row["words"]:
            words = phrase.split()
            if not passage.lowers.issuperset(words):
                continue
            stop = min(verb.i + 14, passage.span.end)
            for at in range(verb.i + 1, stop):
                if [t.lower_ for t in verb.doc[at : at + len(words)]] != words:
                    continue
                last = verb.doc[at + len(words) - 1]
                if verb not in (last, *last.ancestors) and at > verb.i + 3:
                    continue
                if row["act"] == "strike" and _military(passage, verb, last):
                    break
                subject = subject_of(verb) or _turning(verb, phrase)
                heads = joined(subject) if subject is not None else []
                turned = phrase == "violent" and any(_gathers(head) for head in heads)
                if row["act"] == "riot" and not turned and not any(_mob(head) for head in heads):
                    break
                if not turned and not any(_crowd(head, passage) for head in heads):
                    break
                if verb.tag_ in {"VBP", "VBZ"} and phrase != "to the streets" and row["act"] == "riot":  # fmt: skip
                    break
                if row["act"] == "commemoration" and not _several(heads):
                    break
                return _make(passage, row["act"], verb, last, heads, slight=False)
    return None


def _military(passage: Passage, verb: Token, strike: Token) -> bool:
    """ "Jets launched a strike on the base": nobody put down tools.

    Those who fire it are armed, or what follows is what it hit and no day.
    """
    if strike.lower_ != "strike" or verb.lemma_.lower() == "go":
        return False
    armed = frozenset(load("english/actors")["hands"]) | _ARMS
    doer = subject_of(verb)
    row = strike.doc[max(strike.i - 2, strike.sent.start) : strike.i]
    if any(word.lower_ in _ARMS for word in row):
        return True
    if doer is not None and doer.lemma_.lower() in armed:
        return True
    after = [word.lower_ for word in strike.doc[strike.i + 1 : min(strike.i + 3, strike.sent.end)]]
    return after[:1] == ["on"] and not _calendar() & set(after)


@cache
def _calendar() -> frozenset[str]:
    days = "monday tuesday wednesday thursday friday saturday sunday".split()
    months = "january february march april may june july august september october november december"
    return frozenset((*days, *months.split(), *map(str, range(1, 32))))


_ARMS = frozenset(
    [
        "jet",
        "plane",
        "aircraft",
        "drone",
        "warplane",
        "missile",
        "rocket",
        "helicopter",
        "air",
        "artillery",
        "bomber",
    ]
)


def _gathers(head: Token) -> bool:
    return _noun_act(head) is not None or head.lemma_.lower() in _acts("groups")


def _turning(verb: Token, phrase: str) -> Token | None:
    """ "On Friday demonstrations in Umra turned violent": trees take the day for their noun's."""
    if phrase != "violent":
        return None
    return next((kid for kid in verb.lefts if kid.dep_ == "obl" and _gathers(kid)), None)


def _month(token: Token) -> bool:
    """Whether "March" is the month: "since March", "March 2021"."""
    before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    after = token.doc[token.i + 1].tag_ if token.i + 1 < token.sent.end else ""
    return after == "CD" or before in _BEFORE_MONTHS


_BEFORE_MONTHS = frozenset(
    {"in", "since", "last", "until", "from", "this", "by", "of", "late", "early", "mid"}
)


def _noun_act(token: Token) -> str | None:
    """The gathering that a noun tells, with the word before it where both make the name."""
    if token.text == "March" and _month(token):
        return None
    lemma, acts = token.lemma_.lower(), _acts("nouns")
    if token.i > token.sent.start:
        before = token.doc[token.i - 1].lower_.removesuffix("'").removesuffix("’")
        for pair in (f"{before} {lemma}", f"{before} {token.lower_}"):
            if pair in acts:
                return acts[pair]
    return acts.get(lemma) or acts.get(token.lower_)


def _several(heads: list[Token]) -> bool:
    """Whether more than one person does it."""
    return len(heads) > 1 or any(h.tag_ in {"NNS", "NNPS"} or h.lower_ in {"people", "they", "we"} for h in heads)  # fmt: skip


def _mob(head: Token) -> bool:
    nouns = {head.lemma_.lower(), counted_noun(head).lemma_.lower()}
    return bool(nouns & _listed("crowds")) or head.pos_ == "PRON"


def _by_verb(passage: Passage, token: Token) -> Event | None:
    lemma = lemma_of(token)
    act = _acts("verbs").get(lemma) or _rallying(passage, token, lemma)
    verbal = token.tag_.startswith("VB") or (
        passage.where == "title" and any(child.dep_ == "nsubj" for child in token.lefts)
    )  # headlines lose their tags: "Supporters rally"
    if act is None or not verbal or token.dep_ in {"amod", "compound", "case"}:
        return None
    subject = subject_of(token)
    if token.dep_ in {"acl", "acl:relcl"} and subject is None:
        subject = antecedent(token.head)
    heads = joined(subject) if subject is not None else []
    if not heads or not any(_crowd(head, passage) for head in heads):
        return None
    return _make(passage, act, token, token, heads, slight=False)


def _rallying(passage: Passage, verb: Token, lemma: str) -> str | None:
    """ "20,000 supporters gathered in the town": people of one cause, in numbers."""
    if lemma not in {"gather", "assemble", "converge", "congregate"}:
        return None
    subject = subject_of(verb)
    if subject is None or verb.tag_ not in {"VBD", "VBN", "VBP"}:
        return None
    nouns = {one.lemma_.lower() for one in (subject, counted_noun(subject))}
    many = any(
        one.people and one.count is not None and (one.count.low or one.count.high or _MANY) >= _MANY
        for one in passage.counts
        if one.end <= passage.at(verb)
    )
    return "demonstration" if many and nouns & _listed("rallying") else None


_MANY = 20
"""From so many on, people of one cause who gather rally for it."""


def _by_noun(passage: Passage, token: Token) -> Event | None:
    if token.pos_ not in {"NOUN", "PROPN"} and not _owned(token):
        return None
    lemma = token.lemma_.lower()
    if lemma in _listed("between"):
        return _by_clash(passage, token)
    act = _noun_act(token)
    if act is None and lemma in _acts("groups"):
        return _by_group(passage, token, _acts("groups")[lemma])
    if act is not None and _right_to(token):
        return None
    if act is None or (token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"} and token.head.lemma_.lower() not in _acts("nouns")):  # fmt: skip
        return None
    verb = token.head
    if lemma_of(verb) in {"turn", "become"} and (turned := _by_pair(passage, verb)) is not None:
        return turned
    if token.dep_ in {"nsubj", "nsubj:pass"} and lemma_of(verb) in _listed("doing"):
        if stance(passage, verb, verbal=True).modality is None:
            return None  # "protests can turn violent"
    known = any(kid.lower_ in {"this", "the", "that"} for kid in token.lefts)
    heads = _drawn(passage, token)
    doing = (act == "riot" and not known and not is_charge(token) and not _harms(token)) or bool(
        heads
    )
    if token.dep_ in {"obj", "obl", "nsubj:pass", "nsubj"} and lemma_of(verb) in _listed("doing"):  # fmt: skip
        doing = bool(heads) or not (known and lemma_of(verb) in {"attend", "join", "participate", "draw", "attract"})  # fmt: skip
        if token.dep_ in {"obj", "obl"} and not heads:
            subject = subject_of(verb)
            heads = (
                [h for h in joined(subject) if _crowd(h, passage)] if subject is not None else []
            )
    doing = doing or _dated(passage, token)
    for child in token.rights:
        cases = {kid.lower_ for kid in child.lefts if kid.dep_ == "case"}
        if child.dep_ in {"acl", "acl:relcl"} and child.lemma_.lower() in {"hold", "stage", "organise", "organize", "lead", "begin"}:  # fmt: skip
            doing = True
        if child.dep_ in {"nmod", "obl"} and cases & {"by", "of"}:
            crowd = [h for h in joined(child) if _crowd(h, passage)]
            heads = heads or crowd
            doing = doing or (bool(crowd) and not known)
    event = _make(passage, act, token, token, heads, slight=not doing)
    if event is not None and token.lemma_ in SIT_INS:
        event.start = passage.at(token.doc[token.i - 2])  # "sit-in", three tokens
    return event


def _harms(token: Token) -> bool:
    """ "A mob lynched two officers": a crowd that only commits a harm is its doer."""
    act = harm_words("verbs").get(lemma_of(token.head))
    crowd = token.lemma_.lower() in {"mob", "crowd", "rioter"}
    return crowd and token.dep_ in {"nsubj", "obl:agent"} and act in {"killed", "injured"}


_PUNISHED = frozenset(
    "hold arrest detain jail imprison prosecute punish sentence persecute".split()
)


def _right_to(token: Token) -> bool:
    """ "All those held for peaceful protest": what people do in general, no gathering of a day."""
    led = {kid.lower_ for kid in token.lefts}
    return token.tag_ == "NN" and "for" in led and lemma_of(token.head) in _PUNISHED and not any(
        kid.dep_ in {"det", "nmod:poss", "nummod"} for kid in token.children
    ) and "peaceful" in led  # fmt: skip


def _owned(token: Token) -> bool:
    """ "Last week's rally": a noun, whatever its tag."""
    return token.i > token.sent.start and token.doc[token.i - 1].tag_ == "POS"


def _dated(passage: Passage, token: Token) -> bool:
    """ "Friday's bandh", "Sunday's march": a gathering with a day of its own."""
    at = passage.at(token)
    return any(
        0 < at - one.end <= 5 and re.fullmatch(r"['’]+s\s+", passage.text[one.end : at])
        for one in passage.dates
    )


def _drawn(passage: Passage, token: Token) -> list[Token]:
    """ "The rally drew 300 people", "the vigil was attended by hundreds"."""
    verb = token.head
    beside = [
        kid for kid in token.rights if kid.dep_ == "acl" and lemma_of(kid) in {"attend", "join"}
    ]
    if beside:
        found = [kid for kid in beside[0].rights if kid.dep_ in {"obl:agent", "obj", "obl"}]
    elif token.dep_ == "nsubj" and lemma_of(verb) in _listed("drawing"):
        found = [kid for kid in verb.rights if kid.dep_ == "obj"]
    elif token.dep_ == "nsubj:pass" and lemma_of(verb) in {"attend", "join"}:
        found = [kid for kid in verb.rights if kid.dep_ == "obl:agent"]
    else:
        return []
    return [head for one in found for head in joined(one) if _crowd(head, passage)]


def _by_clash(passage: Passage, token: Token) -> Event | None:
    """ "Clashes broke out between students and police": a crowd on one side at least."""
    sides: list[Token] = []
    for home in (token, token.head):
        for child in home.rights:
            cases = {kid.lower_ for kid in child.lefts if kid.dep_ == "case"}
            if child.dep_ in {"nmod", "obl"} and cases & {"between", "with"}:
                sides = sides or joined(child)
    crowd = [head for head in sides if _mob(head) and head.pos_ != "PRON"]
    if not crowd:
        return None
    known = any(kid.lower_ in {"this", "the", "that", "these", "those"} for kid in token.lefts)
    return _make(passage, "riot", token, token, crowd, slight=known)


def _by_group(passage: Passage, token: Token, act: str) -> Event | None:
    """ "Protesters chanted": their doings tell the gathering; a bare mention is slight."""
    if token.dep_ == "nmod" and any(kid.lower_ == "of" for kid in token.lefts):
        token = token.head if token.head.lemma_.lower() in {"group", "crowd", "number"} else token
    verb = token.head
    if token.dep_ == "nsubj" and act != "riot" and lemma_of(verb) in _fights():
        fought = _by_pair(passage, verb)
        if fought is not None and fought.act == "riot":
            return fought
    if act == "riot":
        doing = token.dep_ in {"nsubj", "obl:agent", "nsubj:pass", "compound", "nmod", "obl"}
        doing = doing and not _harms(token)
    else:
        doing = token.dep_ == "nsubj" and lemma_of(verb) in _listed("doing")
    last = verb if doing and 0 < verb.i - token.i < 4 else token
    if not doing and not any(kid.lower_ in {"the", "these", "those"} for kid in token.lefts):
        return None
    return _make(passage, act, token, last, [token], slight=not doing)
