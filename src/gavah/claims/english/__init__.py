"""The reader of English reports; its parts may be used one by one without loading the syntax."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gavah.claims.english.reader import EnglishReader

__all__ = ["EnglishReader"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for."""
    if name == "EnglishReader":
        from gavah.claims.english.reader import EnglishReader

        return EnglishReader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
