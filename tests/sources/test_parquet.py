from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gavah.model import SetAside, digest_of
from gavah.reading import read
from gavah.sources.take import Taken, take

ROWS: dict[str, list[object]] = {
    "title": ["Two dead in Karaj", None, "No words"],
    "id": ["k-1", "k-2", "k-3"],
    "date": [date(2022, 6, 5), None, date(2022, 6, 7)],
    "text": ["Two people were killed in Karaj on Friday.", "Police arrested 40 in Qazvin.", None],
    "pictures": [1, 2, 3],
}


def taken(path: Path, kind: str | None = None) -> tuple[list[Taken], list[SetAside]]:
    found = list(take([path], kind, now=lambda: "2022-06-08T00:00:00Z"))
    whole = [one for one in found if isinstance(one, Taken)]
    return whole, [one for one in found if isinstance(one, SetAside)]


def test_a_row_of_parquet_is_a_copy_that_is_read_as_its_json_line_is(tmp_path: Path) -> None:
    path = tmp_path / "reports"
    pq.write_table(pa.table(ROWS), path)
    (file, first, second), (empty,) = taken(path)
    assert (file.content, file.capture.media_type) == (None, "application/vnd.apache.parquet")
    assert (first.capture.part_of, first.capture.member) == (file.capture.copy, "row 1")
    assert first.content == (
        b'{"id":"k-1","title":"Two dead in Karaj","date":"2022-06-05",'
        b'"text":"Two people were killed in Karaj on Friday."}'
    )
    assert first.capture.copy == digest_of(first.content)
    assert second.content == b'{"id":"k-2","text":"Police arrested 40 in Qazvin."}'
    assert empty.source.endswith("row 3")
    (document,) = read(first.content, first.capture)
    assert (document.id, document.title, str(document.day)) == ("k-1", "Two dead in Karaj", "2022-06-05")  # fmt: skip


def test_the_same_rows_are_the_same_copies_however_the_file_is_packed(tmp_path: Path) -> None:
    table, digests = pa.table(ROWS), []
    for number, options in enumerate(({"row_group_size": 1}, {"compression": "gzip"})):
        pq.write_table(table, tmp_path / str(number), **options)
        digests.append([one.capture.copy for one in taken(tmp_path / str(number))[0][1:]])
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("table", "said"),
    [({"body": ["Two people were killed."]}, 'no column "text"'), (None, "damaged")],
)
def test_parquet_that_holds_no_reports_is_named_with_a_remedy(
    tmp_path: Path, table: dict[str, list[str]] | None, said: str
) -> None:
    path = tmp_path / "odd"
    if table is None:
        path.write_bytes(b"PAR1" + b"\x00" * 40)
    else:
        pq.write_table(pa.table(table), path)
    (_,), (aside,) = taken(path)
    assert said in aside.reason
    assert aside.remedy
