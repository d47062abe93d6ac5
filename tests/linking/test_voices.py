from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavah.linking.tolls import tolls
from gavah.linking.voices import rooted, voices
from gavah.model import Claim, Root, Told
from tests.strategies_linking import about, at_least, said, telling, worlds

quiet = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def found(claims: list[Claim], told: list[Told], roots: dict[str, str] | None = None) -> list[Root]:
    documents = {one.id: one for one in told}
    return list(rooted(claims, voices(claims, documents, roots or {})))


def test_one_speaker_carried_by_several_publishers_is_one_root() -> None:
    claims = [
        said(d, count=30, speaker="the Union of Harbour Doctors", at=n) for n, d in enumerate("abc")
    ]
    told = [
        telling(d, publisher=p) for d, p in zip("abc", ["Wire", "Courier", "Post"], strict=True)
    ]
    (root,) = found(claims, told)
    assert root.name == "the Union of Harbour Doctors"
    assert [chain[0] for chain in root.chains] == ["a", "b", "c"]


def test_a_short_name_means_the_full_one_of_its_document() -> None:
    claims = [
        said("a", count=30, speaker="the Central Committee of Harbour Doctors"),
        said("a", count=2, at=90, speaker="The committee"),
        said("b", count=35, speaker="the committee"),
    ]
    assert len(found(claims, [telling("a", publisher="Wire"), telling("b", publisher="Post")])) == 2


def test_an_official_of_a_ministry_and_its_spokesman_are_one_root() -> None:
    claims = [
        said("a", count=46, speaker="A health ministry official"),
        said("b", count=46, speaker="the under-secretary of the Ministry of Health"),
        said("c", count=46, speaker="a spokesman for the Ministry of Health"),
    ]
    assert len(found(claims, [telling(d, publisher=d * 4) for d in "abc"])) == 1


def test_a_chain_of_quotations_reduces_to_the_first() -> None:
    claims = [
        said("a", count=9, speaker="Lantern International"),
        said("b", count=9, speaker="Harbour Wire"),
        said("c", count=9, speaker="Delta Courier"),
    ]
    told = [
        telling("a", "2021-03-14", "Harbour Wire"),
        telling("b", "2021-03-15", "Delta Courier"),
        telling("c", "2021-03-16", "Nile Monitor"),
    ]
    (root,) = found(claims, told)
    assert root.name == "Lantern International"
    assert ("c", "b", "a", "Lantern International") in root.chains


def test_what_one_publisher_says_again_is_one_root() -> None:
    claims = [said("a", count=9), said("b", count=11)]
    told = [telling("a", publisher="Harbour Wire"), telling("b", publisher="harbour wire")]
    assert [root.name for root in found(claims, told)] == ["Harbour Wire"]


def test_a_party_quoted_by_its_own_outlet_is_one_root() -> None:
    claims = [said("a", count=9), said("b", count=9, speaker="the Reed Front")]
    told = [telling("a", publisher="Reed Front"), telling("b", publisher="Nile Monitor")]
    assert len(found(claims, told)) == 1


def test_a_figure_that_a_report_attributes_is_not_its_own_when_it_repeats_it() -> None:
    claims = [said("a", count=9, speaker="police"), said("a", count=9, at=400)]
    assert [root.name for root in found(claims, [telling("a", publisher="Post")])] == ["police"]


def test_witnesses_of_two_outlets_are_two_roots_and_of_a_copy_one() -> None:
    claims = [said(d, count=9, speaker="witnesses") for d in "ab"]
    told = [telling("a", publisher="Wire"), telling("b", publisher="Post")]
    assert len(found(claims, told)) == 2
    assert len(found(claims, told, {"a": "a", "b": "a"})) == 1


def test_the_words_of_an_agency_are_the_agency_s_whoever_prints_them() -> None:
    claims = [said(d, count=9) for d in "ab"]
    told = [
        Told(id=d, title=None, publisher=f"{d} Post", published=None, length=9, signature=b"", agency="Wire")
        for d in "ab"
    ]  # fmt: skip
    assert [root.name for root in found(claims, told)] == ["Wire"]


def test_a_stale_figure_carried_late_does_not_supersede_and_a_return_to_it_does() -> None:
    def toll(*figures: tuple[str, str, int]) -> tuple[int, int | None]:
        claims = [
            said(f"{n}", count=count, speaker="police", published=day)
            for n, (_, day, count) in enumerate(figures)
        ]
        told = {
            f"{n}": telling(f"{n}", day, publisher) for n, (publisher, day, _) in enumerate(figures)
        }
        (made,) = tolls(claims, told, {})
        assert made.independent_sources == 1
        return made.low, made.high

    risen = [("Wire", "2021-03-14", 10), ("Wire", "2021-03-15", 12)]
    assert toll(*risen) == (12, 12)
    assert toll(*risen, ("Post", "2021-03-16", 10)) == (12, 12)
    assert toll(*risen, ("Wire", "2021-03-16", 10)) == (10, 10)
    assert toll(*risen, ("Post", "2021-03-16", 11)) == (11, 11)


@quiet
@given(worlds(), st.randoms(use_true_random=False))
def test_every_claim_has_one_root_and_independent_sources_count_roots(world, random) -> None:  # type: ignore[no-untyped-def]
    claims, told = world
    documents = {one.id: one for one in told}
    heard = voices(claims, documents, {})
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert voices(shuffled, documents, {}) == heard
    rooted_claims = [id_ for root in rooted(claims, heard) for id_ in root.claims]
    assert sorted(rooted_claims) == sorted(claim.id for claim in claims)
    for toll in tolls(claims, documents, {}):
        assert toll.independent_sources == len(toll.roots)
        assert all(chain[0] in documents for root in toll.roots for chain in root.chains)


@quiet
@given(worlds())
def test_the_log_of_a_toll_ends_in_the_toll(world: tuple[list[Claim], list[Told]]) -> None:
    claims, told = world
    for toll in tolls(claims, {one.id: one for one in told}, {}):
        days = [move.on for move in toll.moves if move.on is not None]
        assert days == sorted(set(days))
        last = toll.moves[-1]
        assert (last.low, last.high, last.about, last.conflict) == (
            toll.low, toll.high, toll.about, toll.conflict,
        )  # fmt: skip


def test_an_about_of_a_carried_speaker_bounds_nothing() -> None:
    claims = [said("a", count=about(20), speaker="police"), said("b", count=at_least(12))]
    (toll,) = tolls(claims, {d: telling(d, publisher=f"{d}{d} News") for d in "ab"}, {})
    assert (toll.low, toll.high, toll.conflict) == (12, None, False)
