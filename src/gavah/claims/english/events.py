"""What happened, clause by clause: harms with those they befell, who did it, and how it is told.

An event is not yet a claim: several events of a document may tell one fact (`merging`), and its
place and day may stand in another sentence (`circumstances`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gavah.claims.english.acts import REFLEXIVE, act_of, by_own_hand, span_of
from gavah.claims.english.coordination import first_of, joined
from gavah.claims.english.counts import Counted
from gavah.claims.english.gapped import gapped
from gavah.claims.english.happenings import Event
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.parties import Party, party
from gavah.claims.english.party_counts import at_least_two
from gavah.claims.english.passages import (
    Passage,
    noun_phrase,
    subject_of,
)
from gavah.claims.english.roles import Roles, roles
from gavah.claims.english.sharing import restrict, share_agents, share_nouns, unique
from gavah.claims.english.stance import Stance, stance
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, listed, triggers, words
from gavah.claims.english.turns import are_there, in_series, is_none, placed
from gavah.claims.english.untold import (
    held_near,
    is_asked,
    is_bare_state,
    is_by_degree,
    is_charge,
    is_generic,
    is_gerund,
    is_healed,
    is_of_the_dead,
    is_part,
    is_rate,
    is_share,
    is_wished,
    names_nobody,
)
from gavah.claims.english.voices_of_verbs import ends_pair
from gavah.model import Count
from gavah.resources import load


def harms(passage: Passage) -> Iterator[Event]:
    """Every harm that a sentence tells, in order."""
    found: list[tuple[Trigger, Roles, Event]] = []
    for trigger in triggers(passage.span, passage.lowers):
        read = roles(passage, trigger)
        for side in _sides(passage, read):
            event = _event(passage, trigger, side)
            if event is not None and found and found[-1][0] is trigger:
                # its own anchor, from its people on: two sides are two claims
                own = span_of(passage, side.victims[0])
                if own[0] >= event.start:
                    event.end = max(event.end, own[1])
                event.start = min(event.start, own[0])
            if event is not None:
                found.append((trigger, side, event))
    share_agents(found)
    share_nouns([event for _, _, event in found])
    told = list(unique([event for _, _, event in found]))
    restrict(told)
    for event in told:
        yield event
        yield from gapped(passage, event)


def _sides(passage: Passage, read: Roles) -> list[Roles]:
    """The dead of opposing sides are told apart: "two officers and one militant were killed"."""
    own = [head for head in read.victims if head.lower_ in REFLEXIVE]
    if own and len(read.victims) > len(own):  # "killed three people and then himself"
        others = [head for head in read.victims if head not in own]
        return [replace(read, victims=others), replace(read, victims=own, quantity=None)]
    lists = load("english/harm")
    theirs = [h for h in read.victims if _words_of(passage, h) & set(lists["fighters"])]
    crowd = [h for h in read.victims if _words_of(passage, h) & set(lists["crowd"])]
    if crowd and not theirs:
        theirs = [h for h in read.victims if h not in crowd and _phrase_of(h) & set(lists["guards"])]  # fmt: skip
    ours = [head for head in read.victims if head not in theirs]
    if not ours or not theirs or len(read.victims) < 2:
        return [read]
    return [replace(read, victims=ours), replace(read, victims=theirs, quantity=None)]


_ALL_BUT = re.compile(r"\ball (?:but|except) (?:about |some |at least )?\w+\b", re.IGNORECASE)
"""Before an act: "all but three of the 20 were freed"."""


def _phrase_of(head: Token) -> set[str]:
    first, last = noun_phrase(head)
    return {token.lemma_.lower() for token in head.doc[first.i : last.i + 1]}


def _words_of(passage: Passage, head: Token) -> set[str]:
    """A head and, where it is a bare figure, the noun that the figure counts."""
    found = {head.lemma_.lower()}
    for one in passage.counts:
        if one.noun is not None and one.start <= passage.at(head) < one.end:
            found |= {word.lemma_.lower() for word in passage.words(*one.noun)}
    return found


def _event(passage: Passage, trigger: Trigger, read: Roles) -> Event | None:
    token = trigger.token
    verbal = trigger.shape in {"object", "subject"} and token.tag_.startswith("VB")
    told = stance(passage, token, verbal=verbal, unharmed=trigger.unharmed)
    if told.modality is None or (told.polarity == "denied" and is_by_degree(trigger)):
        return None
    if is_share(passage, read) or is_rate(passage, token):
        return None
    if _pronoun(read):
        found_before = _taken_up(passage, token, read)
        read = read if found_before is None else replace(read, victims=joined(found_before))
    if trigger.first is trigger.last and by_own_hand(read):
        own = subject_of(token)
        group = party(passage, joined(own) if own is not None else read.victims, None)
        read = replace(read, agents=())
    else:
        group = party(passage, read.victims, read.quantity, people_only=_people_only(trigger))
    group = _along(passage, group)
    if group.counted is not None and _ALL_BUT.search(
        passage.text, passage.start, passage.at(token)
    ):
        group = replace(group, count=None, counted=None)  # neither figure is theirs
    slight = False
    if told.polarity == "denied" and names_nobody(read):
        group = Party()
    if is_none(trigger):
        return _nobody_harmed(passage, trigger, told)
    if are_there(trigger) and group.counted is None:
        group = Party(count=at_least_two(), heads=frozenset({token.lemma_.lower()}))
        return _untold(passage, trigger, read, told, group)
    if trigger.shape == "deadly" or (trigger.shape == "noun" and in_series(token) and group.counted is None):  # fmt: skip
        event = _untold(passage, trigger, read, told, Party())
        return None if event is None else replace(event, slight=not placed(passage, token))
    if not group.people:
        nobody = told.polarity == "denied" and names_nobody(read)
        if read.victims and not nobody:
            return None
        if trigger.shape not in {"noun", "people", "amod", "state"} and not nobody:
            return None
        slight = not nobody
    if (
        trigger.shape == "amod"
        and not ends_pair(token)
        and (
            group.back
            or group.counted is None
            or _one(group)
            or trigger.act not in {"killed", "injured"}
        )
    ):
        slight = True
    if trigger.shape == "object" and token.tag_ == "VBG" and group.unnumbered and is_gerund(token):
        slight = True
    if token.lemma_.lower() == "rescue" and not held_near(passage):
        return None
    if trigger.act == "released" and is_healed(token):
        return None
    if token.tag_ == "VB" and token.head.lemma_.lower() == "let" and token.dep_ in {"xcomp", "ccomp"}:  # fmt: skip
        return None  # "don't let me die"
    if is_charge(token):
        return None
    if _pronoun(read) or (trigger.shape == "noun" and token.dep_ == "compound"):
        slight = True
    if trigger.shape == "noun" and read.victims and all(h.pos_ == "PRON" for h in read.victims):
        slight = True
    if group.counted is None and group.heads and group.heads <= frozenset(words("people")):
        slight = True
    if group.counted is None and read.victims and all(h.lower_ in words("people") for h in read.victims):  # fmt: skip
        slight = True  # "the injured were taken to hospital"
    if trigger.shape == "noun" and token.lemma_.lower() == "death" and any(h.dep_ == "nmod:poss" for h in read.victims):  # fmt: skip
        slight = True  # "after Ruiz's death"
    if trigger.shape == "noun" and is_wished(trigger):
        return None
    if is_asked(read):
        return None
    if is_part(passage, group, trigger) or is_of_the_dead(trigger):
        return None
    if trigger.shape == "noun" and (group.count is None or not group.people):
        slight = True
    if trigger.shape in {"people", "toll"} and group.counted is None and not group.names:
        slight = True
    if trigger.shape == "state" and is_bare_state(trigger, read, group) and not trigger.unharmed:
        return None
    if trigger.shape == "object" and is_generic(passage, token, group):
        return None
    if told.polarity == "denied" and (told.modality != "asserted" or slight):
        return None
    if told.modality == "planned" and (group.count is None or group.unnumbered):
        slight = True
    if trigger.act == "injured" and trigger.first is not trigger.last:
        read = replace(read, agents=())  # "taken to hospital by paramedics"
    act = act_of(trigger, read, passage)
    series = _series(passage, read, token) if act == "killed" and not slight else None
    if series is not None:
        group = replace(group, count=series.count, counted=(series.start, series.end))
    return Event(
        "harm", act, passage, passage.at(trigger.first), _anchor_end(passage, trigger), token,
        group, told.polarity, told.modality or "asserted", "incident",
        tuple(span_of(passage, agent) for agent in read.agents if not _setting(passage, agent)), slight, heads=tuple(read.victims), ordinal=series is not None, person=trigger.shape == "people",
        further=is_further(passage, read.victims, group.counted) or by_own_hand(read) or _again(token), granted=told.granted,
    )  # fmt: skip


def is_further(passage: Passage, heads: Iterable[Token], counted: tuple[int, int] | None) -> bool:
    """Whether words like "another" or "similar" tell it apart from what was told before."""
    if counted is not None and _FURTHER.match(passage.text, counted[0]):
        return True
    return any(
        head.lower_ == "another" or any(kid.lower_ in _APART for kid in head.lefts)
        for head in heads
    )


def _again(act: Token) -> bool:
    """ "He was arrested again in May"."""
    return act.i + 1 < act.sent.end and act.doc[act.i + 1].lower_ == "again"


_APART = frozenset({"another", "similar", "separate", "further", "fresh", "other"})


_FURTHER = re.compile(r"(?:another|a further|a second|further)\b", re.IGNORECASE)


def _nobody_harmed(passage: Passage, trigger: Trigger, told: Stance) -> Event | None:
    """ "No casualties were reported": the harm is denied, and no number of people with it."""
    if told.modality != "asserted":
        return None
    return Event(
        "harm", trigger.act, passage, passage.at(trigger.first), passage.stop(trigger.last),
        trigger.token, Party(), "denied",
    )  # fmt: skip


def _untold(
    passage: Passage, trigger: Trigger, read: Roles, told: Stance, group: Party
) -> Event | None:
    """A harm whose people nobody counts or describes."""
    if told.modality is None or told.polarity == "denied":
        return None
    return Event(
        "harm", trigger.act, passage, passage.at(trigger.first), passage.stop(trigger.last),
        trigger.token, group, told.polarity, told.modality,
        agents=tuple(span_of(passage, agent) for agent in read.agents if not _setting(passage, agent)),
    )  # fmt: skip


def _people_only(trigger: Trigger) -> bool:
    """Whether the act befalls nobody but people: towns are captured too, and films released."""
    if trigger.token.lemma_.lower() in {"body", "corpse"}:
        return True  # "the body of Omar Karimi"
    return (
        trigger.act not in {"released", "displaced"}
        and trigger.shape in {"object", "subject", "noun"}
        and (
            trigger.first is not trigger.last
            or lemma_of(trigger.token) not in listed("also_things")
        )
    )


def _along(passage: Passage, group: Party) -> Party:
    """ "Ten reporters were killed along with 26 other people": exact parts are added."""
    count = group.count
    if count is None or count.hedge is not None or count.low is None or group.back:
        return group
    ends = [end for _, end in group.spans] + [one.end for one in group.names]
    start = max(ends, default=group.counted[1] if group.counted else None)
    if start is None:
        return group
    beside = _ALONG.search(passage.text, start, passage.end)
    if beside is None:
        return group
    after = [word for word in passage.tokens if passage.at(word) >= beside.end() - len("with")]
    head = after[0].head if after and after[0].dep_ in {"case", "fixed"} else None
    if head is not None and head.dep_ == "case":
        head = head.head
    if head is None or passage.at(head) < beside.end():
        return group
    other = party(passage, joined(head), None)
    more = other.count
    if not other.people or more is None or more.low is None or more.hedge is not None:
        return group
    if other.heads & {"victim"}:
        return group  # "found dead along with two other shooting victims": victims live too
    total = count.low + more.low
    names = tuple(dict.fromkeys((*group.names, *other.names)))
    both = Count(low=total, high=total, about=total, hedge=None)
    return replace(group, count=both, names=names)


_ALONG = re.compile(r"\b(?:along with|together with)\b(?=\s)")


def _setting(passage: Passage, agent: Token) -> bool:
    """Whether a word before a thing that harms says when or where, not whose: "Monday's raid"."""
    first, _ = noun_phrase(agent)
    top = agent.head if agent.dep_ in {"amod", "compound", "nmod:poss"} else agent
    own = top.dep_.startswith("nsubj") and top.head.lower_ not in _REPORTS
    if first.i and not own and {first.lower_, agent.doc[first.i - 1].lower_} & _REPORTS:
        return True  # "…, reports Dawn"; in "he said police killed nine" they did it
    if agent.dep_ not in {"nmod:poss", "compound", "amod"}:
        return False
    at = passage.at(agent)
    if any(one.start <= at < one.end for one in passage.dates):
        return True
    return any(
        one.start <= at < one.end
        and one.role != "actor"
        and one.place.precision in {"exact", "settlement", "district"}
        for one in passage.places
    )


_REPORTS = frozenset({"reports", "said", "says"})


def _anchor_end(passage: Passage, trigger: Trigger) -> int:
    return passage.stop(trigger.last)


def _series(passage: Passage, read: Roles, act: Token) -> Counted | None:
    """ "The fifth miner killed": the ordinal that counts a series up to this one."""
    for one in passage.ordinals:  # "she was the fifth Briton killed"
        last = passage.words(one.end, passage.at(act))
        led = act.doc[max(0, act.i - len(last) - 2)].lower_ == "the"
        if (
            led
            and 0 < len(last) <= 3
            and all(word.pos_ in {"NOUN", "PROPN", "ADJ"} for word in last)
        ):
            return one
    for head in read.victims[:1]:
        if head.head is act and head.dep_.startswith("nsubj"):
            return None  # "the fifth man died": one of five told before, or one more
        first, _ = noun_phrase(head)
        for one in passage.ordinals:
            if passage.at(first) <= one.start < passage.at(head) and first.lower_ == "the":
                return one
    return None


def _one(group: Party) -> bool:
    return group.count is not None and group.count.high == 1


def _pronoun(read: Roles) -> bool:
    """Whether the words only point at several people told of elsewhere: "their", "those"."""
    return bool(read.victims) and all(
        head.lower_ in {"they", "them", "their", "those", "these", "we", "us", "our"}
        for head in read.victims
    ) and read.quantity is None  # fmt: skip


def _taken_up(passage: Passage, act: Token, read: Roles) -> Token | None:
    """The people of the same sentence that "they" takes up: those counted before it."""
    first = min(head.i for head in read.victims)
    if any(head.lower_ in {"those", "these", "we", "us", "our"} for head in read.victims):
        return None
    for counted in reversed(passage.counts):
        if not counted.people or counted.noun is None or counted.kind == "article":
            continue
        words = passage.words(*counted.noun)
        if words and words[-1].i < first:
            return _whole_list(words[-1])
    return None


def _whole_list(noun: Token) -> Token:
    """ "A woman and two men were shot; they …": all three, by the first of them."""
    noun = first_of(noun)
    if noun.dep_.startswith("nsubj"):  # "a woman" is a subject beside "two men" in some trees
        earlier = [kid for kid in noun.head.lefts if kid.dep_ == noun.dep_]
        return earlier[0] if earlier else noun
    return noun
