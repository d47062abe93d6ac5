"""Who came together, how many, where: rallies, riots, vigils and what tells them apart."""

import pytest

from tests.claims.english.test_reader import low_high, only, read


@pytest.mark.parametrize(
    ("words", "act", "bounds", "description"),
    [
        ("Demonstrations in the city drew thousands of people.", "demonstration", (2000, None), "people"),
        ("The vigil was attended by hundreds of nurses.", "commemoration", (200, None), "nurses"),
        ("A rally of 5,000 students was held in Jos.", "demonstration", (5000, 5000), "students"),
        ("A mob of about 50 youths attacked the temple.", "riot", (None, None), "youths"),
        ("Clashes broke out between students and police in Lyon.", "riot", (2, None), "students"),
        ("The protesters clashed with the police in Lyon.", "riot", (2, None), "protesters"),
        ("Protesters deflated the tyres of four buses in the old town.", "riot", (2, None), "Protesters"),
        ("Thousands of teachers began a general strike on Monday.", "strike", (2000, None), "teachers"),
        ("The funeral procession drew 3,000 mourners.", "commemoration", (3000, 3000), "mourners"),
        ("The rally, attended by 4,000 people, ended peacefully.", "demonstration", (4000, 4000), "people"),
        ("Last week's rally drew 50,000 people.", "demonstration", (50000, 50000), "people"),
        ("More than 20,000 supporters of the council gathered in Leeds.", "demonstration", (20001, None), "supporters of the council"),
        ("Farmers blocked roads in Lyon to protest water shortages.", "demonstration", (2, None), "Farmers"),
        ("Relatives of the prisoners staged a sit-in outside parliament.", "sit_in", (2, None), "Relatives of the prisoners"),
        ("Workers walked out over unpaid wages.", "strike", (2, None), "Workers"),
        ("Twenty clerks walked out of the hearing in protest.", "demonstration", (20, 20), "clerks"),
    ],
)  # fmt: skip
def test_a_gathering_counts_those_who_came(
    words: str, act: str, bounds: tuple[int | None, int | None], description: str
) -> None:
    claim = only(read(words), act)
    assert low_high(claim) == bounds
    assert claim.victims is not None
    assert claim.victims.description == description


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("On Friday demonstrations in Portland turned violent.", "riot"),
        ("A memorial service was held at the base camp on Sunday.", "commemoration"),
        ("Demos took place outside the embassy in London.", "demonstration"),
    ],
)
def test_a_gathering_without_a_crowd_named_has_no_count(words: str, act: str) -> None:
    assert only(read(words), act).count is None


def test_a_rally_that_is_called_similar_is_another_one() -> None:
    claims = read(
        "Hundreds marched in Lyon on Friday. Similar marches were held in Nice on Friday."
    )
    assert sorted(c.place.name for c in claims if c.place) == ["Lyon", "Nice"]


def test_rioting_that_somebody_is_charged_with_and_the_mobs_of_before_are_no_riot() -> None:
    assert [c.act for c in read("All 78 men face charges of murder and rioting.")] == []
    assert [c.act for c in read("The officer said police fired at the mobs.")] == []


def test_the_month_of_march_is_no_gathering() -> None:
    for words in (
        "has been detained since March",
        "was jailed in March 2021",
        "was freed last March",
    ):
        assert not [c for c in read(f"A teacher {words}.") if c.act == "demonstration"]


@pytest.mark.parametrize(
    "words", ["The road was blocked by snow.", "Twenty thousand guests gathered for the wedding."]
)
def test_a_crowd_without_a_cause_and_a_road_without_a_crowd_are_no_demonstration(
    words: str,
) -> None:
    assert read(words) == []
