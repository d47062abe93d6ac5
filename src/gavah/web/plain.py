"""Values in plain words for a page: counts, doubts, fates, verbs of judgements."""

from gavah.export.report.page import figure
from gavah.linking.titles import act_words
from gavah.model import Claim, Count

_HEDGES = {
    "at_least": "at least {}", "more_than": "more than {}", "at_most": "at most {}",
    "less_than": "fewer than {}", "nearly": "nearly {}", "about": "about {}",
}  # fmt: skip
_DOUBTS = {
    "place_inherited": "the place comes from another sentence",
    "when_inherited": "the date comes from another sentence",
    "speaker_unresolved": "a pronoun says it",
    "speaker_carried": "the speaker was named paragraphs before",
    "dot_grouping": "a dot groups the digits, or is a decimal",
    "decimal_comma": "a comma groups the digits, or is a decimal",
    "broken_digits": "the digits are broken",
    "year_or_count": "the figure may be a year",
    "mixed_hedges": "parts with unlike hedges were added",
    "each": "so many in each of several places",
    "including": "part of another figure",
    "ambiguous_day_month": "day and month may be swapped",
    "weekday_differs": "the weekday is not that day's",
    "year_by_weekday": "the year is worked out from the weekday",
    "weekday_from_context": "the week is worked out from sentences around",
    "open_by_clause": "the date rests on a clause",
    "by_holiday": "the date rests on a holiday's name",
    "anaphoric_to_event": "the date rests on an event told before",
    "before": "only the last day is told",
    "after": "only the first day is told",
    "corrected": "corrected by a person",
}
_FATES = {
    "killed": "killed", "executed": "executed", "injured": "injured", "arrested": "arrested",
    "sexual_violence": "victim of sexual violence",
}  # fmt: skip
_SAID = {
    "same": "held to be one", "different": "held apart", "unsure": "left open",
    "confirm": "accepted", "reject": "rejected", "correct": "corrected", "add": "added by hand",
    "split": "split", "choose": "figure chosen", "classify": "classified", "undo": "undone",
    "link": "linked anew", "capture": "copy sealed", "reveal": "names revealed",
    "restricted read": "covered names read", "note": "noted",
    "export": "exported", "make": "register made", "remove": "removed",
}  # fmt: skip


def count_words(count: Count | None) -> str:
    """ "at least 37", "2 to 4", "about 700": the hedge first, as the words have it."""
    if count is None:
        return ""
    hedge = _HEDGES.get(count.hedge or "")
    if hedge is not None and count.about is not None:
        return hedge.format(f"{count.about:,}")
    return figure(count.low, count.high, count.about)


def doubt_words(code: str) -> str:
    """What a doubt says (docs/terms.md, "Doubts")."""
    return _DOUBTS.get(code, code.replace("_", " "))


def fate_words(fate: str | None) -> str:
    """What became of a person, as reported."""
    return "" if fate is None else _FATES.get(fate, act_words(fate))


def said_words(verb: str) -> str:
    """A verb of a judgement, or an event of the log, as something done."""
    return _SAID.get(verb, verb.replace("_", " "))


def about_claim(claim: Claim) -> str:
    """A claim in short: "killed: at least 37, Karaj"; for lists and headings."""
    words = act_words(claim.act)
    if claim.type == "appeal":
        words = f"appeal: {words}"
    if claim.count is not None:
        words += f": {count_words(claim.count)}"
    elif claim.victims is not None and claim.victims.names:
        words += f": {', '.join(claim.victims.names)}"
    return f"{words}, {claim.place.name}" if claim.place is not None else words
