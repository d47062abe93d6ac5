"""Strikes of those who work, strikes of those who bomb, and gatherings told only by their day."""

from datetime import date

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Document, Published


def acts(text: str) -> list[str]:
    published = Published(date=date(2024, 3, 6), basis="given", evidence="2024-03-06")
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en",
                        published=published, paragraphs=((0, len(text)),))  # fmt: skip
    return [claim.act for claim in EnglishReader().claim(document) if claim.type == "gathering"]


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of nurses launched a strike on Monday.",
        "Teachers staged a strike against the law in Umra.",
        "Thousands of workers began a strike in Umra.",
        "Miners went on strike on Friday.",
    ],
)
def test_people_who_put_down_tools_strike(text: str) -> None:
    assert acts(text) == ["strike"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels launched a strike on the airport.",
        "Soldiers staged a strike against two villages.",
        "Residents said jets launched a drone strike.",
        "Militants called a strike on the base a success.",
    ],
)
def test_what_hits_a_target_is_no_gathering(text: str) -> None:
    assert acts(text) == []


def test_a_gathering_told_by_its_day_is_told() -> None:
    assert acts("Calm returned to Umra after Friday's bandh.") == ["strike"]
    assert acts("Calm returned to Umra after the bandh.") == []
