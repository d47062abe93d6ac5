"""How stages grow: the made-up world at several sizes, and the exponent of each stage's time.

An exponent of 1 is time in proportion to the pile; of 2, to its square. It is the slope of the
straight line through the points when both axes are logarithmic, by least squares, of CPU time.
"""

from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from typing import Any

from bench import tellings, world

STAGES = [("seal", 1), ("read and claim", 1), ("read and claim", 2), ("link", 1)]


def pile(size: int, folder: Path) -> Path:
    """So many reports of the made-up world, as JSON lines."""
    path = folder / f"world-{size}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in tellings.lines(world.reports(size)))
    return path


def grown(
    sizes: Sequence[int], folder: Path, measured: Callable[[str, Path, int], dict[str, Any]]
) -> list[dict[str, Any]]:
    """One row for each size and stage."""
    rows = []
    for size in sizes:
        made = pile(size, folder)
        rows += [{"size": size, **measured(name, made, workers)} for name, workers in STAGES]
        made.unlink()
    return rows


def exponents(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """For each stage the exponents of its time and of its peak memory."""
    found: dict[str, dict[str, float]] = {}
    for name, workers in STAGES:
        own = [row for row in rows if (row["stage"], row["workers"]) == (name, workers)]
        if len({row["size"] for row in own}) > 1:
            sizes = [row["size"] for row in own]
            found[f"{name}, {workers}"] = {
                "time": slope(sizes, [row["cpu"] or row["seconds"] for row in own]),
                "memory": slope(sizes, [row["peak_mb"] for row in own]),
            }
    return found


def slope(across: Sequence[float], up: Sequence[float]) -> float:
    """The exponent of the power law that fits best.

    >>> round(slope([1, 2, 4], [3, 12, 48]), 6)
    2.0
    """
    x, y = [log(one) for one in across], [log(max(one, 1e-9)) for one in up]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - mean_x) ** 2 for a in x)
