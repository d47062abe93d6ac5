"""What hedges do to the bounds of a count: bounds only where the words give them.

Rule: docs/terms.md, "Count" (the table of counts). A hedge that leaves a bound open leaves it
None; `about` never bounds. Counts are whole people, both ends inclusive.
"""

from collections.abc import Sequence

from gavah.model.count import Count, Hedge

BARE = Count(low=2, high=None, about=None, hedge="vague")
"""Bare plurals and words like "several": more than one, and nothing else."""


def exactly(value: int) -> Count:
    """The count of a bare figure or of names."""
    return Count(low=value, high=value, about=value, hedge=None)


def one() -> Count:
    """The count of "a man", or of one named person."""
    return exactly(1)


def plural(low: int = 2) -> Count:
    """The count of words that give a fewest and no figure: bare plurals, "dozens", "hundreds"."""
    return Count(low=low, high=None, about=None, hedge="vague")


def between(low: int, high: int) -> Count:
    """The count of "between 20 and 30"."""
    return Count(low=low, high=high, about=None, hedge="range")


def hedged(value: int, hedge: Hedge | None) -> Count:
    """The count of `value` with one hedge around it."""
    if hedge == "at_least":
        return Count(low=value, high=None, about=value, hedge=hedge)
    if hedge == "more_than":
        return Count(low=value + 1, high=None, about=value, hedge=hedge)
    if hedge == "at_most":
        return Count(low=None, high=value, about=value, hedge=hedge)
    if hedge in ("less_than", "nearly"):
        return Count(low=None, high=max(value - 1, 0), about=value, hedge=hedge)
    if hedge == "about":
        return Count(low=None, high=None, about=value, hedge=hedge)
    return exactly(value)


def total(parts: Sequence[Count]) -> Count | None:
    """The count of groups told together ("three civilians and two soldiers" is 5).

    Exact parts are added; beside a vague part only the floors are ("he and his sons": 3 or more).
    Other hedges are not added: None.
    """
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    if all(part.hedge is None and part.low is not None for part in parts):
        return exactly(sum(part.floor for part in parts))
    if all(part.hedge in ("vague", None) for part in parts):
        return plural(sum(part.floor for part in parts))
    return None
