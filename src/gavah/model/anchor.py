"""An anchor: the slice of a document's text that a value rests on.

Offsets count Unicode code points in the document's first text (DESIGN, "Text"), end exclusive.
The quote is sliced, never typed: make anchors with `Anchor.of`.
"""

from typing import Literal, Self

from msgspec.structs import force_setattr

from gavah.model.record import Record

_TEXT: Literal["text"] = "text"


class Anchor(Record, frozen=True, kw_only=True, omit_defaults=True, rename={"where": "in"}):
    """The words from `start` up to, not including, `end`.

    Attributes:
        where: "title" when the words stand only in the headline; written as "in", left out
            for the text.
    """

    start: int
    end: int
    quote: str
    where: Literal["text", "title"] = _TEXT

    def __post_init__(self) -> None:
        """Make an equal default the same object, or msgspec would print it.

        An anchor that comes from another process, or from JSON, brings a "text" of its own.
        """
        if self.where == _TEXT and self.where is not _TEXT:
            force_setattr(self, "where", _TEXT)

    @classmethod
    def of(cls, text: str, start: int, end: int, where: Literal["text", "title"] = "text") -> Self:
        """Slice the words out of `text` (the document's text, or its title).

        Raises:
            ValueError: the slice is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words from {start} to {end} in a text of {len(text)} characters")
        return cls(start=start, end=end, quote=text[start:end], where=where)

    def overlaps(self, other: "Anchor") -> bool:
        """Whether both stand in the same text and share a character."""
        return self.where == other.where and self.start < other.end and other.start < self.end


class Anchors(Record, frozen=True, kw_only=True):
    """What each field of a claim rests on; None or empty where the field is."""

    act: Anchor
    sentence: Anchor
    count: Anchor | None = None
    place: Anchor | None = None
    when: Anchor | None = None
    victims: tuple[Anchor, ...] = ()
    perpetrators: tuple[Anchor, ...] = ()
    speakers: tuple[Anchor, ...] = ()
