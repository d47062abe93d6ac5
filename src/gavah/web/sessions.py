"""Who is looking: links that open the register once, and the sessions that they open.

Sessions live in memory and end with the server, after twelve hours without a request, or when
they are closed. Times are seconds of a clock that only goes forward.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

IDLE = 12 * 3600.0
REVEALED = 30 * 60.0  # how long one logged act keeps an entry's names in view


@dataclass(slots=True)
class Session:
    """One browser that opened the register.

    Attributes:
        csrf: goes with every form, and shows that the form is ours.
        by: the name under which this person judges; None until they give it.
        revealed: id of an entry to the time until which its names are shown.
        said: what was done last, to be shown on the next page.
    """

    id: str
    csrf: str
    seen: float
    by: str | None = None
    revealed: dict[str, float] = field(default_factory=dict)
    said: str | None = None

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
            session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), self._clock())
            self._held[session.id] = session
            return session

    def of(self, id_: str | None) -> Session | None:
        """The session of that id, if it has not ended."""
        if not id_:
            return None
        now = self._clock()
        with self._lock:
            for old in [one for one in self._held.values() if now - one.seen > IDLE]:
                del self._held[old.id]
            session = self._held.get(id_)
            if session is not None:
                session.seen = now
            return session

    def close(self, session: Session) -> None:
        """End the session."""
        with self._lock:
            self._held.pop(session.id, None)

    def reveal(self, session: Session, subject: str) -> None:
        """Keep the names of one entry in view for half an hour. Log it first."""
        session.revealed[subject] = self._clock() + REVEALED

    def reveals(self, session: Session, subject: str) -> bool:
        """Whether the entry's names are in view."""
        return session.revealed.get(subject, 0.0) > self._clock()
