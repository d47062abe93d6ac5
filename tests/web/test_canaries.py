"""Planted names stand nowhere for those who may not uncover them: pages, JSON, ids, errors, logs."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import pytest

from gavah.export.masking import parts
from gavah.register import open_register
from gavah.register.accounts import Accounts
from gavah.web.views import PAGES
from tests.export.test_withholding import HELD, PARTS, WITNESS, case  # noqa: F401
from tests.running import gavah
from tests.web.conftest import Case, Serving, serving
from tests.web.test_roles import PASSWORD, Member

LESSER = ("viewer", "contributor")


@pytest.fixture(scope="module")
def team(case: Path) -> Iterator[Serving]:  # noqa: F811
    """A team over a register whose ids, addresses, paths and titles spell the names of people."""
    with open_register(case) as register:
        for role in ("viewer", "contributor", "reviewer", "admin"):
            Accounts(register).add(f"the {role}", role, PASSWORD, codes=False, by="test")
    for profile in ("partner", "court"):
        gavah("release", "--profile", profile, "--out", case / "releases", "--case", case)
    for served in serving(Case(case, None), "--team"):
        yield served
        said = "".join(served.said)  # what the terminal was told, which is a log too
        assert not telling(said), said


def telling(text: str) -> list[str]:
    lowered = unquote(text).casefold()
    return [one for one in PARTS if one in lowered]


def crawl(member: Member) -> Iterator[tuple[str, int, str]]:
    """Every page that links lead to, and the JSON of each."""
    waiting = [one.path for one in PAGES if "{" not in one.path and one.path != "/team"]
    seen = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        bare, _, query = path.partition("?")
        beside = "/overview.json" if bare == "/" else f"{bare}.json"
        plain = bare.endswith((".csv", "/original"))
        for asked in (path,) if plain else (path, f"{beside}?{query}" if query else beside):
            status, _, text = member.ask("GET", asked)
            yield asked, status, text
            if asked != path or plain:
                continue
            for found in re.findall(r'(?:href|src)="(/[^"#]*)', text):
                to = found.partition("?")[0]  # filters change what is listed, not how
                if not to.startswith(("/static", "/openapi")) and not to.endswith(".json"):
                    waiting.append(to)


@pytest.mark.parametrize("role", LESSER)
def test_no_page_json_id_or_address_tells_a_covered_name(team: Serving, role: str) -> None:
    member = Member(team)
    assert member.sign_in(f"the {role}") == 303
    answers = list(crawl(member))
    kinds = {re.sub(r"/[cpid]-[0-9a-f]+|/sha256[^/]*", "/id", path.split("?")[0]) for path, _, _ in answers}  # fmt: skip
    assert {"/incidents/id", "/persons/id", "/claims/id", "/documents/id", "/documents/id/original",
            "/incidents.csv"} <= kinds  # fmt: skip
    for path, status, text in answers:
        assert status == 200, (path, text)
        assert not telling(path), path
        assert not telling(text), (path, [text[max(0, text.casefold().find(one) - 80):][:200] for one in telling(text)])  # fmt: skip


@pytest.mark.parametrize("role", LESSER)
def test_no_id_that_is_shown_can_be_computed_from_a_guessed_name(
    team: Serving,
    role: str,
    case: Path,  # noqa: F811
) -> None:
    member = Member(team)
    assert member.sign_in(f"the {role}") == 303
    whole = "".join(text for _, _, text in crawl(member))
    with open_register(case) as register:
        for person in register.persons():
            named = any(one.text in (HELD, WITNESS) for one in person.names)
            assert (person.id in whole) is not named, person.id
        for claim in register.claims():
            if any(one.name == WITNESS for one in claim.speakers):
                assert claim.id not in whole
        telling_ids = [one.id for one in register.documents() if telling(one.id)]
        assert len(telling_ids) == 2
        for one in telling_ids:
            assert quote(one, safe="") not in whole


def test_an_id_that_is_shown_is_the_same_after_a_restart_and_leads_to_the_same(
    team: Serving,
    case: Path,  # noqa: F811
) -> None:
    member = Member(team)
    assert member.sign_in("the viewer") == 303
    before = member.ask("GET", "/persons.json")[2]
    with open_register(case) as register:
        covered = [one.id for one in register.persons() if HELD in str(one.names)]
    shown = re.findall(r'"id":"(p-[0-9a-f]{20})"', before)
    assert covered
    assert set(covered).isdisjoint(shown)
    for again in serving(Case(case, None), "--team"):
        other = Member(again)
        assert other.sign_in("the viewer") == 303
        assert other.ask("GET", "/persons.json")[2] == before
        for one in shown:
            assert other.ask("GET", f"/persons/{one}.json") == member.ask("GET", f"/persons/{one}.json")  # fmt: skip


def test_no_error_tells_whether_a_guess_was_right(
    team: Serving,
    case: Path,  # noqa: F811
) -> None:
    member = Member(team)
    assert member.sign_in("the contributor") == 303
    with open_register(case) as register:
        person = next(one.id for one in register.persons() if HELD in str(one.names))
    guesses = {  # what is there, or its beginning, beside what is not
        "/documents/{}": (("zarintaj-vashmgiri-held", "zarintaj-v"), "zarintaj-vashmgiri-none"),
        "/documents/{}/original": (("zarintaj-vashmgiri-held",), "zarintaj-vashmgiri-none"),
        "/persons/{}": ((person, person[:12]), "p-00000000000000000000"),
    }
    for path, (there, none) in guesses.items():
        for end in ("", ".json"):
            if path.endswith("original") and end:
                continue
            status, _, expected = member.ask("GET", path.format(none) + end)
            assert status == 404
            for guess in there:
                answer = member.ask("GET", path.format(guess) + end)
                assert answer[0] == 404, (path, guess)
                assert answer[2].replace(guess, none) == expected
    for form in (
        {"verb": "add", "target": "nobody", "quote": HELD, "seen": "0", "because": "x", "act": "killed"},
        {"verb": "confirm", "target": HELD, "seen": "0", "because": "x"},
    ):  # fmt: skip
        status, _, _ = member.post("/judge", **form)
        assert status in (403, 404, 422)
    for word in (*parts([HELD]), HELD, WITNESS):
        for name in ("q", "name"):
            for page in ("search", "persons", "incidents", "claims"):
                _, _, found = member.ask("GET", f"/{page}.json?{urlencode({name: word})}")
                answer = found.replace(word, "").replace(word.casefold(), "")
                assert not telling(answer), (page, name, word)


def test_a_viewer_does_not_learn_who_judges(team: Serving) -> None:
    for role, told in (("viewer", False), ("contributor", True)):
        member = Member(team)
        assert member.sign_in(f"the {role}") == 303
        for path in ("/claims", "/claims.json", "/review", "/review.json"):
            assert ("A. Recorder" in member.ask("GET", path)[2]) is told, (role, path)


def test_a_reviewer_sees_ids_as_they_are_and_addresses_that_spell_no_covered_name(
    team: Serving,
) -> None:
    member = Member(team)
    assert member.sign_in("the reviewer") == 303
    _, _, text = member.ask("GET", "/documents/zarintaj-vashmgiri-held.json")
    assert '"id":"zarintaj-vashmgiri-held"' in text
    assert "wire.example" not in text.replace('"publisher":"wire.example"', "")
