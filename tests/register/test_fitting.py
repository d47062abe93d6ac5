"""Weights of a case: fitted when asked, frozen in the log, named, and put back."""

from itertools import combinations

import pytest
from bench import tellings, world

from gavah.errors import NothingToFit
from gavah.linking import fitting
from gavah.linking.fitting import fitted
from gavah.linking.proposals import proposals
from gavah.linking.weights import FITTED, LEVELS, SHIPPED, using, version
from gavah.register import Register
from gavah.runs.fit import fit, judged_pairs, unfit
from gavah.runs.link import link
from tests.register.test_linking_again import rows, tell

TOLD = list(tellings.told(world.reports(90, seed=4, years=1)))
TRUTH = tellings.truth(world.reports(90, seed=4, years=1), [claims for _, claims in TOLD])


def reviewed(register: Register) -> None:
    """Reports, linked, of which a person judged some incidents by the truth."""
    for document, claims in TOLD:
        tell(register, document, claims)
    link(register)
    incidents = list(register.incidents())
    pairs = list(combinations(incidents, 2))
    same = [p for p in pairs if TRUTH[p[0].claims[0]] == TRUTH[p[1].claims[0]]]
    other = [p for p in pairs if TRUTH[p[0].claims[0]] != TRUTH[p[1].claims[0]]]
    assert same
    for verb, chosen in (("same", same[:2]), ("different", other[:6])):
        for one, two in chosen:
            register.judge(verb, [one.id, two.id], by="Ana Ruiz", because="read both")


def test_weights_are_fitted_only_to_enough_judgements_and_stay_until_put_back(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(register)
    link(register)
    with pytest.raises(NothingToFit, match="Judge more: gavah queue"):
        fit(register, "Ana Ruiz")
    assert register.weights() == SHIPPED
    monkeypatch.setattr(fitting, "FEWEST", 4)
    monkeypatch.setattr(fitting, "FEWEST_OF_EACH", 1)
    before = rows(register)
    made = fit(register, "Ana Ruiz")
    assert made.version == f"{SHIPPED.version}+case.1"
    assert made.levels != SHIPPED.levels
    assert register.weights() == made
    assert rows(register) == before  # fitting links nothing
    assert link(register).again is None  # another method: everything is linked with it
    newest = list(register.chain.log())[-2:]
    assert [one.event for one in newest] == ["fit", "link"]
    assert newest[1].detail["weights"] == made.version
    assert link(register).again == 0
    assert (LEVELS, FITTED["prior"]) == (SHIPPED.levels, SHIPPED.prior)
    unfit(register, "Ana Ruiz")
    assert link(register).again is None
    assert rows(register) == before


def test_judged_pairs_are_of_two_documents_and_have_the_answers_given(register: Register) -> None:
    reviewed(register)
    pairs = judged_pairs(register)
    assert {same for _, _, same in pairs} == {True, False}
    for one, other, same in pairs:
        assert one.document != other.document
        assert (TRUTH[one.claims[0].id] == TRUTH[other.claims[0].id]) == same


def test_the_order_of_pairs_does_not_matter_and_a_fit_leans_on_what_ships() -> None:
    claims = [claim for _, own in TOLD for claim in own]
    pairs = [
        (one, other, TRUTH[one.claims[0].id] == TRUTH[other.claims[0].id])
        for one, other in proposals(claims, [document for document, _ in TOLD])
        if one.kind == "occurrence"
    ]
    made = fitted(pairs, SHIPPED, SHIPPED, 1)
    assert fitted(pairs[::-1], SHIPPED, SHIPPED, 1) == made
    met = {level for one, other, _ in pairs for level in fitting.levels_of(one, other)}
    assert all(
        made.levels[name] == SHIPPED.levels[name] for name in SHIPPED.levels if name not in met
    )


def test_weights_are_in_force_only_inside() -> None:
    others = fitted_by_hand()
    with using(others):
        assert "+case.7" in version()
        assert LEVELS["place.near"] == 9.0
        with using(SHIPPED):
            assert SHIPPED.levels == LEVELS
        assert LEVELS["place.near"] == 9.0
    assert SHIPPED.levels == LEVELS


def fitted_by_hand() -> fitting.Weights:
    return fitting.Weights(
        version="1+case.7", basis="by hand", prior=0.0, threshold=0.0, levels={"place.near": 9.0}
    )
