"""When a text says things happened, told on Friday 14 February 2020 unless said otherwise."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.dates import Dated, dates
from gavah.claims.english.spans import span
from gavah.model.when import When
from tests.strategies_expressions import texts

FRIDAY = date(2020, 2, 14)


def only(text: str, day: date | None = FRIDAY, reference: When | None = None) -> Dated:
    (found,) = dates(text, day=day, reference=reference)
    return found


def ends(when: When | None) -> tuple[str, str] | None:
    return None if when is None else (str(when.start), str(when.end))


@pytest.mark.parametrize(
    ("words", "start", "end", "precision", "basis"),
    [
        ("on Tuesday, February 11", "2020-02-11", "2020-02-11", "day", "computed"),
        ("on Tuesday (February 11)", "2020-02-11", "2020-02-11", "day", "computed"),
        ("back on February 8, 1982", "1982-02-08", "1982-02-08", "day", "stated"),
        ("on 3 June 2018", "2018-06-03", "2018-06-03", "day", "stated"),
        ("on the 3rd of June, 2018", "2018-06-03", "2018-06-03", "day", "stated"),
        ("on 4 Feb 90 (radio)", "1990-02-04", "1990-02-04", "day", "stated"),
        ("on November 15", "2019-11-15", "2019-11-15", "day", "computed"),
        ("on 2019-11-15", "2019-11-15", "2019-11-15", "day", "stated"),
        ("on Friday", "2020-02-14", "2020-02-14", "day", "computed"),
        ("late on Thursday night", "2020-02-13", "2020-02-13", "day", "computed"),
        ("last Friday", "2020-02-07", "2020-02-07", "day", "computed"),
        ("on Monday last week", "2020-02-03", "2020-02-03", "day", "computed"),
        ("today", "2020-02-14", "2020-02-14", "day", "computed"),
        ("tonight", "2020-02-14", "2020-02-14", "day", "computed"),
        ("yesterday morning", "2020-02-13", "2020-02-13", "day", "computed"),
        ("last night", "2020-02-13", "2020-02-13", "day", "computed"),
        ("overnight", "2020-02-13", "2020-02-14", "week", "computed"),
        ("over the weekend", "2020-02-08", "2020-02-09", "week", "computed"),
        ("in November 2019", "2019-11-01", "2019-11-30", "month", "stated"),
        ("last November", "2019-11-01", "2019-11-30", "month", "computed"),
        ("last February", "2019-02-01", "2019-02-28", "month", "computed"),
        ("in February", "2020-02-01", "2020-02-29", "month", "computed"),
        ("in May last year", "2019-05-01", "2019-05-31", "month", "computed"),
        ("in early January", "2020-01-01", "2020-01-10", "month", "computed"),
        ("in mid-November", "2019-11-10", "2019-11-20", "month", "computed"),
        ("at the end of August 2016", "2016-08-20", "2016-08-31", "month", "stated"),
        ("in 1982", "1982-01-01", "1982-12-31", "year", "stated"),
        ("in the year 2019", "2019-01-01", "2019-12-31", "year", "stated"),
        ("in the 1980s", "1980-01-01", "1989-12-31", "longer", "stated"),
        ("in the autumn of 2014", "2014-09-01", "2014-11-30", "year", "stated"),
        ("last summer", "2019-06-01", "2019-08-31", "year", "computed"),
        ("Nov. 15-19, 2019", "2019-11-15", "2019-11-19", "week", "stated"),
        ("between 3 and 5 June", "2019-06-03", "2019-06-05", "week", "computed"),
        ("from Monday to Wednesday", "2020-02-10", "2020-02-12", "week", "computed"),
        ("from 1 September 2015 until the end of August 2016", "2015-09-01", "2016-08-31", "year", "stated"),
        ("between 2014 and 2016", "2014-01-01", "2016-12-31", "longer", "stated"),
        ("last week", "2020-02-03", "2020-02-09", "week", "computed"),
        ("this week", "2020-02-10", "2020-02-14", "week", "computed"),
        ("earlier this month", "2020-02-01", "2020-02-14", "month", "computed"),
        ("last month", "2020-01-01", "2020-01-31", "month", "computed"),
        ("last year", "2019-01-01", "2019-12-31", "year", "computed"),
        ("two years ago", "2018-01-01", "2018-12-31", "year", "computed"),
        ("four months ago", "2019-10-01", "2019-10-31", "month", "computed"),
        ("three days ago", "2020-02-11", "2020-02-11", "day", "computed"),
        ("in the past year", "2019-02-14", "2020-02-14", "year", "computed"),
        ("for the past three weeks", "2020-01-24", "2020-02-14", "month", "computed"),
        ("during the last three days", "2020-02-12", "2020-02-14", "week", "computed"),
        ("since January", "2020-01-01", "2020-02-14", "year", "computed"),
        ("since mid-November", "2019-11-10", "2020-02-14", "year", "computed"),
        ("since 1992", "1992-01-01", "2020-02-14", "longer", "computed"),
        ("on New Year's Eve", "2019-12-31", "2019-12-31", "day", "computed"),
        ("at Easter 2015", "2015-04-03", "2015-04-06", "week", "stated"),
        ("on 15 Aban 1398", "2019-11-06", "2019-11-06", "day", "stated"),
        ("on ۲۴ آبان ۱۳۹۸", "2019-11-15", "2019-11-15", "day", "stated"),
        ("in Aban 1398", "2019-10-23", "2019-11-21", "month", "stated"),
        ("on 19 Bahman", "2020-02-08", "2020-02-08", "day", "computed"),
        ("on 18 Rabi al-awwal 1441", "2019-11-14", "2019-11-16", "week", "stated"),
    ],
)  # fmt: skip
def test_words_stand_for_the_span_they_give(
    words: str, start: str, end: str, precision: str, basis: str
) -> None:
    when = only(f"It happened {words}, residents said.").when
    assert (str(when.start), str(when.end), when.precision, when.basis) == (
        start,
        end,
        precision,
        basis,
    )


def test_capitals_throughout_change_nothing() -> None:
    for words in ("ON 3 JUNE 1989", "IN MARCH 1988", "ON MONDAY", "LAST WEEK"):
        assert only(words).when == only(words.capitalize().replace("june", "June").replace("march", "March").replace("monday", "Monday")).when  # fmt: skip


def test_a_future_verb_finds_the_day_to_come() -> None:
    assert ends(only("They will march on Thursday.").future) == ("2020-02-20", "2020-02-20")
    assert ends(only("They will march on May 1.").future) == ("2020-05-01", "2020-05-01")
    assert ends(only("They will march next week.").future) == ("2020-02-17", "2020-02-23")


def test_a_weekday_that_is_the_day_of_publication_keeps_that_day() -> None:
    found = only("on Friday")
    assert ends(found.when) == ends(found.future) == ("2020-02-14", "2020-02-14")


def test_a_weekday_chooses_the_year_and_a_wrong_one_is_a_doubt() -> None:
    assert ends(only("on Thursday, May 16", date(2020, 2, 14)).when) == ("2019-05-16", "2019-05-16")
    assert ends(only("on Tuesday, May 16", date(2018, 2, 14)).when) == ("2017-05-16", "2017-05-16")
    assert ends(only("on Thursday 14 May").when) == ("2020-05-14", "2020-05-14")  # a day to come
    older = only("on Monday, May 16")
    assert (ends(older.when), older.doubts) == (("2016-05-16", "2016-05-16"), ("year_by_weekday",))
    assert only("on Tuesday, May 16, 2019").doubts == ("weekday_differs",)


def test_later_words_count_from_the_span_told_last() -> None:
    text = "It began on 3 March 2011. Two days later, that day, the next morning, the same month."
    assert [ends(one.when) for one in dates(text, day=None)] == [
        ("2011-03-03", "2011-03-03"),
        ("2011-03-05", "2011-03-05"),
        ("2011-03-05", "2011-03-05"),
        ("2011-03-06", "2011-03-06"),
        ("2011-03-01", "2011-03-31"),
    ]
    told = span(date(2011, 3, 3), date(2011, 3, 3))
    assert ends(only("two days earlier", None, told).when) == ("2011-03-01", "2011-03-01")


def test_that_month_lies_by_the_span_told_last() -> None:
    found = dates("In 1975 he fled. That June he founded a party.", day=FRIDAY)
    assert ends(found[1].when) == ("1975-06-01", "1975-06-30")


def test_two_years_or_months_told_apart_stay_two() -> None:
    assert len(dates("in 1988 and 1991", day=FRIDAY)) == 2
    assert len(dates("the November 2019 and January 2020 uprisings", day=FRIDAY)) == 2


def test_a_day_without_its_year_stays_by_the_span_told_last() -> None:
    text = "In November 2016 they marched. On November 15 police fired."
    assert ends(dates(text, day=FRIDAY)[1].when) == ("2016-11-15", "2016-11-15")


def test_days_after_an_unnamed_event_are_in_doubt() -> None:
    text = "On 3 March 2011 they met, two days after the attack."
    assert dates(text, day=FRIDAY)[1].doubts == ("anaphoric_to_event",)


def test_since_reaches_over_a_clause_to_its_date_with_a_doubt() -> None:
    found = only("protests since the vote was counted on Wednesday")
    assert (ends(found.when), found.kind) == (("2020-02-12", "2020-02-14"), "open")
    assert found.doubts == ("open_by_clause",)


def test_a_date_that_limits_is_no_day_of_the_event() -> None:
    assert only("before 2003").doubts == ("before",)
    assert only("after March 3, 2003").doubts == ("after",)


def test_day_and_month_in_figures_are_both_readings_in_doubt() -> None:
    found = only("on 3/11/2019")
    assert (ends(found.when), found.doubts) == (
        ("2019-03-11", "2019-11-03"),
        ("ambiguous_day_month",),
    )
    assert (
        ends(only("on 13/11/2019").when) == ends(only("on 11/13/2019").when) == ("2019-11-13",) * 2
    )


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2019", "0 March 0000", "in 0000", "in recent weeks", "several days ago", "they march on", "he may speak",
        "a May day", "14 years old", "1,984 people", "$2019", "12 people", "the summer capital", "ages ago", "Copyright © 2016",
        "second", "the day", "The Sun said", "he sat down",
    ],
)  # fmt: skip
def test_what_names_no_day_gives_none(words: str) -> None:
    assert dates(words, day=FRIDAY) == []


def test_without_a_day_relative_words_do_not_resolve() -> None:
    for words in (
        "on Friday",
        "last week",
        "since January",
        "yesterday",
        "in March",
        "last summer",
        "two years ago",
    ):
        assert dates(words, day=None) == []


def test_a_figure_after_a_date_is_left_to_counts() -> None:
    for text, words in {
        "in November 2019 and 8,000 injured": "November 2019",
        "in November 15 people were killed": "November",
        "in May, 3 people": "May",
        "It ended in July.": "July",
    }.items():
        found = only(text)
        assert text[found.start : found.end] == words


@given(texts, st.one_of(st.none(), st.dates()))
@settings(deadline=None, max_examples=300)
def test_any_text_on_any_day_gives_ordered_slices_and_spans(text: str, day: date | None) -> None:
    at = 0
    for one in dates(text, day=day):
        assert at <= one.start < one.end <= len(text)
        at = one.end
        for when in (one.when, one.future):
            assert when is None or when.start <= when.end


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.dates())
@settings(deadline=None, max_examples=80)
def test_a_date_in_full_is_that_day_whenever_it_is_told(told: date, day: date) -> None:
    month = told.strftime("%B")
    for words in (
        f"{told.day} {month} {told.year}",
        f"{month} {told.day}, {told.year}",
        told.isoformat(),
    ):
        found = only(f"It was on {words}.", day)
        assert (found.when.start, found.when.end, found.when.basis) == (told, told, "stated")


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["Monday", "Wednesday", "Sunday"]),
)
@settings(deadline=None, max_examples=60)
def test_a_weekday_lies_within_the_week_up_to_the_day(day: date, weekday: str) -> None:
    found = only(f"on {weekday}", day)
    assert found.when.start.strftime("%A") == weekday
    assert 0 <= (day - found.when.start).days < 7
    assert found.future is not None
    assert 0 <= (found.future.start - day).days < 7
