"""Whose names are restricted, from a claim alone."""

import pytest

from gavah.model import Attribution, Victims
from gavah.register.classes import guarded, named_in
from tests.strategies_register import claim, document

TEXT = "Two men were killed in Karaj, said Omid Testi, a shopkeeper who saw it."


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Omid Testi, a witness", ["Omid Testi"]),
        ("a witness", []),
        ("witnesses in Karaj", []),
        ("Sara Karimi of Amnesty International", ["Sara Karimi"]),
        ("the Assistance Association for Political Prisoners", []),
        ("the Prisoners Association of Karaj Town", []),
        ("سارا کریمی", ["سارا کریمی"]),
        ("", []),
    ],
)
def test_persons_are_guarded_and_bodies_are_not(words: str, names: list[str]) -> None:
    assert named_in(words) == names


def test_a_speaker_is_known_as_a_witness_by_the_words_beside_the_name() -> None:
    read = document("d", "sha256:" + "0" * 64, TEXT)
    said = (Attribution(name="Omid Testi", role="speaker"),)
    one = claim(read, "killed", "were killed", attribution=said)
    assert [name for name, _ in guarded(one)] == ["Omid Testi"]
    official = TEXT.replace("a shopkeeper who saw it", "a minister")
    read = document("d", "sha256:" + "0" * 64, official)
    assert list(guarded(claim(read, "killed", "were killed", attribution=said))) == []


def test_the_victims_of_a_feared_death_are_guarded() -> None:
    read = document("d", "sha256:" + "0" * 64, TEXT)
    who = Victims(description=None, names=("Reza Moradi",))
    feared = claim(read, "killed", "were killed", victims=who, modality="feared")
    assert [name for name, _ in guarded(feared)] == ["Reza Moradi"]
    assert list(guarded(claim(read, "killed", "were killed", victims=who))) == []
