"""A refusal: what a reader was told and would not take, because the words do not bear it out."""

from gavah.model.record import Record


class Refusal(Record, frozen=True, kw_only=True):
    """One value that did not ground.

    Attributes:
        field: the claim's field, or "claim" when nothing of the claim was kept.
        code: why; docs/terms.md, "Refusals".
        words: what was told, cut to 200 characters.
    """

    document: str
    field: str
    code: str
    words: str
