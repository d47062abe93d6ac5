"""Which act the words tell, where the verb alone leaves it open ("jailed", "shot himself")."""

import re

from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.passages import (
    Passage,
    noun_phrase,
)
from gavah.claims.english.roles import Roles
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger
from gavah.claims.english.untold import held_near
from gavah.resources import load

REFLEXIVE = frozenset({"himself", "herself", "themselves"})


def by_own_hand(read: Roles) -> bool:
    """ "Shot himself": a death by one's own hand."""
    return bool(read.victims) and all(h.lower_ in REFLEXIVE for h in read.victims)  # fmt: skip


def span_of(passage: Passage, head: Token) -> tuple[int, int]:
    first, last = noun_phrase(head)
    start = passage.at(first)
    for one in passage.dates:  # "On Sunday, 10 March, border guards": the day is beside them
        if first.text == "," and start < one.end < passage.at(head):
            start = one.end
    while passage.text[start] in ", ;" and start < passage.at(head):
        start += 1
    return start, passage.stop(last)


def act_of(trigger: Trigger, read: Roles, passage: Passage) -> str:
    act = trigger.act
    token = trigger.token
    if act == "executed" and token.lemma_.lower() == "hang":
        before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
        if before in {"found", "discovered"} or by_own_hand(read):
            return "killed"  # "found hanged in a park": no court's doing
    if act == "executed":
        hands = load("english/harm")["state_hands"]
        agents = {agent.lemma_.lower() for agent in read.agents}
        state = agents & set(hands) or any(_is_country(passage, one) for one in read.agents)
        if token.lemma_.lower() == "execute" and agents and not state:
            return "killed"
        return act
    if act == "arrested" and lemma_of(token) in {"jail", "imprison"}:
        tail = passage.lower(passage.stop(token), passage.stop(token) + 60)
        if " for " in f" {tail} " and ("year" in tail or "month" in tail or "life" in tail):
            return "sentenced"
        if "life" in tail[:12]:
            return "sentenced"
    if act == "arrested" and token.lemma_.lower() == "capture" and held_near(passage):
        return "abducted"
    if act == "injured" and trigger.first is trigger.last and by_own_hand(read):
        around = passage.lower(passage.at(token) - 24, passage.stop(token) + 70)
        return act if _LIMBS.search(around) or _small_child(passage, token) else "killed"
    if act == "arrested" and any(_unknown(passage, one) for one in read.agents):
        return "abducted"
    if act == "arrested" and lemma_of(token) in load("english/harm")["taken"]:
        agents_text = " ".join(
            passage.text[slice(*span_of(passage, agent))].lower() for agent in read.agents
        )
        if any(word in agents_text for word in load("english/harm")["armed_groups"]):
            return "abducted"
    return act


_UNKNOWN = re.compile(
    r"\b(?:in (?:civilian|plain) ?clothes|in plainclothes|masked|unidentified|unknown|armed) ?(?:men|people|persons)?\b"
)
"""Men who take somebody away and say not who they are: no arrest that anybody answers for."""


def _unknown(passage: Passage, agent: Token) -> bool:
    """Whether somebody who takes people away is told not to say who they are."""
    if agent.lemma_.lower() not in {"man", "people", "person", "individual"}:
        return False
    told = passage.lower(passage.at(agent.left_edge), passage.stop(agent) + 30)
    beside = passage.lower(passage.at(agent.left_edge), passage.stop(agent.right_edge))
    return bool(_UNKNOWN.search(told)) and not _ANSWERABLE.search(beside)


_ANSWERABLE = re.compile(
    r"\b(?:police|army|guards?|ministry|security|officers?|soldiers?|agents?)\b"
)


def _is_country(passage: Passage, agent: Token) -> bool:
    """ "Iran executed four men": the state, by its country's name."""
    at = passage.at(agent)
    return any(
        one.start <= at < one.end and one.place.precision == "country" for one in passage.places
    )


def _small_child(passage: Passage, verb: Token) -> bool:
    """Whether who "shot himself" is a small child: an accident, that nothing tells to be deadly."""
    before = passage.lower(passage.start, passage.at(verb))
    ages = [int(a) if a.isdigit() else 1 for a in _AGE.findall(before)]
    if ages:
        return ages[-1] < _GROWN
    return bool(_CHILD.search(before))


_GROWN = 13
"""Years from which the words are taken for a death by one's own hand."""
_AGE = re.compile(r"\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[-‐ ](?:years?|months?)[-‐ ]old\b")  # fmt: skip
_CHILD = re.compile(r"\b(?:toddler|child|kid|boy|girl|infant|baby|preschooler|youngster)\b")

_LIMBS = re.compile(
    r"\bin (?:the|his|her) (?:\w+ )?(?:leg|foot|hand|arm|thigh|knee|finger|toe|shoulder|wrist|ankle|calf|elbow|buttocks?)\b"
    r"|\baccidental\w*|\bwounded\b|\bnon-fatal\w*"
)
"""By one's own hand, and lived."""
