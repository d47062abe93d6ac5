"""Ages and shots that the parser sees as plain words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.folding import folded
from gavah.claims.english.syntax import load, parse, parse_document

PARTS = ["Omar Haddad", ",", "31", "(", ")", "aged", "19-year-old", "5 year old", " ", "  ", "and",
         "man", "was", "killed", ".", "18-year-olds", "of Leeds", "years old"]  # fmt: skip


def seen(text: str) -> str:
    return folded(load().make_doc(text), text).tree.text.strip()


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("A 19-year-old student died.", "A young student died."),
        ("A 19-year-old died.", "A man died."),
        ("Two 18-year-olds were shot.", "Two men were killed."),
        ("A shot rang out.", "A shot rang out."),
        ("Man shot in Leeds", "Man killed in Leeds"),
        ("Police found 21-year-old Omar Haddad dead.", "Police found young Omar Haddad dead."),
        ("A six-year-old Indian girl was hurt.", "A young Indian girl was hurt."),
        ("Omar Haddad, 31, was killed.", "Omar Haddad was killed."),
        ("Omar Haddad (31) was killed.", "Omar Haddad was killed."),
        ("They shot Omar Haddad, 31, of Leeds.", "They killed Omar Haddad of Leeds."),
        ("They shot Omar Haddad, 31, Ana Ruiz, 22, and Li Wei, 19.",
         "They killed Omar Haddad, Ana Ruiz, and Li Wei."),
    ],
)  # fmt: skip
def test_an_age_is_one_plain_word_or_none_to_the_parser(text: str, parsed: str) -> None:
    assert seen(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "He is 19 years old.",
        "On June 12, 31, and 40 they met.",
        "It cost $5, 31, or 40.",
        "In Leeds, 310, people died.",
        "Shots rang out, 31 in all.",
    ],
)
def test_a_number_that_is_no_age_stays(text: str) -> None:
    assert seen(text) == text


def test_a_rare_name_is_a_plain_one_to_the_parser_and_comes_back_as_it_was() -> None:
    text = "Quetzali Wrzosek-Nkemelu, 19, was shot."
    (paragraph,) = parse_document(load(), text, [(0, len(text))], (), [(0, 24)])
    first, *rest = paragraph.doc
    assert [(first.text, first.lemma_, first.tag_, first.dep_)] == [
        ("Quetzali", "Quetzali", "NNP", "nsubj:pass")
    ]
    assert [(t.text, t.dep_) for t in rest if t.head is first][:3] == [
        ("Wrzosek", "flat"), ("-", "flat"), ("Nkemelu", "flat"),
    ]  # fmt: skip


def test_a_list_of_names_is_two_plain_names_to_the_parser_and_all_are_joined() -> None:
    names = ("Ladonna Okwu", "Daquo Wrzosek", "Li Wei")
    text = "Ladonna Okwu, 37, Daquo Wrzosek, 20, of Leeds, and Li Wei, 33, were shot."
    spans = [(text.index(one), text.index(one) + len(one)) for one in names]
    assert folded(load().make_doc(text), text, spans).tree.text == (
        "John Smith and John Smith were killed."
    )
    (paragraph,) = parse_document(load(), text, [(0, len(text))], (), spans)
    first, second, third = (
        next(t for t in paragraph.doc if t.idx == start) for start, _ in spans
    )  # fmt: skip
    assert first.dep_ == "nsubj:pass"
    assert [(one.dep_, one.head) for one in (second, third)] == [("conj", first), ("conj", first)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12), st.sampled_from(["", " "]))
def test_every_token_is_back_in_its_place_and_hangs_on_another(parts: list[str], gap: str) -> None:
    text = f" {gap}".join(parts)
    (doc,) = parse(load(), [text])
    assert doc.text == text
    assert [text[t.idx : t.idx + len(t)] for t in doc] == [t.text for t in doc]
    assert [t.i for t in doc] == list(range(len(doc)))
    for token in doc:
        steps = 0
        while token.head is not token:
            token, steps = token.head, steps + 1
            assert steps <= len(doc)
