"""What is measured, on which piles, and in which process: stages, baselines and their ratios.

Each measurement runs in a new process; memory is the highest resident set of that process or of its
largest worker, by the kernel's count (Linux). Where the development corpora do not lie beside the
checkout (../shared), our own examples are read, repeated.
"""

import gzip
import json
import os
import subprocess
import sys
import tarfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "corpora"
EXAMPLES = HERE.parent / "examples" / "reports"
TEXT = [
    ("seal", 1), ("read", 1), ("claim", 1), ("read and claim", 1), ("read and claim", 2),
    ("link", 1), ("parse", 1), ("parse as spaCy sets it", 1),
]  # fmt: skip
PAGES = [
    ("seal", 1), ("read", 1), ("read, fast", 1), ("claim", 1), ("read and claim", 1), ("read and claim", 2),
    ("link", 1), ("bare trafilatura", 1),
]  # fmt: skip
RATIOS = [
    ("text", ("claim", 1), ("parse", 1)),
    ("text", ("claim", 1), ("parse as spaCy sets it", 1)),
    ("pages", ("read", 1), ("bare trafilatura", 1)),
    ("pages", ("read, fast", 1), ("bare trafilatura", 1)),
    ("pages", ("read and claim", 1), ("bare trafilatura", 1)),
]


def texts(most: int, folder: Path) -> tuple[Path, str]:
    """A file of JSON lines, and what it is."""
    pile = folder / "texts.jsonl"
    corpus = SHARED / "gva" / "dev_articles.jsonl.gz"
    if corpus.exists():
        with gzip.open(corpus, "rb") as lines:
            pile.write_bytes(b"".join(islice(lines, most)))
        return pile, "gva/dev, whole articles"
    rows = [
        json.loads(line)
        for path in sorted(EXAMPLES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    again = ({**rows[k % len(rows)], "id": f"copy-{k}"} for k in range(most))
    pile.write_text("".join(json.dumps(row) + "\n" for row in again), encoding="utf-8")
    return pile, "our examples, repeated"


def pages(most: int, folder: Path) -> tuple[Path, str]:
    """A folder of HTML pages, and what it is."""
    pile = folder / "pages"
    pile.mkdir()
    corpus = SHARED / "pages" / "article-extraction-benchmark.tar.gz"
    if corpus.exists():
        with tarfile.open(corpus) as archive:
            names = sorted(one for one in archive.getnames() if one.endswith(".html"))
            for number, name in enumerate(names[:most]):
                page = archive.extractfile(name)
                (pile / f"{number}.html").write_bytes(page.read() if page else b"")
        return pile, "article-extraction-benchmark"
    found = [path.read_bytes() for path in sorted(EXAMPLES.glob("*.html"))]
    for k in range(most):
        (pile / f"{k}.html").write_bytes(found[k % len(found)] + b"<!-- %d -->" % k)
    return pile, "our examples, repeated"


def measured(stage: str, pile: Path, workers: int) -> dict[str, Any]:
    """Run one stage in a process of its own; watch the memory of it and of its workers."""
    command = [sys.executable, str(HERE / "stages.py"), stage, str(pile), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as child:
        peaks: dict[int, int] = {}
        while child.poll() is None:
            peaks |= {pid: max(peak, peaks.get(pid, 0)) for pid, peak in _resident(child.pid)}
            time.sleep(0.1)
        told = child.stdout.read() if child.stdout else b""
    if child.returncode:
        raise SystemExit(f"{stage} failed on {pile.name}: see above")
    result: dict[str, Any] = json.loads(told)
    if workers > 1:
        result["cpu"] = None  # the workers' time is not this process's
    return {"stage": stage, "workers": workers, **result, "peak_mb": max(peaks.values()) / 1024}


def _resident(session: int) -> list[tuple[int, int]]:
    """Highest resident set, in KiB, of each process of the session."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == session:
                    status = (entry / "status").read_text()
                    found.append((int(entry.name), int(status.split("VmHWM:")[1].split()[0])))
            except (OSError, IndexError, ValueError):
                continue  # it has ended
    return found


def ratios(result: dict[str, Any]) -> dict[str, float]:
    """How our stages stand to the baselines of the same run; two workers to one by the clock."""
    found: dict[str, float] = {}
    for kind, ours, theirs in RATIOS:
        rows = {(row["stage"], row["workers"]): row for row in result[kind]["rows"]}
        one, other = rows[ours], rows[theirs]
        value = (one["documents"] / one["cpu"]) / (other["documents"] / other["cpu"])
        found[f"{kind}: {ours[0]} / {theirs[0]}"] = value
    for kind in ("text", "pages"):
        rows = {(row["stage"], row["workers"]): row for row in result[kind]["rows"]}
        one, two = rows["read and claim", 1], rows["read and claim", 2]
        found[f"{kind}: two workers / one, clock"] = one["seconds"] / two["seconds"]
    return found
