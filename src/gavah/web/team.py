"""Signing in and out, one's own account, and the switch: what a team needs beside the pages."""

import math
from dataclasses import dataclass, field
from typing import Any

from gavah.errors import RefusedAccount, WrongUsage
from gavah.register import Register
from gavah.register.accounts import LONGEST, Accounts, key_of
from gavah.register.house import state_of, turn
from gavah.web.limits import Limits
from gavah.web.pages import Visit
from gavah.web.sessions import Session, Sessions

NOT_RIGHT = "Name, password or code is not right, or the account is disabled."


@dataclass(slots=True)
class Team:
    """What signing in shares between requests."""

    limits: Limits = field(default_factory=Limits)


class Wait(Exception):
    """Too many tries; `seconds` until the next is heard."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = math.ceil(seconds)


def sign_in(
    team: Team, sessions: Sessions, register: Register, form: dict[str, Any], address: str
) -> Session | None:
    """A session for who gives the right name, password and code; None otherwise. Logged.

    Raises:
        Wait: too many tries failed.
    """
    name, password, code = (str(form.get(one) or "") for one in ("name", "password", "code"))
    if len(name) > 200 or len(password) > LONGEST or len(code) > 20:
        return None
    key = key_of(name)
    wait = team.limits.begin(key, address)
    if wait > 0:
        raise Wait(wait)
    account = Accounts(register).check(name, password, code)
    if account is None:
        if team.limits.full(key, address):  # once for each fifteen minutes, not for every guess
            known = Accounts(register).of(name)
            detail = {"name": known.name if known else "", "because": "too many tries failed"}
            register.log("refused", (), detail)
        return None
    team.limits.clear(key, address)
    register.log("sign-in", (), {"role": account.role}, account.name)
    return sessions.start(account)


def still_signed_in(register: Register, session: Session) -> bool:
    """Whether the account still stands as it did when the session began."""
    if session.account is None:
        return True
    held = Accounts(register).of(session.account)
    return (
        held is not None and not held.disabled
        and held.generation == session.generation and held.role == session.role
    )  # fmt: skip


def change_password(visit: Visit, form: dict[str, Any]) -> None:
    """Set one's own password, or end one's sessions; every session ends.

    Raises:
        RefusedAccount: the old password is wrong, or the new one weak.
    """
    name = visit.session.account
    if name is None or visit.web.team is None:
        raise WrongUsage("There are no accounts here.")
    accounts = Accounts(visit.register)
    if form.get("do") == "sign out everywhere":
        accounts.sign_out(name, by=name)
        return
    fresh = str(form.get("fresh") or "")
    if fresh != str(form.get("again") or ""):
        raise RefusedAccount("The two new passwords are not the same.")
    wait = visit.web.team.limits.begin(key_of(name), "own")
    if wait > 0:
        raise RefusedAccount(f"Too many tries; wait {math.ceil(wait / 60)} minutes.")
    if not accounts.knows(name, str(form.get("password") or "")):
        raise RefusedAccount("The password you gave as the present one is not right.")
    visit.web.team.limits.clear(key_of(name), "own")
    accounts.reset(name, fresh, codes=None, by=name)


def turn_switch(visit: Visit, form: dict[str, Any], by: str) -> str:
    """Turn the switch; says how it stands.

    Raises:
        RefusedAccount: only an admin opens what is locked.
    """
    to = str(form.get("to") or "")
    if state_of(visit.register) == "locked" and not visit.session.may("unlock"):
        raise RefusedAccount("The register is locked; an admin opens it.")
    turn(visit.register, to, by=by, because=str(form.get("because") or ""))
    return f"the register is {to}"
