"""Furniture: lines of a page that are no part of its article, told by their words.

What counts is data (resources/reading/furniture, share). A line must fit a pattern whole, so that
a sentence that merely mentions an advertisement stays article.
"""

import re
from functools import cache

from gavah.resources import load

LONGEST = 400  # characters of a line that can be furniture
_WORD = re.compile(r"[\w.+'’-]+")


def furniture(line: str) -> str | None:
    """The reason why the line is no article, or None where its words give none."""
    if len(line) > LONGEST:
        return None
    for reason, pattern in _whole():
        if pattern.fullmatch(line):
            return reason
    return "share" if _shares(line) else None


def furniture_within(line: str) -> tuple[int, int, str] | None:
    """A stretch at the start of a line that is no article though the rest is."""
    for reason, pattern in _within():
        found = pattern.match(line[:LONGEST])
        if found:
            return found.start(), found.end(), reason
    return None


def _shares(line: str) -> bool:
    if len(line) > 160:
        return False
    core, around = _share_words()
    words = [word.strip(".'’-").lower() for word in _WORD.findall(line)]
    words = [word for word in words if word and not word.isdigit()]
    return (
        any(word in core for word in words)
        and all(word in core or word in around for word in words)
        # "Copy" or "Line" alone may be a heading; "Share" alone is not
        and (len(words) > 1 or words[0] not in {"copy", "line", "pocket", "threads", "mail"})
    )


@cache
def _share_words() -> tuple[frozenset[str], frozenset[str]]:
    words = load("reading/share")
    return frozenset(words["core"] + words["fa"] + words["ar"]), frozenset(words["around"])


def _compiled(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["reason"], re.compile("|".join(f"(?:{one})" for one in entry[kind]), re.IGNORECASE))
        for entry in load("reading/furniture")
        if kind in entry
    )


@cache
def _whole() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return _compiled("line")


@cache
def _within() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return _compiled("within")
