"""Days told from the span told last: "two days later", "that day", "the next morning".

"Two days after the attack" counts from what the span told last may not be: it carries the doubt
`anaphoric_to_event`.
"""

import re

from gavah.claims.english.figure_dates import GAP
from gavah.claims.english.spans import Base, Reading, shifted, span, stepped, whole
from gavah.claims.english.time_words import N, U, amount, back, compiled, one_day

_LATER = compiled(rf"{N}{GAP}{U}{GAP}(later|earlier|before|after|prior|previously|afterwards?)\b")
_THAT = compiled(
    rf"(?:(?:on|in|of|during){GAP})?(?:that|the{GAP}same|the{GAP}very{GAP}same|the{GAP}(?:next|following|previous|preceding)|(?:the)){GAP}(day|night|morning|afternoon|evening|week|month|year)\b(?:{GAP}(before|after|earlier))?"
)
_RUN_UP = compiled(
    rf"the{GAP}(?:(?:few|several|preceding|previous){GAP})?(day|week|month)s{GAP}(before|beforehand|earlier|prior|previously|after|afterwards?|that{GAP}followed)\b"
)
_REACH = {"day": 7, "week": 31, "month": 366}
"""Days that bare "days", "weeks" and "months" may reach: the next wider word begins beyond."""
_IN_DAY = compiled(
    rf"(earlier|later|late|early){GAP}(?:in|on|that|the{GAP}same)(?:{GAP}the(?:{GAP}same)?)?{GAP}day\b"
)


def later(text: str, at: int, base: Base) -> Reading | None:
    """Two days later, a week before: from the span told last."""
    match = _LATER.match(text, at)
    if match is None:
        return None
    if amount(match[1]) is None and match[1].lower() not in ("several", "few", "some", "many"):
        return None  # "this week before the vote"
    many, unit, direction = amount(match[1]), match[2].lower(), match[3].lower()
    if many is None:
        return Reading(match.end(), None, None, "anaphoric", ("no_number",))
    onward = direction in ("later", "after", "afterward", "afterwards")
    reference = base.reference
    follows = re.compile(rf"{GAP}\w").match(text, match.end()) is not None
    doubts = (
        ("anaphoric_to_event",) if direction in ("before", "after", "prior") and follows else ()
    )
    if reference is None or reference.precision == "longer":
        return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
    step = 1 if onward else -1
    first, last = back(reference.start, unit, many, step), back(reference.end, unit, many, step)
    when = span(first.start, last.end)
    return Reading(match.end(), when, when, "anaphoric", doubts)


def run_up(text: str, at: int, base: Base) -> Reading | None:
    """The days before, the weeks after: next to the span told last, as wide as the word allows."""
    match = _RUN_UP.match(text, at)
    if match is None:
        return None
    reach = _REACH[match[1].lower()]
    onward = match[2].lower().startswith(("after", "that"))
    follows = re.compile(rf"{GAP}\w").match(text, match.end()) is not None
    doubts = ("anaphoric_to_event",) if follows else ()
    if base.reference is None or base.reference.precision not in ("day", "week"):
        return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
    edge = shifted(base.reference.end, 1) if onward else shifted(base.reference.start, -1)
    when = span(edge, shifted(edge, (reach - 1) * (1 if onward else -1)))
    return Reading(match.end(), when, when, "anaphoric", doubts)


def pointed(text: str, at: int, base: Base) -> Reading | None:
    """That day, the same month, the next morning, the day before."""
    in_day = _IN_DAY.match(text, at)
    if in_day is not None:
        when = (
            base.reference
            if base.reference is not None and base.reference.precision == "day"
            else None
        )
        if when is None and base.day is not None:
            when = one_day(base.day)
        return Reading(in_day.end(), when, when, "anaphoric")
    match = _THAT.match(text, at)
    if match is None:
        return None
    lead, unit = " ".join(match[0].lower().split()), match[1].lower()
    aside = (match[2] or "").lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    pointing = "that " in lead or "same" in lead
    if (
        not pointing
        and not aside
        and not any(word in lead for word in ("next", "following", "previous", "preceding"))
    ):
        return None
    doubts = ("anaphoric_to_event",) if aside else ()
    if pointing and aside:
        return None
    if base.reference is None or base.reference.precision == "longer":
        return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
    step = 0 if pointing else 1 if aside == "after" or "next" in lead or "following" in lead else -1
    if unit == "week" and aside and base.reference.precision == "day":  # seven days next to it
        edge = shifted(base.reference.start, step)
        when = span(edge, shifted(edge, 6 * step))
    elif unit == "day":
        if base.reference.precision not in ("day", "week"):
            return Reading(match.end(), None, None, "anaphoric", (*doubts, "no_reference"))
        when = span(shifted(base.reference.start, step), shifted(base.reference.end, step))
        when = base.reference if step == 0 else when
    else:
        when = span(*whole(stepped(base.reference.start, unit, step), unit))
    return Reading(match.end(), when, when, "anaphoric", doubts)
