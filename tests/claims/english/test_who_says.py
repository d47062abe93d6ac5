import pytest

from gavah.claims.english.who_says import source_for
from gavah.model import Document


def _sources(text: str, words: str) -> list[str]:
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text)
    start = text.index(words)
    return [one.quote for one in source_for(document, (start, start + len(words)))]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("Four miners died in the shaft, the union said on Monday.", "Four miners died in the shaft",
         "the union"),
        ("The union hopes that the shaft will be closed.", "the shaft will be closed", "The union"),
        ("The governor’s claim that nobody was hurt spread fast.", "nobody was hurt",
         "The governor’s"),
        ("MORALES: The shaft was never safe. We had warned them.", "The shaft was never safe",
         "MORALES"),
        ("“They shot at us from the bridge.” — Amina Yusuf", "They shot at us from the bridge.",
         "Amina Yusuf"),
        ("Police arrested nine men. She said they had done nothing.", "they had done nothing", "She"),
    ],
)  # fmt: skip
def test_the_source_is_told_by_the_words_beside_what_is_said(
    text: str, words: str, source: str
) -> None:
    found = _sources(text, words)
    assert found
    assert found[0].removesuffix("’s") == source.removesuffix("’s")


def test_a_source_never_stands_in_what_it_says() -> None:
    text = "Witnesses said the police told them that soldiers fired."
    assert _sources(text, text) == []


def test_what_the_document_says_itself_has_no_source() -> None:
    assert _sources("Four miners died in the shaft. It rained.", "It rained.") == []
