import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english import EnglishReader
from gavah.claims.english.casing import recased
from gavah.model import Claim, Document

TEXT = (
    "Gunmen killed 12 miners in Medellin on Monday, police said. Carlos Restrepo, a union leader,"
    " was among the dead. Soldiers detained three suspects in San Salvador two days later."
)


def _claims(text: str) -> list[Claim]:
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en",
                        paragraphs=((0, len(text)),))  # fmt: skip
    return EnglishReader().claim(document)


def _told(claims: list[Claim]) -> list[tuple[object, ...]]:
    return [
        (claim.act, claim.count, claim.place.country if claim.place else None, claim.polarity,
         [one.name.casefold() for one in claim.perpetrators])
        for claim in claims
    ]  # fmt: skip


def test_capitals_throughout_or_none_change_no_figure_and_no_place() -> None:
    usual = _told(_claims(TEXT))
    assert len(usual) >= 2
    assert _told(_claims(TEXT.upper())) == usual
    assert _told(_claims(TEXT.lower())) == usual


def test_quotes_and_names_are_the_texts_own() -> None:
    text = TEXT.upper()
    for claim in _claims(text):
        own = claim.anchors
        for anchor in (own.act, own.sentence, own.count, own.place, own.when, *own.victims,
                       *own.perpetrators, *own.speakers, *claim.also):  # fmt: skip
            if anchor is not None:
                assert text[anchor.start : anchor.end] == anchor.quote
        if claim.place is not None:
            assert claim.place.name.isupper()
        assert all(one.name.isupper() for one in claim.perpetrators)
        assert all(one.name.isupper() for one in claim.speakers)


def test_text_whose_capitals_tell_names_is_left_alone() -> None:
    assert recased(TEXT) is TEXT


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300) | st.text("ABÇİßǅ ﬁ.’\n", max_size=80))
def test_the_second_text_has_the_length_of_the_first(text: str) -> None:
    for shape in (text, text.upper(), text.lower()):
        second = recased(shape)
        assert len(second) == len(shape)
        assert [a.casefold() for a in second] == [b.casefold() for b in shape]


@pytest.mark.parametrize(
    ("shouted", "usual"),
    [
        # a full stop of an abbreviation ends no sentence
        ("TWO U.S. CITIZENS WERE SHOT.", "Two U.S. citizens were shot."),
        ("HE LEFT THE U.S. THE POLICE WAITED.", "He left the U.S. The police waited."),
        ("TROOPS MET DR. RUIZ. PEASANTS FLED.", "Troops met Dr. Ruiz. Peasants fled."),
        # what follows a title or a given name is a name, whatever it looks like
        ("SENATOR DOMPER LURSOR WAS HURT.", "Senator Domper Lursor was hurt."),
        ("POLICE HELD ANGEL MARRUQUER.", "Police held Angel Marruquer."),
        # words that dictionaries have in small letters are no names
        ("THE MASTERMIND OF THE ARSON FLED WITH DYNAMITE.", "The mastermind of the arson fled with dynamite."),
        ("EIGHT PATROLMEN AND A MISSIONARY.", "Eight patrolmen and a missionary."),
    ],
)  # fmt: skip
def test_a_text_in_capitals_is_written_as_it_would_be(shouted: str, usual: str) -> None:
    assert recased(f"{shouted} {_FILLER.upper()}").startswith(usual)


@pytest.mark.parametrize(
    ("plain", "usual"),
    [
        ("police arrested azmir khan and rahul shermer.", "Police arrested Azmir Khan and Rahul Shermer."),
        ("the xbz activists said rubina left.", "The XBZ activists said Rubina left."),
        ("two people died, said a doctor.", "Two people died, said a doctor."),
        ("a mobâ€™s leader fled.", "A mobâ€™s leader fled."),
    ],
)  # fmt: skip
def test_a_text_without_capitals_gets_those_of_its_names(plain: str, usual: str) -> None:
    assert recased(f"{plain} {_FILLER}").startswith(usual)


_FILLER = "the people in the town were told to stay at home while the men of the guard went out."


def test_a_victim_with_a_title_of_many_words_is_one_person() -> None:
    (claim,) = _claims(
        "GUNMEN KILLED FORMER COSTA RICAN ARMED FORCES CHIEF GENERAL OMAR RUIZ ON MONDAY."
    )
    assert claim.count is not None
    assert (claim.count.low, claim.count.high) == (1, 1)
    assert claim.victims is not None
    assert claim.victims.names == ("OMAR RUIZ",)
