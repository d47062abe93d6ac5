"""Whatever was altered, left out, added or moved is found and named."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gavah.register import Register, open_register, schema
from gavah.register.walking import Fault
from tests.register.tampering import tampering
from tests.strategies_register import sealed, story

BY = {"by": "Ana Ruiz", "because": "read"}


def filled(register: Register) -> None:
    """A story, a judgement and a few log entries."""
    _, claims = story(register)
    register.judge("confirm", [claims[0].id], by="Ana Ruiz", because="read")
    for number in range(3):
        register.log("export", (f"file {number}",), {"to": "csv"})


def bad(register: Register, head: str | None = None) -> list[Fault]:
    return [one for one in register.verify(head) if one.is_fault]


def test_an_untouched_case_has_no_faults_and_holds_every_head(register: Register) -> None:
    heads = [register.head()]
    filled(register)
    heads.append(register.head())
    register.log("export")
    assert register.verify() == []
    assert all(register.verify(head) == [] for head in heads)
    assert [one.kind for one in bad(register, "0" * 64)] == ["cut"]


def test_the_first_entry_tells_which_gavah_made_the_case(register: Register) -> None:
    first = next(register.chain.log())
    assert (first.seq, first.event, first.by) == (1, "make", "gavah")
    assert first.at == "2020-02-12T00:00:01Z"


def test_the_database_itself_refuses_to_change_judgements_and_custody(
    register: Register,
) -> None:
    filled(register)
    (copy,) = [str(one.copy) for one in register.captures()]
    register.remove(copy, by="Ana", because="asked")
    story(register, "another")
    for statement in (
        "UPDATE chain SET by = 'someone'",
        "DELETE FROM chain",
        "UPDATE subjects SET subject = 'other'",
        "DELETE FROM subjects",
        "UPDATE contents SET content = '{}'",
        "DELETE FROM contents",
        "UPDATE struck SET entry = 1",
        "DELETE FROM tombstones",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):  # noqa: SIM117
            with register.session.database.connect() as connection, connection.begin():
                connection.exec_driver_sql(statement)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_change_to_any_entry_is_found(tmp_path: Path, data: st.DataObject) -> None:
    case = tmp_path / str(sum(1 for _ in tmp_path.iterdir()))
    with open_register(case, make=True) as register:
        filled(register)
        head, last = register.head(), max(_seqs(register))
        change = data.draw(st.sampled_from(["body", "column", "hash", "words", "gone", "moved"]))
        seq = data.draw(st.integers(1, last if change != "moved" else last - 1))
        chain, contents = schema.chain, schema.contents
        with tampering(register) as connection:
            if change == "gone":
                for table in (contents, schema.subjects, chain):
                    connection.execute(table.delete().where(table.c.seq == seq))
            elif change == "moved":
                for one, other in ((seq, 999), (seq + 1, seq), (999, seq + 1)):
                    for table in (chain, contents, schema.subjects):
                        connection.execute(
                            table.update().where(table.c.seq == one).values(seq=other)
                        )
            elif change == "words":
                connection.execute(
                    contents.update().where(contents.c.seq == seq).values(content='{"value":1}')
                )
            else:
                values = {
                    "body": {"body": _changed(connection, seq)},
                    "column": {"by": "someone else"},
                    "hash": {"hash": "f" * 64},
                }[change]
                connection.execute(chain.update().where(chain.c.seq == seq).values(**values))
        assert bad(register, head), f"{change} of entry {seq} of {last}"


def _seqs(register: Register) -> list[int]:
    with register.session.reading() as connection:
        return list(connection.execute(sa.select(schema.chain.c.seq)).scalars())


def _changed(connection: sa.Connection, seq: int) -> str:
    chain = schema.chain
    body = json.loads(
        connection.execute(sa.select(chain.c.body).where(chain.c.seq == seq)).scalar_one()
    )
    body["by"] = "someone else"
    return json.dumps(body, sort_keys=True, separators=(",", ":"))


def test_an_entry_rewritten_with_its_hash_breaks_the_one_after(register: Register) -> None:
    from gavah.register import kept

    filled(register)
    with tampering(register) as connection:
        body = _changed(connection, 4)
        connection.execute(
            schema.chain.update()
            .where(schema.chain.c.seq == 4)
            .values(body=body, hash=kept.hashed(body.encode()), by="someone else")
        )
    assert [one.subject for one in bad(register)] == ["entry 5"]


def test_a_tail_that_was_cut_is_seen_with_the_head_that_was_noted(register: Register) -> None:
    filled(register)
    head = register.head()
    with tampering(register) as connection:
        for table in (schema.contents, schema.subjects, schema.chain):
            connection.execute(table.delete().where(table.c.seq >= 5))
    assert bad(register) == []
    assert [one.kind for one in bad(register, head)] == ["cut"]


def test_copies_altered_missing_and_added_are_each_named(register: Register) -> None:
    copies = sorted(sealed(register, bytes([n]), source=f"{n}") for n in range(3))
    path = register.copies.path(copies[0])
    path.chmod(0o600)
    path.write_bytes(b"forged")
    register.copies.remove(copies[1])
    stray = register.copies.put(b"stray")
    found = {one.subject: one.kind for one in register.verify()}
    assert found == {copies[0]: "altered", copies[1]: "missing", stray: "added"}
    assert all(one.remedy for one in register.verify())


def test_captures_and_copies_that_the_log_does_not_tell_of_are_named(register: Register) -> None:
    copy = sealed(register, b"x")
    with tampering(register) as connection:
        record = connection.execute(sa.select(schema.captures.c.record)).scalar_one()
        connection.execute(
            schema.captures.update().values(record=record.replace("one.txt", "two.txt"))
        )
        connection.execute(schema.copies.insert().values(digest="sha256:" + "a" * 64))
    found = [(one.kind, one.subject) for one in register.verify()]
    assert ("added", "sha256:" + "a" * 64) in found
    assert [kind for kind, _ in found].count("altered") == 1
    with tampering(register) as connection:
        connection.execute(schema.captures.delete())
        connection.execute(schema.copies.delete())
    assert {(one.kind, one.subject) for one in bad(register)} >= {
        ("missing", copy),
    }
