"""The bound that spares close looks never lies below what a close look finds."""

import numpy as np
from hypothesis import HealthCheck, given, settings

from gavah.linking.blocking import candidates
from gavah.linking.hopeless import Profiles, bound, hopeful
from gavah.linking.mentions import Mention
from gavah.linking.proposals import proposals
from gavah.linking.scoring import score
from gavah.model import Claim, Told
from tests.strategies_linking import worlds

quiet = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def of_made_up_reports(count: int) -> list[Mention]:
    from bench import tellings, world

    told = list(tellings.told(world.reports(count, seed=5, years=1)))
    documents = [document for document, _ in told]
    claims = [claim for _, own in told for claim in own]
    return mentions_of((claims, documents))


def mentions_of(made: tuple[list[Claim], list[Told]]) -> list[Mention]:
    found = {m.key: m for pair in proposals(*made) for m in pair}
    return [found[key] for key in sorted(found)]


def holds(mentions: list[Mention]) -> None:
    if not mentions:
        return
    left, right = candidates(mentions)
    most = bound(Profiles(mentions), left, right)
    for a, b, bits in zip(left.tolist(), right.tolist(), most.tolist(), strict=True):
        found = score(mentions[a], mentions[b])
        assert found.excluded or found.weight <= bits + 1e-5


@quiet
@given(worlds())
def test_no_pair_weighs_more_than_its_bound(world: tuple[list[Claim], list[Told]]) -> None:
    holds(mentions_of(world))


def test_no_pair_of_made_up_reports_weighs_more_than_its_bound_and_most_are_spared() -> None:
    mentions = of_made_up_reports(400)
    holds(mentions)
    left, right = candidates(mentions)
    kept = hopeful(mentions, left, right, -3.0)
    assert 0 < int(np.count_nonzero(kept)) < len(left) / 2
