"""Clusters: average link, no chaining, never across an exclusion; against plain union-find."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking.clusters import EXCLUDED, cluster, components

Pair = tuple[int, int]


def clustered(
    size: int, weights: dict[Pair, float], joined: list[Pair] | None = None, missing: float = -5
) -> list[list[int]]:
    def weigh(a: int, b: int) -> float | None:
        weight = weights.get((a, b), missing)
        return None if weight == EXCLUDED else weight

    return cluster(size, weights, weigh, joined or [], 0.5)


def test_a_weak_bridge_does_not_chain_two_incidents() -> None:
    strong = {(0, 1): 8.0, (2, 3): 8.0, (1, 2): 1.0}
    assert clustered(4, strong) == [[0, 1], [2, 3]]


def test_an_exclusion_is_never_crossed_but_by_a_judgement() -> None:
    weights = {(0, 1): 9.0, (1, 2): 9.0, (0, 2): EXCLUDED}
    assert [0, 1, 2] not in clustered(3, weights)
    assert clustered(3, weights, [(0, 1), (1, 2)]) == [[0, 1, 2]]


def test_a_judgement_joins_whole_clusters_and_leaves_nobody_behind() -> None:
    weights = {(0, 1): 8.0, (0, 2): 8.0, (1, 2): 8.0, (3, 4): 8.0}
    assert clustered(6, weights, [(2, 3)]) == [[0, 1, 2, 3, 4], [5]]


def test_where_judgements_part_members_of_joined_clusters_neither_is_crossed() -> None:
    weights: dict[Pair, float | None] = {(0, 1): 8.0, (2, 3): 8.0, (1, 3): None}
    made = cluster(
        4,
        {(0, 1): 8.0, (2, 3): 8.0, (1, 3): EXCLUDED},
        lambda a, b: weights.get((a, b), -5.0),
        [(0, 2)],
        0.5,
        [(1, 3)],
    )
    assert any({0, 2} <= set(one) for one in made)
    assert not any({1, 3} <= set(one) for one in made)


_groups = st.lists(st.integers(0, 4), min_size=1, max_size=14)


@settings(deadline=None, max_examples=80)
@given(_groups)
def test_where_nothing_conflicts_clusters_are_those_of_plain_union_find(labels: list[int]) -> None:
    size = len(labels)
    edges = {(a, b): 4.0 for b in range(size) for a in range(b) if labels[a] == labels[b]}
    assert clustered(size, edges) == components(size, edges, [], 0.5)


_weights = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
    st.one_of(st.floats(-9, 9).map(lambda f: round(f, 2)), st.just(EXCLUDED)),
    max_size=30,
)


@settings(deadline=None, max_examples=120)
@given(
    _weights,
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), max_size=2
    ),
)
def test_exclusions_hold_and_joined_stays_joined(
    weights: dict[Pair, float], joined: list[Pair]
) -> None:
    found = clustered(10, weights, joined)
    assert sorted(at for group in found for at in group) == list(range(10))
    home = {at: number for number, group in enumerate(found) for at in group}
    assert all(home[a] == home[b] for a, b in joined)
    if not joined:
        assert all(home[a] != home[b] for (a, b), weight in weights.items() if weight == EXCLUDED)


def test_a_component_too_large_to_weigh_whole_is_cut_and_keeps_its_exclusions() -> None:
    size = 450
    weights = {(a, b): 30.0 for a in range(size) for b in range(a + 1, min(size, a + 4))}
    weights[0, 1] = EXCLUDED
    found = clustered(size, weights)
    home = {at: number for number, group in enumerate(found) for at in group}
    assert home[0] != home[1]
