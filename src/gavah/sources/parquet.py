"""Members of a Parquet file: each row, written as the JSON line it stands for, is a copy.

Columns as in DESIGN, "Input document": `text` or `html`, and `id`, `title`, `date`, `publisher`,
`url` where there are any; others are not taken. The line's bytes are of our making, the fields in
that order: the same row gives the same copy, whatever the file's compression or row groups. The
file itself is kept as the copy they are part of. A row's place is its number, from 1.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from gavah.errors import ReadingError, UnknownFormat
from gavah.sources.limits import LEAF
from gavah.sources.lines import GIVEN, document_line
from gavah.sources.spot import Found, Spot, Trouble

_BATCH = 64
_FIELDS = (*GIVEN, "text", "html")


def in_parquet(spot: Spot, container: str, file: Path) -> Found:
    """Every row that holds a document; one without text is set aside.

    Raises:
        Trouble: the file cannot be opened or breaks off, or pyarrow is not installed.
    """
    for number, row in enumerate(_rows(file), 1):
        here = spot.inside(container, f"row {number}", None)
        fields = {name: _plain(row[name]) for name in _FIELDS if row.get(name) is not None}
        try:
            content = msgspec.json.encode(fields)
            spot.allowance.spend(len(content))
            if len(content) > LEAF:
                reason = f"the row has {len(content):,} bytes; one document may have {LEAF:,}"
                raise Trouble(ReadingError, reason, "split the document")
            taken = document_line(here, content, 0)
        except Trouble as trouble:
            if type(trouble) is not Trouble:
                raise  # the whole file unpacks to too much
            yield here.aside(Trouble(trouble.error, trouble.reason, trouble.remedy))
        else:
            yield taken


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        reason = "it is a Parquet file, and what reads one is not installed"
        raise Trouble(UnknownFormat, reason, "pip install 'gavah[parquet]'") from None
    try:
        with pq.ParquetFile(file) as opened:
            names = set(opened.schema_arrow.names)
            if not names & {"text", "html"}:
                reason = (
                    f'it has no column "text" or "html" (columns: {", ".join(sorted(names)[:8])})'
                )
                raise Trouble(UnknownFormat, reason, 'name the column that holds the report "text"')
            columns = [name for name in _FIELDS if name in names]
            for batch in opened.iter_batches(batch_size=_BATCH, columns=columns):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        said = str(error).partition("\n")[0]
        reason = f"the Parquet file is damaged: {said}"
        raise Trouble(ReadingError, reason, "write it again, or fetch it again") from None


def _plain(value: Any) -> Any:
    """A day as it is written in a line; other values as they are."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
