from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking import link
from gavah.model import Person
from tests.strategies_linking import said, telling

NAME = "Zuleika Okonkwo"


def person(*told: tuple[str, str]) -> Person:
    """The one person of whom those acts are told on those days, each in a report of its own."""
    claims = [
        said(f"d{n}", act, count=1, when=day, place="Karaj", names=[NAME], published=day)
        for n, (act, day) in enumerate(told)
    ]
    documents = [telling(f"d{n}", day) for n, (_, day) in enumerate(told)]
    (found,) = link(claims, documents).persons
    return found


def test_arrested_released_and_arrested_again_are_three_dated_statuses_without_conflict() -> None:
    found = person(
        ("arrested", "2021-03-14"), ("released", "2021-03-20"), ("arrested", "2021-03-28")
    )
    assert [(s.axis, s.status, str(s.when and s.when.start)) for s in found.statuses] == [
        ("liberty", "arrested", "2021-03-14"),
        ("liberty", "released", "2021-03-20"),
        ("liberty", "arrested", "2021-03-28"),
    ]
    assert not any(status.conflict for status in found.statuses)


def test_somebody_released_after_they_were_killed_is_a_conflict_on_both_sides() -> None:
    found = person(("killed", "2021-03-14"), ("released", "2021-03-20"))
    assert [status.conflict for status in found.statuses] == [True, True]


def test_a_sentence_after_a_death_is_a_conflict_and_what_was_not_told_is_none() -> None:
    after = person(("killed", "2021-03-14"), ("sentenced", "2021-03-20"))
    assert [status.conflict for status in after.statuses] == [True, True]
    for told in (
        (("released", "2021-03-14"), ("arrested", "2021-03-28")),
        (("arrested", "2021-03-14"), ("arrested", "2021-03-28")),
        (("sentenced", "2021-03-14"), ("released", "2021-03-28")),
        (("sentenced", "2021-03-14"), ("executed", "2021-03-28")),
    ):
        assert not any(status.conflict for status in person(*told).statuses)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10), st.integers(0, 10))
def test_only_what_is_told_of_a_day_after_a_death_conflicts(death: int, arrest: int) -> None:
    start = date(2021, 3, 10)
    days = [(start + timedelta(n)).isoformat() for n in (death, arrest)]
    found = person(("killed", days[0]), ("arrested", days[1]))
    assert any(status.conflict for status in found.statuses) is (arrest > death)
