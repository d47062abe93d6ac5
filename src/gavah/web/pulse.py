"""Whether anything changed since we last looked: the log tells, and is read only where it is new.

What is worked out for a whole register (`catalogue`, names to cover) is made again when the pulse
of its kind moved, and at no other time.
"""

from threading import Lock
from typing import NamedTuple

import sqlalchemy as sa

from gavah.register import Register, schema

_QUIET = (
    "reveal", "restricted read", "export", "backup", "copy", "verify", "account", "sign-in",
    "sign-out", "refused", "switch", "note", "release",
)  # fmt: skip
_LINKS = ("link", "remove", "prune", "restore")


class Pulse(NamedTuple):
    """Numbers of log entries: the newest of all, and the newest of each kind that matters.

    Attributes:
        head: the newest entry.
        judged: the newest judgement.
        changed: the newest entry that may have changed copies, claims or incidents.
        linked: the newest entry after which incidents may be others: a linking, a removal.
    """

    head: int = 0
    judged: int = 0
    changed: int = 0
    linked: int = 0


class Watch:
    """Reads the log on from where it stood; shared between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pulse = Pulse()

    def now(self, register: Register) -> Pulse:
        """The pulse of the register as it stands."""
        chain = schema.chain
        with self._lock:
            before = self._pulse
            if _newest(register) <= before.head:
                return before
            question = sa.select(chain.c.kind, chain.c.what, chain.c.seq)
            if before.head == 0:
                question = sa.select(
                    chain.c.kind, chain.c.what, sa.func.max(chain.c.seq).label("seq")
                ).group_by(chain.c.kind, chain.c.what)
            else:
                question = question.where(chain.c.seq > before.head)
            head, judged, changed, linked = before
            for row in register.session.rows(question):
                head = max(head, row.seq)
                if row.kind == "judgement":
                    judged = max(judged, row.seq)
                elif row.what not in _QUIET:
                    changed = max(changed, row.seq)
                    if row.what in _LINKS:
                        linked = max(linked, row.seq)
            self._pulse = Pulse(head, judged, changed, linked)
            return self._pulse


def _newest(register: Register) -> int:
    question = sa.select(sa.func.max(schema.chain.c.seq))
    with register.session.reading() as connection:
        return int(connection.execute(question).scalar() or 0)
