"""Tellings of one fact: which events of a document are one claim with further passages.

Rule: docs/terms.md, "Claim": one fact, one claim; another figure, place, day or person is another
claim. Words that only point back ("the killing", "those arrested") join what they point to.
"""

from collections.abc import Sequence

from gavah.claims.english.fact import Fact
from gavah.claims.english.gathered_facts import ANYBODY, take_members, take_outcomes, take_parts
from gavah.claims.english.happenings import Event
from gavah.claims.english.same_fact import days_agree, names_agree, places_agree, same_figure
from gavah.resources import load

_SMALL = 3


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
    take_parts(found)
    take_outcomes(found)
    take_members(found)
    for fact in found:
        fact.events.sort(key=lambda one: (one.passage.where == "title", one.start))
    return sorted(found, key=lambda fact: fact.main.start)


def _told(headline: Event, fact: Fact) -> bool:
    """Whether the text tells an act of the headline's: then the headline only says it again."""
    main = fact.main
    same = (main.type, main.act, main.polarity) == (headline.type, headline.act, headline.polarity)
    return same and not _total(headline, fact)


def _total(headline: Event, fact: Fact) -> bool:
    """Whether the text tells a total of a period, the headline another figure of one occurrence."""
    own, other = headline.party.count, fact.main.party.count
    if fact.main.scope != "cumulative" or headline.scope == "cumulative":
        return False
    if own is None or other is None or own.hedge == "vague" or same_figure(own, other):
        return False
    small, large = sorted((own.about or own.low or 0, other.about or other.low or 0))
    return small < _ROUNDED * large  # "over 700" is the text's 712


_ROUNDED = 0.8
"""Down to what part of it a headline may round a figure."""


def _echo(event: Event) -> bool:
    """Whether a headline tells it: it opens a fact only where the text tells none."""
    return event.passage.where == "title" or event.passage.echo


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
    if event.further and (event.bound or event.timed) and event.passage is main.passage:
        return 0  # "ten died in Homs, six in Hama"
    if event.type == "appeal":
        return _appeal(event, fact)
    if event.further and not event.slight and event.start >= main.start and not _echo(main):
        return 0
    if event.type == "gathering" and event.scope != main.scope and not _echo(event):
        return 0  # "protests across the country" are not this rally
    loose = event.slight or event.party.back
    place = None if loose and event.place_far else event.place
    when = None if loose and event.when_far else event.when
    if not places_agree(place, fact.place) or not days_agree(when, fact.when):
        return 0
    names = names_agree(event.party.names, fact.names)
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
    if _echo(event) and _total(event, fact):
        return 0
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
    if same_figure(own, other):
        if event.heads and event.heads == main.heads:
            return base + 4  # "a porter was shot near Umra and taken to a hospital in Lyon"
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
    alike = event.party.heads & known - ANYBODY
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
    if own is not None and other is not None and not same_figure(own, other):
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
