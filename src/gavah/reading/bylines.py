"""Bylines: the line that says who wrote or reported, and the body it names.

"Reporting by PMOI/MEK", "By Naledi Example, Platinum Belt Gazette", "(Reporting by A; Editing
by B)". A sentence that begins with "By" is none: the words after it must be names.
"""

import re

from gavah.reading.publishers import is_body

LONGEST = 200
_LED = re.compile(
    r"[\W_]{0,3}(?P<verb>reporting|reported|written|story|article|report|compiled|posted|published"
    r"|words|text|edited|additional reporting)(?: and \w+)?\s+by[:\s]+(?P<who>\S.*)",
    re.IGNORECASE,
)
_BY = re.compile(r"[\W_]{0,3}(?:by|from)[:\s]+(?P<who>\S.*)", re.IGNORECASE)
_PERSIAN = re.compile(r"(?:نویسنده|گزارش|خبرنگار|بقلم|كتب|تقرير)\s*[::]\s*(?P<who>.{2,80})")
_CREDIT = re.compile(
    r"(?:the )?[\w .'’/&-]{2,80} (?:contributed|reported|also contributed)"
    r" (?:to this (?:report|story|article)|from [\w .'’,-]{2,40})\.?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[;|•·]|\s[-–—]\s|\b(?:editing|updated|posted|published|on)\b[: ]).*", re.I
)
_SMALL = {"and", "for", "of", "the", "in", "at", "de", "van", "von", "al", "el", "bin", "ibn", "&"}
_BODY_SPLIT = re.compile(r"\s*,\s*|\s+(?:for|of)\s+(?:the\s+)?|\s*\|\s*|\s*\(\s*|\s*\)\s*")


def byline(line: str) -> str | None:
    """Who the line says wrote it, or None where it is no byline; "" for a bare credit line."""
    if len(line) > LONGEST or "\n" in line:
        return None
    for pattern in (_LED, _BY, _PERSIAN):
        found = pattern.fullmatch(line)
        if found is None:
            continue
        who = _TAIL.sub("", found["who"]).strip(" .,;:)(*-–—")
        if who and (pattern is _PERSIAN or _are_names(who)):
            return who
    return "" if _CREDIT.fullmatch(line) else None


def body_of(who: str) -> str | None:
    """The outlet, agency or organisation that a byline names, or None where it names people."""
    for part in reversed([part for part in _BODY_SPLIT.split(who) if part]):
        if is_body(part):
            return part
    return None


def _are_names(who: str) -> bool:
    words = [word for word in re.split(r"[\s,/-]+", who) if word]
    if not words or len(words) > 16 or any(char in ".!?" and len(word) > 3
                                           for word in words for char in word[-1:]):  # fmt: skip
        return False
    telling = [word for word in words if word.lower() not in _SMALL]
    capital = sum(word[:1].isupper() or not word[:1].isascii() for word in telling)
    return bool(telling) and capital * 4 >= len(telling) * 3 and not words[0][0].isdigit()
