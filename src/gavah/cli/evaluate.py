"""gavah evaluate: how often claims are right and wrong, against gold."""

import sys
from collections import defaultdict
from pathlib import Path

import click

from gavah.claims.reader import Choice
from gavah.cli.printing import Column, Listing, note, printed, progress
from gavah.cli.root import cli, quiet_option, reader_options, workers_option
from gavah.scoring.gold import Told

SCORE_COLUMNS = (
    Column("measure", lambda s: s.measure),
    Column("score", lambda s: _figure(s.value), right=True),
    Column("95 % interval", lambda s: "" if s.low is None else f"{s.low:.3f}–{s.high:.3f}"),
    Column("precision", lambda s: _figure(s.precision), right=True),
    Column("recall", lambda s: _figure(s.recall), right=True),
    Column("of", lambda s: f"{s.of:,}", right=True),
)
ERROR_COLUMNS = (
    Column("error", lambda e: e.kind),
    Column("act", lambda e: e.act),
    Column("gold", lambda e: e.gold),
    Column("claim", lambda e: e.claim),
    Column("sentence", lambda e: e.sentence, wraps=True),
)
KINDS = (
    "missed", "spurious", "count", "victims", "perpetrators", "place", "when", "speakers",
    "polarity", "modality", "scope",
)  # fmt: skip
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@cli.command()
@click.argument("gold", type=FILE)
@click.argument("texts", type=FILE)
@click.argument("claims", type=FILE, required=False)
@click.option("--errors", is_flag=True, help="Print each error with its sentence, not the scores.")
@click.option("--kind", type=click.Choice(KINDS), help="With --errors: only errors of that kind.")
@reader_options
@workers_option
@quiet_option
@printed
def evaluate(
    gold: Path,
    texts: Path,
    claims: Path | None,
    errors: bool,
    kind: str | None,
    workers: int,
    choice: Choice,
) -> Listing:
    """Score claims against GOLD: found, strictly right, and right in each field.

    GOLD and TEXTS are JSON lines (docs/accuracy.md tells their form). Without CLAIMS the installed
    readers read TEXTS; with it the claims of any tool are scored, as `gavah read` prints them.
    Intervals re-draw documents.

    \b
    Examples:
      gavah evaluate gold.jsonl texts.jsonl
      gavah evaluate gold.jsonl texts.jsonl --errors --kind place
      gavah evaluate gold.jsonl texts.jsonl claims.jsonl --format jsonl
    """
    from gavah.errors import WrongUsage
    from gavah.scoring.gold import gold_of, lines, texts_of
    from gavah.scoring.scores import score

    asked, told_of = gold_of(gold), texts_of(texts)
    missing = sorted(set(asked) - set(told_of))
    if missing:
        raise WrongUsage(f"{gold} names document {missing[0]}, which {texts} does not hold")
    found: dict[str, list[Told]] = defaultdict(list)
    for claim in lines(claims) if claims is not None else _read(texts, workers, choice):
        if claim.get("document") not in told_of:
            raise WrongUsage(
                f"a claim names document {claim.get('document')!r}, which {texts} does not hold"
            )
        found[claim["document"]].append(claim)
    scored = score(asked, told_of, found)
    every = sum(len(one) for one in asked.values())
    note(f"{scored.documents} documents, {every} gold claims, {sum(map(len, found.values()))} read")
    if errors:
        listed = [one for one in scored.errors if kind in (None, one.kind)]
        return Listing(listed, ERROR_COLUMNS, none="no errors of that kind")
    return Listing(scored.scores, SCORE_COLUMNS)


def _read(texts: Path, workers: int, choice: Choice) -> list[Told]:
    """Claims of the installed readers, as any tool would find them printed."""
    import json

    from gavah.model import SetAside, to_json
    from gavah.runs.read import outcomes
    from gavah.sources.take import take

    found = []
    units = (
        (one.content, one.capture)
        for one in take([str(texts)], "jsonl", sys.stdin.buffer)
        if not isinstance(one, SetAside) and one.content is not None
    )
    with progress("reading") as bar:
        for outcome in outcomes(units, workers=workers, choice=choice):
            bar.step()
            for document in outcome.documents:
                found += [json.loads(to_json(claim)) for claim in document.claims or ()]
    return found


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
