"""One fact of a document with all the events that tell it, and what they say together."""

from dataclasses import dataclass, field

from gavah.claims.english.dates import Dated
from gavah.claims.english.happenings import Event
from gavah.claims.english.names import Named
from gavah.claims.english.passages import Passage
from gavah.claims.english.places import Placed


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
        return min(self.events, key=thinness)  # of equals the first

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


def thinness(event: Event) -> int:
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
