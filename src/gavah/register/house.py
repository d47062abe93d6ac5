"""Whether a register that is served is open, read-only or locked: the switch for a bad day.

It stands in the register itself, so every server over it obeys, and it holds until someone turns it
back. Commands on the machine that holds the register are not bound by it.
"""

from typing import TYPE_CHECKING, Literal, get_args

import sqlalchemy as sa

from gavah.errors import WrongUsage
from gavah.register import schema

if TYPE_CHECKING:
    from gavah.register.register import Register

State = Literal["open", "read-only", "locked"]
STATES: tuple[State, ...] = get_args(State)
_KEY = "served"


def state_of(register: "Register") -> State:
    """How the register may be served now; what cannot be understood is locked."""
    meta = schema.meta
    row = next(register.session.rows(sa.select(meta.c.value).where(meta.c.key == _KEY)), None)
    if row is None:
        return "open"
    return row.value if row.value in STATES else "locked"


def turn(register: "Register", state: str, *, by: str, because: str) -> None:
    """Turn the switch; logged.

    Raises:
        WrongUsage: no such state, or no reason.
    """
    if state not in STATES:
        raise WrongUsage(f"{state!r} is no state; these are: {', '.join(STATES)}")
    if not because.strip():
        raise WrongUsage("say why; the reason is kept in the log")
    meta = schema.meta
    with register.session.writing() as connection:
        if not connection.execute(
            meta.update().where(meta.c.key == _KEY).values(value=state)
        ).rowcount:
            connection.execute(meta.insert().values(key=_KEY, value=state))
        register.log("switch", (), {"to": state, "because": because.strip()}, by)
