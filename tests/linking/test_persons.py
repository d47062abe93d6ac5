"""Who is one person: by name with age, day, place and fate, never by name alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking import link
from gavah.linking.names import name
from gavah.linking.person_evidence import Facts, beside, resemble, word_bits
from gavah.linking.person_groups import name_keys
from gavah.model import Person
from tests.strategies_linking import TOWNS, on, said, telling, town


def told(
    text: str,
    age: int | None = None,
    day: str | None = None,
    place: str | None = None,
    act: str = "killed",
) -> Facts:
    """What one source tells of a person."""
    when = on(day) if day else None
    return Facts(
        names=(name(text),),
        ages=((age, date.fromisoformat(day) if day else None),) if age is not None else (),
        whens=(when,) if when else (),
        places=(town(place),) if place else (),
        acts=((act, when),),
        deaths=((None, when),) if act == "killed" else (),
    )


def persons(*tellings: tuple[str, str, str, str, str | None]) -> tuple[Person, ...]:
    """Persons of reports with one claim each: name, act, day, place, description."""
    claims = [
        said(f"d{n}", act, count=1, when=day, place=place, names=[text], published=day, description=about)
        for n, (text, act, day, place, about) in enumerate(tellings)
    ]  # fmt: skip
    return link(claims, [telling(f"d{n}", t[2]) for n, t in enumerate(tellings)]).persons


def test_names_alone_never_merge_however_rare() -> None:
    found = resemble(told("Zuleika Okonkwo Tamarind"), told("Zuleika Okonkwo Tamarind"))
    assert found.weight > 7
    assert not found.sure


def test_a_rare_name_with_a_place_is_one_person_and_a_common_one_is_not() -> None:
    assert resemble(
        told("Zuleika Okonkwo", place="Karaj"), told("Zuleika Okonkwo", place="Karaj")
    ).sure
    assert not resemble(
        told("Ali Mohammadi", place="Karaj"), told("Ali Mohammadi", place="Karaj")
    ).sure
    one, other = (told("Ali Mohammadi", 30, "2021-03-14", "Karaj") for _ in range(2))
    assert resemble(one, other).sure


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Ali Mohammadi", 30, "2021-03-14", "Karaj"), ("Ali Mohammadi", 51, "2021-03-14", "Karaj")),
        (("Hassan Bakhtiar", 30, "2021-03-14", "Karaj"), ("Hossein Bakhtiar", 30, "2021-03-14", "Karaj")),
        (("Darnell Bakhtiar", 30, "2021-03-14", "Karaj"), ("Darryl Bakhtiar", 30, "2021-03-14", "Karaj")),
        (("Zuleika Okonkwo", 30, "2019-03-14", "Karaj"), ("Zuleika Okonkwo", 32, "2021-03-14", "Karaj")),
        (("Qasim Okonkwo", 58, "2021-03-14", "Karaj"), ("Saif Qasim Okonkwo", 29, "2021-03-14", "Karaj")),
        (("John Okonkwo Sr.", None, "2021-03-14", "Karaj"), ("John Okonkwo Jr.", None, "2021-03-14", "Karaj")),
        (("Ali Mohammadi", None, "2021-03-14", "Karaj"), ("Ali Mohammadi", None, "2021-03-14", "Mahabad")),
    ],
)  # fmt: skip
def test_namesakes_brothers_fathers_and_sons_stay_two(
    one: tuple[str, int | None, str, str], other: tuple[str, int | None, str, str]
) -> None:
    assert not resemble(told(*one), told(*other)).sure


def test_an_age_grows_with_the_years_between() -> None:
    one = told("Shahram Okonkwo", 24, "2018-02-01", "Karaj", "arrested")
    assert resemble(one, told("Shahram Okonkwo", 28, "2022-02-01", "Karaj")).sure
    found = resemble(one, told("Shahram Okonkwo", 24, "2022-02-01", "Karaj"))
    assert [s.verdict for s in found.signs if s.feature == "age"] == ["conflict"]


def test_two_people_of_one_name_in_one_incident_stay_two_when_ages_differ() -> None:
    same_day = ("2021-03-14", "Karaj")
    found = persons(
        ("Ali Mohammadi", "killed", *same_day, "a 28-year-old man"),
        ("Ali Mohammadi", "killed", *same_day, "a 61-year-old man"),
    )
    assert len(found) == 2


def test_spellings_and_scripts_of_one_victim_are_one_person_across_reports() -> None:
    found = persons(
        ("Mousa Daryaei", "arrested", "2021-03-14", "Karaj", None),
        ("Musa Daryaei", "killed", "2021-05-02", "Karaj", None),
        ("موسی دریایی", "killed", "2021-05-02", "Karaj", None),
    )
    assert len(found) == 1
    assert [s.status for s in found[0].statuses] == ["arrested", "killed"]


def test_words_borne_by_many_weigh_less() -> None:
    assert word_bits("Mohammed") < word_bits("Ali") < word_bits("Smith") < word_bits("Okonkwo")
    assert word_bits("Mohammed") == word_bits("Muhammad")


def test_a_key_holds_across_spellings_and_a_left_out_name() -> None:
    assert set(name_keys(name("Riham Yaqoub al-Saadi"))) & set(name_keys(name("Reham Yakub")))


SIDES = st.builds(
    told,
    st.sampled_from(["Ali Mohammadi", "Aly Mohamadi", "Hossein Okonkwo", "Hassan Okonkwo", "علی محمدی", "Okonkwo"]),
    st.none() | st.integers(1, 80),
    st.none() | st.sampled_from(["2021-03-14", "2021-03-15", "2019-01-01"]),
    st.none() | st.sampled_from(sorted(TOWNS)),
    st.sampled_from(["killed", "arrested", "released"]),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(SIDES, SIDES)
def test_evidence_is_symmetric_and_adds_up(one: Facts, other: Facts) -> None:
    found, back = resemble(one, other), resemble(other, one)
    assert (found.weight, found.sure, found.excluded) == (back.weight, back.sure, back.excluded)
    assert found.weight == pytest.approx(-14 + sum(sign.weight for sign in found.signs))
    assert not (found.sure and found.excluded)
    assert beside(one, other) or not found.sure


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(6)))
def test_the_order_of_claims_changes_no_person(order: list[int]) -> None:
    days = ["2021-03-14", "2021-03-20", "2021-03-28"]
    texts = ["Zuleika Okonkwo", "Zuleyka Okonkwo", "Ali Mohammadi"]
    claims = [
        said(f"d{n}", "arrested", count=1, when=days[n % 3], place="Karaj", names=[texts[n // 2]])
        for n in range(6)
    ]
    documents = [telling(f"d{n}", days[n % 3]) for n in range(6)]
    expected = link(claims, documents).persons
    assert link([claims[n] for n in order], documents).persons == expected
