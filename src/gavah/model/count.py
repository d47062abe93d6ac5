"""A count of people, with bounds only where the words give them.

Rule: docs/terms.md, "Count" (the table of hedges). `None` is "the words do not say", never 0.
"""

from typing import Literal

from gavah.model.record import Record

Hedge = Literal[
    "at_least", "more_than", "at_most", "less_than", "nearly", "about", "range", "vague"
]


class Count(Record, frozen=True, kw_only=True):
    """How many people, in whole people; both ends inclusive.

    Attributes:
        low: fewest the words allow; None where they give no lower bound.
        high: most the words allow; None where they give no upper bound.
        about: the figure named, which bounds nothing by itself.
        hedge: the kind of words around the figure; None for a bare figure.
    """

    low: int | None
    high: int | None
    about: int | None
    hedge: Hedge | None
    unit: Literal["people"] = "people"

    @property
    def floor(self) -> int:
        """Fewest people: 0 where the words give no lower bound."""
        return self.low if self.low is not None else 0

    def meets(self, other: "Count") -> bool:
        """Whether one whole number satisfies the bounds of both."""
        low = max(self.floor, other.floor)
        highs = [count.high for count in (self, other) if count.high is not None]
        return not highs or low <= min(highs)
