"""How many people a text says: the table of counts and its settled cases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.counts import BARE, Counted, counts, exactly, hedged, one, plural, total
from gavah.model.count import Count
from tests.strategies_expressions import texts

Bounds = tuple[int | None, int | None, int | None, str | None]


def said(text: str) -> list[tuple[str, Bounds | None]]:
    """The phrases that count people, or may, with their bounds."""
    return [
        (text[one.start : one.end], bounds(one.count))
        for one in counts(text)
        if one.people is not False
    ]


def bounds(count: Count | None) -> Bounds | None:
    return None if count is None else (count.low, count.high, count.about, count.hedge)


def only(text: str) -> Counted:
    (found,) = [one for one in counts(text) if one.people]
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("37 protesters", (37, 37, 37, None)),
        ("thirty-seven protesters", (37, 37, 37, None)),
        ("a man", (1, 1, 1, None)),
        ("at least 12,000 protesters", (12000, None, 12000, "at_least")),
        ("no fewer than 12 protesters", (12, None, 12, "at_least")),
        ("12,000 people or more", (12000, None, 12000, "at_least")),
        ("a minimum of 40 people", (40, None, 40, "at_least")),
        ("over 1,500 protesters", (1501, None, 1500, "more_than")),
        ("more than 1,500 protesters", (1501, None, 1500, "more_than")),
        ("1,500-plus protesters", (1501, None, 1500, "more_than")),
        ("more than a dozen students", (13, None, 12, "more_than")),
        ("up to 100 people", (None, 100, 100, "at_most")),
        ("as many as 100 people", (None, 100, 100, "at_most")),
        ("at most 100 people", (None, 100, 100, "at_most")),
        ("no more than 100 people", (None, 100, 100, "at_most")),
        ("fewer than 400 people", (None, 399, 400, "less_than")),
        ("under 400 people", (None, 399, 400, "less_than")),
        ("nearly 300 people", (None, 299, 300, "nearly")),
        ("close to 300 people", (None, 299, 300, "nearly")),
        ("nearly two dozen people", (None, 23, 24, "nearly")),
        ("about 20 people", (None, None, 20, "about")),
        ("some 20 people", (None, None, 20, "about")),
        ("an estimated 20 people", (None, None, 20, "about")),
        ("20 or so people", (None, None, 20, "about")),
        ("between 20 and 30 people", (20, 30, None, "range")),
        ("20 to 30 people", (20, 30, None, "range")),
        ("20-30 people", (20, 30, None, "range")),
        ("20–30 people", (20, 30, None, "range")),
        ("two or three hundred people", (200, 300, None, "range")),
        ("tens of people", (20, None, None, "vague")),
        ("dozens of people", (24, None, None, "vague")),
        ("scores of people", (40, None, None, "vague")),
        ("hundreds of people", (200, None, None, "vague")),
        ("several hundred people", (200, None, None, "vague")),
        ("thousands of people", (2000, None, None, "vague")),
        ("tens of thousands of people", (20000, None, None, "vague")),
        ("hundreds of thousands of people", (200000, None, None, "vague")),
        ("a dozen people", (12, 12, 12, None)),
        ("two dozen people", (24, 24, 24, None)),
        ("half a million people", (500000, 500000, 500000, None)),
        ("several people", (2, None, None, "vague")),
        ("a number of people", (2, None, None, "vague")),
        ("some people", (2, None, None, "vague")),
        ("many people", (2, None, None, "vague")),
        ("a couple of people", (2, 2, 2, None)),
        ("the pair", (2, 2, 2, None)),
        ("۱۵۰۰ people", (1500, 1500, 1500, None)),
        ("١٥٠٠ people", (1500, 1500, 1500, None)),
    ],
)
def test_the_table_of_counts_holds_in_either_case(words: str, expected: Bounds) -> None:
    assert bounds(only(f"Police said {words} were held.").count) == expected
    assert bounds(only(f"POLICE SAID {words.upper()} WERE HELD.").count) == expected


def test_each_of_two_figures_keeps_its_own_hedge() -> None:
    assert said("At least 10 killed and 45 injured") == [
        ("At least 10", (10, None, 10, "at_least")),
        ("45", (45, 45, 45, None)),
    ]


def test_a_toll_that_moved_is_its_newer_figure() -> None:
    assert said("the toll rose from 58 to 62") == [("from 58 to 62", (62, 62, 62, None))]
    assert said("the number killed has gone up to 31") == [("31", (31, 31, 31, None))]
    assert said("the number of arrests rose to 1990.") == [("1990", (1990, 1990, 1990, None))]
    assert said("which brought to 12 the number of dead") == [("12", (12, 12, 12, None))]


def test_a_part_raises_the_fewest_of_a_vague_whole() -> None:
    first = said("killing dozens, including 59 tourists")[0]
    assert first == ("dozens", (59, None, None, "vague"))


def test_figures_for_each_place_are_marked() -> None:
    assert "each" in counts("They lost 3 each.")[0].doubts


@pytest.mark.parametrize(
    "words",
    [
        "No one was hurt", "nobody was hurt", "none were hurt", "not a single person was hurt",
        "No casualties were reported",
    ],
)  # fmt: skip
def test_no_one_gives_no_count(words: str) -> None:
    found = counts(words)[0]
    assert (found.kind, found.count) == ("zero", None)


@pytest.mark.parametrize(
    "words",
    [
        "45 percent", "45% of them", "a bill of $12", "12 km away", "three days", "a 14-year-old",
        "aged 23", "in 1988", "between 2014 and 2016", "on 3 June", "June 3", "Nov. 15, 2019", "15 Aban", "16th Street", "12 Azadi Road",
        "AK-47", "Act 144", "Section 144", "two-thirds of it", "10:30", "5 p.m.", "a 3-1 vote", "555-123-4567",
        "728 x 90", "the 1979 revolution", "at 1600 on Monday", "Detachment No 4", "Flight MH17", "three police vehicles", "10 police stations", "9/11",
    ],
)  # fmt: skip
def test_what_counts_no_people_is_marked_as_such(words: str) -> None:
    found = [one for one in counts(f"They saw {words} there.") if one.kind != "article"]
    assert found
    assert all(one.people is False for one in found)


def test_an_age_between_commas_is_no_count() -> None:
    assert [one.people for one in counts("Navid Rostami, 34, was shot.")] == [False]
    assert [one.people for one in counts("two boys aged 15 and 17")] == [True, False, False]


def test_families_and_crowds_are_no_counts_of_people() -> None:
    assert said("three families fled, several families stayed") == []
    assert said("a family was held") == [("a", (2, None, None, "vague"))]
    assert said("a 12-strong gang") == [("12", (12, 12, 12, None))]


def test_an_age_in_brackets_after_a_name_is_no_count() -> None:
    assert said("Bahram Soltani (46) was shot") == []
    assert said("the dead (12) were buried") == [("12", (12, 12, 12, None))]


def test_a_bare_figure_beside_a_verb_of_harm_counts_people() -> None:
    assert [one.people for one in counts("killing four and injuring 17.")] == [True, True]
    assert [one.people for one in counts("21 were killed and 30 died")] == [True, True]
    assert [one.people for one in counts("he killed 30 sheep")] == [False]


def test_superlatives_and_questions_give_no_count() -> None:
    assert said("the most important people") == said("how many people died") == []


def test_broken_digit_groups_have_no_count_and_a_doubt() -> None:
    found = counts("1,5721 people")[0]
    assert (found.count, found.doubts) == (None, ("broken_digits",))


def test_the_noun_that_is_counted_is_found_past_adjectives_and_ages() -> None:
    for text, noun in {
        "26 other people": "other people",
        "two Kurdish shepherds": "shepherds",
        "five 14-year-old boys": "boys",
        "a 25 year old youth": "youth",
        "dozens of innocent civilians": "civilians",
        "three detained militants": "militants",
        "two guards received injuries": "guards",
        "four Tunisians": "Tunisians",
        "three of the students": "students",
    }.items():
        found = only(text)
        assert found.noun is not None
        assert text[slice(*found.noun)] == noun


def test_exact_parts_are_added_and_mixed_hedges_are_not() -> None:
    parts = [one.count for one in counts("three civilians and two soldiers were killed")]
    assert total([part for part in parts if part]) == exactly(5)
    assert total([one(), BARE]) == plural(3)
    assert total([exactly(3), hedged(4, "at_least")]) is None
    assert total([]) is None


@given(texts)
@settings(deadline=None, max_examples=300)
def test_any_text_gives_ordered_slices_and_bounds_that_hold(text: str) -> None:
    at = 0
    for told in counts(text):
        assert at <= told.start <= told.number[0] < told.number[1] <= told.end <= len(text)
        at = told.end
        if told.noun is not None:
            assert 0 <= told.noun[0] < told.noun[1] <= len(text)
        if told.count is not None:
            assert (
                told.count.low is None
                or told.count.high is None
                or told.count.low <= told.count.high
            )
            assert told.count.low is None or told.count.low >= 1


@given(st.integers(2, 10**9), st.sampled_from(["{:,}", "{}", "{:_}"]))
@settings(deadline=None, max_examples=80)
def test_every_way_of_grouping_digits_says_the_same_number(value: int, form: str) -> None:
    written = form.format(value).replace("_", "\u00a0")
    if len(written) >= 7 and written.isdigit():
        return  # long digits without separators may be a telephone number
    assert only(f"They counted {written} people.").count == exactly(value)


@given(st.text(max_size=30), texts)
@settings(deadline=None, max_examples=80)
def test_looking_at_a_part_of_the_text_counts_from_its_start(before: str, text: str) -> None:
    alone = [(one.start + len(before) + 1, one.count) for one in counts(text)]
    assert [(one.start, one.count) for one in counts(f"{before}\n{text}", len(before) + 1)] == alone


@pytest.mark.parametrize(
    "words", ["the death of 10 union members", "three bank guards", "two police station guards"]
)
def test_a_thing_may_only_say_which_people_are_counted(words: str) -> None:
    found = [one for one in counts(words, 0, len(words)) if one.kind != "article"]
    assert [one.people for one in found] == [True]
