import http.client
import json
import re
from urllib.parse import quote, urlsplit

import pytest

from gavah.web.views import PAGES
from tests.web.conftest import Case, Serving, serving


class Asking:
    """A client that sends exactly what it is told."""

    def __init__(self, served: Serving) -> None:
        self.served = served
        self.host = urlsplit(served.base).netloc
        self.cookie = ""
        self.csrf = ""

    def ask(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        sent = {"Host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}}  # fmt: skip
        if self.cookie:
            sent.setdefault("Cookie", self.cookie)
        if body is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def open(self) -> None:
        before = len(self.served.links)
        link = self.served.links[-1].split(self.host)[1]
        status, headers, _ = self.ask("GET", link)
        assert status == 303
        self.cookie = headers["set-cookie"].split(";")[0]
        while len(self.served.links) == before:
            pass
        _, _, text = self.ask("GET", "/")
        found = re.search(r'name="csrf" value="([^"]+)"', text)
        assert found is not None
        self.csrf = found[1]


@pytest.fixture
def stranger(served: Serving) -> Asking:
    """Someone without a session."""
    return Asking(served)


@pytest.fixture
def guest(served: Serving) -> Asking:
    """Someone who opened the register."""
    asking = Asking(served)
    asking.open()
    return asking


def paths() -> list[str]:
    """Each page's address and its JSON's, with an id that nothing answers to."""
    found = []
    for one in PAGES:
        path = one.path.replace("{id}", "x-0")
        found += [path, "/overview.json" if path == "/" else f"{path}.json"]
    return [*found, "/documents/x-0/original", "/incidents.csv"]


def test_without_a_session_nothing_is_told(stranger: Asking) -> None:
    for path in paths():
        status, _, text = stranger.ask("GET", path)
        assert status == 401, path
        assert "Khartoum" not in text
    for path in ("/judge", "/link", "/reveal", "/name"):
        assert stranger.ask("POST", path, "verb=confirm")[0] == 401


def test_a_link_works_once(stranger: Asking, served: Serving) -> None:
    link = served.links[-1].split(stranger.host)[1]
    assert stranger.ask("GET", link)[0] == 303
    assert stranger.ask("GET", link)[0] == 401
    assert stranger.ask("GET", "/open?token=guess")[0] == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(stranger: Asking, served: Serving) -> None:
    _, headers, _ = stranger.ask("GET", served.links[-1].split(stranger.host)[1])
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_every_answer_carries_the_policy(guest: Asking) -> None:
    for path in ("/", "/incidents.json", "/static/gavah.css", "/none", "/openapi.json"):
        _, headers, text = guest.ask("GET", path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
        assert " style=" not in text
        assert not re.search(r"<script(?! src=)", text)
        assert not re.search(r"\son[a-z]+=", text)


def test_another_host_name_or_site_is_refused(guest: Asking) -> None:
    assert guest.ask("GET", "/", Host="register.invalid")[0] == 421
    assert guest.ask("POST", "/name", "by=X", Origin="http://register.invalid")[0] == 403
    assert guest.ask("POST", "/name", "by=X", Origin="null")[0] == 403


def test_a_form_of_another_session_is_refused(guest: Asking) -> None:
    assert guest.ask("POST", "/name", "by=X")[0] == 403
    assert guest.ask("POST", "/name", "by=X&csrf=guess")[0] == 403
    assert guest.ask("POST", "/name", f"by=X&csrf={guest.csrf}")[0] == 303


def test_where_to_go_on_is_never_another_site(guest: Asking) -> None:
    for to in ("//outside.invalid", "http://outside.invalid", "/\\outside.invalid", "javascript:1"):
        body = f"by=X&csrf={guest.csrf}&next={quote(to, safe='')}"
        status, headers, _ = guest.ask("POST", "/name", body)
        assert (status, headers["location"]) == (303, "/")


def test_no_path_leads_out_of_the_pages(guest: Asking) -> None:
    for path in (
        "/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fserver.py",
        "/static/%2fetc%2fpasswd", "/documents/..%2f..%2fregister.db",
        "/documents/%2e%2e%2fregister.db/original",
    ):  # fmt: skip
        status, _, text = guest.ask("GET", path)
        assert status == 404, path
        assert "SQLite" not in text
        assert "import " not in text


ODD = ("\x00", "\ud7ff", "x" * 400, "-1", "1e9", "99999999999999999999", "2020-02-30", "'\"<b>", "%",
       "{{7*7}}", "c-", "\u202eabc", "../..", "NaN", "[]")  # fmt: skip


def test_malformed_parameters_are_answered_and_never_break_the_server(guest: Asking) -> None:
    for one in PAGES:
        names = [field for field in one.asked.__struct_fields__ if f"{{{field}}}" not in one.path]
        for odd in ODD:
            given = "&".join(f"{name}={quote(odd, safe='')}" for name in names)
            path = one.path.replace("{id}", quote(odd, safe="") or "x")
            status, _, text = guest.ask("GET", f"{path}.json?{given}" if path != "/" else "/")
            assert status in (200, 400, 404), (path, given, text)
        for name in names:
            for odd in ODD:
                address = f"{one.path.replace('{id}', 'x')}?{name}={quote(odd, safe='')}"
                assert guest.ask("GET", address)[0] in (200, 400, 404), address
    long = "x" * 600
    assert guest.ask("GET", f"/incidents?place={long}")[0] == 400


def test_a_form_that_is_too_large_is_refused(guest: Asking) -> None:
    body = f"csrf={guest.csrf}&by=" + "x" * 300_000
    assert guest.ask("POST", "/name", body)[0] == 413


def test_malformed_judgements_are_answered_and_nothing_is_kept(guest: Asking) -> None:
    _, _, before = guest.ask("GET", "/overview.json")
    for body in (
        "verb=burn&target=c-1", "verb=confirm", "verb=confirm&target=c-none&seen=0",
        "verb=same&target=i-1&target=i-2&seen=x", "verb=undo&target=999999&because=x",
        "verb=add&target=none&seen=0&quote=x", "verb=correct&target=c-1&seen=0&field=count&low=x",
        "verb=choose&target=i-1&seen=0&low=-3", "verb=undo&target=1&because=no judgement",
    ):  # fmt: skip
        form = f"{body}&by=X&because=why&csrf={guest.csrf}".replace(" ", "+")
        status, _, text = guest.ask("POST", "/judge", form)
        assert status in (400, 404, 422), (body, status, text)
    _, _, after = guest.ask("GET", "/overview.json")
    assert before == after


def test_the_description_names_every_page_and_only_schemas_it_holds(guest: Asking) -> None:
    described = json.loads(guest.ask("GET", "/openapi.json")[2])
    assert len(described["paths"]) == len(PAGES)
    pointed = set(re.findall(r"#/components/schemas/([\w.]+)", json.dumps(described)))
    assert pointed == set(described["components"]["schemas"])


def test_a_register_served_read_only_takes_no_judgement(case: Case) -> None:
    for served in serving(case, "--read-only"):
        guest = Asking(served)
        guest.open()
        _, _, before = guest.ask("GET", "/overview.json")
        for path in ("/judge", "/link", "/reveal", "/name"):
            body = f"verb=confirm&target=c-1&seen=0&by=X&because=y&subject=i-1&csrf={guest.csrf}"
            assert guest.ask("POST", path, body)[0] == 403, path
        for path in ("/account", "/switch"):  # they judge nothing: refused for what they ask alone
            assert guest.ask("POST", path, f"to=nowhere&by=X&because=y&csrf={guest.csrf}")[0] == 400
        assert "read-only" in guest.ask("GET", "/")[2]
        assert guest.ask("GET", "/overview.json")[2] == before
