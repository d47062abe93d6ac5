"""The bench measures on our own examples where the corpora are absent, and says what it measured."""

from pathlib import Path

import pytest
from bench import speed, stages


def test_without_the_corpora_the_bench_reads_our_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "SHARED", tmp_path / "absent")
    text, what = speed.texts(7, tmp_path)
    pages, _ = speed.pages(5, tmp_path)
    assert what == "our examples, repeated"
    assert len({capture.copy for _, capture in stages.units(text)}) == 7
    assert len({capture.copy for _, capture in stages.units(pages)}) == 5


def test_the_table_shows_every_stage_and_the_ratio_to_each_baseline() -> None:
    def rows(stages: list[tuple[str, int]]) -> list[dict[str, object]]:
        told = {"documents": 40, "seconds": 4.0, "cpu": 2.0, "peak_mb": 300.0}
        return [{"stage": name, "workers": workers, **told} for name, workers in stages]

    result = {
        "version": "1", "python": "3.11", "command": "python bench/speed.py", "cores": 2,
        "load": [0.1, 0.2],
        "text": {"what": "articles", "rows": rows(speed.TEXT)},
        "pages": {"what": "pages", "rows": rows(speed.PAGES)},
    }  # fmt: skip
    result["ratios"] = speed.ratios(result)
    assert set(result["ratios"].values()) == {1.0}
    table = speed.table(result)
    assert table.count("| 40 | 10.0 | 20.0 | 300 |") == len(speed.TEXT) + len(speed.PAGES)
    assert "| pages: read / bare trafilatura | 1.00 |" in table
