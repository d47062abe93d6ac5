"""When something happened: an interval of days, with its precision and what it rests on."""

from datetime import date
from typing import Literal

from gavah.model.record import Record

WhenPrecision = Literal["day", "week", "month", "year", "longer"]
Basis = Literal["stated", "computed", "inherited"]


class When(Record, frozen=True, kw_only=True):
    """From `start` to `end`, both included; never narrower than the words.

    Attributes:
        precision: the width of the span (docs/terms.md, "When").
        basis: stated in words beside the act, computed from them (a weekday and the day of
            publication, say), or inherited from another sentence of the document.
    """

    start: date
    end: date
    precision: WhenPrecision
    basis: Basis = "stated"

    def overlaps(self, other: "When") -> bool:
        """Whether the two spans share a day."""
        return self.start <= other.end and other.start <= self.end
