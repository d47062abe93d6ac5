"""The measurements for a person: tables in Markdown, what changed since the version before, a plot."""

from collections.abc import Mapping, Sequence
from math import floor, log10
from typing import Any

from bench import growth

WORSE = 0.9
"""A ratio that falls below this part of what it was is called a regression."""


def table(result: dict[str, Any]) -> str:
    """Everything measured, in Markdown."""
    lines = [
        f"gavah {result['version']}, Python {result['python']}; `{result['command']}`; "
        f"{result['cores']} cores, {result['memory_gb']:.0f} GB, {result['machine']}; load "
        f"{result['load'][0]:.1f} at the start and {result['load'][1]:.1f} at the end.",
        "Compare ratios, not seconds. CPU: documents per second of the process's own CPU time.",
    ]
    for kind in ("text", "pages"):
        lines += [
            "", f"### {kind}: {result[kind]['what']}", "",
            "| stage | workers | documents | a second, clock | a second, CPU | p50 ms | p95 ms | peak MB |",
            "|---|---|---|---|---|---|---|---|",
        ]  # fmt: skip
        lines += [_row(row) for row in result[kind]["rows"]]
    lines += ["", "### Ratios to baselines of the same run, by CPU time", ""]
    before = result.get("before", {})
    lines += ["| | ratio | before |", "|---|---|---|"]
    for name, value in result["ratios"].items():
        told = f"{before[name]:.2f}" if name in before else "–"
        worse = " **fell**" if name in before and value < WORSE * before[name] else ""
        lines.append(f"| {name} | {value:.2f}{worse} | {told} |")
    lines += _growth(result["growth"])
    return "\n".join(lines) + "\n"


def _row(row: Mapping[str, Any]) -> str:
    cpu = f"{row['documents'] / row['cpu']:.1f}" if row["cpu"] else "–"
    p50, p95 = (f"{1000 * row[part]:.1f}" if row.get(part) else "–" for part in ("p50", "p95"))
    return (
        f"| {row['stage']} | {row['workers']} | {row['documents']} | "
        f"{row['documents'] / row['seconds']:.1f} | {cpu} | {p50} | {p95} | {row['peak_mb']:.0f} |"
    )


def _growth(rows: Sequence[dict[str, Any]]) -> list[str]:
    sizes = sorted({row["size"] for row in rows})
    heads = " | ".join(f"{size:,}: seconds, MB" for size in sizes)
    lines = [
        "", "### Growth: reports of the made-up world", "",
        f"| stage | workers | {heads} | exponent of time | of memory |",
        "|---|---|" + "---|" * (len(sizes) + 2),
    ]  # fmt: skip
    fitted = growth.exponents(rows)
    for name, workers in growth.STAGES:
        own = {
            row["size"]: row for row in rows if (row["stage"], row["workers"]) == (name, workers)
        }
        cells = " | ".join(
            f"{own[size]['cpu'] or own[size]['seconds']:.1f}, {own[size]['peak_mb']:.0f}"
            for size in sizes
        )
        told = fitted.get(f"{name}, {workers}")
        ends = f"{told['time']:.2f} | {told['memory']:.2f}" if told else "– | –"
        lines.append(f"| {name} | {workers} | {cells} | {ends} |")
    return lines


_WIDE, _HIGH, _LEFT, _TOP = 640, 360, 60, 20
_MARKS = ("circle", "square", "diamond", "triangle")
_PATHS = {
    "circle": "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z", "square": "M-4,-4h8v8h-8z",
    "diamond": "M0,-5l5,5l-5,5l-5,-5z", "triangle": "M0,-5l5,9h-10z",
}  # fmt: skip


def plot(rows: Sequence[dict[str, Any]]) -> str:
    """Seconds by number of reports, both axes logarithmic; stages by mark and by name, as SVG."""
    points = {
        f"{name}, {workers} worker{'s' * (workers > 1)}": [
            (row["size"], row["cpu"] or row["seconds"]) for row in rows
            if (row["stage"], row["workers"]) == (name, workers)
        ]
        for name, workers in growth.STAGES
    }  # fmt: skip
    across = [size for own in points.values() for size, _ in own]
    up = [seconds for own in points.values() for _, seconds in own]
    low_x, high_x = log10(min(across)), log10(max(across))
    low_y, high_y = floor(log10(min(up))), floor(log10(max(up))) + 1

    def at(size: float, seconds: float) -> tuple[float, float]:
        x = _LEFT + (_WIDE - _LEFT - 180) * (log10(size) - low_x) / ((high_x - low_x) or 1)
        y = _TOP + (_HIGH - _TOP - 50) * (high_y - log10(seconds)) / (high_y - low_y)
        return round(x, 1), round(y, 1)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
        'font-family="sans-serif" font-size="12" role="img">',
        "<title>Seconds of each stage by number of reports, both axes logarithmic</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="white"/>',
    ]
    for power in range(low_y, high_y + 1):
        (x0, y), (x1, _) = at(min(across), 10**power), at(max(across), 10**power)
        out.append(f'<path d="M{x0},{y}H{x1}" stroke="#ccc"/>')
        out.append(f'<text x="{x0 - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>')
    for size in sorted(set(across)):
        x, y = at(size, 10**low_y)
        out.append(f'<text x="{x}" y="{y + 20}" text-anchor="middle">{size:,}</text>')
    ends: list[tuple[float, float, str]] = []
    for mark, (name, own) in zip(_MARKS, points.items(), strict=True):
        placed = [at(*point) for point in sorted(own)]
        line = "L".join(f"{x},{y}" for x, y in placed)
        out.append(f'<path d="M{line}" fill="none" stroke="#444"/>')
        out += [f'<path transform="translate({x},{y})" d="{_PATHS[mark]}"/>' for x, y in placed]
        ends.append((placed[-1][1], placed[-1][0], name))
    lowest = 0.0
    for y, x, name in sorted(ends):  # names one below the other, however near the lines end
        lowest = max(y, lowest + 15)
        out.append(f'<text x="{x + 12}" y="{lowest + 4}">{name}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"
