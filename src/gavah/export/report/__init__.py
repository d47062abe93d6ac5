"""The report: one HTML file that holds the whole register, to open, print or hand on.

It asks for nothing from outside (no script, font, tile or picture of another host), so it opens
with the network cut; a content security policy in the page makes sure.
"""

from pathlib import Path

from gavah.export.contents import Contents
from gavah.export.files import whole_file


def write(contents: Contents, target: Path) -> None:
    """Write the report; the same contents give the same bytes."""
    from gavah.export.report.page import html

    with whole_file(target) as path:
        path.write_text(html(contents), encoding="utf-8")
