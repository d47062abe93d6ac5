"""Blocks as arrays: one row for each mention in each block, and the pairs that blocks bring together.

A block is known by 64 bits of a hash of its words; should two blocks ever share them, a few pairs
are compared for nothing. Rows of a block stand in order of day, publication and claim id, whatever
the order in which reports came, so a block above its budget always gives the same pairs.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np

from gavah.linking.weights import WEIGHTS

BUDGET: int = WEIGHTS["blocking"]["budget"]
NEIGHBOURS: int = WEIGHTS["blocking"]["neighbours"]
NEVER = date.max.toordinal()
"""What stands for a day that is not known: after every other."""

Rows = Any
"""An array of ROW."""

ROW = np.dtype(
    [("block", "<u8"), ("day", "<i4"), ("published", "<i4"), ("tie", "<u8"), ("owner", "<i8")]
)
"""One standing of one mention in one block.

block: hash of the block's words. day, published: ordinals. tie: the first 64 bits of the mention's
key. owner: whose it is; an index, or the number of its document.
"""


@lru_cache(maxsize=1 << 18)
def hashed(words: str) -> int:
    """64 bits of a hash of a block's words; the same on every machine."""
    return int.from_bytes(
        blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )


def tie(key: str) -> int:
    """The first 64 bits of a mention's key, which is a claim id ("c-" and hexadecimal digits)."""
    try:
        return int(key[2:18], 16)
    except ValueError:
        return hashed(key)


def rows(blocks: Iterable[int], order: tuple[int, int], tie: int, owner: int) -> Rows:
    """A mention's standing in each of its blocks."""
    found = np.fromiter(blocks, "<u8")
    made = np.empty(len(found), ROW)
    made["block"], made["day"], made["published"] = found, order[0], order[1]
    made["tie"], made["owner"] = tie, owner
    return made


def in_order(found: Rows) -> Rows:
    """Rows in the order of their blocks, and within a block in the order of its mentions."""
    order = np.lexsort((found["tie"], found["published"], found["day"], found["block"]))
    return found[order]


def sizes(found: Rows) -> tuple[Any, Any]:
    """For rows in order: where the block of each begins, and how many rows it has."""
    starts = np.flatnonzero(np.r_[True, found["block"][1:] != found["block"][:-1]])
    lengths = np.diff(np.r_[starts, len(found)])
    return np.repeat(starts, lengths), np.repeat(lengths, lengths)


def pairs(found: Rows, within: Any = None) -> tuple[Any, Any]:
    """Positions (left, right) of rows in order that meet: all of a small block, else neighbours.

    Args:
        within: positions that are looked from, each only ahead; every one when not given.
    """
    if not len(found):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    begins, lengths = sizes(found)
    reach = np.where(lengths > BUDGET, NEIGHBOURS, lengths)
    ends = begins + lengths
    at = np.arange(len(found)) if within is None else within
    lefts, rights = [], []
    step = 1
    while True:
        at = at[(reach[at] >= step) & (at + step < ends[at])]
        if not len(at):
            break
        lefts.append(at)
        rights.append(at + step)
        step += 1
    if not lefts:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)


def met(found: Rows, documents: Sequence[Any]) -> tuple[Any, Any]:
    """Owners (smaller, larger) of rows in order that meet and stand in two documents, each pair once."""
    size = len(documents)
    codes, numbers = np.empty(0, np.int64), np.unique(np.asarray(documents), return_inverse=True)[1]
    at_once = 1 << 20
    for start in range(0, len(found), at_once):
        within = np.arange(start, min(start + at_once, len(found)))
        left, right = pairs(found, within)
        a, b = found["owner"][left], found["owner"][right]
        apart = numbers[a] != numbers[b]
        a, b = a[apart], b[apart]
        codes = np.union1d(codes, np.minimum(a, b) * size + np.maximum(a, b))
    return codes // size, codes % size
