"""The register of the example reports, figure by figure: what a reader of those texts would say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"

TOLLS = [  # kind, place, first day, last day, act, low, high, conflict
    ("occurrence", "Karaj", "2019-11-16", "2019-11-16", "killed", 1, 1, False),
    ("occurrence", "Hlaing Tharyar", "2021-03-14", "2021-03-14", "killed", 22, None, False),
    ("occurrence", "Bago", "2021-03-14", "2021-03-14", "killed", 1, 1, False),
    ("occurrence", "Khartoum", "2019-06-03", "2019-06-03", "injured", 168, None, True),
    ("occurrence", "Khartoum", "2019-06-03", "2019-06-03", "killed", 46, None, True),
    ("occurrence", "Marikana", "2012-08-16", "2012-08-16", "arrested", 259, 259, False),
    ("occurrence", "Marikana", "2012-08-16", "2012-08-16", "injured", 78, 78, False),
    ("occurrence", "Marikana", "2012-08-16", "2012-08-16", "killed", 34, 34, False),
    ("occurrence", "Minsk", "2020-08-10", "2020-08-10", "killed", 1, 1, False),
    ("occurrence", "Tehran", "2022-09-16", "2022-09-16", "killed", 1, 1, False),
    ("occurrence", None, "2019-12-23", "2019-12-26", "arrested", 2, None, False),
    ("occurrence", None, "2020-08-10", "2020-08-10", "injured", 65, 65, False),
    ("occurrence", None, None, None, "arrested", 2000, None, False),
    ("period", "Belarus", "2020-08-09", "2020-08-13", "arrested", 6001, 6999, False),
    ("period", "Iran", "2019-11-01", "2019-11-30", "killed", 200, None, True),
    ("period", "Iran", "2022-09-10", "2022-10-22", "killed", 201, None, False),
    ("period", "Marikana", "2012-08-09", "2012-08-15", "killed", 10, 10, False),
    ("period", "Myanmar", "2021-02-01", "2021-03-15", "killed", 138, None, False),
    ("period", "Myanmar", "2021-03-14", "2021-03-14", "killed", 38, 38, False),
]

GATHERINGS = [
    ("occurrence", "Berlin", "2022-10-22", ["demonstration"]),
    ("occurrence", "Marikana", "2022-08-16", ["commemoration"]),
    ("period", "Sudan", "2019-04-06", ["sit_in"]),
]

APPEALS = [  # document (its opening where it has no id of its own), speaker, act
    ("delta-courier-2019-06-03", "The Sudanese Professionals Association", "protest"),
    ("harbour-wire-2019-06-03", "The Sudanese Professionals Association", "protest"),
    ("harbour-wire-2019-06-04", "the United Nations secretary-general", "investigate"),
    ("rights-desk-2019-11-28", "The family", "investigate"),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """What the register of the examples holds."""
    case = tmp_path_factory.mktemp("cases") / "case"
    run = [sys.executable, "-m", "gavah"]
    subprocess.run([*run, "run", str(EXAMPLES), "--case", str(case), "--quiet"], check=True)
    held = {}
    for what in ("incidents", "claims"):
        asked = [*run, what, "--case", str(case), "--format", "jsonl"]
        lines = subprocess.run(asked, capture_output=True, check=True).stdout.splitlines()
        held[what] = [json.loads(line) for line in lines]
    return held


def row(incident: dict, *rest: object) -> tuple:  # type: ignore[type-arg]
    place, when = incident["place"], incident["when"]
    days = (when["start"], when["end"]) if when else (None, None)
    return (incident["kind"], place["name"] if place else None, *days, *rest)


def test_every_toll_of_the_examples_is_what_their_texts_say(told: dict) -> None:  # type: ignore[type-arg]
    found = [
        row(one, toll["act"], toll["low"], toll["high"], toll["conflict"])
        for one in told["incidents"]
        for toll in one["tolls"]
    ]
    assert sorted(found, key=str) == sorted(TOLLS, key=str)


def test_the_gatherings_of_the_examples_stand_apart_from_the_harm(told: dict) -> None:  # type: ignore[type-arg]
    found = [
        (one["kind"], one["place"]["name"], one["when"]["start"], one["acts"])
        for one in told["incidents"]
        if not one["tolls"]
    ]
    assert sorted(found) == GATHERINGS


def test_publishers_that_carry_one_committee_are_one_independent_source(told: dict) -> None:  # type: ignore[type-arg]
    (raid,) = (
        one for one in told["incidents"] if one["place"] and one["place"]["name"] == "Khartoum"
    )
    sources = {t["act"]: (t["sources"], t["independent_sources"]) for t in raid["tolls"]}
    assert sources == {"killed": (4, 4), "injured": (3, 2)}


def test_no_perpetrator_of_a_disputed_death_stands_without_who_says_so(told: dict) -> None:  # type: ignore[type-arg]
    names = [c for c in told["claims"] if "Alexander Taraikovsky" in str(c["victims"])]
    by_police = [c for c in names if c["perpetrators"]]
    assert [a["name"] for c in by_police for a in c["attribution"] if a["role"] == "speaker"] == [
        "His partner"
    ]
    assert len(names) == 2


def test_who_asks_for_what_in_the_examples(told: dict) -> None:  # type: ignore[type-arg]
    found = [
        (c["document"], a["name"], c["act"])
        for c in told["claims"]
        if c["type"] == "appeal" and not c["document"].startswith("sha256")
        for a in c["attribution"]
        if a["role"] == "speaker"
    ]
    assert sorted(found) == APPEALS
