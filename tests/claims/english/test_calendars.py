"""Three calendars as Gregorian days, against tables published elsewhere."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.calendars import day_of, easter, folded, month_names, month_of, year_of


def test_nowruz_falls_on_the_days_the_tables_give() -> None:
    published = {1357: (1978, 3, 21), 1375: (1996, 3, 20), 1399: (2020, 3, 20), 1403: (2024, 3, 20)}
    for year, day in published.items():
        assert day_of("solar_hijri", year, 1, 1) == (date(*day), date(*day))


def test_an_islamic_day_has_a_day_on_each_side() -> None:
    assert day_of("islamic", 1441, 9, 1) == (date(2020, 4, 23), date(2020, 4, 25))


def test_easter_falls_on_the_days_the_tables_give() -> None:
    for day in (date(2015, 4, 5), date(2016, 3, 27), date(2000, 4, 23), date(1943, 4, 25), date(2019, 4, 21)):  # fmt: skip
        assert easter(day.year) == day


def test_what_a_calendar_does_not_hold_is_no_date() -> None:
    assert day_of("gregorian", 2019, 2, 29) is None
    assert day_of("gregorian", 0, 1, 1) is None
    assert day_of("solar_hijri", 1398, 12, 30) is None
    assert day_of("islamic", 1, 1, 1) is None
    assert month_of("gregorian", 2019, 13) is None


def test_months_are_known_in_their_spellings() -> None:
    names = month_names()
    for name in ("Aban", "آبان", "Rabi' al-Awwal", "Rabi al awwal", "Nov.", "نوفمبر", "Sept"):
        assert folded(name) in names


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(1, 31))
@settings(deadline=None, max_examples=80)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(year: int, month: int, day: int) -> None:
    found, within, whole = day_of("gregorian", year, month, day), month_of("gregorian", year, month), year_of("gregorian", year)  # fmt: skip
    assert within is not None
    assert whole is not None
    assert whole[0] <= within[0] <= within[1] <= whole[1]
    assert found is None or within[0] <= found[0] <= within[1]
