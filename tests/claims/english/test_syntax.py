from hypothesis import given, settings

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
