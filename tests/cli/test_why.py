"""Why two are, or are not, one: reports of our own, through the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import gavah, ran

REPORTS = [
    ("a1", "2021-03-15", "Kamran Tavassoli, a 24-year-old student, was arrested in Karaj on 14 March 2021, his family said."),
    ("a2", "2021-04-03", "Kamran Tavassoli, a 24-year-old student, was released from prison in Karaj on 2 April 2021, his lawyer said."),
    ("a3", "2022-10-02", "Kamran Tavasoli, 25, was arrested in Karaj on 1 October 2022, a human rights group said."),
    ("a4", "2022-11-05", "Kamran Tavassoli, 58, was shot dead by security forces in Karaj on 4 November 2022, witnesses said."),
    ("a5", "2021-03-16", "Behrouz Shadmehr was shot dead by police in Karaj on 15 March 2021, a witness said."),
    ("a6", "2021-05-02", "Behrouz Shadmehr was released from prison in Karaj on 1 May 2021, his family said."),
    ("a7", "2022-12-02", "A bomb killed 12 people in Mahabad on 1 December 2022, police said."),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of REPORTS."""
    folder = tmp_path_factory.mktemp("why")
    lines = [
        json.dumps({"id": i, "date": day, "publisher": "Alborz Daily", "text": text})
        for i, day, text in REPORTS
    ]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    gavah("run", folder / "reports.jsonl", "--case", folder / "case")
    return folder / "case"


def listed(case: Path, what: str) -> list[dict[str, Any]]:
    """Records that a command prints."""
    return [json.loads(line) for line in gavah(what, "--case", case).splitlines()]


def explained(case: Path, *ids: str) -> dict[str, Any]:
    """What `gavah why` says."""
    told: dict[str, Any] = json.loads(gavah("why", *ids, "--case", case))
    return told


def test_arrest_release_and_arrest_are_one_persons_statuses_and_a_namesake_is_another(
    case: Path,
) -> None:
    persons = [one for one in listed(case, "persons") if "Tavas" in one["names"][0]["text"]]
    told = sorted([status["status"] for status in one["statuses"]] for one in persons)
    assert told == [["arrested", "released", "arrested"], ["killed"]]
    why = explained(case, *(one["id"] for one in persons))
    assert why["about"] == "person"
    assert not why["one"]
    assert any("ages that differ" in reason for reason in why["because"])


def test_a_release_after_a_death_is_shown_in_conflict_on_both_sides(case: Path) -> None:
    (person,) = (
        one for one in listed(case, "persons") if one["names"][0]["text"] == "Behrouz Shadmehr"
    )
    assert [(s["status"], s["conflict"]) for s in person["statuses"]] == [
        ("killed", True),
        ("released", True),
    ]
    wide = ran("show", person["id"], "--case", case, "--format", "table", COLUMNS="200")
    shown = wide.stdout.decode()
    assert shown.count("in conflict: cannot be true together with") == 2


def test_incidents_that_were_never_compared_are_compared_now_and_that_is_said(case: Path) -> None:
    bomb = next(one for one in listed(case, "incidents") if "Mahabad" in one["title"])
    shot = next(one for one in listed(case, "incidents") if one["when"]["start"] == "2022-11-04")
    why = explained(case, bomb["id"], shot["id"])
    assert why["because"][0].startswith("not compared: ")
    assert why["pairs"]
    for pair in why["pairs"]:
        assert not pair["found"]
        place = next(line for line in pair["evidence"] if line["feature"] == "place")
        assert (place["left"], place["right"], place["excludes"]) == (["Mahabad"], ["Karaj"], True)


def test_the_weights_of_the_lines_and_the_prior_add_up_to_the_sum(case: Path) -> None:
    first, second = (one["claims"][0] for one in listed(case, "incidents")[:2])
    why = explained(case, first, second)
    for pair in why["pairs"]:
        if pair["weight"] is not None:
            total = why["prior"] + sum(line["weight"] for line in pair["evidence"])
            assert (
                abs(total - pair["weight"]) < 0.2
            )  # what is not known weighs a little and is not listed


def test_a_judgement_that_holds_two_apart_is_named(case: Path) -> None:
    persons = [one["id"] for one in listed(case, "persons")][:2]
    judged = ("--by", "Ana Ruiz", "--because", "I know both", "--case", case)
    gavah("judge", "different", *persons, *judged)
    why = explained(case, *persons)
    assert "holds them apart" in why["because"][0]


def test_one_entry_or_two_kinds_cannot_be_compared(case: Path) -> None:
    person, incident = listed(case, "persons")[0]["id"], listed(case, "incidents")[0]["id"]
    for ids in ((person, person), (person, incident)):
        done = ran("why", *ids, "--case", case)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    text = gavah(
        "why",
        *(one["id"] for one in listed(case, "incidents")[:2]),
        "--case",
        case,
        "--format",
        "table",
    )
    assert "are held to be two" in text.decode()
