"""Whom "he" and "she" take up, and when nobody is named for them."""

import pytest

from tests.claims.english.test_reader import read


def _names(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(claim.act, claim.victims.names if claim.victims else ()) for claim in read(text)]


def test_the_one_person_held_is_she() -> None:
    told = read("Sara Irani was sentenced to eight years in prison, her lawyer said. She was arrested in Shiraz in April.")  # fmt: skip
    assert [claim.victims and claim.victims.names for claim in told] == [("Sara Irani",)] * 2
    assert "named_elsewhere" in [doubt.code for doubt in told[1].doubts]


def test_he_goes_on_over_sentences_and_is_arrested_again() -> None:
    text = (
        "Omar Ruiz was detained on Monday. He was released on bail. He was arrested again in May."
    )
    person = ("Omar Ruiz",)
    assert _names(text) == [("arrested", person), ("released", person), ("arrested", person)]


def test_of_the_dead_only_what_was_before() -> None:
    text = "The artist Viktar Pushkin died in prison on 1 May. He had been sentenced to five years."
    assert _names(text)[-1] == ("sentenced", ("Viktar Pushkin",))


@pytest.mark.parametrize(
    "text",
    [
        "The officer shot a man, Omar Ruiz, and fled. He was arrested an hour later.",
        "A guard was stabbed by inmate Omar Ruiz. He was released from prison on Friday.",
        "Omar Ruiz and Ana Benso were detained on Monday. She was released on Tuesday.",
    ],
)
def test_where_two_could_be_meant_nobody_is_named(text: str) -> None:
    assert _names(text)[-1][1] == ()
