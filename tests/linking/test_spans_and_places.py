"""Days and places: what excludes, what agrees, what they agree on together."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking import places, spans
from gavah.model import Place, When
from tests.strategies_linking import TOWNS, country, on, town

days = st.integers(0, 40).map(lambda n: date(2021, 3, 1) + timedelta(n))
whens = st.builds(lambda day, width: on(day, day + timedelta(width)), days, st.integers(0, 12))
some_places = st.sampled_from([*map(town, TOWNS), country("Iran"), country("Myanmar")])


@settings(deadline=None, max_examples=100)
@given(whens, whens)
def test_how_two_spans_stand_is_symmetric_and_shared_days_never_conflict(
    one: When, other: When
) -> None:
    assert spans.relation(one, other) == spans.relation(other, one)
    assert spans.frame_relation(one, other) == spans.frame_relation(other, one)
    assert one.overlaps(other) == (spans.relation(one, other) in ("same", "overlap"))


def test_unknown_is_a_value_of_its_own() -> None:
    assert spans.relation(None, on("2021-03-14")) == "unknown"
    assert places.relation(None, town("Karaj")) == "unknown"


def test_a_narrow_frame_within_a_month_is_of_it_and_a_month_within_a_year_is_not() -> None:
    month = on("2019-11-01", "2019-11-30")
    assert spans.frame_relation(month, on("2019-11-15", "2019-11-18")) == "inside"
    assert spans.frame_relation(month, on("2019-01-01", "2019-12-31")) == "conflict"


def test_the_span_most_documents_bear_out_is_agreed_and_copies_are_one_voice() -> None:
    told = [
        ("a", on("2021-03-14")),
        ("b", on("2021-03-14")),
        ("c", on("2021-03-15")),
        ("c", on("2021-03-15")),
    ]
    agreed = spans.agreed(told)
    assert agreed is not None
    assert agreed.start == date(2021, 3, 14)
    assert spans.agreed([]) is None


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), whens), max_size=5),
    st.randoms(use_true_random=False),
)
def test_what_is_agreed_is_one_of_the_spans_in_any_order(
    told: list[tuple[str, When]], random: object
) -> None:
    agreed = spans.agreed(told)
    assert agreed == spans.agreed(told[::-1])
    assert agreed is None if not told else agreed in [when for _, when in told]


def test_other_countries_exclude_and_a_country_contains_its_towns() -> None:
    assert places.relation(town("Karaj"), town("Paris")) == "conflict"
    assert places.relation(town("Karaj"), country("Iran")) == "contains"
    assert places.relation(country("Iran"), country("Iran")) == "country"
    assert places.relation(town("Karaj"), town("Mahabad")) == "conflict"  # 480 km
    assert places.relation(town("Karaj"), country("Myanmar")) == "conflict"


def test_two_towns_of_one_name_far_apart_are_namesakes_and_not_the_same() -> None:
    one = Place(
        name="Springwell", country="US", precision="settlement", lat=40.0, lon=-80.0, geonames=1
    )
    other = Place(
        name="Springwell", country="US", precision="settlement", lat=34.0, lon=-90.0, geonames=2
    )
    assert places.relation(one, other) == "namesake"


def test_the_most_specific_place_that_is_borne_out_is_agreed() -> None:
    told = [("a", country("Iran")), ("b", town("Karaj")), ("c", town("Karaj"))]
    assert places.agreed(told) == town("Karaj")
    assert places.agreed(told[:1]) == country("Iran")


@settings(deadline=None, max_examples=60)
@given(some_places, some_places)
def test_how_two_places_stand_is_symmetric(one: Place, other: Place) -> None:
    assert places.relation(one, other) == places.relation(other, one)
