"""gavah release: a signed, dated folder of the register, as one profile may tell it."""

import getpass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from gavah.cli.printing import Done, accounted, note
from gavah.cli.root import case_option, cli
from gavah.errors import WrongUsage

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@cli.command()
@click.option("--profile", metavar="PROFILE", help="public, partner or court.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of releases.")
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The key that signs; made where there is none.  [default: CASE/release.key]",
)
@click.option(
    "--before", type=_FOLDER, help="Compare with this one.  [default: the newest in --out]"
)
@click.option("--on", metavar="DAY", help="The day it bears.  [default: today]")
@click.option("--by", default=getpass.getuser, help="Who does this.  [default: your login]")
@click.option("--check", "checked", type=_FOLDER, help="Only check this release, whoever made it.")
@click.option("--fingerprint", help="With --check: of the key, as it reached you by another way.")
@case_option
@accounted
def release(
    profile: str | None, out: Path | None, key: Path | None, before: Path | None, on: str | None,
    by: str, checked: Path | None, fingerprint: str | None, case: Path, register: str | None,
) -> Done:  # fmt: skip
    """Write a release into a dated folder in --out: records, tables, method, what changed, signed.

    \b
    public    for everyone: pseudonyms, coarse days and places, small figures as ranges, no quotes
    partner   for those who keep it close: pseudonyms, everything else but restricted places
    court     restricted names, captures and log too; logged

    What each tells and what it does not: docs/releases.md. Read it before you give it away.

    \b
    Examples:
      gavah release --profile public --out releases --case my-case
      gavah release --check releases/2026-11-25-public --fingerprint "1f0a 93…"
    """
    from gavah.export.releases.checking import check, key_of_release
    from gavah.export.releases.making import release as make
    from gavah.export.releases.profiles import profile_of
    from gavah.export.releases.signing import key_in
    from gavah.register import open_register

    if checked is not None:
        manifest = check(checked, fingerprint)
        note(f"{checked}: {manifest.profile}, {manifest.on}; {len(manifest.files)} files as signed")
        note(f"signed with the key {key_of_release(checked)}")
        if fingerprint is None:
            note("compare it with one that reached you by another way: --fingerprint")
        return Done({"path": str(checked), "key": key_of_release(checked), "manifest": manifest})
    if profile is None or out is None:
        raise WrongUsage("name both: gavah release --profile public --out releases")
    told = profile_of(profile)
    try:
        day = date.fromisoformat(on) if on else datetime.now(UTC).date()
    except ValueError as error:
        raise WrongUsage(f"--on {on} is no day; write it like this: 2026-11-25") from error
    with open_register(case, register) as opened:
        signing = key_in(key or case / "release.key")
        path, manifest = make(opened, told, out, signing, on=day, before=before, by=by)
    restricted = "RESTRICTED FIELDS INCLUDED (logged)" if told.restricted else "logged"
    note(f"wrote {path}, {len(manifest.files)} files; {restricted}")
    note(f"signed with the key {key_of_release(path)}; tell it by another way than the release")
    return Done({"path": str(path), "key": key_of_release(path), "manifest": manifest})
