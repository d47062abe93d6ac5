"""An injury is one whose outcome nobody tells; who died of a wound is told as dead, once."""

import pytest

from tests.claims.english.test_reader import low_high, only, read


@pytest.mark.parametrize(
    "words",
    [
        "Sara Benso was shot in the chest and taken to a hospital, where she was pronounced dead.",
        "Sara Benso was rushed to a clinic by paramedics. She died on the way.",
        "Sara Benso, who was injured in the clashes, has succumbed.",
        "Sara Benso was stabbed on Monday. She died of it.",
    ],
)
def test_who_died_of_a_wound_is_dead_and_not_injured(words: str) -> None:
    (claim,) = read(words)
    assert claim.act == "killed"
    assert claim.victims is not None
    assert claim.victims.names == ("Sara Benso",)
    assert claim.perpetrators == ()


@pytest.mark.parametrize(
    "words",
    [
        "A driver was stabbed in Lyon. Another man died in a fire.",
        "Two drivers were stabbed in Lyon. One died in hospital.",
        "A driver was taken to hospital. She is stable.",
    ],
)
def test_a_wound_that_others_died_of_stays_an_injury(words: str) -> None:
    assert "injured" in [claim.act for claim in read(words)]


def test_one_of_those_shot_is_told_to_have_died() -> None:
    claims = read("Four people were shot, one fatally, at a park on Wednesday.")
    assert low_high(only(claims, "injured")) == (4, 4)
    assert low_high(only(claims, "killed")) == (1, 1)


def test_each_harm_keeps_its_own_figure() -> None:
    claims = read("Three shootings left a teenager dead and six others wounded in Lyon.")
    assert low_high(only(claims, "killed")) == (1, 1)
    assert low_high(only(claims, "injured")) == (6, 6)


def test_the_one_named_later_is_the_one_told_first() -> None:
    claim = only(read("A man was killed in Lyon. Omar Benso, 34, died at the scene."), "killed")
    assert low_high(claim) == (1, 1)
    assert claim.victims is not None
    assert claim.victims.names == ("Omar Benso",)


def test_a_death_that_only_the_headline_tells_is_a_claim_beside_an_injury_of_the_text() -> None:
    claims = read("A guard was wounded in Lyon on Monday.", "Driver dies in Lyon shooting")
    assert sorted(claim.act for claim in claims) == ["injured", "killed"]
