"""Pieces of a text that end where sentences surely end."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.claims.english.sentence_ends import sentences


def pieces(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He fled. She stayed.", ["He fled. ", "She stayed."]),
        ("“They shot.” Nobody fell.", ["“They shot.” ", "Nobody fell."]),
        ("Was he hurt? Nobody said.", ["Was he hurt? ", "Nobody said."]),
    ],
)
def test_a_sentence_ends_at_a_mark_before_a_capital(text: str, found: list[str]) -> None:
    assert pieces(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police in St. Paul were told.",
        "Gen. Rahimi and Lt. Col. Sadr left.",
        "He lives in the U.S. Army base.",
        "J. B. Karimi left at 5 p.m. Monday.",
        "On Jan. 5 and Sept. 12 they met in Tex. County.",
        "It rose 2.5 per cent. of them said so",
    ],
)
def test_a_mark_after_an_abbreviation_or_an_initial_ends_none(text: str) -> None:
    assert pieces(text) == [text]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(list('Aab.!?"”“ ),1\n')), max_size=60), st.integers(0, 10))
def test_pieces_cover_the_text_without_gap_or_overlap(text: str, start: int) -> None:
    found = sentences(text, start, len(text))
    assert [a for a, _ in found][1:] == [b for _, b in found][:-1]
    assert "".join(text[a:b] for a, b in found) == text[start:]
    assert all(a < b for a, b in found)


@pytest.mark.shared
def test_hardly_an_end_stands_inside_a_sentence_of_the_treebank(shared: Path) -> None:
    found = wrong = 0
    bank = gzip.decompress((shared / "corpora" / "ud" / "en_gum-free-dev.conllu.gz").read_bytes())
    told = [line[9:] for line in bank.decode().splitlines() if line.startswith("# text = ")]
    for at in range(0, len(told), 5):
        row = [one.strip() for one in told[at : at + 5]]
        text = " ".join(row)
        ends = {sum(len(one) + 1 for one in row[: k + 1]) for k in range(len(row) - 1)}
        cuts = {end for _, end in sentences(text, 0, len(text))} - {len(text)}
        found += len(cuts)
        wrong += len(cuts - ends)
    assert found > 300
    assert wrong / found < 0.01, (found, wrong)
