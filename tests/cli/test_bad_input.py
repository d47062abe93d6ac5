"""Whatever comes broken gets one clear line, and the good files beside it are in the register."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gavah.cli.words import aside_words
from gavah.model import Capture, SetAside
from gavah.runs.unit import read_copy
from gavah.sources.take import take
from tests.cli.bad_pile import GOOD, MARKS, encrypted_pdf, make, warc
from tests.running import gavah, ran

# what a line must say: which file, where in it, what was found, what to do
LINES = {
    "empty.txt": r"set aside: \S*empty\.txt: the file is empty \(0 bytes\)\. Remedy: fetch",
    "empty.pdf": r"set aside: \S*empty\.pdf: the file is empty \(0 bytes\)\. Remedy: fetch",
    "encrypted.pdf": r"set aside: \S*encrypted\.pdf: the PDF is encrypted.*\. Remedy: open it",
    "cut gzip": r"set aside: \S*cut\.txt\.gz: the packed bytes are cut off.*\. Remedy: fetch",
    "cut WARC": r"set aside: \S*cut\.warc → \S+, byte 368: .*cut off before its end\. Remedy",
    "no JSON": r"set aside: \S*lines\.jsonl → line 5, byte 410: this is not JSON.*\. Remedy: write",
    "same id": r"set aside: \S*lines\.jsonl → line [12]: its document id 'twin' is already that of \S*lines\.jsonl → line [12] \(sha256:[0-9a-f]{12}\)\. Remedy: give",
    "long line": r"set aside: \S*long\.txt: its text has 52,428,796 characters, and up to .*Remedy: split",
    "ZIP bomb": r"set aside: \S*bomb\.zip → bomb\.txt: it is longer than .*Remedy: look",
    "climbing": r"set aside: \S*climbing\.zip → \.\./\.\./outside\.txt: its name leads out .*Remedy",
    "binary": r"set aside: \S*program\.txt: its bytes are a program.*Remedy: convert",
    "encoding": r"read with a doubt: \S*declared\.html: the declared encoding does not fit",
    "year 0": r"read with a doubt: \S*lines\.jsonl → line 3: a date was given that is none",
    "nested": r"read with a doubt: \S*nested\.html: the page is nested too deep",
}
SET_ASIDE = sum(line.startswith("set aside") for line in LINES.values())


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess]:
    """The case that the whole pile gave, and what was said meanwhile."""
    folder = tmp_path_factory.mktemp("bad")
    make(folder / "pile")
    return folder / "case", ran("run", folder / "pile", "--case", folder / "case")


@pytest.mark.slow
@pytest.mark.parametrize("what", LINES)
def test_each_broken_file_gets_one_line(
    pile: tuple[Path, subprocess.CompletedProcess], what: str
) -> None:
    said = pile[1].stderr.decode()
    assert len(re.findall(rf"^{LINES[what]}", said, re.MULTILINE)) == 1, said


@pytest.mark.slow
def test_nothing_else_is_said_and_all_is_counted(
    pile: tuple[Path, subprocess.CompletedProcess],
) -> None:
    case, done = pile
    said = done.stderr.decode()
    assert done.returncode == 1
    assert done.stdout == b""
    assert "Traceback" not in said
    assert said.count("set aside: ") == SET_ASIDE
    assert f"; {SET_ASIDE} items set aside, named above" in said
    assert "; 3 with a doubt" in said
    counted = {row["what"]: row["how_many"] for row in map(json.loads, gavah("stats", "--case", case).splitlines())}  # fmt: skip
    assert counted["set_aside"] == SET_ASIDE
    assert not (case.parent / "outside.txt").exists()


@pytest.mark.slow
def test_the_good_files_are_in_the_register(
    pile: tuple[Path, subprocess.CompletedProcess],
) -> None:
    claims = [json.loads(line) for line in gavah("claims", "--case", pile[0]).splitlines()]
    told = {(claim["count"]["low"], claim["place"]["name"]) for claim in claims}
    # both good files; the good member of the bad ZIP; the whole record of the cut WARC; the pages
    # with the wrong encoding, the deep nesting and the impossible date
    for expected in ((3, "Karaj"), (2, "Minsk"), (7, "Karaj"), (4, "Karaj"), (12, "Karaj"), (8, "Karaj"), (1, "Karaj")):  # fmt: skip
        assert expected in told
    marked = json.loads(gavah("show", "marks", "--case", pile[0]))
    assert marked["text"] == MARKS
    gavah("verify", "--case", pile[0])


@pytest.mark.slow
def test_a_second_run_over_the_same_pile_changes_nothing(
    pile: tuple[Path, subprocess.CompletedProcess],
) -> None:
    case, _ = pile
    before = gavah("export", "--canonical", "--with-restricted", "--case", case)
    again = ran("run", case.parent / "pile", "--case", case)
    assert b"nothing new to read" in again.stderr
    assert again.returncode == 1
    assert gavah("export", "--canonical", "--with-restricted", "--case", case) == before


def test_a_line_about_a_whole_file_names_no_byte() -> None:
    aside = SetAside(source="a.pdf", error="NoText", reason="it is empty", remedy="fetch it again")
    assert aside_words(aside) == "set aside: a.pdf: it is empty. Remedy: fetch it again."


PIECES = st.one_of(
    st.binary(max_size=300),
    st.sampled_from(
        [
            next(iter(GOOD.values())).encode(),
            warc()[:400],
            encrypted_pdf(),
            b'{"text": "Two people were killed in Karaj.", "date": "0000-00-00"}\n',
            b"<html><body><p>Three people were killed in Karaj.</p>",
            b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
            b"PK\x03\x04",
            b"%PDF-1.7\n",
            "کشته\u200c \u202e\u0301".encode(),
        ]
    ),
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.lists(PIECES, max_size=4).map(b"".join), name=st.sampled_from(["a", "a.jsonl", "a.html", "a.txt.gz"]))  # fmt: skip
@example(content=b"", name="a")
@example(content=b"\x1f\x8b", name="a.txt.gz")
def test_no_bytes_stop_a_run(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    for found in take([tmp_path / name]):
        if isinstance(found, SetAside):
            assert found.reason
            assert found.remedy
            continue
        if found.content is None:
            continue
        assert isinstance(found.capture, Capture)
        outcome = read_copy(found.content, found.capture)
        aside = outcome.set_aside
        if aside is not None:
            assert aside.remedy
            assert not aside.reason.startswith("gavah failed"), aside.reason
        for document in outcome.documents:
            text, title = document.document.text, document.document.title or ""
            for claim in document.claims or ():
                act = claim.anchors.act
                quoted = title if act.where == "title" else text
                assert quoted[act.start : act.end] == act.quote
    (tmp_path / name).unlink()
