"""Gathers a register's contents for export, withheld names masked unless asked for.

Who is withheld is decided in `gavah.register.classes`. Exact places of those withheld go no finer
than the settlement, without coordinates: a home gives a name away. Secret names are masked even
where restricted ones were asked for.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from gavah import __version__
from gavah.export.contents import Contents, Source, public
from gavah.model import Claim, Incident, Place
from gavah.register import Register
from gavah.register.folding import folded


def gather(register: Register, restricted: bool = False) -> Contents:
    """The register as one record.

    Args:
        restricted: names of people who may be alive and in danger too; log it.
    """
    claims = tuple(register.effective_claims())
    counted: dict[str, int] = {}
    for claim in claims:
        counted[claim.document] = counted.get(claim.document, 0) + 1
    roots = register.linkage.roots()
    whole = Contents(
        name=register.case.resolve().name,
        version=__version__,
        head=register.head(),
        restricted=restricted,
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
    withheld = register.withheld(secret_only=restricted)
    if not withheld.names:
        return whole
    coarse = replace(
        whole,
        claims=tuple(_coarse(one) if one.id in withheld.claims else one for one in whole.claims),
        incidents=tuple(_coarse_incidents(whole.incidents, withheld.claims)),
        sources=tuple(_unnamed(one, withheld.names.get(one.id, ())) for one in whole.sources),
    )
    return replace(public(coarse, withheld.names), restricted=restricted)


def _unnamed(source: Source, names: Iterable[str]) -> Source:
    """The source without its address where that spells a withheld name ("…/ali-karimi-held")."""
    address = f" {folded(source.url or '')} "
    told = any(f" {folded(name)} " in address for name in names)
    return replace(source, url=None) if told else source


def _coarse(claim: Claim) -> Claim:
    return replace(claim, place=_settlement(claim.place))


def _coarse_incidents(incidents: Iterable[Incident], withheld: set[str]) -> Iterable[Incident]:
    for one in incidents:
        guarded = not withheld.isdisjoint(one.claims)
        yield replace(one, place=_settlement(one.place)) if guarded else one


def _settlement(place: Place | None) -> Place | None:
    """An exact place, told no finer than the settlement."""
    if place is None or place.precision != "exact":
        return place
    if place.settlement is None:  # the words are the source's own; no pin is set on them
        return replace(place, lat=None, lon=None)
    return replace(place, name=place.settlement, precision="settlement", lat=None, lon=None)
