"""Harms that a sentence takes for granted while it denies, fears or asks after something else."""

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document


def claims(text: str) -> list[Claim]:
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=((0, len(text)),))  # fmt: skip
    return [claim for claim in EnglishReader().claim(document) if claim.type == "harm"]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The front denied any part in the murder of two teachers in Rabat.", 2),
        ("The ministry has denied any links with the assassination of Omar Haddad.", 1),
        ("The general rejected any responsibility for the killing of nine farmers.", 9),
        ("He is believed to have participated in the murder of the judge.", 1),
        ("She called for an inquiry into the killing of six Jesuits in the capital.", 6),
    ],
)
def test_a_part_in_a_harm_is_denied_or_feared_and_not_the_harm(text: str, low: int) -> None:
    (claim,) = claims(text)
    assert (claim.act, claim.polarity, claim.modality) == ("killed", "affirmed", "asserted")
    assert claim.count is not None
    assert claim.count.low == low


@pytest.mark.parametrize(
    "text",
    [
        "The army denied the killing of nine farmers in Rabat.",
        "The army denied that nine farmers were killed in Rabat.",
        "The army denied reports of the killing of nine farmers.",
    ],
)
def test_a_harm_that_is_itself_denied_stays_denied(text: str) -> None:
    assert {claim.polarity for claim in claims(text)} == {"denied"}


def test_responsibility_for_a_killing_is_nobody_and_who_claims_it_did_it() -> None:
    (claim,) = claims("The Front claimed responsibility for killing two soldiers in Rabat.")
    assert [one.name for one in claim.perpetrators] == ["The Front"]
    for text in ("The plans for detaining two students in Rabat were dropped.",
                 "The court granted more time for arresting two students."):  # fmt: skip
        assert all(not claim.perpetrators for claim in claims(text))


def test_names_after_they_are_name_as_many_as_were_told() -> None:
    told = "Three people were killed in the blast. They are Omar Haddad, Ana Ruiz, and policeman Peter Lang."
    (claim,) = claims(told)
    assert claim.victims is not None
    assert claim.victims.names == ("Omar Haddad", "Ana Ruiz", "Peter Lang")
    (fewer,) = claims("Four people were killed in the blast. They are Omar Haddad and Ana Ruiz.")
    assert fewer.victims is not None
    assert fewer.victims.names == ()


def test_a_list_of_the_dead_goes_past_what_each_of_them_was() -> None:
    (claim,) = claims(
        "Patrols killed three journalists: Omar Haddad, a staff photographer, Ana Ruiz, a Dutch"
        " correspondent, and Peter Lang."
    )
    assert claim.victims is not None
    assert claim.victims.names == ("Omar Haddad", "Ana Ruiz", "Peter Lang")


def test_a_murder_that_is_rejected_or_condemned_is_not_denied() -> None:
    for verb in ("rejected", "condemned", "deplored"):
        (claim,) = claims(f"All parties {verb} the murder of the clerk Omar Haddad.")
        assert (claim.polarity, claim.modality) == ("affirmed", "asserted")
    (report,) = claims("The army rejected a report that nine farmers were killed.")
    assert report.polarity == "denied"


def test_who_takes_up_the_person_and_not_the_attack() -> None:
    (claim,) = claims("They spoke of the attack on the judge Ana Ruiz, who was murdered in Rabat.")
    assert claim.victims is not None
    assert claim.victims.names == ("Ana Ruiz",)


def test_a_person_may_be_told_by_country_alone() -> None:
    (claim,) = claims("Gunmen killed an American in Rabat on Monday.")
    assert claim.count is not None
    assert claim.count.low == 1


def test_millions_in_losses_are_no_people() -> None:
    (claim,) = claims(
        "The shops were bombed, resulting in the injury of six people and millions in losses."
    )
    assert claim.count is not None
    assert (claim.count.low, claim.count.high) == (6, 6)
