"""Harms told by a noun alone or denied outright, and those named or described by what stands beside them."""

import pytest

from tests.claims.english.test_reader import low_high, only, read


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("No casualties were reported in Lyon.", "killed"),
        ("No arrests were made after the march.", "arrested"),
        ("There were no injuries.", "injured"),
        ("Nobody was hurt in the fire.", "injured"),
        ("No one was killed in the fire.", "killed"),
        ("All the passengers were unhurt.", "injured"),
    ],
)
def test_nobody_harmed_is_a_denied_claim_without_a_number(words: str, act: str) -> None:
    claim = only(read(words), act)
    assert (claim.polarity, claim.count and claim.count.high) == ("denied", None)


@pytest.mark.parametrize("words", ["There had been fatalities.", "Police confirmed fatalities."])
def test_casualties_that_nobody_counts_are_at_least_two(words: str) -> None:
    assert low_high(only(read(words), "killed")) == (2, None)


@pytest.mark.parametrize(
    "words",
    ["They fear that the number of casualties will rise.", "The family mourned their deaths."],
)
def test_casualties_that_are_only_spoken_of_are_no_claim(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "act", "scope"),
    [
        ("A deadly blast hit Lyon on Monday.", "killed", "incident"),
        ("The deadly shooting at a school in Lyon in April 1999 was remembered.", "killed", "incident"),
        ("The raid is the latest in a spate of abductions in Sabah.", "abducted", "cumulative"),
        ("Lyon has suffered a series of fatal bombings in 2016.", "killed", "cumulative"),
    ],
)  # fmt: skip
def test_a_deadly_doing_with_a_place_or_day_is_a_claim_without_a_count(
    words: str, act: str, scope: str
) -> None:
    claim = only(read(words), act)
    assert (claim.count, claim.scope) == (None, scope)


def test_a_deadly_doing_told_before_is_the_same_fact() -> None:
    claims = read("A blast killed nine people in Lyon. The deadly blast shook the town.")
    assert [low_high(c) for c in claims] == [(9, 9)]


def test_whoever_is_fatally_shot_is_killed() -> None:
    assert low_high(only(read("A policeman fatally shot a driver in Lyon."), "killed")) == (1, 1)


def test_the_detained_who_are_freed_are_counted_once() -> None:
    assert [(c.act, low_high(c)) for c in read("Four detained rebel leaders were released.")] == [
        ("released", (4, 4))
    ]


def test_one_of_several_who_is_named_apart_joins_their_claim() -> None:
    claim = only(
        read("A blast killed six miners in Lyon. Sara Benso, 25, died in the blast."), "killed"
    )
    assert low_high(claim) == (6, 6)
    assert claim.victims is not None
    assert claim.victims.names == ("Sara Benso",)


def test_one_who_died_elsewhere_keeps_a_claim_of_their_own() -> None:
    claims = read("A blast killed six miners in Lyon. Sara Benso was killed in Oslo in May 2019.")
    assert sorted(low_high(c) for c in claims) == [(1, 1), (6, 6)]


def test_the_others_are_such_as_were_told_before() -> None:
    claim = only(read("Three miners were killed and two others were injured in Lyon."), "injured")
    assert claim.victims is not None
    assert claim.victims.description == "miners"


@pytest.mark.parametrize("words", ["The storm caused 12 deaths.", "Police made 12 arrests."])
def test_the_noun_of_the_harm_describes_nobody(words: str) -> None:
    (claim,) = read(words)
    assert claim.victims is None or claim.victims.description is None


def test_the_attackers_are_none_of_those_they_killed() -> None:
    claims = read(
        "Gunmen killed Sara Benso at the gate. Guards fought back, killing the attackers."
    )
    told = {(c.victims.description or c.victims.names[0]): [p.name for p in c.perpetrators] for c in claims if c.victims}  # fmt: skip
    assert told == {"Sara Benso": ["Gunmen"], "attackers": ["Guards"]}


@pytest.mark.parametrize(
    ("words", "act", "scope"),
    [
        ("The school has other rules since the shooting in Lyon that killed 13 people.",
         "killed", "incident"),
        ("Nine people have been killed since Monday.", "killed", "cumulative"),
        ("A court sentenced 101 marchers on Sunday to jail for acts of violence.", "sentenced", "incident"),
        ("The violence has killed 101 marchers.", "killed", "cumulative"),
        ("Five of the arrests were made within hours of the attack.", "arrested", "incident"),
    ],
)  # fmt: skip
def test_a_total_is_told_by_words_of_its_own_not_by_what_stands_beside_it(
    words: str, act: str, scope: str
) -> None:
    assert only(read(words), act).scope == scope


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Seven people were shot, with six confirmed dead.", [("injured", 7), ("killed", 6)]),
        ("Two people were killed and seven people shot in Lyon.", [("killed", 2), ("injured", 7)]),
        ("Five people were shot, two of them fatally, in Lyon.", [("injured", 5), ("killed", 2)]),
        ("Officers found a man shot in the leg.", [("injured", 1)]),
        ("Medics found Omar Karimi lifeless after being shot.", [("injured", 1)]),
        ("Her sister told NBC 6 the teen was shot four times.", []),
        ("Two men walked in and shot toward the crowd.", []),
        ("A man shot at a police car on Monday.", []),
        ("He denied the attempted murders of five boys.", []),
        ("One man was found dead along with two other shooting victims.", [("killed", 1)]),
    ],
)
def test_those_shot_and_those_killed_are_told_apart_from_what_is_shot_at(
    words: str, told: list[tuple[str, int]]
) -> None:
    claims = [(one.act, one.count.low if one.count else None) for one in read(words)]
    assert [one for one in claims if one[0] in {"killed", "injured"}] == told


def test_children_named_beside_the_word_are_not_counted_again() -> None:
    claim = only(
        read(
            "The deaths of Omar Karimi and Ana Benso and their children, Tim Karimi and Sara Karimi, shook Lyon."
        ),
        "killed",
    )
    assert low_high(claim) == (4, 4)


def test_what_officers_found_is_not_what_they_say() -> None:
    assert only(read("Officers found a man wounded in the leg."), "injured").speakers == ()
    told = only(read("The inquiry found that police had killed nine people."), "killed")
    assert [one.name for one in told.speakers] == ["The inquiry"]


def test_who_identifies_a_victim_is_not_who_the_victim_is() -> None:
    claim = only(
        read("Police shot a 16-year-old identified by the coroner as Omar Karimi."), "injured"
    )
    assert claim.victims is not None
    assert claim.victims.names == ("Omar Karimi",)


@pytest.mark.parametrize(
    ("words", "act", "name"),
    [
        ("Officers arrived to find 21-year-old Omar Karimi dead in the street.", "killed", "Omar Karimi"),
        ("The body of Omar Karimi was found in the river.", "killed", "Omar Karimi"),
        ("A little boy named Hayden was shot by his brother.", "injured", "Hayden"),
        ("Police say a boy shot 19-year-old James Russell Keller in the head.", "injured", "James Russell Keller"),
    ],
)  # fmt: skip
def test_whoever_is_found_or_called_by_a_name_is_named(words: str, act: str, name: str) -> None:
    claim = only(read(words), act)
    assert claim.victims is not None
    assert claim.victims.names == (name,)


def test_a_victims_name_is_no_place() -> None:
    claim = only(read("Gunmen wounded Emerson Ware, Jr., 26, in a fight."), "injured")
    assert claim.place is None
