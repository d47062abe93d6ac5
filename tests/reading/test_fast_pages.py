import json
import subprocess
import sys
from pathlib import Path

import pytest

from gavah.errors import MissingExtra
from gavah.model import Capture, digest_of
from gavah.reading import FAST, VERSION, read

PAGE = b"""<!DOCTYPE html><html><head><title>Delta Courier - Two dead in Karaj</title>
<meta property="og:title" content="Two dead in Karaj"><meta property="og:site_name" content="Delta Courier">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li></ul></nav>
<article><h1>Two dead in Karaj</h1><p>KARAJ, June 5, 2022 - Two people were killed in Karaj on Friday, the
Alborz Rights Desk said, after police opened fire on a crowd outside the town hall.</p><p>The ministry denied
that anybody had been hurt, and said that three people were arrested the same evening.</p></article>
<footer><a href="/terms">Terms of use</a></footer></body></html>"""


def _capture() -> Capture:
    return Capture(copy=digest_of(PAGE), source="page.html", at=None, tool="test", media_type="text/html")  # fmt: skip


def test_both_extractors_read_one_text_and_say_by_which_the_article_was_told() -> None:
    (slow,), (fast,) = read(PAGE, _capture()), read(PAGE, _capture(), fast=True)
    assert (slow.text, slow.title, slow.publisher) == (fast.text, fast.title, fast.publisher)
    assert (slow.reading, fast.reading) == (VERSION, FAST)
    article = [fast.text[start:end] for start, end in fast.paragraphs]
    assert any("Two people were killed" in one for one in article)
    assert not any("Terms of use" in one for one in article)


def test_without_resiliparse_the_option_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    with pytest.raises(MissingExtra, match=r"gavah\[warc\]"):
        read(PAGE, _capture(), fast=True)


def test_a_case_is_read_again_when_the_other_extractor_is_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    call = [sys.executable, "-m", "gavah", "run", str(page), "--case", str(tmp_path / "case"),
            "--format", "jsonl"]  # fmt: skip
    told = [
        json.loads(subprocess.run([*call, *more], capture_output=True, check=True).stdout)["copies"]
        for more in ([], [], ["--fast-pages"], ["--fast-pages"])
    ]
    assert told == [1, 0, 1, 0]
