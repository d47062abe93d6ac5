"""An incident's title in words, made by rule: acts and figures, place, day. No perpetrator.

Figures are the tolls' ranges and no narrower: "Killed 24–36, Hlaing Tharyar, 14 March 2021".
"""

from calendar import monthrange
from collections.abc import Sequence

from gavah.model import Place, Toll, When

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
ACTS = 3  # tolls told in a title
_WORDS = {"sit_in": "sit-in", "sexual_violence": "sexual violence"}


def title(
    acts: Sequence[str], tolls: Sequence[Toll], place: Place | None, when: When | None
) -> str:
    """The words an incident is listed under."""
    told = [f"{act_words(toll.act)} {figure_words(toll)}".strip() for toll in tolls[:ACTS]]
    if not told:
        told = [act_words(act) for act in acts[:1]]
    parts = [", ".join(told).capitalize() if told else "Incident"]
    if place is not None:
        parts.append(place_words(place))
    if when is not None:
        parts.append(when_words(when))
    return ", ".join(parts)


def act_words(act: str) -> str:
    """An act of the vocabulary as words."""
    return _WORDS.get(act, act.replace("_", " "))


def figure_words(toll: Toll) -> str:
    """A toll's range in words; empty where it bounds nothing."""
    if toll.high is None:
        if toll.low:
            return f"at least {toll.low:,}"
        return f"about {toll.about:,}" if toll.about else ""
    if toll.low == toll.high:
        return f"{toll.low:,}"
    return f"{toll.low:,}–{toll.high:,}" if toll.low else f"up to {toll.high:,}"


def place_words(place: Place) -> str:
    """The place as written, with its settlement where that is another word."""
    if place.settlement and place.settlement.casefold() not in place.name.casefold():
        return f"{place.name}, {place.settlement}"
    return place.name


def when_words(when: When) -> str:
    """A span in words, never narrower than it is: a month stays a month."""
    start, end = when.start, when.end
    if start == end:
        return f"{start.day} {MONTHS[start.month - 1]} {start.year}"
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if whole_months and (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if whole_months:
        first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
        if start.year != end.year:
            return f"{first} {start.year} – {last} {end.year}"
        return (
            f"{first} {start.year}" if start.month == end.month else f"{first}–{last} {start.year}"
        )
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {MONTHS[start.month - 1]} {start.year}"
    first = f"{start.day} {MONTHS[start.month - 1]}" + (
        f" {start.year}" if start.year != end.year else ""
    )
    return f"{first} – {end.day} {MONTHS[end.month - 1]} {end.year}"
