from math import sqrt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.reading.terms import MOST, rarity, terms, words


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    weight = dict(terms(None, "Police in Zarqawand said the police met the police."))
    assert weight["zarqawand"] > weight["police"] > weight["the"]
    assert rarity("zarqawand") > rarity("police")


def test_a_genitive_is_its_word() -> None:
    assert dict(terms("Zarqawand’s mine", "")) == dict(terms("Zarqawand mine", ""))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400), st.integers(0, 9))
def test_terms_depend_on_the_words_and_not_on_their_order(text: str, seed: int) -> None:
    found = terms(None, text)
    shuffled = words(text)
    Random(seed).shuffle(shuffled)
    assert terms(None, " ".join(shuffled)) == found
    assert len(found) <= MOST
    assert [word for word, _ in found] == sorted({word for word, _ in found})
    length = sqrt(sum(weight * weight for _, weight in found))
    assert not found or length == 0 or 990 <= length <= 1010
