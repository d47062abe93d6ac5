"""What holds of linking in any world: judgements stay where they are made, and additions too."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gavah.errors import ContradictoryJudgements
from gavah.linking import link
from gavah.model import Claim, Incident, Linked, Person, Ruling, Rulings, Told, claim_id
from tests.strategies_linking import said, telling, town, worlds

quiet = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
World = tuple[list[Claim], list[Told]]


def elsewhere(world: World) -> World:
    """The same tellings of other people in another country and decade."""
    claims = []
    for claim in world[0]:
        document = f"e{claim.document}"
        when = claim.when and replace(
            claim.when,
            start=claim.when.start.replace(year=2003),
            end=claim.when.end.replace(year=2003),
        )
        victims = claim.victims and replace(claim.victims, names=())
        id_ = claim_id(document, claim.type, claim.act, claim.anchors.act, None)
        claims.append(
            replace(
                claim,
                id=id_,
                document=document,
                published=date(2003, 4, 1),
                when=when,
                victims=victims,
                attribution=(),
                place=claim.place and town("Paris"),
            )
        )
    ids = {claim.id: claim for claim in claims}
    return list(ids.values()), [telling(f"e{one.id}", "2003-04-01") for one in world[1]]


def holding(linked: Linked, documents: set[str], claims: list[Claim]) -> list[Incident | Person]:
    """The incidents and persons that rest on claims of those documents."""
    document = {claim.id: claim.document for claim in claims}
    both: tuple[Incident | Person, ...] = (*linked.incidents, *linked.persons)
    return [one for one in both if any(document[id_] in documents for id_ in one.claims)]


@quiet
@given(worlds(), worlds(), st.data())
def test_a_judgement_changes_nothing_where_it_is_not_made(
    here: World, there: World, data: st.DataObject
) -> None:
    far = elsewhere(there)
    claims, told = [*here[0], *far[0]], [*here[1], *far[1]]
    ids = sorted(claim.id for claim in here[0])
    assume(len(ids) > 1)
    left, right = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    held = data.draw(st.sampled_from(["same", "different"]))
    ruling = Ruling(seq=1, about="incident", held=held, left=left, right=right)  # type: ignore[arg-type]
    documents = {one.id for one in far[1]}
    before = link(claims, told)
    after = link(claims, told, Rulings(pairs=(ruling,)))
    assert holding(after, documents, claims) == holding(before, documents, claims)


@quiet
@given(worlds(), worlds())
def test_a_report_of_something_else_changes_nothing_and_ids_stay(here: World, there: World) -> None:
    far = elsewhere(there)
    claims = [*here[0], *far[0]]
    alone = link(*here)
    together = link(claims, [*here[1], *far[1]])
    documents = {one.id for one in here[1]}
    assert holding(together, documents, claims) == [*alone.incidents, *alone.persons]


@quiet
@given(worlds(), st.randoms(use_true_random=False))
def test_documents_that_come_one_by_one_end_as_all_at_once(world: World, random) -> None:  # type: ignore[no-untyped-def]
    claims, told = list(world[0]), list(world[1])
    whole = link(claims, told)
    random.shuffle(told)
    held: list[Told] = []
    last = None
    for one in told:
        held.append(one)
        known = {document.id for document in held}
        last = link([claim for claim in claims if claim.document in known], held)
    assert last == whole


@quiet
@given(worlds(), st.data())
def test_what_is_held_apart_is_never_in_one_incident_however_alike(
    world: World, data: st.DataObject
) -> None:
    claims, told = world
    ids = sorted(claim.id for claim in claims)
    assume(len(ids) > 1)
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    drawn = data.draw(st.lists(pairs, min_size=1, max_size=6))
    rulings = Rulings(
        pairs=tuple(
            Ruling(seq=n, about="incident", held="different", left=a, right=b)
            for n, (a, b) in enumerate(drawn, 1)
        )
    )
    for incident in link(claims, told, rulings).incidents:
        inside = set(incident.claims)
        assert not any({a, b} <= inside for a, b in drawn)


def test_a_chain_of_same_against_a_different_names_each_judgement() -> None:
    claims = [said(d, count=2) for d in "abcd"]
    ids = [claim.id for claim in claims]
    rulings = [
        Ruling(seq=3, about="incident", held="same", left=ids[0], right=ids[1]),
        Ruling(seq=7, about="incident", held="same", left=ids[1], right=ids[2]),
        Ruling(seq=9, about="incident", held="same", left=ids[2], right=ids[3]),
        Ruling(seq=11, about="incident", held="different", left=ids[0], right=ids[2]),
    ]
    with pytest.raises(ContradictoryJudgements, match="judgements 3, 7, 11 contradict"):
        link(claims, [], Rulings(pairs=tuple(rulings)))


@quiet
@given(worlds())
def test_a_register_put_together_with_itself_is_the_same_register(world: World) -> None:
    claims, told = world
    assert link([*claims, *claims[::-1]], [*told[::-1], *told]) == link(claims, told)
