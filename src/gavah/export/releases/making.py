"""Writes a release: records, tables, method page, what changed, manifest, signature. Whole or not at all.

The same register, day, profile and key give the same bytes. The release is logged before it gets
its name.
"""

from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from gavah import __version__
from gavah.errors import WrongUsage
from gavah.export import jsonl, report, spreadsheets
from gavah.export.contents import NOT_READ, Contents
from gavah.export.files import whole_folder
from gavah.export.method import as_html, method
from gavah.export.releases.checking import MANIFEST, File, Manifest, check, files_in
from gavah.export.releases.coarsening import told
from gavah.export.releases.comparing import Change, Changes, State, compare, state_in
from gavah.export.releases.profiles import Profile
from gavah.export.releases.pseudonyms import Pseudonyms, key_of
from gavah.export.releases.signing import SIGNATURE, signed
from gavah.export.withholding import PATH_WITHHELD, Withholding
from gavah.model import Capture, to_json
from gavah.register import Register
from gavah.register.classes import DEATHS

_STYLE = (
    "body{font:16px/1.5 system-ui,'Noto Sans','Noto Sans Arabic',sans-serif;max-width:70ch;"
    "margin:2rem auto;padding:0 1rem;color:#1c2127;background:#faf9f6}table{border-collapse:collapse}"
    "td,th{text-align:start;padding:4px 12px 4px 0;border-bottom:1px solid #d8d4cb;vertical-align:top}"
    "code{overflow-wrap:anywhere}"
)

_TOLD_BEFORE = "told in the release before"
DEATHS_TOLD = frozenset(DEATHS)


def release(
    register: Register, profile: Profile, out: Path, key: Ed25519PrivateKey, *, on: date,
    before: Path | None = None, by: str,
) -> tuple[Path, Manifest]:  # fmt: skip
    """Write a release into a folder of its own in `out`; says where, and its manifest.

    Args:
        on: the day it bears.
        before: the release to compare with; the newest of the profile in `out` when not given.

    Raises:
        WrongUsage: the one before is altered, or of another profile.
    """
    before = newest(out, profile.name) if before is None else before
    earlier = None if before is None else check(before)
    if earlier is not None and earlier.profile != profile.name:
        raise WrongUsage(f"{before} is of the profile {earlier.profile}, not {profile.name}")
    contents, was, withholding = told(register, profile, Pseudonyms(key_of(register), profile.name))
    changes = (
        None if before is None else compared(register, before, contents, was, withholding, profile)
    )
    target = _fresh(out, f"{on.isoformat()}-{profile.name}")
    with whole_folder(target) as folder:
        _records(folder, contents, profile)
        if profile.custody:
            _custody(folder, register, withholding, contents)
        page = _page(register, contents, profile, on, changes)
        (folder / "index.html").write_text(page, encoding="utf-8")
        if changes is not None:
            (folder / "changes.json").write_bytes(to_json(changes) + b"\n")
        manifest = Manifest(
            profile=profile.name, on=on, gavah=__version__, head=contents.head,
            restricted=profile.restricted, files=tuple(files_in(folder)),
            before=None if before is None else sha256((before / MANIFEST).read_bytes()).hexdigest(),
        )  # fmt: skip
        content = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
        (folder / MANIFEST).write_bytes(content)
        (folder / SIGNATURE).write_bytes(signed(content, key))
        digest = sha256(content).hexdigest()
        detail = {"profile": profile.name, "restricted": profile.restricted, "manifest": digest}
        register.log("release", (), detail, by)
    return target, manifest


def newest(out: Path, profile: str) -> Path | None:
    """The newest release of the profile in a folder of releases."""
    if not out.is_dir():
        return None
    found = []
    for path in out.iterdir():
        if (path / MANIFEST).is_file():
            manifest = check(path)
            if manifest.profile == profile:
                found.append((manifest.on, _number(path), path))
    return max(found)[2] if found else None


def _number(path: Path) -> int:
    last = path.name.rpartition("-")[2]
    return int(last) if last.isdecimal() else 1


def _fresh(out: Path, name: str) -> Path:
    target, number = out / name, 1
    while target.exists():
        number += 1
        target = out / f"{name}-{number}"
    return target


def compared(
    register: Register, before: Path, contents: Contents, was: dict[str, str],
    withholding: Withholding, profile: Profile,
) -> Changes:  # fmt: skip
    """What changed; what was told before and may not be told now is not told again.

    Ids told then are found again by the register's former ids.
    """
    own = {one.id: was.get(one.id, one.id) for one in contents.incidents}
    told_as: dict[str, list[str]] = {}
    for told_id, id_ in was.items():
        told_as.setdefault(id_, []).append(told_id)
    former = {
        one: [
            name
            for id_ in (own[one], *register.linkage.former(own[one]))
            for name in (id_, *told_as.get(id_, ()))
        ]
        for one in own
    }
    now = State(version=__version__, incidents=contents.incidents, persons=contents.persons)
    earlier = state_in(before)
    found = compare(earlier, now, former)
    if profile.coarse:
        coarse = {told_id for told_id, id_ in own.items() if told_id != id_}
        deaths = {one.id for one in earlier.incidents if not DEATHS_TOLD.isdisjoint(one.acts)}
        found = replace(found, changes=tuple(_once(one, coarse, deaths) for one in found.changes))
    told_again = withholding.judged(msgspec.to_builtins(found))
    return msgspec.convert(told_again, Changes)


def _once(one: Change, coarse: set[str], deaths: set[str]) -> Change:
    """A change without what was told more exactly before than it may be told now."""
    if one.what in ("removed", "merged") and one.incident not in deaths:
        return replace(one, title=_TOLD_BEFORE, before=_TOLD_BEFORE)
    if one.incident in coarse and one.before is not None:
        return replace(one, before=_TOLD_BEFORE, why=())
    return one


def _records(folder: Path, contents: Contents, profile: Profile) -> None:
    made = folder / "made"
    jsonl.write(contents, made)
    for one in sorted(made.glob("*.jsonl")):
        if profile.claims or one.name not in ("claims.jsonl", "set_aside.jsonl"):
            one.rename(folder / one.name)
    _clear(made)
    spreadsheets.write_csv(contents, made)
    (folder / "tables").mkdir()
    for one in sorted(made.glob("*.csv")):
        if profile.claims or one.name not in ("claims.csv", "set_aside.csv"):
            one.rename(folder / "tables" / one.name)
    _clear(made)
    if profile.claims:
        report.write(contents, folder / "report.html")


def _custody(
    folder: Path, register: Register, withholding: Withholding, contents: Contents
) -> None:
    """Captures and log, secret names masked: such an entry does not hash as it did."""
    unread = {one.copy for one in contents.sources if one.status == NOT_READ}
    hidden = unread if withholding.count else set()  # what came with it may tell a secret name
    captures = (_bare(one) if one.copy in hidden else one for one in register.captures())
    for name, records in (("captures", captures), ("log", register.chain.log())):
        with (folder / f"{name}.jsonl").open("wb") as out:
            for one in records:
                out.write(to_json(withholding.untelling(msgspec.to_builtins(one))) + b"\n")


def _bare(one: Capture) -> Capture:
    return replace(one, source=PATH_WITHHELD, member=None, headers=None, given={})


def _clear(made: Path) -> None:
    for one in made.iterdir():
        one.unlink()
    made.rmdir()


def _page(
    register: Register, contents: Contents, profile: Profile, on: date, changes: Changes | None
) -> str:
    rows = "" if changes is None else "".join(map(_row, changes.changes))
    since = (
        "<p>This is the first release of its kind here.</p>"
        if changes is None
        else f"<p>{len(changes.changes):,} changes; {changes.same:,} incidents are as they were.</p>"
        + (
            "<table><thead><tr><th>what</th><th>incident</th><th>before</th><th>now</th>"
            f"<th>why</th></tr></thead><tbody>{rows}</tbody></table>"
            if rows
            else ""
        )
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>Release of {on.isoformat()}, {profile.name}</title><style>{_STYLE}</style></head>"
        f"<body><h1>Release of {on.isoformat()}: {profile.name}</h1>"
        f"<p>{len(contents.incidents):,} incidents, {len(contents.persons):,} persons, "
        f"{len(contents.sources):,} documents. What each word means and how the register was made is "
        "told below. Check that nothing was changed: <code>gavah release --check FOLDER</code>, and "
        "compare the fingerprint it prints with one that reached you by another way.</p>"
        f"<section><h2>Since the one before</h2>{since}</section>\n"
        f"{as_html(method(register, contents, profile.name))}</body></html>\n"
    )


def _row(one: Change) -> str:
    cells = (one.what, one.title, one.before or "—", one.after or "—", "; ".join(one.why))
    return "<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in cells) + "</tr>"


__all__ = ["File", "newest", "release"]
