"""Blocks: what belongs together meets, and cost grows with mentions, not with their square."""

from datetime import date, timedelta

from gavah.linking.blocking import pairs
from gavah.linking.mentions import Mention, mention
from tests.strategies_linking import on, said, telling


def mentions(count: int, days: int) -> list[Mention]:
    claims = [
        said(f"d{n}", count=1, when=on(date(2021, 1, 1) + timedelta(n % days)), place="Karaj")
        for n in range(count)
    ]
    return [mention([claim], telling(claim.document), claim.document) for claim in claims]


def test_two_tellings_of_one_day_and_place_meet() -> None:
    assert list(pairs(mentions(2, 1))) == [(0, 1)]


def test_one_rare_name_meets_whatever_the_day() -> None:
    claims = [
        said("a", names=["Zuleika Okonkwo"], when="2021-01-01"),
        said("b", names=["Zuleyka Okonkwo"], place="Paris"),
    ]
    assert list(pairs([mention([c], telling(c.document), c.document) for c in claims])) == [(0, 1)]


def test_a_crowded_block_costs_in_proportion_to_its_mentions() -> None:
    few, many = (sum(1 for _ in pairs(mentions(size, 1))) for size in (400, 800))
    assert many <= 2.5 * few


def test_a_pair_is_met_once() -> None:
    found = list(pairs(mentions(40, 3)))
    assert len(found) == len(set(found))
