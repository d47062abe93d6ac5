"""Figures of people told together: a whole with its parts, a list, a pair, a body's name."""

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document


def _claims(text: str) -> list[Claim]:
    paragraphs = ((0, len(text)),)
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=paragraphs)  # fmt: skip
    return EnglishReader().claim(document)


def told(text: str) -> list[tuple[str, int | None]]:
    return [(one.act, one.count.low if one.count else None) for one in _claims(text)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Six people, three men and three women, were wounded in Leeds.", [("injured", 6)]),
        ("Four people, two men and two boys, were killed.", [("killed", 4)]),
        ("Five teenagers - three boys and two girls - were wounded.", [("injured", 5)]),
        ("Six people were shot: three men and three women.", [("injured", 6)]),
        ("Three people, a man, a woman and a child, were killed.", [("killed", 3)]),
    ],
)
def test_a_whole_is_not_added_to_its_parts(text: str, claims: list[tuple[str, int]]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Two officers, a nurse and a driver were killed.", 4),
        ("Two men, a boy and a girl were killed.", 4),
        ("The attack left three men and three women dead.", 6),
        ("On Friday, a woman was told to leave and her son was killed.", 1),
        ("Three soldiers and a cook were killed.", 4),
        ("A grandfather, his daughter and six grandchildren died on Thursday.", 8),
        ("Two officers, a man and a woman, were killed.", 2),
    ],
)
def test_a_list_adds_up_unless_a_comma_closes_it_as_an_apposition(text: str, number: int) -> None:
    assert told(text) == [("killed", number)]


def test_they_are_all_of_a_list_told_before() -> None:
    text = "A woman and two men were also shot; they were taken to hospital with minor injuries."
    assert told(text) == [("injured", 3)]


def test_a_surname_alone_is_one_person() -> None:
    text = "Li Roberts, 13, was shot by a cousin. He was cleaning a gun when he shot Roberts."
    assert {number for _, number in told(text)} == {1}


@pytest.mark.parametrize(
    "text",
    [
        "The office of the Gang Homicide Division is in Leeds.",
        "Call the Robbery and Murder Squad at once.",
        "Two men spoke to the Homicide Unit in Cairo.",
    ],
)
def test_a_word_of_harm_in_an_office_s_name_tells_of_nobody(text: str) -> None:
    assert told(text) == []


def test_wounds_that_somebody_died_of_are_not_another_injury() -> None:
    text = "The autopsy confirmed that the boy died from injuries sustained in the blast."
    assert told(text) == [("killed", 1)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Three others took themselves to the hospital.", 0),
        ("A farmer shot himself in his barn.", 1),
    ],
)
def test_a_hand_laid_on_oneself_is_a_verb_of_harm_s(text: str, claims: int) -> None:
    assert [act for act, _ in told(text)].count("killed") == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Nobody was held for the June 30 death of Omar Karimi in Leeds.", [("killed", 1)]),
        ("See also the 2001 Harbour City killings.", []),
        (
            "She was one of five children between the ages of 11 and 15 hospitalized there.",
            [("injured", 1)],
        ),
        ("Police charged the father of a girl shot and killed in Leeds.", [("killed", 1)]),
    ],
)
def test_days_years_and_ages_count_nobody(text: str, claims: list[tuple[str, int]]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("A clerk, his daughter and six sons ages 3 months to 10 years old died.", [("killed", 8)]),
        ("Omar and Ana Karimi, both 35, and their three daughters were killed.", [("killed", 5)]),
        ("Two men, ages 20 and 31, were wounded.", [("injured", 2)]),
        ("Three sisters aged five, seven and nine were killed.", [("killed", 3)]),
        ("Four women (aged between 19 and 30) were wounded.", [("injured", 4)]),
    ],
)
def test_ages_of_several_break_no_list(text: str, claims: list[tuple[str, int]]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The victims, a boy and three girls, were wounded.", [("injured", 4)]),
        ("He shot his wife, whom nobody named, and six of his sons.", [("injured", 7)]),
        ("Five men were wounded. The fifth man was pronounced dead.",
         [("injured", 5), ("killed", 1)]),
        ("They were called after a two-year-old was wounded.", [("injured", 1)]),
    ],
)  # fmt: skip
def test_lists_and_ordinals_count_each_once(text: str, claims: list[tuple[str, int]]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Troops shot dead at least 11 protesters, among them two children.", [("killed", 11)]),
        ("Police killed 46 protesters in 2021, 44 of them civilians.", [("killed", 46)]),
        ("The mother of two girls was arrested.", [("arrested", 1)]),
        ("A mother of two and her infant son were killed.", [("killed", 2)]),
        ("A group of five men was arrested.", [("arrested", 5)]),
    ],
)
def test_parts_and_children_are_not_added(text: str, claims: list[tuple[str, int]]) -> None:
    assert told(text) == claims


def test_who_died_is_the_one_named_and_not_the_family() -> None:
    (claim,) = _claims("The family of Mahsa Karimi, who died in custody, has been summoned.")
    assert claim.victims is not None
    assert claim.victims.names == ("Mahsa Karimi",)


def test_a_state_executes_and_its_total_stands_beside_the_new_figure() -> None:
    claims = _claims("Iran executed four men, bringing to 55 the number executed this year.")
    assert [(c.act, c.scope, c.count and c.count.low) for c in claims] == [
        ("executed", "incident", 4), ("executed", "cumulative", 55),
    ]  # fmt: skip


def test_the_others_hurt_are_no_boy() -> None:
    claims = _claims("Police fired, killing a boy and injuring nine others.")
    assert [c.victims.description for c in claims if c.victims] == ["boy", "others"]


@pytest.mark.parametrize(
    "text",
    [
        "The team was glad that Omar Karimi was not seriously hurt.",
        "Nobody suffered life-threatening injuries.",
        "Any time one of our students is hurt it is felt by all.",
        "This page is about the 2014 killing spree.",
        "Some of the businesses were shot at and some windows were hit.",
    ],
)
def test_degrees_rules_and_things_tell_no_harm(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Thirty-two people have now been confirmed dead.", [("killed", 32)]),
        ("The toll could rise as 30 people are still missing.", [("missing", 30)]),
        ("One in three prisoners died.", []),
        ("Four out of five detainees were tortured.", []),
        ("Twelve out of the 20 suspects were arrested.", [("arrested", 12)]),
        ("The court acquitted six and convicted nine of the 15 defendants.", [("released", 6)]),
    ],
)
def test_a_figure_counts_once_and_only_its_own(text: str, claims: list[tuple[str, int]]) -> None:
    assert told(text) == claims


def test_an_age_that_opens_a_sentence_is_no_part_of_the_name() -> None:
    (claim,) = _claims("Twenty-one-year-old Omar Haddad was killed.")
    assert claim.victims is not None
    assert claim.victims.names == ("Omar Haddad",)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Police said nine people had died, but witnesses put the toll at 50.",
         [["Police"], ["witnesses"]]),
        ("Nine people were killed, a doctor said, though the army put the toll at 8.",
         [["a doctor"], ["the army"]]),
        ("Amnesty said that witnesses told it ten had died.", [["witnesses", "Amnesty"]]),
        ("Forty people were killed; the governor said 38.", [[]]),
    ],
)  # fmt: skip
def test_who_says_one_figure_does_not_say_the_one_set_against_it(
    text: str, speakers: list[list[str]]
) -> None:
    said = [
        [one.name for one in claim.attribution if one.role == "speaker"] for claim in _claims(text)
    ]
    assert said == speakers


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Police killed two officers and one militant.", [("killed", 2), ("killed", 1)]),
        ("A gunman killed three people and then himself.", [("killed", 3), ("killed", 1)]),
        ("He killed his wife and himself.", [("killed", 1), ("killed", 1)]),
        ("A man, his wife and their 6- and 10-year-old sons were found dead.", [("killed", 4)]),
        ("Two 16- and 17-year-old boys were wounded.", [("injured", 2)]),
    ],
)
def test_two_sides_and_the_killer_are_claims_of_their_own(
    text: str, claims: list[tuple[str, int]]
) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Gunmen killed an officer and injured another.", [("killed", 1), ("injured", 1)]),
        ("All but three of the 20 hostages were freed.", [("released", None)]),
        ("Police arrested the leader, Karim Haddad, and two of his aides.", [("arrested", 3)]),
        ("Omar Haddad was killed along with his two sons.", [("killed", 3)]),
        ("The bodies of Ana Ruiz and two colleagues were found.", [("killed", 3)]),
        ("A man was hit in the head and died, while two others were hit in the legs.",
         [("killed", 1), ("injured", 2)]),
        ("A court in Cairo jailed 47 others for life.", [("sentenced", 47)]),
    ],
)  # fmt: skip
def test_another_one_beside_a_name_and_those_struck_are_counted(
    text: str, claims: list[tuple[str, int]]
) -> None:
    assert told(text) == claims


def test_callings_beside_a_name_are_people_s() -> None:
    (claim,) = _claims("A Kurdish rapper, Saman Yasin, was released on furlough.")
    assert claim.victims is not None
    assert claim.victims.names == ("Saman Yasin",)


def test_who_is_held_anew_is_held() -> None:
    text = "Omar Haddad was released on bail and rearrested in May."
    assert [act for act, _ in told(text)] == ["released", "arrested"]
