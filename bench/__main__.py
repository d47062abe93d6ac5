"""python -m bench: throughput, memory and growth of every stage beside baselines of the same run.

    python -m bench [--documents 400] [--pages 181] [--sizes 500 1000 2000] [--keep]

Prints the tables. With --keep it writes bench/results/VERSION.json, and tables and plot into
docs/performance.md and docs/performance.svg; what was kept before stands beside, and a ratio that
fell by more than a tenth is marked. Each measurement runs in a process of its own, one after
another; memory is the highest resident set of any of its processes (Linux). Reads the development
corpora where they lie beside the checkout, else our own examples, repeated.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import growth, speed, telling

from gavah import __version__

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent / "docs"
BEGIN, END = "<!-- python -m bench --keep writes from here -->", "<!-- to here -->"


def measured(documents: int, pages: int, sizes: list[int]) -> dict[str, Any]:
    """Measure everything."""
    load = os.getloadavg()[0]
    told = " ".join(map(str, sizes))
    result: dict[str, Any] = {
        "version": __version__, "python": platform.python_version(),
        "command": f"python -m bench --documents {documents} --pages {pages} --sizes {told}",
        "cores": os.cpu_count(), "machine": machine(),
        "memory_gb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
    }  # fmt: skip

    def one(stage: str, pile: Path, workers: int) -> dict[str, Any]:
        print(f"{pile.name}: {stage}, {workers}", file=sys.stderr)
        return speed.measured(stage, pile, workers)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, stages, (pile, what) in (
            ("text", speed.TEXT, speed.texts(documents, folder)),
            ("pages", speed.PAGES, speed.pages(pages, folder)),
        ):
            rows = [one(stage, pile, workers) for stage, workers in stages]
            result[kind] = {"what": what, "rows": rows}
        result["growth"] = growth.grown(sizes, folder, one)
    result["load"] = [load, os.getloadavg()[0]]
    result["ratios"] = speed.ratios(result)
    result["exponents"] = growth.exponents(result["growth"])
    return result


def machine() -> str:
    """The processor's name, as the kernel tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def before(results: Path) -> dict[str, float]:
    """The ratios kept last, of this version or of the one before; none where nothing was kept."""
    kept = sorted(results.glob("*.json"), key=lambda path: [int(n) for n in path.stem.split(".")])
    return dict(json.loads(kept[-1].read_text(encoding="utf-8"))["ratios"]) if kept else {}


def keep(result: dict[str, Any], results: Path, docs: Path) -> None:
    """Write the results of this version, and tables and plot into the page about performance."""
    results.mkdir(exist_ok=True)
    kept = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    (results / f"{result['version']}.json").write_text(kept, encoding="utf-8")
    (docs / "performance.svg").write_text(telling.plot(result["growth"]), encoding="utf-8")
    page = docs / "performance.md"
    head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    page.write_text(f"{head}{BEGIN}\n{telling.table(result)}{END}{tail}", encoding="utf-8")


def main() -> int:
    """Measure, print, and keep if asked."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--pages", type=int, default=181)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000])
    parser.add_argument("--keep", action="store_true", help="write results and docs/performance.md")
    given = parser.parse_args()
    result = measured(given.documents, given.pages, given.sizes)
    result["before"] = before(HERE / "results")
    print(telling.table(result))
    if given.keep:
        keep(result, HERE / "results", DOCS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
