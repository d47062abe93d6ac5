"""Facts that belong to another of their document: parts of a total, one of several, the manner of a death."""

from dataclasses import replace

from gavah.claims.english.fact import Fact
from gavah.claims.english.same_fact import days_agree, places_agree
from gavah.resources import load


def take_outcomes(found: list[Fact]) -> None:
    """ "She was killed. … She was shot": how somebody died is no injury of its own."""
    for fact in list(found):
        one = fact.main
        if one.act != "injured" or one.polarity != "affirmed" or not one.party.back:
            continue
        if one.token.lemma_.lower() not in _BLOWS or one.party.count is None or one.party.count.high != 1:  # fmt: skip
            continue
        dead = [
            other for other in found
            if other.main.act == "killed" and other.main.polarity == "affirmed"
            and other.main.party.count is not None and other.main.party.count.high == 1
            and 0 <= one.passage.order - other.main.passage.order <= _OUTCOME
        ]  # fmt: skip
        if not dead:
            continue
        last = max(dead, key=lambda other: other.main.start)
        for event in fact.events:
            event.act = "killed"
            event.party = replace(event.party, names=event.party.names or last.main.party.names)
        if not any(event.agents for event in fact.events):  # else another account of the death
            last.events += [replace(event, slight=True) for event in fact.events]
            found.remove(fact)


_BLOWS = frozenset({"shoot", "stab", "hit", "beat", "knife", "strike"})


_OUTCOME = 3
"""How many sentences on the manner of a death is told of the same person."""


def take_members(found: list[Fact]) -> None:
    """One of several who died, named apart, belongs to the claim of them all.

    Only one or a few with names and no day, place or doer of another kind; the group is told
    before, counted and larger, and has not all its names yet.
    """
    for one in list(found):
        main, count = one.main, one.main.party.count
        if main.type != "harm" or not one.names or main.further or main.polarity != "affirmed":
            continue
        if count is None or count.hedge is not None or count.low != len(one.names):
            continue
        groups = [group for group in found if group is not one and _holds(group, one)]
        if len(groups) == 1:
            groups[0].events += [replace(event, slight=True) for event in one.events]
            found.remove(one)


def _holds(group: Fact, one: Fact) -> bool:
    main, member = group.main, one.main
    if (main.act, main.type, main.polarity, main.modality) != (member.act, member.type, member.polarity, member.modality):  # fmt: skip
        return False
    fighters = frozenset(load("english/harm")["fighters"])
    if member.party.heads & fighters and not main.party.heads & fighters:
        return False  # "the gunman, Ali Ruiz, was killed" beside those whom he shot
    count = main.party.count
    if count is None or main.scope != "incident" or main.start > member.start:
        return False
    many = count.about or count.low or 0
    alone = many == 1 and not group.names and main.party.description is not None
    if (
        (many < 2 and not alone)
        or many < len(group.names) + len(one.names)
        or main.party.unnumbered
    ):
        return False
    near = [event for event in one.events if event.when is not None and not event.when_far]
    if near and not (group.when is not None and near[0].when is not None and days_agree(near[0].when, group.when)):  # fmt: skip
        return False
    here = [event for event in one.events if event.place is not None and not event.place_far]
    if here and not (group.place is not None and places_agree(here[0].place, group.place)):
        return False
    return _hands(one) <= _hands(group) or not _hands(group)


def _hands(fact: Fact) -> set[str]:
    return {
        event.passage.text[start:end].casefold().split()[-1]
        for event in fact.events
        for start, end in event.agents
    }


def take_parts(found: list[Fact]) -> None:
    """Parts told in one sentence that add up to a total told elsewhere belong to the total."""
    for total in list(found):
        count = total.main.party.count
        if count is None or not count.about or total not in found:
            continue
        by_sentence: dict[int, list[Fact]] = {}
        for fact in found:
            part = fact.main.party.count
            same = (fact.main.type, fact.main.act, fact.main.polarity) == (
                total.main.type, total.main.act, total.main.polarity,
            )  # fmt: skip
            apart = fact.main.further and (fact.main.bound or fact.main.timed)  # "six in Hama"
            if fact is not total and same and part is not None and part.hedge is None and not apart:
                by_sentence.setdefault(fact.main.passage.order, []).append(fact)
        for parts in by_sentence.values():
            if len(parts) > 1 and all(_of_kind(total, part) for part in parts) and sum(p.main.party.count.low or 0 for p in parts if p.main.party.count) == count.about:  # fmt: skip
                for part_fact in parts:
                    total.events += part_fact.events
                    found.remove(part_fact)


ANYBODY = frozenset(
    {"people", "person", "victim", "civilian", "member", "passenger", "other", "personnel"}
)


def _of_kind(total: Fact, part: Fact) -> bool:
    """Whether a part may be of the total: of people of any kind, or of the same."""
    whole = {word for word in total.main.party.heads if word.isalpha()}
    some = {word for word in part.main.party.heads if word.isalpha()}
    return not whole or not some or bool(whole & (some | ANYBODY))
