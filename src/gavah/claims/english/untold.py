"""Words of harm that tell no occurrence: wishes, habits, questions, charges, parts of a total."""

import re

from gavah.claims.english.parties import Party
from gavah.claims.english.passages import (
    Passage,
    people,
)
from gavah.claims.english.roles import Roles
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, words
from gavah.claims.english.voices_of_verbs import told_after


def names_nobody(read: Roles) -> bool:
    return any(
        head.lower_ in {"nobody", "none", "one", "no-one"}
        or (head.lower_ in people() and any(kid.lower_ == "no" for kid in head.lefts))
        for head in read.victims
    )


def is_gerund(verb: Token) -> bool:
    """ "Under pressure against arresting offenders": a doing in general."""
    return any(kid.dep_ in {"mark", "case"} for kid in verb.lefts)


def held_near(passage: Passage) -> bool:
    """Whether people are held near here: only then is a rescue a release."""
    words = passage.lower(passage.start - 400, passage.end + 200)
    return any(stem in words for stem in ("abduct", "kidnap", "hostage", "captiv"))


def is_healed(verb: Token) -> bool:
    """ "Treated and released", "released from hospital": no custody ends."""
    if verb.lemma_.lower() != "release":
        return False
    row = [verb, *verb.ancestors, *(kid for kid in verb.children if kid.dep_ == "conj")]
    if any(one.lemma_.lower() in {"treat", "hospitalize", "hospitalise"} for one in row):
        return True
    return any(one.lower_ in {"hospital", "hospitals", "clinic", "icu"} for one in verb.subtree)


def is_charge(token: Token) -> bool:
    """A crime that somebody is charged with is a charge, not a telling."""
    if token.pos_ not in {"NOUN", "VERB"} or token.dep_ not in {"nmod", "obl", "conj", "acl"}:
        return False
    if token.tag_ in {"VBN", "VBD"} and told_after(token) is not None:
        return False  # "charged after a clerk was robbed, killed"
    above = token.head.head if token.dep_ == "conj" else token.head
    return above.lemma_.lower() in {"charge", "suspicion", "count", "offence", "offense"}


def is_of_the_dead(trigger: Trigger) -> bool:
    """ "Died from injuries sustained in the blast": the wounds of somebody told to have died."""
    if trigger.token.tag_ == "VBN" and trigger.act in {"injured", "killed"}:
        subject = next((kid for kid in trigger.token.lefts if kid.dep_ == "nsubj:pass"), None)
        if subject is not None and subject.lower_ in {"most", "many", "some", "several", "half"}:
            if any(kid.lower_ in {"dead", "killed", "fatalities"} for kid in subject.rights):  # fmt: skip
                return True  # "most of the dead were shot"
    noun = trigger.token.head if trigger.token.dep_ == "acl" else trigger.token
    if noun.lemma_.lower() not in {"injury", "wound"} or noun.dep_ not in {"obl", "nmod", "obj"}:
        return False
    return noun.head.lemma_.lower() in {"die", "succumb"}


def is_share(passage: Passage, read: Roles) -> bool:
    """ "One in three prisoners died", "four out of five detainees": a share, not so many people."""
    for head in read.victims[:1]:
        at = passage.at(head)
        before = passage.lower(max(passage.start, at - 40), at)
        if _SHARE.search(f"{before} ") or (
            head.pos_ == "NUM" and _SHARED.match(passage.lower(at, at + 40))
        ):
            return True
    return False


_LOW = r"(?:one|two|three|four|five|six|seven|eight|nine|[1-9])"
_ROUND = r"(?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|10|100|1,000)"
_SHARE = re.compile(rf"\b{_LOW} (?:in|out of) {_ROUND} (?:\w+ )?$")
_SHARED = re.compile(rf"{_LOW} (?:in|out of) {_ROUND} (?!of\b)\w")


def is_by_degree(trigger: Trigger) -> bool:
    """ "Was not seriously hurt", "no life-threatening injuries": hurt perhaps, only not so badly."""
    token = trigger.token
    stop = max(token.i, trigger.last.i)
    row = token.doc[max(token.sent.start, trigger.first.i - 4) : stop]
    row += [kid for one in token.rights if one.dep_ in {"obj", "nsubj"} for kid in one.lefts]
    dresses = [word.lower_ for word in row]
    return trigger.act == "injured" and not _DEGREES.isdisjoint(dresses)


_DEGREES = frozenset(
    ("seriously badly critically gravely severely serious grave severe critical major "
     "threatening life-threatening").split()
)  # fmt: skip


def _hurt_before(passage: Passage, trigger: Trigger) -> bool:
    """Whether those of whom some are told of are told to be hurt themselves."""
    told = words("people") | words("states")
    return any(
        told.get(word.lower_) == "injured" or words("verbs").get(word.lemma_.lower()) == "injured"
        for word in passage.tokens
        if word.i < trigger.first.i
    )


def is_part(passage: Passage, group: Party, trigger: Trigger) -> bool:
    """ "40 of the bodies", "six of the dead", "many of the wounded": part of a total told.

    Those who were harmed are taken up by the noun of their harm; a part has no figure of its own.
    """
    if group.counted is None:
        return False
    words_after = passage.words(group.counted[1], min(group.counted[1] + 60, passage.end))
    line = [token.lower_ for token in words_after[:5]]
    if line[:2] == ["of", "whom"] and trigger.act == "injured" and _hurt_before(passage, trigger):
        return True  # "two of whom are being treated in hospital"
    if line[:1] != ["of"] or len(line) < 3 or line[1] not in _BACKWARD:
        return False
    if _CAUSED.search(passage.lower(group.counted[1], passage.end)):
        return False  # another cause is a claim of its own
    harmed = {word for word, act in (words("people") | words("states")).items() if act == trigger.act}  # fmt: skip
    lemmas = {token.lemma_.lower() for token in words_after[2:4]} | set(line[2:4])
    return bool(lemmas & (harmed | {"victim", "death", "casualty", "fatality"}))


_CAUSED = re.compile(r"\b(?:due to|caused by|because of|as a result of|at the hands of|by (?:police|security|soldiers|troops))\b")  # fmt: skip


_BACKWARD = frozenset({"the", "these", "those", "their", "its"})


def is_wished(trigger: Trigger) -> bool:
    """ "Pressed for their release", "a warrant for her arrest": it has not happened yet."""
    if trigger.act not in {"released", "arrested"}:
        return False
    noun = trigger.token
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head  # "called for a ban on the group and arrest of its leaders"
    if any(kid.lower_ == "for" for kid in noun.lefts if kid.dep_ == "case"):
        return True
    return noun.dep_ == "obj" and noun.head.lemma_.lower() in {"demand", "seek", "urge", "negotiate", "order", "request", "want"}  # fmt: skip


def is_asked(read: Roles) -> bool:
    """ "How many were killed" gives no figure."""
    return any(
        word.lower_ == "how" for head in read.victims for word in head.subtree if word.i <= head.i
    )


def is_bare_state(trigger: Trigger, read: Roles, group: Party) -> bool:
    """ "He is dead" and the like tell no event."""
    if group.counted is not None:
        return False
    if trigger.act == "killed":
        return not (trigger.token.head.lemma_.lower() in {"leave", "find"} and group.people)
    if trigger.act == "missing":
        return not group.people or group.count is None
    return not read.victims


def is_generic(passage: Passage, verb: Token, group: Party) -> bool:
    """A habit or a rule, not an occurrence: "landmines kill people"."""
    if verb.tag_ not in {"VBP", "VBZ"} or passage.where == "title" or _headline(verb):
        return False
    if any(child.tag_ == "VBN" for child in verb.children):
        return False
    helped = any(child.dep_.startswith("aux") for child in verb.children)
    return not helped and group.counted is None


_RATE = re.compile(
    r"\b(?:every|each|per|a) (?:year|month|week|day|hour)\b|\b(?:annually|yearly|daily)\b",
    re.IGNORECASE,
)


def is_rate(passage: Passage, verb: Token) -> bool:
    """ "Every year 300 people die of snake bites": a rate."""
    present = verb.tag_ in {"VBP", "VBZ"}
    return present and _RATE.search(passage.text, passage.start, passage.end) is not None


def _headline(verb: Token) -> bool:
    """ "Police kill protester": a noun for one person goes without an article in headlines only."""
    whom = [kid for kid in verb.rights if kid.dep_ == "obj"]
    if verb.doc[verb.sent.end - 1].text == ".":
        return False
    return any(
        one.tag_ == "NN"
        and one.lower_ in people()
        and not any(kid.dep_ in {"det", "nmod:poss"} for kid in one.lefts)
        for one in whom
    )
