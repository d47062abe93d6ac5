"""How records are written: JSON with fields in their order, and canonical JSON for hashing."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_json(record: Any) -> bytes:
    """One line of JSON, fields in the record's order, no line break at the end."""
    return msgspec.json.encode(record)


def canonical(record: Any) -> bytes:
    """JSON with sorted keys: equal records give equal bytes, wherever and whenever written."""
    return msgspec.json.encode(record, order="sorted")


def from_json(line: bytes | str, kind: type[T]) -> T:
    """Read one record back.

    Raises:
        msgspec.ValidationError: the line is JSON of another shape; says which field.
        msgspec.DecodeError: the line is not JSON.
    """
    return msgspec.json.decode(line, type=kind)
