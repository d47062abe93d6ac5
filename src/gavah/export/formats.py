"""The export formats, each a plug-in under the entry point group "gavah.exports".

An export is a function `write(contents, target)`: one file, or a folder of files, written whole
or not at all. Ours register the same way as anyone else's.
"""

from collections.abc import Callable
from pathlib import Path

from gavah import plugins
from gavah.export.contents import Contents

Export = Callable[[Contents, Path], None]


def formats() -> list[str]:
    """The names of the installed export formats."""
    return list(plugins.installed(plugins.EXPORTS))


def export_for(name: str) -> Export:
    """The export of that name.

    Raises:
        WrongUsage: no such format is installed.
    """
    export: Export = plugins.loaded(plugins.EXPORTS, name, "export format")
    return export
