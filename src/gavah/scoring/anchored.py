"""Whether claims rest on the text: each quote exactly its slice, each stated field with an anchor."""

from collections.abc import Iterator
from typing import Any

from gavah.scoring.agreeing import speakers_of
from gavah.scoring.gold import Told

_FIELDS = ("count", "place", "when", "victims", "perpetrators")
_TELLING = ("name", "start", "low", "about", "high", "description", "names")


def anchors_of(value: Any) -> Iterator[Told]:
    """Every anchor in a claim's anchors."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        else:
            for inner in value.values():
                yield from anchors_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from anchors_of(inner)


def grounded(claim: Told, text: str, title: str) -> tuple[int, int]:
    """How many anchors of a claim quote exactly their slice, of how many."""
    every = list(anchors_of([claim.get("anchors"), claim.get("also")]))
    return sum(_holds(one, title if one.get("in") == "title" else text) for one in every), len(
        every
    )


def covered(claim: Told) -> tuple[int, int]:
    """How many stated fields of a claim carry an anchor, of how many."""
    own = claim.get("anchors") or {}
    stated = [field for field in _FIELDS if _stated(claim.get(field))]
    if speakers_of(claim):
        stated.append("speakers")
    return sum(any(True for _ in anchors_of(own.get(field))) for field in stated), len(stated)


def _holds(anchor: Told, whole: str) -> bool:
    quote = anchor.get("quote")
    return bool(quote) and whole[anchor["start"] : anchor["end"]] == quote


def _stated(value: Any) -> bool:
    if not isinstance(value, dict):
        return bool(value)
    return any(value.get(key) not in (None, "", []) for key in _TELLING)
