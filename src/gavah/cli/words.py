"""Values in words, for a terminal: counts with their bounds, spans of days, places, who says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gavah.cli.printing import note
from gavah.model import Attribution, Claim, Count, Incident, Move, Place, SetAside, Toll, When

_ID = re.compile(r"([cip]-[0-9a-f]{8})[0-9a-f]{12}|(sha256:[0-9a-f]{12})[0-9a-f]{52}(.*)")


def short(id_: str) -> str:
    """As much of an id as tells it apart; every command takes it so.

    >>> short("i-f9a39c8682a1f9e863e9"), short("harbour-wire-2019-06-03")
    ('i-f9a39c86', 'harbour-wire-2019-06-03')
    """
    found = _ID.fullmatch(id_)
    return id_ if found is None else found[1] or f"{found[2]}{found[3]}"


def range_words(low: int | None, high: int | None) -> str:
    """The bounds: "37", "87–118", "≥ 304", "≤ 30"; "" for neither.

    >>> range_words(87, 118), range_words(304, None), range_words(None, 30)
    ('87–118', '≥ 304', '≤ 30')
    """
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"≥ {low:,}" if low else ""
    return f"{low:,}–{high:,}" if low else f"≤ {high:,}"


_SAID = {
    "at_least": "at least {}", "more_than": "more than {}", "at_most": "at most {}",
    "less_than": "fewer than {}", "nearly": "nearly {}", "about": "about {}",
}  # fmt: skip
_SIGNS = {"at_least": "≥ {}", "more_than": "> {}", "at_most": "≤ {}", "less_than": "< {}"}


def count_words(count: Count | None) -> str:
    """A count as it was said: "at least 12,000", "nearly 24", "20–30"; "" for none."""
    if count is None:
        return ""
    if count.hedge in _SAID and count.about is not None:
        return _SAID[count.hedge].format(f"{count.about:,}")
    words = range_words(count.low, count.high)
    if count.about is not None and count.about not in (count.low, count.high):
        return f"{words} (about {count.about:,})" if words else f"about {count.about:,}"
    return words or "some"


def count_signs(count: Count | None) -> str:
    """The same, short: "≥ 12,000", "> 1,500", "nearly 24"."""
    if count is not None and count.hedge in _SIGNS and count.about is not None:
        return _SIGNS[count.hedge].format(f"{count.about:,}")
    return count_words(count)


def when_words(when: When | None) -> str:
    """ "2019-11-15", "2019-11", "2019", "2019-11-15/2019-11-19"; "" for unknown."""
    if when is None:
        return ""
    if when.start == when.end:
        return when.start.isoformat()
    if _month(when):
        return when.start.isoformat()[:7]
    if _year(when):
        return when.start.isoformat()[:4]
    return f"{when.start}/{when.end}"


def _month(when: When) -> bool:
    same = (when.start.year, when.start.month) == (when.end.year, when.end.month)
    return same and when.start.day == 1 and when.end.day >= 28


def _year(when: When) -> bool:
    whole = (when.start.month, when.start.day, when.end.month, when.end.day) == (1, 1, 12, 31)
    return whole and when.start.year == when.end.year


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def days_words(when: When | None) -> str:
    """A span as a person writes it: "16 Aug 2012", "9–13 Aug 2020", "Nov 2019", "2019"."""
    if when is None:
        return ""
    start, end = when.start, when.end
    if start == end:
        return day_words(start)
    if _month(when):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if _year(when):
        return str(start.year)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]}–{day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def day_words(day: date | None) -> str:
    """One day: "16 Aug 2012"; "" for unknown."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def place_words(place: Place | None) -> str:
    """ "downtown Tehran, IR"; "" for unknown."""
    if place is None:
        return ""
    return f"{place.name}, {place.country}" if place.country else place.name


def act_words(claim: Claim) -> str:
    """The act, with "denied", "alleged", "feared" or "planned" where it is not asserted."""
    words = claim.act.replace("_", " ")
    if claim.type == "appeal":
        words = f"appeal: {words}"
    if claim.polarity == "denied":
        words += ", denied"
    return words if claim.modality == "asserted" else f"{words}, {claim.modality}"


def who_words(claim: Claim) -> str:
    """Names before descriptions."""
    if claim.victims is None:
        return ""
    return ", ".join(claim.victims.names) or claim.victims.description or ""


def speaker_words(claim: Claim) -> str:
    """The chain of who says it, nearest first: "police ← Reuters"."""
    return " ← ".join(link.name for link in claim.attribution)


def chain_words(chain: Sequence[Attribution]) -> str:
    """The chain with the kind of each link: "police (security) ← Reuters (media, publisher)"."""
    said = []
    for link in chain:
        kinds: list[str] = [link.kind] if link.kind != "unknown" else []
        if link.role == "publisher":
            kinds.append("publisher")
        said.append(f"{link.name} ({', '.join(kinds)})" if kinds else link.name)
    return " ← ".join(said) or "the document itself; it names no speaker and no publisher"


def toll_range(toll: Toll | Move) -> str:
    """The range of a toll; a figure that bounds nothing is shown as such: "about 20"."""
    words = range_words(toll.low, toll.high)
    if toll.about is None or toll.low == toll.high:
        return words or "not told"
    ends = [end for end in (toll.low, toll.high) if end is not None]
    if words and any(abs(toll.about - end) <= 1 for end in ends):
        return words  # "more than 1,500" is 1,501 or more: the bound tells it
    return f"{words} (about {toll.about:,})" if words else f"about {toll.about:,}"


def voices_words(toll: Toll) -> str:
    """Who gives a figure and who vouches for it: "told by 9 publications, all from 1 voice"."""
    voices = some(toll.independent_sources, "independent voice")
    if toll.sources == toll.independent_sources == 1:
        return "told by 1 publication, on 1 voice"
    if toll.independent_sources > toll.sources:
        return f"told by {some(toll.sources, 'publication')}, which between them quote {voices}"
    if toll.independent_sources == toll.sources:
        return f"told by {some(toll.sources, 'publication')}, from {voices}"
    return f"told by {some(toll.sources, 'publication')}, which go back to {voices}"


def toll_words(tolls: Iterable[Toll]) -> str:
    """ "killed 21–24 (in conflict); injured 3"."""
    return "; ".join(
        f"{toll.act.replace('_', ' ')} {toll_range(toll)}"
        f"{' (in conflict)' if toll.conflict else ''}"
        for toll in tolls
    )


def incident_words(incident: Incident) -> str:
    """What happened: tolls, then acts without one; a period says that it is one."""
    told = {toll.act for toll in incident.tolls}
    rest = "; ".join(act.replace("_", " ") for act in incident.acts if act not in told)
    words = "; ".join(filter(None, (toll_words(incident.tolls), rest)))
    return f"period: {words}" if incident.kind == "period" else words


def sources_of(incident: Incident) -> tuple[int, int | None]:
    """Sources, and how many of them are independent: the most that any toll of it has.

    Without a toll: the documents, and None.
    """
    most = max(((toll.sources, toll.independent_sources) for toll in incident.tolls), default=None)
    return most or (len({one.document for one in incident.documents}), None)


def aside_words(aside: SetAside) -> str:
    """One line: the file, the byte, what was found, and the remedy."""
    at = f", byte {aside.offset:,}" if aside.offset else ""  # at byte 0 it is the whole of it
    return f"set aside: {aside.source}{at}: {aside.reason}. Remedy: {aside.remedy}."


def some(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 claim", "2,300 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def note_passed(passed: Mapping[str, int]) -> None:
    """Say how many pages were not taken, by what they were told apart."""
    told = [f"{count:,} by {why}" for why, count in sorted(passed.items()) if count]
    if told:
        note(f"passed over, as asked: {', '.join(told)}")


def note_refusals(refused: Mapping[str, int]) -> None:
    """Say what a reader was told and would not take; docs/terms.md explains each reason."""
    if refused:
        reasons = ", ".join(
            f"{count:,} {code.replace('_', ' ')}" for code, count in refused.items()
        )
        note(f"refused, because the words do not bear it out: {reasons}")
