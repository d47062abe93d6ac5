"""Role by address by state of the register and of what is asked for, over every address there is."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from gavah.model import VERBS
from gavah.register import open_register
from gavah.register.accounts import ROLES, Accounts
from gavah.register.house import turn
from gavah.web.application import Web, application
from gavah.web.pool import Registers
from gavah.web.team import Team
from tests.web.conftest import Case, Serving, Watched, gavah, serving
from tests.web.test_pages import karaj, records
from tests.web.test_safety import Asking

PASSWORD = "four words stand apart"
STATES = ("open", "read-only", "locked")
ALL = "viewer"
# written by hand, not taken from the rules: the least role, and how far the switch may be turned
EXPECTED: dict[tuple[str, str], tuple[str, str]] = {
    ("GET", "/"): (ALL, "read-only"),
    ("GET", "/incidents"): (ALL, "read-only"),
    ("GET", "/incidents.csv"): (ALL, "read-only"),
    ("GET", "/incidents/{id}"): (ALL, "read-only"),
    ("GET", "/timeline"): (ALL, "read-only"),
    ("GET", "/map"): (ALL, "read-only"),
    ("GET", "/persons"): (ALL, "read-only"),
    ("GET", "/persons/{id}"): (ALL, "read-only"),
    ("GET", "/claims"): (ALL, "read-only"),
    ("GET", "/claims/{id}"): (ALL, "read-only"),
    ("GET", "/documents/{id}"): (ALL, "read-only"),
    ("GET", "/documents/{id}/original"): (ALL, "read-only"),
    ("GET", "/sources"): (ALL, "read-only"),
    ("GET", "/changes"): (ALL, "read-only"),
    ("GET", "/search"): (ALL, "read-only"),
    ("GET", "/review"): (ALL, "read-only"),
    ("GET", "/review/pair"): (ALL, "read-only"),
    ("GET", "/review/bulk"): (ALL, "read-only"),
    ("GET", "/account"): (ALL, "read-only"),
    ("POST", "/account"): (ALL, "read-only"),
    ("GET", "/team"): ("lead", "locked"),
    ("POST", "/switch"): ("lead", "locked"),
    ("POST", "/judge"): ("contributor", "open"),
    ("POST", "/note"): ("contributor", "open"),
    ("POST", "/name"): ("contributor", "open"),
    ("POST", "/link"): ("reviewer", "open"),
    ("POST", "/reveal"): ("reviewer", "open"),
    ("POST", "/cover"): (ALL, "read-only"),
    ("POST", "/close"): (ALL, "locked"),
}
STRANGERS = {("GET", "/static/{name}"), ("GET", "/openapi.json"), ("GET", "/sign-in"),
             ("POST", "/sign-in")}  # fmt: skip
VERB_ROLES = {
    "add": "contributor", "undo": "contributor", "confirm": "reviewer", "reject": "reviewer",
    "correct": "reviewer", "same": "reviewer", "different": "reviewer", "unsure": "reviewer",
    "split": "reviewer", "choose": "reviewer", "classify": "lead",
}  # fmt: skip


def rank(role: str) -> int:
    return ROLES.index(role)  # type: ignore[arg-type]


def served_addresses(case: Case) -> set[tuple[str, str]]:
    """Every method and address that the application of a team answers to, JSON under its page."""
    web = Web(Registers(lambda: open_register(case.folder, case.url)), lambda _: None, team=Team())  # type: ignore[arg-type,return-value]
    found = set()
    for route in application(web, ["x"]).routes:
        path = route.path.replace("{id:path}", "{id}")  # type: ignore[attr-defined]
        for method in route.methods - {"HEAD"}:  # type: ignore[attr-defined]
            bare = path.removesuffix(".json") if path != "/openapi.json" else path
            found.add((method, "/" if path == "/overview.json" else bare))
    return found


@pytest.fixture
def team(own: Case) -> Iterator[Serving]:
    """A server over this test's own case, with an account of each role."""
    with open_register(own.folder, own.url) as register:
        for role in ROLES:
            Accounts(register).add(f"the {role}", role, PASSWORD, codes=False, by="test")
    yield from serving(own, "--team")


class Member(Asking):
    """Someone who signs in."""

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "") -> int:
        body = urlencode({"name": name, "password": password, "code": code})
        self.cookie = ""
        status, headers, _ = self.ask("POST", "/sign-in", body)
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].split(";")[0]
            _, _, text = self.ask("GET", "/account")
            found = re.search(r'name="csrf" value="([^"]+)"', text)
            self.csrf = found[1] if found else ""
        return status

    def post(self, path: str, **form: str) -> tuple[int, dict[str, str], str]:
        return self.ask("POST", path, urlencode({**form, "csrf": self.csrf}))


@pytest.fixture
def members(team: Serving) -> dict[str, Member]:
    """One of each role, signed in."""
    made = {}
    for role in ROLES:
        made[role] = Member(team)
        assert made[role].sign_in(f"the {role}") == 303
    return made


def test_every_address_has_its_line_in_the_matrix(case: Case) -> None:
    assert served_addresses(case) == set(EXPECTED) | STRANGERS
    assert set(VERB_ROLES) == set(VERBS)


def test_every_role_at_every_address_in_every_state_is_let_in_or_not_as_the_matrix_says(
    members: dict[str, Member], own: Case
) -> None:
    told = {
        "/incidents/{id}": karaj(own), "/persons/{id}": str(records(own, "persons")[0]["id"]),
        "/claims/{id}": str(records(own, "claims")[0]["id"]),
        "/documents/{id}": str(records(own, "claims")[0]["document"]),
    }  # fmt: skip
    for state in STATES:
        with open_register(own.folder, own.url) as register:
            turn(register, state, by="test", because="a test")
        for role, member in members.items():
            for (method, path), (least, farthest) in EXPECTED.items():
                if path == "/close":
                    continue
                id_ = told.get(path.removesuffix("/original"), "none")
                address = path.replace("{id}", quote(id_, safe=""))
                allowed = rank(role) >= rank(least) and (
                    STATES.index(state) <= STATES.index(farthest)
                )
                asked = [address]
                if method == "GET" and path not in ("/incidents.csv", "/documents/{id}/original"):
                    asked.append("/overview.json" if path == "/" else f"{address}.json")
                for one in asked:
                    if method == "GET":
                        status, _, text = member.ask("GET", one)
                    else:  # nothing that would be kept: no target, no reason
                        status, _, text = member.post(one, verb="add", target="", to="nowhere")
                    where = (state, role, method, one, status)
                    if allowed and method == "GET":
                        assert status == 200, where
                    elif allowed:
                        assert status in (200, 303, 400, 404, 422), where
                    else:
                        assert status in (403, 423), where
                        assert "Karaj" not in text, where
                        assert "Testi" not in text, where
    stranger = Asking(members["viewer"].served)
    for method, path in EXPECTED:
        status, headers, text = stranger.ask(method, path, None if method == "GET" else "x=1")
        assert status == 401 or headers.get("location") == "/sign-in", (method, path)
        assert "Karaj" not in text


def test_every_verb_is_for_its_role_and_anothers_judgement_is_for_a_lead_to_undo(
    members: dict[str, Member], own: Case
) -> None:
    for role, member in members.items():
        for verb, least in VERB_ROLES.items():
            status, _, text = member.post(
                "/judge", verb=verb, target="99999999", seen="0", because="x", quote="x", act="killed",
                by="Somebody Else", field="count", low="1",
            )  # fmt: skip
            assert (status == 403) is (rank(role) < rank(least)), (role, verb, status, text)
    claims = [str(one["id"]) for one in records(own, "claims")]
    keeper = members["reviewer"]
    status, _, _ = keeper.post(
        "/judge", verb="confirm", target=claims[0], seen="0", because="read twice", by="Another"
    )
    assert status == 303
    entries = [json.loads(line) for line in gavah("history", claims[0], *own.options).splitlines()]
    (held,) = [one for one in entries if one.get("verb") == "confirm"]
    assert held["by"] == "the reviewer"  # whoever they say they are
    for role in ("viewer", "contributor"):
        form = {"verb": "undo", "target": str(held["seq"]), "because": "no"}
        assert members[role].post("/judge", **form)[0] == 403
    assert members["lead"].post("/judge", verb="undo", target=str(held["seq"]), because="no")[0] == 303  # fmt: skip
    status, _, _ = keeper.post(
        "/judge", verb="reject", target=claims[1], seen="0", because="not said"
    )
    assert status == 303
    seq = max(
        one["seq"]
        for one in map(json.loads, gavah("history", claims[1], *own.options).splitlines())
        if one.get("verb") == "reject"
    )
    assert keeper.post("/judge", verb="undo", target=str(seq), because="mine")[0] == 303


def test_covered_names_are_read_by_reviewers_with_a_reason_and_each_reading_is_logged(
    members: dict[str, Member], own: Case
) -> None:
    id_ = karaj(own)
    page = f"/incidents/{id_}"
    for role in ("viewer", "contributor"):
        assert members[role].post("/reveal", subject=id_, because="x")[0] == 403
        for path in (page, f"{page}.json"):
            assert "Testi" not in members[role].ask("GET", path)[2]
    reviewer = members["reviewer"]
    assert reviewer.post("/reveal", subject=id_, because="")[0] == 400
    assert "Testi" not in reviewer.ask("GET", page)[2]
    assert reviewer.post("/reveal", subject=id_, because="to call the lawyer")[0] == 303
    assert "Nasrin Testi" in reviewer.ask("GET", page)[2]
    assert "Nasrin Testi" in reviewer.ask("GET", f"{page}.json")[2]
    for role in ("viewer", "contributor", "lead", "admin"):  # it was shown to one person
        assert "Testi" not in members[role].ask("GET", page)[2], role
    read = [json.loads(line) for line in gavah("history", id_, *own.options).splitlines()]
    said = [(one["event"], one["by"]) for one in read if "event" in one]
    assert said.count(("reveal", "the reviewer")) == 1
    assert said.count(("restricted read", "the reviewer")) == 2
    # a name made secret by a lead stays covered for everyone, whatever they give as a reason
    with open_register(own.folder, own.url) as register:
        person = next(one.id for one in register.persons() if "Testi" in str(one.names))
    form = {
        "verb": "classify",
        "target": person,
        "class": "secret",
        "because": "asked",
        "seen": "0",
    }
    assert reviewer.post("/judge", **form)[0] == 403
    assert members["lead"].post("/judge", **form)[0] == 303
    for role in ("reviewer", "lead", "admin"):
        assert members[role].post("/reveal", subject=id_, because="again")[0] == 303
        assert "Testi" not in members[role].ask("GET", page)[2], role


def test_covered_words_cannot_be_spelt_out_by_marking_parts_of_them(
    members: dict[str, Member], own: Case
) -> None:
    (document,) = {
        str(one["document"]) for one in records(own, "claims")
        if "brother" in one["anchors"]["sentence"]["quote"]  # type: ignore[index]
    }  # fmt: skip
    with open_register(own.folder, own.url) as register:
        held = register.document(document)
        assert held is not None
        at = held.text.index("Nasrin")
    writer = members["contributor"]
    answers = set()
    for start, end in ((at, at + 2), (at - 5, at + 1), (at + 3, at + 9)):
        value = {"type": "harm", "act": "killed", "anchors": {"act": {"start": start, "end": end}}}
        for more in ({}, {"quote": "x"}):
            value["anchors"]["act"] |= more  # type: ignore[index]
            body = {"verb": "add", "target": document, "seen": "0", "because": "x", "value": value}
            status, _, text = writer.ask(
                "POST", "/judge", json.dumps(body), Content_Type="application/json",
                Accept="application/json", X_csrf=writer.csrf,
            )  # fmt: skip
            assert status == 422
            assert held.text[at : at + 2] not in text.replace("None", "")
    for guess in (
        "Nasrin Testi",
        "Nasrin",
        "rin Te",
        "Somebody Testi",
    ):  # right or wrong: one answer
        status, _, text = writer.post(
            "/judge", verb="add", target=document, seen="0", because="x", quote=guess, act="killed"
        )
        answers.add(
            (status, re.sub(r"\s+", " ", text).replace(quote(guess), "").replace(guess, ""))
        )
    assert len(answers) == 1


def test_a_session_ends_when_the_account_is_disabled_reset_or_given_another_role(
    members: dict[str, Member], own: Case
) -> None:
    assert members["viewer"].ask("GET", "/")[0] == 200
    gavah("account", "disable", "the viewer", *own.options)
    assert members["viewer"].ask("GET", "/overview.json")[0] == 401
    assert members["viewer"].sign_in("the viewer") == 401
    gavah("account", "role", "the lead", "viewer", *own.options)
    assert members["lead"].ask("GET", "/team")[1].get("location") == "/sign-in"
    again = Member(members["lead"].served)
    assert again.sign_in("the lead") == 303
    assert again.ask("GET", "/team")[0] == 403
    keeper = members["contributor"]
    form = {"password": PASSWORD, "fresh": "another four words", "again": "another four words"}
    assert keeper.post("/account", **{**form, "password": "not the present one"})[0] == 422
    assert keeper.post("/account", **{**form, "again": "different"})[0] == 422
    assert keeper.post("/account", **form)[0] == 303
    assert keeper.ask("GET", "/overview.json")[0] == 401
    assert keeper.sign_in("the contributor") == 401
    assert keeper.sign_in("the contributor", "another four words") == 303


def test_guessing_is_slowed_and_tells_nothing(team: Serving, own: Case) -> None:
    guess = Member(team)
    answers = set()
    for name in ("the admin", "no such one"):
        body = urlencode({"name": name, "password": "a wrong password", "code": ""})
        answers.add(guess.ask("POST", "/sign-in", body)[2])
    assert len(answers) == 1
    said = [guess.sign_in("the admin", "a wrong password") for _ in range(6)]
    assert said[-1] == 429
    assert guess.sign_in("the admin") == 429  # the right one is not heard now either
    log = [one for one in _log(own) if one.event == "refused"]
    assert [one.detail["name"] for one in log] == ["the admin"]
    assert Member(team).sign_in("the lead") == 303


def test_whoever_has_codes_gives_one_and_each_is_taken_once(team: Serving, own: Case) -> None:
    with open_register(own.folder, own.url) as register:
        _, secret = Accounts(register).add("A. Recorder", "viewer", PASSWORD, codes=True, by="test")
    assert secret is not None
    member, code = Member(team), pyotp.TOTP(secret).now()
    assert member.sign_in("A. Recorder") == 401
    assert member.sign_in("A. Recorder", code=code) == 303
    assert member.sign_in("A. Recorder", code=code) == 401


def test_a_form_from_another_site_signs_nobody_in(team: Serving) -> None:
    body = urlencode({"name": "the admin", "password": PASSWORD, "code": ""})
    asking = Asking(team)
    assert asking.ask("POST", "/sign-in", body, Origin="http://outside.invalid")[0] == 403
    status, headers, _ = asking.ask("POST", "/sign-in", body, Origin=team.base)
    assert status == 303
    assert "samesite=strict" in headers["set-cookie"].lower()
    asking.cookie = headers["set-cookie"].split(";")[0]
    assert asking.ask("POST", "/link", "csrf=guess")[0] == 403
    first = asking.cookie
    _, headers, _ = asking.ask("POST", "/sign-in", body)
    asking.cookie = first  # a session that was there before has ended
    assert asking.ask("GET", "/overview.json")[0] == 401


def test_signing_in_out_and_taking_away_stand_in_the_log(
    members: dict[str, Member], own: Case
) -> None:
    members["viewer"].ask("GET", "/incidents.csv")
    members["viewer"].post("/close")
    assert members["viewer"].ask("GET", "/overview.json")[0] == 401
    told = [(one.event, one.by) for one in _log(own)]
    for event in ("sign-in", "export", "sign-out"):
        assert (event, "the viewer") in told
    assert gavah("verify", *own.options) is not None


def _log(case: Case) -> list:  # type: ignore[type-arg]
    with open_register(case.folder, case.url) as register:
        return list(register.chain.log())


def test_a_team_is_served_only_with_accounts_and_beyond_this_machine_only_with_tls(
    ready: Path,
) -> None:
    def refused(*options: str) -> str:
        command = [sys.executable, "-m", "gavah", "serve", "--case", str(ready), "--port", "0"]
        done = subprocess.run(
            [*command, *options], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    assert "can be reached by others" in refused("--host", "0.0.0.0")
    assert "gavah account add" in refused("--team")
    url = ("--team", "--host", "0.0.0.0", "--url")
    assert "--url" in refused("--team", "--host", "0.0.0.0")
    assert "bare wire" in refused(*url, "https://register.example")
    assert "no address" in refused(*url, "http://register.example", "--behind-proxy", "127.0.0.1")
    assert "gavah account add" in refused(
        *url, "https://register.example", "--behind-proxy", "127.0.0.1"
    )
    assert "--team" in refused("--url", "https://register.example")


@pytest.mark.chromium
def test_a_team_signs_in_sees_what_its_role_may_and_locks_the_register(
    chromium: Browser, team: Serving, own: Case
) -> None:
    def signed(name: str) -> Watched:
        context = chromium.new_context(viewport={"width": 1400, "height": 900})
        watched = Watched(context, team.base)
        assert watched.go("/incidents") == 200
        assert watched.page.url.endswith("/sign-in")
        watched.page.fill("#name", name)
        watched.page.fill("#password", PASSWORD)
        watched.page.click("main button")
        expect(watched.page.locator("footer")).to_contain_text(f"Signed in as {name}")
        return watched

    viewer, lead = signed("the viewer"), signed("the lead")
    claim = str(records(own, "claims")[0]["id"])
    viewer.go(f"/claims/{claim}")
    expect(viewer.page.locator("form[data-judge]")).to_be_hidden()
    expect(viewer.page.locator(".noting")).to_be_hidden()
    lead.go(f"/claims/{claim}")
    expect(lead.page.locator("form[data-judge]")).to_be_visible()
    lead.page.click(".noting summary")
    lead.page.fill("#note-words", "seen the paper: page 3")
    lead.page.click(".noting button")
    expect(lead.page.locator(".past")).to_contain_text("seen the paper: page 3")
    viewer.go(f"/claims/{claim}")
    expect(viewer.page.locator(".past")).to_contain_text("seen the paper: page 3")
    lead.page.click("footer a[href='/team']")
    lead.page.check("#to-locked")
    lead.page.fill("#why-switch", "a laptop was taken")
    lead.page.click(".switch button")
    expect(lead.page.locator("main")).to_contain_text("The register is locked")
    assert viewer.go("/incidents") == 423
    expect(viewer.page.locator("main")).to_contain_text("locked this register")
    assert lead.go("/incidents") == 423
    admin = signed_when_locked(chromium, team)
    admin.page.check("#to-open")
    admin.page.fill("#why-switch", "its account is disabled")
    admin.page.click(".switch button")
    expect(admin.page.locator("main")).to_contain_text("The register is open")
    assert viewer.go("/incidents") == 200
    for one in (viewer, lead, admin):
        one.page.context.close()
        assert one.faults == []


def signed_when_locked(chromium: Browser, team: Serving) -> Watched:
    watched = Watched(chromium.new_context(), team.base)
    watched.go("/sign-in")
    watched.page.fill("#name", "the admin")
    watched.page.fill("#password", PASSWORD)
    watched.page.click("main button")
    watched.go("/team")
    return watched
