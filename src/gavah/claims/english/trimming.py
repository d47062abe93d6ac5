"""Which stretches of a document are parsed: no agency line, and no paragraph without a word to read.

A paragraph is worth parsing when it holds a word of harm, gathering or appeal (a cheap look at
stems, wider than the words themselves), says where "the explosion" was, or stands right before one that does: whom "he" and "the
ministry" take up stands there. Counts, dates, places and names are read everywhere.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from gavah.claims.english.sentence_ends import sentences
from gavah.claims.english.telling import reports, tells
from gavah.model import Document
from gavah.resources import load

_AGENCY = re.compile(
    r"(?:[A-Z][\w.'’-]+(?:[ ,/]+(?:[A-Z][\w.'’-]+|\d{1,2},?|\d{4}|\([\w ]{2,30}\)))*)"
    r"\s*(?:\([\w. ]{2,30}\)\s*)?(?:—|–|--| - |: )(?=\S)"
)
_MONTHS = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\b|\((?:AP|AFP|Reuters|RNS|UPI)\)|^[A-Z][A-Z ,.'’-]{3,}"
)

_SET_IN = re.compile(
    r"\b[Tt]he (?:accident|attack|explosion|crash|shooting|bombing|blast|collision|raid|incident)\b"
    r"[^.\n]{0,60}\b(?:in|at|near|on|outside) (?:the )?[A-Z]"
    r"|\b(?:[Ii]t|[Tt]his) (?:happened|occurred)\b"
)
"""Where the thing happened that other paragraphs count the dead of."""

_NAMED = re.compile(
    r"\b(?:identif(?:y|ied|ies|ying)|identit(?:y|ies)|named|names? of|victims?|deceased|among the)\b",
    re.IGNORECASE,
)
"""Who those are whom other paragraphs tell of."""

_HELD = re.compile(r"\bwere (?:also |later )?held\b|\bheld over\b", re.IGNORECASE)
"""Custody in a word that is used of meetings too."""

_STRUCK = re.compile(
    r"\b(?:hit|hits|hitting|struck|strikes?|striking)\b[^.\n]{0,40}\bin (?:the|his|her|their|both|one)\b",
    re.IGNORECASE,
)
"""Somebody struck in the head or the legs; now and then a town."""

_CLAIMED = re.compile(r"\b(?:claim|accept)\w*\b[^.\n]{0,30}\bresponsibility\b")
"""Who says they did what other sentences tell."""


def spans(document: Document) -> tuple[tuple[int, int], ...]:
    """The document's paragraphs without an agency line at their head, nor data between words."""
    text = document.text
    return tuple(
        part
        for start, end in document.paragraphs
        for part in _prose(text, start + _agency(text, start, end), end)
    )


_DATA = re.compile(r"\S{500,}")
"""No word is that long: data written in letters. To read it as words takes minutes."""


def _prose(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands before, between and after runs of data."""
    for data in _DATA.finditer(text, start, end):
        if text[start : data.start()].strip():
            yield start, data.start()
        start = data.end()
    if start < end:
        yield start, end


def _agency(text: str, start: int, end: int) -> int:
    """Length of "Paris, February 12, 2020—" or "CAIRO (Reuters) - " at a paragraph's head."""
    head = text[start : min(end, start + 80)]
    outlet = _OUTLET.match(head)
    if outlet is not None:
        return outlet.end()
    match = _AGENCY.match(head)
    if match is None or not _MONTHS.search(match[0]):
        return 0
    return match.end()


_OUTLET = re.compile(
    r"(?:[A-Z][\w.'’]*\s){0,5}(?:\w+(?:Wire|News|Press|Agency|Radio|Times|Post|Tribune|Herald|Daily)"
    r"|Wire|News|Press|News Agency|Agency|Radio|TV|Television|Reuters|AFP|AP|BBC|CNN|DPA|EFE|Xinhua|HRANA)"
    r"(?:\s\([A-Z]\w+\))?\s(?:-|–|—|\|)\s(?=[A-Z“\"])"
)
"""A paper or agency before a dash at a report's head ("IranWire - Police …"): nobody who did it."""


def worth(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The paragraphs worth parsing, in their order."""
    telling = [
        bool(
            _stems().search(text, start, end)
            or _SET_IN.search(text, start, end)
            or _NAMED.search(text, start, end)
            or _HELD.search(text, start, end)
            or _STRUCK.search(text, start, end)
        )
        for start, end in spans
    ]
    below = _below(text, spans)
    return tuple(
        span
        for k, span in enumerate(spans)
        if telling[k] or (k + 1 < len(spans) and telling[k + 1]) or k == 0 or k in below
    )


def _below(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """The lines of a list below "the victims were identified as:", one name a line."""
    found: set[int] = set()
    listing = False
    for k, (start, end) in enumerate(spans):
        if listing and end - start <= _LINE:
            found.add(k)
        else:
            opens = text[max(start, end - 2) : end].rstrip().endswith(":")
            listing = opens and _NAMED.search(text, start, end) is not None
    return found


_LINE = 90
"""The longest line of such a list, in characters."""


def plain(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The sentences of the spans that need no tree, in order, blanks after them included.

    A sentence has one when it can hold a claim, stands right before one that can, or says who
    says it: after it, or within its quotation.
    """
    rows = [sentences(text, *span) for span in spans]
    pieces = [(number, *piece) for number, row in enumerate(rows) for piece in row]
    told = [
        tells(text[a:b]) or bool(_SET_IN.search(text, a, b) or _CLAIMED.search(text, a, b))
        for _, a, b in pieces
    ]
    needed = list(told)
    for k, (number, _, _) in enumerate(pieces):
        if not told[k]:
            continue
        if k:
            needed[k - 1] = True
        for after in range(k + 1, len(pieces)):
            if pieces[after][0] != number:
                break
            begun = "".join(text[a:b] for one, a, b in pieces[k:after] if one == number)
            quoted = _open(begun)
            here = text[pieces[after][1] : pieces[after][2]]
            if not quoted and not (after == k + 1 and (reports(here) or _MARKS.search(here))):
                break
            needed[after] = True
    return tuple((a, b) for (_, a, b), tree in zip(pieces, needed, strict=True) if not tree)


_MARKS = re.compile('["“”«»]')


def _open(words: str) -> bool:
    """Whether a quotation is still open where the words end."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1 or words.count("«") > words.count("»")  # fmt: skip


@cache
def _stems() -> re.Pattern[str]:
    """Stems of every word that can make a claim."""
    harm, crowd, asked = (load(f"english/{name}") for name in ("harm", "gathering", "appeal"))
    found: set[str] = {*harm["unharmed"], *harm["deadly"], *crowd["between"]} | set(asked["verbs"]) | set(asked["nouns"]) | {*asked["must"], *asked["needs"]}  # fmt: skip
    for kind in ("verbs", "undergo", "nouns", "people", "states"):
        found.update(word for row in harm[kind].values() for word in row)
    for kind in ("verbs", "nouns", "groups"):
        found.update(word for row in crowd[kind].values() for word in row)
    for row in (*harm["together"], *crowd["together"]):
        last = {phrase.split()[-1] for phrase in row["words"]}
        found.update(last - _COMMON)
        if last & _COMMON:
            found.update(row["verbs"])
    found.update(
        ("toll", "flee", "fled", "lives", "shot", "slain", "hung", "froze", "freed", "freeing")
    )
    found -= {"to", "from", "up", "down", "forces", "against", "people", "free", "is"}
    stems = {_stem(word.lower()) for word in found}
    return re.compile(r"\b" + one_of(stems), re.IGNORECASE)


_COMMON = frozenset(["under", "charge", "charges", "mass", "role", "alleged", "connection"])
"""Ends of phrases ("booked under") that stand in any paragraph: there the verb is looked for."""


def one_of(words: Iterable[str]) -> str:
    """A pattern for any text that begins with one of the words, tried letter by letter.

    A word that begins with another is left out. Ten times as fast as a row of alternatives.

    >>> one_of(["kill", "killing", "kidnap"])
    '(?:k(?:i(?:d(?:n(?:a(?:p)))|l(?:l))))'
    """
    below: dict[str, set[str]] = {}
    for word in words:
        if not word:
            return ""
        below.setdefault(word[0], set()).add(word[1:])
    return "(?:" + "|".join(re.escape(c) + one_of(sorted(below[c])) for c in sorted(below)) + ")"


def _stem(word: str) -> str:
    """A word without the last letters that endings change: "abduct", "injur", "di"."""
    if len(word) <= 4:
        return word[:-1] if word.endswith("e") else word
    return word[:-1] if word[-1] in "ey" else word
