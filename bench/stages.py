"""One stage over one pile, timed in a process of its own: what `python -m bench` starts.

    python bench/stages.py STAGE PILE [WORKERS]

Prints one line of JSON: documents, seconds by the clock and of this process's CPU time. Loading
the reader is no part of a stage: a few copies are read before the clock starts. Stages "parse",
"parse as spaCy sets it" and "bare trafilatura" are baselines and nothing of gavah's rules.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from gavah.model import Capture, Document, SetAside
from gavah.reading import read
from gavah.runs.read import outcomes
from gavah.sources.take import take

WARM = 8
Unit = tuple[bytes, Capture]
TIMES: list[float] = []
"""Seconds of each document, of the stages that do one after another here."""

T = TypeVar("T")


def timed(do: Callable[[], T]) -> T:
    """Do it, and note how long it took."""
    begun = perf_counter()
    done = do()
    TIMES.append(perf_counter() - begun)
    return done


def units(pile: Path) -> list[Unit]:
    """The copies of a pile that can be read, and no container."""
    found = (one for one in take([pile]) if not isinstance(one, SetAside))
    return [(one.content, one.capture) for one in found if one.content is not None]


def documents(copies: list[Unit]) -> list[Document]:
    """What is read from the copies, English alone: other languages have no reader."""
    return [one for copy in copies for one in read(*copy) if one.language == "en"]


def seal(pile: Path, workers: int) -> Callable[[], int]:
    """Take a pile and store its copies in a new case, each durable, its capture recorded."""
    from gavah.register import open_register
    from gavah.runs.seal import seal as seal_all

    def work() -> int:
        with (
            tempfile.TemporaryDirectory() as folder,
            open_register(Path(folder) / "case", None, make=True) as register,
        ):
            return seal_all(register, [pile]).captures

    return work


def reading(pile: Path, workers: int, *, fast: bool = False) -> Callable[[], int]:
    """Copy to text; `fast`: by the fast extractor."""
    copies = units(pile)
    for copy in copies[:WARM]:
        read(*copy, fast=fast)
    return lambda: sum(bool(timed(partial(read, *copy, fast=fast))) for copy in copies)


def claim(pile: Path, workers: int) -> Callable[[], int]:
    """Text to claims."""
    from gavah.claims.english import EnglishReader

    reader, held = EnglishReader(), documents(units(pile))
    for one in held[:WARM]:
        reader.claim(one)
    return lambda: len([timed(partial(reader.claim, one)) for one in held])


def whole(pile: Path, workers: int) -> Callable[[], int]:
    """Copies to claims as `gavah read` does it, the start of the reader or its workers included."""
    copies = units(pile)
    return lambda: sum(len(one.documents) for one in outcomes(iter(copies), workers=workers))


def link(pile: Path, workers: int) -> Callable[[], int]:
    """A case's claims to incidents, persons and tolls."""
    from gavah.register import open_register
    from gavah.runs.link import link as link_all
    from gavah.runs.read import read as read_all
    from gavah.runs.seal import seal as seal_all

    folder = tempfile.TemporaryDirectory()
    register = open_register(Path(folder.name) / "case", None, make=True).__enter__()
    seal_all(register, [pile])
    count = read_all(register, workers=2).documents

    def work() -> int:
        link_all(register)
        return count

    work.folder = folder  # type: ignore[attr-defined]  # lives as long as the work
    return work


def parse(pile: Path, workers: int, *, own: bool = True) -> Callable[[], int]:
    """Every paragraph through the same pipeline; `own`: as gavah sets it, not as spaCy does."""
    from thinc.api import NumpyOps

    from gavah.claims.english import syntax

    held, nlp = documents(units(pile)), syntax.load()
    if not own:
        for name in nlp.pipe_names:
            for node in nlp.get_pipe(name).model.walk():  # type: ignore[attr-defined]
                node.ops = NumpyOps()

    def parsed(document: Document) -> int:
        rows: Iterator[str] = (document.text[a:b] for a, b in document.paragraphs)
        return len(syntax.parse(nlp, list(rows)) if own else list(nlp.pipe(rows)))

    for document in held[:WARM]:
        parsed(document)
    return lambda: len([parsed(document) for document in held])


def bare(pile: Path, workers: int) -> Callable[[], int]:
    """The extractor alone, in its default mode, on the same pages."""
    import trafilatura

    pages = [content for content, _ in units(pile)]
    for page in pages[:WARM]:
        trafilatura.extract(page)
    return lambda: len([trafilatura.extract(page) for page in pages])


STAGES: dict[str, Callable[..., Callable[[], int]]] = {
    "seal": seal,
    "read": reading,
    "read, fast": lambda pile, workers: reading(pile, workers, fast=True),
    "claim": claim,
    "read and claim": whole,
    "link": link,
    "parse": parse,
    "parse as spaCy sets it": lambda pile, workers: parse(pile, workers, own=False),
    "bare trafilatura": bare,
}


def main() -> None:
    """Time one stage."""
    name, pile, *more = sys.argv[1:]
    work = STAGES[name](Path(pile), int(more[0]) if more else 1)
    clock, cpu = perf_counter(), process_time()
    count = work()
    told: dict[str, Any] = {"documents": count, "seconds": perf_counter() - clock}
    told["cpu"] = process_time() - cpu
    if TIMES:
        ordered = sorted(TIMES)
        told["p50"], told["p95"] = (ordered[int(len(ordered) * part)] for part in (0.5, 0.95))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
