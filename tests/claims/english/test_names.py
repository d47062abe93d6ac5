"""Names of people, bodies and forces in English reports."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.names import Named, names, names_beside, names_in_title
from gavah.claims.english.syntax import load, parse_document
from gavah.model import Document


def read(text: str) -> list[Named]:
    document = Document(id="d", copy="sha256:0", text=text)
    return names(document, parse_document(load(), text, [(0, len(text))]))


def people(text: str) -> list[str]:
    return [one.name for one in read(text) if one.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police arrested Parviz Moradian in the market.", "Parviz Moradian"),
        ("The march was led by Maryam Rajavi.", "Maryam Rajavi"),
        ("Ashraf Rajavi was killed in 1982.", "Ashraf Rajavi"),
        ("They named the dead man as Khaled al-Najjar.", "Khaled al-Najjar"),
        ("Lawyers for Muhammad bin Yusuf asked for bail.", "Muhammad bin Yusuf"),
        ("The court freed Ko Ko Myint on Monday.", "Ko Myint"),
        ("Doctors said J. R. Okonkwo had died.", "J. R. Okonkwo"),
        ("The witness, Lucía Fernández, wept.", "Lucía Fernández"),
    ],
)
def test_people_of_many_cultures_are_found(text: str, name: str) -> None:
    assert any(found.endswith(name) or name.endswith(found) for found in people(text))


def test_titles_ranks_and_honorifics_are_no_part_of_a_name() -> None:
    assert people("Gen. Ali Hosseini met Mrs Sara Brown and President Jorge Vega.") == [
        "Ali Hosseini", "Sara Brown", "Jorge Vega",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "age", "minor"),
    [
        ("Sara Karimi, 14, was shot.", 14, True),
        ("The 16-year-old Reza Moradi was shot.", 16, True),
        ("Reza Moradi, aged 45, was shot.", 45, False),
        ("Reza Moradi (33) was shot.", 33, False),
        ("Reza Moradi was shot.", None, False),
    ],
)
def test_an_age_beside_a_name_is_read_and_tells_minors(
    text: str, age: int | None, minor: bool
) -> None:
    found = [one for one in read(text) if one.kind == "person"]
    assert [(one.age, one.minor) for one in found] == [(age, minor)]


def test_a_surname_alone_takes_the_full_name_that_stands_before_it() -> None:
    found = read("Parviz Moradian, 31, was jailed. His sister said Moradian was ill.")
    assert [(one.name, one.full, one.age) for one in found] == [
        ("Parviz Moradian", "Parviz Moradian", 31),
        ("Moradian", "Parviz Moradian", 31),
    ]


def test_a_surname_takes_the_full_name_that_stands_where_nothing_is_read() -> None:
    told = "Moradian was killed at the gate. "
    text = told + "Parviz Moradian, 31, taught chemistry."
    document = Document(id="d", copy="sha256:0", text=text)
    parsed = parse_document(load(), text, [(0, len(told))])
    beside = names_beside(text, [(len(told), len(text))])
    assert [(one.full, one.age) for one in names(document, parsed, beside)] == [
        ("Parviz Moradian", 31)
    ]
    assert names(document, parsed) == []


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Parviz Moradian, 31, left. Parviz was shot.", "Parviz", "Parviz Moradian"),
        ("Amina Yusuf ran a shop. Amina sold tea.", "Amina", "Amina Yusuf"),
    ],
)
def test_a_given_name_that_opens_a_sentence_is_the_person_told_before(
    text: str, name: str, full: str
) -> None:
    assert (name, full) in [(one.name, one.full) for one in read(text) if one.kind == "person"]


def test_a_title_makes_a_place_name_a_person() -> None:
    assert people("Mr Lahore denied it.") == ["Lahore"]


def test_forces_and_bodies_are_told_from_people() -> None:
    kinds = {
        one.name: one.kind
        for one in read("The IRGC and Boko Haram were named by Amnesty International and the UN.")
    }
    assert kinds == {
        "IRGC": "force",
        "Boko Haram": "force",
        "Amnesty International": "organisation",
        "UN": "organisation",
    }


def test_members_of_a_list_vouch_for_each_other() -> None:
    found = people("Police held Reza Moradi, Zhaleh Karimi and Ebru Yilmaz.")
    assert found == ["Reza Moradi", "Zhaleh Karimi", "Ebru Yilmaz"]


def test_names_are_found_in_capitals_and_without_them() -> None:
    assert "JUAN PEREZ" in people("THE ARMY SAID THAT COLONEL JUAN PEREZ WAS KILLED IN THE TOWN.")
    low = "police said on friday that they had detained sanjay kumar in the old market of the town"
    assert people(low) == ["sanjay kumar"]


def test_a_headline_is_read_too() -> None:
    document = Document(id="d", copy="sha256:0", text="x", title="Maryam Rajavi speaks in Paris")
    assert [one.name for one in names_in_title(document)] == ["Maryam Rajavi"]


words = st.sampled_from(
    [
        "Ali",
        "Reza",
        "Kabul",
        "the",
        "of",
        "police",
        ",",
        ".",
        "\n",
        "\u200f",
        "14",
        "سارا",
        "-",
        "'s",
    ]
)


@given(st.lists(words, max_size=14).map(" ".join))
@settings(deadline=None, max_examples=60)
def test_a_name_is_the_slice_of_the_text_and_names_do_not_overlap(text: str) -> None:
    found = read(text)
    assert all(text[one.start : one.end] == one.name for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "Six Injured In Nightclub Shooting",
        "Sports Weather Traffic",
        "Police found Weather in the house.",
    ],
)
def test_words_that_are_usually_small_are_nobody_s_name_for_their_capitals(text: str) -> None:
    assert [one.name for one in read(text) if one.kind in {"person", "unknown"}] == []
