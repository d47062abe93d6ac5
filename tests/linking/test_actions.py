"""Words of one action: told by head word, sentence and text; order does not matter."""

from evaluation.ecbplus import b3, ceafe, conll, muc
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.linking.actions import Action, cluster

FIRE = {"kiln": 700, "warehouse": 700}
STRIKE = {"ferry": 700, "dockers": 700}


def act(id_: str, lemma: str, around: str, terms: dict[str, int]) -> Action:
    return Action(id_, id_.split()[0], lemma, frozenset(around.split()), terms)


def test_one_word_in_like_texts_is_one_action_and_in_others_it_is_not() -> None:
    acts = [
        act("a 1", "burn", "kiln warehouse night", FIRE),
        act("b 1", "burn", "kiln warehouse owner", FIRE),
        act("c 1", "burn", "effigy harbour", STRIKE),
    ]
    assert sorted(cluster(acts)) == [["a 1", "b 1"], ["c 1"]]


_acts = st.lists(
    st.tuples(
        st.sampled_from(["kill", "killing", "burn", "walk"]),
        st.sampled_from(["kiln warehouse", "ferry dockers", ""]),
        st.sampled_from([FIRE, STRIKE, {}]),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=40)
@given(_acts, st.randoms(use_true_random=False))
def test_every_mention_is_in_one_cluster_whatever_the_order(drawn, chance) -> None:  # type: ignore[no-untyped-def]
    acts = [act(f"d{n % 3} {n}", *one) for n, one in enumerate(drawn)]
    found = cluster(acts)
    assert sorted(id_ for members in found for id_ in members) == sorted(one.id for one in acts)
    chance.shuffle(acts)
    assert cluster(acts) == found


def test_the_scores_are_those_of_the_literature() -> None:
    gold = [["a", "b", "c"], ["d", "e", "f", "g"]]
    found = [["a", "b"], ["c", "d"], ["f", "g", "h", "i"]]
    both = [["a", "b", "c"], ["d", "e", "f", "g"], ["h"], ["i"]]
    # worked by hand: two of five true links, two of three given ones
    assert [round(x, 3) for x in muc(gold, [*found[:2], ["f", "g"], ["e"]])] == [0.667, 0.4, 0.5]
    assert conll(both, both) == 1.0
    assert b3(both, [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h"], ["i"]])[0] == 1.0
    precision, recall, _ = ceafe([["a", "b"], ["c"]], [["a"], ["b", "c"]])
    assert (round(precision, 3), round(recall, 3)) == (0.667, 0.667)
