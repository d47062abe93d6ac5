"""A register of any size, filled in minutes: reports of the made-up world, linked as its truth says.

    python -m bench.loading CASE [--claims 100000] [--judgements 2000] [--register postgresql://…]

Rows are what the register's own functions make of each record, put in table by table (COPY on
PostgreSQL). Every sixth incident is told as people jailed rather than killed, so that names are
withheld; claims name one of thirty groups as who did it, or none. Incidents, persons and tolls
are the truth of the world, one in eight with sources in conflict; one incident in ten is left open against the one before it.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from bench import tellings, world

from gavah.linking.titles import title
from gavah.model import (
    Anchor,
    Capture,
    Claim,
    Count,
    Document,
    Incident,
    IncidentDocument,
    IncidentPerson,
    Link,
    Linked,
    Perpetrator,
    Person,
    PersonName,
    Place,
    Published,
    ReadDocument,
    Toll,
    TollPart,
    When,
    claim_id,
    digest_of,
    incident_id,
    person_id,
)
from gavah.register import Register, kept, open_register, schema
from gavah.register.chain import FIRST
from gavah.register.classes import PUBLIC, RESTRICTED, claim_classes
from gavah.register.evidence import READ, version
from gavah.register.linked_rows import incident_row, part_rows, person_row
from gavah.register.locating import locator
from gavah.register.reading_rows import claim_row, document_row
from gavah.register.searching import document_rows, linked_rows

T = TypeVar("T")
AT_ONCE = 2000
GROUPS = tuple(f"the {name} Brigade" for name in "Amber Basalt Cedar Dune Ember Falcon".split()) + tuple(
    f"{name} police" for name in "Anori Belsan Dorvek Felmar Galtis Hastor Ilmen Jasper Kolvar".split()
) + tuple(f"the {name} Front" for name in "Northern Southern Eastern Western Coastal River Hill".split())  # fmt: skip


@dataclass(slots=True)
class Telling:
    """What is remembered of one claim until its incident is made."""

    claim: str
    document: str
    act: str
    count: Count
    place: Place | None
    when: When | None
    root: str
    names: tuple[str, ...]
    main: bool


@dataclass(slots=True)
class Held:
    """What the truth says of one incident."""

    happening: world.Happening
    tellings: list[Telling] = field(default_factory=list)


def batched(held: Iterable[T], many: int) -> Iterator[list[T]]:
    """So many at a time."""
    rest = iter(held)
    while some := list(islice(rest, many)):
        yield some


def put(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Rows into a table as fast as the database takes them."""
    for some in batched(rows, AT_ONCE):
        if connection.dialect.name != "postgresql":
            connection.execute(table.insert(), some)
            continue
        names = [column.name for column in table.columns if column.name in some[0]]
        words = ", ".join(f'"{name}"' for name in names)
        raw: Any = connection.connection.driver_connection
        with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({words}) FROM STDIN") as copy:
            for row in some:
                copy.write_row([row[name] for name in names])


class Log:
    """Entries of the chain, made as `gavah.register.chain` makes them."""

    def __init__(self, connection: sa.Connection) -> None:
        chain = schema.chain
        last = connection.execute(sa.select(chain).order_by(chain.c.seq.desc()).limit(1)).first()
        self.seq, self.prev = (0, FIRST) if last is None else (last.seq, last.hash)
        self.rows: dict[sa.Table, list[dict[str, Any]]] = {
            schema.chain: [], schema.subjects: [], schema.contents: [],
        }  # fmt: skip

    def add(self, kind: str, what: str, subject: list[str], content: dict[str, Any]) -> None:
        """One entry."""
        self.seq += 1
        words = kept.ordered({"salt": f"{self.seq:032x}", **content})
        at = "2020-01-01T00:00:00Z"
        body = kept.ordered(
            {
                "seq": self.seq, "at": at, "by": "bench", "kind": kind, "what": what,
                "subject": subject, "prev": self.prev, "content": kept.hashed(words),
            }
        )  # fmt: skip
        self.prev = kept.hashed(body)
        self.rows[schema.chain].append(
            {
                "seq": self.seq, "kind": kind, "what": what, "by": "bench", "at": at,
                "body": body.decode(), "hash": self.prev,
            }
        )  # fmt: skip
        self.rows[schema.subjects].extend(
            {"seq": self.seq, "position": at_, "subject": one} for at_, one in enumerate(subject)
        )
        self.rows[schema.contents].append({"seq": self.seq, "content": words.decode()})

    def flush(self, connection: sa.Connection) -> None:
        """Write them down."""
        for table, rows in self.rows.items():
            put(connection, table, rows)
            rows.clear()


def told(report: world.Report, written: tellings.Written) -> list[Claim]:
    """The report's claims; those of a sixth incident are of people jailed, with a word as long."""
    made = []
    for claim, (passage, _, _) in zip(
        tellings.claims(report, written), written.claims, strict=True
    ):
        number = passage.happening.number
        if number % 3:
            group = GROUPS[int(len(GROUPS) * ((number * 0.618) % 1) ** 2)]
            claim = msgspec.structs.replace(claim, perpetrators=(Perpetrator(name=group),))
        if number % 6 == 5 and claim.act == "killed":
            anchors = msgspec.structs.replace(
                claim.anchors, act=_jailed(claim.anchors.act), sentence=_jailed(claim.anchors.sentence)
            )  # fmt: skip
            claim = msgspec.structs.replace(
                claim, act="arrested", anchors=anchors,
                id=claim_id(report.id, "harm", "arrested", anchors.act, report.cites),
            )  # fmt: skip
        made.append(claim)
    return made


def _jailed(anchor: Anchor) -> Anchor:
    return msgspec.structs.replace(anchor, quote=anchor.quote.replace("killed", "jailed"))


def read(report: world.Report) -> tuple[ReadDocument, tellings.Written]:
    """The report as reading would keep it."""
    written = tellings.written(report)
    words = written.text
    if any(passage.happening.number % 6 == 5 for passage, _, _ in written.claims):
        for passage, act, spans in written.claims:
            if passage.happening.number % 6 == 5 and act == "killed":
                start, end = spans["act"]
                words = words[:start] + words[start:end].replace("killed", "jailed") + words[end:]
    copy = digest_of(f"bench {report.id}".encode())
    document = Document(
        id=report.id, copy=copy, text=words, title=tellings.title(report),
        publisher=report.outlet, language="en", reading="bench 1",
        published=Published(date=report.published, basis="given", evidence=str(report.published)),
    )  # fmt: skip
    claims = tuple(msgspec.structs.replace(one, copy=copy) for one in told(report, written))
    made = ReadDocument(document=document, claims=claims, reader=("bench", "1"), signature=b"")
    return made, written


def fill(register: Register, claims: int, judgements: int) -> dict[str, int]:
    """Fill an empty register; says what it holds."""
    held: dict[int, Held] = {}
    chosen: list[Claim] = []
    with register.session.writing() as connection:
        log = Log(connection)
        many = told_of = 0
        for some in batched(world.reports(10 * claims), max(10, min(AT_ONCE, claims // 5))):
            many, told_of = (
                many + keep_reports(connection, log, some, held, chosen),
                told_of + len(some),
            )
            if many >= claims:
                break
        for at in range(judgements):
            claim = chosen[(at * 7919) % len(chosen)]
            verb = ("confirm", "confirm", "confirm", "reject")[at % 4]
            content = {"value": None, "words": {"claims": [locator(claim)]}, "reason": "read twice"}
            log.add("judgement", verb, [claim.id], content)
        counted = keep_linked(connection, held)
        log.add("log", "link", [], {"detail": {}})
        log.flush(connection)
        register.deciding.forget()
        register.summaries.keep(connection)
    return {"documents": told_of, "claims": many, **counted}


def keep_reports(
    connection: sa.Connection, log: Log, some: list[world.Report], held: dict[int, Held],
    chosen: list[Claim],
) -> int:  # fmt: skip
    """Put in documents and claims; says how many claims."""
    rows: dict[sa.Table, list[dict[str, Any]]] = {
        table: []
        for table in (
            schema.copies, schema.captures, schema.documents, schema.claims, schema.field_classes,
            schema.units, schema.roots, schema.searchable,
        )
    }  # fmt: skip
    many = 0
    for report in some:
        one, written = read(report)
        document, claims = one.document, one.claims or ()
        record = Capture(copy=document.copy, source=f"made/{report.id}.txt", at=None, tool="bench")
        id_ = kept.hashed(kept.ordered(record))
        rows[schema.copies].append(
            {
                "digest": document.copy,
                "size": len(document.text),
                "media_type": "text/plain",
                "removed": None,
            }
        )
        rows[schema.captures].append(
            {"id": id_, "copy": document.copy, "source": record.source, "at": None, "part_of": None,
             "member": None, "failure": None, "record": kept.written(record)}
        )  # fmt: skip
        log.add("log", "capture", [document.copy], {"detail": {"capture": id_}})
        rows[schema.documents].append({"id": report.id, "reading": "bench 1", **document_row(one)})
        distinct = {claim.id: claim for claim in claims}
        rows[schema.claims].extend(
            claim_row(claim, report.id, "bench 1", "bench", "1") for claim in distinct.values()
        )
        rows[schema.field_classes].extend(
            {(row["subject"], row["field"]): row for one in distinct.values() for row in claim_classes(one)}.values()
        )  # fmt: skip
        rows[schema.units].append(
            {"stage": READ, "copy": document.copy, "version": version("bench 1", "bench 1"),
             "state": "done", "detail": "[]"}
        )  # fmt: skip
        root = report.copies or report.id
        rows[schema.roots].append({"document": report.id, "root": root})
        rows[schema.searchable].extend(document_rows(report.id, document, distinct.values()))
        many += len(distinct)
        _remember(held, distinct, claims, written, root)
        if many % 37 == 0 and claims:
            chosen.append(claims[0])
    for table, made in rows.items():
        put(connection, table, made)
    log.flush(connection)
    return many


def _remember(
    held: dict[int, Held], distinct: dict[str, Claim], claims: Iterable[Claim],
    written: tellings.Written, root: str,
) -> None:  # fmt: skip
    for claim, (passage, _, _) in zip(claims, written.claims, strict=True):
        if distinct.pop(claim.id, None) is None:
            continue
        happening = passage.happening
        assert claim.count is not None
        held.setdefault(happening.number, Held(happening)).tellings.append(
            Telling(
                claim.id, claim.document, claim.act, claim.count, claim.place, claim.when, root,
                claim.victims.names if claim.victims else (), not passage.background,
            )
        )  # fmt: skip


def keep_linked(connection: sa.Connection, held: dict[int, Held]) -> dict[str, int]:
    """Put in incidents and persons as they were in truth."""
    counted = {"incidents": 0, "persons": 0, "open pairs": 0}
    before: Incident | None = None
    for some in batched(sorted(held), AT_ONCE):
        incidents: list[Incident] = []
        persons: list[Person] = []
        undecided: list[Link] = []
        classes: list[dict[str, Any]] = []
        for number in some:
            incident, own = linked(held.pop(number))
            if before is not None and number % 10 == 0:
                pair = (before.claims[0], incident.claims[0])
                undecided.append(_link(*pair, weight=0.4, probability=0.55 + number % 40 / 100))
            before = incident
            incidents.append(incident)
            persons.extend(own)
            held_ = RESTRICTED if number % 6 == 5 else PUBLIC
            classes.extend(
                {
                    "subject": one.id,
                    "field": "names",
                    "class": held_,
                    "because": "as the world says",
                }
                for one in own
            )
        put(connection, schema.incidents, map(incident_row, incidents))
        withheld = {row["subject"] for row in classes if row["class"] != PUBLIC}
        put(connection, schema.persons, (person_row(one, one.id in withheld) for one in persons))
        part = Linked(
            incidents=tuple(incidents), persons=tuple(persons), undecided=tuple(undecided), roots={}
        )
        for table, rows in part_rows(part):
            put(connection, table, rows)
        put(connection, schema.field_classes, classes)
        put(connection, schema.searchable, linked_rows(incidents, persons))
        counted["incidents"] += len(incidents)
        counted["persons"] += len(persons)
        counted["open pairs"] += len(undecided)
    return counted


def linked(one: Held) -> tuple[Incident, list[Person]]:
    """The incident and its persons."""
    told = one.tellings
    place = next((t.place for t in told if t.place is not None), None)
    when = next((t.when for t in told if t.when is not None), None)
    people: dict[int, list[Telling]] = {}
    spelt: dict[int, dict[str, None]] = {}
    for telling in told:
        for name in telling.names:
            at = next(k for k, c in enumerate(one.happening.named) if name in c.spellings)
            people.setdefault(at, []).append(telling)
            spelt.setdefault(at, {})[name] = None
    tolls = tuple(
        _toll(act, told, one.happening.number % 8 == 3)
        for act in dict.fromkeys(t.act for t in told)
    )
    persons = []
    for at, mine in people.items():
        ids = tuple(sorted({t.claim for t in mine}))
        names = tuple(spelt[at])
        persons.append(
            Person(
                id=person_id(list(ids), names[0]), kind="victim", fate=mine[0].act, statuses=(),
                names=tuple(PersonName(text=name, script="Latn") for name in names), claims=ids,
            )
        )  # fmt: skip
    ids = tuple(sorted({t.claim for t in told}))
    acts = tuple(toll.act for toll in tolls)
    links = tuple(_link(left, right, weight=4.2, probability=0.98) for left, right in pairwise(ids))
    roles: dict[str, bool] = {}
    for t in told:
        roles[t.document] = roles.get(t.document, False) or t.main
    incident = Incident(
        id=incident_id(list(ids)), kind="occurrence", title=title(acts, tolls, place, when), acts=acts,
        when=when, place=place, claims=ids, tolls=tolls, links=links,
        documents=tuple(
            IncidentDocument(document=id_, role="main" if main else "background")
            for id_, main in roles.items()
        ),
        persons=tuple(
            IncidentPerson(id=one.id, names=tuple(n.text for n in one.names), fate=one.fate)
            for one in persons
        ),
    )  # fmt: skip
    return incident, persons


def _toll(act: str, told: list[Telling], torn: bool) -> Toll:
    mine = [t for t in told if t.act == act]
    lows = [t.count.floor for t in mine]
    highs = [t.count.high for t in mine if t.count.high is not None]
    conflict = torn and len(mine) > 1
    low = max(lows) - conflict
    high = None if not highs else max(*highs, *lows) + conflict
    part = TollPart(population="people", low=low, high=high, claims=tuple(t.claim for t in mine))
    return Toll(
        act=act, low=low, high=high, about=None, conflict=conflict, parts=(part,),
        sources=len({t.document for t in mine}), independent_sources=len({t.root for t in mine}),
    )  # fmt: skip


def _link(one: str, other: str, *, weight: float, probability: float) -> Link:
    left, right = sorted((one, other))
    evidence = ("the same day (+4.5)", "the same town (+3.1)", "shared words (+1.2)")
    return Link(left=left, right=right, weight=weight, probability=probability, evidence=evidence)


def main() -> None:
    """Fill a case and say what it holds."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("case", type=Path)
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--judgements", type=int, default=2000)
    options.add_argument("--register", help="postgresql://…")
    given = options.parse_args()
    start = time.perf_counter()
    with open_register(given.case, given.register, make=True) as register:
        held = fill(register, given.claims, given.judgements)
        analyse(register)
    told = ", ".join(f"{many:,} {what}" for what, many in held.items())
    print(f"{told} in {time.perf_counter() - start:.0f} s")


def analyse(register: Register) -> None:
    """Let the database look at what it holds, as a server does by itself within a minute."""
    with register.session.database.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("VACUUM ANALYZE")
        else:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


if __name__ == "__main__":
    main()
