"""Each page's time with many users at once, over a register of any size that is made up here.

    python bench/web.py [--claims 100000] [--users 20] [--rounds 5] [--case FOLDER] [--register URL]

Makes a register of made-up claims (ten a document, four claims an incident, one person in eight
withheld), starts `gavah serve` in a process of its own, and lets so many users ask for pages at
the same time. Prints the median and the 95th percentile of each page, in milliseconds, as a user
waits for it; the time to make the catalogue; and the memory of the server.
"""

import argparse
import http.client
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from gavah.model import (
    Anchor,
    Anchors,
    Attribution,
    Capture,
    Claim,
    Count,
    Document,
    Incident,
    IncidentDocument,
    IncidentPerson,
    Link,
    Linked,
    Person,
    PersonName,
    Place,
    Published,
    ReadDocument,
    ReaderVersion,
    Toll,
    TollPart,
    Victims,
    When,
    claim_id,
    digest_of,
    incident_id,
    person_id,
)
from gavah.register import Register, open_register

SENTENCE = "Police {verb} {count} people in {town} on {day}, {speaker} said. {name} was among them."
ACTS = (("killed", "killed"), ("injured", "injured"), ("arrested", "arrested"))
TOWNS = ("Karaj", "Qazvin", "Shiraz", "Sari", "Minsk", "Brest", "Omdurman", "Bago", "Yangon")
LANDS = {"Minsk": "BY", "Brest": "BY", "Omdurman": "SD", "Bago": "MM", "Yangon": "MM"}
SPEAKERS = ("the doctors' union", "a rights group", "the police", "a witness", "the ministry")
FIRST = ("Reza", "Omid", "Sara", "Mina", "Ivan", "Olga", "Aung", "Hala", "Musa", "Nadia")
LAST = ("Sabet", "Karimi", "Azmoun", "Petrov", "Thant", "Osman", "Nemouneh", "Rahimi", "Testi")
T = TypeVar("T")
READER = ReaderVersion(name="bench", version="1")


def batched(held: Iterable[T], many: int) -> Iterator[list[T]]:
    """So many at a time."""
    rest = iter(held)
    while some := list(islice(rest, many)):
        yield some


def documents(claims: int) -> Iterator[ReadDocument]:
    """So many made-up claims, ten a document."""
    chance = random.Random(7)  # noqa: S311
    for number in range(claims // 10):
        day = date(2015, 1, 1) + timedelta(days=number % 3000)
        told, spans, at = [], [], 0
        for _ in range(10):
            act, verb = chance.choice(ACTS)
            town = chance.choice(TOWNS)
            words = SENTENCE.format(
                verb=verb, count=chance.randint(2, 60), town=town, day=f"{day:%A}",
                speaker=chance.choice(SPEAKERS),
                name=f"{chance.choice(FIRST)} {chance.choice(LAST)}{number % 997}",
            )  # fmt: skip
            told.append(words)
            spans.append((at, words, act, verb, town))
            at += len(words) + 1
        text = "\n".join(told)
        copy = digest_of(f"bench {number}".encode())
        id_ = f"bench-{number:06}"
        document = Document(
            id=id_, copy=copy, text=text, title=f"Report {number} of {TOWNS[number % len(TOWNS)]}",
            publisher=f"Wire {number % 40}", language="en", reading="bench 1",
            published=Published(date=day, basis="given", evidence=str(day)),
        )  # fmt: skip
        made = [claim(document, text, *span, day) for span in spans]
        yield ReadDocument(
            document=document, claims=tuple(made), reader=("bench", "1"), signature=b""
        )


def claim(
    document: Document, text: str, at: int, words: str, act: str, verb: str, town: str, day: date
) -> Claim:
    """The claim of one made-up sentence."""

    def anchor(part: str) -> Anchor:
        start = at + words.index(part)
        return Anchor.of(text, start, start + len(part))

    found = re.search(r"(\d+) people", words)
    speaker = re.search(r", ([^,]+) said", words)
    name = words.split(". ")[1].removesuffix(" was among them.")
    assert found is not None
    assert speaker is not None
    count = int(found[1])
    return Claim(
        id=claim_id(document.id, "harm", act, anchor(verb), speaker[1]), document=document.id,
        copy=document.copy, published=day, type="harm", act=act, polarity="affirmed",
        modality="asserted", scope="incident",
        count=Count(low=count, high=count, about=count, hedge=None),
        victims=Victims(description="people", names=(name,)), perpetrators=(),
        place=Place(name=town, settlement=town, country=LANDS.get(town, "IR"),
                    precision="settlement", lat=35.0 + len(town), lon=50.0 + len(town)),
        when=When(start=day, end=day, precision="day"),
        attribution=(Attribution(name=speaker[1], role="speaker", kind="ngo"),
                     Attribution(name=document.publisher or "", role="publisher", kind="media")),
        codes={"plover": "ASSAULT"},
        anchors=Anchors(act=anchor(verb), sentence=Anchor.of(text, at, at + len(words)),
                        count=anchor(found[1]), place=anchor(town), victims=(anchor(name),),
                        speakers=(anchor(speaker[1]),)),
        also=(), doubts=(), reader=READER,
    )  # fmt: skip


def linked(claims: list[tuple[str, str, str, str, Count, date, Place]]) -> Linked:
    """Four claims an incident, and a person for every second claim."""
    incidents, persons, undecided = [], [], []
    for number, some in enumerate(batched(claims, 4)):
        ids = tuple(sorted(one[0] for one in some))
        people = [
            Person(
                id=person_id([one[0]], one[3]), names=(PersonName(text=one[3], script="Latn"),),
                kind="victim", fate=one[2], statuses=(), claims=(one[0],),
            )
            for one in some[::2]
        ]  # fmt: skip
        persons += people
        tolls = []
        for act in dict.fromkeys(one[2] for one in some):
            counts = [one[4].floor for one in some if one[2] == act]
            held = tuple(one[0] for one in some if one[2] == act)
            tolls.append(
                Toll(
                    act=act, low=min(counts), high=max(counts), about=None,
                    conflict=min(counts) < max(counts), sources=len(counts),
                    independent_sources=len(counts),
                    parts=(TollPart(population="people", low=min(counts), high=max(counts), claims=held),),
                )
            )  # fmt: skip
        day, place = some[0][5], some[0][6]
        incidents.append(
            Incident(
                id=incident_id(ids), kind="occurrence", title=f"Incident {number}, {place.name}",
                acts=tuple(one.act for one in tolls), when=When(start=day, end=day, precision="day"),
                place=place, claims=ids, tolls=tuple(tolls), links=(),
                documents=tuple(IncidentDocument(document=one, role="main") for one in dict.fromkeys(o[1] for o in some)),
                persons=tuple(IncidentPerson(id=one.id, names=(one.names[0].text,), fate=one.fate) for one in people),
            )
        )  # fmt: skip
    for left, right in zip(incidents[0:4000:20], incidents[1:4000:20], strict=False):
        evidence = ("the same day (+4.5)", "other places (-1.5)")
        undecided.append(
            Link(left=left.claims[0], right=right.claims[0], weight=0.5, probability=0.6, evidence=evidence)
        )  # fmt: skip
    return Linked(
        incidents=tuple(sorted(incidents, key=lambda one: one.id)),
        persons=tuple(sorted(persons, key=lambda one: one.id)), undecided=tuple(undecided), roots={},
    )  # fmt: skip


def fill(register: Register, claims: int) -> None:
    """Keep the made-up documents and their linking."""
    kept: list[tuple[str, str, str, str, Count, date, Place]] = []
    for some in batched(documents(claims), 200):
        with register.together():
            for one in some:
                document = one.document
                register.keep_capture(
                    Capture(copy=document.copy, source=f"made/{document.id}.txt", at=None,
                            tool="bench", media_type="text/plain")
                )  # fmt: skip
                register.keep_reading(document.copy, "bench 1", "bench 1", [one])
                for told in one.claims or ():
                    assert told.count is not None
                    assert told.when is not None
                    assert told.place is not None
                    assert told.victims is not None
                    kept.append((told.id, document.id, told.act, told.victims.names[0], told.count,
                                 told.when.start, told.place))  # fmt: skip
    register.keep_linked(linked(kept))
    register.log("link")


def ask(host: str, path: str, cookie: str) -> tuple[float, int, str]:
    """Milliseconds, status and body of one request, on a connection of its own."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection(host, timeout=300)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return (time.perf_counter() - start) * 1000, answer.status, body


def first(host: str, path: str, cookie: str, kind: str, many: int = 25) -> list[str]:
    """Addresses of the first entries that a page lists."""
    _, _, body = ask(host, path, cookie)
    return list(dict.fromkeys(re.findall(rf'href="(/{kind}/[^"?#]+)"', body)))[:many]


def main() -> None:
    """Make, serve, ask, print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--users", type=int, default=20)
    options.add_argument("--rounds", type=int, default=5, help="times each user asks for a page")
    options.add_argument("--case", type=Path, help="keep the register here, and use it again")
    options.add_argument("--register", help="postgresql://…")
    given = options.parse_args()
    case = given.case or Path(tempfile.mkdtemp(prefix="gavah-bench-")) / "case"
    if not case.exists():
        start = time.perf_counter()
        with open_register(case, given.register, make=True) as register:
            fill(register, given.claims)
        print(f"made {given.claims:,} claims in {time.perf_counter() - start:.0f} s")
    command = [sys.executable, "-m", "gavah", "serve", "--case", str(case), "--port", "0"]
    command += ["--register", given.register] if given.register else []
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        measure(server, given.users, given.rounds)
    finally:
        server.terminate()
        server.wait()


def measure(server: "subprocess.Popen[str]", users: int, rounds: int) -> None:
    """Print each page's median and 95th percentile."""
    assert server.stderr is not None
    link = re.search(r"http\S+", server.stderr.readline())
    assert link is not None
    host = urlsplit(link[0]).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", link[0].split(host)[1])
    answer = connection.getresponse()
    cookie = answer.getheader("set-cookie", "").split(";")[0]
    connection.close()
    print(f"first page, with the catalogue made: {ask(host, '/', cookie)[0]:,.0f} ms")
    pages = {
        "/": ["/"],
        "/incidents": ["/incidents", "/incidents?number=40"],
        "/incidents?…": ["/incidents?country=BY&act=killed", "/incidents?place=karaj&sort=largest"],
        "/timeline": ["/timeline", "/timeline?since=2016-02-01&until=2016-02-03"],
        "/map": ["/map"],
        "/persons": ["/persons", "/persons?q=petrov"],
        "/claims": ["/claims", "/claims?act=arrested&country=MM&number=20"],
        "/sources": ["/sources", "/sources?publisher=Wire+7"],
        "/search": ["/search?q=union+karaj", "/search?q=petrov12"],
        "/review": ["/review", "/review/pair"],
        "/incidents/…": first(host, "/incidents", cookie, "incidents"),
        "/persons/…": first(host, "/persons", cookie, "persons"),
        "/claims/…": first(host, "/claims", cookie, "claims"),
        "/documents/…": first(host, "/sources", cookie, "documents"),
    }
    print(f"{'page':16}{'median':>9}{'p95':>9}   milliseconds, {users} users at once")
    with ThreadPoolExecutor(users) as many:
        for name, paths in pages.items():
            asked = [paths[n % len(paths)] for n in range(users * rounds)]
            times = []
            for took, status, _ in many.map(lambda path: ask(host, path, cookie), asked):
                assert status == 200, name
                times.append(took)
            times.sort()
            print(
                f"{name:16}{statistics.median(times):9.0f}{times[int(len(times) * 0.95) - 1]:9.0f}"
            )
    held = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    print(next(line for line in held.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
