"""Which texts are copies of one another, found by bands of their signatures, without comparing all.

Two texts are taken for copies when they share a band and their signatures agree as
`gavah.reading.near_duplicates` asks. A band is a block like those of mentions: above its budget a
text meets its neighbours by day of publication only, for copies are printed within days.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from gavah.linking import postings
from gavah.model import Told
from gavah.reading.near_duplicates import BANDS, THRESHOLD, VALUES, agreement

_WIDTH = 4 * VALUES // BANDS
_WHOLE = 1 + 4 * VALUES


def bands(signature: bytes) -> list[int]:
    """The blocks a text stands in; a short text only with its equals."""
    if len(signature) != _WHOLE:
        return [postings.hashed(f"copy|{signature.hex()}")] if signature else []
    said = signature.hex()  # two characters for a byte; each band is a word of its own
    hashes = b"".join(
        blake2b(f"copy|{band}|{said[at : at + 2 * _WIDTH]}".encode(), digest_size=8).digest()
        for band, at in enumerate(range(2, 2 * _WHOLE, 2 * _WIDTH))
    )
    found: list[int] = np.frombuffer(hashes, "<u8").tolist()
    return found


def rows(told: Told, owner: int) -> postings.Rows:
    """A document's standing in its bands."""
    day = told.published.toordinal() if told.published else postings.NEVER
    return postings.rows(bands(told.signature), (day, day), postings.hashed(told.id), owner)


def copied(one: bytes, other: bytes) -> bool:
    """Whether two texts are copies of one."""
    return agreement(one, other) >= THRESHOLD


def pairs(told: Sequence[Told]) -> list[tuple[str, str]]:
    """Every pair of documents that are copies, as (smaller id, larger id), in order."""
    ids = [one.id for one in told]
    held = [rows(one, at) for at, one in enumerate(told)]
    if not held:
        return []
    left, right = postings.met(postings.in_order(np.concatenate(held)), range(len(ids)))
    alike = _agree(told, left, right)
    found = zip(left[alike].tolist(), right[alike].tolist(), strict=True)
    return sorted((min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in found)


def _agree(told: Sequence[Told], left: Any, right: Any) -> Any:
    """`copied`, over many pairs at once."""
    whole = np.array([len(one.signature) == _WHOLE for one in told], bool)
    values = np.zeros((len(told), VALUES), "<u4")
    for at, one in enumerate(told):
        if whole[at]:
            values[at] = np.frombuffer(one.signature, "<u4", offset=1)
    agreed = np.zeros(len(left), bool)
    for start in range(0, len(left), 1 << 16):
        part = slice(start, start + (1 << 16))
        equal = (values[left[part]] == values[right[part]]).sum(axis=1)
        agreed[part] = equal / VALUES >= THRESHOLD
    short = np.flatnonzero(~(whole[left] & whole[right]))
    agreed[short] = [
        copied(told[a].signature, told[b].signature)
        for a, b in zip(left[short].tolist(), right[short].tolist(), strict=True)
    ]
    return agreed
