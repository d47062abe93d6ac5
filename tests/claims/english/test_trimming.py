import re

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.trimming import one_of

WORDS = st.lists(st.text("abcd.-", min_size=1, max_size=5), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.text("abcd.- ", max_size=12))
def test_a_pattern_of_words_finds_what_a_row_of_them_finds(words: list[str], text: str) -> None:
    row = re.compile("|".join(map(re.escape, words)))
    assert bool(re.search(one_of(words), text)) == bool(row.search(text))
    assert [m.start() for m in re.finditer(f"(?={one_of(words)})", text)] == [
        m.start() for m in re.finditer(f"(?={row.pattern})", text)
    ]
