"""Where rules on who did it, who is meant and what is a part must not reach."""

import pytest

from tests.claims.english.test_reader import only, read


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("A car bomb exploded in Homs on Monday. Police said it killed 14 worshippers.", []),
        ("Gunmen ambushed a convoy on Monday. Police said they kidnapped four engineers.", []),
        ("The army admitted killing nine civilians in Homs on Monday.", ["The army"]),
    ],
)
def test_who_only_says_it_did_not_do_it(text: str, doers: list[str]) -> None:
    (claim,) = read(text)
    assert [doer.name for doer in claim.perpetrators] == doers


@pytest.mark.parametrize(
    "text",
    [
        "Sara Amini was abducted by a man in Homs on Monday. He was arrested on Tuesday.",
        "Sara Amini was sentenced to death in Shiraz. Her son said he was arrested in April.",
        "Police arrested Ali Musavi over the killing of a driver. He was shot dead last week.",
    ],
)
def test_he_is_nobody_where_another_is_brought_in(text: str) -> None:
    last = read(text)[-1]
    assert last.victims is None or not last.victims.names


def test_an_aside_ends_where_its_verb_comes() -> None:
    told = read("Six people, including two children, were killed, and a driver, Ali Musavi, was arrested in Homs.")  # fmt: skip
    claim = only(told, "arrested")
    assert claim.victims is not None
    assert claim.victims.names == ("Ali Musavi",)


def test_a_headline_that_rounds_a_total_is_the_total() -> None:
    assert len(read("Police have arrested 712 people in Iran since April.", "Over 700 arrested in Iran")) == 1  # fmt: skip


def test_a_masked_robber_is_arrested_by_police() -> None:
    (claim,) = read("Two police officers and a security man arrested a masked robber in Homs.")
    assert claim.act == "arrested"


def test_of_those_freed_the_wounded_are_a_claim() -> None:
    told = read("Police freed eight hostages in Homs on Monday, two of whom were wounded.")
    assert [(c.act, c.count and c.count.low) for c in told] == [("released", 8), ("injured", 2)]


def test_figures_of_other_days_are_no_parts() -> None:
    told = read("Thirty people were killed in Syria on Monday, two in Homs on Tuesday and five in Hama on Wednesday.")  # fmt: skip
    days = [(c.count and c.count.low, c.when and c.when.start.day) for c in told]
    assert days == [(30, 10), (2, 11), (5, 12)]


def test_those_abducted_from_a_town_were_abducted_there() -> None:
    (claim,) = read("Gunmen abducted six people from Homs on Monday.")
    assert claim.place is not None
    assert claim.place.name == "Homs"


def test_who_speaks_beside_an_age_is_not_the_victim() -> None:
    (claim,) = read("A 34-year-old, Ali Musavi said, was killed on Monday in Homs.")
    assert claim.victims is None or not claim.victims.names


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Nine people, two of whom were women, were killed.", 9),
        ("Twelve others, three of whom are children, were killed.", 12),
        ("Four soldiers, one of them a captain, were killed.", 4),
    ],
)
def test_those_of_whom_some_are_told_of_are_counted_whole(text: str, many: int) -> None:
    (claim,) = read(text)
    assert claim.count is not None
    assert claim.count.low == many
