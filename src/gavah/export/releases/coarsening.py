"""The register as one profile tells it: pseudonyms, coarser days and places, small figures as ranges.

It begins from what `export` may tell (docs/terms.md, "What an export withholds") and takes away
more. Figures are only widened: a range told here holds the range that the register has.
"""

from calendar import monthrange
from collections.abc import Iterable

from msgspec.structs import replace

from gavah.export.contents import Contents
from gavah.export.gather import whole
from gavah.export.masking import WITHHELD
from gavah.export.releases.profiles import Profile
from gavah.export.releases.pseudonyms import Pseudonyms
from gavah.export.report.atlas import country_names
from gavah.export.withholding import Withholding
from gavah.linking.titles import title
from gavah.model import HARMS, Incident, Person, PersonName, Place, Toll, When
from gavah.register import Register
from gavah.register.classes import DEATHS, settlement

IN_DANGER = frozenset(HARMS) - frozenset(DEATHS)


def told(
    register: Register, profile: Profile, pseudonyms: Pseudonyms
) -> tuple[Contents, dict[str, str], Withholding]:
    """The register's contents as the profile tells them; told ids to the register's own; the mask."""
    withheld = register.withheld(secret_only=profile.restricted)
    before = whole(register)
    withholding = Withholding(
        withheld.names, withheld.claims, before.claims, restricted=profile.restricted
    )
    contents = withholding.contents(before)
    new = withholding.renaming.new
    was = {new.get(one.id, one.id): one.id for one in before.persons}
    was |= {new.get(one.id, one.id): one.id for one in before.incidents}
    names = {
        one.id: pseudonyms.person(was[one.id])
        for one in contents.persons
        if any(WITHHELD in name.text for name in one.names)
    }
    guarded = {
        new.get(one.id, one.id)
        for one in before.incidents
        if not withheld.claims.isdisjoint(one.claims)
    }
    contents = replace(
        contents,
        persons=tuple(_pseudonymous(one, names.get(one.id)) for one in contents.persons),
        incidents=tuple(_named(one, names) for one in contents.incidents),
    )
    if profile.coarse:
        contents = _coarse(contents, profile, guarded, set(names), pseudonyms, was)
        was |= {pseudonyms.id(one): one for one in was.values()}
    return contents, was, withholding


def _pseudonymous(person: Person, name: str | None) -> Person:
    if name is None:
        return person
    return replace(person, names=(PersonName(text=name, script="Latn"),))


def _named(incident: Incident, names: dict[str, str]) -> Incident:
    persons = tuple(
        replace(one, names=(names[one.id],)) if one.id in names else one for one in incident.persons
    )
    return replace(incident, persons=persons)


def _coarse(
    contents: Contents, profile: Profile, guarded: set[str], hidden: set[str],
    pseudonyms: Pseudonyms, was: dict[str, str],
) -> Contents:  # fmt: skip
    ids = {one: pseudonyms.id(was[one]) for one in hidden}
    incidents = []
    for one in contents.incidents:
        made = _bare(one, profile.small, ids)
        if in_danger(one, guarded, profile.small):
            when, place = _month(one.when), _country(one.place)
            made = replace(
                made, id=pseudonyms.id(was[one.id]), when=when, place=place, documents=()
            )
        made = replace(made, title=title(made.acts, made.tolls, made.place, made.when))
        incidents.append(made)
    persons = [
        replace(
            one,
            id=ids.get(one.id, one.id),
            claims=(),
            statuses=tuple(
                replace(s, claims=(), when=_month(s.when) if one.id in hidden else s.when)
                for s in one.statuses
            ),
        )
        for one in contents.persons
    ]
    return replace(
        contents,
        incidents=tuple(sorted(incidents, key=lambda one: one.id)),
        persons=tuple(sorted(persons, key=lambda one: one.id)),
        claims=(),
        set_asides=(),
    )


def in_danger(incident: Incident, guarded: Iterable[str], small: int) -> bool:
    """Whether day and place could lead to someone who may still be in danger, and no death is told."""
    if any(act in DEATHS for act in incident.acts):
        return False
    few = any(
        one.act in IN_DANGER and (one.low < small and (one.high is None or one.high < small))
        for one in incident.tolls
    )
    return incident.id in guarded or few


def _bare(incident: Incident, small: int, ids: dict[str, str]) -> Incident:
    """Without claims and links, small figures as ranges."""
    return replace(
        incident,
        claims=(),
        links=(),
        place=settlement(incident.place),
        tolls=tuple(_wide(one, small) for one in incident.tolls),
        persons=tuple(replace(one, id=ids.get(one.id, one.id)) for one in incident.persons),
    )


def _wide(toll: Toll, small: int) -> Toll:
    """A figure without its claims; one that is small and of people in danger, as a range."""
    bare = replace(toll, parts=(), roots=(), moves=())
    if toll.act not in IN_DANGER or toll.low >= small:
        return bare
    high = toll.high if toll.high is None or toll.high >= small else small - 1
    about = toll.about if toll.about is not None and toll.about >= small else None
    return replace(bare, low=min(1, toll.low), high=high, about=about)


def _month(when: When | None) -> When | None:
    """The whole months that a span touches."""
    if when is None:
        return None
    start = when.start.replace(day=1)
    end = when.end.replace(day=monthrange(when.end.year, when.end.month)[1])
    one = (start.year, start.month) == (end.year, end.month)
    wide = when.precision in ("year", "longer")
    return replace(when, start=start, end=end, precision=when.precision if wide else "month" if one else "longer")  # fmt: skip


def _country(place: Place | None) -> Place | None:
    if place is None or place.country is None:
        return None
    name = country_names().get(place.country, place.country)
    return Place(name=name, country=place.country, precision="country", basis=place.basis)
