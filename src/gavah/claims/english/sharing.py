"""What the harms of one sentence share: doers, nouns, and the people that one of them picks out."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from gavah.claims.english.happenings import Event
from gavah.claims.english.parties import Party
from gavah.claims.english.passages import (
    counted_noun,
)
from gavah.claims.english.roles import Roles
from gavah.claims.english.trees import Token
from gavah.claims.english.triggers import Trigger, words


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


def share_agents(found: list[tuple[Trigger, Roles, Event]]) -> None:
    """Passives joined in one sentence share the "by" phrase that follows the last of them."""
    for (_, read, event), (_, after_read, after) in zip(
        reversed(found[:-1]), reversed(found[1:]), strict=True
    ):
        if event.agents or not after.agents or not read.passive or not after_read.passive:
            continue
        if event.token.is_ancestor(after.token) and joins(event.token, after.token):
            event.agents = after.agents


def share_nouns(events: list[Event]) -> None:
    """ "12 miners were killed and 40 (others) injured": they are such as were told before."""
    for before, event in pairwise(events):
        own, other = event.party, before.party
        if _single(other) and not _single(own) and other.heads & _SEX_OR_AGE:
            continue  # "killed one man and arrested four": the four are no man
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


_SEX_OR_AGE = frozenset(
    ("man woman boy girl child baby infant toddler teenager teen youth mother father son daughter "
     "brother sister wife husband grandmother grandfather").split()
)  # fmt: skip


def _single(group: Party) -> bool:
    return group.count is not None and group.count.low == group.count.high == 1


def joins(above: Token, below: Token) -> bool:
    """Whether one clause is joined to the other by "and", "while" or a comma, not a relative."""
    for token in (below, *below.ancestors):
        if token == above:
            return True
        if token.dep_ in {"acl:relcl", "ccomp", "nmod", "obl"}:
            return False
    return False


def unique(events: list[Event]) -> Iterator[Event]:
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
            dead = [one for one in kept if one.act == "killed" and not _counted_apart(one, event) and _one_blow(one, event)]  # fmt: skip
            if dead:
                kept.remove(event)
                dead[0].agents = dead[0].agents or event.agents
    yield from kept


def _one_blow(dead: Event, hurt: Event) -> bool:
    """Whether a blow is how those died: near it, or told of the very words of the dead.

    "The deaths of four people who were found shot": nobody was hurt besides.
    """
    if not dead.party.heads & hurt.party.heads:
        return False
    near = abs(dead.token.i - hurt.token.i) <= 6
    affirmed = dead.polarity == hurt.polarity == "affirmed"
    return near or (affirmed and bool(set(dead.heads) & set(hurt.heads)))


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
