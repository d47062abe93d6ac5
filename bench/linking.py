"""How long linking takes as a register grows, and how right it is: reports of the made-up world.

python -m bench.linking [REPORTS ...]        default 2500 5000 10000

Prints seconds of processor time, how they grow, and how many of the pairs of claims that linking
brings together are of one incident (precision) and how many that are it brings together (recall).
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable

from bench import tellings, world

from gavah.linking import link
from gavah.model import Linked


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs groups of these sizes hold."""
    return sum(size * (size - 1) // 2 for size in sizes)


def right(linked: Linked, truth: dict[str, int]) -> tuple[float, float]:
    """Precision and recall of pairs of claims."""
    home = {claim: one.id for one in linked.incidents for claim in one.claims}
    both = pairs(Counter((truth[claim], at) for claim, at in home.items()).values())
    told = pairs(Counter(home.values()).values())
    true = pairs(Counter(truth[claim] for claim in home).values())
    return both / max(told, 1), both / max(true, 1)


def main() -> int:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [2500, 5000, 10000]
    before = 0.0
    for size in sizes:
        reports = list(world.reports(size))
        made = list(tellings.told(reports))
        claims = [claim for _, own in made for claim in own]
        truth = tellings.truth(reports, [own for _, own in made])
        begun = time.process_time()
        linked = link(claims, [told for told, _ in made])
        spent = time.process_time() - begun
        growth = f"; {spent / before:.1f} times the size before" if before else ""
        precision, recall = right(linked, truth)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size} reports, {len(claims)} claims, {len(linked.incidents)} incidents: {spent:.1f} s, "
            f"{1000 * spent / size:.2f} ms a report{growth}; pairs {precision:.3f} right, "
            f"{recall:.3f} found; peak {peak:,.0f} MB",
            flush=True,
        )
        before = spent
    return 0


if __name__ == "__main__":
    sys.exit(main())
