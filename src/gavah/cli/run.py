"""gavah run: the whole way, from files to a register."""

import sys
from collections.abc import Sequence
from pathlib import Path

from gavah.claims.reader import Choice
from gavah.cli.engine import Engine, engine_options
from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli, input_options, reader_options, workers_option
from gavah.cli.words import aside_words, note_passed, note_refusals, some
from gavah.model import SetAside
from gavah.resources import load
from gavah.runs.read import Reading
from gavah.sources.only import Only


@cli.command()
@input_options
@case_option
@reader_options
@workers_option
@engine_options
@accounted
def run(
    paths: Sequence[str],
    input_format: str | None,
    case: Path,
    register: str | None,
    workers: int,
    choice: Choice,
    engine: Engine,
    only: Only,
) -> Done:
    """Seal, read and link PATHS into the register of a case.

    Run it again at any time: what is sealed and read stays, what is new is added, and a run that
    was interrupted goes on from where it was. Judgements are kept.

    \b
    Examples:
      gavah run reports/ --case my-case
      gavah run crawl.warc.gz more.jsonl.gz --case my-case --workers 2
      gavah run crawl.warc.gz --case my-case --engine spark --master spark://host:7077
      gavah incidents --case my-case
    """
    from gavah.register import open_register
    from gavah.runs.link import link
    from gavah.runs.read import read, unread
    from gavah.runs.seal import seal

    with (
        engine.pool() as pool,
        open_register(case, register, make=True) as opened,
        opened.locked("run"),
    ):
        with progress("sealing") as bar:
            sealed = seal(
                opened,
                paths,
                input_format=input_format,
                stdin=sys.stdin.buffer,
                step=bar.step,
                only=only,
            )
        with progress("reading", total=unread(opened, choice)) as bar:
            done = read(opened, workers=workers, step=bar.step, choice=choice, pool=pool)
        with progress("linking"):
            linked = link(opened)
        stats = opened.stats()
    refused: tuple[SetAside, ...] = (*sealed.set_aside, *done.set_aside)
    for aside in refused:
        note(aside_words(aside), always=True)
    _doubts(done)
    note(_summary(case, done, len(refused)))
    note_passed(only.passed)
    note_refusals(done.refused)
    note(
        f"the register holds {some(stats['documents'], 'document')}, "
        f"{some(stats['claims'], 'claim')}, {some(linked.incidents, 'incident')}, "
        f"{some(linked.persons, 'person', 'persons')}"
    )
    note(f"next: gavah incidents --case {case}")
    if done.unread or refused:
        note(f"      gavah stats --unread --case {case}     what was not read")
    told = {
        "captures": sealed.captures,
        "copies": done.copies,
        "documents": done.documents,
        "claims": done.claims,
        "unread": done.unread,
        "refused": done.refused,
        "passed_over": dict(only.passed),
        "incidents": linked.incidents,
        "persons": linked.persons,
        "undecided": linked.undecided,
        "set_aside": refused,
    }
    return Done(told, 1 if refused else 0)


MOST_DOUBTS = 20


def _doubts(done: Reading) -> None:
    """Name the documents that were read although something given with them does not fit."""
    meaning = load("doubts")["codes"]
    for source, codes in done.doubted[:MOST_DOUBTS]:
        note(f"read with a doubt: {source}: {'; '.join(meaning[code] for code in codes)}")
    if len(done.doubted) > MOST_DOUBTS:
        more = some(len(done.doubted) - MOST_DOUBTS, "more document")
        note(f"read with a doubt: {more} (gavah show ID names the doubts of each)")


def _summary(case: Path, done: Reading, refused: int) -> str:
    said = "nothing new to read"
    if done.copies:
        read = some(done.documents - done.unread, "document")
        said = f"{read} read"
    if done.unread:
        said += f"; {some(done.unread, 'document')} not read: language"
    if done.doubted:
        said += f"; {len(done.doubted):,} with a doubt"
    return f"{case}: {said}" + (
        f"; {some(refused, 'item')} set aside, named above" if refused else ""
    )
