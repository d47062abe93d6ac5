"""Rulings: judgements in force, brought down to the claims they bind. What linking obeys.

The register makes them of the append-only judgements (`same`, `different`, `split`, `choose`);
linking never sees who judged or why, only the number of the judgement, to name it in a refusal.
"""

from typing import Literal

from gavah.model.record import Record


class Ruling(Record, frozen=True, kw_only=True):
    """Two claims (or two mentions of persons) are of one incident (or person), or are not.

    Attributes:
        seq: number of the judgement it comes from.
        left, right: claim ids; for persons `mention` keys.
    """

    seq: int
    about: Literal["incident", "person"]
    held: Literal["same", "different"]
    left: str
    right: str


class Choice(Record, frozen=True, kw_only=True):
    """A figure a person chose for one act of the incident that holds `claim`."""

    seq: int
    claim: str
    act: str
    low: int | None
    high: int | None
    about: int | None


class Rulings(Record, frozen=True, kw_only=True):
    """Every ruling in force, in the order of their judgements."""

    pairs: tuple[Ruling, ...] = ()
    choices: tuple[Choice, ...] = ()


def mention(claim: str, name: str) -> str:
    """The key of one name in one claim: what persons are linked from."""
    return f"{claim} {name}"
