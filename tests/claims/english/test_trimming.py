import re

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english import EnglishReader
from gavah.claims.english.trimming import one_of, spans
from gavah.model import Document

WORDS = st.lists(st.text("abcd.-", min_size=1, max_size=5), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.text("abcd.- ", max_size=12))
def test_a_pattern_of_words_finds_what_a_row_of_them_finds(words: list[str], text: str) -> None:
    row = re.compile("|".join(map(re.escape, words)))
    assert bool(re.search(one_of(words), text)) == bool(row.search(text))
    assert [m.start() for m in re.finditer(f"(?={one_of(words)})", text)] == [
        m.start() for m in re.finditer(f"(?={row.pattern})", text)
    ]


def test_data_between_words_is_left_out_and_the_words_around_it_are_read() -> None:
    before, data, after = (
        "Two men were killed in Leeds. ",
        "QUJD" * 200_000,
        " A boy was hurt in York.",
    )
    text = before + data + after
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=((0, len(text)),))  # fmt: skip
    found = [text[start:end] for start, end in spans(document)]
    assert found == [before, after]
    assert [claim.act for claim in EnglishReader().claim(document)] == ["killed", "injured"]
