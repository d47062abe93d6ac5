"""Syndicated copies and re-scrapes are one group."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking import copies, roots
from gavah.model import Told
from gavah.reading.near_duplicates import signature
from tests.reading.test_near_duplicates import story


def grouped(texts: dict[str, str]) -> list[list[str]]:
    """The ids of each group of copies, in order."""
    told = [
        Told(
            id=id_, title=None, publisher=None, published=None, length=len(text),
            signature=signature(text), agency=None, terms=(),
        )
        for id_, text in texts.items()
    ]  # fmt: skip
    return roots.groups(texts, copies.pairs(told))


def test_a_syndicated_copy_joins_its_wire_story_and_another_story_does_not() -> None:
    wire = story(1)
    copy = "TOWN (Wire) - " + wire.replace("bara", "Bara,", 2) + " Copyright 2020 Wire."
    assert grouped({"c": copy, "a": wire, "b": story(2)}) == [["a", "c"], ["b"]]


def test_short_texts_match_only_when_equal() -> None:
    one = "Four people were killed in Exampleville on Monday, police said."
    other = "Four people were killed in Exampleville on Tuesday, police said."
    assert grouped({"a": one, "b": other, "c": one.upper()}) == [["a", "c"], ["b"]]


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(8)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    base = story(3)
    made = {f"d{n}": base if n % 3 == 0 else story(n + 10) for n in range(8)}
    assert grouped({f"d{n}": made[f"d{n}"] for n in order}) == [
        ["d0", "d3", "d6"], ["d1"], ["d2"], ["d4"], ["d5"], ["d7"],
    ]  # fmt: skip
