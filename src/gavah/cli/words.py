"""Values in words, for a terminal: counts with their bounds, spans of days, places."""

from collections.abc import Iterable

from gavah.cli.printing import Column
from gavah.model import Claim, Count, Incident, Move, Place, SetAside, Toll, When


def count_words(count: Count | None) -> str:
    """ "at least 12,000", "1,501 or more", "up to 23 (about 24)"; "" for none."""
    if count is None:
        return ""
    words = range_words(count.low, count.high)
    if count.about is not None and not count.low == count.high == count.about:
        words = f"{words} ({_said(count)})" if words else _said(count)
    return words


_SAID = {
    "at_least": "at least {}", "more_than": "more than {}", "at_most": "at most {}",
    "less_than": "fewer than {}", "nearly": "nearly {}", "about": "about {}",
}  # fmt: skip


def _said(count: Count) -> str:
    return _SAID.get(count.hedge or "", "said: {}").format(f"{count.about:,}")


def range_words(low: int | None, high: int | None) -> str:
    """ "37", "20–30", "20+" (open above), "≤ 30" (no lower bound); "" for neither."""
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return "" if low is None else f"{low:,}+"
    return f"≤ {high:,}" if not low else f"{low:,}–{high:,}"


def when_words(when: When | None) -> str:
    """ "2019-11-15", "2019-11", "2019", "2019-11-15/2019-11-19"; "" for unknown."""
    if when is None:
        return ""
    if when.start == when.end:
        return when.start.isoformat()
    if when.precision == "month" and when.start.day == 1 and _ends_month(when):
        return when.start.isoformat()[:7]
    if when.precision == "year" and (when.start.month, when.start.day) == (1, 1):
        return when.start.isoformat()[:4]
    return f"{when.start}/{when.end}"


def _ends_month(when: When) -> bool:
    same = (when.start.year, when.start.month) == (when.end.year, when.end.month)
    return same and when.end.day >= 28


def place_words(place: Place | None) -> str:
    """ "downtown Tehran, IR"; "" for unknown."""
    if place is None:
        return ""
    return f"{place.name}, {place.country}" if place.country else place.name


def toll_words(tolls: Iterable[Toll]) -> str:
    """ "killed 21–24 ≠, injured 3": a toll in conflict carries the sign ≠."""
    return ", ".join(
        f"{toll.act} {toll_range(toll)}{' ≠' if toll.conflict else ''}".rstrip() for toll in tolls
    )


def toll_range(toll: Toll | Move) -> str:
    """The range of a toll; a figure that bounds nothing is shown as such ("~20")."""
    words = range_words(toll.low, toll.high)
    if toll.low == 0 and toll.high is None:
        words = "?"
    if toll.about is not None and toll.low != toll.high:
        words += f" (~{toll.about:,})"
    return words


def sources_words(incident: Incident) -> str:
    """ "4 sources, 2 independent": the most that any toll of the incident has."""
    most = max(((toll.sources, toll.independent_sources) for toll in incident.tolls), default=None)
    if most is None:
        return f"{len({one.document for one in incident.documents})} reports"
    return f"{most[0]} ({most[1]} indep.)"


def speaker_words(claim: Claim) -> str:
    """The chain of who says it, nearest first: "police ← Reuters"."""
    return " ← ".join(link.name for link in claim.attribution)


def aside_words(aside: SetAside) -> str:
    """One line: the file, the byte, what was found, and the remedy."""
    at = "" if aside.offset is None else f" at byte {aside.offset:,}"
    return f"set aside: {aside.source}{at}: {aside.reason} ({aside.remedy})"


CLAIM_COLUMNS = (
    Column("claim", lambda c: c.id),
    Column("when", lambda c: when_words(c.when)),
    Column("act", lambda c: act_words(c)),
    Column("how many", lambda c: count_words(c.count), right=True),
    Column("who", lambda c: who_words(c), wide=True),
    Column("where", lambda c: place_words(c.place), wide=True),
    Column("according to", speaker_words, wide=True),
)


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
