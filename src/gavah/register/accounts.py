"""Who may sign in to a register that a team shares: names, roles, passwords, one-time codes.

Passwords are kept as Argon2id (RFC 9106, second recommended option). A code is time-based (RFC
6238: six digits, thirty seconds), is taken once, and may be half a minute early or late. Every change is
logged; a change that must end a person's sessions raises the account's generation. Accounts are
not part of the record: no backup, copy or export holds them.
"""

import secrets
import time
import unicodedata
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, get_args

import pyotp
import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gavah.errors import RefusedAccount
from gavah.model.record import Record
from gavah.model.role import Role
from gavah.register import kept, schema

if TYPE_CHECKING:
    from gavah.register.register import Register

ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST, LONGEST = 12, 1000  # characters of a password
_LONGEST_NAME = 60
STEP = 30  # seconds that a code holds
_HASHER = PasswordHasher()
_HASHING = BoundedSemaphore(2)  # each takes 64 MiB while it works
_NOBODY = _HASHER.hash(
    secrets.token_hex(16)
)  # so an unknown name takes as long as a wrong password
Clock = Callable[[], float]


class Account(Record, frozen=True, kw_only=True):
    """One person of the team, without the secrets.

    Attributes:
        codes: whether a one-time code is asked for as well.
        generation: raised when sessions must end.
    """

    name: str
    role: Role
    codes: bool
    disabled: bool
    generation: int


def key_of(name: str) -> str:
    """The name as it is compared: case and compatibility forms folded, blanks made one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class Accounts:
    """The accounts of one register."""

    def __init__(self, register: "Register", clock: Clock = time.time) -> None:
        self._register = register
        self._clock = clock

    def all(self) -> list[Account]:
        """Every account, by name."""
        table = schema.accounts
        return [_account(row) for row in self._register.session.rows(sa.select(table).order_by(table.c.key))]  # fmt: skip

    def of(self, name: str) -> Account | None:
        """The account of that name, however its letters are cased."""
        row = self._row(name)
        return None if row is None else _account(row)

    def add(
        self, name: str, role: str, password: str, *, codes: bool, by: str
    ) -> tuple[Account, str | None]:
        """Make an account; gives the secret of its codes too, which is shown this once.

        Raises:
            RefusedAccount: the name is taken or cannot be one; no such role; a weak password.
        """
        name = " ".join(unicodedata.normalize("NFC", name).split())
        sound = name and len(name) <= _LONGEST_NAME and name.isprintable()
        if not sound or not any(one.isalnum() for one in name):
            raise RefusedAccount(
                f"{name!r} is no name for an account: up to {_LONGEST_NAME} characters, a letter "
                "or digit among them"
            )
        secret = pyotp.random_base32() if codes else None
        fresh: dict[str, Any] = {
            "key": key_of(name), "name": name, "role": _role(role), "password": _hashed(password),
            "code": secret, "step": 0, "generation": 1,
            "disabled": False,
        }  # fmt: skip
        with self._register.session.writing() as connection:
            if self._row(name) is not None:
                raise RefusedAccount(
                    f"there is an account {name!r} already; see: gavah account list"
                )
            connection.execute(schema.accounts.insert().values(**fresh))
            self._log(name, "added", by, role=role)
        made = self.of(name)
        assert made is not None
        return made, secret

    def change_role(self, name: str, role: str, *, by: str) -> None:
        """Give another role; sessions end."""
        self._change(name, "role", by, role=_role(role))

    def disable(self, name: str, *, by: str) -> None:
        """Let nobody sign in with it; sessions end."""
        self._change(name, "disabled", by, disabled=True)

    def enable(self, name: str, *, by: str) -> None:
        """Let the person sign in again."""
        self._change(name, "enabled", by, disabled=False)

    def sign_out(self, name: str, *, by: str) -> None:
        """End every session."""
        self._change(name, "signed out everywhere", by)

    def reset(self, name: str, password: str, *, codes: bool | None, by: str) -> str | None:
        """Set another password; sessions end. Gives the secret of new codes, shown this once.

        Args:
            codes: new ones, none from now on, or (None) as they are.
        """
        more: dict[str, Any] = {}
        if codes is not None:
            more = {"code": pyotp.random_base32() if codes else None, "step": 0}
        self._change(name, "reset", by, password=_hashed(password), **more)
        return more.get("code")

    def check(self, name: str, password: str, code: str) -> Account | None:
        """The account, if name, password and (where one is asked for) code are right.

        Whatever is wrong, the answer and the time it takes are the same. A code is used up.
        """
        row = self._row(name)
        right = _fits(row.password if row is not None else _NOBODY, password)
        if row is None or row.disabled or not right:
            return None
        changed: dict[str, Any] = {}
        if row.code is not None:
            step = self._step(row.code, code)
            if step is None or step <= row.step:
                return None
            changed["step"] = step
        if _HASHER.check_needs_rehash(row.password):
            changed["password"] = _hashed(password)
        if changed:
            table = schema.accounts
            mine = [table.c.key == row.key, table.c.generation == row.generation]
            if "step" in changed:
                mine.append(table.c.step < changed["step"])  # whoever is first with a code has it
            with self._register.session.writing() as connection:
                done = connection.execute(table.update().where(*mine).values(**changed))
            if done.rowcount != 1:
                return None
        return _account(row)

    def knows(self, name: str, password: str) -> bool:
        """Whether that is the account's password; for someone who is signed in already."""
        row = self._row(name)
        return _fits(row.password if row is not None else _NOBODY, password) and row is not None

    def _step(self, secret: str, code: str) -> int | None:
        """The half minute that a code is of: this one, the one before, or the next."""
        given = "".join(code.split())
        now = int(self._clock()) // STEP
        made = pyotp.TOTP(secret, interval=STEP)
        found = None
        for step in (now - 1, now, now + 1):
            if secrets.compare_digest(made.at(step * STEP).encode(), given.encode()):
                found = step
        return found

    def _row(self, name: str) -> sa.Row[Any] | None:
        table = schema.accounts
        question = sa.select(table).where(table.c.key == kept.plain(key_of(name)))
        return next(self._register.session.rows(question), None)

    def _change(self, name: str, what: str, by: str, **values: Any) -> None:
        table = schema.accounts
        with self._register.session.writing() as connection:
            row = self._row(name)
            if row is None:
                raise RefusedAccount(f"there is no account {name!r}; see: gavah account list")
            if row.role == "admin" and (values.get("role", "admin") != "admin" or values.get("disabled")):  # fmt: skip
                others = sa.select(sa.func.count()).where(
                    table.c.role == "admin", sa.not_(table.c.disabled), table.c.key != row.key
                )
                if not connection.execute(others).scalar():
                    raise RefusedAccount(
                        f"{row.name} is the only admin left; make another first: "
                        "gavah account add NAME --role admin"
                    )
            changed = {**values, "generation": row.generation + 1}
            connection.execute(table.update().where(table.c.key == row.key).values(**changed))
            self._log(row.name, what, by, **({"role": values["role"]} if "role" in values else {}))

    def _log(self, name: str, what: str, by: str, **more: str) -> None:
        self._register.log("account", (), {"name": name, "what": what, **more}, by)


def address_of_codes(name: str, secret: str, case: str) -> str:
    """What an authenticator takes: otpauth://…"""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(
        name=name, issuer_name=f"gavah {case}"
    )


def _account(row: sa.Row[Any]) -> Account:
    return Account(
        name=row.name, role=row.role, codes=row.code is not None, disabled=row.disabled,
        generation=row.generation,
    )  # fmt: skip


def _role(role: str) -> str:
    if role not in ROLES:
        raise RefusedAccount(f"{role!r} is no role; these are: {', '.join(ROLES)}")
    return role


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST or len(set(password)) < 5:
        raise RefusedAccount(
            f"a password has {SHORTEST} characters or more, not the same few over and over; "
            "four words that do not belong together are easy to keep"
        )
    with _HASHING:
        return _HASHER.hash(password)


def _fits(held: str, password: str) -> bool:
    with _HASHING:
        try:
            return _HASHER.verify(held, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
