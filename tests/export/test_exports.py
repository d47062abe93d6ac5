import csv
import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from gavah.errors import WrongUsage
from gavah.export.contents import Contents, Source
from gavah.export.formats import export_for, formats
from gavah.export.withholding import public
from gavah.model import (
    Incident,
    IncidentDocument,
    IncidentPerson,
    Person,
    PersonName,
    Toll,
    TollPart,
)
from tests.strategies import claim

NAME, DEAD = "Nasrin Testi", "موسی نمونه"
ARREST = "Officers arrested Nasrin Testi in Karaj; Testi was taken to =prison=."


def contents() -> Contents:
    """One killing with a name in Persian script, one arrest whose name is to be withheld."""
    killed = claim(names=(DEAD,))
    arrested = claim(ARREST, act="arrested", quote="arrested", names=(NAME,))
    toll = Toll(
        act="killed",
        low=3,
        high=None,
        about=3,
        conflict=True,
        sources=2,
        independent_sources=1,
        parts=(TollPart(population="people", low=3, high=None, claims=(killed.id,)),),
        rule="sources intersect",
    )
    incident = Incident(
        id="i-1",
        kind="occurrence",
        title=f"{NAME} arrested, Karaj",
        acts=("killed", "arrested"),
        when=killed.when,
        place=killed.place,
        documents=(IncidentDocument(document="d-1", role="main"),),
        claims=(killed.id, arrested.id),
        tolls=(toll,),
        persons=(IncidentPerson(id="p-1", names=(NAME,), fate="arrested"),),
        links=(),
    )
    persons = (
        Person(
            id="p-1", names=(PersonName(text=NAME, script="Latn"),), kind="victim",
            fate="arrested", statuses=(), claims=(arrested.id,),
        ),
        Person(
            id="p-2", names=(PersonName(text=DEAD, script="Arab"),), kind="victim",
            fate="killed", statuses=(), claims=(killed.id,),
        ),
    )  # fmt: skip
    source = Source(
        id="d-1", copy="sha256:" + "0" * 64, title="=1+1 Testi held", publisher="Harbour Wire",
        published=None, url=None, language="en", root="d-1", status="read", claims=2,
    )  # fmt: skip
    return Contents(
        name="test", version="1", head="0" * 64, restricted=True, withheld=0,
        incidents=(incident,), persons=persons, claims=(killed, arrested), sources=(source,),
        set_asides=(),
    )  # fmt: skip


def written(kind: str, folder: Path, what: Contents) -> list[Path]:
    """Export and list the files."""
    target = folder / f"out.{kind}"
    export_for(kind)(what, target)
    return sorted(target.iterdir()) if target.is_dir() else [target]


def test_every_format_is_found_by_name_and_an_unknown_one_is_refused() -> None:
    assert formats() == ["csv", "ftm", "geojson", "jsonl", "parquet", "report", "xlsx"]
    with pytest.raises(WrongUsage, match="no export format"):
        export_for("docx")


@pytest.mark.parametrize("kind", ["csv", "ftm", "geojson", "jsonl", "report"])
def test_a_withheld_name_and_its_parts_stand_in_no_byte_of_a_public_export(
    kind: str, tmp_path: Path
) -> None:
    for path in written(kind, tmp_path, public(contents(), {"d-1": [NAME]})):
        said = path.read_text(encoding="utf-8")
        assert "Nasrin" not in said
        assert "Testi" not in said
    for path in written(kind, tmp_path / "all", contents()):
        if "person" in path.name or kind in ("report", "geojson"):
            assert "Testi" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["csv", "ftm", "geojson", "jsonl", "report", "xlsx"])
def test_the_same_contents_give_the_same_bytes(kind: str, tmp_path: Path) -> None:
    once = [path.read_bytes() for path in written(kind, tmp_path / "a", contents())]
    again = [path.read_bytes() for path in written(kind, tmp_path / "b", contents())]
    assert once == again


def test_a_csv_opens_with_its_mark_and_runs_no_formula(tmp_path: Path) -> None:
    files = {path.name: path for path in written("csv", tmp_path, contents())}
    assert files["persons.csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    with files["persons.csv"].open(encoding="utf-8-sig", newline="") as rows:
        assert DEAD in {row["name"] for row in csv.DictReader(rows)}
    with files["documents.csv"].open(encoding="utf-8-sig", newline="") as rows:
        assert next(csv.DictReader(rows))["title"].startswith("'=")


def test_a_workbook_holds_every_sheet_and_no_formula(tmp_path: Path) -> None:
    (path,) = written("xlsx", tmp_path, contents())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["incidents", "tolls", "claims"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_a_point_is_longitude_before_latitude(tmp_path: Path) -> None:
    (path,) = written("geojson", tmp_path, contents())
    (feature,) = json.loads(path.read_bytes())["features"]
    assert feature["geometry"]["coordinates"] == [51.0, 35.8]


def test_an_export_never_overwrites_files_that_are_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(WrongUsage, match="holds other files"):
        export_for("csv")(contents(), tmp_path / "mine")
    assert (tmp_path / "mine" / "notes.txt").read_text(encoding="utf-8") == "keep"


def test_the_report_says_conflict_in_words_and_who_says_so(tmp_path: Path) -> None:
    (path,) = written("report", tmp_path, contents())
    said = path.read_text(encoding="utf-8")
    assert '<span class="tag strong">sources in conflict</span>' in said
    assert "≠" not in said  # fonts draw it as anything
    assert "killed <b>at least 3</b>" in said
    assert "according to" in said or "the document itself says so" in said


def test_a_figure_in_words_repeats_no_bound() -> None:
    from gavah.export.report.page import figure

    assert figure(201, None, 200) == "at least 201"
    assert figure(0, None, 700) == "about 700"
    assert figure(0, None, None) == "no figure"
    assert figure(None, 23, 24) == "up to 23"
    assert figure(21, 30, 25) == "21 to 30 (about 25)"


@pytest.mark.chromium
def test_the_report_opens_in_chromium_with_the_network_cut(tmp_path: Path) -> None:
    (path,) = written("report", tmp_path, contents())
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--proxy-server=127.0.0.1:9",
        f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri(),
    ]  # fmt: skip
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    assert DEAD in shown
    assert "https://" not in path.read_text(encoding="utf-8")
