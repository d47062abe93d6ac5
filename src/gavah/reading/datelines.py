"""Datelines: "Paris, February 12, 2020—", "KHARTOUM, June 4 (Reuters) -", "TEHRAN —".

The place where a report was filed and the day it was filed; not where or when what it tells
happened (docs/terms.md, "Dateline"). Without a date and an agency, a place must stand in capitals,
or before a long dash, to count.
"""

import re
from dataclasses import dataclass
from datetime import date

from gavah.reading.written_dates import WrittenDate, find_date

_WORD = r"[^\W\d_][\w.'’‘-]*"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}(?:\s?[,،]\s?{_WORD}(?: {_WORD}){{0,3}}){{0,2}}"
_LONG = "(?:—|–|--+|―|‒)"
_HEAD = re.compile(
    rf"(?:(?P<place>{_PLACE})(?:\s?[,،]\s?|\s+)?)??(?P<date>@)?[,،]?\s*"
    rf"(?:[\[(](?P<agency>[^\]()\d\[][^\]()\[]{{0,60}})[\])])?\s*"
    rf"(?P<dash>{_LONG}|-(?=\s|[^\W\d])|:(?=\s)|(?=\s|$))\s*(?:\[[A-Z ]{{2,30}}\]\s*)*"
)
_NOT_PLACES = {
    "update", "updated", "watch", "photo", "photos", "note", "breaking", "related", "video",
    "exclusive", "opinion", "analysis", "correction", "editor", "question", "answer", "q", "a",
    "however", "meanwhile", "also", "live", "warning", "read", "more", "source", "sources", "victims",
    "suspect", "victim", "police", "the", "story", "advertisement", "summary", "background", "location",
    "date", "time", "incident", "charges", "name", "age", "address", "contact", "re", "press", "file", "http", "https", "www",
}  # fmt: skip
_PARTICLES = {
    "de",
    "la",
    "el",
    "al",
    "of",
    "and",
    "the",
    "an",
    "der",
    "le",
    "les",
    "sur",
    "upon",
    "near",
}
REACH = 160  # characters a dateline can take


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline in a text: its words end at `end`, the report begins at `after`."""

    start: int
    end: int
    after: int
    place: str | None
    written: WrittenDate | None
    agency: str | None

    def on(self, near: date | None) -> date | None:
        """The day it was filed; a date without its year takes that of publication."""
        return None if self.written is None else self.written.on(near)


def dateline(text: str, start: int, end: int) -> Filed | None:
    """The dateline that the paragraph from `start` to `end` begins with, if it does."""
    head = text[start : min(end, start + REACH)]
    written = find_date(head)
    if (
        written is not None
        and re.search(r"[.!?;]\s", head[: written.start])
        and not re.search(r"[A-Z][a-z]{0,4}\.\s?,?\s*$", head[: written.start])
    ):
        written = None
    if written is not None:
        # the date as one sign, so that one pattern reads the line with and without it
        masked = head[: written.start] + "@" + head[written.end :]
        found = _HEAD.match(masked)
        if found and found["date"] and _counts(found, dated=True):
            return _filed(found, written, start, written.end - written.start - 1)
    found = _HEAD.match(head)
    if found and found["place"] and _counts(found, dated=False):
        # a label that comes again marks speakers of an interview
        label = f"\n{found['place']}:" if found["dash"] == ":" else None
        if label is None or label not in text[end : end + 20_000]:
            return _filed(found, None, start, 0)
    return None


def _filed(found: re.Match[str], written: WrittenDate | None, start: int, longer: int) -> Filed:
    parts = [name for name in ("place", "date", "agency") if found[name]]
    end = max(found.end(name) for name in parts) + (1 if parts[-1] == "agency" else 0)
    grown = longer if written else 0
    moved = None
    if written is not None:
        moved = WrittenDate(written.start + start, written.end + start,
                            written.year, written.month, written.day)  # fmt: skip
    agency = found["agency"].strip() if found["agency"] else None
    place = found["place"].strip(" ,،-–—") if found["place"] else None
    return Filed(start, start + end + grown, start + found.end() + grown, place, moved, agency)


def _counts(found: re.Match[str], *, dated: bool) -> bool:
    place, dash, agency = found["place"] or "", found["dash"], found["agency"]
    words = re.findall(r"[^\W\d_][\w.'’-]*", place)
    if len(words) > 6 or any(word.lower().strip(".-") in _NOT_PLACES for word in words):
        return False
    if dated:
        # "On Tuesday, February 11, police …" is a sentence: a dash, colon or agency must follow
        return bool(dash or agency) and all(_name(word) for word in words)
    if not words:
        return False
    if dash == ":" and not agency and found.string.islower():
        return len(words) <= 2  # a text without any capitals
    if not all(_name(word) for word in words):
        return False
    first = re.split(r"[,،]", place)[0]
    capitals = first.isupper() and len(first) > 2
    if agency:
        # "CPI(M) leader" is a name, "DENVER (CBS4)" a place and its outlet
        return bool(dash) or (capitals and found.string[found.start("agency") - 2].isspace())
    if dash == ":":
        return capitals and not found.string.isupper()
    if not dash:
        return False
    return capitals or (dash != "-" and len(words) <= 4) or bool(re.search(r"[,،]", place))


def _name(word: str) -> bool:
    return word[:1].isupper() or not word[:1].isascii() or word in _PARTICLES
