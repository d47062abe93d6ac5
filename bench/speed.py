"""Documents a second and peak memory, by stage, beside named baselines in the same run.

    python bench/speed.py FILE.jsonl.gz [--documents 400] [--pages FOLDER]

FILE holds JSON lines with `text`; FOLDER holds HTML pages. Stages: seal (take and store),
read (copy to text), claim (text to claims), whole (read and claim in worker processes).
Baselines: spaCy's parse of the whole text by the same pipeline; the bare extractor on the pages.
Compare ratios, not seconds: machines differ, and so does one machine from hour to hour.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from gavah.claims.english import EnglishReader
from gavah.claims.english.syntax import load, parse
from gavah.model import Capture, SetAside
from gavah.reading import read
from gavah.runs.read import outcomes
from gavah.sources.seal import seal
from gavah.sources.store import Store
from gavah.sources.take import Taken, take


def taken(paths: list[Path], documents: int) -> Iterator[Taken]:
    """Copies that can be read, and no container."""
    found = (one for one in take(paths) if not isinstance(one, SetAside))
    return islice((one for one in found if one.content is not None), documents)


def timed(name: str, documents: int, work: Callable[[], Any]) -> float:
    """Run the work once, print its rate, and give it."""
    start = time.perf_counter()
    work()
    rate = documents / (time.perf_counter() - start)
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{name:32} {rate:8.1f} documents/s   peak {peak / 1024:6.0f} MB")
    return rate


def texts(path: Path, documents: int) -> None:
    """The stages on JSON lines."""
    pile = list(taken([path], documents))
    n = len(pile)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        timed("seal", n, lambda: [seal(one, store) for one in pile])
    units: list[tuple[bytes, Capture]] = [(one.content or b"", one.capture) for one in pile]
    documents_read = [document for unit in units[:20] for document in read(*unit)]
    reader = EnglishReader()
    for document in documents_read:
        reader.claim(document)  # warm
    held: list[Any] = []
    timed("read", n, lambda: held.extend(d for unit in units for d in read(*unit)))
    claimed = timed("claim", n, lambda: [reader.claim(d) for d in held if d.language == "en"])
    nlp = load()
    bare = timed(
        "baseline: parse whole text", n, lambda: [parse(nlp, d.text.split("\n")) for d in held]
    )
    print(f"claim / baseline {claimed / bare:.2f}")
    for workers in (1, 2):
        timed(
            f"whole, {workers} workers", n, lambda w=workers: list(outcomes(iter(units), workers=w))
        )  # type: ignore[misc]


def pages(folder: Path, documents: int) -> None:
    """Reading pages, beside the bare extractor."""
    import trafilatura

    pile = list(taken([folder], documents))
    ours = timed("read pages", len(pile), lambda: [read(p.content or b"", p.capture) for p in pile])
    bare = timed(
        "baseline: bare trafilatura",
        len(pile),
        lambda: [trafilatura.extract(p.content) for p in pile],
    )
    print(f"read pages / baseline {ours / bare:.2f}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--pages", type=Path)
    given = parser.parse_args()
    texts(given.file, given.documents)
    if given.pages:
        pages(given.pages, given.documents)


if __name__ == "__main__":
    main()
