"""Which pairs of people are left for somebody to decide, and what deciding one does."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gavah.linking import link
from gavah.linking.binding import Binding
from gavah.linking.namings import namings
from gavah.linking.open_persons import OpenPersons, left_open
from gavah.model import Claim, Ruling, Rulings, Told, mention
from tests.strategies_linking import said, telling, worlds

quiet = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
World = tuple[list[Claim], list[Told]]
ZULEIKA = (
    said("a", "arrested", count=1, when="2021-03-14", names=["Zuleika Okonkwo"]),
    said(
        "b", "arrested", count=1, when="2009-05-02", published="2009-05-03",
        names=["Zuleyka Okonkwo"],
    ),
)  # fmt: skip
TOLD = [telling("a"), telling("b", "2009-05-03")]


def opened(claims: Sequence[Claim], told: Sequence[Told]) -> list[OpenPersons]:
    linked = link(claims, told)
    home = {claim: one.id for one in linked.incidents for claim in one.claims}
    return left_open(namings(claims, home), linked.persons, Binding(()))


def ruled(claims: Sequence[Claim], held: str) -> Rulings:
    """A judgement on the first names of the two claims."""
    keys = [mention(c.id, c.victims.names[0]) for c in claims if c.victims]
    ruling = Ruling(seq=1, about="person", held=held, left=keys[0], right=keys[1])  # type: ignore[arg-type]
    return Rulings(pairs=(ruling,))


def test_a_rare_name_told_twice_with_nothing_beside_it_is_left_open() -> None:
    (pair,) = opened(ZULEIKA, TOLD)
    assert pair.probability > 0.9
    assert pair.evidence[0].startswith("the same name: Zul")


@pytest.mark.parametrize("held", ["same", "different"])
def test_a_pair_that_somebody_decided_waits_no_more(held: str) -> None:
    rulings = ruled(ZULEIKA, held)
    after = link(ZULEIKA, TOLD, rulings).persons
    assert len(after) == (1 if held == "same" else 2)
    named = namings(ZULEIKA, {})
    assert left_open(named, after, Binding(rulings.pairs)) == []
    before = link(ZULEIKA, TOLD).persons  # judged, and not linked since
    assert left_open(named, before, Binding(rulings.pairs)) == []


def test_a_pair_judged_unsure_stays_and_names_the_judgement() -> None:
    named = namings(ZULEIKA, {})
    keys = sorted(naming.key for naming in named)
    persons = link(ZULEIKA, TOLD).persons
    (pair,) = left_open(named, persons, Binding(()), {(keys[0], keys[1]): 12})
    assert pair.unsure == 12


def test_two_common_names_in_two_towns_and_two_deaths_ask_nobody() -> None:
    common = [
        said(d, "arrested", count=1, when="2021-03-14", place=town, names=["Ali Mohammadi"])
        for d, town in (("a", "Karaj"), ("b", "Mahabad"))
    ]
    assert opened(common, TOLD) == []
    dead = [
        said(d, count=1, when=day, names=["Zuleika Okonkwo"])
        for d, day in (("a", "2021-03-14"), ("b", "2021-04-20"))
    ]
    assert opened(dead, TOLD) == []


def test_a_speaker_is_no_one_of_the_harmed() -> None:
    claims = [
        said("a", "arrested", count=1, names=["Zuleika Okonkwo"]),
        said("b", "arrested", count=2, speaker="Zuleika Okonkwo"),
    ]
    assert opened(claims, TOLD) == []


@quiet
@given(worlds(), st.integers(0, 1000))
def test_open_pairs_are_of_two_people_each_once_in_any_order_of_claims(
    world: World, seed: int
) -> None:
    claims, told = world
    found = opened(claims, told)
    ids = {one.id for one in link(claims, told).persons}
    assert all(pair.left < pair.right and {pair.left, pair.right} <= ids for pair in found)
    assert len({(pair.left, pair.right) for pair in found}) == len(found)
    Random(seed).shuffle(claims)
    assert opened(claims, told) == found


@quiet
@given(worlds())
def test_whichever_open_pair_is_held_to_be_the_same_becomes_one_person(world: World) -> None:
    claims, told = world
    found = opened(claims, told)
    assume(found)
    pair = found[0]
    persons = {one.id: one for one in link(claims, told).persons}
    keys = [
        next(n.key for n in namings(claims, {}) if n.claim.id in one.claims and n.name.text in {name.text for name in one.names})
        for one in (persons[pair.left], persons[pair.right])
    ]  # fmt: skip
    same = Ruling(seq=1, about="person", held="same", left=keys[0], right=keys[1])
    after = link(claims, told, Rulings(pairs=(same,)))
    both = {*persons[pair.left].claims, *persons[pair.right].claims}
    assert any(both <= set(one.claims) for one in after.persons)
