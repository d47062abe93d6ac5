"""Names across spellings and scripts. The names are made up or of public record in no corpus."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking.names import compare, is_person, name
from gavah.linking.spelling import likeness, may_be_like, script_of

SAME = [
    ("Mousa Karimzadeh", "Musa Karimzadeh"),
    ("Moussa Karimzadeh", "Musa Karimzade"),
    ("Pouya Rostami", "Puya Rustami"),
    ("Gholam Qaderi", "Qolam Ghaderi"),
    ("Djamila Benali", "Jamila Benali"),
    ("Vladimir Sokolov", "Wladimir Sokolov"),
    ("Dr. Samira Qaderi", "Samira Qaderi"),
    ("J. Okonkwo", "Joseph Okonkwo"),
    ("Okonkwo Joseph", "Joseph Okonkwo"),
    ("Khaled al-Masri", "Xaled Masri"),
    ("محمد رستمی", "Mohammad Rostami"),
    ("پویا رستمی", "Pouya Rostami"),
    ("Lt. Daniel Osei Jr.", "Daniel Osei"),
]
DIFFERENT = [
    ("Hassan Rostami", "Hossein Rostami"),
    ("Mohammad Karimzadeh", "Mahmoud Karimzadeh"),
    ("Ashraf Qaderi", "Maryam Qaderi"),
    ("Daniel Osei", "David Osei"),
    ("محمود رستمی", "Mohammad Rostami"),
    ("Maria Lopez", "Mario Lopes"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert compare(name(one), name(other))[0] == "same"


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_given_names_with_one_surname_are_two_people(one: str, other: str) -> None:
    assert compare(name(one), name(other))[0] == "different"


def test_a_surname_alone_is_partial_and_a_rare_name_weighs_more_than_a_common_one() -> None:
    assert compare(name("Rostami"), name("Pouya Rostami"))[0] == "partial"
    rare, common = (compare(name(n), name(n))[1] for n in ("Zuleika Okonkwo", "John Smith"))
    assert rare > common


def test_words_of_groups_are_no_person() -> None:
    assert is_person("Daniel Osei")
    assert not any(
        map(is_person, ("the police", "Harbour News", "Osei", "security forces", "UNHCR"))
    )


def test_a_name_keeps_the_script_it_was_written_in() -> None:
    assert [script_of(t) for t in ("Pouya", "پویا", "Пуя", "布", "12")] == [
        "Latn",
        "Arab",
        "Cyrl",
        "Hani",
        "Zyyy",
    ]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_is_symmetric_on_any_text(one: str, other: str) -> None:
    assert compare(name(one), name(other)) == compare(name(other), name(one))


_NAMES = st.lists(
    st.text(alphabet="aeiouyhkqxgszdtpbvfjlmnrCé'", min_size=1, max_size=9)
    | st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويی", min_size=1, max_size=7)
    | st.sampled_from(["Mohammad", "Mohamed", "Hossein", "Hussain", "Mike", "Michael", "Noori"]),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(_NAMES, _NAMES, st.sampled_from([0.7, 0.8, 0.9, 0.97]))
def test_what_is_not_looked_at_closely_could_not_be_as_alike(
    one: str, other: str, least: float
) -> None:
    left, right = name(one), name(other)
    if left.raw and right.raw and likeness(left, right) >= least:
        assert may_be_like(left, right, least)
