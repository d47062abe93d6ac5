"""Linking what changed gives what linking everything gives, whatever changed and in what steps."""

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import numpy as np
import pytest
import sqlalchemy as sa
from bench import tellings, world
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavah.errors import ContradictoryJudgements, RefusedJudgement, UnknownId
from gavah.linking import postings, remeeting
from gavah.model import Capture, Claim, Document, Published, ReadDocument, Told, digest_of
from gavah.register import Register, open_register, schema
from gavah.runs.link import link
from tests.strategies_linking import worlds

quiet = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
TABLES = (
    schema.incidents, schema.incident_acts, schema.incident_claims, schema.incident_documents,
    schema.incident_persons, schema.tolls, schema.persons, schema.person_claims,
    schema.person_names, schema.links, schema.roots, schema.field_classes, schema.summaries,
)  # fmt: skip


def tell(register: Register, told: Told, claims: Sequence[Claim], reading: str = "1") -> None:
    """Keep a document as if it had been read."""
    copy = digest_of(told.id.encode())
    with register.together():
        register.keep_capture(Capture(copy=copy, source=told.id, at=None, tool="test"))
        published = told.published and Published(date=told.published, basis="given", evidence="")
        document = Document(
            id=told.id, copy=copy, text="x" * told.length, title=told.title,
            publisher=told.publisher, published=published, reading=reading,
        )  # fmt: skip
        read = ReadDocument(
            document=document,
            claims=tuple(msgspec.structs.replace(claim, copy=copy) for claim in claims),
            reader=("hand", reading),
            signature=told.signature,
            terms=told.terms,
        )
        register.keep_reading(copy, reading, reading, [read])


def rows(register: Register) -> dict[str, list[Any]]:
    """Everything that linking keeps for others to read."""
    found = {}
    for table in TABLES:
        order = list(table.primary_key.columns)
        found[table.name] = [
            tuple(row) for row in register.session.rows(sa.select(table).order_by(*order))
        ]
    searchable = schema.searchable
    question = sa.select(searchable.c.kind, searchable.c.subject, searchable.c.folded)
    found["searchable"] = sorted(map(tuple, register.session.rows(question)))
    return found


def same_as_whole(register: Register) -> None:
    """Link what changed; then everything; and compare what is kept."""
    assert link(register, whole_from=9.0).again is not None
    found = rows(register)
    remembered = memory(register)
    link(register, whole=True)
    assert rows(register) == found
    assert memory(register) == remembered


def memory(register: Register) -> dict[str, Any]:
    """What is remembered, but for the numbers, which follow the order of arrival."""
    pairs, mentions = schema.linked_pairs, schema.linked_mentions
    documents = schema.linked_documents
    owners = {row.number: row.document for row in register.session.rows(sa.select(documents))}
    blocks = register.memory.rows(all_blocks(register))
    return {
        "pairs": sorted(map(tuple, register.session.rows(sa.select(pairs)))),
        "mentions": sorted((r.key, r.document, sorted_blocks(r.blocks)) for r in register.session.rows(sa.select(mentions))),
        "origins": {
            id_: (one.origin, one.bands)
            for id_, one in register.memory.documents(owners.values()).items()
        },
        "rows": sorted((int(r["block"]), int(r["day"]), int(r["tie"])) for r in blocks),
    }  # fmt: skip


def sorted_blocks(packed: bytes) -> list[int]:
    return sorted(np.frombuffer(packed, "<u8").tolist())


def all_blocks(register: Register) -> Any:
    contents = register.session.rows(sa.select(schema.linked_blocks.c.content))
    parts = [np.frombuffer(row.content, postings.ROW)["block"] for row in contents]
    return np.unique(np.concatenate([np.empty(0, "<u8"), *parts]))


def by_document(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return found


@quiet
@given(worlds(14), st.data())
def test_documents_that_come_change_and_go_end_as_all_at_once(
    made: tuple[list[Claim], list[Told]], data: st.DataObject
) -> None:
    claims, told = by_document(made[0]), list(made[1])
    order = data.draw(st.permutations(told))
    cut = data.draw(st.integers(0, len(order)))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_register(Path(folder) / "case", make=True) as register,
    ):
        for one in order[:cut]:
            tell(register, one, claims.get(one.id, []))
        link(register)
        for one in order[cut:]:
            tell(register, one, claims.get(one.id, []))
        same_as_whole(register)
        for one in data.draw(st.lists(st.sampled_from(told), max_size=3, unique_by=lambda o: o.id)):
            fewer = data.draw(st.integers(0, len(claims.get(one.id, []))))
            day = (one.published or date(2021, 3, 10)) + timedelta(data.draw(st.integers(0, 3)))
            later = msgspec.structs.replace(one, published=day)
            kept = [
                msgspec.structs.replace(c, published=day) for c in claims.get(one.id, [])[:fewer]
            ]
            tell(register, later, kept, reading="2")
        same_as_whole(register)


@quiet
@given(worlds(10), st.data())
def test_judgements_that_come_and_are_undone_end_as_all_at_once(
    made: tuple[list[Claim], list[Told]], data: st.DataObject
) -> None:
    claims = by_document(made[0])
    with (
        tempfile.TemporaryDirectory() as folder,
        open_register(Path(folder) / "case", make=True) as register,
    ):
        for one in made[1]:
            tell(register, one, claims.get(one.id, []))
        link(register)
        judged: list[int] = []
        for _ in range(data.draw(st.integers(1, 4))):
            ids = [*(i.id for i in register.incidents()), *(p.id for p in register.persons())]
            verb = data.draw(st.sampled_from(["same", "different", "reject", "undo"]))
            try:
                if verb == "undo":
                    target = [str(data.draw(st.sampled_from(judged)))] if judged else ["0"]
                elif verb == "reject":
                    target = [data.draw(st.sampled_from(made[0])).id]
                else:
                    target = data.draw(
                        st.lists(st.sampled_from(ids or ["x"]), min_size=2, max_size=2)
                    )
                seq = register.judge(verb, target, by="M. Reviewer", because="read both").seq
            except (RefusedJudgement, ContradictoryJudgements, UnknownId):
                continue
            judged.append(seq)
            same_as_whole(register)


def test_reports_that_come_in_batches_end_as_all_at_once(register: Register) -> None:
    told = list(tellings.told(world.reports(260, seed=11, years=1)))
    for document, claims in told[:150]:
        tell(register, document, claims)
    assert link(register).again is None
    for start in (150, 170, 230):
        for document, claims in told[start : start + 20 if start < 230 else 260]:
            tell(register, document, claims)
        same_as_whole(register)


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that are above their budget with five mentions."""
    for module in (postings, remeeting):
        monkeypatch.setattr(module, "BUDGET", 4)
        monkeypatch.setattr(module, "NEIGHBOURS", 2)


@pytest.mark.usefixtures("crowded")
@pytest.mark.parametrize("seed", range(3))
def test_crowded_blocks_end_as_all_at_once(tmp_path: Path, seed: int) -> None:
    told = list(tellings.told(world.reports(120, seed=seed, years=1)))
    chance = Random(seed)
    chance.shuffle(told)
    with open_register(tmp_path / "case", make=True) as register:
        for document, claims in told[:60]:
            tell(register, document, claims)
        link(register)
        for start in range(60, 120, 12):
            for document, claims in told[start : start + 12]:
                tell(register, document, claims)
            document, claims = told[chance.randrange(start)]
            tell(register, document, claims[:1], reading=f"again {start}")
            same_as_whole(register)


def test_linking_again_when_nothing_changed_writes_nothing_and_a_removal_links_all(
    register: Register,
) -> None:
    told = list(tellings.told(world.reports(20, seed=3)))
    for document, claims in told:
        tell(register, document, claims)
    link(register)
    before = rows(register)
    assert link(register).again == 0
    assert rows(register) == before
    register.remove(told[0][0].id, by="M. Reviewer", because="asked for")
    assert not any(
        list(register.session.rows(sa.select(table)))
        for table in schema.REMEMBERED
        if table.name != "linked_waiting"
    )
    assert link(register).again is None
    assert told[0][0].id not in register.linkage.roots()
