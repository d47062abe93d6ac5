"""Counts compared: STYLE's example, and the laws of agreement."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import NothingToCompare
from gavah.linking.agreement import compare, conflict
from gavah.model import Count
from tests.strategies_linking import about, at_least, exactly

counts = st.one_of(
    st.integers(0, 60).map(exactly),
    st.integers(1, 60).map(at_least),
    st.integers(1, 60).map(lambda n: Count(low=None, high=n, about=n, hedge="at_most")),
)


def test_a_lower_figure_conflicts_and_stays_in_view() -> None:
    over = Count(low=1501, high=None, about=1500, hedge="more_than")
    result = compare([at_least(304), over, exactly(230)])
    assert (result.low, result.high) == (230, None)
    assert result.conflicts == ((at_least(304), exactly(230)), (over, exactly(230)))


def test_no_source_is_not_a_count_of_zero() -> None:
    with pytest.raises(NothingToCompare, match="no counts"):
        compare([])


@settings(deadline=None, max_examples=100)
@given(st.lists(counts, min_size=1, max_size=6))
def test_without_a_conflict_one_number_satisfies_every_source(said: list[Count]) -> None:
    result = compare(said)
    fits = all(c.floor <= result.low and (c.high is None or result.low <= c.high) for c in said)
    assert fits is (not result.conflicts)
    assert (result.low, result.high) == (compare(said[::-1]).low, compare(said[::-1]).high)


@settings(deadline=None, max_examples=100)
@given(st.lists(counts, min_size=1, max_size=6))
def test_in_conflict_the_range_covers_every_source(said: list[Count]) -> None:
    result = compare(said)
    if result.conflicts:
        for count in said:
            assert count.low is None or result.low <= count.low
            assert result.high is None or (count.high is not None and count.high <= result.high)


def test_about_bounds_nothing_and_two_abouts_conflict_above_a_quarter() -> None:
    assert (compare([about(20)]).low, compare([about(20)]).high) == (0, None)
    assert not conflict(about(20), about(16))
    assert conflict(about(20), about(14))
    assert compare([about(20), exactly(37)]) == compare([exactly(37), about(20)])
    assert compare([about(20), exactly(37)]).low == 37


def test_a_source_with_only_a_ceiling_takes_no_floor_from_the_others() -> None:
    said = [
        Count(low=101, high=None, about=101, hedge="at_least"),
        Count(low=None, high=46, about=46, hedge="at_most"),
    ]
    result = compare(said)
    assert (result.low, result.high, len(result.conflicts)) == (101, None, 1)
