from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from gavah.linking import link
from gavah.linking.evidence import weighed
from gavah.linking.mentions import mention
from gavah.linking.proposals import proposals
from gavah.linking.scoring import score
from gavah.linking.weights import FITTED, LEVELS
from gavah.model import Claim, Told
from tests.strategies_linking import said, telling, worlds

quiet = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
MINE = (("gallery", 600), ("lamp", 500), ("shaft", 624))


def texts(*claims: Claim, terms: Sequence[tuple[tuple[str, int], ...]] = ()) -> int:
    """How many incidents claims make whose documents have those terms."""
    told = [
        replace(telling(claim.document, str(claim.published)), terms=words)
        for claim, words in zip(claims, terms, strict=True)
    ]
    return len(link(claims, told).incidents)


def test_like_texts_bring_together_what_names_no_day_and_place() -> None:
    one, other = said("a", count=2), said("b", count=2)
    assert texts(one, other, terms=(MINE, MINE)) == 1
    assert texts(one, other, terms=(MINE, (("harbour", 1000),))) == 2


def test_a_like_text_outweighs_a_day_told_otherwise_but_not_one_of_another_year() -> None:
    one = said("a", count=2, when="2021-03-14", place="Karaj")
    near = said("b", count=2, when="2021-03-20", place="Karaj")
    far = said("b", count=2, when="2020-03-14", place="Karaj")
    assert texts(one, near, terms=(MINE, MINE)) == 1
    assert texts(one, far, terms=(MINE, MINE)) == 2
    assert texts(one, near, terms=((), ())) == 2


@pytest.mark.parametrize("later", ["2021-03-28", "2021-09-02", "2009-05-02"])
def test_who_is_arrested_on_days_apart_is_arrested_in_two_incidents_and_killed_in_one(
    later: str,
) -> None:
    def told(act: str) -> int:
        claims = [
            said(d, act, count=1, when=day, place="Karaj", names=["Zuleika Okonkwo"])
            for d, day in (("a", "2021-03-14"), ("b", later))
        ]
        return len(link(claims, [telling("a"), telling("b")]).incidents)

    assert (told("arrested"), told("sentenced"), told("released")) == (2, 2, 2)
    assert told("killed") == 1  # one of the days is wrong: nobody dies twice


def test_a_text_counts_only_for_what_it_is_chiefly_about() -> None:
    told = replace(telling("a"), terms=MINE)
    assert mention([said("a", count=2)], told, "a", main=True).terms == dict(MINE)
    assert mention([said("a", count=2)], told, "a", main=False).terms == {}


@quiet
@given(worlds())
def test_every_sign_is_of_a_level_that_has_a_weight_and_both_ways_alike(
    world: tuple[list[Claim], list[Told]],
) -> None:
    for one, other in proposals(*world):
        found = weighed(one, other)
        assert weighed(other, one) == found
        assert {level for sign in found for level in sign.levels} <= set(LEVELS)
        assert score(one, other) == score(other, one)
        if one.kind == "occurrence":
            assert score(one, other).weight == pytest.approx(
                FITTED["prior"] + sum(sign.weight for sign in found), abs=1e-5
            )
            assert score(one, other).excluded == any(sign.excludes for sign in found)
