"""The table of counts, row by row and with its neighbours, as the whole reader reads a sentence.

`test_counts` tries the phrases alone; here the figure must also be of those the act befell.
"""

import pytest

from tests.claims.english.test_reader import read

Bounds = tuple[int | None, int | None, int | None, str | None]


def exactly(number: int) -> Bounds:
    return number, number, number, None


def bounds(words: str, act: str) -> list[Bounds | None]:
    told = [claim.count for claim in read(words) if claim.act == act]
    return [
        None if count is None else (count.low, count.high, count.about, count.hedge)
        for count in told
    ]


@pytest.mark.parametrize(
    ("words", "act", "expected"),
    [
        ("Police said 37 miners were killed.", "killed", exactly(37)),
        ("Police said thirty-seven miners were killed.", "killed", exactly(37)),
        ("A man was killed in the fire.", "killed", exactly(1)),
        ("One miner was killed.", "killed", exactly(1)),
        ("A clerk from Hama and a guard were killed.", "killed", exactly(2)),
        ("A student of Northgate University and a guard were killed.", "killed", exactly(2)),
        ("Two soldiers from the garrison and a guard were killed.", "killed", exactly(3)),
        ("The son of a judge and a teacher was killed.", "killed", exactly(1)),
        ("The mayor, two guards and 20 others were killed.", "killed", exactly(23)),
        ("Omar Karimi, his two brothers and 23 others were arrested.", "arrested", exactly(26)),
        ("Omar Karimi, a teacher, and two others were arrested.", "arrested", exactly(3)),
        ("A hundred and twelve miners were killed.", "killed", exactly(112)),
        ("Two hundred miners were killed.", "killed", exactly(200)),
        ("Some 1.2 million people were displaced by the flood.", "displaced", (None, None, 1200000, "about")),
        ("The storm displaced 3,400 villagers.", "displaced", exactly(3400)),
        ("At least 12,000 people were arrested.", "arrested", (12000, None, 12000, "at_least")),
        ("No fewer than 12,000 people were arrested.", "arrested", (12000, None, 12000, "at_least")),
        ("No less than 40 people were arrested.", "arrested", (40, None, 40, "at_least")),
        ("12,000 or more people were arrested.", "arrested", (12000, None, 12000, "at_least")),
        ("A minimum of 50 people were arrested.", "arrested", (50, None, 50, "at_least")),
        ("Not less than 50 people were arrested.", "arrested", (50, None, 50, "at_least")),
        ("Over 1,500 people were killed.", "killed", (1501, None, 1500, "more_than")),
        ("More than 1,500 people were killed.", "killed", (1501, None, 1500, "more_than")),
        ("1,500-plus people were killed.", "killed", (1501, None, 1500, "more_than")),
        ("In excess of 300 people were killed.", "killed", (301, None, 300, "more_than")),
        ("Well over 300 people were killed.", "killed", (301, None, 300, "more_than")),
        ("Up to 100 people were killed.", "killed", (None, 100, 100, "at_most")),
        ("As many as 100 people were killed.", "killed", (None, 100, 100, "at_most")),
        ("At most 100 people were killed.", "killed", (None, 100, 100, "at_most")),
        ("No more than 100 people were killed.", "killed", (None, 100, 100, "at_most")),
        ("Not more than 100 people were killed.", "killed", (None, 100, 100, "at_most")),
        ("A maximum of 100 people were killed.", "killed", (None, 100, 100, "at_most")),
        ("Fewer than 400 people were arrested.", "arrested", (None, 399, 400, "less_than")),
        ("Less than 400 people were arrested.", "arrested", (None, 399, 400, "less_than")),
        ("Under 400 people were arrested.", "arrested", (None, 399, 400, "less_than")),
        ("Nearly 300 people were killed.", "killed", (None, 299, 300, "nearly")),
        ("Almost 300 people were killed.", "killed", (None, 299, 300, "nearly")),
        ("Close to 300 people were killed.", "killed", (None, 299, 300, "nearly")),
        ("Nearly two dozen people were killed.", "killed", (None, 23, 24, "nearly")),
        ("About 20 people were killed.", "killed", (None, None, 20, "about")),
        ("Around 20 people were killed.", "killed", (None, None, 20, "about")),
        ("Some 20 people were killed.", "killed", (None, None, 20, "about")),
        ("Roughly 20 people were killed.", "killed", (None, None, 20, "about")),
        ("Approximately 20 people were killed.", "killed", (None, None, 20, "about")),
        ("An estimated 20 people were killed.", "killed", (None, None, 20, "about")),
        ("20 or so people were killed.", "killed", (None, None, 20, "about")),
        ("Twenty-odd people were killed.", "killed", (None, None, 20, "about")),
        ("Between 20 and 30 people were killed.", "killed", (20, 30, None, "range")),
        ("Between twenty and thirty people were killed.", "killed", (20, 30, None, "range")),
        ("20 to 30 people were killed.", "killed", (20, 30, None, "range")),
        ("20-30 people were killed.", "killed", (20, 30, None, "range")),
        ("20–30 people were killed.", "killed", (20, 30, None, "range")),
        ("From 20 to 30 people were killed.", "killed", (20, 30, None, "range")),
        ("Two or three people were killed.", "killed", (2, 3, None, "range")),
        ("Tens of people were killed.", "killed", (20, None, None, "vague")),
        ("Dozens were killed.", "killed", (24, None, None, "vague")),
        ("Dozens of people were killed.", "killed", (24, None, None, "vague")),
        ("Scores of people were killed.", "killed", (40, None, None, "vague")),
        ("Hundreds of people were killed.", "killed", (200, None, None, "vague")),
        ("Thousands of people were killed.", "killed", (2000, None, None, "vague")),
        ("Tens of thousands of people were displaced.", "displaced", (20000, None, None, "vague")),
        ("Hundreds of thousands of people were displaced.", "displaced", (200000, None, None, "vague")),
        ("A dozen people were killed.", "killed", exactly(12)),
        ("Two dozen people were killed.", "killed", exactly(24)),
        ("Half a dozen people were killed.", "killed", exactly(6)),
        ("More than a dozen people were killed.", "killed", (13, None, 12, "more_than")),
        ("At least two dozen people were killed.", "killed", (24, None, 24, "at_least")),
        ("Several people were killed.", "killed", (2, None, None, "vague")),
        ("A number of people were killed.", "killed", (2, None, None, "vague")),
        ("Some people were killed.", "killed", (2, None, None, "vague")),
        ("Many people were killed.", "killed", (2, None, None, "vague")),
        ("A few people were killed.", "killed", (2, None, None, "vague")),
        ("Protesters were arrested.", "arrested", (2, None, None, "vague")),
        ("A couple of protesters were arrested.", "arrested", exactly(2)),
        ("A pair of protesters were arrested.", "arrested", exactly(2)),
        ("Both drivers were killed.", "killed", exactly(2)),
        ("Police arrested Sara Benso and Omar Karimi.", "arrested", exactly(2)),
        ("Police arrested Sara Benso.", "arrested", exactly(1)),
        ("Three civilians and two soldiers were killed.", "killed", exactly(5)),
        ("Seven people, including three women, were killed.", "killed", exactly(7)),
        ("Seven people were killed, three of them women.", "killed", exactly(7)),
        ("Seven people, among them three women, were killed.", "killed", exactly(7)),
        ("12 people were killed, including 2 children and a nurse.", "killed", exactly(12)),
        ("At least 10 people were killed and 45 injured.", "injured", exactly(45)),
        ("At least 10 people were killed and 45 injured.", "killed", (10, None, 10, "at_least")),
        ("Ten people were killed and another 8,000 were displaced.", "displaced", exactly(8000)),
        ("Ten people were killed and another 20 wounded.", "injured", exactly(20)),
        ("Ten people were killed and a further 20 were wounded.", "injured", exactly(20)),
        ("Ten people were killed and as many as 20 wounded.", "injured", (None, 20, 20, "at_most")),
        ("Ten people were killed and up to 20 more wounded.", "injured", (None, 20, 20, "at_most")),
        ("The death toll rose to 37.", "killed", exactly(37)),
        ("The death toll has risen to at least 37.", "killed", (37, None, 37, "at_least")),
        ("The death toll rose from 58 to 62.", "killed", exactly(62)),
        ("The death toll stands at 37.", "killed", exactly(37)),
        ("The death toll climbed above 300.", "killed", (301, None, 300, "more_than")),
        ("The death toll has passed 300.", "killed", (301, None, 300, "more_than")),
        ("The attack brought to 12 the number of officers killed this year.", "killed", exactly(12)),
        ("The attack brought the number of officers killed this year to 12.", "killed", exactly(12)),
        ("The attack brings the death toll to 12.", "killed", exactly(12)),
        ("The number of dead rose to 15.", "killed", exactly(15)),
        ("The number of injured rose to 15.", "injured", exactly(15)),
        ("Soldiers killed and wounded dozens of villagers.", "killed", (24, None, None, "vague")),
        ("Soldiers killed and wounded dozens of villagers.", "injured", (24, None, None, "vague")),
        ("Soldiers killed or wounded 50 villagers.", "killed", exactly(50)),
        ("Soldiers killed or wounded 50 villagers.", "injured", exactly(50)),
        ("Dozens of people, including 59 tourists, were killed.", "killed", (59, None, None, "vague")),
        ("Sara Benso and her family members were killed.", "killed", (3, None, None, "vague")),
        ("Sara Benso, Omar Karimi and others were killed.", "killed", (2, None, None, "vague")),
        ("She was the seventh Briton killed in the war.", "killed", exactly(7)),
        ("Three people each were killed in Oslo and Bergen.", "killed", exactly(3)),
        ("A 34-year-old man was killed.", "killed", exactly(1)),
        ("A man, 34, was killed.", "killed", exactly(1)),
        ("Two boys aged 15 and 17 were killed.", "killed", exactly(2)),
        ("A man was killed at 24 Main Street.", "killed", exactly(1)),
        ("A family of five was killed.", "killed", exactly(5)),
        ("A mother and her three children were killed.", "killed", exactly(4)),
        ("A couple and their two children were killed.", "killed", exactly(4)),
        ("A 2019 fire killed nine people.", "killed", exactly(9)),
        ("In 1988 nine people were executed.", "executed", exactly(9)),
        ("Nine people were killed on 14 November.", "killed", exactly(9)),
        ("Nine people were killed on November 14.", "killed", exactly(9)),
        ("Act 144 was imposed after nine people were killed.", "killed", exactly(9)),
        ("A gunman with an AK-47 killed nine people.", "killed", exactly(9)),
        ("The fire killed nine people and 200 sheep.", "killed", exactly(9)),
        ("Nine people were killed and 12 houses burned.", "killed", exactly(9)),
        ("The fine was 5,000 dollars after nine people were killed.", "killed", exactly(9)),
        ("All nine people aboard were killed.", "killed", exactly(9)),
        ("Nine of the 12 people aboard were killed.", "killed", exactly(9)),
        ("Nine out of 12 passengers were killed.", "killed", exactly(9)),
        ("Of the 12 passengers, nine were killed.", "killed", exactly(9)),
        ("3 killed, 5 injured in Oslo blast", "killed", exactly(3)),
        ("3 killed, 5 injured in Oslo blast", "injured", exactly(5)),
        ("Hundreds dead after quake", "killed", (200, None, None, "vague")),
        ("The quake left over 20,000 dead and millions homeless.", "killed", (20001, None, 20000, "more_than")),
        ("The quake left over 20,000 dead and millions homeless.", "displaced", (2000000, None, None, "vague")),
        ("Two people, one of them a child, were killed.", "killed", exactly(2)),
        ("A total of 45 people were killed.", "killed", exactly(45)),
        ("45 people in all were killed.", "killed", exactly(45)),
        ("Only two people were killed.", "killed", exactly(2)),
        ("Exactly 17 people were killed.", "killed", exactly(17)),
        ("Another man was killed.", "killed", exactly(1)),
        ("Nine more people were killed.", "killed", exactly(9)),
        ("Police detained one hundred and fifty protesters.", "arrested", exactly(150)),
        ("Police detained 2.5 thousand protesters.", "arrested", exactly(2500)),
        ("Police detained 3000 protesters.", "arrested", exactly(3000)),
        ("Police detained 3 000 protesters.", "arrested", exactly(3000)),
        ("Just over 300 people were killed.", "killed", (301, None, 300, "more_than")),
        ("More than 1,300 were injured.", "injured", (1301, None, 1300, "more_than")),
        ("Possibly hundreds of people were killed.", "killed", (200, None, None, "vague")),
        ("Nine people are dead.", "killed", exactly(9)),
        ("There were nine deaths.", "killed", exactly(9)),
        ("Nine deaths were reported.", "killed", exactly(9)),
        ("Police made nine arrests.", "arrested", exactly(9)),
        ("Just under 300 people were killed.", "killed", (None, 299, 300, "less_than")),
    ],
)  # fmt: skip
def test_a_figure_has_the_bounds_that_its_words_give(
    words: str, act: str, expected: Bounds
) -> None:
    assert bounds(words, act) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        ("Forty percent of the detainees were tortured.", "tortured"),
        ("Some 40% of prisoners were tortured.", "tortured"),
        ("All on board were killed.", "killed"),
        ("A third of the crew was killed.", "killed"),
    ],
)
def test_a_share_gives_no_number_of_people(words: tuple[str, str]) -> None:
    told, act = words
    assert all(count in (None, (2, None, None, "vague")) for count in bounds(told, act))


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("No one was hurt in the fire.", "injured"),
        ("Nobody was killed in the 2019 fire.", "killed"),
        ("No protesters were arrested.", "arrested"),
        ("The fire killed nobody.", "killed"),
        ("She was not injured.", "injured"),
    ],
)
def test_a_harm_that_befell_nobody_is_denied_without_a_number(words: str, act: str) -> None:
    (claim,) = [claim for claim in read(words) if claim.act == act]
    assert claim.polarity == "denied"
    assert claim.count is None or claim.count.about == 1


def test_a_denied_figure_keeps_its_number() -> None:
    (claim,) = [
        c for c in read("The army denied that 300 people were killed.") if c.act == "killed"
    ]
    assert (claim.polarity, claim.count and claim.count.about) == ("denied", 300)


def test_a_broken_group_of_digits_is_a_doubt_and_no_number() -> None:
    (claim,) = read("Some 1,23 people were killed in the flood.")
    assert claim.count is None or claim.count.low == 2
    assert [doubt.code for doubt in claim.doubts if doubt.field == "count"]
