"""Parquet: the flat tables, one file each, for work at the scale of a corpus."""

from pathlib import Path
from typing import Any

from gavah.errors import MissingExtra
from gavah.export.contents import Contents
from gavah.export.files import whole_folder
from gavah.export.tables import sheets


def write(contents: Contents, target: Path) -> None:
    """Write one Parquet file a sheet into the folder `target`.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs one more package: pip install 'gavah[parquet]'"
        ) from error
    with whole_folder(target) as folder:
        for sheet in sheets(contents):
            rows = list(sheet.rows)
            columns: dict[str, Any] = {
                heading: [row[place] for row in rows]
                for place, heading in enumerate(sheet.headings)
            }
            arrays = {name: _column(pa, cells) for name, cells in columns.items()}
            pq.write_table(pa.table(arrays), folder / f"{sheet.name}.parquet")


def _column(pa: Any, cells: list[Any]) -> Any:
    # a column of nothing but None is text, so that files of different days have one schema
    return pa.array(cells, pa.string()) if all(cell is None for cell in cells) else pa.array(cells)
