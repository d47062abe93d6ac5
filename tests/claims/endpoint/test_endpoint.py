from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.endpoint import EndpointReader, asking
from gavah.claims.endpoint.answers import Entry
from gavah.claims.endpoint.finding import Source
from gavah.claims.endpoint.grounding import Grounding
from gavah.claims.english.counts import counts
from gavah.errors import EndpointFailed, UnreadableAnswer, WrongUsage
from gavah.model import Claim, Document, Published, ReaderVersion, Refusal
from tests.claims.endpoint.serving import Reply, answer, completion, entry, serving

TEXT = (
    "Soldiers shot at least 37 people dead in Omdurman on Tuesday, the doctors’ union said.\n"
    "No one was killed in Bahri, a police spokesman said. He denied that 5 people were hurt there.\n"
    "Sara Karimi may have been detained."
)
SHOT = TEXT.split("\n")[0]


def _document(text: str = TEXT) -> Document:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return Document(
        id="d", copy="sha256:" + "0" * 64, text=text, title="Killings in Omdurman", language="en",
        published=Published(date=date(2023, 6, 15), basis="given", evidence="2023-06-15"),
        paragraphs=tuple(spans),
    )  # fmt: skip


def _shot(**told: Any) -> dict[str, Any]:
    return entry(**{"evidence": SHOT, "act_words": "shot", "count_words": "at least 37 people",
                    "count_number": 37, "victims_words": "people", "place_words": "Omdurman",
                    "when_words": "on Tuesday", "speakers_words": ["the doctors' union"],
                    "perpetrators_words": ["Soldiers"], **told})  # fmt: skip


def _read(*entries: dict[str, Any]) -> tuple[list[Claim], list[Refusal]]:
    with serving(answer(*entries)) as served:
        reader = EndpointReader({"url": served.url, "model": "m"})
        return reader.claim_and_refuse(_document())


def test_what_the_words_bear_out_becomes_a_claim_with_values_read_by_our_rules() -> None:
    (claim,), refused = _read(_shot())
    assert refused == []
    assert claim.count is not None
    assert (claim.count.low, claim.count.high, claim.count.hedge) == (37, None, "at_least")
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (date(2023, 6, 13), date(2023, 6, 13))
    assert claim.place is not None
    assert (claim.place.name, claim.place.country) == ("Omdurman", "SD")
    # found though the answer wrote another apostrophe; the quote is the text's own
    assert claim.anchors.speakers[0].quote == "the doctors’ union"
    assert claim.perpetrators[0].name == "Soldiers"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"count_number": 73}, "number_differs"),
        ({"count_words": "at least 73 people", "count_number": 73}, "count_not_in_evidence"),
        ({"count_words": "7 people", "count_number": 7}, "count_not_in_evidence"),
        ({"count_words": None, "count_number": 37}, "number_differs"),
        ({"count_words": "on Tuesday", "count_number": 2}, "no_count_in_words"),
        ({"evidence": SHOT.replace("37", "370")}, "evidence_not_in_text"),
        ({"act_words": "bombed"}, "act_not_in_evidence"),
        ({"act": "demonstration"}, "act_of_other_type"),
        ({"speakers_words": ["Amnesty International"]}, "speaker_not_in_text"),
        ({"polarity": "denied"}, "denial_without_words"),
        ({"modality": "alleged"}, "modality_without_words"),
    ],
)
def test_a_lie_costs_the_claim(told: dict[str, Any], code: str) -> None:
    claims, refused = _read(_shot(**told))
    assert claims == []
    assert [one.code for one in refused] == [code]


@pytest.mark.parametrize(
    "told",
    [
        {"evidence": "No one was killed in Bahri", "act_words": "was killed"},
        {"evidence": "No one was killed in Bahri", "act_words": "was killed", "count_words": "No one"},
        {"evidence": "He denied that 5 people were hurt there", "act_words": "were hurt",
         "act": "injured", "count_words": "5 people", "count_number": 5},
    ],
)  # fmt: skip
def test_a_denial_cannot_be_told_as_a_fact(told: dict[str, Any]) -> None:
    claims, refused = _read(entry(**told))
    assert (claims, [one.code for one in refused]) == ([], ["negation_lost"])
    (claim,), _ = _read(entry(**told, polarity="denied"))
    assert claim.polarity == "denied"


def test_a_hedge_cannot_be_dropped_from_a_count() -> None:
    (claim,), _ = _read(_shot(count_words="37 people"))
    assert claim.count is not None
    assert (claim.count.hedge, claim.count.high) == ("at_least", None)
    assert claim.anchors.count is not None
    assert claim.anchors.count.quote.startswith("at least 37")


def test_a_place_or_day_that_does_not_ground_is_left_unknown() -> None:
    (claim,), refused = _read(_shot(place_words="Khartoum", when_words="15 June 2023"))
    assert (claim.place, claim.when) == (None, None)
    assert {one.code for one in refused} == {"place_not_in_text", "when_not_in_text"}


def test_an_endpoint_that_is_busy_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.0)
    busy: Reply = (503, {}, b"busy")
    with serving(busy, busy, answer(_shot())) as served:
        claims = EndpointReader({"url": served.url, "model": "m"}).claim(_document())
        assert (len(claims), len(served.requests)) == (1, 3)


@pytest.mark.parametrize(
    ("reply", "asked"), [((401, {}, b"who are you?"), 1), ((500, {}, b"broken"), asking.ATTEMPTS)]
)
def test_an_endpoint_that_refuses_ends_the_run_with_its_address(
    reply: Reply, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.0)
    with serving(reply) as served:
        with pytest.raises(EndpointFailed, match=f"{served.url} answered {reply[0]}"):
            EndpointReader({"url": served.url, "model": "m"}).claim(_document())
        assert len(served.requests) == asked


def test_the_text_goes_nowhere_but_to_the_address_that_was_named() -> None:
    with serving(answer()) as other:
        for status in (302, 307, 308):
            moved: Reply = (status, {"Location": f"{other.url}/chat/completions"}, b"")
            with serving(moved) as served, pytest.raises(EndpointFailed):
                EndpointReader({"url": served.url, "model": "m"}).claim(_document())
        assert other.requests == []


@pytest.mark.parametrize(
    "reply",
    [completion("I found one claim."), completion('{"claims": [{"act": "killed"}]}'),
     completion('{"claims": []}', finish="length"), (200, {}, b"<html>")],
)  # fmt: skip
def test_an_answer_of_another_shape_is_named_and_not_taken_for_no_claims(reply: Reply) -> None:
    with serving(reply) as served, pytest.raises(UnreadableAnswer):
        EndpointReader({"url": served.url, "model": "m"}).claim(_document())


def test_the_question_holds_the_article_and_binds_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GAVAH_ENDPOINT_KEY", "s3cret")
    with serving(answer()) as served:
        reader = EndpointReader({"url": served.url, "model": "m"})
        reader.claim(_document())
        path, headers, body = served.requests[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer s3cret"
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert SHOT in body["messages"][1]["content"]
    assert "s3cret" not in reader.version


def test_an_address_that_is_none_is_wrong_usage() -> None:
    for url in ("localhost:8080", "file:///etc/passwd", ""):
        with pytest.raises(WrongUsage):
            EndpointReader({"url": url, "model": "m"})


def test_words_are_found_whole_and_folded() -> None:
    source = Source("He said “1,500,000 people” and then 37 of ۱۲\u200c نفر.")
    assert source.find("1,500") is None
    assert source.find("7") is None
    assert source.find('"1,500,000  people"') == (8, 26)
    found = source.find("12 نفر")
    assert found is not None
    assert source.text[slice(*found)].startswith("۱۲")


words = st.sampled_from([*TEXT.replace("\n", " ").split(" "), "73", "Bahri", "no one", "5 people"])
phrases = st.one_of(st.sampled_from([*TEXT.split("\n"), *TEXT.split(". ")]),
                    st.lists(words, min_size=1, max_size=4).map(" ".join))  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.builds(
        Entry, type=st.just("harm"), act=st.sampled_from(["killed", "injured"]), evidence=phrases,
        act_words=words, polarity=st.sampled_from(["affirmed", "denied"]),
        modality=st.sampled_from(["asserted", "feared"]), scope=st.just("incident"),
        count_words=st.none() | phrases, count_number=st.none() | st.integers(0, 99),
        victims_words=st.none() | phrases, victims_names=st.lists(phrases, max_size=2),
        perpetrators_words=st.lists(phrases, max_size=1), place_words=st.none() | phrases,
        when_words=st.none() | phrases, speakers_words=st.lists(phrases, max_size=1),
    )
)  # fmt: skip
def test_whatever_is_told_a_kept_claim_holds_the_documents_own_words_and_figures(
    told: Entry,
) -> None:
    document = _document()
    version = ReaderVersion(name="endpoint", version="t")
    claim = Grounding(document, document.paragraphs, version).claim(told)
    if claim is None:
        return
    anchors = claim.anchors
    for anchor in (anchors.act, anchors.sentence, anchors.count, anchors.place, anchors.when,
                   *anchors.victims, *anchors.perpetrators, *anchors.speakers):  # fmt: skip
        if anchor is not None:
            text = document.title if anchor.where == "title" else document.text
            assert (text or "")[anchor.start : anchor.end] == anchor.quote
    if claim.count is not None and not (claim.victims and claim.victims.names):
        assert claim.count in [one.count for one in counts(document.text)]
    for value, anchor in ((claim.count, anchors.count), (claim.place, anchors.place),
                          (claim.when, anchors.when)):  # fmt: skip
        assert (value is None) == (anchor is None)
