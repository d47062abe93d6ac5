"""Gathers a register's contents for export, withheld words masked unless asked for.

Who is withheld is decided in `gavah.register.classes`, and what that leaves out in
`gavah.export.withholding`. Secret names are masked even where restricted ones were asked for.
"""

from gavah import __version__
from gavah.export.contents import Contents, Source
from gavah.export.withholding import public
from gavah.register import Register


def gather(register: Register, restricted: bool = False) -> Contents:
    """The register as one record, as it may be told.

    Args:
        restricted: names of people who may be alive and in danger too; log it.
    """
    withheld = register.withheld(secret_only=restricted)
    return public(whole(register), withheld.names, withheld.claims, restricted=restricted)


def whole(register: Register) -> Contents:
    """The register as one record, nothing withheld: not to be written anywhere as it is."""
    claims = tuple(register.effective_claims())
    counted: dict[str, int] = {}
    for claim in claims:
        counted[claim.document] = counted.get(claim.document, 0) + 1
    roots = register.linkage.roots()
    return Contents(
        name=register.case.resolve().name,
        version=__version__,
        head=register.head(),
        restricted=True,
        withheld=0,
        incidents=tuple(register.incidents()),
        persons=tuple(register.persons()),
        claims=claims,
        sources=tuple(
            Source(
                id=row.id, copy=row.copy, title=row.title, publisher=row.publisher,
                published=row.published, url=row.url, language=row.language,
                root=roots.get(row.id, row.id), status=row.status, claims=counted.get(row.id, 0),
            )
            for row in register.readings.sources()
        ),
        set_asides=tuple(register.set_asides()),
    )  # fmt: skip
