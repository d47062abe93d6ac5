"""Totals: one a population, the range all sources leave, and the rule that gave it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gavah.linking.tolls import tolls
from gavah.model import Anchor, Choice, Claim, Told, Toll
from tests.strategies_linking import about, at_least, exactly, on, said, telling


def tolled(claims: Sequence[Claim], told: Sequence[Told] = (), **more: object) -> dict[str, Toll]:
    documents = {one.id: one for one in told} or {c.document: telling(c.document) for c in claims}
    return {toll.act: toll for toll in tolls(claims, documents, {}, **more)}  # type: ignore[arg-type]


def test_agreeing_sources_leave_the_range_that_satisfies_all() -> None:
    toll = tolled([said("a", count=at_least(20)), said("b", count=exactly(24))])["killed"]
    assert (toll.low, toll.high, toll.about, toll.conflict) == (24, 24, 24, False)
    assert (toll.sources, toll.independent_sources) == (2, 2)


def test_a_conflict_covers_every_source_and_is_shown() -> None:
    toll = tolled([said("a", count=24), said("b", count=36)])["killed"]
    assert (toll.low, toll.high, toll.about, toll.conflict) == (24, 36, None, True)
    assert "conflict" in toll.rule


def test_a_later_figure_of_the_same_source_supersedes() -> None:
    told = [telling("a", "2021-03-14", "Harbour Wire"), telling("b", "2021-03-16", "Harbour Wire")]
    toll = tolled([said("a", count=5), said("b", count=9)], told)["killed"]
    assert (toll.low, toll.high, toll.conflict, toll.sources) == (9, 9, False, 1)
    assert "supersedes" in toll.rule


def test_another_source_does_not_supersede() -> None:
    told = [telling("a", "2021-03-14", "Harbour Wire"), telling("b", "2021-03-16", "Nile Monitor")]
    toll = tolled([said("a", count=5), said("b", count=9)], told)["killed"]
    assert (toll.low, toll.high, toll.conflict) == (5, 9, True)


def test_two_abouts_that_differ_by_more_than_a_quarter_conflict() -> None:
    near = tolled([said("a", count=about(20)), said("b", count=about(18))])["killed"]
    far = tolled([said("a", count=about(20)), said("b", count=about(30))])["killed"]
    assert (near.low, near.high, near.conflict) == (0, None, False)
    assert (far.conflict, far.about) == (True, None)
    assert "25%" in far.rule


def test_two_sides_dead_add_and_the_attacker_stands_beside_the_people() -> None:
    sides = tolled(
        [
            said("a", count=5, description="soldiers"),
            said("a", at=90, count=7, description="rebels"),
        ]
    )
    assert (sides["killed"].low, sides["killed"].high) == (12, 12)
    assert [(p.population, p.low) for p in sides["killed"].parts] == [("armed", 7), ("forces", 5)]
    gunman = tolled(
        [
            said("a", count=3, description="people"),
            said("a", at=90, count=1, description="the gunman"),
        ]
    )
    assert (gunman["killed"].low, gunman["killed"].high) == (4, 4)


def test_totals_that_differ_by_the_attacker_alone_agree() -> None:
    claims = [
        said("a", count=3, description="people"),
        said("a", at=90, count=1, description="the gunman"),
        said("b", count=4, description="people"),
    ]
    toll = tolled(claims)["killed"]
    assert (toll.low, toll.high, toll.conflict) == (4, 4, False)


def test_the_named_bound_a_total_from_below() -> None:
    nearly = at_least(0)
    claims = [said("a", count=nearly, names=["Pouya Rostami", "Zin Mar"])]
    assert tolled(claims)["killed"].low == 2


def test_people_told_of_one_by_one_are_counted_once() -> None:
    claims = [
        said("a", count=1, names=["Pouya Rostami"], description="student"),
        said("a", at=90, count=1, names=["Zin Mar"]),
        said("b", count=1, names=["Puya Rostami"]),
        said("b", at=90, count=1, description="a 19-year-old man"),
    ]
    toll = tolled(claims)["killed"]
    assert (toll.low, toll.high) == (2, 2)


def test_a_man_and_a_woman_are_two_people() -> None:
    claims = [
        said("a", count=1, description="a man"),
        said("a", at=90, count=1, description="a woman"),
    ]
    assert tolled(claims)["killed"].low == 2


def test_one_who_was_injured_and_died_is_among_the_dead_only() -> None:
    claims = [
        said("a", "injured", count=1, names=["Pouya Rostami"]),
        said("b", "killed", count=1, names=["Pouya Rostami"]),
    ]
    assert list(tolled(claims)) == ["killed"]


def test_a_figure_of_those_hit_that_counts_the_dead_is_not_the_injured() -> None:
    claims = [
        said("a", "injured", count=6, description="people"),
        said("a", "injured", at=90, count=5, description="others"),
        said("a", "killed", at=70, count=1, description="man"),
    ]
    assert (tolled(claims)["injured"].low, tolled(claims)["injured"].high) == (5, 5)


def test_one_killed_and_one_injured_in_a_sentence_are_two_people() -> None:
    claims = [
        said("a", "injured", count=1, description="man"),
        said("a", "killed", at=30, sentence=0, count=1, description="man"),
    ]
    assert list(tolled(claims)) == ["killed", "injured"]


def test_only_what_is_affirmed_and_asserted_enters() -> None:
    claims = [
        said("a", count=5),
        said("b", count=50, polarity="denied"),
        said("c", count=60, modality="alleged"),
        said("d", count=70, modality="feared"),
        said("e", count=80, modality="planned"),
    ]
    toll = tolled(claims)["killed"]
    assert (toll.low, toll.high, toll.sources) == (5, 5, 1)


def test_a_chosen_figure_overrides_and_names_its_judgement() -> None:
    claims = [said("a", count=24), said("b", count=36)]
    choice = Choice(seq=7, claim=claims[0].id, act="killed", low=30, high=36, about=None)
    toll = tolled(claims, choices=[choice])["killed"]
    assert (toll.low, toll.high, toll.conflict) == (30, 36, True)
    assert "judgement 7" in toll.rule
    assert "24 to 36" in toll.rule


def test_a_figure_for_part_of_a_period_bounds_the_period_only_from_below() -> None:
    month = on("2019-11-01", "2019-11-30")
    claims = [
        said("a", count=304, scope="cumulative", when=on("2019-11-15", "2019-11-18")),
        said("b", count=1500, scope="cumulative", when=month),
    ]
    toll = tolled(claims, frame=month)["killed"]
    assert (toll.low, toll.high, toll.conflict) == (1500, 1500, False)


def test_copies_of_one_story_are_one_independent_source() -> None:
    claims = [said(d, count=5) for d in "abc"]
    documents = {d: telling(d, publisher=f"Paper {d}") for d in "abc"}
    (toll,) = tolls(claims, documents, {"a": "a", "b": "a", "c": "c"})
    assert (toll.sources, toll.independent_sources) == (3, 2)


_figures = st.lists(
    st.one_of(st.integers(1, 30).map(exactly), st.integers(1, 30).map(at_least)),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=60)
@given(_figures, st.randoms(use_true_random=False))
def test_the_same_claims_in_any_order_and_twice_give_one_toll_per_act(
    said_of: list[object], random: object
) -> None:
    claims = [said(f"d{n}", count=count, description="people") for n, count in enumerate(said_of)]  # type: ignore[arg-type]
    (toll,) = tolled(claims).values()
    assert [toll] == list(tolled(claims[::-1]).values())
    assert (
        all(
            toll.low <= (c.count.high if c.count and c.count.high is not None else toll.low)
            for c in claims
        )
        or toll.conflict
    )
    assert toll.high is None or toll.low <= toll.high


def _in_words(claim: Claim, sentence: str, act: str, start: int = 0) -> Claim:
    """The claim, told by words of one sentence that starts there in its report."""
    at = start + sentence.index(act)
    anchors = replace(
        claim.anchors,
        act=Anchor(start=at, end=at + len(act), quote=act),
        sentence=Anchor(start=start, end=start + len(sentence), quote=sentence),
    )
    return replace(claim, anchors=anchors)


@pytest.mark.parametrize(
    ("sentence", "died", "lived"),
    [
        ("Six people were shot, one fatally, at a wedding.", "fatally", 5),
        ("Six people were stabbed, one of them killed, in a market.", "killed", 5),
        ("Six people were shot in a bar and another man was killed.", "killed", 6),
    ],
)
def test_those_hit_of_whom_some_died_are_injured_without_them(
    sentence: str, died: str, lived: int
) -> None:
    hit = "stabbed" if "stabbed" in sentence else "shot"
    claims = [
        _in_words(said("a", "injured", count=6, description="people"), sentence, hit),
        _in_words(said("a", count=1), sentence, died),
    ]
    injured = tolled(claims)["injured"]
    assert (injured.low, injured.high) == (lived, lived)


def test_a_figure_of_the_hurt_loses_those_who_died_of_their_wounds_later() -> None:
    first, second = "Six people were stabbed in a market.", "One of the wounded has died."
    hurt = _in_words(said("a", "injured", count=6, description="people"), first, "stabbed")
    died = _in_words(said("a", count=1, description="man"), second, "died", 90)
    apart = _in_words(died, "One of the guards has died.", "died", 90)
    assert (tolled([hurt, died])["injured"].low, tolled([hurt, died])["injured"].high) == (5, 5)
    assert tolled([hurt, apart])["injured"].low == 6


def test_all_of_the_dead_with_their_wounds_told_are_dead_only() -> None:
    first, second = "Three men were found dead.", "All three had gunshot wounds."
    dead = _in_words(said("a", count=3, description="men"), first, "dead")
    hurt = _in_words(said("b", "injured", count=3, description="men"), second, "wounds")
    others = _in_words(said("b", "injured", count=3), "Three girls had wounds.", "wounds")
    assert list(tolled([dead, hurt])) == ["killed"]
    assert list(tolled([dead, others])) == ["killed", "injured"]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("A man was shot and later died.", ["killed"]),
        ("A man was shot in Leeds, where he died.", ["killed"]),
        ("A man was shot, and a guard died.", ["killed", "injured"]),
    ],
)
def test_one_shot_who_died_in_the_same_breath_is_dead_only(sentence: str, acts: list[str]) -> None:
    hurt = _in_words(said("a", "injured", count=1, description="man"), sentence, "shot")
    died = _in_words(said("a", count=1, description="man"), sentence, "died")
    assert list(tolled([hurt, died])) == acts


def test_one_hurt_in_a_first_report_and_dead_in_a_later_one_is_dead_only() -> None:
    hurt = said("a", "injured", count=1, description="boy", published="2021-03-14")
    dead = said("b", count=1, description="boy", published="2021-03-16")
    girl = said("b", count=1, description="girl", published="2021-03-16")
    earlier = said("b", count=1, description="boy", published="2021-03-12")
    assert list(tolled([hurt, dead])) == ["killed"]
    assert list(tolled([hurt, girl])) == ["killed", "injured"]
    assert list(tolled([hurt, earlier])) == ["killed", "injured"]


def test_those_taken_to_a_hospital_are_part_of_a_larger_figure_of_the_hurt() -> None:
    sentence = "Three were taken to a hospital."
    claims = [
        said("a", "injured", count=5, at=90, description="people", speaker="Police"),
        _in_words(said("a", "injured", count=3), sentence, "taken to a hospital"),
    ]
    injured = tolled(claims)["injured"]
    assert (injured.low, injured.high, injured.conflict) == (5, 5, False)
