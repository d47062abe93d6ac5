"""The names inside a run of capitals: without titles, opening words, demonyms and bodies."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gavah.claims.english.name_words import great, known_names, openers
from gavah.claims.english.proper import Word
from gavah.claims.gazetteer import fold


class Run(NamedTuple):
    """Words `first` to `last` (exclusive) of a row; `titled`: a title stands before them."""

    first: int
    last: int  # exclusive
    row: Sequence[Word]
    titled: bool

    @property
    def start(self) -> int:
        return self.row[self.first].start

    @property
    def end(self) -> int:
        return self.row[self.last - 1].end

    @property
    def parts(self) -> list[Word]:
        return [word for word in self.row[self.first : self.last] if word.kind != "mark"]


def without_bodies(
    row: Sequence[Word], spread: Sequence[tuple[int, int]], bodies: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Cut runs around the bodies that are listed by name: "Boko Haram" in a run of capitals."""
    for first, last in spread:
        begin = at = first
        while at < last:
            size = next(
                (
                    size
                    for size in range(min(4, last - at), 0, -1)
                    if _listed(row[at : at + size], bodies)
                ),
                0,
            )
            more = at + size < last and row[at + size].low in known_names().organisation
            if not size or more or size == last - first:
                at += 1
                continue
            if begin < at:
                yield begin, at
            yield at, at + size
            begin = at = at + size
        if begin < last:
            yield begin, last


def _listed(piece: Sequence[Word], bodies: frozenset[str]) -> bool:
    name = " ".join(word.text for word in piece)
    return fold(name) in bodies and (len(name) > 4 or name.isupper() or name.istitle())


def trimmed(row: Sequence[Word], first: int, last: int, *, upper: bool) -> Iterator[Run]:
    """The names inside a run of capitals: without titles, opening words and demonyms."""
    lists = known_names()
    pieces: list[tuple[int, int, bool]] = []
    begin, titled = first, False
    at = first
    while at < last:
        word = row[at]
        low = word.low.rstrip(".")
        single = at == begin
        if (
            low in lists.titles
            and (at + 1 < last or low in lists.honorifics)
            and not (at > begin and fold(word.text) in lists.family and at + 1 == last)
        ):
            body = any(
                w.low in lists.organisation or w.low in lists.force for w in row[at + 1 : last]
            )
            if not body:
                if not single and not all(w.kind == "mark" for w in row[begin:at]):
                    pieces.append((begin, at, titled))
                begin, titled = at + 1, True
                if begin < last and row[begin].text == ".":
                    begin += 1
                at = begin
                continue
        ahead = fold(row[at + 1].text) if at + 1 < last else ""
        if single and last - at > 2 and low in _OFFICES and at and row[at - 1].low in {"of", "for"}:
            begin, titled = at + 1, True
        elif (single and last - at > 2 and ahead in lists.given and _seat(word)) or (
            single
            and (
                fold(word.text) in lists.demonyms
                or (word.opens and low in openers() and low not in lists.given)
            )
        ):
            begin = at + 1
        at += 1
    pieces.append((begin, last, titled))
    for one, other, rank in pieces:
        ages = [k for k in range(one, other) if _OLD.search(row[k].low)]
        one = ages[-1] + 1 if ages else one  # "Fifteen-year-old Ana" opens a sentence
        while one < other and (row[one].kind == "mark" or row[one].low in lists.particles - _KEPT):
            one += 1
        while other > one and row[other - 1].kind == "mark":
            other -= 1
        if other - one > 2 and fold(row[one].text) in lists.given and _seat(row[other - 1]):
            other -= 1
        if one < other:
            yield Run(one, other, row, rank)


_OFFICES = frozenset({"state", "defense", "defence", "interior", "justice", "affairs"})


def _seat(word: Word) -> bool:
    """Whether a word is a country's or a large town's name, and nobody's."""
    key = fold(word.text)
    return key not in known_names().given and key not in known_names().family and great(word.text)


_KEPT = frozenset(
    {
        "al",
        "el",
        "abu",
        "bin",
        "ibn",
        "van",
        "von",
        "de",
        "del",
        "la",
        "le",
        "da",
        "di",
        "du",
        "ben",
        "umm",
        "ko",
        "u",
    }
)


_OLD = re.compile(r"(?:^|-)olds?$")
