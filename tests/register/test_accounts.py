from pathlib import Path

import pyotp
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from gavah.errors import RefusedAccount, WrongUsage
from gavah.register import Register, open_register, schema
from gavah.register.accounts import ROLES, STEP, Accounts, key_of
from gavah.register.copying import copy_register
from gavah.register.house import state_of, turn

GOOD = "four words stand apart"


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def test_who_gives_name_password_and_code_is_let_in_and_nobody_else(register: Register) -> None:
    clock = Clock()
    accounts = Accounts(register, clock)
    made, secret = accounts.add("A. Recorder", "reviewer", GOOD, codes=True, by="x")
    assert secret is not None
    code = pyotp.TOTP(secret).at(clock.now)
    assert accounts.check("A. Recorder", GOOD, "") is None
    assert accounts.check("A. Recorder", GOOD, "000000" if code != "000000" else "1") is None
    assert accounts.check("A. Recorder", "another password", code) is None
    assert accounts.check("Nobody", GOOD, code) is None
    found = accounts.check("a.  recorder", GOOD, code)
    assert found == made
    assert accounts.check("A. Recorder", GOOD, code) is None  # a code is taken once


def test_a_code_half_a_minute_early_or_late_is_taken_and_an_older_one_is_not(
    register: Register,
) -> None:
    clock = Clock()
    accounts = Accounts(register, clock)
    _, secret = accounts.add("One", "viewer", GOOD, codes=True, by="x")
    assert secret is not None
    made = pyotp.TOTP(secret)
    for off, taken in ((-2, False), (-1, True), (1, True), (0, False), (2, False)):
        code = made.at(clock.now + off * STEP)
        assert (accounts.check("One", GOOD, code) is not None) is taken, off
    clock.now += 5 * STEP
    assert accounts.check("One", GOOD, made.at(clock.now)) is not None


def test_passwords_are_kept_as_argon2id_and_neither_log_nor_backup_holds_one(
    register: Register, tmp_path: Path
) -> None:
    accounts = Accounts(register)
    _, secret = accounts.add("One", "admin", GOOD, codes=True, by="x")
    (row,) = register.session.rows(sa.select(schema.accounts))
    assert row.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    told = [one.detail for one in register.chain.log() if one.event == "account"]
    assert told == [{"name": "One", "what": "added", "role": "admin"}]
    assert secret not in str([one.detail for one in register.chain.log()])
    copy_register(register, str(tmp_path / "copied"))
    with open_register(tmp_path / "copied") as copied:
        assert Accounts(copied).all() == []


def test_each_change_that_matters_ends_the_sessions_that_were(register: Register) -> None:
    accounts = Accounts(register)
    accounts.add("One", "viewer", GOOD, codes=False, by="x")

    def generation() -> int:
        found = accounts.of("One")
        assert found is not None
        return found.generation

    seen = [generation()]
    for change in (
        lambda: accounts.change_role("One", "lead", by="x"),
        lambda: accounts.reset("One", "another four words", codes=True, by="x"),
        lambda: accounts.sign_out("One", by="x"),
        lambda: accounts.disable("One", by="x"),
        lambda: accounts.enable("One", by="x"),
    ):
        change()
        seen.append(generation())
    assert seen == sorted(set(seen))
    accounts.disable("One", by="x")
    assert accounts.check("One", "another four words", "") is None


def test_the_last_admin_cannot_be_locked_out(register: Register) -> None:
    accounts = Accounts(register)
    accounts.add("One", "admin", GOOD, codes=False, by="x")
    for change in (
        lambda: accounts.disable("One", by="x"),
        lambda: accounts.change_role("One", "lead", by="x"),
    ):
        with pytest.raises(RefusedAccount, match="only admin"):
            change()
    accounts.add("Two", "admin", GOOD, codes=False, by="x")
    accounts.disable("One", by="x")
    with pytest.raises(RefusedAccount, match="only admin"):
        accounts.disable("Two", by="x")


def test_weak_passwords_odd_names_and_names_that_look_alike_are_refused(register: Register) -> None:
    accounts = Accounts(register)
    accounts.add("Nasrin", "viewer", GOOD, codes=False, by="x")
    for name, role, password in (
        ("ＮＡＳＲＩＮ", "viewer", GOOD), ("", "viewer", GOOD), ("…", "viewer", GOOD),
        ("a\nb\x00", "viewer", GOOD), ("x" * 61, "viewer", GOOD), ("Two", "owner", GOOD),
        ("Two", "viewer", "short"), ("Two", "viewer", "aaaaaaaaaaaaaaa"),
    ):  # fmt: skip
        with pytest.raises(RefusedAccount):
            accounts.add(name, role, password, codes=False, by="x")
    assert [one.name for one in accounts.all()] == ["Nasrin"]


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40))
def test_a_name_is_compared_in_one_form(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)
    assert key_of(f" {name}\t") == key_of(name)


def test_the_switch_holds_for_whoever_opens_the_register(register: Register) -> None:
    assert state_of(register) == "open"
    turn(register, "locked", by="x", because="a laptop was taken")
    assert state_of(register) == "locked"
    with pytest.raises(WrongUsage):
        turn(register, "ajar", by="x", because="y")
    with pytest.raises(WrongUsage):
        turn(register, "open", by="x", because=" ")
    with register.session.writing() as connection:
        connection.execute(schema.meta.update().values(value="odd"))
    assert state_of(register) == "locked"  # what cannot be understood is not open
    assert ROLES == ("viewer", "contributor", "reviewer", "lead", "admin")
