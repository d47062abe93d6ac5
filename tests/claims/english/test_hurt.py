"""Hurt by bullets, treated and sent home: injuries, and no release from custody."""

import pytest

from gavah.claims.english import EnglishReader
from gavah.model import Document


def told(text: str) -> list[tuple[str, int | None]]:
    paragraphs = ((0, len(text)),)
    document = Document(id="d", copy="sha256:" + "0" * 64, text=text, language="en", paragraphs=paragraphs)  # fmt: skip
    return [(claim.act, claim.count.about if claim.count else None) for claim in EnglishReader().claim(document)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Two protesters were treated and released.", [("injured", 2)]),
        ("Three people were taken to hospital and later released.", [("injured", 3)]),
        ("The woman was released from hospital on Monday.", []),
        ("Police released two men on bail.", [("released", 2)]),
        ("A farmer was hit by a stray bullet.", [("injured", 1)]),
        ("Four students were struck by shrapnel in Homs.", [("injured", 4)]),
        ("A girl had gunshot wounds to the leg.", [("injured", 1)]),
        ("Two men were shot in Leeds. Both were treated at the scene.", [("injured", 2)]),
        ("The town was hit by gunfire.", []),
        ("The car was hit by bullets.", []),
    ],
)
def test_who_was_hit_or_treated_is_hurt_and_who_left_hospital_was_not_held(
    text: str, claims: list[tuple[str, int | None]]
) -> None:
    assert told(text) == claims
