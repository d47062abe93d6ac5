"""What an export writes: the register's contents as one record, with withheld names masked.

Every export, the report included, is made from `Contents` and from nothing else, so that what is
withheld is withheld in one place (docs/terms.md, "Field classes").
"""

from collections.abc import Iterable, Mapping
from datetime import date

from gavah.export.masking import Mask
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


def public(contents: Contents, withheld: Mapping[str, Iterable[str]]) -> Contents:
    """Mask the withheld names wherever they stand: fields, quotes, titles, evidence.

    Args:
        withheld: document id to the names that are restricted in it.
    """
    from msgspec.structs import replace

    by_document = {document: Mask(names) for document, names in withheld.items()}
    everyone = Mask(name for names in withheld.values() for name in names)
    names = {name for names in withheld.values() for name in names}
    documents_of = {claim.id: claim.document for claim in contents.claims}

    def of_claims(claims: Iterable[str]) -> Mask:
        documents = {documents_of[id_] for id_ in claims if id_ in documents_of}
        return Mask(name for document in documents for name in withheld.get(document, ()))

    claims = tuple(
        by_document[claim.document].record(claim) if claim.document in by_document else claim
        for claim in contents.claims
    )
    incidents = tuple(of_claims(one.claims).record(one) for one in contents.incidents)
    persons = tuple(of_claims(one.claims).record(one) for one in contents.persons)
    sources = tuple(
        replace(source, title=by_document[source.id](source.title))
        if source.title and source.id in by_document
        else source
        for source in contents.sources
    )
    return replace(
        contents,
        restricted=False,
        withheld=len(names),
        claims=tuple(everyone.full(claim) for claim in claims),
        incidents=tuple(everyone.full(one) for one in incidents),
        persons=tuple(everyone.full(one) for one in persons),
        sources=tuple(everyone.full(source) for source in sources),
    )
