"""Whether what a clause tells is stated, denied, alleged, feared or planned, or not told at all.

Words: resources/english/modality.yaml. `None` for the modality: the clause tells no fact
(a condition, a wish, a rule), so it is no claim.
"""

import re
from functools import cache
from typing import NamedTuple

from gavah.claims.english.passages import Passage
from gavah.claims.english.trees import Token
from gavah.resources import load

_ALLEGE = frozenset(["accuse", "suspect", "charge", "allege", "blame", "indict", "implicate"])
_FEAR = frozenset(["believe", "fear", "presume", "think"])
_PLAN = frozenset(
    [
        "plan",
        "plot",
        "threaten",
        "vow",
        "intend",
        "aim",
        "want",
        "mean",
        "prepare",
        "conspire",
        "swear",
        "pledge",
        "promise",
        "mission",
        "plan",
        "threat",
        "wish",
        "hope",
    ]
)
_UNDONE = frozenset({"attempted", "foiled", "thwarted", "averted", "botched", "simulated", "mock"})
_TRIED = frozenset(["attempt", "try", "seek", "fail"])
_REAL = frozenset(
    [
        "manage",
        "continue",
        "go",
        "begin",
        "start",
        "help",
        "enable",
        "use",
        "claim",
        "say",
        "report",
        "appear",
        "seem",
        "know",
        "come",
        "force",
        "return",
        "find",
        "confirm",
        "act",
        "move",
        "rush",
        "arrive",
        "wake",
        "awake",
        "respond",
    ]
)
_ENABLED = frozenset(["able", "lucky", "fortunate", "quick", "swift"])
"""Adjectives whose infinitive happened, when told of the past: "were able to arrest 31"."""
_VERBAL = frozenset({"VERB", "AUX"})


class Stance(NamedTuple):
    """How a clause tells its fact; modality None where it tells none.

    `granted`: the words take the harm for granted, whatever is said of something else about it
    ("denied any part in the murder of two teachers"): no denial and no fear reaches it.
    """

    polarity: str
    modality: str | None
    granted: bool = False


@cache
def listed(kind: str) -> frozenset[str]:
    """A list of modality.yaml."""
    return frozenset(load("english/modality")[kind])


def stance(passage: Passage, token: Token, *, verbal: bool, unharmed: bool = False) -> Stance:
    """Read the stance of the clause that `token` heads."""
    if not verbal and any(kid.lower_ in _UNDONE for kid in token.lefts):
        return Stance("affirmed", None)  # "the attempted murders of five boys"
    if not verbal and not unharmed and granted(token):
        if _conditional(token):
            return Stance("affirmed", None)
        said = _by_words(passage, token)
        return Stance("affirmed", said if said == "alleged" else "asserted", said is None)
    polarity = "denied" if unharmed or _negated(token) else "affirmed"
    if polarity == "affirmed" and _nobody(token):
        polarity = "denied"
    if polarity == "affirmed" and _denied_above(token):
        polarity = "denied"
    modality = _by_words(passage, token)
    ruled: str | None = "asserted"
    if verbal:
        ruled = _by_tree(token)
    if modality is None and ruled is not None:
        modality = ruled if ruled != "asserted" else _above(token)
    if ruled is None and modality in {None, "asserted"}:
        return Stance(polarity, None)
    if _conditional(token):
        return Stance(polarity, None)
    return Stance(polarity, modality)


def granted(noun: Token) -> bool:
    """Whether a noun of harm stands under another noun or verb that needs it to have happened.

    "Links with the murder of two teachers", "those who took part in the killing of Ruiz": it is
    denied, feared or believed of somebody that he had a part in it, not that it happened. Reports,
    rumours and charges of a harm take nothing for granted, nor do verbs that bring it about.
    """
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in {"nmod", "obl", "obj"}:
        return False
    led = {kid.lower_ for kid in noun.lefts}
    whose = any(kid.dep_ in {"nmod", "nmod:poss"} for kid in noun.children)
    if not led & {"the", "this", "that", "these", "those"} or not whose:
        return False
    if noun.dep_ == "obj":
        return noun.head.lemma_.lower() in listed("condemning")
    first = noun.left_edge
    near = {word.lemma_.lower() for word in noun.doc[max(first.i - 2, noun.sent.start) : first.i]}
    return noun.head.lemma_.lower() in listed("granting") or bool(near & listed("granting"))


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.lower_ in {"not", "n't", "n’t", "never", "nor"} and child.i < token.i:
            following = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
            if following not in {"only", "just"}:
                return True
    if token.dep_ in {"acl", "xcomp"} and token.head.lemma_ == "be":
        return _negated(token.head)
    return any(c.lower_ == "without" for c in token.lefts if c.dep_ == "mark")


def _nobody(token: Token) -> bool:
    for child in token.children:
        if child.dep_ in {"nsubj", "nsubj:pass", "obj", "det"}:
            low = child.lower_
            if low in {"nobody", "none", "no-one"} or (
                child.dep_ == "det" and low in {"no", "neither"}
            ):
                return True
            if any(kid.lower_ in {"no", "neither"} and kid.i < child.i for kid in child.lefts):
                return True
    return False


def _denied_above(token: Token) -> bool:
    for above in token.ancestors:
        if above.lemma_.lower() in listed("denied_verbs") and token.i > above.i:
            return True
        if above.dep_ in {"ROOT", "acl:relcl"} or _says_instead(above):
            break
    return token.head.lemma_.lower() in listed("denied_verbs") and token.i > token.head.i


def _says_instead(verb: Token) -> bool:
    """ "Denied that 100 had died, saying no more than 46 had": what is said in place of it."""
    if verb.dep_ == "conj" and verb.head.lemma_.lower() not in listed("denied_verbs"):
        return False
    return verb.dep_ in {"advcl", "conj", "parataxis"} and verb.lemma_.lower() in {
        "say", "add", "insist", "maintain", "state", "explain", "claim",
    }  # fmt: skip


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    rows = sorted(listed(kind), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(row) for row in rows) + r")\b")


def _by_words(passage: Passage, token: Token) -> str | None:
    """A word of allegation or fear right before the act, in its own clause."""
    first = max(passage.span.start, token.i - 7)
    lead = list(token.doc[first : token.i])
    for at in range(len(lead) - 1, -1, -1):
        if lead[at].text in {";", ":", "—", "–", ")", ","} or lead[at].lower_ in {"but", "after", "who", "which"}:  # fmt: skip
            lead = lead[at + 1 :]
            break
    words = " ".join(word.lower_ for word in lead)
    if re.search(
        r"\b(?:allegedly|supposedly|purportedly|alleged|accused of|suspected of)\b", words
    ):
        return "alleged"
    if re.search(
        r"\b(?:may|might|could) (?:also |well |even |later )*have\b|\b(?:possibly|probably|not known how many)\b"
        r"|\b(?:feared|presumed|believed|thought)(?: to| to have| to be| to have been| that)?$",
        words,
    ):
        return "feared"
    return None


def _by_tree(verb: Token) -> str | None:
    """What the verb's own form says: None where it tells no fact."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "aux:pass"}}
    if verb.dep_ == "conj" and not helpers and verb.tag_ in {"VB"}:
        return _by_tree(verb.head) if verb.head.pos_ in _VERBAL else "asserted"
    if helpers & {"will", "shall", "wo", "'ll", "’ll"}:
        return "planned"
    if helpers & {"may", "might", "could"} and "have" in helpers:
        return "feared"
    if helpers & {"should", "must", "can", "could", "would", "may", "might", "ca", "to"} and (
        "have" not in helpers
    ):
        if "to" not in helpers:
            return None
    if verb.tag_ == "VBG" and _for_noun(verb):
        return None
    marked = any(child.lower_ == "to" for child in verb.lefts)
    if marked and (verb.tag_ == "VB" or helpers & {"be", "have"}):
        return _infinitive(verb)
    if verb.tag_ == "VB" and not helpers & {"did", "does", "do", "didn't"}:
        return None if verb.dep_ in {"ROOT", "csubj"} else "asserted"
    return "asserted"


def _for_noun(verb: Token) -> bool:
    """ "More time for arresting them", "arrangements for detaining them", "kept from killing": not yet."""
    at = verb.i
    lead = [word.lemma_.lower() for word in verb.doc[max(at - 5, verb.sent.start) : at]]
    if lead[-1:] == ["from"]:
        return bool({"prevent", "stop", "keep", "refrain", "deter", "restrain", "bar"} & set(lead))
    return lead[-1:] == ["for"] and bool(listed("purposes") & set(lead[-3:]))


def _infinitive(verb: Token) -> str | None:
    above = verb.head
    lemma = above.lemma_.lower()
    if lemma in _PLAN:
        return "planned"
    if lemma in _ALLEGE:
        return "alleged"
    if lemma in _FEAR:
        return "feared"
    if above.pos_ == "ADJ" and lemma in _ENABLED and not _unreal(above):
        return "asserted"
    if lemma in _REAL or "have" in {child.lower_ for child in verb.lefts}:
        return "asserted"
    return None


def _unreal(head: Token) -> bool:
    """Whether its own verb is a possibility or denied: "may be able to", "was not able to"."""
    helpers = {child.lower_ for child in head.children if child.dep_ in {"aux", "cop", "advmod"}}
    return bool(helpers & {"will", "may", "might", "could", "can", "should", "would", "not", "n't",
                           "is", "are", "be", "'s"} - ({"be"} if "been" in helpers else set()))  # fmt: skip


def _above(token: Token) -> str:
    """What a verb above says: "accused of killing", "fears that 12 drowned"."""
    below = token
    for above in token.ancestors:
        lemma = above.lemma_.lower()
        if below.dep_ in {"acl:relcl", "parataxis", "conj"}:
            break
        if lemma in _ALLEGE and below.i > above.i and below.dep_ in {"advcl", "xcomp", "obl", "ccomp", "acl", "nmod"}:  # fmt: skip
            return "alleged"
        if lemma in _FEAR and below.dep_ in {"xcomp", "ccomp", "acl"}:
            return "feared"
        if lemma in _PLAN and below.dep_ in {"xcomp", "acl", "ccomp", "obj"} and below.i > above.i:
            return "planned"
        below = above
    return "asserted"


def _conditional(token: Token) -> bool:
    before = " ".join(word.lower_ for word in token.doc[token.sent.start : token.i])
    if _EVERY_TIME.search(before):
        return True
    below = token
    for above in (token, *token.ancestors):
        for child in above.children:
            if child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} and child.i < token.i:  # fmt: skip
                return True
        if below.dep_ in {"acl:relcl", "parataxis", "ROOT"}:
            break
        below = above
    return False


_EVERY_TIME = re.compile(r"\b(?:any ?time|every time|each time)\b[^,;]*$")
"""Before an act in its clause: it tells a rule."""
