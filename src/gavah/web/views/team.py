"""One's own account; and for those who lead: who may sign in, and the switch."""

from gavah.model.record import Record
from gavah.register.accounts import Account, Accounts
from gavah.register.house import State, state_of
from gavah.web.pages import Asked, Visit, page


class AccountPage(Record, frozen=True, kw_only=True):
    """One's own account; `name` is None for the person at this machine, who needs none."""

    name: str | None
    role: str
    codes: bool
    sessions: int


class TeamPage(Record, frozen=True, kw_only=True):
    """Who may sign in, how many sessions each has, and how the switch stands."""

    state: State
    accounts: tuple[Account, ...]
    signed_in: dict[str, int]


@page("/account", "account.html.jinja")
def account(visit: Visit, asked: Asked) -> AccountPage:
    """One's own account: what it may, and its password."""
    name = visit.session.account
    held = None if name is None else Accounts(visit.register).of(name)
    return AccountPage(
        name=name,
        role=visit.session.role,
        codes=held is not None and held.codes,
        sessions=visit.web.sessions.signed_in().get(name or "", 0),
    )


@page("/team", "team.html.jinja")
def team(visit: Visit, asked: Asked) -> TeamPage:
    """Who may sign in, who has, and how the switch stands."""
    return TeamPage(
        state=state_of(visit.register),
        accounts=tuple(Accounts(visit.register).all()),
        signed_in=visit.web.sessions.signed_in(),
    )
