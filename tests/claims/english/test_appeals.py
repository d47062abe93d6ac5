"""Who calls on somebody, for what: each verb, noun and "must", and asking that is no appeal."""

import pytest

from tests.claims.english.test_reader import only, read


@pytest.mark.parametrize(
    ("words", "act", "asker"),
    [
        ("Amnesty urged Iran to release the nurses.", "release", "Amnesty"),
        ("The movement has campaigned for the release of the nurses.", "release", "The movement"),
        ("The government must release the nurses, Amnesty said.", "release", "Amnesty"),
        ("The police need to investigate the killings, Sara Benso said.", "investigate", "Sara Benso"),
        ("The army ought to stop the killings, Sara Benso said.", "stop_violence", "Sara Benso"),
        ("Demonstrators demanded that the minister resign.", "resign", "Demonstrators"),
        ("The minister was urged by Amnesty to resign.", "resign", "Amnesty"),
        ("The UN renewed its call for access to the camps.", "access", "The UN"),
        ("The union called on teachers to strike on Monday.", "protest", "The union"),
        ("The group appealed to the kidnappers to free the girls.", "release", "The group"),
        ("Amnesty called for those responsible to be brought to justice.", "prosecute", "Amnesty"),
        ("Amnesty called on the UN to impose sanctions.", "sanction", "Amnesty"),
        ("The family asked the court to free her son.", "release", "The family"),
        ("The family asked the government to protect them.", "other", "The family"),
        ("The villagers asked Turkey to save them.", "other", "The villagers"),
    ],
)  # fmt: skip
def test_an_appeal_says_who_asks_for_what(words: str, act: str, asker: str) -> None:
    claim = only(read(words), act)
    assert claim.type == "appeal"
    assert [link.name for link in claim.speakers] == [asker]
    assert (claim.victims, claim.count) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "She asked reporters to leave the room.",
        "The court asked him to pay a fine.",
        "The reporter asked the ministry for comment.",
        "The kidnappers demanded a ransom.",
        "The president reiterated that he believes in peace.",
        "You must see this film.",
    ],
)
def test_asking_a_favour_or_a_price_is_no_appeal(words: str) -> None:
    assert [claim for claim in read(words) if claim.type == "appeal"] == []


def test_they_who_must_act_are_those_named_before() -> None:
    claim = only(read('"If council members want peace, they must release the nurses," Sara Benso said.'), "release")  # fmt: skip
    assert [link.name for link in claim.speakers] == ["Sara Benso"]


def test_one_call_told_twice_is_one_and_two_callers_are_two() -> None:
    once = read("Amnesty urged Iran to release the nurses. Amnesty called on Iran to release the nurses now.")  # fmt: skip
    assert [claim.act for claim in once] == ["release"]
    twice = read("Amnesty urged Iran to release the nurses. The council called on Iran to release the nurses.")  # fmt: skip
    assert [claim.act for claim in twice] == ["release", "release"]
