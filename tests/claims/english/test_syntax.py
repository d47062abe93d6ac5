import pytest
from hypothesis import given, settings

from gavah.claims.english import syntax
from gavah.claims.english.syntax import load, parse_document
from tests.strategies import texts


@settings(max_examples=40, deadline=None)
@given(texts(min_size=1))
def test_every_token_stands_where_its_offset_says(text: str) -> None:
    for paragraph in parse_document(load(), text, [(0, len(text))]):
        for token in paragraph.doc:
            start = paragraph.offset + token.idx
            words = text[start : start + len(token)]
            if not token.is_space and words.isprintable() and " " not in words:
                assert words == token.text


def test_each_conjunct_of_a_gapped_sentence_keeps_its_own_figure() -> None:
    text = (
        "Over 90 marchers were killed while another 800 were injured and at least 1,200 arrested."
    )
    (paragraph,) = parse_document(load(), text, [(0, len(text))])
    heads = {token.text: token.head.text for token in paragraph.doc if token.pos_ == "NUM"}
    assert heads == {"90": "marchers", "800": "injured", "1,200": "arrested"}


def test_a_paragraph_is_parsed_the_same_beside_any_other() -> None:
    first, second = "Police shot dead two men in Karaj.", "The funeral was held on Friday."
    text = f"{first}\n{second}"
    alone = parse_document(load(), first, [(0, len(first))])
    together = parse_document(load(), text, [(0, len(first)), (len(first) + 1, len(text))])
    assert [t.dep_ for t in alone[0].doc] == [t.dep_ for t in together[0].doc]
    assert together[1].offset == len(first) + 1


def test_the_pipeline_forgets_the_words_it_met_and_parses_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Gunmen from Qorvanabad shot dead Zhilvan Tareqzadi near the Ostovan bridge."
    before = parse_document(load(), text, [(0, len(text))])[0].doc
    monkeypatch.setattr(syntax, "MET", len(load().vocab.strings) - 1)
    fresh = load()
    assert "Qorvanabad" not in fresh.vocab.strings
    after = parse_document(fresh, text, [(0, len(text))])[0].doc
    assert [(t.text, t.lemma_, t.tag_, t.dep_, t.head.i) for t in after] == [
        (t.text, t.lemma_, t.tag_, t.dep_, t.head.i) for t in before
    ]
    monkeypatch.setattr(syntax, "MET", 10**9)
    assert load() is fresh
