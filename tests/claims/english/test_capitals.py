"""Capitals that a report tells by what they are."""

import pytest

from gavah.claims.english.capitals import with_capitals
from tests.claims.english.test_places import read as places_of
from tests.claims.english.test_reader import only, read


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.place.name, one.place.settlement, one.country)
        for one in with_capitals(text, places_of(text))
        if "capital" in one.place.name
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine people were killed in the Chadian capital on Monday.", "Chadian capital"),
        ("Nine people were killed in the capital of Chad on Monday.", "capital of Chad"),
        ("Chad is at war. Nine people were killed in the capital.", "capital"),
        ("Rebels took Moundou in Chad. Crowds marched in the capital.", "capital"),
    ],
)
def test_a_capital_told_by_what_it_is_is_the_city(text: str, name: str) -> None:
    assert told(text) == [(name, "N'Djamena", "TD")]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in the Chadian capital, N'Djamena, on Monday.",
        "Nine people were killed in N'Djamena, the capital of Chad, on Monday.",
        "Nine people were killed in Chad in the provincial capital on Monday.",
        "Crowds in Chad met outside the capital's museum.",
        "Nine people were killed in Chad in the capital of the province.",
        "Nine people were killed in the capital on Monday.",
        "Chad does without capital punishment.",
    ],
)
def test_what_has_a_name_beside_it_or_is_no_countrys_is_not_told_again(text: str) -> None:
    assert told(text) == []


def test_a_claim_is_placed_in_the_capital_by_the_words_themselves() -> None:
    claim = only(read("Nine people were killed in the Chadian capital on Monday."), "killed")
    assert claim.place is not None
    assert (claim.place.name, claim.place.precision) == ("Chadian capital", "settlement")
    assert claim.anchors.place is not None
    assert claim.anchors.place.quote == "Chadian capital"
