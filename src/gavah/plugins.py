"""What is installed under an entry point group: readers, engines and exports, ours and others'.

Ours are declared in `pyproject.toml` like anyone else's and found in the same way. A name belongs
to one package: where two claim it, nothing is loaded, because which of them ran would depend on
the order of their installation.
"""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from gavah.errors import GavahError, MissingExtra, WrongUsage

READERS, ENGINES, EXPORTS = "gavah.readers", "gavah.engines", "gavah.exports"

# Named in pyproject.toml as well. An installation older than its checkout lacks the group, and a
# register must open and be read all the same: without one nothing says what is wrong.
_ALWAYS = {
    READERS: {
        "endpoint": "gavah.claims.endpoint:EndpointReader",
        "english": "gavah.claims.english:EnglishReader",
    },
    ENGINES: {
        "sqlite": "gavah.register.engines.sqlite:SQLite",
        "postgresql": "gavah.register.engines.postgresql:PostgreSQL",
    },
}


def installed(group: str) -> dict[str, EntryPoint]:
    """Every entry point of the group under its name, by name.

    Raises:
        GavahError: two packages claim one name.
    """
    found: dict[str, EntryPoint] = {
        name: EntryPoint(name, value, group) for name, value in _ALWAYS.get(group, {}).items()
    }
    for point in entry_points(group=group):
        other = found.get(point.name)
        if other is not None and other.value != point.value:
            raise GavahError(
                f"two packages claim {point.name!r} under {group}: {_whose(other)} and "
                f"{_whose(point)}; uninstall one of them (pip uninstall)"
            )
        found[point.name] = point
    return dict(sorted(found.items()))


def loaded(group: str, name: str, what: str) -> Any:
    """What the entry point of that name leads to.

    Args:
        what: what to call it, for a person ("export format").

    Raises:
        WrongUsage: none is installed under that name.
        GavahError: it is installed and does not load.
    """
    points = installed(group)
    if name not in points:
        raise WrongUsage(f"no {what} {name!r}; installed are: {', '.join(points) or 'none'}")
    return load(points[name])


def load(point: EntryPoint) -> Any:
    """What the entry point leads to.

    Raises:
        GavahError: it does not load; names it and the package it is of.
    """
    try:
        return point.load()
    except MissingExtra:
        raise
    except Exception as error:  # a package of someone else's may fail in any way
        raise GavahError(
            f"{point.name!r} of {point.group} does not load from {_whose(point)} "
            f"({type(error).__name__}: {error}); mend that package or uninstall it"
        ) from error


def _whose(point: EntryPoint) -> str:
    package = point.dist.name if point.dist is not None else "gavah"
    return f"{package} ({point.value})"
