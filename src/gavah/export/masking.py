"""Masks words that are not to be told, in every text of a record.

Rule: docs/terms.md, "Field classes". A full name is masked wherever it stands; in the documents
that give it, each of its parts is masked too, because "Karimi was taken away" tells the name.
Folding (case, diacritics, Arabic letter forms) decides what counts as the same letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from gavah.model import Claim, Incident, Person
from gavah.register.classes import PLACE

R = TypeVar("R")
WITHHELD = "[name withheld]"

# ids, digests and codes are no text: masking them would break what points to them, so an id that
# spells a name is replaced as a whole (`gavah.export.renaming`)
_KEPT = {"id", "document", "copy", "claims", "codes", "left", "right", "root", "reader"}


class Mask:
    """Replaces names, and the places of those who bear them, in texts.

    Args:
        names: full names; their parts are known too.
        places: the words of a place that would lead to a person, masked as a whole.
    """

    def __init__(self, names: Iterable[str], places: Iterable[str] = ()) -> None:
        whole = sorted(
            {name for name in names if name.strip()}, key=lambda name: (-len(name), name)
        )
        self._whole = _pattern(whole)
        self._any = _pattern([*whole, *sorted(parts(whole), key=lambda one: (-len(one), one))])
        spots = sorted({one for one in places if one.strip()}, key=lambda one: (-len(one), one))
        self._places = _pattern(spots)

    def __call__(self, text: str) -> str:
        """The text with each name, each telling part of one, and each place masked."""
        return _sub(self._any, _sub(self._places, text, PLACE), WITHHELD)

    def spans(self, text: str, *, parts: bool = True) -> Iterator[tuple[int, int]]:
        """Where names and places stand in the text; without `parts`, full names alone."""
        for pattern in (self._any, self._places) if parts else (self._whole,):
            if pattern is not None:
                for found in pattern.finditer(text):
                    yield found.span()

    def record(self, record: R) -> R:
        """The record with every text in it masked, parts of names included."""
        return _masked(_masked(record, self._places, PLACE), self._any, WITHHELD)

    def full(self, record: R) -> R:
        """The record with full names masked; parts alone, and places, are left."""
        return _masked(record, self._whole, WITHHELD)


def parts(names: Iterable[str]) -> set[str]:
    """The words of names that tell who is meant: of three letters or more."""
    return {part for name in names for part in re.findall(r"[^\W\d_][\w’'\-]{2,}", name)}


def _pattern(names: list[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    any_name = "|".join(r"\s+".join(map(_letters, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{any_name})(?:(?=['’]s\b)|(?!\w))", re.IGNORECASE)


_SAME = {"ي": "[يی]", "ی": "[يی]", "ك": "[كک]", "ک": "[كک]", "ه": "[هة]"}


def _letters(word: str) -> str:
    """A word as a pattern: combining marks may come and go, Arabic forms are one letter."""
    out = []
    for character in unicodedata.normalize("NFD", word):
        if unicodedata.combining(character):
            continue
        composed = {character} | set(_FORMS.get(character.casefold(), ""))
        letter = _SAME.get(character) or (
            re.escape(character)
            if len(composed) == 1
            else f"[{re.escape(''.join(sorted(composed)))}]"
        )
        out.append(letter + r"[\u0300-\u036f\u064b-\u0652\u200c]*")
    return "".join(out)


def _forms() -> dict[str, str]:
    """Each Latin base letter with its letters with diacritics."""
    forms: dict[str, str] = {}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(point))[0].casefold()
        forms[base] = forms.get(base, "") + chr(point)
    return forms


_FORMS = _forms()


def _sub(pattern: re.Pattern[str] | None, text: str, by: str) -> str:
    return text if pattern is None else pattern.sub(by, text)


def _masked(record: R, pattern: re.Pattern[str] | None, by: str) -> R:
    if pattern is None:
        return record
    if isinstance(record, str):
        return pattern.sub(by, record)  # type: ignore[return-value]
    if isinstance(record, tuple | list):
        return type(record)(_masked(one, pattern, by) for one in record)
    if isinstance(record, dict):
        return {key: _masked(one, pattern, by) for key, one in record.items()}  # type: ignore[return-value]
    if not isinstance(record, msgspec.Struct):
        return record
    kept = _KEPT if isinstance(record, Claim | Incident | Person) else _KEPT | {"act"}
    changes = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field in kept and not isinstance(value, msgspec.Struct):
            continue
        fresh = _masked(value, pattern, by)
        if fresh != value:
            changes[field] = fresh
    return msgspec.structs.replace(record, **changes) if changes else record
