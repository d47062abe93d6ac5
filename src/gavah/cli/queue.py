"""gavah queue: pairs and judgements that wait for a person."""

from pathlib import Path
from typing import TYPE_CHECKING

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import range_words, short, some

if TYPE_CHECKING:
    from gavah.register.waiting import Stake


def _stake(stake: "Stake") -> str:
    """ "killed 42 → 12–30"."""
    ends = (range_words(*stake.apart) or "?", range_words(*stake.together) or "?")
    return f"{stake.act} {ends[0]} → {ends[1]}"


COLUMNS = (
    Column("waits", lambda q: q.kind),
    Column("left", lambda q: q.left, lambda q: short(q.left)),
    Column("right", lambda q: q.right or "", lambda q: short(q.right or "")),
    Column("likely", lambda q: "" if q.probability is None else f"{q.probability:.0%}", right=True),
    Column("people", lambda q: f"{q.effect:,}" if q.effect else "", right=True),
    Column(
        "total if two → if one", lambda q: "; ".join(map(_stake, q.stakes)), wraps=True, least=100
    ),
    Column("why", lambda q: q.why, wraps=True),
)


@cli.command()
@case_option
@printed
def queue(case: Path, register: str | None) -> Listing:
    """List what waits for your judgement: pairs the evidence leaves open, judgements detached.

    First come the pairs that matter most: "people" is how far the totals of the killed, injured and
    arrested move when the two are one incident rather than two. A judgement is detached when a new reading has no claim it could bind.

    \b
    Decide with:
      gavah judge same LEFT RIGHT --by NAME --because WHY
      gavah judge different LEFT RIGHT --by NAME --because WHY
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.queue())
    return Listing(
        found,
        COLUMNS,
        none="nothing waits for a judgement",
        foot=lambda shown: (
            f"{some(len(shown), 'thing')} to decide. Both sides: gavah why LEFT RIGHT"
        ),
    )
