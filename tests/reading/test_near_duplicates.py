"""Signatures tell how much two texts have in common."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.reading.near_duplicates import agreement, signature

WORDS = [f"{a}{b}" for a in "bcdfghklmnprst" for b in ("ara", "eno", "iti", "olu", "uma", "ayse")]


def story(seed: int, length: int = 300) -> str:
    draw = Random(seed)
    return " ".join(draw.choice(WORDS) for _ in range(length))


def test_signatures_are_the_same_on_every_run() -> None:
    assert signature(story(1)).hex()[:16] == "012e989d0cd13e7c"
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
