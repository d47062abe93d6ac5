"""Whose names are restricted, from a claim alone."""

import pytest
from msgspec.structs import replace

from gavah.model import Attribution, Judgement, Victims
from gavah.register.classes import RESTRICTED, SECRET, Withheld, guarded, named_in
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


@pytest.mark.parametrize("class_", [RESTRICTED, SECRET])
def test_a_name_that_a_correction_took_out_is_withheld_where_the_one_in_its_place_is(
    class_: str,
) -> None:
    read = document("d", "sha256:" + "0" * 64, TEXT)
    before = claim(
        read, "killed", "were killed", victims=Victims(names=("Reza Moradi", "Ali Sabet"))
    )
    now = replace(before, victims=Victims(names=("Rida Muradi", "Ali Sabet")))
    assert Withheld([now], [], before=[before], only=class_).names == {}
    judged = Judgement(
        seq=1, at="2026-01-01T00:00:00Z", by="A. Recorder", verb="classify", target=(now.id,),
        value=None, reason="asked", words={}, prev="", hash="",
    )  # fmt: skip
    said = [(now.id, {"field": "names", "class": class_}, judged)]
    withheld = Withheld([now], [], said, before=[before], only=class_)
    assert withheld.names == {"d": ("Ali Sabet", "Reza Moradi", "Rida Muradi")}
