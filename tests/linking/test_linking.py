"""Linking as a whole: laws of order, judgements, periods, roles and people."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavah.errors import ContradictoryJudgements
from gavah.linking import link
from gavah.linking.mentions import kind_of
from gavah.model import Claim, Linked, Ruling, Rulings, Told, canonical, mention
from tests.strategies_linking import at_least, country, on, said, telling, worlds

quiet = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def home(linked: Linked) -> dict[str, str]:
    return {claim: incident.id for incident in linked.incidents for claim in incident.claims}


def judged(*pairs: tuple[str, str, str], about: str = "incident") -> Rulings:
    return Rulings(
        pairs=tuple(
            Ruling(seq=seq, about=about, held=held, left=left, right=right)  # type: ignore[arg-type]
            for seq, (left, held, right) in enumerate(pairs, 1)
        )
    )


def anniversary() -> tuple[list[Claim], list[Told]]:
    """A rally abroad that retells a raid of long ago and a month's totals."""
    id_, month = "rally", on("2019-11-01", "2019-11-30")
    day = {"published": "2020-02-12"}
    claims = [
        said(
            id_,
            "demonstration",
            at=100,
            type_="gathering",
            when="2020-02-11",
            place="Paris",
            count=at_least(2),
            **day,
        ),  # type: ignore[arg-type]
        said(
            id_, at=900, count=5, when="1982-02-08", place="Karaj", names=["Samira Qaderi"], **day
        ),  # type: ignore[arg-type]
        said(
            id_,
            at=1486,
            scope="cumulative",
            when=month,
            place=country("Iran"),
            count=at_least(1500),
            **day,
        ),  # type: ignore[arg-type]
        said(
            id_,
            "injured",
            at=1550,
            sentence=1486,
            scope="cumulative",
            when=month,
            place=country("Iran"),
            count=8000,
            **day,
        ),  # type: ignore[arg-type]
        said(
            id_,
            "arrested",
            at=1590,
            sentence=1486,
            scope="cumulative",
            when=month,
            place=country("Iran"),
            count=at_least(12000),
            **day,
        ),  # type: ignore[arg-type]
        said(id_, "sanction", at=2000, type_="appeal", speaker="Leila Qaderi", **day),  # type: ignore[arg-type]
    ]
    return claims, [telling(id_, "2020-02-12")]


def test_a_rally_is_not_the_violence_it_retells_and_a_month_is_a_period() -> None:
    linked = link(*anniversary())
    assert sorted((i.kind, i.documents[0].role, len(i.claims)) for i in linked.incidents) == [
        ("occurrence", "background", 1), ("occurrence", "main", 1), ("period", "background", 3),
    ]  # fmt: skip
    titles = {incident.title for incident in linked.incidents}
    assert (
        "Killed at least 1,500, injured 8,000, arrested at least 12,000, Iran, November 2019"
        in titles
    )
    assert "Killed 5, Karaj, 8 February 1982" in titles
    assert "Demonstration, Paris, 11 February 2020" in titles
    by_name = {person.names[0].text: person.kind for person in linked.persons}
    assert by_name == {"Samira Qaderi": "victim", "Leila Qaderi": "speaker"}


def test_reports_of_one_shooting_are_one_incident_with_the_reason() -> None:
    claims = [
        said("a", count=2, when="2021-03-14", place="Karaj", names=["Pouya Rostami"]),
        said("b", count=3, when="2021-03-14", place="Karaj", names=["Puya Rostami"]),
    ]
    (incident,) = link(claims, [telling("a"), telling("b")]).incidents
    (reason,) = incident.links
    assert any(
        "Pouya Rostami = Puya Rostami" in line or "Puya Rostami = Pouya Rostami" in line
        for line in reason.evidence
    )
    assert reason.probability > 0.99
    assert [toll.conflict for toll in incident.tolls] == [True]
    assert [person.names for person in incident.persons] == [("Pouya Rostami", "Puya Rostami")]


def test_a_different_count_alone_never_splits_and_other_victims_do() -> None:
    one = said("a", count=2, when="2021-03-14", place="Karaj")
    more = said("b", count=9, when="2021-03-14", place="Karaj")
    assert len(link([one, more], [telling("a"), telling("b")]).incidents) == 1
    named = said("a", count=1, when="2021-03-14", place="Karaj", names=["Pouya Rostami"])
    other = said("b", count=1, when="2021-03-14", place="Karaj", names=["Samira Qaderi"])
    assert len(link([named, other], [telling("a"), telling("b")]).incidents) == 2


def test_a_period_never_merges_with_an_occurrence() -> None:
    claims = [
        said("a", count=2, when="2021-03-14", place="Karaj"),
        said("b", count=2, when=on("2021-03-14", "2021-03-15"), place="Karaj", scope="cumulative"),
    ]
    assert sorted(i.kind for i in link(claims, [telling("a"), telling("b")]).incidents) == [
        "occurrence",
        "period",
    ]


def test_what_was_only_denied_or_planned_makes_no_incident() -> None:
    claims = [
        said("a", count=2, polarity="denied"),
        said("b", "demonstration", type_="gathering", modality="planned"),
    ]
    assert link(claims, [telling("a"), telling("b")]).incidents == ()


def test_contradictory_judgements_are_refused_by_number() -> None:
    claims = [said(d, count=2, when="2021-03-14", place="Karaj") for d in "abc"]
    a, b, c = (claim.id for claim in claims)
    with pytest.raises(ContradictoryJudgements, match="judgements 1, 2, 3 contradict"):
        link(claims, [], judged((a, "same", b), (b, "same", c), (a, "different", c)))


def test_a_judgement_binds_two_countries_apart_and_says_so() -> None:
    claims = [
        said("a", count=2, when="2021-03-14", place="Karaj"),
        said("b", count=2, when="2020-01-01", place="Paris"),
    ]
    (incident,) = link(claims, [], judged((claims[0].id, "same", claims[1].id))).incidents
    assert incident.links[0].evidence[0] == "held to be the same by judgement 1"


def test_a_judgement_parts_claims_of_one_document() -> None:
    claims = [
        said("a", count=2, when="2021-03-14", place="Karaj"),
        said("a", "injured", at=30, sentence=0, count=3, when="2021-03-14", place="Karaj"),
    ]
    assert len(link(claims, []).incidents) == 1
    assert len(link(claims, [], judged((claims[0].id, "different", claims[1].id))).incidents) == 2


def test_names_alone_never_merge_people_across_incidents() -> None:
    claims = [
        said("a", count=1, when="2021-03-14", place="Karaj", names=["Zuleika Okonkwo"]),
        said("b", count=1, when="2020-03-14", place="Paris", names=["Zuleika Okonkwo"]),
    ]
    linked = link(claims, [])
    assert len(linked.persons) == 2
    keys = [mention(claim.id, "Zuleika Okonkwo") for claim in claims]
    assert len(link(claims, [], judged((keys[0], "same", keys[1]), about="person")).persons) == 1


def test_one_person_arrested_and_later_released_has_two_dated_statuses() -> None:
    claims = [
        said("a", "arrested", count=1, when="2021-03-14", place="Karaj", names=["Zuleika Okonkwo"]),
        said(
            "b",
            "released",
            count=1,
            when="2021-04-02",
            place="Karaj",
            names=["Zuleika Okonkwo"],
            published="2021-04-03",
        ),
    ]
    (person,) = link(claims, [telling("a"), telling("b", "2021-04-03")]).persons
    assert [(status.axis, status.status) for status in person.statuses] == [
        ("liberty", "arrested"),
        ("liberty", "released"),
    ]
    assert person.fate == "arrested"


def test_a_schoolgirl_is_a_minor() -> None:
    claims = [said("a", count=1, names=["Zuleika Okonkwo"], description="schoolgirl")]
    (person,) = link(claims, []).persons
    assert person.minor


def test_a_report_that_only_carries_what_an_outlet_said_is_rooted_there() -> None:
    claims = [
        said("wire", count=4, when="2021-03-14", place="Karaj", publisher="Harbour Wire"),
        said(
            "echo",
            count=4,
            when="2021-03-14",
            place="Karaj",
            speaker="Harbour Wire",
            publisher="Nile Monitor",
        ),
    ]
    linked = link(
        claims,
        [telling("wire", publisher="Harbour Wire"), telling("echo", publisher="Nile Monitor")],
    )
    assert linked.roots == {"wire": "wire", "echo": "wire"}
    assert linked.incidents[0].tolls[0].independent_sources == 1


@quiet
@given(worlds(), st.integers(0, 1000))
def test_the_order_in_which_documents_came_changes_no_byte(
    world: tuple[list[Claim], list[Told]], seed: int
) -> None:
    claims, told = world
    first = canonical(link(claims, told))
    Random(seed).shuffle(claims)
    Random(seed + 1).shuffle(told)
    assert canonical(link(claims, told)) == first


@quiet
@given(worlds())
def test_a_register_merged_with_itself_is_unchanged(world: tuple[list[Claim], list[Told]]) -> None:
    claims, told = world
    assert canonical(link([*claims, *claims], [*told, *told])) == canonical(link(claims, told))


@quiet
@given(worlds())
def test_no_claim_is_in_two_incidents_no_document_main_in_two_and_each_act_has_one_toll(
    world: tuple[list[Claim], list[Told]],
) -> None:
    linked = link(*world)
    claims = [claim for incident in linked.incidents for claim in incident.claims]
    assert len(claims) == len(set(claims))
    mains = [d.document for i in linked.incidents for d in i.documents if d.role == "main"]
    assert len(mains) == len(set(mains))
    kinds = {claim.id: kind_of(claim) for claim in world[0]}
    for incident in linked.incidents:
        assert len({toll.act for toll in incident.tolls}) == len(incident.tolls)
        assert {kinds[claim] for claim in incident.claims} == {incident.kind}


@quiet
@given(worlds(), st.data())
def test_judgements_bind_in_any_world(
    world: tuple[list[Claim], list[Told]], data: st.DataObject
) -> None:
    claims, told = world
    ids = sorted(
        claim.id for claim in claims if claim.polarity == "affirmed" and claim.modality != "planned"
    )
    if len(ids) < 2:
        return
    pairs = st.tuples(
        st.sampled_from(ids), st.sampled_from(["same", "different"]), st.sampled_from(ids)
    )
    rulings = judged(
        *data.draw(st.lists(pairs.filter(lambda p: p[0] != p[2]), min_size=1, max_size=4))
    )
    try:
        where = home(link(claims, told, rulings))
    except ContradictoryJudgements:
        return
    for ruling in rulings.pairs:
        assert (where[ruling.left] == where[ruling.right]) is (ruling.held == "same")
