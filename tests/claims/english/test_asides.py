"""Whom a harm befell when an aside, an age or a name that no list knows parts it from the verb."""

import pytest

from tests.claims.english.test_reader import only, read


@pytest.mark.parametrize(
    ("words", "act", "name"),
    [
        ("Konrad Scurf, 25, an ex-marine, was killed fighting in the village.", "killed", "Konrad Scurf"),
        ("The clerk Dapne Karuna, killed by a bomb near home, was remembered.", "killed", "Dapne Karuna"),
        ("Gunmen opened fire, killing Oksoyan where he stood.", "killed", "Oksoyan"),
        ("Police arrested Zvotko on Monday.", "arrested", "Zvotko"),
        ("Zvotko was arrested in a raid on Monday.", "arrested", "Zvotko"),
        ("The singer Pryntse died in a crash in April.", "killed", "Pryntse"),
    ],
)  # fmt: skip
def test_a_name_that_no_list_knows_is_a_person_where_the_act_befalls_only_people(
    words: str, act: str, name: str
) -> None:
    claim = only(read(words), act)
    assert claim.victims is not None
    assert claim.victims.names == (name,)
    assert claim.count is not None
    assert claim.count.low == 1


def test_a_town_that_is_captured_is_no_person() -> None:
    assert read("The army captured Zvotko on Monday.") == []


@pytest.mark.parametrize(
    ("words", "act", "description"),
    [
        ("The driver, police said, was arrested after a chase.", "arrested", "driver"),
        ("The 33-year-old, who was embedded with troops, died on Thursday.", "killed", "33-year-old"),
        ("The 12 year old, who is now in custody, had run away.", "arrested", "12 year old"),
    ],
)  # fmt: skip
def test_the_subject_before_an_aside_is_whom_the_verb_befell(
    words: str, act: str, description: str
) -> None:
    claim = only(read(words), act)
    assert claim.victims is not None
    assert claim.victims.description == description


def test_the_first_of_two_subjects_counts_beside_the_second() -> None:
    claim = only(read("In April, a female tourist and a hotel porter were abducted."), "abducted")
    assert claim.victims is not None
    assert (claim.count.low if claim.count else None, claim.victims.description) == (
        2, "female tourist and hotel porter"
    )  # fmt: skip


def test_a_relative_told_first_is_nobody_told_before() -> None:
    claims = read("A nurse was abducted in May. Gunmen abducted his driver in June.")
    assert [c.act for c in claims] == ["abducted", "abducted"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sara Benso of Lyon was arrested on Monday.", ("Sara Benso",)),
        ("Police arrested Omar Karimi, 40, of Shiraz, and Sara Benso of Lyon.", ("Omar Karimi", "Sara Benso")),
        ("Sara Benso of the Workers' Union was arrested.", ("Sara Benso",)),
        ("Agents took Azvarde into custody.", ("Azvarde",)),
        ("The arrest of Azvarde was condemned.", ("Azvarde",)),
        ("Police detained Khoshravesh Azvarde.", ("Khoshravesh Azvarde",)),
        ("Police arrested Omar Karimi, and Sara Benso said it was unlawful.", ("Omar Karimi",)),
    ],
)  # fmt: skip
def test_where_somebody_is_from_is_no_part_of_the_name_and_no_place_of_the_arrest(
    words: str, names: tuple[str, ...]
) -> None:
    claim = only(read(words), "arrested")
    assert claim.victims is not None
    assert claim.victims.names == names
    assert claim.place is None
