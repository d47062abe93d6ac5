"""Backups open elsewhere with equal hashes; what is removed is gone; writers take turns."""

import multiprocessing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gavah.errors import (
    CopyRefused,
    RefusedJudgement,
    RegisterBusy,
    RegisterError,
    RegisterTooNew,
    UnknownId,
)
from gavah.export.canonical import canonical
from gavah.register import Register, open_register, sealed_stream
from gavah.register.restoring import restore
from tests.register.tampering import tampering
from tests.strategies_register import (
    VERSIONS,
    document,
    incident,
    keep,
    linked,
    person,
    sealed,
    story,
)

Place = Callable[[], str | None]
SECRET = "Zarathustra"


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_stream, "_N", 2**10)


def filled(register: Register) -> None:
    for id_ in ("one", "two"):
        _, claims = story(register, id_)
        register.judge("correct", [claims[0].id], {"field": "count", "low": 5}, by="A", because="b")
    odd = sealed(register, b"\x00odd", source="odd\x00\ud800", given={"title": "\x00"})
    keep(register, document("odd", odd, "odd \x00 text", title="\ud800"))
    held = list(register.as_read.claims(document="one"))
    register.keep_linked(linked([incident(*held)], [person("Ali Ahmadi", held[0])]))


def everything(register: Register) -> list[Any]:
    return [
        register.head(), b"".join(canonical(register, restricted=True)), list(register.captures()),
        list(register.documents()), list(register.told()), list(register.persons()),
        list(register.chain.log()), list(register.judgements()), register.stats(),
        [(one.kind, one.id) for one in register.search("killed")],
    ]  # fmt: skip


@pytest.mark.parametrize("passphrase", [None, "a long sentence, گواه"])
def test_a_backup_opens_elsewhere_with_equal_hashes(
    register: Register, place: Place, tmp_path: Path, passphrase: str | None
) -> None:
    filled(register)
    head = register.backup(tmp_path / "b", passphrase)
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0
    url = place()
    assert restore(tmp_path / "b", tmp_path / "again", passphrase, url) == head
    with open_register(tmp_path / "again", url) as opened:
        assert everything(opened) == everything(register)
        assert opened.verify(head) == []
        opened.log("export")
        story(opened, "three")
        assert opened.verify(head) == []
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.postgresql
def test_a_backup_moves_between_engines(tmp_path: Path, server: str) -> None:
    with open_register(tmp_path / "case", make=True) as register:
        filled(register)
        register.backup(tmp_path / "b")
        before = everything(register)
    import sqlalchemy as sa

    database = sa.create_engine(server)
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA moved")
    database.dispose()
    url = f"{server}&options=-csearch_path%3Dmoved"
    restore(tmp_path / "b", tmp_path / "pg", url=url)
    with open_register(tmp_path / "pg", url) as there:
        assert everything(there) == before
        there.backup(tmp_path / "back")
    with pytest.raises(RegisterError, match="register already"):
        restore(tmp_path / "b", tmp_path / "pg2", url=url)
    restore(tmp_path / "back", tmp_path / "home")
    with open_register(tmp_path / "home") as home:
        assert everything(home)[1:6] == before[1:6]
        assert home.verify() == []


def test_a_backup_overwrites_nothing(register: Register, tmp_path: Path) -> None:
    story(register)
    (tmp_path / "b").write_text("mine")
    with pytest.raises(RegisterError, match="there already"):
        register.backup(tmp_path / "b")
    register.backup(tmp_path / "c")
    with pytest.raises(RegisterError, match="there already"):
        restore(tmp_path / "c", register.case)
    with pytest.raises(RegisterError, match="cannot be written"):
        register.backup(tmp_path / "no" / "folder")


@pytest.mark.parametrize("passphrase", [None, "words"])
def test_a_backup_that_was_changed_or_cut_does_not_open(
    tmp_path: Path, passphrase: str | None
) -> None:
    with open_register(tmp_path / "case", make=True) as register:
        story(register)
        register.backup(tmp_path / "b", passphrase)
    whole = (tmp_path / "b").read_bytes()
    step = max(1, len(whole) // 40)
    forged = [whole[:at] for at in range(0, len(whole), step)]
    forged += [
        whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :]
        for at in range(0, len(whole), step)
        if passphrase or not whole.startswith(b"gavah") or at > 40
    ]
    for number, content in enumerate(forged):
        source, case = tmp_path / "forged", tmp_path / f"case{number}"
        source.write_bytes(content)
        try:
            restore(source, case, passphrase)
        except (RegisterError, CopyRefused):
            assert not case.exists()
            continue
        with open_register(case) as opened:  # a byte that means nothing, such as gzip's clock
            assert opened.verify() == []


def test_the_wrong_passphrase_and_none_are_told_apart(tmp_path: Path) -> None:
    with open_register(tmp_path / "case", make=True) as register:
        story(register)
        register.backup(tmp_path / "b", "right")
        with pytest.raises(RegisterError, match="empty"):
            register.backup(tmp_path / "c", "")
    assert SECRET.encode() not in (tmp_path / "b").read_bytes()
    with pytest.raises(RegisterError, match="passphrase is another"):
        restore(tmp_path / "b", tmp_path / "again", "wrong")
    with pytest.raises(RegisterError, match="is encrypted"):
        restore(tmp_path / "b", tmp_path / "again")
    (tmp_path / "d").write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(RegisterError, match="no gavah backup"):
        restore(tmp_path / "d", tmp_path / "again")


def secret(register: Register) -> str:
    text = f"Two men were killed in {SECRET}. Six people were arrested. One man was injured."
    _, claims = story(register, "secret", text)
    register.judge(
        "correct", [claims[0].id], {"field": "place", "value": {"name": SECRET, "precision":
        "settlement"}}, by="A", because=f"it says {SECRET}",
    )  # fmt: skip
    register.keep_linked(linked([incident(*claims, title=f"Killed in {SECRET}")]))
    return claims[0].copy


def traces(register: Register) -> list[str]:
    """Where the secret still stands: files of the case, or columns of the database."""
    import sqlalchemy as sa

    found = [
        str(path)
        for path in register.case.rglob("*")
        if path.is_file()
        and any(w in path.read_bytes().lower() for w in (SECRET.lower().encode(),))
    ]
    with register.session.reading() as connection:
        for name in sa.inspect(connection).get_table_names():
            for row in connection.exec_driver_sql(f"SELECT * FROM {name}"):
                if SECRET.lower() in str(tuple(row)).lower():
                    found.append(name)
    return found


def test_what_is_removed_is_gone_from_copies_pages_and_index(register: Register) -> None:
    story(register, "kept")
    copy = secret(register)
    head = register.head()
    assert traces(register)
    removal = register.remove("secret", by="Ana", because="the family asked")
    assert (removal.copies, removal.documents, removal.claims) == ((copy,), ("secret",), 3)
    assert traces(register) == []
    assert [one.id for one in register.documents()] == ["kept"]
    assert [one.id for one in register.search("zarathustra OR killed", ["document"])] == []
    found = register.verify(head)
    assert {one.kind for one in found} == {"removed"}
    assert {one.subject for one in found} >= {copy}
    assert list(register.incidents()) == []
    entry = list(register.history(copy))[-1]
    assert entry.detail["because"] == "the family asked"  # type: ignore[union-attr]
    assert register.stats()["judgements_in_force"] == 0


def test_what_is_removed_is_not_taken_again(register: Register) -> None:
    copy = sealed(register, b"x", given={"title": SECRET})
    register.remove(copy, by="Ana", because="asked")
    assert traces(register) == []
    with pytest.raises(CopyRefused, match="removed on request"):
        sealed(register, b"x")
    assert not register.copies.has(copy)
    assert register.removed(copy) is not None
    assert list(register.copies_without(*VERSIONS)) == []
    with pytest.raises(UnknownId):
        keep(register, document("d", copy))
    with pytest.raises(UnknownId):
        register.remove(copy, by="Ana", because="again")


def test_a_removal_reaches_the_containers_and_leaves_their_other_members(
    register: Register,
) -> None:
    outer = sealed(register, b"outer", source="outer.zip")
    inner = sealed(register, b"inner", source="outer.zip", part_of=outer, member="inner")
    copies = [
        sealed(register, bytes([n]), source="outer.zip", part_of=inner, member=str(n))
        for n in range(2)
    ]
    for at, copy in enumerate(copies):
        keep(register, document(f"d{at}", copy))
    removal = register.remove("d0", by="Ana", because="asked")
    assert set(removal.copies) == {outer, inner, copies[0]}
    assert [one.id for one in register.documents()] == ["d1"]
    assert [one for one in register.verify() if one.is_fault] == []
    register.log("link")
    again = register.remove(copies[1], by="Ana", because="asked")
    assert again.copies == (copies[1],)
    assert [one for one in register.verify() if one.is_fault] == []


def test_a_removal_needs_a_name_a_reason_and_something_to_remove(register: Register) -> None:
    for by, because in ((" ", "x"), ("x", "")):
        with pytest.raises(RefusedJudgement):
            register.remove("d", by=by, because=because)
    with pytest.raises(UnknownId):
        register.remove("d", by="x", because="x")


def test_a_newer_register_is_left_alone(register: Register, url: str | None) -> None:
    with tampering(register) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RegisterTooNew, match="Install a newer gavah"):
        open_register(register.case, url)


def test_the_lock_names_its_holder_and_opens_again(register: Register, url: str | None) -> None:
    with open_register(register.case, url) as other:
        with register.locked("run"), register.locked("within"):
            with pytest.raises(RegisterBusy, match="run"), other.locked("link"):
                pass
            assert other.stats()["documents"] == 0  # reading needs no waiting
        with other.locked("link"):
            pass


def _write(case: Path, url: str | None, name: str, times: int, gate: Any) -> None:
    gate.wait()
    with open_register(case, url, make=True, patience=60) as register:
        for number in range(times):
            story(register, f"{name}-{number}")


def test_processes_that_write_at_once_leave_one_sound_chain(
    tmp_path: Path, url: str | None
) -> None:
    context = multiprocessing.get_context("spawn")
    gate = context.Event()
    case = tmp_path / "case"  # made by whichever comes first
    writers = [context.Process(target=_write, args=(case, url, n, 6, gate)) for n in "abc"]
    for one in writers:
        one.start()
    gate.set()
    for one in writers:
        one.join(120)
    assert [one.exitcode for one in writers] == [0, 0, 0]
    with open_register(case, url) as register:
        assert register.verify() == []
        assert len(list(register.documents())) == 18
        assert [one.event for one in register.chain.log()].count("make") == 1
        assert register.stats()["log_entries"] == 19


def test_a_transaction_that_fails_leaves_nothing(register: Register) -> None:
    before = register.head()

    def failing() -> Iterator[None]:
        with register.together():
            sealed(register, b"x")
            raise KeyboardInterrupt
            yield

    with pytest.raises(KeyboardInterrupt):
        list(failing())
    assert register.head() == before
    assert list(register.captures()) == []
    assert [one.kind for one in register.verify()] == ["added"]
    sealed(register, b"x")
    assert register.verify() == []


def test_the_page_that_others_see_is_gathered_without_withheld_names(register: Register) -> None:
    from gavah.export.gather import gather
    from gavah.model import to_json

    read, claims = story(register)
    keep(
        register,
        document("story", read.copy, title="Sara Karimi held", url="https://x.org/sara-karimi"),
        *claims,
    )
    people = [person("Ali Ahmadi", claims[0]), person("Sara Karimi", claims[1], other=("S. K.",))]
    register.keep_linked(linked([incident(*claims, title="Sara Karimi held")], people))
    told = to_json(gather(register)).decode()
    assert "Sara" not in told
    assert "sara" not in told
    assert "Ali Ahmadi" in told
    whole = gather(register, restricted=True)
    assert "Sara Karimi" in to_json(whole).decode()
    assert whole.restricted
    register.judge("classify", [people[1].id], {"class": "secret"}, by="A", because="b")
    assert "Sara" not in to_json(gather(register, restricted=True)).decode()


def test_one_view_answers_as_of_its_first_question_whatever_others_write(
    tmp_path: Path, url: str | None
) -> None:
    with (
        open_register(tmp_path / "case", url, make=True) as one,
        open_register(tmp_path / "case", url) as other,
    ):
        with one.session.still():
            before = one.head()
            other.log("export")
            assert one.head() == before
        assert one.head() != before
