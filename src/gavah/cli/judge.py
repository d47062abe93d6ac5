"""gavah judge: what a named person holds, kept beside what was computed."""

from pathlib import Path
from typing import Any

import click
import msgspec

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli
from gavah.cli.words import short
from gavah.errors import WrongUsage
from gavah.model import VERBS


@cli.command()
@click.argument("verb", type=click.Choice(VERBS), metavar="VERB")
@click.argument("targets", nargs=-1, required=True, metavar="ID...")
@case_option
@click.option("--by", required=True, help="Who judges: a name others can answer to.")
@click.option("--because", required=True, help="Why.")
@click.option("--value", default=None, help='JSON: {"field": "count", "low": 37, "high": 37}')
@accounted
def judge(
    verb: str,
    targets: tuple[str, ...],
    case: Path,
    register: str | None,
    by: str,
    because: str,
    value: str | None,
) -> Done:
    """Record a judgement on claims, incidents or persons.

    \b
    same, different, unsure ID ID    two incidents, or two persons
    confirm, reject ID               a claim
    correct ID --value JSON          a field of a claim; the claim itself stays
    add DOCUMENT --value JSON        a claim the reader missed
    split ID --value JSON            an incident: the ids of the claims that part
    choose ID --value JSON           a figure for one act of an incident
    classify ID --value JSON         a field's class: public, restricted, secret
    undo SEQ                         a judgement

    Judgements are never changed, only undone; re-runs and new documents keep them. Run
    `gavah link` afterwards to see what they bind.

    \b
    Examples (each with --by NAME --because WHY --case my-case):
      gavah judge same i-3f8e542d i-6abc7105
      gavah judge correct c-88aac2f8 --value '{"field": "count", "low": 87, "high": 87}'
      gavah judge choose i-3f8e542d --value '{"act": "killed", "low": 87, "high": 127}'
      gavah judge classify p-397f32d2 --value '{"class": "restricted"}'
      gavah judge add harbour-wire-2012-08-17 --value \
        '{"type": "harm", "act": "killed", "anchors": {"act": {"quote": "were shot dead"}}}'
    """
    from gavah.register import open_register

    held: Any = None
    if value is not None:
        try:
            held = msgspec.json.decode(value)
        except msgspec.DecodeError as error:
            raise WrongUsage(
                f"--value is not JSON ({error}); write it like this: {_LIKE}"
            ) from error
    with open_register(case, register) as opened, opened.locked("judge"):
        judgement = opened.judge(verb, targets, held, by=by, because=because)
    note(f"judgement {judgement.seq}: {verb} {' '.join(map(short, judgement.target))}, by {by}")
    note(f"next: gavah link --case {case}")
    return Done(judgement)


_LIKE = """'{"field": "count", "low": 37, "high": 37}'"""
