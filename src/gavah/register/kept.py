"""How a record is kept in a column: whole, as JSON, whatever characters a hostile page put in it.

JSON escapes NUL, which PostgreSQL cannot hold, and half of a surrogate pair, which UTF-8 cannot.
In a plain column (a title, an id, a folded name) both become U+FFFD: such columns are for
questions and for order, the record beside them says what was written.
"""

import json
import re
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")
_LARGEST = 2**63 - 1


def written(record: Any) -> str:
    """The record as JSON text, fields in their order."""
    try:
        return msgspec.json.encode(record).decode()
    except (UnicodeEncodeError, OverflowError):  # half a surrogate pair; a number beyond 64 bits
        return json.dumps(msgspec.to_builtins(record), separators=(",", ":"))


def ordered(record: Any) -> bytes:
    """Canonical JSON: sorted keys, UTF-8; equal records give equal bytes."""
    try:
        return msgspec.json.encode(record, order="sorted")
    except (UnicodeEncodeError, OverflowError):
        plain_values = msgspec.to_builtins(record)
        return json.dumps(plain_values, separators=(",", ":"), sort_keys=True).encode()


def read(record: str | bytes, kind: type[T]) -> T:
    """The record that `written` or `ordered` wrote."""
    try:
        return msgspec.json.decode(record, type=kind)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(record), kind)


def hashed(content: bytes) -> str:
    """SHA-256, in 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def plain(words: str) -> str:
    """The words as a plain column can hold them."""
    return _UNHOLDABLE.sub("\ufffd", words)


def maybe_plain(words: str | None) -> str | None:
    """`plain`, where there are words."""
    return None if words is None else plain(words)


def whole(number: int | None) -> int | None:
    """A number as a 64-bit column can hold it; the record says what was written."""
    return None if number is None else max(-_LARGEST, min(number, _LARGEST))
