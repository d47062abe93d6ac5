"""The bench measures on our own examples where the corpora are absent, and says what it measured."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bench import __main__ as keeping
from bench import growth, speed, stages, telling


def test_without_the_corpora_the_bench_reads_our_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "SHARED", tmp_path / "absent")
    text, what = speed.texts(7, tmp_path)
    pages, _ = speed.pages(5, tmp_path)
    assert what == "our examples, repeated"
    assert len({capture.copy for _, capture in stages.units(text)}) == 7
    assert len({capture.copy for _, capture in stages.units(pages)}) == 5


def measured(seconds: float = 4.0) -> dict[str, Any]:
    """Results as the bench gathers them; text grows in proportion, linking with the square."""

    def row(name: str, workers: int, size: float = 1.0) -> dict[str, Any]:
        told = {"documents": 40, "seconds": seconds * size, "cpu": 2.0 * size, "peak_mb": 300.0}
        return {"stage": name, "workers": workers, **told, "p50": 0.05, "p95": 0.25}

    result: dict[str, Any] = {
        "version": "1.2.0", "python": "3.11", "command": "python -m bench", "cores": 2,
        "machine": "a machine", "memory_gb": 8, "load": [0.1, 0.2],
        "text": {"what": "articles", "rows": [row(*stage) for stage in speed.TEXT]},
        "pages": {"what": "pages", "rows": [row(*stage) for stage in speed.PAGES]},
        "growth": [
            {"size": size, **row(name, workers, size * size if name == "link" else size)}
            for size in (1, 2, 4) for name, workers in growth.STAGES
        ],
    }  # fmt: skip
    result["ratios"] = speed.ratios(result)
    return result


def test_the_table_shows_every_stage_ratio_and_exponent() -> None:
    result = measured()
    assert set(result["ratios"].values()) == {1.0}
    table = telling.table(result)
    assert table.count("| 40 | 10.0 | 20.0 | 50.0 | 250.0 | 300 |") == len(speed.TEXT) + len(
        speed.PAGES
    )
    assert "| pages: read / bare trafilatura | 1.00 | – |" in table
    assert "| link | 1 | 2.0, 300 | 8.0, 300 | 32.0, 300 | 2.00 | 0.00 |" in table


def test_results_are_kept_by_version_and_a_ratio_that_fell_is_marked(tmp_path: Path) -> None:
    (tmp_path / "performance.md").write_text(f"# Page\n{keeping.BEGIN}\nold\n{keeping.END}\nEnd.\n")
    assert keeping.before(tmp_path / "results") == {}
    result = measured()
    keeping.keep(result, tmp_path / "results", tmp_path)
    result["before"] = {
        **keeping.before(tmp_path / "results"),
        "pages: read / bare trafilatura": 1.2,
    }
    keeping.keep({**result, "version": "1.10.0"}, tmp_path / "results", tmp_path)
    page = (tmp_path / "performance.md").read_text()
    assert page.startswith("# Page\n")
    assert page.endswith("\nEnd.\n")
    assert "old" not in page
    assert "| pages: read / bare trafilatura | 1.00 **fell** | 1.20 |" in page
    assert "| text: claim / parse | 1.00 | 1.00 |" in page
    assert sorted(path.name for path in (tmp_path / "results").iterdir()) == [
        "1.10.0.json",
        "1.2.0.json",
    ]
    assert ElementTree.parse(tmp_path / "performance.svg").getroot().tag.endswith("svg")


def test_the_made_up_world_is_read_and_linked_at_each_size(tmp_path: Path) -> None:
    rows = growth.grown([6, 12], tmp_path, speed.measured)
    assert [(row["size"], row["stage"]) for row in rows[:2]] == [(6, "seal"), (6, "read and claim")]
    assert {row["documents"] for row in rows if row["stage"] == "link"} == {6, 12}
    assert all(row["peak_mb"] > 10 for row in rows)
    assert set(growth.exponents(rows)) == {f"{name}, {workers}" for name, workers in growth.STAGES}
