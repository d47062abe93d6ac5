"""What a report tells beside its news: totals of a country, parts of a total, what went before."""

from datetime import date

import pytest

from gavah.model import Claim
from tests.claims.english.test_reader import READER, low_high, only, read, report


def days(claim: Claim) -> tuple[date, date] | None:
    return (claim.when.start, claim.when.end) if claim.when else None


def killed(text: str, day: date = date(2021, 5, 12)) -> dict[int | None, Claim]:
    """The killed of a text by their figure."""
    claims = READER.claim(report(text, None, day))
    return {c.count.about or c.count.low: c for c in claims if c.act == "killed" and c.count}


@pytest.mark.parametrize(
    "words", ["across Chad", "throughout Chad", "all over Chad", "in Chad as a whole", "nationwide"]
)
def test_a_countrys_total_is_cumulative_and_never_narrowed_to_the_towns_one_death(
    words: str,
) -> None:
    found = killed(
        "Idriss Oumar was killed in Moundou, Chad, on 28 April 2021.\n"
        f"Rights groups say that soldiers killed at least 60 people {words} in April 2021."
    )
    assert found[60].scope == "cumulative"
    assert found[60].place is None or found[60].place.name == "Chad"
    assert found[1].place is not None
    assert found[1].place.name == "Moundou"


def test_a_days_total_of_a_country_does_not_take_the_place_of_a_smaller_figure() -> None:
    found = killed(
        "At least 38 people were killed in Chad on Sunday, medics said.\n"
        "Soldiers killed at least 22 protesters in Moundou on Sunday, the medics said."
    )
    assert (found[38].place.name, found[38].scope) == ("Chad", "cumulative")  # type: ignore[union-attr]
    assert (found[22].place.name, found[22].scope) == ("Moundou", "incident")  # type: ignore[union-attr]


def test_the_place_of_most_of_them_is_not_the_place_of_all() -> None:
    found = killed(
        "At least 138 villagers have been killed in Chad since 1 February, a group said.\n"
        "It said 38 people were killed on Sunday, most of them in the Dembe area of Moundou."
    )
    assert found[38].place is not None
    assert found[38].place.name == "Chad"


@pytest.mark.parametrize(
    "part",
    [
        "Medics said that 40 of the bodies had been pulled from the river on Tuesday.",
        "Medics said that six of the dead were police officers.",
        "Medics said that many of the victims were children.",
    ],
)
def test_a_part_of_the_dead_is_no_toll_of_its_own(part: str) -> None:
    found = killed(f"At least 101 people were killed in Moundou on Monday, medics said.\n{part}")
    assert list(found) == [101]


def test_another_cause_of_some_of_the_deaths_is_a_claim_of_its_own() -> None:
    found = killed(
        "At least 101 people were killed in Moundou on Monday, medics said.\n"
        "A spokesman said 40 of these deaths were due to police firing."
    )
    assert set(found) == {101, 40}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("had been killed in the days before", date(2021, 5, 3), date(2021, 5, 9)),
        ("were killed there in the week before", date(2021, 5, 3), date(2021, 5, 9)),
        ("had been killed in the weeks before the shooting", date(2021, 4, 9), date(2021, 5, 9)),
    ],
)
def test_those_killed_before_have_their_own_days(words: str, first: date, last: date) -> None:
    found = killed(
        f"At least 18 people were killed on Monday when police fired on miners in Moundou.\n"
        f"About 3,000 miners had met near the shaft. Ten people {words}."
    )
    assert days(found[18]) == (date(2021, 5, 10), date(2021, 5, 10))
    assert days(found[10]) == (first, last)
    assert found[10].scope == "cumulative"


@pytest.mark.parametrize(
    "words", ["had been killed in the weeks before the election", "had been killed there earlier"]
)
def test_what_went_before_something_else_has_no_day_of_the_news(words: str) -> None:
    found = killed(
        f"At least 18 people were killed on Monday when police fired on miners in Moundou.\n"
        f"Ten people {words}."
    )
    assert days(found[10]) is None


@pytest.mark.parametrize(
    "words",
    [
        "to mark ten years since police killed 34 miners there",
        "on the tenth anniversary of a raid in which police killed 34 miners there",
        "where police killed 34 miners ten years ago",
    ],
)
def test_an_anniversary_dates_the_deaths_by_the_year_it_counts_back_to(words: str) -> None:
    found = killed(f"Several thousand people gathered in Moundou on Wednesday {words}.")
    assert days(found[34]) == (date(2011, 1, 1), date(2011, 12, 31))
    assert found[34].scope == "incident"


def test_a_day_told_further_on_is_the_day_of_the_anniversary() -> None:
    found = killed(
        "Several thousand people gathered in Moundou on Wednesday to mark ten years since police "
        "killed 34 miners there.\nOn 12 May 2011, police shot dead 34 striking miners in Moundou."
    )
    assert days(found[34]) == (date(2011, 5, 12), date(2011, 5, 12))


def test_from_one_day_to_another_is_a_period() -> None:
    found = killed("At least 304 people were killed by soldiers between May 3 and 6, a group said.")
    assert days(found[304]) == (date(2021, 5, 3), date(2021, 5, 6))
    assert found[304].scope == "cumulative"


def test_so_many_weeks_that_began_on_a_day_are_counted_from_it() -> None:
    found = killed(
        "About 1,500 people were killed in Chad during two weeks of unrest that began on April 15, "
        "officials told reporters."
    )
    assert days(found[1500]) == (date(2021, 4, 15), date(2021, 4, 28))


def test_the_day_of_the_raid_is_no_hand_in_it_and_dates_its_toll() -> None:
    found = killed("The death toll from Monday's raid in Moundou rose to 35, medics said Tuesday.")
    assert days(found[35]) == (date(2021, 5, 10), date(2021, 5, 10))
    assert found[35].perpetrators == ()


def test_how_somebody_died_is_no_injury_and_another_account_keeps_its_speaker() -> None:
    text = "Idriss Oumar was killed in Moundou on 28 April 2021.\n"
    assert [c.act for c in read(text + "He was shot in the chest, his mother said.")] == ["killed"]
    told, other = read(text + "His mother said that he was shot by police.")
    assert (told.perpetrators, other.perpetrators[0].name) == ((), "police")
    assert [one.name for one in other.attribution if one.role == "speaker"] == ["His mother"]


def test_protesters_and_police_are_two_sides() -> None:
    claims = read("51 protesters and 14 police officers were injured in Moundou on Monday.")
    assert sorted(low_high(c) for c in claims if c.act == "injured") == [(14, 14), (51, 51)]


def test_a_name_set_beside_the_one_harmed_is_that_person() -> None:
    claim = only(read("Relatives of Tala Benso, a teacher who was killed in Chad, wept."), "killed")
    assert claim.victims is not None
    assert claim.victims.names == ("Tala Benso",)


def test_one_call_for_two_things_is_two_appeals_of_one_speaker() -> None:
    claims = read(
        "The secretary-general called on the army to stop the violence and release prisoners."
    )
    assert sorted(c.act for c in claims) == ["release", "stop_violence"]
    assert {a.name for c in claims for a in c.attribution if a.role == "speaker"} == {
        "The secretary-general"
    }


def test_those_killed_along_with_others_are_added() -> None:
    found = killed(
        "Ten reporters were killed in two attacks in Chad on Monday along with 26 others."
    )
    assert list(found) == [36]


def test_who_takes_up_the_people_and_not_their_party() -> None:
    claims = read(
        "Police detained around 20 activists of the Workers Front who staged a protest on Friday."
    )
    crowd = only(claims, "demonstration")
    assert crowd.count is not None
    assert crowd.count.about == 20
