"""gavah run: the whole way, from files to a register."""

import sys
from collections.abc import Sequence
from pathlib import Path

from gavah.cli.printing import note, progress
from gavah.cli.root import case_option, cli, input_options, quiet_option, workers_option
from gavah.cli.words import aside_words
from gavah.model import SetAside


@cli.command()
@input_options
@case_option
@workers_option
@quiet_option
def run(
    paths: Sequence[str],
    input_format: str | None,
    case: Path,
    register: str | None,
    workers: int,
    quiet: bool,
) -> int:
    """Seal, read and link PATHS into the register of a case.

    Run it again at any time: what is sealed and read stays, what is new is added, and a run that
    was interrupted goes on from where it was. Judgements are kept.

    \b
    Examples:
      gavah run reports/ --case my-case
      gavah run crawl.warc.gz more.jsonl.gz --case my-case --workers 2
      gavah incidents --case my-case
    """
    from gavah.register import open_register
    from gavah.runs.link import link
    from gavah.runs.read import read, unread
    from gavah.runs.seal import seal

    with open_register(case, register, make=True) as opened, opened.locked("run"):
        with progress("sealing", quiet=quiet) as bar:
            sealed = seal(
                opened, paths, input_format=input_format, stdin=sys.stdin.buffer, step=bar.step
            )
        with progress("reading", quiet=quiet, total=unread(opened)) as bar:
            done = read(opened, workers=workers, step=bar.step)
        with progress("linking", quiet=quiet):
            linked = link(opened)
        stats = opened.stats()
    refused: tuple[SetAside, ...] = (*sealed.set_aside, *done.set_aside)
    for aside in refused:
        note(aside_words(aside))
    if not quiet:
        note(
            f"{case}: {done.copies} copies read now, {done.documents} documents, "
            f"{done.claims} claims, {done.unread} not read (language), "
            f"{len(refused)} set aside"
        )
        note(
            f"the register holds {stats['documents']} documents, {stats['claims']} claims, "
            f"{len(linked.incidents)} incidents, {len(linked.persons)} persons"
        )
        note(f"next: gavah incidents --case {case}    gavah report --case {case}")
    return 1 if refused else 0
