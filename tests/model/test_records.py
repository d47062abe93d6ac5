import pickle
from datetime import date
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavah.model import Anchor, Claim, Count, When, canonical, claim_id, from_json, to_json
from tests.strategies import claim, counts, texts


@given(texts(min_size=1), st.integers(0, 60), st.integers(1, 60))
def test_an_anchor_quotes_exactly_the_slice_it_names(text: str, start: int, length: int) -> None:
    start, end = min(start, len(text) - 1), min(start + length, len(text))
    if start >= end:
        return
    anchor = Anchor.of(text, start, end)
    assert anchor.quote == text[anchor.start : anchor.end]
    assert from_json(to_json(anchor), Anchor) == anchor


@pytest.mark.parametrize("where", ["text", "title"])
def test_an_anchor_from_another_process_prints_the_same_bytes(
    where: Literal["text", "title"],
) -> None:
    anchor = Anchor.of("Three were killed.", 0, 5, where)
    assert to_json(pickle.loads(pickle.dumps(anchor))) == to_json(anchor)
    said = b'{"start":0,"end":5,"quote":"Three","in":"%s"}' % where.encode()
    assert to_json(from_json(said, Anchor)) == to_json(anchor)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 2), (2, 1), (0, 99)])
def test_an_anchor_of_no_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words from"):
        Anchor.of("three words here", start, end)


@given(counts(), counts())
def test_two_counts_meet_when_some_number_satisfies_both(one: Count, other: Count) -> None:
    def allows(count: Count, number: int) -> bool:
        return count.floor <= number and (count.high is None or number <= count.high)

    satisfied = any(allows(one, number) and allows(other, number) for number in range(201))
    assert one.meets(other) is satisfied
    assert one.meets(other) is other.meets(one)


def test_a_claim_survives_json_and_equal_claims_give_equal_bytes() -> None:
    said = claim(names=("موسی خیابانی",))
    assert from_json(to_json(said), Claim) == said
    assert canonical(said) == canonical(from_json(canonical(said), Claim))


def test_the_headline_is_written_as_in_title_and_the_text_is_not_written() -> None:
    assert b'"in":"title"' in to_json(Anchor.of("killed", 0, 6, "title"))
    assert b'"in"' not in to_json(Anchor.of("killed", 0, 6))


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        claim().act = "injured"  # type: ignore[misc]
    assert msgspec.structs.replace(claim(), act="injured").act == "injured"


def test_the_id_of_a_claim_changes_with_its_speaker_and_its_words() -> None:
    here, there = Anchor.of("killed killed", 0, 6), Anchor.of("killed killed", 7, 13)
    ids = {
        claim_id("d", "harm", "killed", here, None),
        claim_id("d", "harm", "killed", here, "police"),
        claim_id("d", "harm", "killed", there, None),
        claim_id("e", "harm", "killed", here, None),
    }
    assert len(ids) == 4


def test_spans_that_share_a_day_overlap() -> None:
    first = When(start=date(2019, 11, 1), end=date(2019, 11, 15), precision="month")
    second = When(start=date(2019, 11, 15), end=date(2019, 11, 15), precision="day")
    third = When(start=date(2019, 11, 16), end=date(2019, 11, 16), precision="day")
    assert first.overlaps(second)
    assert not first.overlaps(third)
