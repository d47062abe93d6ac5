"""The town that a report is set in: its quarters, its streets, and what it tells without a place."""

from datetime import date

from msgspec.structs import replace

from gavah.claims.english.places import quarter
from gavah.linking.places import relation
from gavah.model import Anchor, Claim, Dateline, Place
from tests.claims.english.test_reader import READER, only, read, report


def set_in(line: str, text: str) -> list[Claim]:
    """The claims of a report under a dateline that its paragraphs leave out, as readings do."""
    document = report(line + text)
    (_, stop), *others = document.paragraphs
    given = Dateline(place=line, date=None, anchor=Anchor.of(document.text, 0, len(line.rstrip(" —"))))  # fmt: skip
    return READER.claim(replace(document, dateline=given, paragraphs=((len(line), stop), *others)))


def town(claim: Claim) -> tuple[str | None, str | None]:
    return (claim.place.name, claim.place.settlement) if claim.place else (None, None)


def test_a_quarter_lies_in_the_town_of_the_dateline() -> None:
    named = set_in("CHICAGO — ", "Four men were shot dead in South Shore late Wednesday.")
    called = set_in(
        "CHICAGO — ", "Four men were shot dead in the Austin neighborhood on Wednesday."
    )
    sided = set_in("DETROIT — ", "Four men were shot dead on the West Side on Wednesday.")
    assert [town(only(one, "killed")) for one in (named, called, sided)] == [
        ("South Shore", "Chicago"),
        ("Austin neighborhood", "Chicago"),
        ("West Side", "Detroit"),
    ]


def test_a_place_that_the_text_puts_elsewhere_is_no_quarter_of_the_dateline() -> None:
    claims = set_in("CHICAGO — ", "Four men were shot dead in Eureka, Nevada, on Wednesday.")
    assert town(only(claims, "killed")) == ("Eureka", "Eureka")


def test_a_dateline_alone_is_not_where_it_happened() -> None:
    assert town(only(set_in("CAIRO — ", "Three herders were killed on Sunday."), "killed")) == (
        None,
        None,
    )


def test_the_towns_own_police_make_its_dateline_the_place() -> None:
    claims = set_in(
        "OAKLAND, Calif. — ",
        "Three men were killed on Sunday, a spokesman for Oakland police said.",
    )
    assert town(only(claims, "killed"))[1] == "Oakland"


def test_the_hospital_where_somebody_died_is_not_where_he_was_killed() -> None:
    claims = read("A man was shot. He was taken to Umra Medical Center, where he died on Sunday.")
    assert all(claim.place is None for claim in claims)


def test_the_block_somebody_is_of_is_not_where_he_was_shot() -> None:
    claims = read("Sam Benso, of the 300 block of West Umra Street, was shot in the leg.")
    assert town(only(claims, "injured")) == (None, None)


def test_a_building_says_where_by_the_town_before_it() -> None:
    claims = read("Three people were killed outside a Stamford nightclub on Sunday.")
    assert town(only(claims, "killed"))[1] == "Stamford"


def test_a_town_sees_deaths_and_a_sea_is_crossed() -> None:
    seen = read("Vancouver has seen 30 people killed this year, officials said.")
    crossed = read("At least 30 people drowned while crossing the Mediterranean this year.")
    assert [town(only(one, "killed"))[0] for one in (seen, crossed)] == [
        "Vancouver",
        "Mediterranean",
    ]


def test_where_they_answered_an_attack_is_not_where_the_answered_one_was() -> None:
    claims = read(
        "A bomber killed four guards in Herat in retaliation for air strikes near Kunduz."
    )
    assert town(only(claims, "killed"))[0] == "Herat"


def test_those_arrested_at_the_scene_were_arrested_where_it_happened() -> None:
    claims = read(
        "A blast killed nine people in Herat on Sunday. Two men were arrested at the scene."
    )
    assert town(only(claims, "arrested"))[0] == "Herat"


def test_what_was_told_of_happened_where_and_when_the_next_sentence_says() -> None:
    claims = read("Four people were shot and wounded. It happened in Herat on Sunday morning.")
    wounded = only(claims, "injured")
    assert (town(wounded)[0], wounded.when and wounded.when.start) == ("Herat", date(2021, 5, 9))


def test_a_drive_by_is_no_limit_and_who_continues_does_not_speak() -> None:
    by = only(read("Four men were wounded in a drive-by Tuesday night."), "injured")
    on = only(read("Police continue to look for a man after a fire on Tuesday killed five."), "killed")  # fmt: skip
    assert [one.when and one.when.start for one in (by, on)] == [date(2021, 5, 11)] * 2


def test_without_a_day_of_publication_weekdays_count_from_the_only_day_told_in_full() -> None:
    text = (
        "A bomb killed nine people in Herat on Sunday.\n"
        "Guards stand beside the ruins of a school on April 11, 2021."
    )
    claim = only(READER.claim(report(text, day=None)), "killed")
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (date(2021, 4, 11), date(2021, 4, 11))


def test_words_that_make_a_name_a_part_of_a_town() -> None:
    told = ("the Umra neighborhood", "West Side", "Far North Side", "Northside", "Umra", "Side")
    assert [quarter(name) for name in told] == [True, True, True, True, False, False]


def test_two_quarters_of_one_town_are_not_one_place() -> None:
    def placed(name: str) -> Place:
        return Place(
            name=name, settlement="Umra", country="TD", precision="district",
            geonames=None, lat=None, lon=None, basis="stated",
        )  # fmt: skip

    one, other, whole = placed("Old Umra"), placed("Harbourside"), placed("Umra")
    assert [relation(one, one), relation(one, other), relation(one, whole)] == [
        "same", "unknown", "contains",
    ]  # fmt: skip


def test_the_one_finer_place_of_the_opening_is_where_a_coarse_one_was_meant() -> None:
    one = read("A rocket killed three farmers in the Sinai Peninsula on Sunday. It fell outside a shop in El-Arish.")  # fmt: skip
    two = read(
        "A rocket killed three farmers in the Sinai Peninsula on Sunday. It fell outside a shop in El-Arish."
        " Another fell near Cairo."
    )
    assert town(only(one, "killed"))[0] == "El-Arish"
    assert town(only(two, "killed"))[0] == "Sinai Peninsula"


def test_a_total_in_a_survey_is_of_the_country_just_named() -> None:
    claims = read(
        "Another hard year has ended in the region. Yemen has its own woes. In Chad the mood is bad."
        " Hundreds of people have been arrested in a month of protests."
    )
    assert town(only(claims, "arrested"))[0] == "Chad"


def test_who_remains_held_was_not_taken_on_the_day_of_the_report() -> None:
    claims = read(
        "Five women were freed on Monday. Some 90 women remain in captivity, held by rebels."
    )
    held = [claim for claim in claims if claim.act in {"arrested", "abducted"}]
    assert all(claim.when is None for claim in held)
