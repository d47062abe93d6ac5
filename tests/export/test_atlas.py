"""The map's outlines: what is drawn where a country reaches over the antimeridian."""

import re

from gavah.export.report.atlas import WIDTH, chart


def test_no_line_of_a_country_runs_across_the_map() -> None:
    drawn = chart([(-175.0, -40.0), (175.0, 75.0)], [])
    assert drawn is not None
    russia = next(path for iso, _, path in drawn.lands if iso == "RU")
    longest = 0.0
    for part in re.findall(r"M([^Z]+)Z", russia):
        points = [tuple(map(float, point.split(","))) for point in part.split("L")]
        for (x, _), (after, _) in zip(points, [*points[1:], points[0]], strict=True):
            longest = max(longest, abs(after - x))
    assert 0 < longest < WIDTH / 10
