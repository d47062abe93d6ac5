"""Places in English reports: found, resolved, and the part each plays."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.places import Placed, places, places_in_title
from gavah.claims.english.syntax import load, parse_document
from gavah.model import Document


def read(text: str, title: str | None = None) -> list[Placed]:
    document = Document(id="d", copy="sha256:0", text=text, title=title)
    return places(document, parse_document(load(), text, [(0, len(text))]))


def roles(text: str) -> list[tuple[str, str, str | None]]:
    return [(one.place.name, one.role, one.country) for one in read(text)]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("A bomb went off in Mosul.", "Mosul", "IQ", "settlement"),
        ("Two died in Helmand province.", "Helmand province", "AF", "province"),
        ("Crowds met in downtown Tehran.", "downtown Tehran", "IR", "settlement"),
        ("It rained across northern Syria.", "northern Syria", "SY", "country"),
        ("They were hanged in Evin prison.", "Evin prison", "IR", "exact"),
        ("He died in Darfur.", "Darfur", "SD", "region"),
        ("Students met at Kabul University.", "Kabul University", "AF", "exact"),
        (
            "They stood outside the French National Assembly.",
            "outside the French National Assembly",
            "FR",
            "exact",
        ),
    ],
)
def test_where_something_happened_is_a_locus_with_its_precision(
    text: str, name: str, country: str, precision: str
) -> None:
    assert [(one.place.name, one.country, one.place.precision, one.role) for one in read(text)] == [
        (name, country, precision, "locus")
    ]


def test_the_place_after_a_comma_tells_which_one_is_meant() -> None:
    found = read("It began in Paris, Texas, and went on in Lahore, Pakistan.")
    assert [(one.place.name, one.country, one.role) for one in found] == [
        ("Paris", "US", "locus"),
        ("Texas", "US", "mention"),
        ("Lahore", "PK", "locus"),
        ("Pakistan", "PK", "mention"),
    ]


def test_the_countries_of_the_article_tell_which_namesake_is_meant() -> None:
    pakistan = read(
        "Pakistani police in Sindh said a bomb in Hyderabad hurt two. Karachi was calm."
    )
    india = read("Indian police said a bomb in Hyderabad hurt two. Delhi and Mumbai were calm.")
    assert {one.country for one in pakistan} == {"PK"}
    assert {one.country for one in india} == {"IN"}


def test_a_name_has_one_sense_in_a_document() -> None:
    found = read("A fire broke out in Athens, Georgia. The mayor of Athens said so.")
    assert [one.country for one in found if one.place.name == "Athens"] == ["US", "US"]


def test_a_country_has_no_pin() -> None:
    (found,) = read("It happened in Iran.")
    assert (found.place.precision, found.place.lat, found.place.lon) == ("country", None, None)


def test_a_district_that_the_gazetteer_lacks_takes_its_country_from_what_holds_it() -> None:
    found = read("Five died in Quxabad district of Nangarhar province.")
    assert [(one.place.name, one.country, one.role) for one in found] == [
        ("Quxabad district", "AF", "locus"),
        ("Nangarhar province", "AF", "mention"),
    ]


@pytest.mark.parametrize("text", ["the village of Tal Quza", "Tal Quza village"])
def test_a_word_of_place_vouches_for_an_unknown_name(text: str) -> None:
    found = read(f"Shells fell on {text} in Nineveh province.")
    assert "Tal Quza" in found[0].place.name
    assert found[0].country == "IQ"


def test_a_government_under_its_capitals_name_is_an_actor() -> None:
    assert roles("Tehran rejected the claim.") == [("Tehran", "actor", "IR")]


def test_an_adjective_gives_the_country() -> None:
    assert roles("Iranian forces opened fire.") == [("Iranian", "adjective", "IR")]


def test_a_dateline_is_no_locus() -> None:
    assert roles("KABUL — Three men were shot in Herat.") == [
        ("KABUL", "dateline", "AF"),
        ("Herat", "locus", "AF"),
    ]
    document = Document(id="d", copy="sha256:0", text="x", title="Paris: thousands rally")
    assert [one.role for one in places_in_title(document)] == ["dateline"]


@pytest.mark.parametrize(
    "text",
    [
        "Ashraf Rajavi and Maryam Rajavi were there.",
        "Mr Lahore was there.",
        "Sydney Pollard said so.",
        "The Boston Globe reported it.",
        "It was in March, on a Monday.",
        "The Taliban and the UN said so.",
        "He was reading in bed.",
    ],
)
def test_people_bodies_and_months_are_no_places(text: str) -> None:
    assert read(text) == []


def test_the_same_square_is_in_the_city_that_the_article_tells_of() -> None:
    (cairo,) = [one for one in read("Egyptian crowds met in Tahrir Square.") if one.role == "locus"]
    iraqi = read("Crowds met in Tahrir Square in Baghdad.")
    assert cairo.place.settlement == "Cairo"
    assert iraqi[0].place.settlement == "Baghdad"


def test_text_in_capitals_and_without_capitals_is_read() -> None:
    upper = "THREE SOLDIERS WERE KILLED IN SAN SALVADOR AND TWO IN CHALATENANGO ON FRIDAY."
    assert {one.country for one in read(upper)} == {"SV"}
    lower = "police in ahmedabad said on friday that two people were killed in the town of godhra in gujarat"
    assert [one.place.name for one in read(lower)] == ["ahmedabad", "godhra", "gujarat"]


words = st.sampled_from(
    ["Kabul", "Paris", "Texas", "in", "the", "of", "district", "Iranian", ",", ".", "\n", "\u200f",
     "تهران", "-", "'s", "U.S.", "Xanz"]
)  # fmt: skip


@given(st.lists(words, max_size=14).map(" ".join))
@settings(deadline=None, max_examples=60)
def test_a_place_quotes_its_own_words_in_order_without_overlap(text: str) -> None:
    found = read(text)
    assert all(text[one.start : one.end] == one.place.name for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(one.country == one.place.country for one in found)


def test_a_far_town_is_none_where_no_capitals_are_the_writers() -> None:
    text = (
        "Police fired in Hyderabad near the Mecca Masjid on Friday. "
        "Crowds from Gujarat marched in the town of Godhra."
    )
    document = Document(id="d", copy="sha256:0", text=text)
    parsed = parse_document(load(), text, [(0, len(text))])
    lettered = {one.country for one in places(document, parsed)}
    assert {one.country for one in places(document, parsed, lettered=False)} < lettered


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Three people were shot in Sacramento Friday night.", ["Sacramento"]),
        ("Crowds marched in Paris September 5.", ["Paris"]),
        ("2 Girls, 2 Men Shot At Birthday Party In Compton", ["Compton"]),
        ("Man Shot In Chicago On Friday After Fight With His Brother", ["Chicago"]),
        ("Nine were killed on Bloody Sunday in Derry.", ["Derry"]),
    ],
)
def test_a_day_or_a_headlines_word_ends_a_name(text: str, names: list[str]) -> None:
    assert [one.place.name for one in read(text)] == names


def test_a_small_town_alone_in_a_country_is_none_and_two_of_it_are() -> None:
    around = "Police in Chicago, Illinois, and in Springfield, Illinois, looked for the car. "
    assert [one.country for one in read(around + "They stopped at Olbia.")].count("IT") == 0
    both = read(around + "They stopped at Olbia and at Sassari in Italy.")
    assert [one.country for one in both].count("IT") >= 2
