"""Releases: what no profile may tell, that figures only widen, that a change is seen, and what moved."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import WrongUsage
from gavah.export.releases.checking import ReleaseAltered, check, key_of_release
from gavah.export.releases.coarsening import IN_DANGER, _month, _wide
from gavah.export.releases.comparing import State, compare
from gavah.export.releases.making import release
from gavah.export.releases.profiles import PROFILES
from gavah.export.releases.pseudonyms import Pseudonyms
from gavah.export.releases.signing import key_in
from gavah.model import HARMS, Incident, IncidentDocument, Toll, When
from gavah.register import open_register
from tests.export.test_withholding import DEAD, HELD, PARTS, WITNESS, case  # noqa: F401
from tests.running import gavah, ran

MORE = """Fars Letter

Shiraz, November 10, 2022 - Police arrested two students in Shiraz on Wednesday, a rights group said.
"""
DAY = date(2026, 11, 25)


def made(register_in: Path, profile: str, out: Path, on: date = DAY) -> Path:
    with open_register(register_in) as register:
        path, _ = release(
            register, PROFILES[profile], out, key_in(out.parent / "key"), on=on, by="test"
        )
    return path


def records(folder: Path, name: str) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


@pytest.fixture
def copied(case: Path, tmp_path: Path) -> Path:  # noqa: F811
    """The register with someone in custody, a witness and a dead man: this test's own."""
    shutil.copytree(case, tmp_path / "case")
    (tmp_path / "more.txt").write_text(MORE, encoding="utf-8")
    gavah("run", tmp_path / "more.txt", "--case", tmp_path / "case")
    return tmp_path / "case"


def test_planted_names_stand_in_no_file_of_a_release_and_the_dead_are_named(
    copied: Path, tmp_path: Path
) -> None:
    for profile in ("public", "partner"):
        folder = made(copied, profile, tmp_path / "out")
        whole = ""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                whole += f"{path.relative_to(folder)}\n{path.read_bytes().decode('utf-8')}"
        lowered = whole.casefold()
        for part in (*PARTS, "وشمگیری", "interviews with", HELD.casefold(), WITNESS.casefold()):
            assert part not in lowered, (profile, part)
        assert DEAD in whole
        assert "Person " in (folder / "persons.jsonl").read_text()
    court = made(copied, "court", tmp_path / "out")
    assert HELD in (court / "claims.jsonl").read_text()
    with open_register(copied) as register:
        log = [one for one in register.chain.log() if one.event == "release"]
        assert [one.detail["restricted"] for one in log] == [False, False, True]
        person = next(one.id for one in register.persons() if HELD in str(one.names))
    by = ("--by", "A. Recorder", "--because", "asked")
    gavah("judge", "classify", person, "--value", '{"class": "secret"}', *by, "--case", copied)
    court = made(copied, "court", tmp_path / "out")
    whole = "".join(
        path.read_bytes().decode() for path in sorted(court.rglob("*")) if path.is_file()
    ).casefold()
    for part in ("zarintaj", "vashmgiri"):  # nor does what changed repeat what was told before
        assert part not in whole
    assert "وشمگیری" not in whole  # the title of a report that nobody read


def test_a_public_release_tells_harm_to_the_living_to_the_month_and_country_without_its_source(
    copied: Path, tmp_path: Path
) -> None:
    folder = made(copied, "public", tmp_path / "out")
    with open_register(copied) as register:
        own = {one.id for one in register.incidents()}
    danger = [one for one in records(folder, "incidents") if "killed" not in one["acts"]]
    assert danger
    for one in danger:
        assert one["when"]["precision"] == "month"
        assert one["place"] is None or one["place"]["precision"] == "country"
        assert one["documents"] == []
        assert one["id"] not in own
    for one in records(folder, "incidents"):
        assert one["claims"] == []
        assert one["links"] == []
        assert one["place"] is None or one["place"]["precision"] != "exact"
        for toll in one["tolls"]:
            assert toll["parts"] == []
            if toll["act"] != "killed":
                assert toll["low"] in (0, 1) or toll["low"] >= 5
                assert toll["high"] is None or toll["high"] >= 4
    assert not (folder / "claims.jsonl").exists()


@settings(deadline=None, max_examples=200)
@given(
    act=st.sampled_from(HARMS), low=st.integers(0, 30),
    more=st.none() | st.integers(0, 30), about=st.none() | st.integers(1, 30),
)  # fmt: skip
def test_a_figure_only_widens_and_a_small_one_of_people_in_danger_always(
    act: str, low: int, more: int | None, about: int | None
) -> None:
    high = None if more is None else low + more
    toll = Toll(act=act, low=low, high=high, about=about, conflict=False, sources=1,
                independent_sources=1, parts=())  # fmt: skip
    wide = _wide(toll, 5)
    assert wide.low <= toll.low
    assert wide.high is None or (toll.high is not None and toll.high <= wide.high)
    if act in IN_DANGER and low < 5:
        assert wide.low <= 1
        assert wide.high is None or wide.high >= 4
        assert wide.about is None or wide.about >= 5
    else:
        assert (wide.low, wide.high, wide.about) == (low, high, about)


@settings(deadline=None, max_examples=100)
@given(start=st.dates(date(1980, 1, 1), date(2030, 1, 1)), length=st.integers(0, 800))
def test_a_coarse_span_holds_the_fine_one_and_begins_and_ends_with_months(
    start: date, length: int
) -> None:
    end = date.fromordinal(start.toordinal() + length)
    coarse = _month(When(start=start, end=end, precision="day"))
    assert coarse is not None
    assert coarse.start <= start <= end <= coarse.end
    assert coarse.start.day == 1
    assert date.fromordinal(coarse.end.toordinal() + 1).day == 1


def test_one_person_has_one_pseudonym_in_every_release_of_a_profile_and_another_elsewhere(
    copied: Path, tmp_path: Path
) -> None:
    def names(folder: Path) -> set[str]:
        found = (name["text"] for one in records(folder, "persons") for name in one["names"])
        return {one for one in found if one.startswith("Person ")}

    first, second = (made(copied, "public", tmp_path / "out") for _ in range(2))
    assert first.name == "2026-11-25-public"
    assert second.name == "2026-11-25-public-2"
    assert names(first) == names(second)
    assert names(first).isdisjoint(names(made(copied, "partner", tmp_path / "out")))
    for name in ("incidents.jsonl", "persons.jsonl", "documents.jsonl", "tables/tolls.csv"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    assert check(second).before is not None
    many = Pseudonyms(b"k" * 32, "public")
    assert len({many.person(str(n)) for n in range(3000)}) == 3000


def test_whatever_is_changed_in_a_release_is_named(copied: Path, tmp_path: Path) -> None:
    folder = made(copied, "public", tmp_path / "out")
    key = key_of_release(folder)
    assert check(folder, key.upper().replace(" ", "")).on == DAY
    with pytest.raises(ReleaseAltered, match="another key"):
        check(folder, "0000 " + key[5:])
    for path in [one for one in sorted(folder.rglob("*")) if one.is_file()]:
        if path.name == ".gavah-export":
            continue
        held = path.read_bytes()
        middle = len(held) // 2
        path.write_bytes(held[:middle] + bytes([held[middle] ^ 1]) + held[middle + 1 :])
        with pytest.raises(ReleaseAltered):
            check(folder)
        path.unlink()
        with pytest.raises((ReleaseAltered, WrongUsage)):
            check(folder)
        path.write_bytes(held)
    (folder / "tables" / "more.csv").write_text("x")
    with pytest.raises(ReleaseAltered, match=r"more\.csv was added"):
        check(folder)
    (folder / "tables" / "more.csv").unlink()
    (folder / "link").symlink_to("/etc/passwd")
    with pytest.raises(ReleaseAltered, match="link"):
        check(folder)
    (folder / "link").unlink()
    assert ran("release", "--check", folder).returncode == 0
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    os.unlink(folder / "manifest.sig")
    assert ran("release", "--check", folder).returncode == 2


def test_a_release_on_an_altered_one_before_is_refused_and_nothing_is_written(
    copied: Path, tmp_path: Path
) -> None:
    first = made(copied, "public", tmp_path / "out")
    (first / "incidents.jsonl").write_text("")
    before = sorted((tmp_path / "out").iterdir())
    with pytest.raises(ReleaseAltered):
        made(copied, "public", tmp_path / "out")
    assert sorted((tmp_path / "out").iterdir()) == before


def test_what_moved_since_the_one_before_is_told_with_its_reason(
    copied: Path, tmp_path: Path
) -> None:
    made(copied, "partner", tmp_path / "out")
    gavah("export", tmp_path / "was", "--case", copied)
    with open_register(copied) as register:
        found = next(one for one in register.incidents() if "killed" in one.acts)
    value = '{"act": "killed", "low": 4, "high": 9}'
    by = ("--by", "A. Recorder", "--because", "an inquiry")
    gavah("judge", "choose", found.id, "--value", value, *by, "--case", copied)
    gavah("link", "--case", copied)
    told = [
        json.loads(line) for line in gavah("diff", tmp_path / "was", "--case", copied).splitlines()
    ]
    (figure,) = [one for one in told if one["what"] == "figure"]
    assert figure["after"] == "killed 4–9"
    assert any(one.startswith("rule: ") for one in figure["why"])
    second = made(copied, "partner", tmp_path / "out", date(2026, 12, 1))
    changes = json.loads((second / "changes.json").read_text())
    assert "killed 4–9" in [one["after"] for one in changes["changes"]]
    assert "killed 4–9" in (second / "index.html").read_text()
    gavah("diff", tmp_path / "was", tmp_path / "was", "--case", "none")


def incident(id_: str, *claims: str, documents: tuple[str, ...] = (), low: int = 2) -> Incident:
    toll = Toll(act="killed", low=low, high=low, about=None, conflict=False, sources=1,
                independent_sources=1, parts=())  # fmt: skip
    return Incident(
        id=id_, kind="occurrence", title=id_, acts=("killed",), when=None, place=None,
        documents=tuple(IncidentDocument(document=one, role="main") for one in documents),
        claims=claims, tolls=(toll,), persons=(), links=(),
    )  # fmt: skip


def state(*incidents: Incident) -> State:
    return State(version="1", incidents=incidents, persons=())


def test_an_incident_is_found_again_by_id_former_id_or_most_of_its_claims() -> None:
    a, b, c = incident("i-a", "1", "2"), incident("i-b", "3"), incident("i-c", "9")
    merged = incident("i-a", "1", "2", "3", documents=("d",))
    found = compare(state(a, b, c), state(merged))
    assert [(one.what, one.incident) for one in found.changes] == [
        ("removed", "i-c"), ("merged", "i-b"),
    ]  # fmt: skip
    renamed = incident("i-z", "1", "2", low=5)
    for former, old in (({}, a), ({"i-z": ["i-q"]}, incident("i-q"))):
        (change,) = compare(state(old), state(renamed), former).changes
        assert (change.what, change.before, change.after) == ("figure", "killed 2", "killed 5")
    assert compare(state(), state(a)).changes[0].what == "added"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 9), max_size=8, unique=True), st.lists(st.integers(0, 9), max_size=8, unique=True))  # fmt: skip
def test_nothing_is_lost_between_two_states(before: list[int], after: list[int]) -> None:
    olds, news = ([incident(f"i-{n}", str(n)) for n in held] for held in (before, after))
    found = compare(state(*olds), state(*news))
    assert compare(state(*olds), state(*olds)).changes == ()
    told = {(one.what, one.incident) for one in found.changes}
    assert told == {("added", f"i-{n}") for n in after if n not in before} | {
        ("removed", f"i-{n}") for n in before if n not in after
    }
    assert found.same == len(set(before) & set(after))


def test_the_method_names_what_is_in_force_and_what_is_not_covered(case: Path) -> None:  # noqa: F811
    words = gavah("methodology", "--case", case).decode()
    for heading in ("Sources", "Collection", "Corroboration", "Quality control", "What is not covered"):  # fmt: skip
        assert f"## {heading}" in words
    assert "english" in words
    assert "1 confirm" in words
    assert "fa (1)" in words
    assert "Vashmgiri" not in words


def test_a_release_just_made_differs_in_nothing_from_what_the_register_tells_now(
    copied: Path, tmp_path: Path
) -> None:
    for profile in PROFILES:
        folder = made(copied, profile, tmp_path / "out")
        assert gavah("diff", folder, "--case", copied) == b""
    with open_register(copied) as register:
        found = next(one for one in register.incidents() if "killed" in one.acts)
    value = '{"act": "killed", "low": 4, "high": 9}'
    by = ("--by", "A. Recorder", "--because", "an inquiry")
    gavah("judge", "choose", found.id, "--value", value, *by, "--case", copied)
    gavah("link", "--case", copied)
    for profile in PROFILES:
        told = gavah("diff", tmp_path / "out" / f"2026-11-25-{profile}", "--case", copied)
        assert [json.loads(line)["what"] for line in told.splitlines()] == ["figure"]
        assert not any(part in told.decode().casefold() for part in PARTS)
