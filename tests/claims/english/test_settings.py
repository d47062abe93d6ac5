"""Where and when a report's facts were, told in whatever sentence: what is taken over, and what not."""

from datetime import date

import pytest

from gavah.model import Claim
from tests.claims.english.test_reader import READER, low_high, only, read, report


def place(claim: Claim) -> str | None:
    return claim.place.name if claim.place else None


def act(text: str, wanted: str, title: str | None = None) -> Claim:
    return only(read(text, title), wanted)


@pytest.mark.parametrize(
    ("pointing", "named"),
    [("in the city", "Moundou"), ("at the camp", "Lobo camp"), ("across the country", "Chad")],
)
def test_a_class_word_takes_up_the_place_of_its_kind(pointing: str, named: str) -> None:
    claims = read(
        "The governor visited Lobo camp near Moundou, in southern Chad, on Tuesday.\n"
        f"Soldiers have killed at least 40 people {pointing} since January, he said."
    )
    assert place(only(claims, "killed")) == named


def test_the_hospital_is_not_where_they_were_hurt() -> None:
    claims = read("Nine miners were taken to a hospital in Moundou on Tuesday with burns.")
    assert place(only(claims, "injured")) is None


def test_the_place_of_the_charge_is_not_that_of_the_arrest_or_the_sentence() -> None:
    arrested = act(
        "Police arrested two teenagers, accused of plotting an attack in Moundou.", "arrested"
    )
    sentenced = act(
        "A court sentenced 101 farmers to three years in jail for acts of violence in Moundou.",
        "sentenced",
    )
    assert (place(arrested), place(sentenced)) == (None, None)


def test_where_takes_up_the_finest_place_before_it() -> None:
    claims = read("The minister spoke of Moundou, Chad, where 12 villagers were killed.")
    assert place(only(claims, "killed")) == "Moundou"


def test_whose_town_somebody_is_of_is_not_where_they_died() -> None:
    claims = read("Sara Benso of Moundou died in the crash, her sister said.")
    assert place(only(claims, "killed")) is None


def test_the_towns_police_say_where_a_report_without_another_place_is_set() -> None:
    claims = read(
        "Springfield police are investigating a shooting at a club.\nTwo men were killed."
    )
    killed = only(claims, "killed")
    assert killed.place is not None
    assert (killed.place.name, killed.place.basis) == ("Springfield", "inherited")
    arrested = act("Nine farmers were arrested by the Moundou police.", "arrested")
    assert place(arrested) == "Moundou"


def test_the_finest_place_of_the_blast_may_stand_far_down() -> None:
    claims = read(
        "A blast in southern Chad killed nine people on Tuesday, medics said.\n"
        "The government sent help. A minister went there. He spoke with villagers. Schools "
        "were closed. The explosion happened in Moundou, a trader said."
    )
    assert place(only(claims, "killed")) == "Moundou"


def test_a_square_of_no_town_is_in_the_town_the_report_is_set_in() -> None:
    claims = read(
        "Moundou police were called to a fight in Moundou on Tuesday.\n"
        "Two men were shot dead at Acacia Park, the police said."
    )
    killed = only(claims, "killed")
    assert killed.place is not None
    assert (killed.place.name, killed.place.settlement) == ("Acacia Park", "Moundou")


def test_the_day_before_counts_from_the_day_told_last() -> None:
    claims = READER.claim(
        report(
            "Nine people were killed in Moundou on 3 April 2021.\n"
            "Two days later, four miners were wounded in Sarh.",
            None,
            date(2021, 5, 12),
        )
    )
    injured = only(claims, "injured")
    assert injured.when is not None
    assert injured.when.start == date(2021, 4, 5)


def days(claim: Claim) -> tuple[date, date] | None:
    return (claim.when.start, claim.when.end) if claim.when else None


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 2021-05-12 13:14",
        "This story is from May 12, 2021",
        "Posted: Wednesday, May 12, 2021",
    ],
)
def test_the_day_of_the_page_is_not_the_day_of_what_it_tells(line: str) -> None:
    claims = read(f"{line}\nNine miners were killed when a shaft flooded, medics said.")
    assert days(only(claims, "killed")) is None


def test_the_day_of_a_participle_is_not_the_day_of_the_act() -> None:
    claims = read("Twenty girls taken by rebels in April 2020 have been freed, the army said.")
    assert days(only(claims, "released")) is None


def test_the_day_on_which_something_was_said_is_not_the_day_of_what_was_said() -> None:
    claims = read("The rebels issued a video in April claiming that some of the girls were killed.")
    assert days(only(claims, "killed")) is None


def test_each_strike_keeps_its_own_day() -> None:
    claims = read(
        "The rebels said the bombing on Monday was revenge for air strikes in April 2020 that left "
        "32 farmers dead."
    )
    assert days(only(claims, "killed")) == (date(2020, 4, 1), date(2020, 4, 30))


def test_the_day_of_the_blast_may_be_told_after_the_dead_are_counted() -> None:
    claims = read(
        "A truck bomb at a market killed nine people in Moundou, medics said.\n"
        "Rebels said the bombing late on Monday was theirs."
    )
    assert days(only(claims, "killed")) == (date(2021, 5, 10), date(2021, 5, 10))


def test_since_shelling_began_last_week_is_a_span_even_across_commas() -> None:
    claims = read(
        "About 530 people have been killed in Moundou since a wave of rocket fire, shelling and "
        "air strikes began last Sunday."
    )
    assert days(only(claims, "killed")) == (date(2021, 5, 9), date(2021, 5, 12))


def test_what_custody_followed_has_not_the_day_of_the_custody() -> None:
    claims = read(
        "Nine men were arrested on Monday.\nA village chief said that 40 farmers were killed."
    )
    assert days(only(claims, "killed")) is None


def test_who_shot_himself_in_the_leg_lived() -> None:
    assert [c.act for c in read("A soldier accidentally shot himself in the leg in Moundou.")] == [
        "injured"
    ]
    assert [c.act for c in read("The officer shot himself as the rebels closed in.")] == ["killed"]


@pytest.mark.parametrize(
    ("who", "acts"),
    [
        ("A 3-year-old boy", ["injured"]),
        ("A toddler", ["injured"]),
        ("A four-year-old girl", ["injured"]),
        ("A 17-year-old boy", ["killed"]),
        ("A soldier", ["killed"]),
    ],
)
def test_a_small_child_that_shot_itself_is_not_told_dead(who: str, acts: list[str]) -> None:
    assert [c.act for c in read(f"{who} shot himself at a farm in Moundou.")] == acts


def test_those_found_shot_whose_deaths_are_told_are_not_hurt_besides() -> None:
    claims = read("Police investigate the deaths of four people who were found shot in Moundou.")
    assert [(c.act, c.count.low if c.count else None) for c in claims] == [("killed", 4)]


def test_where_they_were_taken_is_not_where_they_were_freed() -> None:
    claims = read(
        "Rebels abducted 40 girls from a school in Moundou in April 2020.\n"
        "Twenty-one of the girls were freed, the government said."
    )
    released = only(claims, "released")
    assert place(released) is None
    assert days(released) is None


def test_what_a_town_is_the_seat_of_is_not_where_it_happened() -> None:
    for words in ("Moundou, the provincial capital of Logone", "Moundou, a town in Chad"):
        assert place(act(f"Nine farmers were killed in {words}, on Monday.", "killed")) == "Moundou"


def test_another_month_that_nothing_resolves_has_not_the_place_of_the_news() -> None:
    claims = read(
        "Nine miners were killed by police in Moundou. The shaft is closed. It belongs to a bank.\n"
        "The bank did not answer. Its head is away. It has other shafts.\n"
        "In September, two pilots died when a plane went down."
    )
    assert [place(one) for one in claims if one.act == "killed"] == ["Moundou", None]


def test_most_of_the_deaths_are_not_one_mans() -> None:
    claims = read(
        "Drugs killed nine people in Lyon. Most of the deaths occurred in Moundou.\n"
        "In April, Omar Karimi died of an overdose."
    )
    one = next(claim for claim in claims if low_high(claim) == (1, 1))
    assert place(one) != "Moundou"


def test_of_one_persons_custody_the_day_it_began_is_told() -> None:
    one = READER.claim(
        report("A teacher has been detained in Moundou since March 2021.", None, date(2021, 5, 12))
    )
    many = READER.claim(
        report("Police have arrested 90 teachers since March 2021.", None, date(2021, 5, 12))
    )
    spans = [(c.when.start, c.when.end) if c.when else None for c in (*one, *many)]
    assert spans == [(date(2021, 3, 1), date(2021, 3, 31)), (date(2021, 3, 1), date(2021, 5, 12))]


def test_a_class_word_beside_a_time_or_in_a_toll_points_back() -> None:
    claims = read(
        "Clashes broke out in Gujarat on Friday, killing nine people.\n"
        "Police now count 640 people arrested across the state since the weekend."
    )
    assert place(only(claims, "arrested")) == "Gujarat"
    named = read("Nine people were killed in Lyon. Ten were arrested in the city of Moundou.")
    assert place(only(named, "arrested")) == "Moundou"
