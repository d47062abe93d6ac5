"""gavah seal: copies of what was published, kept so that they never change."""

import sys
from collections.abc import Sequence
from pathlib import Path

from gavah.cli.printing import Done, accounted, note, progress
from gavah.cli.root import case_option, cli, input_options
from gavah.cli.words import aside_words, note_passed, some
from gavah.sources.only import Only


@cli.command()
@input_options
@case_option
@accounted
def seal(
    paths: Sequence[str], input_format: str | None, case: Path, register: str | None, only: Only
) -> Done:
    """Keep an unalterable copy of each of PATHS in the case.

    Every copy is stored under the SHA-256 of its bytes and never overwritten; where it came from
    and when is logged. The same bytes are stored once. Nothing is read yet: see `gavah run`.

    \b
    Example:
      gavah seal pages/ crawl.warc.gz --case my-case
    """
    from gavah.register import open_register
    from gavah.runs.seal import seal as seal_all

    with (
        open_register(case, register, make=True) as opened,
        opened.locked("seal"),
        progress("sealing") as bar,
    ):
        done = seal_all(
            opened, paths, input_format=input_format, stdin=sys.stdin.buffer, step=bar.step,
            only=only,
        )  # fmt: skip
    for aside in done.set_aside:
        note(aside_words(aside), always=True)
    note(
        f"{case}: {some(done.captures, 'new capture')} sealed, "
        f"{some(len(done.set_aside), 'item')} set aside"
    )
    note_passed(only.passed)
    note(f"next: gavah read needs no case; gavah run {' '.join(paths)} --case {case} reads these")
    return Done(done, 1 if done.set_aside else 0)
