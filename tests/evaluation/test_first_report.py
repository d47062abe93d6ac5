"""The first real report against its notes: what must be said of it, and what must never be."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.shared
NAME = "paris-rally-2020"


def run(*arguments: object) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "gavah", *map(str, arguments), "--format", "jsonl"]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def reports(shared: Path) -> Path:
    return shared / "reports"


@pytest.fixture(scope="module")
def notes(reports: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((reports / f"{NAME}.notes.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def claims(reports: Path) -> list[dict[str, Any]]:
    """The claims of the bare text, as it was scraped."""
    return run("read", reports / f"{NAME}.txt")


@pytest.fixture(scope="module")
def case(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cases") / "case"
    command = [sys.executable, "-m", "gavah", "run", str(reports / f"{NAME}.txt")]
    subprocess.run([*command, "--case", str(made), "--quiet"], check=True)
    return made


def at(claim: dict[str, Any], path: str) -> Any:
    value: Any = claim
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def chosen(claims: list[dict[str, Any]], wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims that a rule of the notes is about."""
    names = wanted.get("names", [])
    paths = {path: value for path, value in wanted.items() if path != "names"}
    return [
        claim
        for claim in claims
        if all(at(claim, path) == value for path, value in paths.items())
        and set(names) <= set(at(claim, "victims.names") or [])
    ]


def test_every_must_not_of_the_notes_holds(
    claims: list[dict[str, Any]], notes: dict[str, Any]
) -> None:
    checked = 0
    for rule in notes["must_not"]:
        about = chosen(claims, rule.get("claim", {}))
        assert about, rule
        if "not" not in rule:
            continue
        checked += 1
        for claim in about:
            value = at(claim, rule["field"])
            if rule["not"] == "any number":
                assert value is None, rule
            elif isinstance(rule["not"], dict):
                assert not any(
                    str(at(value or {}, key)).startswith(str(bad))
                    for key, bad in rule["not"].items()
                ), rule
            else:
                bad = rule["not"] if isinstance(rule["not"], list) else [rule["not"]]
                assert value not in bad, rule
    assert checked >= 6


def test_the_rally_is_told_once_with_headline_and_later_mentions_beside_it(
    claims: list[dict[str, Any]],
) -> None:
    (rally,) = chosen(claims, {"type": "gathering", "act": "demonstration"})
    assert {one.get("in", "text") for one in rally["also"]} == {"text", "title"}
    assert any(one["start"] > rally["anchors"]["act"]["end"] for one in rally["also"])
    assert "protests" not in {one["quote"] for one in rally["also"]}


def test_every_claim_names_the_party_that_published_it(claims: list[dict[str, Any]]) -> None:
    for claim in claims:
        (publisher,) = (one for one in claim["attribution"] if one["role"] == "publisher")
        assert (publisher["name"], publisher["kind"]) == ("PMOI/MEK", "party")


def test_the_three_november_claims_share_the_hand_named_once(claims: list[dict[str, Any]]) -> None:
    november = [c for c in claims if at(c, "when.start") == "2019-11-01"]
    assert sorted(c["act"] for c in november) == ["arrested", "injured", "killed"]
    assert {one["name"] for c in november for one in c["perpetrators"]} == {
        "the Iranian regime’s forces"
    }
    assert {c["scope"] for c in november} == {"cumulative"}


def told(claim: dict[str, Any]) -> tuple[Any, ...]:
    """What a claim says, apart from where its document lies."""
    quotes = [
        anchor["quote"]
        for _, held in sorted(claim["anchors"].items())
        for anchor in (held if isinstance(held, list) else [held])
        if anchor
    ]
    speakers = [(one["name"], one["role"], one["kind"]) for one in claim["attribution"]]
    fields = ("type", "act", "polarity", "modality", "scope", "count", "victims", "perpetrators",
              "place", "when")  # fmt: skip
    return (*(json.dumps(claim[field]) for field in fields), str(speakers), *quotes)


def test_the_bare_text_is_read_as_the_given_document(
    claims: list[dict[str, Any]], reports: Path
) -> None:
    given = run("read", reports / f"{NAME}.texts.jsonl")
    assert sorted(map(told, claims)) == sorted(map(told, given))
    assert len(claims) == 7


def test_the_register_holds_the_rally_the_raid_and_the_month(case: Path) -> None:
    incidents = run("incidents", "--case", case)
    found = {
        (one["kind"], one["when"]["start"], one["when"]["end"], tuple(one["acts"]))
        for one in incidents
    }
    assert len(incidents) == 3
    assert found == {
        ("occurrence", "2020-02-11", "2020-02-11", ("demonstration",)),
        ("occurrence", "1982-02-08", "1982-02-08", ("killed",)),
        ("period", "2019-11-01", "2019-11-30", ("killed", "injured", "arrested")),
    }
    main = [one["when"]["start"] for one in incidents if one["documents"][0]["role"] == "main"]
    assert main == ["2020-02-11"]


def test_the_dead_and_the_president_are_two_people_and_she_is_no_victim(case: Path) -> None:
    persons = run("persons", "--case", case)
    named = {name["text"]: one["fate"] for one in persons for name in one["names"]}
    assert named["Ashraf Rajavi"] == named["Mousa Khiabani"] == "killed"
    assert not any(
        {"Ashraf Rajavi", "Maryam Rajavi"} <= {name["text"] for name in one["names"]}
        for one in persons
    )
    assert named.get("Maryam Rajavi") is None
