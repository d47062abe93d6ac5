"""What the executors of tests do: functions of a module that they can import."""

import os
import signal
from pathlib import Path

from gavah.errors import EndpointFailed


def squared(number: int) -> int:
    """Its square; 13 kills whoever computes it, 99 cannot be reached."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 99:
        raise EndpointFailed("the endpoint is away; try later")
    return number * number


def slowly(unit: tuple[str, int]) -> int:
    """Its square; the first time that 5 is asked for, the whole executor dies."""
    marks, number = unit
    if number == 5 and not (mark := Path(marks) / "died").exists():
        mark.touch()
        os.kill(_executor(), signal.SIGKILL)
    return number * number


def _executor() -> int:
    """The process of the executor, above the daemon that this worker was forked from."""
    daemon = os.getppid()
    return int(Path(f"/proc/{daemon}/stat").read_text().rpartition(")")[2].split()[1])
