"""Who is looking: links that open the register once, and the sessions that they open.

Sessions live in memory and end with the server, after twelve hours without a request, or when
they are closed. One that an account opened also ends after an hour without a request, twelve
hours after it began, and when the account is disabled, reset or given another role. Times are
seconds of a clock that only goes forward.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from gavah.model.role import Role
from gavah.register.accounts import Account
from gavah.web.rules import GRANTS, Permission

IDLE = 12 * 3600.0
IDLE_SIGNED_IN = 3600.0
LONGEST = 12 * 3600.0
REVEALED = 30 * 60.0  # how long one logged act keeps an entry's names in view


@dataclass(slots=True)
class Session:
    """One browser that opened the register.

    Attributes:
        csrf: goes with every form, and shows that the form is ours.
        by: the name under which this person judges; None until they give it.
        revealed: id of an entry to the time until which its names are shown.
        said: what was done last, to be shown on the next page.
        account: who signed in; None for the person at this machine.
        role: what they may; the person at this machine may everything.
        generation: of the account when the session began.
    """

    id: str
    csrf: str
    seen: float
    by: str | None = None
    revealed: dict[str, float] = field(default_factory=dict)
    said: str | None = None
    account: str | None = None
    role: Role = "admin"
    generation: int = 0
    began: float = 0.0

    def may(self, what: Permission) -> bool:
        """Whether the role grants it."""
        return what in GRANTS[self.role]

    def over(self, now: float) -> bool:
        """Whether it has ended."""
        if self.account is None:
            return now - self.seen > IDLE
        return now - self.seen > IDLE_SIGNED_IN or now - self.began > LONGEST

    def hear(self) -> str | None:
        """What was done last, once."""
        said, self.said = self.said, None
        return said


class Sessions:
    """Makes links and sessions; shared between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._links: set[str] = set()
        self._held: dict[str, Session] = {}

    def link(self) -> str:
        """A token that opens one session, once."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._links.add(token)
        return token

    def open(self, token: str) -> Session | None:
        """The session that the token opens; None when it was used before or never was."""
        with self._lock:
            match = next((one for one in self._links if secrets.compare_digest(one, token)), None)
            if match is None:
                return None
            self._links.discard(match)
            return self._begin()

    def start(self, account: Account) -> Session:
        """A session of someone whose password and code were right."""
        with self._lock:
            session = self._begin()
            session.account = session.by = account.name
            session.role, session.generation = account.role, account.generation
            return session

    def _begin(self) -> Session:
        now = self._clock()
        session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), now, began=now)
        self._held[session.id] = session
        return session

    def of(self, id_: str | None) -> Session | None:
        """The session of that id, if it has not ended."""
        if not id_:
            return None
        now = self._clock()
        with self._lock:
            for old in [one for one in self._held.values() if one.over(now)]:
                del self._held[old.id]
            session = self._held.get(id_)
            if session is not None:
                session.seen = now
            return session

    def close(self, session: Session) -> None:
        """End the session."""
        with self._lock:
            self._held.pop(session.id, None)

    def signed_in(self) -> dict[str, int]:
        """Account to how many sessions it has."""
        now = self._clock()
        found: dict[str, int] = {}
        with self._lock:
            for one in self._held.values():
                if one.account is not None and not one.over(now):
                    found[one.account] = found.get(one.account, 0) + 1
        return found

    def reveal(self, session: Session, subject: str) -> None:
        """Keep the names of one entry in view for half an hour. Log it first."""
        session.revealed[subject] = self._clock() + REVEALED

    def reveals(self, session: Session, subject: str) -> bool:
        """Whether the entry's names are in view."""
        return session.revealed.get(subject, 0.0) > self._clock()
