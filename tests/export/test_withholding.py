"""What no export may tell: built from reports of our own, read and exported as a user would."""

import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from gavah.model import Anchor, claim_id, person_id
from tests.running import gavah

HELD, WITNESS, DEAD = "Zarintaj Vashmgiri", "Behrouz Tahmasbpour", "Omid Sorkhabi"
PARTS = ("zarintaj", "vashmgiri", "behrouz", "tahmasbpour")
REPORTS = [
    {
        "id": "zarintaj-vashmgiri-held",
        "title": "Zarintaj Vashmgiri held in Karaj",
        "date": "2022-11-05",
        "publisher": "Harbour Wire",
        "url": "https://wire.example/2022/zarintaj-vashmgiri-held",
        "text": f"Karaj, November 5, 2022 - Police arrested {HELD} in Karaj on Friday. "
        f"Vashmgiri was taken from her home. Police shot dead {DEAD} in Karaj on Friday. "
        f"Three people were killed, said {WITNESS}, a witness.",
    },
    {
        "id": "second",
        "title": "Karaj: arrests",
        "date": "2022-11-06",
        "url": "https://other.example/?q=Zarintaj%20Vashmgiri",
        "text": f"Security forces detained {HELD} in Karaj on Friday, her family said.",
    },
    {
        "id": "vashmgiri-fa",
        "title": "بازداشت زرین‌تاج وشمگیری",
        "url": "https://wire.example/fa/زرین‌تاج",
        "text": "زرین‌تاج وشمگیری روز جمعه در کرج بازداشت شد. خانواده او می‌گویند خبری ندارند.",
    },
]
FORMATS = ("csv", "ftm", "geojson", "jsonl", "parquet", "report", "xlsx")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a person in custody, a witness, a victim who died, and a bad file."""
    folder = tmp_path_factory.mktemp("withheld")
    pile = folder / "interviews with Zarintaj Vashmgiri"
    pile.mkdir()
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in REPORTS)
    (pile / "reports.jsonl").write_text(lines, encoding="utf-8")
    (pile / "Zarintaj Vashmgiri.pdf").write_bytes(b"")
    case = folder / "case"
    gavah("run", pile, "--case", case, status=1)
    claims = [json.loads(line) for line in gavah("claims", "--case", case).splitlines()]
    held = next(one for one in claims if one["act"] == "arrested" and one["victims"]["names"])
    by = ("--by", "A. Recorder", "--because", f"{HELD} told me so herself")
    gavah("judge", "confirm", held["id"], "--case", case, *by)
    return case


def everything(target: Path) -> str:
    """Every text an export holds, unpacked, and the names of its files."""
    found = []
    for path in sorted(target.rglob("*")) if target.is_dir() else [target]:
        if not path.is_file():
            continue
        found.append(path.relative_to(target.parent).as_posix())
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
                found.extend(book.read(name).decode("utf-8") for name in book.namelist())
        elif path.suffix == ".parquet":
            parquet = pytest.importorskip("pyarrow.parquet")
            found.append(json.dumps(parquet.read_table(path).to_pylist(), ensure_ascii=False))
        else:
            found.append(path.read_text(encoding="utf-8"))
    return "\n".join(found)


def written(case: Path, kind: str, folder: Path, *options: str) -> str:
    """What one export tells."""
    if kind == "canonical":
        return gavah("export", "--canonical", "--case", case, *options).decode()
    target = folder / ("out.html" if kind == "report" else f"out.{kind}")
    gavah("export", target, "--to", kind, "--case", case, *options)
    return everything(target)


@pytest.mark.parametrize("kind", [*FORMATS, "canonical"])
def test_no_export_tells_a_name_of_someone_in_danger_unless_asked(
    case: Path, kind: str, tmp_path: Path
) -> None:
    told = written(case, kind, tmp_path).casefold()
    for part in (*PARTS, "زرین", "وشمگیری"):
        assert part not in told
    if kind not in ("geojson",):
        assert "sorkhabi" in told


@pytest.mark.parametrize("kind", [*FORMATS, "canonical"])
def test_restricted_names_are_told_when_asked(case: Path, kind: str, tmp_path: Path) -> None:
    told = written(case, kind, tmp_path, "--with-restricted").casefold()
    assert "vashmgiri" in told


@pytest.mark.parametrize("kind", [*FORMATS, "canonical"])
def test_no_export_tells_where_a_file_of_this_machine_lies(
    case: Path, kind: str, tmp_path: Path
) -> None:
    told = written(case, kind, tmp_path)
    assert str(case.parent) not in told
    assert "interviews with" not in told


@pytest.mark.parametrize("kind", ["jsonl", "canonical"])
def test_no_id_lets_a_withheld_name_be_guessed(case: Path, kind: str, tmp_path: Path) -> None:
    told = written(case, kind, tmp_path)
    claims = [json.loads(line) for line in gavah("claims", "--case", case).splitlines()]
    guesses: dict[str, str] = {}
    for claim in claims:
        act = msgspec.convert(claim["anchors"]["act"], Anchor)
        for name in (HELD, WITNESS, f"{WITNESS}, a witness"):
            made = claim_id(claim["document"], claim["type"], claim["act"], act, name)
            guesses[made] = name
            guesses[person_id([claim["id"]], name)] = name
    assert [name for id_, name in guesses.items() if id_ in told] == []
    persons = [json.loads(line)["id"] for line in gavah("persons", "--case", case).splitlines()]
    assert set(persons) & set(guesses), "the guesses are made as the register makes its ids"


@pytest.mark.parametrize("kind", ["jsonl", "canonical"])
def test_every_id_that_an_export_points_to_is_in_it(case: Path, kind: str, tmp_path: Path) -> None:
    told = written(case, kind, tmp_path)
    rows = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    if kind == "canonical":
        incidents = [row["incident"] for row in rows if "incident" in row]
        claims = {row["claim"]["id"] for row in rows if "claim" in row}
        persons = {row["person"]["id"] for row in rows if "person" in row}
    else:
        incidents = [row for row in rows if "tolls" in row]
        claims = {row["id"] for row in rows if "anchors" in row}
        persons = {row["id"] for row in rows if "names" in row}
    assert incidents
    for incident in incidents:
        assert set(incident["claims"]) <= claims
        assert {one["id"] for one in incident["persons"]} <= persons
        for toll in incident["tolls"]:
            assert {id_ for part in toll["parts"] for id_ in part["claims"]} <= claims


@pytest.mark.parametrize("kind", ["jsonl", "canonical"])
@pytest.mark.parametrize("options", [(), ("--with-restricted",)])
def test_an_export_of_the_same_register_is_the_same(
    case: Path, kind: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    assert written(case, kind, first, *options) == written(case, kind, second, *options)


def test_what_was_exported_with_restricted_fields_stands_in_the_log(
    case: Path, tmp_path: Path
) -> None:
    from gavah.register import open_register

    written(case, "geojson", tmp_path, "--with-restricted")
    with open_register(case) as register:
        *_, newest = register.chain.log()
    assert newest.event == "export"
    assert newest.detail == {"to": "geojson", "restricted": True}
