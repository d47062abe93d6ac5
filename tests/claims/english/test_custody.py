"""Custody and deeds of the police in the words of South Asian and American papers."""

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document


def claims(text: str, act: str) -> list[Claim]:
    paragraphs = tuple(
        (text.index(line), text.index(line) + len(line)) for line in text.split("\n") if line
    )
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=paragraphs)  # fmt: skip
    return [claim for claim in EnglishReader().claim(document) if claim.act == act]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Twelve workers of the party were booked for rioting in Umra on Monday.", 12),
        ("Three men were booked into the county jail on Monday.", 3),
        ("The two leaders were placed under house arrest on Monday.", 2),
        ("Nine students were put behind bars in Umra.", 9),
        ("Two union leaders were sent to the district jail.", 2),
        ("In raids on Monday, 50 people were held and weapons were taken.", 50),
        ("Four men were held in connection with the fire.", 4),
        ("Police locked up nine shopkeepers on Monday.", 9),
        ("Seven students were rounded up and hauled away by police.", 7),
        ("She was referring to arrest of a teacher in Umra.", 1),
        ("The prime accused in the case was arrested on Monday.", 1),
        ("The raid led to the arrest of underworld boss Omar Haddad.", 1),
    ],
)
def test_custody_is_told_in_many_words(text: str, low: int) -> None:
    (claim,) = claims(text, "arrested")
    assert claim.count is not None
    assert claim.count.low == low
    assert (claim.polarity, claim.modality) == ("affirmed", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "The 12 guests were booked on the morning flight.",
        "Talks were held in Umra on Monday and two people spoke.",
        "Two leaders were held responsible for the fire.",
        "The party called for a ban on the group and arrest of its leaders.",
        "The court granted the time sought for arresting two clerks.",
        "Nothing can prevent them from arresting two clerks.",
    ],
)
def test_what_only_sounds_like_custody_is_none(text: str) -> None:
    assert claims(text, "arrested") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The police firing that left one dead on Sunday was condemned.", "The police"),
        ("They asked for a probe into police firing at Umra in which two people were killed.", "police"),
        ("Rioting and army shelling in Umra left two people dead.", "army"),
        ("The town stayed tense, with two men, including a clerk, being killed in police firing.", "police"),
        ("Two men were killed in police firing in Umra's old quarter.", "police"),
    ],
)  # fmt: skip
def test_whose_firing_it_was_is_read_by_the_words(text: str, who: str) -> None:
    (claim,) = claims(text, "killed")
    assert [one.name for one in claim.perpetrators] == [who]


def test_a_firing_told_of_before_another_clause_is_not_what_killed() -> None:
    (claim,) = claims("After police firing stopped, two men were killed by a mob.", "killed")
    assert [one.name for one in claim.perpetrators] == ["a mob"]
    (other,) = claims("Police firing went on while two men were stabbed to death.", "killed")
    assert other.perpetrators == ()


@pytest.mark.parametrize(
    "mention",
    [
        "Killings took a break on Sunday.",  # such harms in general
        "The conviction means life imprisonment or death.",
        "She spoke of the Belvar train massacre.",  # one that has a name of its own
        "After Haddad's death the land was sold.",  # one of somebody else
    ],
)
def test_a_bare_mention_tells_no_other_harm_again(mention: str) -> None:
    (claim,) = claims(f"Police shot dead nine farmers in Umra on Friday.\n{mention}", "killed")
    assert claim.also == ()


def test_a_mention_that_points_back_tells_the_harm_again() -> None:
    text = "Police shot dead nine farmers in Umra on Friday.\nThe killings were condemned."
    (claim,) = claims(text, "killed")
    assert [anchor.quote for anchor in claim.also] == ["killings"]


def test_people_told_of_in_general_far_away_are_others() -> None:
    between = "\nThe market was open.\nShops did well.\nBuses ran late.\nRain fell in the hills."
    text = f"People were killed by police in Umra.{between}\nPeople were killed in a train near Belvar."
    assert len(claims(text, "killed")) == 2


def test_one_of_the_things_hit_is_nobody_hurt() -> None:
    assert claims("One of the vehicles in the convoy was hit by two bullets.", "injured") == []
    (claim,) = claims("One of the guards in the convoy was hit by two bullets.", "injured")
    assert claim.count is not None
    assert claim.count.low == 1
