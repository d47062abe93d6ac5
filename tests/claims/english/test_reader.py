"""What the reader makes of our own reports: one claim a fact, every field on its words."""

from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english import EnglishReader
from gavah.model import Anchor, Claim, Document, Published

READER = EnglishReader()


def report(text: str, title: str | None = None, day: date | None = date(2021, 5, 12)) -> Document:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    published = Published(date=day, basis="given", evidence=str(day)) if day else None
    return Document(
        id="d", copy="sha256:" + "0" * 64, text=text, title=title, publisher="Own Wire",
        published=published, language="en", paragraphs=tuple(spans),
    )  # fmt: skip


def read(text: str, title: str | None = None) -> list[Claim]:
    return READER.claim(report(text, title))


def only(claims: list[Claim], act: str) -> Claim:
    found = [claim for claim in claims if claim.act == act]
    assert len(found) == 1, [(c.act, c.anchors.act.quote) for c in claims]
    return found[0]


def anchors(claim: Claim) -> Iterator[Anchor]:
    own = claim.anchors
    yield from (own.act, own.sentence, *own.victims, *own.perpetrators, *own.speakers, *claim.also)
    yield from (one for one in (own.count, own.place, own.when) if one is not None)


def low_high(claim: Claim) -> tuple[int | None, int | None]:
    assert claim.count is not None
    return claim.count.low, claim.count.high


def test_killed_injured_and_arrested_in_one_sentence_are_three_claims_with_one_perpetrator() -> (
    None
):
    claims = read(
        "More than 300 miners were killed in the October 2020 uprising while another 900 were "
        "wounded and at least 70 arrested by the governor's guards."
    )
    killed, injured, arrested = (only(claims, a) for a in ("killed", "injured", "arrested"))
    assert [low_high(c) for c in (killed, injured, arrested)] == [
        (301, None),
        (900, 900),
        (70, None),
    ]
    assert {c.perpetrators[0].name for c in claims} == {"the governor's guards"}
    assert all(c.scope == "cumulative" for c in claims)


def test_people_named_inside_a_group_are_in_the_groups_claim() -> None:
    claims = read(
        "Two teachers, Omar Haddad and Lina Mansour, were among the nearly two dozen villagers "
        "killed by soldiers in Aleppo on 4 March 1993."
    )
    killed = only(claims, "killed")
    assert low_high(killed) == (None, 23)
    assert killed.victims is not None
    assert set(killed.victims.names) == {"Omar Haddad", "Lina Mansour"}
    assert killed.when is not None
    assert (killed.when.start, killed.when.end) == (date(1993, 3, 4), date(1993, 3, 4))


def test_a_headline_that_tells_the_fact_again_stands_in_also() -> None:
    claims = read(
        "Nine people were killed in a blast in Quetta on Monday.", "Nine killed in Quetta blast"
    )
    killed = only(claims, "killed")
    assert killed.anchors.act.where == "text"
    assert [one.where for one in killed.also] == ["title"]


def test_no_one_hurt_is_denied_and_has_no_count() -> None:
    injured = only(read("A bomb went off in Kirkuk on Sunday but no one was injured."), "injured")
    assert (injured.polarity, injured.count) == ("denied", None)


def test_allegations_and_fears_are_told_apart_from_statements() -> None:
    alleged = only(read("The guards are accused of killing four prisoners in Lagos."), "killed")
    feared = only(read("Twelve fishermen are feared drowned off Dakar."), "killed")
    may = only(read("Six workers may have been injured in the fire in Lahore."), "injured")
    assert (alleged.modality, feared.modality, may.modality) == ("alleged", "feared", "feared")


def test_a_source_at_the_end_of_the_sentence_is_the_speaker_and_the_publisher_follows() -> None:
    killed = only(
        read("Five farmers were killed in the raid near Kano, hospital officials said."), "killed"
    )
    assert [(one.name, one.role) for one in killed.attribution] == [
        ("hospital officials", "speaker"),
        ("Own Wire", "publisher"),
    ]


def test_the_day_somebody_spoke_is_not_the_day_of_the_event() -> None:
    claims = read("Four students were arrested in Cairo on Sunday, police said on Tuesday.")
    arrested = only(claims, "arrested")
    assert arrested.when is not None
    assert arrested.when.start == date(2021, 5, 9)


def test_an_old_killing_in_a_report_keeps_its_own_day_and_place() -> None:
    claims = read(
        "Hundreds of students rallied in Rome on Tuesday, May 11, 2021.\n"
        "They recalled the 40 villagers killed by soldiers in Hama in February 1982."
    )
    killed = only(claims, "killed")
    assert killed.place is not None
    assert killed.place.country == "SY"
    assert killed.when is not None
    assert killed.when.start == date(1982, 2, 1)


def test_a_gathering_told_again_is_one_claim() -> None:
    claims = read(
        "Thousands of nurses marched in Madrid on Saturday.\n"
        "The march ended without arrests being reported.\n"
        "The marchers carried flags.",
        "Nurses march in Madrid",
    )
    marched = only(claims, "demonstration")
    assert low_high(marched) == (2000, None)
    assert len(marched.also) >= 1


def test_an_appeal_has_its_act_its_speaker_and_no_victims() -> None:
    claims = read("Amnesty International called on the authorities to release the prisoners.")
    appeal = only(claims, "release")
    assert (appeal.type, appeal.count, appeal.victims) == ("appeal", None, None)
    assert appeal.speakers[0].name == "Amnesty International"


def test_what_is_no_harm_to_people_is_no_claim() -> None:
    for words in (
        "The senate killed the bill on Monday.",
        "Landmines kill people.",
        "If the dam breaks, 40 villagers could be killed.",
        "The names of the dead were not released.",
    ):
        assert [c.act for c in read(words) if c.act in {"killed", "released"}] == [], words


def test_codes_follow_the_act_and_a_crowd_has_one_of_its_own() -> None:
    killed = only(read("Three protesters were killed by police in Minsk on Friday."), "killed")
    assert killed.codes["plover"] == "ASSAULT"
    assert killed.codes["huridocs"] == "010105010000"


_SENTENCES = st.sampled_from(
    [
        "At least 14 people were killed and 30 injured when a bomb exploded in Baghdad on Monday.",
        "“We saw five men die,” said Aziz Rahimi, a doctor.",
        "Police arrested 20 activists in Yangon; no one was hurt.",
        "۱۲ workers were detained, the ministry said.",
        "Hundreds of women rallied outside the parliament in Tunis\u200f yesterday.",
        "She called on the UN to investigate the killing of 8 villagers.",
        "a mob attacked two shops",
        "e\u0301tudiants; ٣ dead — 4 wounded",
        "",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_SENTENCES, max_size=4), st.sampled_from([" ", "\n", "\n\n", "\t"]), _SENTENCES)
def test_every_anchor_quotes_its_own_words_and_reading_twice_is_the_same(
    sentences: list[str], between: str, title: str
) -> None:
    document = report(between.join(sentences), title)
    claims = READER.claim(document)
    for claim in claims:
        for anchor in anchors(claim):
            source = document.title if anchor.where == "title" else document.text
            assert anchor.quote
            assert (source or "")[anchor.start : anchor.end] == anchor.quote
        assert (claim.place is None) == (claim.anchors.place is None)
        assert (claim.when is None) == (claim.anchors.when is None)
        assert (claim.count is None) == (claim.anchors.count is None)
        assert bool(claim.perpetrators) == bool(claim.anchors.perpetrators)
        assert bool(claim.speakers) == bool(claim.anchors.speakers)
    order = [(c.anchors.act.where == "title", c.anchors.act.start) for c in claims]
    assert order == sorted(order)
    assert len({c.id for c in claims}) == len(claims)
    assert EnglishReader().claim(document) == claims
