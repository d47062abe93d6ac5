"""A claim: one thing that one document says happened or is demanded, as said by one speaker."""

from datetime import date
from typing import Literal

from gavah.model.anchor import Anchor, Anchors
from gavah.model.count import Count
from gavah.model.place import Place
from gavah.model.record import Record
from gavah.model.when import When

HARMS = (
    "killed", "injured", "arrested", "abducted", "missing", "tortured", "sexual_violence",
    "sentenced", "executed", "released", "displaced",
)  # fmt: skip
GATHERINGS = ("demonstration", "strike", "sit_in", "riot", "commemoration")
APPEALS = (
    "release", "investigate", "sanction", "prosecute", "stop_violence", "resign", "access",
    "protest", "other",
)  # fmt: skip

ClaimType = Literal["harm", "gathering", "appeal"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "alleged", "feared", "planned"]
Scope = Literal["incident", "cumulative"]
SpeakerKind = Literal[
    "state", "security", "medical", "witness", "relative", "ngo", "party", "media", "un", "court",
    "unknown",
]  # fmt: skip


class Victims(Record, frozen=True, kw_only=True):
    """Those harmed, or gathered: the noun phrase without its number, and full names as written."""

    description: str | None = None
    names: tuple[str, ...] = ()


class Perpetrator(Record, frozen=True, kw_only=True):
    """Who did it, as written. Never printed without who says so."""

    name: str


class Attribution(Record, frozen=True, kw_only=True):
    """One link of the chain of who says it: speakers nearest first, then the publisher."""

    name: str
    role: Literal["speaker", "publisher"]
    kind: SpeakerKind = "unknown"


class Doubt(Record, frozen=True, kw_only=True):
    """A reason to look twice: a code of docs/terms.md, "Doubts", and the field it touches."""

    code: str
    field: str


class ReaderVersion(Record, frozen=True, kw_only=True):
    """Which reader made the claim."""

    name: str
    version: str


class Claim(Record, frozen=True, kw_only=True):
    """What one speaker says in one document; computed from evidence, never edited.

    Attributes:
        id: hash of document, type, act, act anchor and nearest speaker (`claim_id`).
        copy: "sha256:" and the digest of the copy the document was read from.
        published: day of publication; not the date of the event.
        act: one of HARMS, GATHERINGS or APPEALS, as `type` says.
        count: None when no number of people is given and no person is named.
        place, when: filled when the document states them for this occurrence in any sentence;
            then their basis is "inherited" where the sentence is another.
        codes: crosswalks: "plover", "acled", "huridocs"; a system without a code is left out.
        also: every further passage that tells the same fact, the headline included.
    """

    id: str
    document: str
    copy: str
    published: date | None
    type: ClaimType
    act: str
    polarity: Polarity
    modality: Modality
    scope: Scope
    count: Count | None
    victims: Victims | None
    perpetrators: tuple[Perpetrator, ...]
    place: Place | None
    when: When | None
    attribution: tuple[Attribution, ...]
    codes: dict[str, str]
    anchors: Anchors
    also: tuple[Anchor, ...]
    doubts: tuple[Doubt, ...]
    reader: ReaderVersion

    @property
    def speakers(self) -> tuple[Attribution, ...]:
        """Who says so inside the document, nearest first; empty when the document itself does."""
        return tuple(link for link in self.attribution if link.role == "speaker")

    @property
    def publisher(self) -> Attribution | None:
        """Who published the document."""
        return next((link for link in self.attribution if link.role == "publisher"), None)
