"""Whoever is told as "shot": a headline's word, a day beside it, a death with it."""

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document


def _claims(text: str) -> list[Claim]:
    paragraphs = ((0, len(text)),)
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=paragraphs)  # fmt: skip
    return EnglishReader().claim(document)


def whom(text: str) -> list[tuple[str, tuple[str, ...] | str | None]]:
    return [
        (one.act, one.victims and (one.victims.names or one.victims.description))
        for one in _claims(text)
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Man shot and killed in Leeds", [("killed", "Man")]),
        ("Woman shot, killed in Leeds", [("killed", "Woman")]),
        ("Boy shot in the leg in Hull", [("injured", "Boy")]),
        ("Two men shot in Hull", [("injured", "men")]),
        ("Two protesters shot dead in Basra", [("killed", "protesters")]),
        ("Man jailed after wife killed", [("arrested", "Man"), ("killed", "wife")]),
        ("Man charged after brother killed", [("killed", "brother")]),
        ("Police search house after teenager shot", [("injured", "teenager")]),
        ("Two men charged after girl accidentally shot, killed in Leeds", [("killed", "girl")]),
        ("Teen shot, killed mother in Hull", [("killed", "killed mother")]),
        ("Deputies shot, killed armed man, sheriff says", [("killed", "armed man")]),
        ("Police kill protester in Cairo", [("killed", "protester")]),
        ("Boy accidentally shoots, kills friend", [("killed", "friend")]),
        ("Lightning kills farmer in Bihar", [("killed", "farmer")]),
        ("Two soldiers die in Sinai bombing", [("killed", "soldiers")]),
        ("Two women were burned alive.", [("killed", "women")]),
        ("Detectives said the two fatally shot men were brothers.",
         [("killed", "fatally shot men")]),
    ],
)  # fmt: skip
def test_people_shot_are_read_without_an_auxiliary(text: str, claims: list[object]) -> None:
    assert whom(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The first shot was fired from a roof.",
        "Witnesses heard a shot and ran.",
        "The single shot killed nobody.",
        "It was a long shot.",
        "Landmines kill people.",
        "Ten people die every day in the camp.",
        "Neither driver was hurt.",
        "Knife crime kills youth in every city.",
    ],
)
def test_a_shot_that_is_a_thing_hurts_nobody(text: str) -> None:
    assert [claim for claim in _claims(text) if claim.polarity == "affirmed"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Omar Haddad, 22, was shot and killed May 23 in the market.",
        "Omar Haddad was shot and killed Tuesday in the market.",
    ],
)
def test_a_day_beside_the_verb_is_when_and_not_whom(text: str) -> None:
    assert whom(text) == [("killed", ("Omar Haddad",))]
    (claim,) = _claims(text)
    assert claim.count is not None
    assert (claim.count.low, claim.count.high) == (1, 1)
    assert claim.perpetrators == ()
