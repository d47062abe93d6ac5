"""Near-duplicate texts: syndicated copies and re-scrapes, told by MinHash of word shingles.

Shingles are five folded words in a row. Two texts are taken for copies when their signatures
agree in at least `THRESHOLD` of their values; candidates come from bands of equal values, so that
no pile is compared pair by pair. Texts of fewer than `FEWEST` words match only when equal.
"""

import re
from array import array
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
