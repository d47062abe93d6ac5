"""The base of every record: immutable, keyword-only, equal when its values are."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record. Change one with `msgspec.structs.replace`."""
