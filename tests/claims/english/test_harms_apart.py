"""Two harms of one sentence, and one person beside several: each figure where it belongs."""

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
        ("The gunman killed a woman and injured nine others.", [("killed", 1), ("injured", 9)]),
        ("The attack killed one and injured three others.", [("killed", 1), ("injured", 3)]),
        ("The blast killed and wounded thirty soldiers.", [("killed", 30), ("injured", 30)]),
        ("Soldiers shot dead two farmers and wounded five.", [("killed", 2), ("injured", 5)]),
        ("A boy and six other people were shot.", [("injured", 7)]),
        ("A woman and two children were killed in Leeds.", [("killed", 3)]),
        ("One man was killed and six others were injured.", [("killed", 1), ("injured", 6)]),
        ("A soldier shot and killed his brother.", [("killed", 1)]),
        ("“Please don't let me die,” she said.", []),
        ("Two adult males, ages 20 and 31, were shot.", [("injured", 2)]),
        ("Students between the ages of 11 and 15 were hurt.", [("injured", None)]),
        ("Three people aged 15, 17 and 20 were killed.", [("killed", 3)]),
    ],
)
def test_each_harm_has_its_own_figure(text: str, claims: list[tuple[str, int | None]]) -> None:
    assert told(text) == claims
