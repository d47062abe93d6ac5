"""Who tells a sentence at its edges, where taggers take a word of saying for a plural."""

import pytest

from tests.claims.english.test_reader import read


def speakers(text: str) -> list[list[str]]:
    return [[a.name for a in c.attribution if a.role == "speaker"] for c in read(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two miners were killed when a shaft fell in on September 1, reports Moundou Herald.", "Moundou Herald"),
        ("Two miners were killed when a shaft fell in on September 1 reports Moundou Herald.", "Moundou Herald"),
        ('"Two miners were killed when a shaft fell in," the Moundou Press reports.', "the Moundou Press"),
        ("As Sara Benso explains, two miners were killed when a shaft fell in.", "Sara Benso"),
        ("Nine farmers died in raids on Sunday, said the Chad Observatory for Human Rights, bringing down "
         "the hopes of many in the region that the truce would hold into the summer.",
         "the Chad Observatory for Human Rights"),
    ],
)  # fmt: skip
def test_the_source_at_the_edge_tells_the_sentence(text: str, name: str) -> None:
    found = [one for one in speakers(text) if one]
    assert found
    assert all(one == [name] for one in found)


def test_neither_what_goes_on_nor_what_claims_lives_says_anything() -> None:
    assert speakers("Violence continues in Chad, with rebels killing 80 people on Monday.") == [[]]
    assert speakers("Floods in Chad claimed the lives of 20 people on Monday.") == [[]]


def test_the_paper_that_reports_a_killing_has_no_hand_in_it() -> None:
    (claim,) = read("Two miners were killed in Moundou on September 1, reports Moundou Herald.")
    assert claim.perpetrators == ()
