"""gavah diff: what changed since a release or an export."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, note, printed
from gavah.cli.root import case_option, cli

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@cli.command()
@click.argument("before", type=_FOLDER)
@click.argument("after", type=_FOLDER, required=False)
@case_option
@printed
def diff(before: Path, after: Path | None, case: Path, register: str | None) -> Listing:
    """Print what changed from BEFORE to AFTER, or to the register as it stands.

    BEFORE and AFTER are folders that `gavah release` or `gavah export --to jsonl` wrote. To see
    what a new version or a judgement moves: export, upgrade or judge, link, and compare. A release
    alone is compared with what a release of its profile would tell now.

    \b
    Examples:
      gavah export was --case my-case && gavah link --case my-case && gavah diff was --case my-case
      gavah diff releases/2026-10-01-public releases/2026-11-25-public
    """
    from gavah import __version__
    from gavah.export.gather import gather
    from gavah.export.releases.comparing import Change, State, compare, state_in
    from gavah.export.releases.since import is_release, since
    from gavah.register import open_register

    if after is not None:
        found = compare(state_in(before), state_in(after))
    else:
        with open_register(case, register) as opened:
            if is_release(before):
                found = since(opened, before)
            else:
                old, contents = state_in(before), gather(opened)
                former = {one.id: opened.linkage.former(one.id) for one in contents.incidents}
                now = State(
                    version=__version__, incidents=contents.incidents, persons=contents.persons
                )
                found = compare(old, now, former)

    def changed(one: Change) -> str:
        return one.what

    note(f"{len(found.changes):,} changes; {found.same:,} incidents are as they were")
    return Listing(
        found.changes,
        (
            Column("what", changed),
            Column("incident", lambda one: one.title, wraps=True),
            Column("before", lambda one: one.before or "", wraps=True),
            Column("now", lambda one: one.after or "", wraps=True),
            Column("why", lambda one: "; ".join(one.why), wraps=True, least=100),
        ),
        none="nothing changed",
    )
