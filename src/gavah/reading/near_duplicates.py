"""Near-duplicate texts: syndicated copies and re-scrapes, told by MinHash of word shingles.

Shingles are five folded words in a row. Two texts are taken for copies when their signatures
agree in at least `THRESHOLD` of their values; candidates come from bands of equal values, so that
no pile is compared pair by pair. Texts of fewer than `FEWEST` words match only when equal.
"""

import re
from array import array
from collections.abc import Callable, Sequence
from hashlib import blake2b

from gavah.reading.repair import folded

SHINGLE = 5
VALUES = 128
BANDS = 32  # of 4 values: a pair that shares .5 of its shingles is a candidate 87 times in 100
SEED = 1_948  # of the hash functions; another seed makes other signatures
FEWEST = 30
MOST = 20_000  # words that are looked at
THRESHOLD = 0.5
MOST_HEADS = 200  # groups of one bucket that a text is compared with
_WORDS = re.compile(r"[^\W_]+")
_SHORT, _LONG = b"\x00", b"\x01"


def signature(text: str) -> bytes:
    """The text's signature: 513 bytes, or 17 for a short text. Equal texts have equal ones."""
    from rensa import RMinHash

    words = _WORDS.findall(folded(text[: MOST * 12]).text.lower())[:MOST]
    if len(words) < FEWEST:
        return _SHORT + blake2b(" ".join(words).encode(), digest_size=16).digest()
    shingles = [" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
    sketch = RMinHash(num_perm=VALUES, seed=SEED)
    sketch.update(shingles)
    values = array("I", sketch.digest())
    return _LONG + b"".join(value.to_bytes(4, "little") for value in values)


def agreement(left: bytes, right: bytes) -> float:
    """The share of shingles that two texts have in common, as their signatures estimate it."""
    if left[:1] != right[:1]:
        return 0.0
    if left[:1] == _SHORT:
        return float(left == right)
    equal = sum(left[at : at + 4] == right[at : at + 4] for at in range(1, len(left), 4))
    return equal / VALUES


def groups(signatures: Sequence[tuple[str, bytes]], threshold: float = THRESHOLD) -> dict[str, str]:
    """Each document's group: the smallest id among its copies, its own when it has none.

    The order of `signatures` does not matter. Groups are closed: a copy's copy is a copy.
    """
    root = {name: name for name, _ in signatures}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    def join(one: str, other: str) -> None:
        low, high = sorted((top(one), top(other)))
        root[high] = low

    known = sorted(signatures)
    same: dict[bytes, str] = {}
    distinct: list[tuple[str, bytes]] = []
    for name, sign in known:
        if sign in same:
            join(same[sign], name)
        else:
            same[sign] = name
            if sign[:1] == _LONG:
                distinct.append((name, sign))
    width = 4 * VALUES // BANDS
    for band in range(BANDS):
        low = 1 + band * width
        buckets: dict[bytes, list[tuple[str, bytes]]] = {}
        for name, sign in distinct:
            buckets.setdefault(sign[low : low + width], []).append((name, sign))
        for bucket in buckets.values():
            _join_bucket(bucket, threshold, top, join)
    return {name: top(name) for name, _ in known}


def _join_bucket(
    bucket: Sequence[tuple[str, bytes]],
    threshold: float,
    top: Callable[[str], str],
    join: Callable[[str, str], None],
) -> None:
    """Join those of a bucket that agree; each is compared with one text of each group in it."""
    heads: list[tuple[str, bytes]] = []
    for name, sign in bucket:
        for head, known in heads:
            if top(head) == top(name):
                break
            if agreement(sign, known) >= threshold:
                join(head, name)
                break
        else:
            if len(heads) < MOST_HEADS:
                heads.append((name, sign))
