"""The page of what changed since a release: what moved and why, for whom, and nothing withheld."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from gavah.register import open_register
from gavah.register.accounts import Accounts
from tests.web.conftest import SIZES, Case, Serving, Watched, gavah, serving
from tests.web.test_pages import karaj, records, violations
from tests.web.test_roles import PASSWORD, Member

BY = ("--by", "A. Recorder", "--because")
MOTHER = "مادر بهروز نمونه چهار کشته شمرد"  # Behrouz Nemouneh's mother counted four killed
TELLING = ("nasrin", "testi", "behrouz", "nemouneh", "بهروز", "نمونه")


def released(own: Case, profile: str) -> Path:
    """A release of the case as it stands, where the server looks for one."""
    out = own.folder / "releases"
    before = set(out.iterdir()) if out.is_dir() else set()
    gavah("release", "--profile", profile, "--out", out, *own.options)
    (made,) = set(out.iterdir()) - before
    return made


def moved(own: Case) -> str:
    """Choose another figure for Karaj, give its dead man his name in Persian, and link."""
    found = karaj(own)
    value = '{"act": "killed", "low": 4, "high": 4}'
    gavah("judge", "choose", found, "--value", value, *BY, MOTHER, *own.options)
    dead = next(
        one for one in records(own, "claims")
        if "Behrouz" in str(one["victims"]) and one["act"] == "killed"
    )  # fmt: skip
    victims = {
        "field": "victims", "value": {"names": ["بهروز نمونه"]},
        "anchor": [{"quote": "بهروز نمونه"}],
    }  # fmt: skip
    given = json.dumps(victims, ensure_ascii=False)
    because = "as his family writes it"
    gavah("judge", "correct", dead["id"], "--value", given, *BY, because, *own.options)
    gavah("link", *own.options)
    return found


@pytest.mark.chromium
def test_without_a_release_the_page_says_how_one_is_made(judging: Watched) -> None:
    assert judging.go("/changes") == 200
    expect(judging.page.locator("main")).to_contain_text("gavah release --profile public")
    assert violations(judging, "/changes") == []


@pytest.mark.chromium
def test_a_figure_that_moved_stands_with_its_reason_and_who_judged(
    judging: Watched, own: Case
) -> None:
    before = released(own, "partner")
    judging.go("/changes")
    expect(judging.page.locator("main")).to_contain_text("Nothing changed")
    found = moved(own)
    judging.go("/changes")
    row = judging.page.locator("tr", has_text="figure moved")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("killed 2–5")
    expect(row).to_contain_text("killed 4")
    expect(row.locator("q").last).to_have_text(MOTHER)
    assert row.locator("q").last.evaluate("one => getComputedStyle(one).direction") == "rtl"
    expect(row).to_contain_text("A. Recorder")
    persons = judging.page.locator("tr", has_text="persons")
    expect(persons).to_contain_text("بهروز نمونه")
    for width, height in SIZES:
        judging.page.set_viewport_size({"width": width, "height": height})
        assert judging.page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(judging, "/changes") == []
    judging.page.click(".kinds a:has-text('figure moved')")
    expect(judging.page.locator("tbody tr")).to_have_count(1)
    judging.page.click("tbody a.title")
    assert judging.page.url.endswith(f"/incidents/{found}")
    after = released(own, "partner")
    judging.go("/changes")  # the newest one, against today
    expect(judging.page.locator("main")).to_contain_text("Nothing changed")
    judging.page.select_option("#f-before", before.name)
    judging.page.select_option("#f-after", after.name)
    judging.page.click("form.filters button:has-text('Compare')")
    expect(judging.page.locator("tr", has_text="figure moved")).to_contain_text("killed 4")
    judging.page.keyboard.press("g")
    judging.page.keyboard.press("h")
    judging.page.wait_for_url("**/changes")


@pytest.fixture
def team(own: Case) -> Iterator[Serving]:
    """A team over a case whose dead man was named in releases, and is withheld since."""
    with open_register(own.folder, own.url) as register:
        for role in ("viewer", "contributor", "reviewer", "admin"):
            Accounts(register).add(f"the {role}", role, PASSWORD, codes=False, by="test")
    yield from serving(own, "--team")


def test_no_name_that_is_withheld_now_is_told_to_anyone_and_a_court_release_to_reviewers_alone(
    team: Serving, own: Case
) -> None:
    first, court = released(own, "partner"), released(own, "court")
    moved(own)
    second = released(own, "partner")
    assert "Nemouneh" in (first / "persons.jsonl").read_text()
    assert "بهروز نمونه" in (second / "persons.jsonl").read_text()
    person = next(one["id"] for one in records(own, "persons") if "نمونه" in str(one["names"]))
    gavah("judge", "classify", person, "--value", '{"class": "restricted"}', *BY, "asked", *own.options)  # fmt: skip
    pairs = [
        {"before": first.name}, {"before": second.name},
        {"before": first.name, "after": second.name}, {"before": second.name, "after": first.name},
    ]  # fmt: skip
    for role in ("viewer", "contributor", "reviewer"):
        member = Member(team)
        assert member.sign_in(f"the {role}") == 303
        may = role == "reviewer"
        for asked in (*pairs, *([{"before": court.name}] if may else [])):
            for path in ("/changes", "/changes.json"):
                status, _, text = member.ask("GET", f"{path}?{urlencode(asked)}")
                assert status == 200, text
                assert [one for one in TELLING if one in text.casefold()] == [], (role, asked)
                assert str(own.folder) not in text
        _, _, text = member.ask("GET", f"/changes.json?before={first.name}")
        told = json.loads(text)
        assert (court.name in text) is may
        assert "figure" in [one["change"]["what"] for one in told["moved"]]
        assert any(one["judged"] for one in told["moved"])
        assert ("A. Recorder" in text) is (role != "viewer")
        asked_for = member.ask("GET", f"/changes?before={court.name}")[0]
        assert asked_for == (200 if may else 404)
        for name in ("../releases/" + first.name, "..", first.name + "/"):
            assert member.ask("GET", f"/changes?{urlencode({'before': name})}")[0] == 404
        assert member.ask("GET", "/changes?what=gossip")[0] == 400


def test_an_altered_release_is_refused_and_not_told_where_it_lies(team: Serving, own: Case) -> None:
    made = released(own, "public")
    (made / "incidents.jsonl").write_text("")
    member = Member(team)
    assert member.sign_in("the viewer") == 303
    for path in ("/changes", "/changes.json"):
        status, _, text = member.ask("GET", path)
        assert status == 400
        assert "was changed" in text
        assert made.name in text
        assert str(own.folder) not in text
