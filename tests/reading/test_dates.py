"""The day of publication and what it rests on."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.reading.written_dates import find_date, read_date
from tests.reading.making import read_one


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2016-12-17T10:00:00Z", date(2016, 12, 17)),
        ("20161217", date(2016, 12, 17)),
        ("December 17, 2016", date(2016, 12, 17)),
        ("5 Apr 2015", date(2015, 4, 5)),
        ("Sat, 17 Dec 2016 08:00:00 GMT", date(2016, 12, 17)),
        ("17/12/2016", date(2016, 12, 17)),
        ("۲۶ آبان ۱۳۹۸", date(2019, 11, 17)),
        ("1398/08/26", date(2019, 11, 17)),
        ("١٥ نوفمبر ٢٠١٩", date(2019, 11, 15)),
        ("03/04/2016", None),
        ("17 Decembe", None),
        ("December 17", None),
        ("2016-02-30", None),
        ("0000-00-00", None),
        ("9:43 PM, D", None),
        ("", None),
        (None, None),
    ],
)
def test_a_sloppy_date_is_read_or_is_unknown(written: object, day: date | None) -> None:
    assert read_date(written) == day


@settings(deadline=None, max_examples=100)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%Y%m%d", "%A, %B %d, %Y"):
        assert read_date(day.strftime(form)) == day


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40))
def test_no_text_breaks_the_search_for_a_date(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
    read_date(text)


def test_an_unusable_given_date_gives_way_to_the_dateline_with_a_doubt() -> None:
    text = "Oslo, March 3, 2021 — Hundreds of people marched."
    document = read_one(text, given={"date": "3 Marc"})
    assert document.published is not None
    assert (document.published.basis, document.published.date) == ("dateline", date(2021, 3, 3))
    assert document.doubts == ("date_unusable",)


def test_a_dateline_that_differs_from_the_given_date_is_a_doubt_and_wins_for_relative_days() -> (
    None
):
    text = "Oslo, March 3, 2021 — Hundreds of people marched."
    document = read_one(text, given={"date": "2021-03-05"})
    assert document.published is not None
    assert document.published.date == date(2021, 3, 5)
    assert document.day == date(2021, 3, 3)
    assert document.doubts == ("dateline_differs",)


def test_a_date_in_year_nought_is_unknown() -> None:
    document = read_one("Four people were killed.", given={"date": "0000-01-01"})
    assert (document.published, document.doubts) == (None, ("date_unusable",))


def test_a_page_dates_itself_by_its_code_before_its_address() -> None:
    page = """<html><head><title>March in Oslo</title>
    <script type="application/ld+json">{"datePublished": "2021-03-04T08:00:00Z"}</script>
    <meta property="article:published_time" content="2021-03-05"></head>
    <body><p>Hundreds of people marched through Oslo, police said, before they went home.</p></body>
    </html>"""
    document = read_one(page, "text/html", given={"url": "https://news.example/2021/03/06/march"})
    assert document.published is not None
    assert (document.published.basis, document.published.date) == ("jsonld", date(2021, 3, 4))
    bare = read_one(
        "Hundreds of people marched through Oslo.", given={"url": "https://n.example/2021/03/06/m"}
    )
    assert bare.published is not None
    assert (bare.published.basis, bare.published.date) == ("url", date(2021, 3, 6))


def test_last_modified_is_no_date_of_publication() -> None:
    headers = {"Last-Modified": "Wed, 03 Mar 2021 08:00:00 GMT"}
    assert read_one("Hundreds of people marched.", headers=headers).published is None
