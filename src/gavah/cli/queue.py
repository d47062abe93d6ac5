"""gavah queue: pairs and judgements that wait for a person."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import range_words, short, some

if TYPE_CHECKING:
    from gavah.register.waiting import Stake, Waiting


def _stake(stake: "Stake") -> str:
    """ "killed 42 → 12–30"."""
    ends = (range_words(*stake.apart) or "?", range_words(*stake.together) or "?")
    return f"{stake.act} {ends[0]} → {ends[1]}"


def _shown(id_: str, name: str | None) -> str:
    """The id, and the name of a person under it."""
    return short(id_) if name is None else f"{short(id_)}\n{name}"


def _decide(waiting: "Waiting", case: Path, register: str | None) -> "Waiting":
    """With the commands that decide it written out, but for who judges and why."""
    where = f"--case {shlex.quote(str(case))}"
    if register:  # its URL may hold a password, which belongs in no output
        where += ' --register "$GAVAH_REGISTER"'
    who = f"--by NAME --because WHY {where}"
    if waiting.right is None:
        made = [f"gavah judge undo {waiting.left} {who}"]
    else:
        ids = f"{waiting.left} {waiting.right}"
        made = [f"gavah judge {verb} {ids} {who}" for verb in ("same", "different", "unsure")]
    return msgspec.structs.replace(waiting, decide=tuple(made))


COLUMNS = (
    Column("waits", lambda q: q.kind),
    Column("about", lambda q: q.about, least=90),
    Column(
        "left",
        lambda q: q.left,
        lambda q: _shown(q.left, q.names[0] if q.names else None),
    ),
    Column(
        "right",
        lambda q: q.right or "",
        lambda q: _shown(q.right or "", q.names[1] if q.names else None),
    ),
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

    A pair is two incidents, or two people harmed whose names are alike. First come the pairs that
    matter most: "people" is how far the totals of the killed, injured and arrested move when the
    two are one rather than two; of people, how many are named so. A judgement is detached when a
    new reading has no claim it could bind.

    \b
    Decide with (--format jsonl writes the command out for each, as "decide"):
      gavah judge same LEFT RIGHT --by NAME --because WHY
      gavah judge different LEFT RIGHT --by NAME --because WHY
      gavah judge unsure LEFT RIGHT --by NAME --because WHY
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = [_decide(one, case, register) for one in opened.queue()]
    return Listing(
        found,
        COLUMNS,
        none="nothing waits for a judgement",
        foot=lambda shown: (
            f"{some(len(shown), 'thing')} to decide. Both sides: gavah why LEFT RIGHT"
        ),
    )
