import os
import signal
import time
from collections.abc import Iterator

import pytest

from gavah.runs.pool import in_order


def _square(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def _died(number: int) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_work(workers: int) -> None:
    units = [number for number in range(40) if number != 13]
    found = list(in_order(_square, units, workers=workers, died=_died))
    assert found == [(number, number * number) for number in units]


def test_a_unit_that_kills_its_worker_costs_that_unit_alone() -> None:
    found = dict(in_order(_square, range(30), workers=2, died=_died))
    assert found[13] == -13
    assert {number: value for number, value in found.items() if number != 13} == {
        number: number * number for number in range(30) if number != 13
    }


def test_a_worker_that_dies_while_the_next_unit_is_fetched_costs_its_unit_alone() -> None:
    def slowly() -> Iterator[int]:
        yield 13
        time.sleep(3)  # the pool has noticed by now, and refuses what comes
        yield from (1, 2)

    found = list(in_order(_square, slowly(), workers=2, died=_died))
    assert found == [(13, -13), (1, 1), (2, 4)]


def test_no_more_work_is_taken_than_the_window_holds() -> None:
    taken = []

    def units() -> object:
        for number in range(13):
            taken.append(number)
            yield number

    results = in_order(_square, units(), workers=2, died=_died, window=2)  # type: ignore[arg-type]
    next(results)
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]


def test_heavy_units_are_not_taken_while_enough_of_them_are_in_flight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gavah.runs.pool.AT_ONCE", 100)
    taken = []

    def units() -> Iterator[int]:
        for number in range(13):
            taken.append(number)
            yield number

    results = in_order(_square, units(), workers=2, died=_died, size=lambda number: 60)
    next(results)
    assert len(taken) == 2
    assert [done for _, done in results] == [number * number for number in range(1, 13)]
    assert len(taken) == 13
