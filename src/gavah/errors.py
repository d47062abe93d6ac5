"""The one tree of errors: what was found, where, and what to do next.

A message is one sentence for the person at the terminal. `GavahError.status` is the exit
status the command line ends with (DESIGN, "Commands"): 3 unless said otherwise.
"""

from gavah.model import Anchor


class GavahError(Exception):
    """Something a person can act on; the message says what was found, where, and the remedy."""

    status: int = 3


class CopyError(GavahError):
    """A copy of what was published is not what it should be."""


class CopyMissing(CopyError):
    """The store holds no copy of that digest."""


class CopyAltered(CopyError):
    """The bytes of a copy no longer match its digest. Ends a run: evidence was altered."""


class CopyRefused(CopyError):
    """Storing would overwrite other bytes, or the source breaks a limit that protects the store."""


class ReadingError(GavahError):
    """A copy cannot be turned into text; it is set aside and the run goes on."""


class UnknownFormat(ReadingError):
    """The copy is of no format that a reading exists for."""


class UndecodableText(ReadingError):
    """No encoding yields text from these bytes."""


class NoText(ReadingError):
    """The copy was opened and holds no text (an empty file, a scan without text)."""


class ClaimError(GavahError):
    """Words that look like a claim cannot be read; carries the anchor of the words."""

    def __init__(self, message: str, anchor: Anchor | None = None) -> None:
        super().__init__(message)
        self.anchor = anchor


class UnreadableCount(ClaimError):
    """A number whose value cannot be told (a broken digit group, say)."""


class UnreadableDate(ClaimError):
    """A date whose day cannot be told (31 February, year 0)."""


class UnreadableAnswer(ClaimError):
    """An endpoint that was asked to read answered something that cannot be used."""


class EndpointFailed(GavahError):
    """An endpoint that was asked to read cannot be reached or refuses. Ends a run; resumable."""


class LinkingError(GavahError):
    """Claims or judgements cannot be linked."""


class ContradictoryJudgements(LinkingError):
    """A = B, B = C, A ≠ C: names the judgements that contradict each other."""


class NothingToCompare(LinkingError):
    """A comparison was asked of no counts. No source is not a count of zero."""


class NothingToFit(LinkingError):
    """Too few judged pairs to fit weights to."""


class RegisterError(GavahError):
    """The register cannot be used."""


class RegisterBusy(RegisterError):
    """Another process holds the register's lock."""


class RegisterTooNew(RegisterError):
    """The register was written by a newer gavah than this one."""


class UnknownId(RegisterError):
    """Nothing in the register answers to that id."""


class RefusedJudgement(RegisterError):
    """A judgement lacks its name or reason, or asks for something the register does not hold."""


class RefusedAccount(RegisterError):
    """An account cannot be made or changed as asked: its name, role or password."""


class MissingExtra(GavahError):
    """An optional part is not installed; the message names the one command that installs it."""


class WrongUsage(GavahError):
    """The command was called in a way that cannot work."""

    status = 2
