"""CSV and XLSX: tables that open in a spreadsheet with Persian and Arabic names intact.

CSV starts with a byte-order mark, without which Excel misreads anything but Latin letters. A
text that a spreadsheet would take for a formula gets an apostrophe in CSV, and is written as
text in XLSX: a published report must not run anything on its reader's machine.
"""

import csv
from datetime import UTC, datetime
from pathlib import Path

from gavah.export.contents import Contents
from gavah.export.files import whole_file, whole_folder
from gavah.export.tables import Cell, sheets

CELL_LIMIT = 32_767  # characters, Excel's limit for one cell


def write_csv(contents: Contents, target: Path) -> None:
    """Write one CSV file a sheet into the folder `target`."""
    with whole_folder(target) as folder:
        for sheet in sheets(contents):
            path = folder / f"{sheet.name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(sheet.headings)
                writer.writerows([harmless(cell) for cell in row] for row in sheet.rows)


def harmless(cell: Cell) -> Cell:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return cell


def write_xlsx(contents: Contents, target: Path) -> None:
    """Write one workbook with a sheet a table; the same contents give the same bytes."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with whole_file(target) as path, xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": contents.name, "created": datetime(2000, 1, 1, tzinfo=UTC)})
        bold = book.add_format({"bold": True})
        for sheet in sheets(contents):
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 1)
            widths = [len(heading) + 2 for heading in sheet.headings]
            for column, heading in enumerate(sheet.headings):
                page.write_string(0, column, heading, bold)
            for line, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    _put(page, line, column, cell)
                    widths[column] = max(widths[column], min(len(str(cell or "")) + 2, 48))
            for column, width in enumerate(widths):
                page.set_column(column, column, width)
            page.autofilter(0, 0, max(1, page.dim_rowmax or 1), len(widths) - 1)


def _put(page: object, line: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        page.write_boolean(line, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float):
        page.write_number(line, column, cell)  # type: ignore[attr-defined]
    elif cell is not None:
        page.write_string(line, column, cell[:CELL_LIMIT])  # type: ignore[attr-defined]
