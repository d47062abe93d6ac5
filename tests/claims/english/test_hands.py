import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document


def _claims(text: str) -> list[Claim]:
    paragraphs = ((0, len(text)),)
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=paragraphs)  # fmt: skip
    return EnglishReader().claim(document)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Two people were killed in police firing in Vatva on Tuesday.", ["police"]),
        ("Israeli shelling killed nine people in the camp.", ["Israeli"]),
        ("A Taliban truck bombing killed six people.", ["Taliban"]),
        ("About 530 people have died in regime rocket fire.", ["regime"]),
        ("Forty people were killed in firing by the army.", ["the army"]),
        ("Four people were killed on Tuesday when police opened fire on a crowd.", ["police"]),
        ("Three people died here after unidentified gunmen stormed the hall.",
         ["unidentified gunmen"]),
        ("Protesters said police had killed nine people.", ["police"]),
        ("Police said protesters killed two officers.", ["protesters"]),
        ("The UN said Israeli fire killed 60 people.", ["Israeli"]),
        ("Nine people were killed, said Mayor Ana Ruiz.", []),
        ("A court jailed a policeman for killing a student.", ["a policeman"]),
        ("Six people were killed in a shootout near the border.", []),
        ("At least 20 died in Kenya protests.", []),
        ("Three people were killed in Kashmir clashes on Sunday.", []),
        ("A Nigeria church collapse killed 60 people.", []),
        ("The Karachi bombing killed nine people.", []),
        ("Nine people were killed in a Hamas raid.", ["Hamas"]),
        ("An Isis attack killed 20 people.", ["Isis"]),
        ("An earthquake killed nine people.", []),
        ("An Indian bus crash killed nine people.", []),
        ("Nine people were killed in the city when a wall fell.", []),
    ],
)  # fmt: skip
def test_who_did_it_is_read_from_whose_attack_it_was(text: str, doers: list[str]) -> None:
    killed = [claim for claim in _claims(text) if claim.act == "killed"]
    assert [[one.name for one in claim.perpetrators] for claim in killed] == [doers]


def test_the_injured_share_the_doer_of_the_killed() -> None:
    claims = _claims("Four people were killed and five injured when police opened fire on a crowd.")
    told = {claim.act: [one.name for one in claim.perpetrators] for claim in claims}
    assert (told["killed"], told["injured"]) == (["police"], ["police"])


def test_the_attack_is_taken_up_while_one_doer_is_named_and_never_guessed_between_two() -> None:
    first = "Gunmen killed four miners at the gate. "
    (later,) = [
        c for c in _claims(first + "A guard was injured in the attack.") if c.act == "injured"
    ]
    assert [one.name for one in later.perpetrators] == ["Gunmen"]
    assert "perpetrators_inherited" in [doubt.code for doubt in later.doubts]
    second = "Soldiers killed two farmers nearby. "
    claims = _claims(first + second + "A guard was injured in the attack.")
    assert [c.perpetrators for c in claims if c.act == "injured"] == [()]


def test_an_arrest_that_succeeded_is_told_and_one_that_may_is_not() -> None:
    assert [c.act for c in _claims("The police were able to arrest 31 people.")] == ["arrested"]
    assert _claims("The police may be able to arrest 31 people.") == []


def test_a_country_whose_bombing_it_was_is_no_place_of_it() -> None:
    (claim,) = _claims("Israel's bombing of the camp killed 40 people.")
    assert claim.place is None
    assert [one.name for one in claim.perpetrators] == ["Israel"]
