"""A real server over a real register, on SQLite and on PostgreSQL, and a real Chromium.

The reports are of our own making: one names a person who was arrested (whose name is withheld),
one tells the same incident with another figure and with markup in its text, one is in Persian, and
the examples' reports of Khartoum bring conflicts.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from threading import Thread
from uuid import uuid4

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gavah.model import Link, Linked
from gavah.register import open_register
from gavah.register.copying import copy_register
from tests.register.conftest import server  # noqa: F401

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples" / "reports"
HELD = """Karaj Letter
Student held after vigil

Karaj, June 4, 2022 - Police arrested Nasrin Testi at a vigil in Karaj on Friday, her brother said. \
Testi was taken to a detention centre in the city.

Security forces shot dead two protesters in Karaj on Friday, a rights group said. One of the dead \
was Behrouz Nemouneh (بهروز نمونه), 31.

The police chief, General Ramin Azmoun, denied that anyone had been killed.
"""
OTHER = """Delta Courier
Two dead in Karaj, one held

Karaj, June 5, 2022 - Two people were killed and a student, Nasrin Testi, was arrested in Karaj on \
Friday, the Alborz Rights Desk said. <script>alert("x")</script> A witness said five people were \
killed.
"""
PERSIAN = """نامه البرز

کرج، ۱۴ خرداد ۱۴۰۱ - دو نفر در کرج کشته شدند. بهروز نمونه یکی از کشته‌شدگان است. \
گروه حقوق بشری می‌گوید که پلیس به مردم تیراندازی کرده است و شمار زخمی‌ها روشن نیست.
"""
PAGE = """<!DOCTYPE html><html><head><title>Three dead in Qazvin</title>
<script>document.title = "ran"; fetch("http://outside.invalid/")</script>
<style>body{background:url(http://outside.invalid/a.png)}</style></head>
<body onload="alert(1)"><nav><a href="http://outside.invalid/">Home</a></nav><h1>Three dead in Qazvin</h1>
<img src="http://outside.invalid/b.png" onerror="alert(2)"><iframe src="http://outside.invalid/"></iframe>
<article><p>QAZVIN, June 10, 2022 - Police killed <b>three</b> workers in Qazvin on Thursday, the
Workers’ Council said.</p><p><a href="javascript:alert(3)">More</a></p></article></body></html>
"""
SIZES = ((1400, 900), (390, 844))


@dataclass
class Case:
    """A case and where its register lies (None: in the case)."""

    folder: Path
    url: str | None

    @property
    def options(self) -> list[str]:
        """How a command is told of it."""
        return ["--case", str(self.folder), *(["--register", self.url] if self.url else [])]


def gavah(*arguments: object) -> str:
    """Run a command as a user would."""
    done = subprocess.run(
        [sys.executable, "-m", "gavah", *map(str, arguments)],
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return done.stdout


def reports(folder: Path) -> Path:
    """The reports, written to a folder."""
    folder.mkdir(parents=True)
    written = {"held": HELD, "other": OTHER, "persian": PERSIAN}
    for name, text in written.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "qazvin.html").write_text(PAGE, encoding="utf-8")
    for name in ("khartoum-2019.jsonl", "iran-2019.jsonl"):
        (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    return folder


ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


def schema_of_its_own(server: str) -> str:  # noqa: F811
    """The URL of an empty database."""
    schema = f"web_{uuid4().hex}"
    database = sa.create_engine(server)
    with database.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    database.dispose()
    return f"{server}&options=-csearch_path%3D{schema}"


@pytest.fixture(scope="session", params=ENGINES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case that no test may change, once on each engine."""
    url = None
    if request.param == "postgresql":
        url = schema_of_its_own(request.getfixturevalue("server"))
    folder = tmp_path_factory.mktemp("web")
    made = Case(folder / "case", url)
    gavah("run", reports(folder / "reports"), *made.options)
    return made


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports, read once: what every case of a test's own is copied from."""
    folder = tmp_path_factory.mktemp("ready")
    gavah("run", reports(folder / "reports"), "--case", folder / "case")
    return folder / "case"


@pytest.fixture(params=ENGINES)
def own(request: pytest.FixtureRequest, ready: Path, tmp_path: Path) -> Case:
    """A case of this test's own, to be judged on; once on each engine."""
    made = Case(tmp_path / "case", None)
    with open_register(ready) as register:
        if request.param == "postgresql":
            made.url = schema_of_its_own(request.getfixturevalue("server"))
            copytree(ready / "copies", made.folder / "copies")
            copy_register(register, made.url)
        else:
            copy_register(register, str(made.folder))
    return made


@pytest.fixture
def pair(own: Case) -> tuple[str, str]:
    """Two incidents of it that the evidence leaves open, whatever linking made of them."""
    with open_register(own.folder, own.url) as register:
        left, right = [one for one in register.incidents() if one.kind == "occurrence"][:2]
        link = Link(left=left.claims[0], right=right.claims[0], weight=0.5, probability=0.6,
                    evidence=("the same day (+4.5)", "other places (-1.5)"))  # fmt: skip
        register.keep_linked(
            Linked(
                incidents=tuple(register.incidents()), persons=tuple(register.persons()),
                undecided=(link,), roots=register.linkage.roots(),
            )
        )  # fmt: skip
    return left.id, right.id


class Serving:
    """`gavah serve` in a process of its own; each link that it prints is kept."""

    def __init__(self, case: Case, *more: str) -> None:
        command = [sys.executable, "-m", "gavah", "serve", *case.options, "--port", "0", *more]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.links: list[str] = []
        self.said: list[str] = []
        assert self.process.stderr is not None
        first = re.search(r"http\S+", self.process.stderr.readline())
        assert first is not None
        self.links.append(first[0])
        self.base = re.split("/open|/sign-in", first[0])[0]
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            found = re.search(r"http\S+/open\S+", line)
            if found:
                self.links.append(found[0])
            else:
                self.said.append(line)

    def stop(self) -> None:
        """End it, as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(20)
        self._reader.join(20)
        assert self.process.stderr is not None
        self.process.stderr.close()


def serving(case: Case, *more: str) -> Iterator[Serving]:
    """A server for as long as it is needed."""
    made = Serving(case, *more)
    try:
        yield made
    finally:
        made.stop()
    assert "Traceback" not in "".join(made.said)


@pytest.fixture(scope="session")
def served(case: Case) -> Iterator[Serving]:
    """The server over the case that no test may change."""
    yield from serving(case)


@pytest.fixture
def mine(own: Case) -> Iterator[Serving]:
    """The server over this test's own case."""
    yield from serving(own)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


class Watched:
    """A page that notes what must never happen: errors in the console, requests to others."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.base = base
        self.faults: list[str] = []
        self.page.on(
            "console",
            lambda said: (
                self.faults.append(f"console: {said.text}")
                if said.type in ("error", "warning") and "status of 4" not in said.text
                else None
            ),
        )
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        context.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((base, "about:", "data:"))
                else self.faults.append(f"request to {asked.url}")
            ),
        )

    def go(self, path: str) -> int:
        """Open a page of the register; its status."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer.status


def watching(chromium: Browser, to: Serving, **options: object) -> Iterator[Watched]:
    """A page of a fresh browser that opened the register with the newest link."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, **options)  # type: ignore[arg-type]
    watched = Watched(context, to.base)
    before = len(to.links)
    watched.page.goto(to.links[-1])
    for _ in range(1500):  # the link is good once: the next one must be there for the next test
        if len(to.links) > before:
            break
        watched.page.wait_for_timeout(20)
    try:
        yield watched
    finally:
        context.close()
    assert watched.faults == []


@pytest.fixture
def looking(chromium: Browser, served: Serving) -> Iterator[Watched]:
    """A browser on the case that no test may change."""
    yield from watching(chromium, served)


@pytest.fixture
def judging(chromium: Browser, mine: Serving) -> Iterator[Watched]:
    """A browser on this test's own case."""
    yield from watching(chromium, mine)
