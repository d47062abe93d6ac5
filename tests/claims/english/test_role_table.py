"""Who did what to whom, according to whom, in every shape that reports use: a table of sentences."""

import pytest

from gavah.model import Claim
from tests.claims.english.test_reader import low_high, only, read

NINE = (9, 9)


def speakers(claim: Claim) -> list[tuple[str, str]]:
    return [(link.name, link.kind) for link in claim.speakers]


def doers(claim: Claim) -> list[str]:
    return [one.name for one in claim.perpetrators]


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("Amnesty International said, citing witnesses, that nine marchers were killed in Karaj.",
         [("Amnesty International", "ngo"), ("witnesses", "witness")]),
        ("Nine marchers were killed in Karaj, according to a police statement carried by IRNA.",
         [("police", "security"), ("IRNA", "media")]),
        ("Nine marchers were killed in Karaj, according to figures released by the ministry.",
         [("the ministry", "state")]),
        ("Nine marchers were killed in Karaj, Reuters reported, citing two doctors.",
         [("Reuters", "media"), ("two doctors", "medical")]),
        ("Nine marchers were killed in Karaj, a spokesman for the interior ministry said.",
         [("a spokesman for the interior ministry", "state")]),
        ("Police spokesman Omar Karimi said nine marchers were killed in Karaj.",
         [("Police spokesman Omar Karimi", "security")]),
        ('"Nine marchers were killed in Karaj," said Sara Benso, a nurse at the town hospital.',
         [("Sara Benso", "unknown")]),
        ("Another local official, deputy police chief Omar Karimi, said nine people were killed.",
         [("deputy police chief Omar Karimi", "security")]),
        ("The report by Human Rights Watch said nine people were killed.",
         [("Human Rights Watch", "ngo")]),
        ("The Association of Political Prisoners said nine people were killed.",
         [("The Association of Political Prisoners", "ngo")]),
        ("The Committee of Relatives of the Missing said nine people were killed.",
         [("The Committee of Relatives of the Missing", "ngo")]),
        ("A group of residents said nine people were killed.",
         [("A group of residents", "witness")]),
        ("The Daily Post reported that the ministry had denied it. It said nine people were killed.",
         [("The Daily Post", "media")]),
        ("State television said nine people were killed.", [("State television", "media")]),
        ("Local media reported that nine people were killed.", [("Local media", "media")]),
        ("Unconfirmed reports said nine people were killed.", [("Unconfirmed reports", "unknown")]),
        ("Nine people were killed.", []),
        ("Nine people were killed in Karaj, the provincial capital, on Monday, reports The Beacon.",
         [("The Beacon", "unknown")]),
        ("Nine people were killed in Karaj, according to the mayor, reports Daily Times.",
         [("the mayor", "state"), ("Daily Times", "media")]),
        ("The official death toll in Karaj has gone up to nine.", [("official", "state")]),
        ("Official figures put the number of dead at nine.", [("Official figures", "state")]),
    ],
)  # fmt: skip
def test_a_chain_of_speakers_is_read_nearest_first(
    words: str, chain: list[tuple[str, str]]
) -> None:
    assert speakers(only(read(words), "killed")) == chain


def test_the_source_between_commas_is_not_the_one_arrested() -> None:
    claim = only(read("The driver, police said, was arrested."), "arrested")
    assert speakers(claim) == [("police", "security")]
    assert claim.victims is not None
    assert claim.victims.description == "driver"


def test_a_quotation_keeps_its_speaker_over_its_sentences() -> None:
    claims = read('"Nine marchers were killed. Twelve were wounded," Sara Benso told Reuters.')
    assert {claim.act: speakers(claim) for claim in claims} == {
        "killed": [("Sara Benso", "unknown")],
        "injured": [("Sara Benso", "unknown")],
    }


@pytest.mark.parametrize(
    ("words", "act", "hands"),
    [
        ("The army killed nine farmers in Karaj.", "killed", ["The army"]),
        ("Nine farmers were killed by the army in Karaj.", "killed", ["the army"]),
        ("The killing of nine farmers by the army shocked the town.", "killed", ["the army"]),
        ("The army's killing of nine farmers shocked the town.", "killed", ["The army"]),
        ("The police crackdown left nine people dead.", "killed", ["police"]),
        ("A crackdown that left nine people dead ended on Monday.", "killed", []),
        ("Police carried out the arrest of nine students.", "arrested", ["Police"]),
        ("Police made nine arrests in Karaj.", "arrested", ["Police"]),
        ("Nine students were taken into custody by the police.", "arrested", ["the police"]),
        ("Nine students came under arrest.", "arrested", []),
        ("Gunmen who killed nine farmers fled.", "killed", ["Gunmen"]),
        ("The nine farmers whom gunmen killed were buried.", "killed", ["gunmen"]),
        ("Nine farmers shot by soldiers died.", "killed", ["soldiers"]),
        ("Soldiers opened fire on the crowd, killing nine people.", "killed", ["Soldiers"]),
        ("Nine people were killed when soldiers opened fire on the crowd.", "killed", ["soldiers"]),
        ("Nine people were killed in an attack claimed by the Umra Front.", "killed", ["the Umra Front"]),
        ("The Umra Front claimed responsibility for an attack that killed nine people.", "killed", ["The Umra Front"]),
        ("Nine people were killed in an attack blamed on the Umra Front.", "killed", ["the Umra Front"]),
        ("Suspected militants killed nine people.", "killed", ["Suspected militants"]),
        ("Nine people were killed. The Umra Front claimed responsibility.", "killed", ["The Umra Front"]),
        ("Nine people were killed. No group has claimed responsibility.", "killed", []),
        ("A court in Karaj sentenced nine people to death.", "sentenced", ["A court"]),
        ("A court in Karaj handed nine people death sentences.", "sentenced", ["A court"]),
        ("The authorities executed nine prisoners.", "executed", ["The authorities"]),
        ("Militants executed nine prisoners.", "killed", ["Militants"]),
        ("Guards tortured nine prisoners.", "tortured", ["Guards"]),
        ("Nine prisoners were beaten in custody.", "tortured", []),
        ("Nine people went missing after the flood.", "missing", []),
        ("Nine girls were raped by soldiers.", "sexual_violence", ["soldiers"]),
        ("Nine girls were taken from their school by gunmen.", "abducted", ["gunmen"]),
        ("Rebels captured nine soldiers.", "abducted", ["Rebels"]),
        ("The army captured nine rebels.", "arrested", ["The army"]),
        ("Islamic State imprisoned nine shopkeepers.", "abducted", ["Islamic State"]),
        ("Nine hostages were freed by the army.", "released", ["the army"]),
        ("Nine villagers fled to Turkey after the attack.", "displaced", []),
        ("Nine villagers have fled the fighting.", "displaced", []),
        ("Nine villagers are spending the night in emergency shelters.", "displaced", []),
        ("Nine people were rushed to a clinic by paramedics.", "injured", []),
    ],
)  # fmt: skip
def test_one_claim_says_whom_an_act_befell_and_who_did_it(
    words: str, act: str, hands: list[str]
) -> None:
    claims = read(words)
    assert [claim.act for claim in claims] == [act]
    assert (low_high(claims[0]), doers(claims[0])) == (NINE, hands)


@pytest.mark.parametrize(
    ("words", "polarity", "modality"),
    [
        ("The ministry denied that nine marchers were killed.", "denied", "asserted"),
        ("The ministry rejected claims that nine marchers were killed.", "denied", "asserted"),
        ("Police were accused of killing nine marchers.", "affirmed", "alleged"),
        ("Human Rights Watch accused the police of killing nine marchers.", "affirmed", "alleged"),
        ("Police allegedly killed nine marchers.", "affirmed", "alleged"),
        ("Nine sailors are feared dead after the ship sank.", "affirmed", "feared"),
        ("Officials fear that nine sailors drowned.", "affirmed", "feared"),
        ("Nine sailors may have drowned, officials said.", "affirmed", "feared"),
        ("The group threatened to kill nine hostages on Friday.", "affirmed", "planned"),
        ("Nine people were reportedly killed.", "affirmed", "asserted"),
        ("Nine people were shot dead, allegedly by soldiers.", "affirmed", "asserted"),
    ],
)
def test_denials_allegations_fears_and_plans_are_told_apart(
    words: str, polarity: str, modality: str
) -> None:
    claim = only(read(words), "killed")
    assert (low_high(claim), claim.polarity, claim.modality) == (NINE, polarity, modality)


def test_whoever_accuses_has_no_hand_in_it() -> None:
    claim = only(read("Human Rights Watch accused the police of killing nine marchers."), "killed")
    assert doers(claim) == ["the police"]
    assert speakers(claim) == [("Human Rights Watch", "ngo")]


@pytest.mark.parametrize(
    "words",
    [
        "If nine people were killed, an inquiry would follow.",
        "Protests can turn violent.",
        "The gunman fled the scene.",
        "The suspects fled to Turkey.",
        "The bill was killed in the senate.",
        "The minister warned that guns kill people.",
        "The death penalty is applied in Karaj.",
    ],
)
def test_what_is_no_fact_is_no_claim(words: str) -> None:
    assert [claim for claim in read(words) if claim.type != "appeal"] == []


def test_mass_arrests_are_a_claim_without_a_number() -> None:
    claim = only(read("The protests in Karaj were followed by mass arrests on Monday."), "arrested")
    assert claim.count is None


def test_one_fact_told_three_times_is_one_claim() -> None:
    text = (
        "Soldiers killed nine farmers in Karaj on Monday.\n"
        "The nine farmers were shot dead at a market in Karaj, a doctor said.\n"
        "The killing of the farmers shocked the town."
    )
    claim = only(read(text, "Nine farmers killed in Karaj"), "killed")
    assert low_high(claim) == NINE
    assert len(claim.also) >= 2


def test_another_figure_from_another_speaker_is_another_claim() -> None:
    claims = read("Police said nine farmers were killed. A doctor said 14 farmers were killed.")
    assert sorted(low_high(claim) for claim in claims) == [(9, 9), (14, 14)]
