"""Claims of one document: what is one mention, what is main, what a title says."""

from gavah.linking.binding import Binding
from gavah.linking.roles import main_of
from gavah.linking.titles import title, when_words
from gavah.linking.tolls import tolls
from gavah.linking.within import group
from gavah.model import Claim
from tests.strategies_linking import on, said, telling, town


def grouped(*claims: Claim) -> list[set[str]]:
    return [{claim.act for claim in members} for members, _ in group(claims, Binding([]))]


def test_killed_injured_and_arrested_of_one_sentence_are_one() -> None:
    claims = [
        said("a", act, at=at, sentence=0, count=2)
        for act, at in (("killed", 5), ("injured", 25), ("arrested", 45))
    ]
    assert grouped(*claims) == [{"killed", "injured", "arrested"}]


def test_days_that_exclude_each_other_part_claims_of_one_sentence() -> None:
    claims = [
        said("a", count=2, when="2021-03-14"),
        said("a", at=30, sentence=0, count=3, when="2021-03-02"),
    ]
    assert len(grouped(*claims)) == 2


def test_two_groups_that_exclude_each_other_are_not_chained_by_a_claim_without_a_day() -> None:
    claims = [
        said("a", count=2, when="2021-03-14", place="Karaj"),
        said("a", "injured", at=70, sentence=0, count=1),
        said("a", at=140, sentence=70, count=3, when="2021-03-02", place="Karaj"),
    ]
    assert len(grouped(*claims)) == 2


def test_one_name_far_apart_in_a_document_is_of_one_occurrence() -> None:
    claims = [
        said("a", "injured", count=1, names=["Pouya Rostami"]),
        said("a", at=2400, count=1, names=["Puya Rostami"], when="2021-03-14"),
    ]
    assert len(grouped(*claims)) == 1


def test_main_is_what_the_lead_tells_and_old_violence_is_background() -> None:
    recent = [said("a", at=60, count=1, when="2021-03-15", place="Karaj")]
    old = [said("a", at=1900, count=34, when="2012-08-16", place="Marikana")]
    assert main_of([old, recent], telling("a")) == 1


def test_a_document_that_only_touches_on_violence_has_no_main_incident() -> None:
    deep = [said("a", "arrested", at=2900, count=1, when="2012-08-16")]
    assert main_of([deep], telling("a")) is None


def test_a_title_has_ranges_and_spans_as_wide_as_they_are() -> None:
    claims = [said("a", count=24), said("b", count=36)]
    counted = tolls(claims, {}, {})
    assert (
        title(["killed"], counted, town("Yangon"), on("2021-03-14"))
        == "Killed 24–36, Yangon, 14 March 2021"
    )
    assert when_words(on("2019-11-01", "2019-11-30")) == "November 2019"
    assert when_words(on("2019-01-01", "2019-12-31")) == "2019"
    assert when_words(on("2019-11-15", "2019-11-18")) == "15–18 November 2019"
    assert when_words(on("2019-11-01", "2020-01-31")) == "November 2019 – January 2020"
    assert when_words(on("2019-12-30", "2020-01-02")) == "30 December 2019 – 2 January 2020"
