"""Figures that share a verb told once: "ten died in Homs, six in Hama and four in Idlib".

Each figure with a place or a day of its own is a claim of its own, as "3 each in several places" is
(evaluation rules, "Settled cases"). Read off the words: a figure alone, "in" or "on", a place or a
day, joined by commas and "and" to one such before it. In a country they are parts of its figure:
"ten died in Syria, six in Hama and four in Idlib".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from gavah.claims.english.dates import Dated
from gavah.claims.english.happenings import Event
from gavah.claims.english.passages import Passage
from gavah.claims.english.places import Placed

_FIRST = re.compile(r"\s*(?:people |of them )?(?:(?:in|at|near|on|outside)\s+)?(?:the\s+)?")
_JOINT = re.compile(r"\s*(?:[,;]|,?\s+and|,?\s+while)\s+(?:(?:a )?further |another )?")
_ON = re.compile(r"\s+(?:(?:on|in|at)\s+)?")
_LED = re.compile(r"\s+(?:others\s+|more\s+)?(?:in|at|near|on|outside)\s+(?:the\s+)?")


def gapped(passage: Passage, event: Event) -> Iterator[Event]:
    """The further figures of an event's verb, each with a place or day that follows it."""
    if event.slight or event.party.counted is None or event.polarity == "denied":
        return
    at = _after(passage, max(event.end, event.party.counted[1]), _FIRST)
    if at is None:
        return
    further = list(_further(passage, event, at))
    if isinstance(at, Placed) and further:
        event.place, event.bound = at, True
        days = any(one.start > further[0].start for one in passage.dates)  # days of their own
        if all(_within(one, at) for one in further) and _at_most(event, further) and not days:
            return
    yield from further


def _within(one: Event, whole: Placed) -> bool:
    place = one.place.place if one.bound and one.place is not None else None
    if place is None or whole.place.precision != "country":
        return False
    return place.precision != "country" and place.country == whole.place.country


def _at_most(whole: Event, parts: list[Event]) -> bool:
    """Whether the parts hold no more people than the whole does."""
    figures = [one.party.count.low or 0 for one in parts if one.party.count is not None]
    count = whole.party.count
    return count is not None and sum(figures) <= max(count.low or 0, count.about or 0)


def _further(passage: Passage, event: Event, at: Placed | Dated) -> Iterator[Event]:
    end = _extended(passage, at.end)
    for figure in passage.counts:
        if figure.start < end:
            continue
        if figure.count is None or figure.people is False or figure.kind == "article":
            return
        if not _JOINT.fullmatch(passage.text, end, figure.start):
            return
        after = _after(passage, figure.end, _LED)
        if after is None:
            return
        group = replace(
            event.party,
            count=figure.count,
            counted=(figure.start, figure.end),
            names=(),
            back=False,
        )
        further = replace(
            event, start=figure.start, end=after.end, party=group, further=True, doubts=[]
        )
        if isinstance(after, Placed):
            further.place, further.bound = after, True
            for one in passage.dates:  # "two in Homs on Tuesday"
                if one.start >= after.end and _ON.fullmatch(passage.text, after.end, one.start):
                    further.when, further.timed = one, True
        else:
            further.when, further.timed = after, True
        yield further
        end = _extended(passage, after.end)


def _extended(passage: Passage, end: int) -> int:
    """Where a day or a place that goes on right after ends: "in Mexico this year"."""
    rows = [(one.start, one.end) for one in passage.places]
    rows += [(one.start, one.end) for one in passage.dates]
    for first, last in sorted(rows):
        if first >= end and _ON.fullmatch(passage.text, end, first):
            end = last
    return end


def _after(passage: Passage, end: int, led: re.Pattern[str]) -> Placed | Dated | None:
    """The place or day that the words right after lead to; a place before a day."""
    rows: tuple[Placed | Dated, ...] = (*passage.places, *passage.dates)
    for one in rows:
        if one.start >= end and led.fullmatch(passage.text, end, one.start):
            return one
    return None
