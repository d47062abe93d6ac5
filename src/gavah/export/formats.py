"""The export formats, each a plug-in under the entry point group "gavah.exports".

An export is a function `write(contents, target)`: one file, or a folder of files, written whole
or not at all. Ours register the same way as anyone else's.
"""

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

from gavah.errors import WrongUsage
from gavah.export.contents import Contents

Export = Callable[[Contents, Path], None]


def formats() -> list[str]:
    """The names of the installed export formats."""
    return sorted({point.name for point in entry_points(group="gavah.exports")})


def export_for(name: str) -> Export:
    """The export of that name.

    Raises:
        WrongUsage: no such format is installed.
    """
    for point in entry_points(group="gavah.exports", name=name):
        export: Export = point.load()
        return export
    raise WrongUsage(f"no export format {name!r}; there are: {', '.join(formats())}")
