"""Tellings of one fact: which events of a document are one claim with further passages.

Rule: docs/terms.md, "Claim": one fact, one claim; another figure, place, day or person is another
claim. Words that only point back ("the killing", "those arrested") join what they point to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gavah.claims import gazetteer
from gavah.claims.english.dates import Dated
from gavah.claims.english.events import Event
from gavah.claims.english.names import Named
from gavah.claims.english.passages import Passage
from gavah.claims.english.places import Placed
from gavah.model import Count, Place
from gavah.resources import load

_SMALL = 3
_FINE = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}


@dataclass(slots=True)
class Fact:
    """One fact and the events that tell it, in the order of the text.

    `named`: persons of it whom another sentence names, which tells no event, each with that.
    """

    events: list[Event] = field(default_factory=list)
    named: list[tuple[Named, Passage]] = field(default_factory=list)

    @property
    def main(self) -> Event:
        """The telling that carries the claim: in the text, with the fullest figure, first."""
        return min(self.events, key=_thin)  # of equals the first

    @property
    def place(self) -> Placed | None:
        """The place its tellings state, the main one's first."""
        told = [one for one in self._telling() if one.place is not None]
        near = [one.place for one in told if not one.place_far] or [one.place for one in told]
        if self.main.type == "gathering":  # the venue goes before the town
            venues = [one.place for one in told if _before(one)]
            near = venues + near
        return near[0] if near else None

    @property
    def when(self) -> Dated | None:
        """The day its tellings state, the main one's first."""
        told = [one for one in self._telling() if one.when is not None]
        near = [one.when for one in told if not one.when_far] or [one.when for one in told]
        if not near or near[0] is None:
            return None
        first = near[0].when
        if self.main.scope == "cumulative":
            return near[0]  # its span is what was counted
        inside = [w for w in near if w and first.start <= w.when.start and w.when.end <= first.end]
        return min(inside, key=lambda w: w.when.end - w.when.start, default=near[0])

    @property
    def names(self) -> tuple[Named, ...]:
        """The persons all its tellings name."""
        found: dict[str, Named] = {}
        for one in self._ranked():
            for name in one.party.names:
                found.setdefault(name.full or name.name, name)
        told = {part for full in found if " " in full for part in full.split()}
        return tuple(name for full, name in found.items() if full not in told)

    def _telling(self) -> list[Event]:
        """Those that may tell where and when: a mention of one occurrence says neither of a total."""
        whole = self.main.scope == "cumulative"
        return [one for one in self._ranked() if not (whole and one.slight and one.scope != "cumulative")]  # fmt: skip

    def _ranked(self) -> list[Event]:
        main = self.main
        return [main, *(one for one in self.events if one is not main)]


def _before(event: Event) -> bool:
    """Whether a crowd stands before its target: "outside the ministry"."""
    place = event.place
    if place is None or place.place.precision != "exact":
        return False
    text = event.passage.text[max(0, place.start - 14) : place.end].lower()
    return any(word in text for word in ("outside", "in front of"))


def _thin(event: Event) -> int:
    thin = 0
    if event.passage.where == "title":
        thin += 8
    if event.passage.echo:
        thin += 6
    if event.slight:
        thin += 4
    if event.party.count is None:
        thin += 2
    if event.party.unnumbered or event.party.back:
        thin += 1
    return thin


def facts(events: Sequence[Event]) -> list[Fact]:
    """Group the events of a document into facts; slight mentions of nothing told are dropped."""
    found: list[Fact] = []
    ordered = sorted(events, key=lambda one: (_echo(one), one.slight, one.start, one.end))
    for event in ordered:
        home = _home(event, found)
        if home is not None:
            home.events.append(event)
        elif not event.slight and not (_echo(event) and any(_told(event, one) for one in found)):
            found.append(Fact([event]))
    _sum_parts(found)
    _outcomes(found)
    _members(found)
    for fact in found:
        fact.events.sort(key=lambda one: (one.passage.where == "title", one.start))
    return sorted(found, key=lambda fact: fact.main.start)


def _told(headline: Event, fact: Fact) -> bool:
    """Whether the text tells an act of the headline's: then the headline only says it again."""
    main = fact.main
    return (main.type, main.act, main.polarity) == (headline.type, headline.act, headline.polarity)


def _echo(event: Event) -> bool:
    """Whether a headline tells it: it opens a fact only where the text tells none."""
    return event.passage.where == "title" or event.passage.echo


def _outcomes(found: list[Fact]) -> None:
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


def _members(found: list[Fact]) -> None:
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
    if near and not (group.when is not None and near[0].when is not None and _days_agree(near[0].when, group.when)):  # fmt: skip
        return False
    here = [event for event in one.events if event.place is not None and not event.place_far]
    if here and not (group.place is not None and _places_agree(here[0].place, group.place)):
        return False
    return _hands(one) <= _hands(group) or not _hands(group)


def _hands(fact: Fact) -> set[str]:
    return {
        event.passage.text[start:end].casefold().split()[-1]
        for event in fact.events
        for start, end in event.agents
    }


def _sum_parts(found: list[Fact]) -> None:
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
            if fact is not total and same and part is not None and part.hedge is None:
                by_sentence.setdefault(fact.main.passage.order, []).append(fact)
        for parts in by_sentence.values():
            if len(parts) > 1 and all(_of_kind(total, part) for part in parts) and sum(p.main.party.count.low or 0 for p in parts if p.main.party.count) == count.about:  # fmt: skip
                for part_fact in parts:
                    total.events += part_fact.events
                    found.remove(part_fact)


_ANYBODY = frozenset(
    {"people", "person", "victim", "civilian", "member", "passenger", "other", "personnel"}
)


def _of_kind(total: Fact, part: Fact) -> bool:
    """Whether a part may be of the total: of people of any kind, or of the same."""
    whole = {word for word in total.main.party.heads if word.isalpha()}
    some = {word for word in part.main.party.heads if word.isalpha()}
    return not whole or not some or bool(whole & (some | _ANYBODY))


def _home(event: Event, found: Sequence[Fact]) -> Fact | None:
    """The fact an event tells again: the one that agrees best, the nearest before it."""
    scored = [
        (score, k, fact) for k, fact in enumerate(found) if (score := _agreement(event, fact)) > 0
    ]
    return max(scored, key=lambda row: (row[0], row[1]))[2] if scored else None


def _agreement(event: Event, fact: Fact) -> float:
    """How well an event and a fact agree; 0 where they are two."""
    main = fact.main
    if (event.type, event.act, event.polarity) != (main.type, main.act, main.polarity):
        return 0
    if event.modality != main.modality and not event.slight:
        return 0
    if event.type == "appeal":
        return _appeal(event, fact)
    if event.further and not event.slight and event.start > main.start and not _echo(main):
        return 0
    if event.type == "gathering" and event.scope != main.scope and not _echo(event):
        return 0  # "protests across the country" are not this rally
    loose = event.slight or event.party.back
    place = None if loose and event.place_far else event.place
    when = None if loose and event.when_far else event.when
    if not _places_agree(place, fact.place) or not _days_agree(when, fact.when):
        return 0
    names = _names_agree(event.party.names, fact.names)
    if names is False:
        return 0
    known = frozenset(h for one in fact.events for h in one.party.heads)
    shared = any(a == b or a.endswith(b) or b.endswith(a) for a in event.party.heads for b in known)
    base = 1.0 + 2.0 * shared + 3.0 * (names is True)
    if event.slight:
        if (
            event.token.tag_ == "NNS"
            and main.party.count is not None
            and main.party.count.high == 1
        ):
            return 0  # "most of the deaths" are not one man's
        return base
    if event.type == "gathering":
        return _gathering(event, fact, base)
    return _harm(event, fact, base, shared=shared, named=names is True)


def _harm(event: Event, fact: Fact, base: float, *, shared: bool, named: bool) -> float:
    main = fact.main
    own, other = event.party.count, main.party.count
    if named:
        return base + 5
    if _echo(event):
        return base + 1 + 2 * (own is not None and other is not None and own.about == other.about)
    if _others(event, fact):
        return 0
    if event.party.back and not event.party.names and event.party.counted is None:
        if own is None or own.hedge == "vague":
            return base
        if other is not None and other.high == 1:
            return base
        return 0
    if own is None:
        whole = event.scope == "cumulative" and main.scope != "cumulative"
        return base if (not event.party.heads and not whole) or shared else 0
    if other is None:
        return base if shared else 0
    if _same_figure(own, other):
        small = own.low is not None and own.low <= _SMALL and own.hedge in {None, "vague"}
        if event.party.heads <= {"both"} and not event.party.names and fact.main.end < event.start:
            shared = True  # "both were treated" takes up the two before
        return base + 4 if not small or (shared and not _two_groups(event, main) and _near(event, fact) and not (own.hedge == "vague" and _anybody_far(event, fact))) else 0  # fmt: skip
    if event.party.unnumbered or fact.main.party.unnumbered:
        return base if shared and _near(event, fact) and not _anybody_far(event, fact) else 0
    return 0


def _anybody_far(event: Event, fact: Fact) -> bool:
    """ "People were killed", told of nobody else's "people" paragraphs away."""
    if not any(kid.dep_ == "aux:pass" for kid in event.token.lefts):
        return False  # "the killing of people" may be no occurrence at all
    known = frozenset(head for one in fact.events for head in one.party.heads)
    alike = event.party.heads & known - _ANYBODY
    gaps = [abs(event.passage.order - one.passage.order) for one in fact.events if one.passage.where == event.passage.where]  # fmt: skip
    return not alike and not event.party.back and not _echo(event) and min(gaps, default=0) > _FAR


_FAR = 3
"""Sentences over which "people" may still be the same."""


def _others(event: Event, fact: Fact) -> bool:
    """ "The attackers" are none of those they killed, nor are several people one."""
    own, other = event.party, fact.main.party
    fighters = frozenset(load("english/harm")["fighters"])
    known = frozenset(head for one in fact.events for head in one.party.heads)
    if own.heads & fighters and known and not known & fighters and not own.heads & known:
        return True
    several = own.count is not None and (own.count.low or 0) > 1 and own.count.high is None
    alone = other.count is not None and other.count.high == 1
    return several and alone and bool(own.heads) and event.token.tag_.startswith("VB")


def _two_groups(one: Event, other: Event) -> bool:
    """ "A nurse and a driver" and "a teacher and a driver" have most words apart."""
    a, b = one.party.heads, other.party.heads
    return min(len(a), len(b)) > 1 and 2 * len(a & b) < len(a | b)


def _near(event: Event, fact: Fact) -> bool:
    if event.passage.where == "title" or any(one.passage.where == "title" for one in fact.events):
        return True
    return event.passage is not fact.main.passage or event.start - fact.main.end > 200


def _gathering(event: Event, fact: Fact, base: float) -> float:
    own, other = event.party.count, fact.main.party.count
    if own is not None and other is not None and not _same_figure(own, other):
        if not (event.party.unnumbered or fact.main.party.unnumbered):
            return 0
    return base


def _appeal(event: Event, fact: Fact) -> float:
    """One call told twice: the same asker, or none named again, and the same thing asked for."""
    main = fact.main
    if event.askers and main.askers and not event.askers & main.askers:
        return 0
    words = event.party.heads & main.party.heads
    return 1.0 + len(words) if len(words) >= 2 or (event.act != "other" and words) else 0


def _same_figure(one: Count, other: Count) -> bool:
    return (one.low, one.high, one.about) == (other.low, other.high, other.about)


def _names_agree(names: tuple[Named, ...], known: tuple[Named, ...]) -> bool | None:
    """True when a person is in both, False when both name only others, None when one names none."""
    if not names or not known:
        return None
    mine = [(name.full or name.name).casefold().split() for name in names]
    theirs = [(name.full or name.name).casefold().split() for name in known]
    return any(
        one[-1] == other[-1]
        or (min(len(one), len(other)) == 1 and (one[0] in other or other[0] in one))
        for one in mine
        for other in theirs
    )


def _places_agree(one: Placed | None, other: Placed | None) -> bool:
    if one is None or other is None:
        return True
    a, b = one.place, other.place
    if a.country and b.country and a.country != b.country:
        return False
    names = {a.name.casefold(), b.name.casefold()}
    if len(names) == 1 or any(n in m for n in names for m in names if n != m):
        return True
    if a.geonames is not None and a.geonames == b.geonames:
        return True
    if _apart(a, b) or _apart(b, a):
        return False
    fine = {"exact": 0, "settlement": 1}
    both_fine = a.precision in fine and b.precision in fine
    return not both_fine or a.precision != b.precision


def _apart(wide: Place, narrow: Place) -> bool:
    """Whether a province and a place within one are told of two provinces."""
    if wide.precision != "province" or narrow.precision not in {"settlement", "district"}:
        return False
    divisions = {_division(wide), _division(narrow)}
    return None not in divisions and len(divisions) == 2


def _division(place: Place) -> str | None:
    if place.geonames is None:
        return None
    found = gazetteer.lookup(place.settlement or place.name)
    return next((one.division for one in found if one.geonames == place.geonames), None)


def _days_agree(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None or one.when is None or other.when is None:
        return True
    return one.when.overlaps(other.when)
