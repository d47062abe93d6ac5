from pathlib import Path

import pytest

from gavah.errors import RegisterError, WrongUsage
from gavah.export.canonical import canonical
from gavah.register import Register, copying, open_register
from gavah.register.copying import copy_register
from tests.register.test_keeping import everything, filled


def equal(one: Register, other: Register) -> bool:
    return everything(one) == everything(other) and list(canonical(one, restricted=True)) == list(
        canonical(other, restricted=True)
    )


@pytest.mark.postgresql
def test_a_register_goes_to_a_server_and_comes_home_without_loss(
    register: Register, server: str, tmp_path: Path
) -> None:
    filled(register)
    before = list(canonical(register, restricted=True))
    url = _fresh(server)
    there = copy_register(register, url)
    assert there.head == register.head()
    assert there.rows["claims"] == len(list(register.claims(current=False)))
    with open_register(register.case, url) as opened:
        assert equal(opened, register)
        assert opened.verify(there.head) == []
        assert register.verify(there.head) == []
        assert list(canonical(opened, restricted=True)) == before
        home = copy_register(opened, str(tmp_path / "home"))
        with open_register(tmp_path / "home") as again:
            assert equal(again, opened)
            assert again.verify(home.head) == []
            assert [one.event for one in again.chain.log()][-2:] == ["copy", "copy"]
            again.log("export")
            assert again.verify(home.head) == []
        opened.log("export")
        assert opened.verify(home.head) == []


@pytest.mark.postgresql
def test_a_register_comes_back_into_the_folder_of_its_own_copies(
    tmp_path: Path, server: str
) -> None:
    url = _fresh(server)
    with open_register(tmp_path / "case", url, make=True) as register:
        filled(register)
        assert not (tmp_path / "case" / "register.db").exists()
        told = copy_register(register, str(tmp_path / "case"))
        assert told.copies == 0
        with open_register(tmp_path / "case") as opened:
            assert equal(opened, register)
            assert opened.verify(told.head) == []
        with pytest.raises(RegisterError, match="register already"):
            copy_register(register, str(tmp_path / "case"))
    assert [one.name for one in (tmp_path / "case").iterdir() if one.name.startswith(".")] == []


@pytest.mark.postgresql
def test_a_copying_that_fails_leaves_nothing_behind_and_can_be_done_again(
    register: Register, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(register)
    url = _fresh(server)
    head = register.head()

    def broken(table: str, rows: int) -> None:
        if table == "incidents":
            raise OSError("the line went dead")

    for to in (url, str(tmp_path / "new")):
        with pytest.raises(OSError, match="went dead"):
            copy_register(register, to, broken)
        assert register.head() == head
    assert not (tmp_path / "new").exists()
    with pytest.raises(RegisterError, match="no register"):
        open_register(register.case, url)
    # a value that does not read back as it was written is seen, and nothing is kept
    spelt = copying.spelt
    monkeypatch.setattr(copying, "spelt", lambda row: spelt(row) + str(next(odd)).encode())
    odd = iter(range(10**6))
    with pytest.raises(RegisterError, match="reads otherwise"):
        copy_register(register, url)
    monkeypatch.undo()
    with pytest.raises(RegisterError, match="no register"):
        open_register(register.case, url)
    assert copy_register(register, url).head == register.head()


def test_nothing_is_copied_over_other_files_or_another_register(
    tmp_path: Path, register: Register
) -> None:
    filled(register)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(RegisterError, match="other files"):
        copy_register(register, str(tmp_path / "full"))
    copy_register(register, str(tmp_path / "once"))
    with pytest.raises(RegisterError, match="register already"):
        copy_register(register, str(tmp_path / "once"))
    with pytest.raises(WrongUsage, match="folder"):
        copy_register(register, f"sqlite:///{tmp_path / 'x.db'}")
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def _fresh(server: str) -> str:
    from uuid import uuid4

    import sqlalchemy as sa

    name = f"copy_{uuid4().hex}"
    database = sa.create_engine(server)
    with database.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    database.dispose()
    return f"{server}&options=-csearch_path%3D{name}"
