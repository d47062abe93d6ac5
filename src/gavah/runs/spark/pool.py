"""Does work on a cluster and gives it back in order: waves of bounded size, two on their way at once.

Units and results travel as rows; a wave is cut into tasks of few units, spread evenly whatever
outlet or size they are of, so that no long task is waited for. A task whose executor is lost is
done again by Spark elsewhere. A task that fails wherever it is done is cut in halves until the unit
that kills its worker is found; that one is handed to `died`, as on one machine.

The function must be the same here and there: each result says which gavah made it.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from gavah import __version__
from gavah.errors import GavahError
from gavah.runs.spark.session import SparkFailed

Work = TypeVar("Work")
Done = TypeVar("Done")

WAVE = 2048
WAVE_BYTES = 128 << 20
"""Most units and most bytes in one wave; the driver holds two waves and their results."""
TASK = 32
"""Units in one task, so many that starting it costs little and few are lost with an executor."""
_SCHEMA = "at long, done binary"


def on_spark(
    session: Any,
    do: Callable[[Work], Done],
    work: Iterable[Work],
    *,
    died: Callable[[Work], Done],
    wave: int = WAVE,
) -> Iterator[tuple[Work, Done]]:
    """Do each unit of work on the session's executors; the order of results is that of `work`.

    Args:
        do: a function at module level, of a module that the executors have.
        died: what to answer for a unit whose worker was killed wherever it was tried.
        wave: most units sent at once.

    Raises:
        GavahError: what `do` raised; or the executors have another gavah, or none.
    """
    waiting: deque[tuple[list[Work], Future[list[Done]]]] = deque()
    with ThreadPoolExecutor(2, thread_name_prefix="gavah-wave") as threads:
        try:
            for units in _waves(work, wave):
                waiting.append((units, threads.submit(_all, session, do, units, died)))
                if len(waiting) == 2:
                    yield from _paired(*waiting.popleft())
            while waiting:
                yield from _paired(*waiting.popleft())
        except BaseException:
            for _, future in waiting:
                future.cancel()
            session.sparkContext.cancelAllJobs()
            raise


def _paired(units: Sequence[Work], done: "Future[list[Done]]") -> Iterator[tuple[Work, Done]]:
    yield from zip(units, done.result(), strict=True)


def _waves(work: Iterable[Work], most: int) -> Iterator[list[Work]]:
    held: list[Work] = []
    size = 0
    for unit in work:
        held.append(unit)
        first = unit[0] if isinstance(unit, tuple) else None
        size += len(first) if isinstance(first, bytes) else 0
        if len(held) >= most or size >= WAVE_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _all(
    session: Any, do: Callable[[Work], Done], units: list[Work], died: Callable[[Work], Done]
) -> list[Done]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        return _once(session, do, units)
    except (Py4JError, PySparkException) as error:
        said = str(error)
        if "No module named 'gavah" in said:
            raise GavahError(
                "the executors have no gavah; pack this environment and send it along "
                "(docs/spark.md), or install gavah on every machine of the cluster"
            ) from error
        if not _a_worker_died(said):
            first = next((line for line in said.splitlines() if line.strip()), type(error).__name__)
            raise SparkFailed(
                f"Spark gave up: {first[:300]}; once that is mended the same command goes on from here"
            ) from error
        if len(units) == 1:
            return [died(units[0])]
        half = len(units) // 2
        return [
            *_all(session, do, units[:half], died),
            *_all(session, do, units[half:], died),
        ]


def _a_worker_died(said: str) -> bool:
    """Whether a Python worker was killed, whatever the reason; and not Spark as a whole."""
    told = (
        "Python worker exited unexpectedly",
        "worker lost",
        "ExecutorLostFailure",
        "EOFException",
    )
    return any(words in said for words in told)


def _once(session: Any, do: Callable[[Work], Done], units: Sequence[Work]) -> list[Done]:
    import pyarrow as pa

    rows = pa.table(
        {
            "at": pa.array(range(len(units)), pa.int64()),
            "unit": pa.array([pickle.dumps(unit) for unit in units], pa.large_binary()),
        }
    )
    tasks = max(1, -(-len(units) // TASK))
    sent = session.createDataFrame(rows).repartition(tasks)
    found: list[Any] = [None] * len(units)
    for row in sent.mapInArrow(partial(_task, do, __version__), _SCHEMA).collect():
        # rows come from our own function; nothing of a copy is unpickled that was not pickled there
        told = pickle.loads(bytes(row["done"]))  # noqa: S301
        if isinstance(told, GavahError):
            raise told
        found[row["at"]] = told
    return [one[0] for one in found]


def _task(do: Callable[[Any], Any], version: str, batches: Iterator[Any]) -> Iterator[Any]:
    """What an executor does: units of Arrow batches to their results, one batch for each."""
    import pyarrow as pa

    if version != __version__:
        wrong = GavahError(
            f"the executors have gavah {__version__}, and this is {version}; "
            "pack this environment and send it along (docs/spark.md)"
        )
        do = partial(_raised, wrong)
    for batch in batches:
        done = []
        for unit in batch.column("unit").to_pylist():
            try:
                done.append(pickle.dumps((do(pickle.loads(unit)),)))  # noqa: S301
            except GavahError as error:
                done.append(pickle.dumps(error))
        yield pa.RecordBatch.from_arrays(
            [batch.column("at"), pa.array(done, pa.binary())], names=["at", "done"]
        )


def _raised(error: GavahError, _unit: Any) -> Any:
    raise error
