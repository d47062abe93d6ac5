from datetime import date

import pytest

from gavah.linking.mentions import kind_of
from gavah.model import Count, Place, When
from tests.strategies import claim

IRAN = Place(name="Iran", country="IR", precision="country")
MONTH = When(start=date(2019, 11, 1), end=date(2019, 11, 30), precision="month")
DAY = When(start=date(2019, 11, 15), end=date(2019, 11, 15), precision="day")
MANY, ONE = (
    Count(low=304, high=None, about=304, hedge="at_least"),
    Count(low=1, high=1, about=1, hedge=None),
)


@pytest.mark.parametrize(
    ("place", "when", "count", "kind"),
    [
        (IRAN, MONTH, MANY, "period"),
        (IRAN, DAY, MANY, "occurrence"),
        (claim().place, MONTH, MANY, "occurrence"),
        (IRAN, MONTH, ONE, "occurrence"),
    ],
    ids=["a country's month", "one day", "one town", "one person"],
)
def test_a_figure_for_a_country_and_a_month_is_a_total_and_never_added(
    place: Place, when: When, count: Count, kind: str
) -> None:
    assert kind_of(claim(place=place, when=when, count=count)) == kind
