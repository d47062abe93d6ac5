"""Whom a harm befell, how many and by whose hand, in the shapes that reports use."""

import pytest

from tests.claims.english.test_reader import low_high, only, read


@pytest.mark.parametrize(
    ("words", "act", "bounds"),
    [
        ("The death toll from the flood rose to 37 in Durban.", "killed", (37, 37)),
        ("The storm left 12 villagers dead and 30 injured.", "killed", (12, 12)),
        ("The storm left 12 villagers dead and 30 injured.", "injured", (30, 30)),
        ("The fire claimed the lives of 21 workers in Dhaka.", "killed", (21, 21)),
        ("A bomber struck the market, killing at least 9 traders.", "killed", (9, None)),
        ("Police shot dead at least 17 marchers in Karaj.", "killed", (17, None)),
        ("Six officers and a driver were killed in the ambush.", "killed", (7, 7)),
        ("Soldiers killed and wounded dozens of villagers.", "injured", (24, None)),
        ("The killing of 15 herders near Jos was condemned.", "killed", (15, 15)),
        ("Gunmen kidnapped three priests near Kaduna.", "abducted", (3, 3)),
        ("Forty miners lost their lives in the shaft.", "killed", (40, 40)),
        ("A court sentenced 101 students to three years in jail.", "sentenced", (101, 101)),
        ("Two fishermen drowned off the coast.", "killed", (2, 2)),
        ("The rebels freed 14 hostages on Monday.", "released", (14, 14)),
        ("Several people were taken to hospital after the crash.", "injured", (2, None)),
    ],
)
def test_the_count_is_of_those_the_act_befell(
    words: str, act: str, bounds: tuple[int | None, int | None]
) -> None:
    assert low_high(only(read(words), act)) == bounds


def test_the_subject_of_an_active_verb_did_it_and_a_blast_did_not() -> None:
    by_hand = only(read("Gunmen killed four guards in Mosul."), "killed")
    by_blast = only(read("The blast killed four guards in Mosul."), "killed")
    assert [one.name for one in by_hand.perpetrators] == ["Gunmen"]
    assert by_blast.perpetrators == ()


def test_the_dead_of_two_sides_are_two_claims() -> None:
    claims = read("Two officers and one militant were killed in Srinagar.")
    counts = sorted(low_high(claim) for claim in claims if claim.act == "killed")
    assert counts == [(1, 1), (2, 2)]


def test_a_participle_that_says_which_people_is_no_claim_of_its_own() -> None:
    claims = read("Five of the nuns kidnapped last year were released on Sunday.")
    assert [claim.act for claim in claims] == ["released"]


def test_the_last_of_a_series_counts_the_series() -> None:
    killed = only(read("He was the fifth miner killed at the shaft since June 2020."), "killed")
    assert low_high(killed) == (5, 5)
    assert killed.scope == "cumulative"
