"""A pool of processes that keeps order: results come as the work went in, whatever the workers.

Only a bounded window of work is in flight, so memory does not grow with the pile. A worker that
dies (a fault in a library that a hostile copy sets off) costs that copy alone: the window is
done again one unit at a time, and the unit that kills its worker is handed to `died`.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Protocol, TypeVar

Work = TypeVar("Work")
Done = TypeVar("Done")

WINDOW = 16
"""Units in flight per worker, so many that none waits while the oldest of them takes long."""
AT_ONCE = 64 << 20
"""Bytes in flight, of units that bring their own."""


class Pool(Protocol):
    """Does work somewhere and gives it back in order: processes of this machine, or a cluster."""

    def __call__(
        self, do: Callable[[Work], Done], work: Iterable[Work], *, died: Callable[[Work], Done]
    ) -> Iterator[tuple[Work, Done]]:
        """Do each unit and give it back with its result, in the order of `work`."""


def in_order(
    do: Callable[[Work], Done],
    work: Iterable[Work],
    *,
    workers: int,
    died: Callable[[Work], Done],
    window: int = WINDOW,
    size: Callable[[Work], int] = lambda unit: 0,
) -> Iterator[tuple[Work, Done]]:
    """Do each unit of work and give it back with its result, in the order of `work`.

    Args:
        do: a function at module level; called in another process when `workers` is over 1.
        workers: processes; 1 does the work in this one.
        died: what to answer for a unit whose worker was killed.
        window: units in flight per worker.
        size: bytes of a unit; no more is taken while AT_ONCE of them are in flight.
    """
    if workers <= 1:
        for unit in work:
            yield unit, do(unit)
        return
    context = get_context("forkserver")
    units = iter(work)
    waiting: deque[tuple[Work, Future[Done]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)
    heavy = 0
    try:
        while True:
            while len(waiting) < workers * window and (heavy < AT_ONCE or not waiting):
                following = next(units, _END)
                if isinstance(following, _End):
                    break
                heavy += size(following)
                waiting.append((following, _submitted(pool, do, following)))
            if not waiting:
                return
            unit, future = waiting.popleft()
            heavy -= size(unit)
            try:
                yield unit, future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                again = [unit, *(one for one, _ in waiting)]
                waiting.clear()
                heavy = 0
                for one in again:
                    yield one, _alone(do, one, died)
                pool = ProcessPoolExecutor(
                    workers, mp_context=context, initializer=_end_with_parent
                )
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _End:
    """The end of the work."""


_END = _End()


def _submitted(pool: ProcessPoolExecutor, do: Callable[[Work], Done], unit: Work) -> "Future[Done]":
    """Hand the unit to the pool; to one that has broken meanwhile, a future that says so."""
    try:
        return pool.submit(do, unit)
    except BrokenProcessPool as error:
        refused: Future[Done] = Future()
        refused.set_exception(error)
        return refused


def _end_with_parent() -> None:
    """In a worker: end when the run that it works for is killed, instead of waiting for ever."""
    parent = parent_process()
    if parent is not None:

        def follow(sentinel: int) -> None:
            wait([sentinel])
            os._exit(1)

        Thread(target=follow, args=(parent.sentinel,), daemon=True).start()


def _alone(do: Callable[[Work], Done], unit: Work, died: Callable[[Work], Done]) -> Done:
    with ProcessPoolExecutor(
        1, mp_context=get_context("forkserver"), initializer=_end_with_parent
    ) as pool:
        try:
            return pool.submit(do, unit).result()
        except BrokenProcessPool:
            return died(unit)
