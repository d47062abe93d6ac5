"""What named people hold: refused without name or reason, replayed after every reading."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gavah.errors import ContradictoryJudgements, RefusedJudgement, UnknownId
from gavah.model import Claim, Count, Link, Person, Ruling, Status, Toll, Victims, When, mention
from gavah.register import Register
from gavah.register.agreement import Held
from tests.strategies_register import (
    claim,
    document,
    incident,
    keep,
    linked,
    named,
    person,
    sealed,
    story,
)

BY: dict[str, Any] = {"by": "Ana Ruiz", "because": "I read both"}


def two(register: Register) -> tuple[list[Claim], list[Claim]]:
    """Two documents and an incident of each."""
    one, other = story(register, "one")[1], story(register, "two")[1]
    register.keep_linked(linked([incident(*one), incident(*other)]))
    return one, other


def test_a_judgement_has_a_verb_a_name_and_a_reason(register: Register) -> None:
    _, claims = story(register)
    for verb, by, because in (
        ("confirm", " ", "why"),
        ("confirm", "me", ""),
        ("like", "me", "why"),
    ):
        with pytest.raises(RefusedJudgement):
            register.judge(verb, [claims[0].id], by=by, because=because)
    assert list(register.judgements()) == []


def test_an_unknown_id_is_refused(register: Register) -> None:
    with pytest.raises(UnknownId, match="gavah incidents"):
        register.judge("confirm", ["c-nothing"], **BY)


def test_a_rejected_claim_is_out_until_that_is_undone(register: Register) -> None:
    _, claims = story(register)
    judged = register.judge("reject", [claims[1].id], **BY)
    assert [one.act for one in register.effective_claims()] == ["killed", "injured"]
    assert register.claim(claims[1].id) == claims[1]
    register.judge("undo", [str(judged.seq)], **BY)
    assert list(register.effective_claims()) == claims
    with pytest.raises(RefusedJudgement, match="no judgement in force"):
        register.judge("undo", [str(judged.seq)], **BY)
    assert [one.verb for one in register.judgements()] == ["reject", "undo"]
    assert list(register.judgements(in_force=True)) == []


def test_a_correction_changes_what_counts_and_leaves_the_claim_as_read(register: Register) -> None:
    read, claims = story(register)
    register.judge("correct", [claims[0].id], {"field": "count", "low": 3, "high": 3}, **BY)
    start = read.text.index("Karaj")
    where = {"name": "Karaj", "country": "IR", "precision": "settlement"}
    anchor = {"start": start, "end": start + 5}
    register.judge(
        "correct", [claims[0].id], {"field": "place", "value": where, "anchor": anchor}, **BY
    )
    made = next(register.effective_claims())
    assert made.count is not None
    assert (made.count.low, made.count.high, made.count.about) == (3, 3, None)
    assert made.place is not None
    assert made.anchors.place is not None
    assert made.anchors.place.quote == "Karaj"
    assert [(one.code, one.field) for one in made.doubts] == [
        ("corrected", "count"),
        ("corrected", "place"),
    ]
    assert next(register.claims()) == claims[0]


NO_CORRECTIONS: list[Any] = [
    None,
    {"field": "id", "value": "c-1"},
    {"field": "count", "low": 3, "high": 2},
    {"field": "count", "low": -1},
    {"field": "count", "value": {"low": "many"}},
    {"field": "count", "value": {}},
    {"field": "act", "value": "eaten"},
    {"field": "act", "value": "injured", "anchor": {"start": 0, "end": 3}},
    {"field": "place", "value": {"name": "Karaj"}},
    {"field": "place", "anchor": {"quote": "nowhere in it"}},
    {"field": "place", "anchor": {"start": 5, "end": 5}},
    {"field": "place", "anchor": {"start": 0, "end": 10**9}},
    {"field": "place", "anchor": {"start": 0, "end": 3, "quote": "Six"}},
    {"field": "place", "anchor": {"quote": "were"}},
    {"field": "polarity", "value": "denied", "anchor": {"start": 0, "end": 3}},
    {
        "field": "when",
        "value": {"start": "2020-02-02", "end": "2020-02-01", "precision": "day"},
    },
]


def test_a_correction_that_no_claim_could_hold_is_refused(register: Register) -> None:
    _, claims = story(register)
    for value in NO_CORRECTIONS:
        with pytest.raises(RefusedJudgement):
            register.judge("correct", [claims[0].id], value, **BY)
    assert list(register.effective_claims()) == claims


def test_a_missed_claim_is_added_with_its_words(register: Register) -> None:
    read, _ = story(register)
    value = {
        "type": "harm", "act": "injured", "count": {"low": 6, "high": 6},
        "anchors": {"act": {"quote": "six people"}, "count": {"quote": "six"}},
    }  # fmt: skip
    judged = register.judge("add", [read.id], value, **BY)
    assert [one.act for one in register.effective_claims()] == [
        "killed",
        "injured",
        "arrested",
        "injured",
    ]
    added = register.claim(judged.value["id"])
    assert added is not None
    assert added.anchors.sentence.quote == "Later, six people were arrested."
    assert added.reader.name == "by hand"
    assert added.attribution[0].name == "The Gazette"
    register.judge("correct", [added.id], {"field": "count", "low": 7, "high": 7}, **BY)
    register.judge("reject", [added.id], **BY)
    assert len(list(register.effective_claims())) == 3
    with pytest.raises(RefusedJudgement, match="correct it instead"):
        register.judge("add", [read.id], value, **BY)


NO_CLAIMS: list[Any] = [
    None,
    {"type": "harm", "act": "killed"},
    {"type": "harm", "act": "strike", "anchors": {"act": {"quote": "six people"}}},
    {"type": "harm", "act": "killed", "anchors": {"act": {"quote": "not there"}}},
    {"type": "harm", "act": "killed", "anchors": {"act": {"quote": "were killed"}}},
    {"type": "harm", "act": "killed", "anchors": {"act": "six people"}},
]


def test_what_cannot_be_a_claim_is_not_added(register: Register) -> None:
    read, claims = story(register)
    for value in NO_CLAIMS:
        with pytest.raises(RefusedJudgement):
            register.judge("add", [read.id], value, **BY)
    assert list(register.effective_claims()) == claims


def test_same_and_different_bind_the_smallest_claims(register: Register) -> None:
    one, other = two(register)
    ids = [one.id for one in register.incidents()]
    register.judge("different", ids, **BY)
    smallest = [min(i.claims) for i in register.incidents()]
    (ruling,) = register.rulings().pairs
    assert (ruling.about, ruling.held) == ("incident", "different")
    assert [ruling.left, ruling.right] == smallest
    with pytest.raises(ContradictoryJudgements, match="undo one of them"):
        register.judge("same", ids, **BY)
    assert len(list(register.judgements())) == 1
    with pytest.raises(RefusedJudgement, match="one already"):
        register.judge("same", [incident(*one).id, min(c.id for c in one)], **BY)
    assert other


def test_a_chain_of_sames_forbids_a_different(register: Register) -> None:
    claims = [story(register, id_)[1] for id_ in "abc"]
    register.keep_linked(linked([incident(*one) for one in claims]))
    ids = [incident(*one).id for one in claims]
    first = register.judge("same", ids[:2], **BY)
    second = register.judge("same", ids[1:], **BY)
    with pytest.raises(ContradictoryJudgements) as told:
        register.judge("different", [ids[0], ids[2]], **BY)
    assert str(first.seq) in str(told.value)
    assert str(second.seq) in str(told.value)
    register.judge("undo", [str(first.seq)], **BY)
    register.judge("different", [ids[0], ids[2]], **BY)


def test_a_split_holds_both_groups_together_and_apart(register: Register) -> None:
    one, other = story(register, "one")[1], story(register, "two")[1]
    whole = incident(*one, *other)
    register.keep_linked(linked([whole]))
    away = sorted(c.id for c in one)
    rest = sorted(c.id for c in other)
    register.judge("split", [whole.id], away, **BY)
    pairs = register.rulings().pairs
    assert sum(p.held == "different" for p in pairs) == 1
    assert sum(p.held == "same" for p in pairs) == len(away) + len(rest) - 2
    for wrong in ([], sorted(whole.claims), ["c-none"], None, [3]):
        with pytest.raises(RefusedJudgement):
            register.judge("split", [whole.id], wrong, **BY)


def test_a_chosen_figure_is_handed_to_linking(register: Register) -> None:
    one, _ = two(register)
    id_ = incident(*one).id
    register.judge("choose", [id_], {"act": "killed", "low": 4, "high": 4}, **BY)
    register.judge("choose", [id_], {"act": "killed", "claim": one[0].id}, **BY)
    (choice,) = register.rulings().choices
    assert (choice.claim, choice.act) == (min(c.id for c in one), "killed")
    assert (choice.low, choice.high, choice.about) == (2, 2, None)
    for wrong in (
        {"act": "tortured", "low": 1},
        {"act": "killed"},
        {"act": "killed", "low": 2, "high": 1},
        {"act": "killed", "low": "two"},
    ):
        with pytest.raises(RefusedJudgement):
            register.judge("choose", [id_], wrong, **BY)


def test_persons_are_judged_by_a_claim_and_a_name(register: Register) -> None:
    one, other = story(register, "one")[1], story(register, "two")[1]
    persons = [person("Ali Ahmadi", one[0]), person("Ali Ahmadi", other[0])]
    register.keep_linked(linked([incident(*one), incident(*other)], persons))
    register.judge("same", [p.id for p in persons], **BY)
    (ruling,) = register.rulings().pairs
    assert ruling.about == "person"
    assert {ruling.left, ruling.right} == {mention(c[0].id, "Ali Ahmadi") for c in (one, other)}
    with pytest.raises(RefusedJudgement, match="not about both"):
        register.judge("same", [persons[0].id, incident(*one).id], **BY)


def test_a_judgement_finds_its_claim_after_a_new_reading(register: Register) -> None:
    read, claims = story(register)
    register.judge("reject", [claims[0].id], **BY)
    start = read.text.index("killed")
    again = named(read, "killed", "killed in", "Ali Ahmadi")
    assert again.anchors.act.start == start
    assert again.id != claims[0].id
    keep(register, read, again, *claims[1:], readers="english 2")
    assert [one.act for one in register.effective_claims()] == ["arrested", "injured"]
    assert register.resolve(claims[0].id) == ("claim", again.id)


def test_a_judgement_follows_its_words_when_the_text_moves(register: Register) -> None:
    read, claims = story(register)
    register.judge("reject", [claims[0].id], **BY)
    moved = document("story", read.copy, "A line above. " + read.text)
    keep(register, moved, *(claim(moved, c.act, c.anchors.act.quote) for c in claims))
    assert [one.act for one in register.effective_claims()] == ["arrested", "injured"]


def test_a_judgement_without_its_words_waits_detached_and_is_not_dropped(
    register: Register,
) -> None:
    read, claims = story(register)
    judged = register.judge("reject", [claims[0].id], **BY)
    keep(register, read, *claims[1:], readers="english 2")
    (waiting,) = register.queue()
    assert (waiting.kind, waiting.left) == ("detached", str(judged.seq))
    keep(register, read, *claims, readers="english 3")
    assert list(register.queue()) == []
    assert [one.act for one in register.effective_claims()] == ["arrested", "injured"]


def test_an_added_claim_moves_with_the_text_and_yields_to_no_reader(register: Register) -> None:
    read, claims = story(register)
    value = {"type": "harm", "act": "injured", "anchors": {"act": {"quote": "six people"}}}
    register.judge("add", [read.id], value, **BY)
    moved = document("story", read.copy, "A line above. " + read.text)
    fresh = [claim(moved, c.act, c.anchors.act.quote) for c in claims]
    found = claim(moved, "injured", "six people were")
    keep(register, moved, *fresh, found)
    acts = [(one.act, one.reader.name) for one in register.effective_claims()]
    assert acts == [
        ("killed", "english"),
        ("injured", "by hand"),
        ("arrested", "english"),
        ("injured", "english"),
    ]


def test_open_pairs_come_by_what_they_would_change(register: Register) -> None:
    claims = [story(register, id_)[1] for id_ in "abc"]
    big = [incident(*one) for one in claims[:2]]
    small = incident(claims[2][2])
    pairs = [
        Link(left=claims[0][0].id, right=claims[2][2].id, weight=1, probability=0.9, evidence=("x",)),
        Link(left=claims[0][0].id, right=claims[1][0].id, weight=1, probability=0.5, evidence=("y",)),
    ]  # fmt: skip
    register.keep_linked(linked([*big, small], undecided=pairs))
    assert [one.effect for one in register.queue()] == [6, 2]
    register.judge("unsure", [i.id for i in big], **BY)
    assert [one.kind for one in register.queue()] == ["pair", "unsure"]


def test_the_queue_says_what_totals_are_if_two_and_if_one(register: Register) -> None:
    made = []
    for id_, dead in (("one", 12), ("two", 30)):
        read = document(id_, sealed(register, id_.encode()), publisher=f"The {id_} Gazette")
        count = Count(low=dead, high=dead, about=dead, hedge=None)
        keep(register, read, claim(read, "killed", "were killed", count=count))
        told = claim(read, "killed", "were killed", count=count)
        toll = Toll(
            act="killed", low=dead, high=dead, about=dead, conflict=False, sources=1,
            independent_sources=1, parts=(),
        )  # fmt: skip
        made.append((told, incident(told, tolls=(toll,))))
    pair = Link(left=made[0][0].id, right=made[1][0].id, weight=1, probability=0.6, evidence=("x",))
    register.keep_linked(linked([one for _, one in made], undecided=[pair]))
    (waiting,) = register.queue()
    (stake,) = waiting.stakes
    assert (stake.act, stake.apart) == ("killed", (42, 42))
    assert stake.together == (12, 30)  # two sources that cannot both be right
    assert waiting.effect == stake.people == 30


def people(register: Register) -> tuple[Person, Person]:
    """Two reports of an arrest, years apart, each in an incident, of people of one rare name."""
    made = []
    for id_, name, year in (("one", "Zuleika Okonkwo", 2009), ("two", "Zuleyka Okonkwo", 2021)):
        read = document(id_, sealed(register, id_.encode()))
        when = When(start=date(year, 3, 1), end=date(year, 3, 1), precision="day")
        victims = Victims(description=None, names=(name,))
        told = claim(read, "arrested", "were arrested", victims=victims, when=when)
        keep(register, read, told)
        status = Status(axis="liberty", status="arrested", when=when, claims=(told.id,))
        made.append((told, person(name, told, fate="arrested", statuses=(status,))))
    persons = [one for _, one in made]
    register.keep_linked(linked([incident(told) for told, _ in made], persons))
    return persons[0], persons[1]


def test_two_people_of_one_name_wait_with_how_many_are_named_if_they_are_one(
    register: Register,
) -> None:
    one, other = sorted(people(register), key=lambda person: person.id)
    (waiting,) = register.queue()
    assert (waiting.about, waiting.kind) == ("person", "pair")
    assert (waiting.left, waiting.right) == (one.id, other.id)
    assert waiting.names == (one.names[0].text, other.names[0].text)
    (stake,) = waiting.stakes
    assert (stake.act, stake.apart, stake.together) == ("arrested", (2, 2), (1, 1))
    assert waiting.effect == 1
    assert waiting.why.startswith("the same name: Zul")


@pytest.mark.parametrize("verb", ["same", "different", "unsure"])
def test_a_pair_of_people_is_decided_at_once_or_stays_as_unsure_until_undone(
    register: Register, verb: str
) -> None:
    one, other = people(register)
    judged = register.judge(verb, [one.id, other.id], **BY)
    kinds = [waiting.kind for waiting in register.queue()]
    assert kinds == (["unsure"] if verb == "unsure" else [])
    register.judge("undo", [str(judged.seq)], **BY)
    assert [waiting.kind for waiting in register.queue()] == ["pair"]


def test_who_died_of_it_leaves_the_injured_whether_one_or_two(register: Register) -> None:
    one, other = people(register)
    status = one.statuses[0]
    hurt = replace(one, statuses=(replace(status, axis="life", status="injured"),))
    dead = replace(other, statuses=(replace(status, axis="life", status="killed"),))
    incidents = list(register.incidents())
    register.keep_linked(linked(incidents, [hurt, dead]))
    (waiting,) = register.queue()
    (stake,) = waiting.stakes
    assert (stake.act, stake.apart, stake.together) == ("injured", (1, 1), (0, 0))


def test_periods_change_no_total_and_wait_last(register: Register) -> None:
    claims = [story(register, id_)[1] for id_ in "ab"]
    both = [incident(*one, kind="period") for one in claims]
    pair = Link(
        left=claims[0][0].id, right=claims[1][0].id, weight=1, probability=0.9, evidence=("x",)
    )
    register.keep_linked(linked(both, undecided=[pair]))
    assert [(one.effect, one.stakes) for one in register.queue()] == [(0, ())]


def test_history_tells_what_was_done_to_an_id_and_to_its_former_one(register: Register) -> None:
    one, other = two(register)
    ids = [incident(*one).id, incident(*other).id]
    register.judge("same", ids, **BY)
    register.keep_linked(linked([incident(*one, *other)]))
    present = incident(*one, *other).id
    assert present in ids
    gone = next(id_ for id_ in ids if id_ != present)
    assert register.resolve(gone) == ("incident", present)
    for id_ in (gone, present):
        assert [getattr(e, "verb", None) for e in register.history(id_)] == ["same"]


def test_an_id_that_vanishes_twice_still_leads_to_its_claims(register: Register) -> None:
    claims = [story(register, id_)[1] for id_ in "abc"]
    singles = [incident(*one) for one in claims]
    register.keep_linked(linked(singles))
    register.keep_linked(linked([incident(*claims[0], *claims[1]), singles[2]]))
    whole = incident(*claims[0], *claims[1], *claims[2])
    register.keep_linked(linked([whole]))
    assert {register.resolve(one.id)[1] for one in singles} == {whole.id}
    register.keep_linked(linked(singles))
    assert all(register.resolve(one.id) == ("incident", one.id) for one in singles)


def test_two_judgements_that_come_to_contradict_leave_the_later_one_waiting(
    register: Register,
) -> None:
    read, claims = story(register)
    text = read.text + " Then two men were killed again."
    read = document("story", read.copy, text)
    again = claim(read, "killed", "were killed again")
    keep(register, read, claims[0], again)
    other = story(register, "other")[1][0]
    register.judge("same", [claims[0].id, other.id], **BY)
    late = register.judge("different", [again.id, other.id], **BY)
    merged = claim(read, "killed", text[claims[0].anchors.act.start : again.anchors.act.end])
    keep(register, read, merged, readers="english 2")
    assert [one.held for one in register.rulings().pairs] == ["same"]
    assert [(one.kind, one.left) for one in register.queue()] == [("detached", str(late.seq))]


PAIRS = st.lists(
    st.tuples(
        st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["same", "different"])
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=150)
@given(PAIRS)
def test_what_is_held_never_contradicts_itself(pairs: list[tuple[str, str, str]]) -> None:
    held = Held()
    kept: list[Ruling] = []
    for seq, (left, right, what) in enumerate(pairs):
        ruling = Ruling(seq=seq, about="incident", held=what, left=left, right=right)  # type: ignore[arg-type]
        if _agree([*kept, ruling]):
            held.add([ruling])
            kept.append(ruling)
        else:
            with pytest.raises(ContradictoryJudgements, match=rf"\b{seq}\b"):
                held.add([ruling])


def _agree(rulings: list[Ruling]) -> bool:
    """Built another way: sets of letters, joined until nothing changes."""
    groups = [{letter} for letter in "abcdef"]
    for one in rulings:
        if one.held == "same":
            left = next(g for g in groups if one.left in g)
            right = next(g for g in groups if one.right in g)
            if left is not right:
                groups.remove(right)
                left |= right
    return all(
        not any({one.left, one.right} <= g for g in groups)
        for one in rulings
        if one.held == "different"
    )


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["reject", "confirm", "undo"])), max_size=8
    )
)
def test_replayed_judgements_give_what_each_gave_in_turn(
    register: Register, steps: list[tuple[int, str]]
) -> None:
    for one in register.judgements(in_force=True):
        register.judge("undo", [str(one.seq)], **BY)
    _, claims = story(register)
    made: list[tuple[int, int, str]] = []
    for which, verb in steps:
        if verb == "undo":
            if made:
                seq, _, _ = made.pop()
                register.judge("undo", [str(seq)], **BY)
            continue
        made.append((register.judge(verb, [claims[which].id], **BY).seq, which, verb))
    last = {which: verb for _, which, verb in made}
    expected = [c.id for at, c in enumerate(claims) if last.get(at) != "reject"]
    assert [one.id for one in register.effective_claims()] == expected


def test_a_class_is_judged_for_a_person_and_for_a_claim(register: Register) -> None:
    read, claims = story(register)
    register.keep_linked(
        linked([incident(*claims)], [person("Sara Karimi", claims[1], other=("S. Karimi",))])
    )
    assert register.withheld().names == {"story": ("S. Karimi", "Sara Karimi")}
    sara = next(register.persons())
    judged = register.judge("classify", [sara.id], {"class": "public"}, **BY)
    assert register.withheld().names == {}
    register.judge("classify", [claims[0].id], {"field": "names", "class": "secret"}, **BY)
    assert register.withheld(secret_only=True).names == {"story": ("Ali Ahmadi",)}
    register.judge("undo", [str(judged.seq)], **BY)
    assert register.withheld().names == {"story": ("Ali Ahmadi", "S. Karimi", "Sara Karimi")}
    register.judge("classify", [read.id], {"class": "public"}, **BY)
    assert register.withheld().names == {"story": ("Ali Ahmadi",)}
    with pytest.raises(RefusedJudgement):
        register.judge("classify", [sara.id], {"class": "open"}, **BY)


def test_the_dead_are_named_and_the_living_are_not(register: Register) -> None:
    read = document("d", sealed(register, b"d"))
    who = Victims(description=None, names=("Reza Moradi",))
    keep(register, read, claim(read, "killed", "were killed", victims=who, modality="feared"))
    assert register.withheld().names == {"d": ("Reza Moradi",)}
    keep(
        register,
        read,
        claim(read, "killed", "were killed", victims=who),
        claim(read, "arrested", "were arrested", victims=who),
    )
    assert register.withheld().names == {}
