"""How often a sign-in may fail: by account and address together, by account, and by address.

Someone who guesses is stopped after five tries at one account from one address; and a whole network
that guesses, after thirty at one account. A person whose account is guessed at elsewhere can
still sign in from their own address until then. Times are seconds of a clock that only goes
forward; counts live in memory.
"""

import time
from collections.abc import Callable
from threading import Lock

WINDOW = 15 * 60.0
FROM_ONE = 5
AT_ONE_ACCOUNT = 30
FROM_ONE_ADDRESS = 30
_MOST = 20_000  # keys held; the oldest go first


class Limits:
    """Counts failures; shared between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failed: dict[tuple[str, ...], list[float]] = {}

    def begin(self, account: str, address: str) -> float:
        """Seconds until the next try is heard; 0: now, and it counts as failed until `clear`.

        Counted before the password is looked at, so that many tries at once are many.
        """
        now = self._clock()
        with self._lock:
            wait = 0.0
            for key, most in _keys(account, address):
                held = [at for at in self._failed.get(key, ()) if now - at < WINDOW]
                if len(held) >= most:
                    wait = max(wait, held[-most] + WINDOW - now)
            if wait > 0:
                return wait
            for key, _ in _keys(account, address):
                held = [at for at in self._failed.pop(key, ()) if now - at < WINDOW]
                self._failed[key] = [*held, now]  # to the end: the oldest key is the first
            while len(self._failed) > _MOST:
                self._failed.pop(next(iter(self._failed)))
            return 0.0

    def clear(self, account: str, address: str) -> None:
        """The try was right: forget what failed before it from here, and this try elsewhere."""
        with self._lock:
            for at, (key, _) in enumerate(_keys(account, address)):
                if at == 0:
                    self._failed.pop(key, None)
                elif self._failed.get(key):
                    self._failed[key].pop()

    def full(self, account: str, address: str) -> bool:
        """Whether the next try would not be heard."""
        now = self._clock()
        with self._lock:
            return any(
                sum(1 for at in self._failed.get(key, ()) if now - at < WINDOW) >= most
                for key, most in _keys(account, address)
            )


def _keys(account: str, address: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    return (
        (("both", account, address), FROM_ONE),
        (("account", account), AT_ONE_ACCOUNT),
        (("address", address), FROM_ONE_ADDRESS),
    )
