"""Repaired and folded texts lead back to the first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.reading.repair import folded, repaired
from tests.strategies_reading import texts


def broken(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def test_mojibake_is_undone_and_each_word_leads_back() -> None:
    first = "ahead: " + broken("‘café’") + " was hit; naïve “readers” stay"
    second = repaired(first)
    assert second.text == "ahead: ‘café’ was hit; naïve “readers” stay".replace("’ was", "’ was")
    start = second.text.index("was hit")
    low, high = second.back(start, start + len("was hit"))
    assert first[low:high] == "was hit"
    start = second.text.index("é")
    low, high = second.back(start, start + 1)
    assert low < high
    assert "Ã" in first[low:high]


def test_persian_and_arabic_forms_fold_alike() -> None:
    assert folded("كشته مي‌شوند ۱۲").text == folded("کشته می‌شوند ١٢").text == "کشته میشوند 12"


@settings(deadline=None, max_examples=80)
@given(texts(), st.data())
def test_what_is_unchanged_is_the_same_words_in_both_texts(text: str, data: st.DataObject) -> None:
    for second in (folded(text), repaired(text)):
        assert second.back(0, len(second.text))[1] <= len(text)
        if not second.text:
            continue
        start = data.draw(st.integers(0, len(second.text) - 1))
        end = data.draw(st.integers(start + 1, len(second.text)))
        low, high = second.back(start, end)
        assert 0 <= low <= high <= len(text)
        assert low < high
        if text.isascii() and "`" not in text:
            assert text[low:high] == second.text[start:end]
        changed = any(a < end and start <= b for a, b, _, _ in second.changes)
        if not changed:
            assert text[low:high] == second.text[start:end]
