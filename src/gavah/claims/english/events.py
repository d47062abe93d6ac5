"""What happened, clause by clause: harms with those they befell, who did it, and how it is told.

An event is not yet a claim: several events of a document may tell one fact (`merging`), and its
place and day may stand in another sentence (`circumstances`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gavah.claims.english.coordination import joined
from gavah.claims.english.counts import Counted
from gavah.claims.english.dates import Dated
from gavah.claims.english.lemmas import lemma as lemma_of
from gavah.claims.english.parties import Party, at_least_two, party
from gavah.claims.english.passages import (
    Passage,
    counted_noun,
    noun_phrase,
    people,
    subject_of,
)
from gavah.claims.english.places import Placed
from gavah.claims.english.roles import Roles, roles
from gavah.claims.english.stance import Stance, stance
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, listed, triggers, words
from gavah.claims.english.turns import are_there, in_series, is_none, placed
from gavah.model import Count
from gavah.resources import load


@dataclass(slots=True)
class Event:
    """One telling of one happening, or of one appeal.

    Attributes:
        start, end: the words of the act.
        token: the word whose clause tells it.
        agents: who did it, (start, end).
        slight: the words only mention it ("the deadly crash"): no claim of their own.
        place, when: as its own clause or sentence states them.
        speakers: for an appeal, the head words of who makes it.
        heads: the head words of whom it befell.
        bound: its place is given already, one of several.
        person: the words are the people themselves ("14 hostages").
        ordinal: the count is the last of a series ("the fifth miner killed").
        askers: for an appeal, the last words of the names of who makes it, pronouns taken up.
        further: the words tell it apart from what was told before ("another", "similar rallies").
        granted: the words take it for granted (`stance.Stance`).
    """

    type: str
    act: str
    passage: Passage
    start: int
    end: int
    token: Token
    party: Party
    polarity: str = "affirmed"
    modality: str = "asserted"
    scope: str = "incident"
    agents: tuple[tuple[int, int], ...] = ()
    slight: bool = False
    place: Placed | None = None
    when: Dated | None = None
    when_far: bool = False
    place_far: bool = False
    speakers: tuple[Token, ...] = ()
    heads: tuple[Token, ...] = ()
    bound: bool = False
    ordinal: bool = False
    person: bool = False
    further: bool = False
    granted: bool = False
    askers: frozenset[str] = frozenset()
    doubts: list[tuple[str, str]] = field(default_factory=list)


def harms(passage: Passage) -> Iterator[Event]:
    """Every harm that a sentence tells, in order."""
    found: list[tuple[Trigger, Roles, Event]] = []
    for trigger in triggers(passage.span, passage.lowers):
        read = roles(passage, trigger)
        for side in _sides(passage, read):
            event = _event(passage, trigger, side)
            if event is not None and found and found[-1][0] is trigger:
                # its own anchor, from its people on: two sides are two claims
                event.start = min(event.start, _span(passage, side.victims[0])[0])
            if event is not None:
                found.append((trigger, side, event))
    _share_agents(found)
    _share_nouns([event for _, _, event in found])
    told = list(_unique([event for _, _, event in found]))
    restrict(told)
    yield from told


def _sides(passage: Passage, read: Roles) -> list[Roles]:
    """The dead of opposing sides are told apart: "two officers and one militant were killed"."""
    lists = load("english/harm")
    theirs = [h for h in read.victims if _words_of(passage, h) & set(lists["fighters"])]
    crowd = [h for h in read.victims if _words_of(passage, h) & set(lists["crowd"])]
    if crowd and not theirs:
        theirs = [h for h in read.victims if h not in crowd and _phrase_of(h) & set(lists["guards"])]  # fmt: skip
    ours = [head for head in read.victims if head not in theirs]
    if not ours or not theirs or len(read.victims) < 2:
        return [read]
    return [replace(read, victims=ours), replace(read, victims=theirs, quantity=None)]


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
    if told.modality is None:
        return None
    if _pronoun(read):
        found_before = _taken_up(passage, token, read)
        read = read if found_before is None else replace(read, victims=joined(found_before))
    if _himself(read):
        own = subject_of(token)
        group = party(passage, joined(own) if own is not None else read.victims, None)
        read = replace(read, agents=())
    else:
        group = party(passage, read.victims, read.quantity, people_only=_people_only(trigger))
    group = _along(passage, group)
    slight = False
    if told.polarity == "denied" and _nobody(read):
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
        nobody = told.polarity == "denied" and _nobody(read)
        if read.victims and not nobody:
            return None
        if trigger.shape not in {"noun", "people", "amod", "state"} and not nobody:
            return None
        slight = not nobody
    if trigger.shape == "amod" and (
        group.back
        or group.counted is None
        or _one(group)
        or trigger.act not in {"killed", "injured"}
    ):
        slight = True
    if trigger.shape == "object" and token.tag_ == "VBG" and group.unnumbered and _gerund(token):
        slight = True
    if token.lemma_.lower() == "rescue" and not _captive(passage):
        return None
    if trigger.act == "released" and _healed(token):
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
    if trigger.shape == "noun" and _wished(trigger):
        return None
    if _asked(read):
        return None
    if _part(passage, group, trigger):
        return None
    if trigger.shape == "noun" and (group.count is None or not group.people):
        slight = True
    if trigger.shape in {"people", "toll"} and group.counted is None:
        slight = True
    if trigger.shape == "state" and _bare_state(trigger, read, group) and not trigger.unharmed:
        return None
    if trigger.shape == "object" and _generic(passage, token, group):
        return None
    if told.polarity == "denied" and (told.modality != "asserted" or slight):
        return None
    if told.modality == "planned" and (group.count is None or group.unnumbered):
        slight = True
    if trigger.act == "injured" and trigger.first is not trigger.last:
        read = replace(read, agents=())  # "taken to hospital by paramedics"
    act = _act(trigger, read, passage)
    series = _series(passage, read, token) if act == "killed" and not slight else None
    if series is not None:
        group = replace(group, count=series.count, counted=(series.start, series.end))
    return Event(
        "harm", act, passage, passage.at(trigger.first), _anchor_end(passage, trigger), token,
        group, told.polarity, told.modality or "asserted", "incident",
        tuple(_span(passage, agent) for agent in read.agents if not _setting(passage, agent)), slight, heads=tuple(read.victims), ordinal=series is not None, person=trigger.shape == "people",
        further=is_further(passage, read.victims, group.counted), granted=told.granted,
    )  # fmt: skip


def is_further(passage: Passage, heads: Iterable[Token], counted: tuple[int, int] | None) -> bool:
    """Whether words like "another" or "similar" tell it apart from what was told before."""
    if counted is not None and _FURTHER.match(passage.text, counted[0]):
        return True
    return any(kid.lower_ in _APART for head in heads for kid in head.lefts)


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
        agents=tuple(_span(passage, agent) for agent in read.agents if not _setting(passage, agent)),
    )  # fmt: skip


def _people_only(trigger: Trigger) -> bool:
    """Whether the act befalls nobody but people: towns are captured too, and films released."""
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
    start = max(
        (end for _, end in group.spans), default=group.counted[1] if group.counted else None
    )
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
    if first.i and {first.lower_, agent.doc[first.i - 1].lower_} & {"reports", "said", "says"}:
        return True  # "…, reports Dawn"
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


def _anchor_end(passage: Passage, trigger: Trigger) -> int:
    return passage.stop(trigger.last)


def _nobody(read: Roles) -> bool:
    return any(
        head.lower_ in {"nobody", "none", "one", "no-one"}
        or (head.lower_ in people() and any(kid.lower_ == "no" for kid in head.lefts))
        for head in read.victims
    )


def _gerund(verb: Token) -> bool:
    """ "Under pressure against arresting offenders": a doing in general."""
    return any(kid.dep_ in {"mark", "case"} for kid in verb.lefts)


def _captive(passage: Passage) -> bool:
    """Whether people are held near here: only then is a rescue a release."""
    words = passage.lower(passage.start - 400, passage.end + 200)
    return any(stem in words for stem in ("abduct", "kidnap", "hostage", "captiv"))


def _healed(verb: Token) -> bool:
    """ "Treated and released", "released from hospital": no custody ends."""
    if verb.lemma_.lower() != "release":
        return False
    row = [verb, *verb.ancestors, *(kid for kid in verb.children if kid.dep_ == "conj")]
    if any(one.lemma_.lower() in {"treat", "hospitalize", "hospitalise"} for one in row):
        return True
    return any(one.lower_ in {"hospital", "hospitals", "clinic", "icu"} for one in verb.subtree)


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
        first, _ = noun_phrase(head)
        for one in passage.ordinals:
            if passage.at(first) <= one.start < passage.at(head) and first.lower_ == "the":
                return one
    return None


def _one(group: Party) -> bool:
    return group.count is not None and group.count.high == 1


def _himself(read: Roles) -> bool:
    """ "Shot himself": a death by one's own hand."""
    return bool(read.victims) and all(h.lower_ in {"himself", "herself", "themselves"} for h in read.victims)  # fmt: skip


def is_charge(token: Token) -> bool:
    """A crime that somebody is charged with is a charge, not a telling."""
    if token.pos_ not in {"NOUN", "VERB"} or token.dep_ not in {"nmod", "obl", "conj", "acl"}:
        return False
    above = token.head.head if token.dep_ == "conj" else token.head
    return above.lemma_.lower() in {"charge", "suspicion", "count", "offence", "offense"}


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
            return words[-1]
    return None


def _part(passage: Passage, group: Party, trigger: Trigger) -> bool:
    """ "40 of the bodies", "six of the dead", "many of the wounded": part of a total told.

    Those who were harmed are taken up by the noun of their harm; a part has no figure of its own.
    """
    if group.counted is None:
        return False
    words_after = passage.words(group.counted[1], min(group.counted[1] + 60, passage.end))
    line = [token.lower_ for token in words_after[:5]]
    if line[:1] != ["of"] or len(line) < 3 or line[1] not in _BACKWARD:
        return False
    if _CAUSED.search(passage.lower(group.counted[1], passage.end)):
        return False  # another cause is a claim of its own
    harmed = {word for word, act in (words("people") | words("states")).items() if act == trigger.act}  # fmt: skip
    lemmas = {token.lemma_.lower() for token in words_after[2:4]} | set(line[2:4])
    return bool(lemmas & (harmed | {"victim", "death", "casualty", "fatality"}))


_CAUSED = re.compile(r"\b(?:due to|caused by|because of|as a result of|at the hands of|by (?:police|security|soldiers|troops))\b")  # fmt: skip
_BACKWARD = frozenset({"the", "these", "those", "their", "its"})


def _wished(trigger: Trigger) -> bool:
    """ "Pressed for their release", "a warrant for her arrest": it has not happened yet."""
    if trigger.act not in {"released", "arrested"}:
        return False
    noun = trigger.token
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head  # "called for a ban on the group and arrest of its leaders"
    if any(kid.lower_ == "for" for kid in noun.lefts if kid.dep_ == "case"):
        return True
    return noun.dep_ == "obj" and noun.head.lemma_.lower() in {"demand", "seek", "urge", "negotiate", "order", "request", "want"}  # fmt: skip


def _asked(read: Roles) -> bool:
    """ "How many were killed" gives no figure."""
    return any(
        word.lower_ == "how" for head in read.victims for word in head.subtree if word.i <= head.i
    )


def _span(passage: Passage, head: Token) -> tuple[int, int]:
    first, last = noun_phrase(head)
    return passage.at(first), passage.stop(last)


def _bare_state(trigger: Trigger, read: Roles, group: Party) -> bool:
    """ "He is dead" and the like tell no event."""
    if group.counted is not None:
        return False
    if trigger.act == "killed":
        return not (trigger.token.head.lemma_.lower() in {"leave", "find"} and group.people)
    if trigger.act == "missing":
        return not group.people or group.count is None
    return not read.victims


def _generic(passage: Passage, verb: Token, group: Party) -> bool:
    """A habit or a rule, not an occurrence: "landmines kill people"."""
    if verb.tag_ not in {"VBP", "VBZ"} or passage.where == "title":
        return False
    if any(child.tag_ == "VBN" for child in verb.children):
        return False
    helped = any(child.dep_.startswith("aux") for child in verb.children)
    return not helped and group.counted is None


def _act(trigger: Trigger, read: Roles, passage: Passage) -> str:
    act = trigger.act
    token = trigger.token
    if act == "executed":
        hands = load("english/harm")["state_hands"]
        agents = {agent.lemma_.lower() for agent in read.agents}
        if token.lemma_.lower() == "execute" and agents and not agents & set(hands):
            return "killed"
        return act
    if act == "arrested" and token.lemma_.lower() in {"jail", "imprison"}:
        tail = passage.lower(passage.stop(token), passage.stop(token) + 60)
        if " for " in f" {tail} " and ("year" in tail or "month" in tail or "life" in tail):
            return "sentenced"
        if "life" in tail[:12]:
            return "sentenced"
    if act == "arrested" and token.lemma_.lower() == "capture" and _captive(passage):
        return "abducted"
    if act == "injured" and _himself(read):
        around = passage.lower(passage.at(token) - 24, passage.stop(token) + 70)
        return act if _LIMBS.search(around) else "killed"
    if act == "arrested" and lemma_of(token) in load("english/harm")["taken"]:
        agents_text = " ".join(
            passage.text[slice(*_span(passage, agent))].lower() for agent in read.agents
        )
        if any(word in agents_text for word in load("english/harm")["armed_groups"]):
            return "abducted"
    return act


_LIMBS = re.compile(
    r"\bin (?:the|his|her) (?:\w+ )?(?:leg|foot|hand|arm|thigh|knee|finger|toe|shoulder|wrist|ankle|calf|elbow|buttocks?)\b"
    r"|\baccidental\w*|\bwounded\b|\bnon-fatal\w*"
)
"""By one's own hand, and lived."""


def restrict(events: list[Event]) -> None:
    """ "The 21 girls abducted there were freed": the abduction only says which girls.

    A participle that picks out the people of another act of its sentence is no claim of its own;
    it points back to one.
    """
    for event in events:
        token = event.token
        held = event.person
        if token.dep_ not in _PICKING and not held:
            continue
        for other in events:
            if other is event or other.act == event.act or other.type != "harm":
                continue
            victims = set(other.heads) | {counted_noun(h) for h in other.heads}
            chosen = token in victims if held else token.head in victims
            if token.dep_ in {"nsubj", "nsubj:pass", "csubj"} and token.head == other.token:
                chosen = True
            if chosen and (other.act in _AFTERWARDS or (held and event.act == "abducted")):
                event.slight = True
                event.party = replace(event.party, count=None, counted=None)


_PICKING = frozenset({"acl", "acl:relcl", "amod", "nsubj", "nsubj:pass", "csubj"})
_AFTERWARDS = frozenset({"released", "sentenced", "executed", "missing"})


def _share_agents(found: list[tuple[Trigger, Roles, Event]]) -> None:
    """Passives joined in one sentence share the "by" phrase that follows the last of them."""
    for (_, read, event), (_, after_read, after) in zip(
        reversed(found[:-1]), reversed(found[1:]), strict=True
    ):
        if event.agents or not after.agents or not read.passive or not after_read.passive:
            continue
        if event.token.is_ancestor(after.token) and joins(event.token, after.token):
            event.agents = after.agents


def _share_nouns(events: list[Event]) -> None:
    """ "12 miners were killed and 40 (others) injured": they are such as were told before."""
    for before, event in pairwise(events):
        own, other = event.party, before.party
        if own.heads and own.heads <= {"other", "others"} and own.description is not None:
            if not own.names and other.description is not None and other.heads and not other.heads & {"other", "others"}:  # fmt: skip
                event.party = replace(own, description=other.description, spans=other.spans)
            continue
        if own.counted is None or own.description is not None or own.names:
            continue
        if event.act == before.act or other.heads & frozenset(words("people")):
            continue  # another total, or "four dead bodies and 120 wounded"
        if other.counted is None or other.description is None or other.names:
            continue
        if own.counted[0] > other.counted[0]:
            event.party = replace(own, description=other.description, spans=other.spans)


def joins(above: Token, below: Token) -> bool:
    """Whether one clause is joined to the other by "and", "while" or a comma, not a relative."""
    for token in (below, *below.ancestors):
        if token == above:
            return True
        if token.dep_ in {"acl:relcl", "ccomp", "nmod", "obl"}:
            return False
    return False


def _unique(events: list[Event]) -> Iterator[Event]:
    """One event where two words tell one harm of the same people ("killings", "shot and killed")."""
    kept: list[Event] = []
    for event in events:
        double = next((k for k, one in enumerate(kept) if _same_telling(one, event)), None)
        if double is None:
            kept.append(event)
        elif kept[double].slight and not event.slight:
            kept[double] = event
    for event in list(kept):
        if event.act == "injured" and event.token.lemma_.lower() in {"shoot", "stab", "hit", "beat", "knife"}:  # fmt: skip
            dead = [one for one in kept if one.act == "killed" and one.party.heads & event.party.heads and abs(one.token.i - event.token.i) <= 6 and not _counted_apart(one, event)]  # fmt: skip
            if dead:
                kept.remove(event)
                dead[0].agents = dead[0].agents or event.agents
    yield from kept


def _counted_apart(one: Event, other: Event) -> bool:
    """ "Two people were killed and seven people shot": two figures are two groups."""
    a, b = one.party, other.party
    return None not in {a.counted, b.counted} and a.counted != b.counted and a.count != b.count


def _same_telling(one: Event, other: Event) -> bool:
    if one.act != other.act or one.polarity != other.polarity:
        return False
    if one.party.counted is not None and one.party.counted == other.party.counted:
        return True
    return (
        abs(one.token.i - other.token.i) <= 3
        and bool(one.party.heads & other.party.heads)
        and one.party.count == other.party.count
    )
