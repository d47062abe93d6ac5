"""Figures whose verb is told once: each with a place or a day of its own is a claim of its own."""

import pytest

from tests.claims.english.test_reader import read


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Eleven died in Homs, six in Hama and four in Idlib.",
         [(11, "Homs"), (6, "Hama"), (4, "Idlib")]),
        ("At least 12 people were killed in Aleppo and another three in Idlib.",
         [(12, "Aleppo"), (3, "Idlib")]),
        ("Police arrested 40 people in Tehran, 12 in Shiraz and at least 20 in Karaj.",
         [(40, "Tehran"), (12, "Shiraz"), (20, "Karaj")]),
        ("Four journalists have been killed in Mexico this year, and 2 in Honduras.",
         [(4, "Mexico"), (2, "Honduras")]),
    ],
)  # fmt: skip
def test_each_figure_has_the_place_after_it(text: str, claims: list[tuple[int, str]]) -> None:
    told = read(text)
    assert [(c.count and c.count.low, c.place and c.place.name) for c in told] == claims
    for claim in told:
        assert claim.anchors.count is not None
        assert (
            text[claim.anchors.count.start : claim.anchors.count.end] == claim.anchors.count.quote
        )


def test_each_figure_has_the_day_after_it() -> None:
    told = read("Three people were killed on Monday, five on Tuesday and nine on Wednesday.")
    days = [(c.count and c.count.low, c.when and c.when.start.isoformat()) for c in told]
    assert days == [(3, "2021-05-10"), (5, "2021-05-11"), (9, "2021-05-12")]


@pytest.mark.parametrize(
    "text",
    [
        "Ten people were killed in Homs on 3 May and 4 June.",
        "Five people were killed in Homs, 20 miles north of Hama.",
        "Fourteen people died in Kano, 12 of them children.",
        "Nobody was killed in Homs and two in Hama.",
    ],
)
def test_days_distances_and_parts_are_no_further_figure(text: str) -> None:
    assert len(read(text)) == 1


def test_figures_that_happen_to_add_up_stay_each_with_its_town() -> None:
    told = read("Ten died in Homs, six in Hama and four in Idlib.")
    assert [(c.count and c.count.low, c.place and c.place.name) for c in told] == [
        (10, "Homs"), (6, "Hama"), (4, "Idlib"),
    ]  # fmt: skip


def test_the_towns_of_a_country_are_parts_of_its_figure() -> None:
    told = read("Ten people were killed in Syria, six in Hama and four in Idlib.")
    assert [(c.count and c.count.low, c.place and c.place.name) for c in told] == [(10, "Syria")]
