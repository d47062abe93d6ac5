"""Open registers, lent to one request at a time: a register is not shared between threads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue

from gavah.register import Register


class Registers:
    """Opens registers as they are needed and keeps a few open for the next request."""

    def __init__(self, opener: Callable[[], Register], keep: int = 8) -> None:
        """
        Args:
            opener: opens the register of the case.
            keep: how many stay open while nobody asks.
        """
        self._opener = opener
        self._idle: LifoQueue[Register] = LifoQueue(keep)

    @contextmanager
    def lent(self) -> Iterator[Register]:
        """A register for the length of one request."""
        try:
            register = self._idle.get_nowait()
        except Empty:
            register = self._opener()
        try:
            yield register
        except BaseException:
            register.close()  # it may be in the midst of something: the next request gets another
            raise
        if self._idle.full():
            register.close()
        else:
            self._idle.put_nowait(register)

    def close(self) -> None:
        """Close those that are idle."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return
