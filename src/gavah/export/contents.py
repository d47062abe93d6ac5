"""What an export writes: the register's contents as one record.

Every export, the report included, is made from `Contents` and from nothing else, so that what is
withheld is withheld in one place (`gavah.export.withholding`).
"""

from datetime import date

from gavah.model import Claim, Incident, Person, SetAside
from gavah.model.record import Record

NOT_READ = "not read: language"


class Source(Record, frozen=True, kw_only=True):
    """One document of the register, without its text.

    Attributes:
        root: id of the document or speaker that this one's figures come from; its own when none.
        status: "read", or "not read: language" when no reader reads it.
    """

    id: str
    copy: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    root: str
    status: str
    claims: int


class Contents(Record, frozen=True, kw_only=True):
    """A register's contents at one head of its log.

    Attributes:
        head: hash of the newest log entry, which names the state of the register.
        restricted: whether restricted fields are in it.
        withheld: how many names are masked.
    """

    name: str
    version: str
    head: str
    restricted: bool
    withheld: int
    incidents: tuple[Incident, ...]
    persons: tuple[Person, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    set_asides: tuple[SetAside, ...]

    def claim(self, id_: str) -> Claim | None:
        """The claim of that id."""
        return self.claims_by_id.get(id_)

    @property
    def claims_by_id(self) -> dict[str, Claim]:
        """Every claim under its id."""
        return {claim.id: claim for claim in self.claims}

    @property
    def sources_by_id(self) -> dict[str, Source]:
        """Every document under its id."""
        return {source.id: source for source in self.sources}
