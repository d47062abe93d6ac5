"""Persons' names out of the parser's sight: one plain name each, and two for a whole list.

Of "A, 37, B, 20, of Leeds, and C, 33" the parser sees "John Smith and John Smith"; afterwards all
three are joined to the first, with their ages and towns beside them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc as Parsed

from gavah.claims.english.common_words import rare

NAME = ("John", "Smith")
"""What the parser sees in place of a person's name: its first word and its last."""


class Aside(NamedTuple):
    """A token that the parser does not see: what it hangs on, and as what."""

    host: int
    pos: str
    tag: str
    dep: str


def plain_names(
    doc: Parsed,
    text: str,
    names: Sequence[tuple[int, int]],
    aside: dict[int, Aside],
    shown: dict[int, str],
    lemmas: dict[int, str],
) -> None:
    """Show each name that the treebanks do not know, and each list of names, as plain ones.

    Args:
        names: where persons are named, in order, none overlapping, ends exclusive.
        aside, shown, lemmas: as of `Fold`, the ages in them already; filled in.
    """
    texts = [token.text for token in doc]
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i for token in doc}
    for row in _lists(text, names):
        spans = [one for one in _named(row, starts, ends) if not any(i in aside for i in one)]
        if len(spans) != len(row):
            continue
        if len(spans) > 1:
            _one_list(spans, texts, aside)
            for i in range(spans[0][0], spans[-1][-1] + 1):
                if i in aside:
                    shown.pop(i, None)
                    lemmas.pop(i, None)
            _plain_name(spans[-1], texts, aside, shown, lemmas)
        if len(spans) > 1 or rare(text[slice(*row[0])]):
            _plain_name(spans[0], texts, aside, shown, lemmas)


def _lists(text: str, names: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Names in one list, "A, 28, of Ray, B and C", and those that stand alone."""
    row: list[tuple[int, int]] = []
    for one in names:
        between = _BETWEEN.fullmatch(text, row[-1][1], one[0]) if row else None
        if between is None or _LAST.search(text, row[0][1], row[-1][1]):
            yield from _whole(text, row)
            row = []
        row.append(one)
    yield from _whole(text, row)


def _whole(text: str, row: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The row as one list where "and" stands before its last name; else name by name."""
    clause = len(row) == 2 and _CLAUSE.fullmatch(text, row[0][1], row[1][0])
    if len(row) > 1 and not clause and _LAST.search(text, row[-2][1], row[-1][0]):
        yield row
    else:
        yield from ([one] for one in row)


_BETWEEN = re.compile(
    r"(?:\s*,?\s*\(?(?:aged? )?\d{1,3}\)?(?=[,;\s)]))?(?:,? (?:of|from) [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?"
    r"\s*[,;]?\s*(?:\band\b|&)?\s*(?:an? |the )?(?:\d{1,3}[-‐ ]years?[-‐ ]olds? )?"
)
_LAST = re.compile(r"\band\b|&")
_CLAUSE = re.compile(r",\s+and\s+")
"""Between two names: "Police held Ana Ruiz, and Omar Benso said" is no list."""


def _named(
    names: Sequence[tuple[int, int]], starts: dict[int, int], ends: dict[int, int]
) -> Iterator[list[int]]:
    """The tokens of each name that begins and ends with a token."""
    for start, end in names:
        if start in starts and end in ends:
            yield list(range(starts[start], ends[end] + 1))


def _plain_name(
    tokens: list[int],
    texts: list[str],
    aside: dict[int, Aside],
    shown: dict[int, str],
    lemmas: dict[int, str],
) -> None:
    """Show one name as the plain one."""
    first, *rest = tokens
    aside.update((i, Aside(first, "PROPN", "NNP", "flat")) for i in rest[:-1])
    for i, plain in zip((first, *rest[-1:]), NAME, strict=False):
        shown[i], lemmas[i] = plain, texts[i]


def _one_list(spans: list[list[int]], texts: list[str], aside: dict[int, Aside]) -> None:
    """Leave of a list of names the first, "and" and the last; the others are joined to the first."""
    lead = spans[0][0]
    for first, *rest in spans[1:-1]:
        aside[first] = Aside(lead, "PROPN", "NNP", "conj")
        aside.update((i, Aside(first, "PROPN", "NNP", "flat")) for i in rest)
    for (
        first,
        *_,
    ), before, after in zip(spans, spans, spans[1:], strict=False):
        for i in range(before[-1] + 1, after[0]):
            if texts[i].isspace() or texts[i] in {"and", "&"} or i in aside:
                continue
            if texts[i].isalpha() and texts[i][0].isupper():
                aside[i] = Aside(first, "PROPN", "NNP", "nmod")
            elif texts[i].isalpha():
                town = i + 1 < after[0] and texts[i + 1][:1].isupper()
                aside[i] = Aside(i + 1 if town else first, "ADP", "IN", "case")
            elif texts[i].isdecimal():
                aside[i] = Aside(first, "NUM", "CD", "appos")
            else:
                aside[i] = Aside(first, "PUNCT", ",", "appos")
