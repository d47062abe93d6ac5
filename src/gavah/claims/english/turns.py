"""Turns of phrase by which a noun alone tells a harm: "a deadly attack", "there were casualties".

Three: a doing that is called deadly; casualties that are said to be there, or not to be; and a row
of harms ("a spate of abductions"). Words: resources/english/harm.yaml, resources/english/actors.yaml.
"""

from gavah.claims.english.passages import Passage
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, listed

_POINTING = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "their", "its", "whose"}
)


def is_none(trigger: Trigger) -> bool:
    """ "No casualties were reported", "without injuries": nobody was harmed."""
    if trigger.shape not in {"noun", "people"} or trigger.token.lemma_.lower() not in listed("casualties"):  # fmt: skip
        return False
    return any(kid.lower_ in {"no", "without", "zero"} for kid in trigger.token.lefts)


def are_there(trigger: Trigger) -> bool:
    """ "There were fatalities", "police confirmed casualties": people, nobody says how many."""
    noun = trigger.token
    if trigger.shape not in {"noun", "people"} or noun.lemma_.lower() not in listed("casualties"):
        return False
    if noun.tag_ != "NNS" or any(kid.lower_ in _POINTING or kid.dep_ == "nmod:poss" for kid in noun.lefts):  # fmt: skip
        return False
    if any(kid.lower_ == "number" for kid in noun.ancestors):
        return False
    verb = noun.head
    helpers = {kid.lower_ for kid in verb.lefts if kid.dep_ in {"aux", "mark"}}
    if helpers & {"could", "can", "would", "if", "whether", "to", "will"}:
        return False
    if any(
        kid.dep_ == "expl" and kid.lower_ == "there" for kid in (*verb.children, *noun.children)
    ):
        return True
    said = verb.lemma_.lower() in listed("brings_casualties") and verb.tag_ in {"VBD", "VBZ", "VBN", "VBG"}  # fmt: skip
    return said and noun.dep_ in {"obj", "obl", "nsubj:pass"}


def in_series(noun: Token) -> bool:
    """ "A spate of abductions", "mass arrests": several of them, none of them counted."""
    above = noun.head
    if noun.tag_ == "NNS" and any(kid.lower_ in {"mass", "widespread"} for kid in noun.lefts):
        return True
    return (
        noun.dep_ in {"nmod", "obl"}
        and noun.tag_ == "NNS"
        and above.lemma_.lower() in listed("series")
        and any(kid.lower_ == "of" for kid in noun.lefts)
    )


def placed(passage: Passage, noun: Token) -> bool:
    """Whether the words about a noun say where or when it was: else they only point back.

    What "the" points to has a day of its own, right after it: "the attack in Umra in May 1999".
    """
    known = any(kid.lower_ in _POINTING for kid in noun.lefts)
    start = passage.at(noun)
    days = [one.start for one in passage.dates if one.when is not None]
    if any(start < at and not _verb_between(passage, noun, at) for at in days):
        return True
    if known:
        return False
    return bool(days) or any(one.role in {"locus", "mention"} for one in passage.places)


def _verb_between(passage: Passage, noun: Token, at: int) -> bool:
    between = passage.words(passage.stop(noun), at)
    return any(word.pos_ in {"VERB", "AUX"} or word.text in {",", ";"} for word in between)
