"""Turns of phrase in the reports of rights groups and agencies: who did it, what is said instead, which total."""

from datetime import date

from gavah.claims.english.trimming import spans
from tests.claims.english.test_reader import READER, only, read, report


def _doers(text: str) -> list[list[str]]:
    return [[doer.name for doer in claim.perpetrators] for claim in read(text)]


def test_an_agency_before_a_dash_did_nothing() -> None:
    text = "IranWire - Police shot at a crowd in Tehran, killing two."
    ((start, end),) = spans(report(text))
    assert text[start:end].startswith("Police")
    assert _doers(text) == [["Police"]]
    assert _doers("Reuters - Police killed two men in Lyon.") == [["Police"]]


def test_a_day_between_commas_is_no_part_of_who_did_it() -> None:
    text = "On the evening of Sunday, May 9, border regiment forces fired at porters, killing two."
    assert _doers(text) == [["border regiment forces"]]


def test_what_is_said_in_place_of_what_is_denied_is_affirmed_by_the_same_speaker() -> None:
    told = read("The army rejected claims that 30 civilians were killed, saying that eleven rebels had died.")  # fmt: skip
    assert [(c.polarity, c.count and c.count.low, c.attribution[0].name) for c in told] == [
        ("denied", 30, "The army"),
        ("affirmed", 11, "The army"),
    ]


def test_a_total_takes_no_doer_from_another_attack() -> None:
    told = read(
        "In Isfahan, gunmen killed two guards on Monday.\n"
        "Rights groups say at least 342 protesters have been killed in the crackdown."
    )
    assert [[doer.name for doer in claim.perpetrators] for claim in told] == [["gunmen"], []]


def test_a_headline_of_two_is_not_the_years_total() -> None:
    told = READER.claim(
        report(
            "According to Hengaw, at least 38 porters have been killed since March.",
            "Two porters killed by border guards in Baneh",
            date(2021, 5, 12),
        )
    )
    figures = [(c.count and c.count.low, c.scope, [d.name for d in c.perpetrators]) for c in told]
    assert figures == [(38, "cumulative", []), (2, "incident", ["border guards"])]


def test_statistics_are_said_by_whoever_compiled_them() -> None:
    (claim,) = read("According to statistics compiled by Hengaw, 38 porters were killed in 2020.")
    assert [one.name for one in claim.attribution if one.role != "publisher"][:1] == ["Hengaw"]


def test_the_day_of_some_is_not_the_day_of_all() -> None:
    (claim,) = read("Fifty-six people have died in the unrest, 38 of them on Tuesday.")
    assert claim.when is None


def test_the_head_of_a_body_is_a_person_and_has_the_name_beside() -> None:
    (claim,) = read("The deputy head of the union, Yasir Adam, was arrested in Omdurman.")
    assert claim.victims is not None
    assert claim.victims.names == ("Yasir Adam",)
    assert not read("The head of a boy was injured.")


def test_there_is_the_place_told_right_before() -> None:
    told = read(
        "Among the dead in Mandalay was a vendor who was burned alive.\n"
        "In Bago, soldiers fired on a funeral. No casualties were reported there."
    )
    denied = next(claim for claim in told if claim.polarity == "denied")
    assert denied.place is not None
    assert denied.place.name == "Bago"


def test_a_mob_that_kills_is_the_doer_and_no_riot_of_its_own() -> None:
    assert [claim.act for claim in read("A mob lynched two officers in Lagos.")] == ["killed"]


def test_those_held_for_peaceful_protest_tell_of_no_gathering() -> None:
    told = read("Amnesty International called on the government to release all those held for peaceful protest.")  # fmt: skip
    assert [claim.type for claim in told] == ["appeal"]


def test_the_town_of_the_hospital_is_not_where_somebody_was_hurt() -> None:
    (hurt,) = read(
        "A wounded porter was taken to a hospital in Saqqez after a shooting near Baneh on Monday."
    )
    assert hurt.place is not None
    assert hurt.place.name == "Baneh"


def test_names_of_a_list_with_what_one_of_them_was_between() -> None:
    told = read(
        "Border guards killed two porters on Monday.\n"
        "The website identified the dead as Rebin Karimi, 27, a father of one, and Soran Ahmadi, 19."
    )
    claim = only(told, "killed")
    assert claim.victims is not None
    assert claim.victims.names == ("Rebin Karimi", "Soran Ahmadi")


def test_shot_and_taken_to_hospital_is_one_claim() -> None:
    told = read("A porter was shot near Baneh on Monday and taken to a hospital in Saqqez.")
    assert [(claim.act, claim.place and claim.place.name) for claim in told] == [("injured", "Baneh")]  # fmt: skip


def test_those_hanged_are_hanged_and_not_who_speaks_of_them() -> None:
    assert not read("The daughter of one of those hanged said the family had not been told.")


def test_found_hanged_is_no_execution() -> None:
    (claim,) = read("The lawyer Ana Ruiz was found hanged in a park in Kyiv on Tuesday.")
    assert claim.act == "killed"


def test_those_of_whom_a_part_is_named_are_told_of_whole() -> None:
    (claim,) = read("Four members of the Guards, among them the head of intelligence, Ali Musavi, also died in Zahedan.")  # fmt: skip
    assert claim.count is not None
    assert claim.count.low == 4


def test_the_attack_of_another_is_not_that_of_the_doer_told_before() -> None:
    told = read(
        "Israeli air strikes on a house killed 17 people in Khan Younis.\n"
        "Israel says 1,200 people were killed in the Hamas attack of 7 October 2023."
    )
    assert "Israeli" not in [doer.name for doer in told[-1].perpetrators]


def test_nobody_speaks_since_a_day() -> None:
    (claim,) = read("The authority counted 39 deaths nationwide since May 4.")
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (date(2021, 5, 4), date(2021, 5, 12))


def test_masked_men_abduct() -> None:
    assert [c.act for c in read("Masked men detained the lawyer Ana Ruiz in Minsk.")] == ["abducted"]  # fmt: skip
    assert [c.act for c in read("Police arrested four armed men in Minsk.")] == ["arrested"]


def test_a_human_chain_is_a_demonstration() -> None:
    (claim,) = read("Hundreds of women formed a human chain in Minsk.")
    assert claim.act == "demonstration"


def test_nights_and_elections_are_not_those_detained() -> None:
    told = read("Police detained 6,700 people over four nights of protests against the re-election of the president.")  # fmt: skip
    claim = only(told, "arrested")
    assert claim.victims is not None
    assert claim.victims.description == "people"


def test_a_refugee_camp_is_a_place_of_its_own() -> None:
    (claim,) = read("Air strikes on a house in the Nuseirat refugee camp killed 17 people.")
    assert claim.place is not None
    assert (claim.place.name, claim.place.country) == ("Nuseirat refugee camp", "PS")


def test_of_the_dead_a_wound_is_no_claim_of_its_own() -> None:
    told = read("Ten people died in Masaya. Most of the dead were shot by police.")
    assert [claim.act for claim in told] == ["killed"]


def test_who_says_a_figure_at_the_end_did_not_do_it() -> None:
    told = read("In Mykolaiv, shelling killed ten people, among them a child, and wounded 46, the governor said.")  # fmt: skip
    assert [[doer.name for doer in claim.perpetrators] for claim in told] == [[], []]


def test_a_body_that_says_it_had_killed_did_it() -> None:
    (claim,) = read("The army said on Thursday it had killed 42 armed men.")
    assert [doer.name for doer in claim.perpetrators] == ["The army"]


def test_a_projectile_is_nobody() -> None:
    assert _doers("A man died after being hit in the chest by a projectile.") == [[]]


def test_a_number_word_is_no_name() -> None:
    (claim,) = read("Eighty-five people, most of them schoolgirls, were killed when bombs went off.")  # fmt: skip
    assert claim.victims is None or not claim.victims.names
    assert claim.count is not None
    assert claim.count.low == 85


def test_a_toll_that_rose_to_a_figure_last_year_is_of_that_figure() -> None:
    (claim,) = read("The number of social leaders murdered in Colombia rose to 215 last year, up from 145 in 2019.")  # fmt: skip
    assert claim.count is not None
    assert claim.count.low == 215


def test_the_name_beside_an_age_is_the_victims() -> None:
    (claim,) = read("An officer who shot dead a 17-year-old, Nahel Benali, has been charged.")
    assert claim.victims is not None
    assert claim.victims.names == ("Nahel Benali",)


def test_the_gunmans_death_is_none_of_those_he_shot() -> None:
    told = read(
        "Five officers were shot dead by a sniper in Dallas on Monday.\n"
        "The gunman, Micah Benson, 25, was killed by a robot bomb."
    )
    assert all("Micah Benson" not in claim.victims.names for claim in told[:1] if claim.victims)
    assert len([claim for claim in told if claim.act == "killed"]) == 2


def test_who_finds_bodies_killed_nobody() -> None:
    assert _doers("Federal investigators later found 28 charred bodies in six pits.") == [[]]
    assert _doers("Police found nine people dead in a house.") == [[]]


def test_two_of_them_are_not_added_to_those_arrested() -> None:
    told = read("A mob stormed the airport on Sunday; more than 20 people were hurt, two of them critically, and 60 were arrested.")  # fmt: skip
    count = only(told, "arrested").count
    assert count is not None
    assert count.low == 60


def test_where_passengers_come_from_is_not_where_the_mob_was() -> None:
    told = read("A mob stormed the airport looking for passengers from Lyon on Sunday and hurt 20 people.")  # fmt: skip
    assert all(claim.place is None or claim.place.name != "Lyon" for claim in told)


def test_a_sentence_is_not_passed_on_the_day_of_the_arrest() -> None:
    told = read("The singer Sara Irani was sentenced to eight years. She was arrested in Shiraz on 9 April.")  # fmt: skip
    sentence = only(told, "sentenced")
    assert sentence.when is None
    assert sentence.place is None


def test_the_city_of_a_region_is_the_city() -> None:
    (claim,) = read("A journalist was killed in the West Bank city of Jenin on Monday.")
    assert claim.place is not None
    assert claim.place.name == "Jenin"
