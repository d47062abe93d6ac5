"""Syndicated copies and re-scrapes are one group."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.reading.near_duplicates import agreement, groups, signature

WORDS = [f"{a}{b}" for a in "bcdfghklmnprst" for b in ("ara", "eno", "iti", "olu", "uma", "ayse")]


def story(seed: int, length: int = 300) -> str:
    draw = Random(seed)
    return " ".join(draw.choice(WORDS) for _ in range(length))


def test_a_syndicated_copy_joins_its_wire_story_and_another_story_does_not() -> None:
    wire = story(1)
    copy = "TOWN (Wire) - " + wire.replace("bara", "Bara,", 2) + " Copyright 2020 Wire."
    found = groups([("c", signature(copy)), ("a", signature(wire)), ("b", signature(story(2)))])
    assert found == {"a": "a", "b": "b", "c": "a"}


def test_short_texts_match_only_when_equal() -> None:
    one = "Four people were killed in Exampleville on Monday, police said."
    other = "Four people were killed in Exampleville on Tuesday, police said."
    found = groups([("a", signature(one)), ("b", signature(other)), ("c", signature(one.upper()))])
    assert found == {"a": "a", "b": "b", "c": "a"}


def test_signatures_are_the_same_on_every_run() -> None:
    assert signature(story(1)).hex()[:16] == signature(story(1)).hex()[:16]
    assert len(signature(story(1))) == 513
    assert len(signature("")) == 17


@settings(deadline=None, max_examples=30)
@given(st.floats(0, 1), st.integers(0, 1000))
def test_agreement_estimates_the_share_of_common_shingles(share: float, seed: int) -> None:
    left = story(seed, 600)
    words = left.split()
    cut = int(len(words) * share)
    right = " ".join(words[:cut] + story(seed + 5000, len(words) - cut).split())
    shingles = [
        set(zip(*(text.split()[n:] for n in range(5)), strict=False)) for text in (left, right)
    ]
    exact = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    assert abs(agreement(signature(left), signature(right)) - exact) < 0.2


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(8)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    base = story(3)
    made = [(f"d{n}", signature(base if n % 3 == 0 else story(n))) for n in range(8)]
    assert groups([made[n] for n in order]) == groups(made)
