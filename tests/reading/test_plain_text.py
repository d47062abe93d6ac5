"""A bare scraped page: what is article, and what stands around it."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.reading.making import article, marked, read_one

SCRAPED = """300 x 250

Oslo: hundreds march for the prisoners of Exampleland

Marchers with candles before the parliament in Oslo
Marchers with candles before the parliament in Oslo

Reporting by Fjord Dispatch

Oslo, March 3, 2021—Hundreds of people marched through Oslo on Tuesday, March 2.

The organisers said that at least 40 people had been arrested in Exampleland.

Share this on: Mail | Print
Advertisement
Read more: Ten years of marching
Photo: Kari Example/Fjord Dispatch
Sign up for our newsletter
Copyright 2021 Fjord Dispatch. All rights reserved.
"""


def test_a_scraped_page_gives_title_byline_dateline_and_what_is_not_text() -> None:
    document = read_one(SCRAPED)
    assert document.text == SCRAPED
    assert document.title == "Oslo: hundreds march for the prisoners of Exampleland"
    assert document.title_anchor is not None
    assert document.title_anchor.quote == document.title
    assert (document.byline, document.publisher) == ("Fjord Dispatch", "Fjord Dispatch")
    assert document.publisher_kind == "media"
    assert document.dateline is not None
    assert (document.dateline.place, document.dateline.date) == ("Oslo", date(2021, 3, 3))
    assert document.published is not None
    assert (document.published.basis, document.language) == ("dateline", "en")
    assert [reason for reason, _ in marked(document)] == [
        "advertisement", "title", "caption", "doubled_caption", "byline", "dateline",
        "share", "advertisement", "related", "caption", "subscription", "boilerplate",
    ]  # fmt: skip
    assert article(document) == [
        "Hundreds of people marched through Oslo on Tuesday, March 2.",
        "The organisers said that at least 40 people had been arrested in Exampleland.",
    ]


def test_a_publisher_whose_members_are_among_the_victims_is_a_party() -> None:
    party = read_one("Reporting by QRS/TU\n\nFour QRS/TU members were killed in Exampleville.\n")
    wire = read_one("Reporting by Reuters\n\nFour people were killed, a witness told Reuters.\n")
    assert (party.publisher, party.publisher_kind) == ("QRS/TU", "party")
    assert (wire.publisher, wire.publisher_kind) == ("Reuters", "media")


def test_an_ngo_that_only_tells_stays_one() -> None:
    text = "Four people were killed, said a report by Amnesty International, the rights group.\n"
    assert read_one(text, given={"publisher": "Amnesty International"}).publisher_kind == "ngo"
    unlisted = (
        "Four were held, according to the rights group Sample Circle. A study by Sample Circle.\n"
    )
    assert read_one(unlisted, given={"publisher": "Sample Circle"}).publisher_kind == "unknown"


def test_a_given_title_is_found_in_the_text_and_one_given_alone_is_not() -> None:
    text = "Three killed in Exampleville\n\nThree people were killed on Monday, police said.\n"
    found = read_one(text, given={"title": "Three killed in Exampleville | The Example Times"})
    assert found.title_anchor is not None
    assert found.title_anchor.quote == "Three killed in Exampleville"
    absent = read_one(
        "Three people were killed on Monday.", given={"title": "Market fire kills three"}
    )
    assert (absent.title, absent.title_anchor) == ("Market fire kills three", None)


def test_a_single_line_is_the_report_and_never_its_title() -> None:
    document = read_one("Two people were injured in Exampleville on Monday")
    assert document.title is None
    assert article(document) == [document.text]


def test_wrapped_lines_are_one_paragraph_and_the_text_is_unchanged() -> None:
    text = (
        "Four people were killed and eleven were wounded when a bomb went\n"
        "off in the market of Exampleville on Monday morning, the police\n"
        "of the province said. No group has said that it did it.\n"
    )
    document = read_one(text)
    assert article(document) == [text.rstrip()]


def test_rows_and_short_lines_stay_apart() -> None:
    text = "Killed: 4 in Exampleville\nInjured: 11 in Sampleton\nArrested: 30 in Testburg\n"
    document = read_one(text, given={"title": "The week in figures"})
    assert len(document.paragraphs) == 3


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("KHARTOUM, June 4 (Reuters) - Troops fired on a crowd.", "KHARTOUM", date(2019, 6, 4)),
        ("TEHRAN — Four people were killed.", "TEHRAN", None),
        ("EXAMPLE CITY, 4 FEB 90 (WIRE) -- [TEXT] THE ARMY SAID", "EXAMPLE CITY", date(1990, 2, 4)),
        ("SAN EXAMPLE, Costa Testa - Divers searched the lake.", "SAN EXAMPLE, Costa Testa", None),
        ("LONDON, Ky. (WXYZ) - Police arrested two people.", "LONDON, Ky.", None),
        ("June 4, 2019 (Harbour Wire) - Troops fired.", None, date(2019, 6, 4)),
        ("کرج، ۲۶ آبان ۱۳۹۸ — پویا کشته شد.", "کرج", date(2019, 11, 17)),
        ("exampleville: three persons were held on friday.", "exampleville", None),
    ],
)
def test_a_dateline_is_read_in_the_forms_agencies_use(
    line: str, place: str | None, day: date | None
) -> None:
    document = read_one(line, given={"date": "2019-06-05"})
    assert document.dateline is not None
    assert (document.dateline.place, document.dateline.date) == (place, day)
    assert document.paragraphs[0][0] >= document.dateline.anchor.end


@pytest.mark.parametrize(
    "line",
    [
        "On Tuesday, February 11, 2020, police arrested four people in Exampleville.",
        "Update: three people were killed in Exampleville.",
        "Police chief Jane Example - a veteran of the force - was killed.",
        "By Sunday, 12 people had died of their wounds in the hospital.",
        "Anna Example, 34, was killed — police said — on Monday.",
        "http : / / news . example / a",
        "QRS(T) leader Anna Example was arrested in Exampleville on Monday.",
    ],
)
def test_a_sentence_is_no_dateline_and_no_byline(line: str) -> None:
    document = read_one(line)
    assert document.dateline is None
    assert document.byline is None
    assert article(document) == [line]


def test_sentences_that_mention_furniture_stay_article() -> None:
    for line in (
        "The newspaper's advertisement named 12 people who were killed.",
        "Facebook said that it had removed the video of the killing.",
        "No arrests have been made.",
        "Print workers on strike were arrested on Monday.",
    ):
        assert article(read_one(f"Three people were killed.\n\n{line}\n"))[-1] == line


def test_persian_and_arabic_are_told_apart() -> None:
    persian = read_one("خانوادهٔ او می‌گویند گلوله به سر او خورده است.")
    typed_on_arabic_keys = read_one("چهار نفر در كرج كشته شدند و ده نفر زخمي شدند")
    arabic = read_one("قتل أربعة أشخاص في المدينة يوم الثلاثاء وأصيب آخرون")
    assert [persian.language, typed_on_arabic_keys.language, arabic.language] == ["fa", "fa", "ar"]


def test_a_name_and_a_number_are_of_no_language() -> None:
    assert read_one("Karaj 1398").language is None


@pytest.mark.shared
def test_the_first_report_is_read_as_its_notes_say(shared: Path) -> None:
    notes = json.loads((shared / "reports/paris-rally-2020.notes.json").read_text())["reading"]
    bare = read_one((shared / "reports/paris-rally-2020.txt").read_bytes())
    line = (shared / "reports/paris-rally-2020.texts.jsonl").read_bytes().rstrip(b"\n")
    for document in (bare, read_one(line, "application/json")):
        assert (document.title, document.byline) == (notes["title"], notes["byline"])
        assert document.dateline is not None
        assert document.dateline.place == notes["dateline"]["place"]
        assert str(document.dateline.date) == notes["dateline"]["date"]
        assert (document.publisher, document.publisher_kind) == ("PMOI/MEK", "party")
        assert [reason for reason, _ in marked(document)] == [
            "advertisement", "title", "caption", "doubled_caption", "byline", "dateline",
        ]  # fmt: skip
        assert len(document.paragraphs) == 6
