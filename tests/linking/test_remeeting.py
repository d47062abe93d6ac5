"""What changes in blocks is what two whole meetings differ by."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking import postings
from gavah.linking.postings import BUDGET, in_order, pairs
from gavah.linking.remeeting import meets, remeet


def standing(owner: int, blocks: list[int], day: int) -> postings.Rows:
    return postings.rows(blocks, (day, day), owner * 7919 % 1009, owner)


def all_met(rows: postings.Rows) -> set[tuple[int, int]]:
    left, right = pairs(rows)
    ends = zip(rows["owner"][left].tolist(), rows["owner"][right].tolist(), strict=True)
    return {(min(a, b), max(a, b)) for a, b in ends}


_blocks = st.lists(st.sampled_from([1, 1, 1, 2, 3, 4]), min_size=1, max_size=3, unique=True)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, BUDGET + 30), st.integers(0, 25), st.data(), st.randoms(use_true_random=False)
)
def test_fresh_gained_and_lost_are_the_difference_of_two_whole_meetings(
    held: int, coming: int, data: st.DataObject, chance
) -> None:  # type: ignore[no-untyped-def]
    everyone = {n: standing(n, data.draw(_blocks) if n % 9 == 0 else [1, 2 + n % 3], chance.randrange(40))
                for n in range(held + coming)}  # fmt: skip
    gone = {n for n in range(held) if chance.random() < 0.2}
    empty = np.empty(0, postings.ROW)
    old = in_order(np.concatenate([empty, *(everyone[n] for n in range(held))]))
    added = np.concatenate([empty, *(everyone[n] for n in range(held, held + coming))])
    touched = np.concatenate([empty, added, *(everyone[n] for n in gone)])["block"]
    seen = old[np.isin(old["block"], touched)]
    new, found = remeet(seen, gone, added)

    stay = [everyone[n] for n in everyone if n not in gone]
    now = in_order(np.concatenate([empty, *stay]))
    before, after = all_met(old), all_met(now)
    fresh = {pair for pair in after if max(pair) >= held}
    assert found.fresh == fresh
    unchanged = {pair for pair in before if not gone & set(pair)}
    assert after - fresh - unchanged <= found.gained <= after
    lost = {
        (a, b)
        for a, b in found.lost
        if not meets(
            a,
            b,
            now[np.isin(now["block"], np.intersect1d(everyone[a]["block"], everyone[b]["block"]))],
        )
    }
    assert lost == unchanged - after
    assert len(new) == len(now[np.isin(now["block"], touched)])
