"""Names that a sentence elsewhere gives those harmed."""

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Claim, Document


def claims(text: str) -> list[Claim]:
    paragraphs = tuple(
        (text.index(line), text.index(line) + len(line)) for line in text.split("\n") if line
    )
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=paragraphs)  # fmt: skip
    return EnglishReader().claim(document)


def named(text: str) -> dict[str, list[str]]:
    """The names of each act's claims."""
    found: dict[str, list[str]] = {}
    for claim in claims(text):
        if claim.victims is not None:
            found.setdefault(claim.act, []).extend(claim.victims.names)
    return {act: names for act, names in found.items() if names}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A man was shot dead in Leeds on Monday.\nPolice identified the victim as Omar Haddad, 31.",
         {"killed": ["Omar Haddad"]}),
        ("Two men were killed in Leeds on Monday.\n"
         "The victims were identified as Omar Haddad, 31, of Bradford, and Peter Lang, 40.",
         {"killed": ["Omar Haddad", "Peter Lang"]}),
        ("Two men were killed in Leeds on Monday.\nThe dead were Omar Haddad, 31, and Peter Lang.",
         {"killed": ["Omar Haddad", "Peter Lang"]}),
        ("One man was killed and three people were injured in Leeds.\n"
         "Police named the dead man as Omar Haddad.", {"killed": ["Omar Haddad"]}),
        ("One man was killed and three people were injured in Leeds.\n"
         "The injured were identified as Peter Lang, 40, Ana Ruiz, 22, and Li Wei, 19.",
         {"injured": ["Peter Lang", "Ana Ruiz", "Li Wei"]}),
        ("A boy was killed and a woman injured in Leeds.\n"
         "The woman was later identified as Ana Ruiz.", {"injured": ["Ana Ruiz"]}),
        ("A man was shot dead in Leeds on Monday. The coroner identified him as Omar Haddad.",
         {"killed": ["Omar Haddad"]}),
        ("Four protesters were killed in Leeds.\nOmar Haddad, 31, was among the dead.",
         {"killed": ["Omar Haddad"]}),
        ("A man was shot dead in Leeds.\nThe identity of the victim: Omar Haddad, 31.",
         {"killed": ["Omar Haddad"]}),
    ],
)  # fmt: skip
def test_a_sentence_that_says_who_somebody_is_names_those_harmed(
    text: str, names: dict[str, list[str]]
) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        # who did it is named, not whom it befell
        "A man was shot dead in Leeds on Monday.\nPolice identified the suspect as Omar Haddad, 31.",
        "A man was shot dead in Leeds. Police arrested the gunman and identified him as Omar Haddad.",
        "A man was shot dead in Leeds on Monday.\nA witness, identified as Omar Haddad, called police.",
        # either could be meant
        "A man was killed and another man injured in Leeds.\nThe man was identified as Omar Haddad.",
        "A man was killed in Leeds. A woman was injured in York.\nThe victim was named as Ana Ruiz.",
        # more names than victims
        "A man was killed in Leeds.\nThe victims were identified as Omar Haddad and Peter Lang.",
        # nothing is said of who they are
        "A man was killed in Leeds.\nOmar Haddad, 31, of Bradford, lives there.",
        # nobody was harmed
        "Nobody was killed in Leeds.\nThe victim was identified as Omar Haddad.",
    ],
)
def test_nobody_is_named_where_another_is_meant_or_two_could_be(text: str) -> None:
    assert named(text) == {}


def test_the_name_rests_on_its_own_words_and_the_claim_says_that_they_stand_elsewhere() -> None:
    text = "A man was shot dead in Leeds.\nPolice identified the victim as Omar Haddad, 31."
    (claim,) = claims(text)
    at = text.index("Omar")
    assert (at, at + len("Omar Haddad")) in [(a.start, a.end) for a in claim.anchors.victims]
    assert ("named_elsewhere", "victims") in [(d.code, d.field) for d in claim.doubts]
    assert claim.count is not None
    assert (claim.count.low, claim.count.high) == (1, 1)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The victims — Omar Haddad, 29; Peter Lang, 28; and Ana Ruiz, both 22 — were injured in Leeds.",
         ["Omar Haddad", "Peter Lang", "Ana Ruiz"]),
        ("Three men, Omar Haddad, 29, Peter Lang and Li Wei, were injured in Leeds.",
         ["Omar Haddad", "Peter Lang", "Li Wei"]),
        ("The victim, Omar Haddad, was injured in Leeds.", ["Omar Haddad"]),
        ("The victim, Omar Haddad's brother, was injured in Leeds.", []),
    ],
)  # fmt: skip
def test_names_right_beside_a_noun_for_those_harmed_are_theirs(text: str, names: list[str]) -> None:
    assert named(text).get("injured", []) == names


def test_names_on_lines_below_the_victims_are_theirs() -> None:
    lines = "Helen Naval, 21\n\n- Kristy Lane, 22, of Bradford\n\nJacob Roder, 43"
    told = "Four people were shot dead in Leeds.\n\nPolice identified the victims on Friday:\n\n"
    after = "\n\nAna Ruiz went home at nine."
    assert named(told + lines + after) == {"killed": ["Helen Naval", "Kristy Lane", "Jacob Roder"]}


def test_names_on_lines_below_the_suspects_are_not_the_victims() -> None:
    told = "Four people were shot dead in Leeds.\n\nPolice named the suspects in the killing of the victims:\n\n"
    assert named(told + "Helen Naval, 21\n\nJacob Roder, 43") == {}


def test_an_age_that_two_share_counts_nobody() -> None:
    (claim,) = claims("Ana Ruiz and Li Wei, both 14, were killed in Leeds on Monday.")
    assert claim.count is not None
    assert claim.count.high == 2


def test_whose_name_is_told_is_named() -> None:
    told = "A man was killed in Leeds on Monday.\nThe victim's name was Omar Haddad, 31."
    assert named(told) == {"killed": ["Omar Haddad"]}
