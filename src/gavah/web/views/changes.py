"""What changed since a release: figures that moved, from what to what, and why."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import get_args

import msgspec
import sqlalchemy as sa

from gavah.errors import GavahError, UnknownId, WrongUsage
from gavah.export.masking import Mask
from gavah.export.releases.comparing import Change, Changes, What
from gavah.export.releases.since import between, since
from gavah.model.record import Record
from gavah.register import Register, schema
from gavah.register.classes import RESTRICTED
from gavah.web.asking import incidents_by_id
from gavah.web.comparing import Kept
from gavah.web.pages import Asked, Shelf, Visit, page
from gavah.web.told import Entry, history
from gavah.web.veil import present, sought

AT_ONCE = 40
MOST = 2_000  # incidents that are compared while someone waits
_ORDER: tuple[What, ...] = ("figure", "added", "removed", "merged", "date", "place", "persons", "kind")  # fmt: skip


class ChangesAsked(Asked, frozen=True, kw_only=True):
    """Which states, and which changes; the newest release against today when none is named."""

    before: str = ""
    after: str = ""
    what: str = ""
    number: int = 1


class Moved(Record, frozen=True, kw_only=True):
    """One change, and what was judged of its incident since.

    Attributes:
        held: whether the incident stands in the register under that id.
    """

    change: Change
    held: bool
    judged: tuple[Entry, ...]


class ChangesPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        releases: those that can be compared, newest first.
        before, after: what is compared; `after` None is the register as it stands.
        kinds: each kind of change and how many there are.
        same: incidents that are as they were.
    """

    releases: tuple[Kept, ...]
    before: Kept | None
    after: Kept | None
    shelf: Shelf
    kinds: tuple[tuple[str, int], ...]
    same: int
    moved: tuple[Moved, ...]


def releases_seen(visit: Visit) -> list[Kept]:
    """Releases that whoever asks may compare with, newest first."""
    return visit.web.releases.kept(visit.register.case, visit.session.may("reveal"))


@page("/changes", "changes.html.jinja")
def changes(visit: Visit, asked: ChangesAsked) -> ChangesPage:
    """Figures that moved since a release, and why."""
    kept = releases_seen(visit)
    before = _named(kept, asked.before) if asked.before else next(iter(kept), None)
    after = _named(kept, asked.after) if asked.after else None
    if asked.what and asked.what not in get_args(What):
        raise WrongUsage(f"{asked.what!r} is no kind of change; these are: {', '.join(_ORDER)}")
    if before is None:
        return ChangesPage(releases=(), before=None, after=None, shelf=Shelf.of(0, 1, AT_ONCE),
                           kinds=(), same=0, moved=())  # fmt: skip
    found = _compared(visit, before, after)
    counted = Counter(one.what for one in found.changes)
    wanted = [one for one in found.changes if asked.what in ("", one.what)]
    wanted.sort(key=lambda one: _ORDER.index(one.what))
    shelf = Shelf.of(len(wanted), asked.number, AT_ONCE)
    part = wanted[shelf.start(AT_ONCE) :][:AT_ONCE]
    return ChangesPage(
        releases=tuple(kept), before=before, after=after, shelf=shelf,
        kinds=tuple((one, counted[one]) for one in _ORDER if counted[one]), same=found.same,
        moved=tuple(_moved(visit, part, before, after)),
    )  # fmt: skip


def _named(kept: list[Kept], name: str) -> Kept:
    found = next((one for one in kept if one.name == name), None)
    if found is None:
        raise UnknownId("There is no such release here. Choose one of those that are listed.")
    return found


def _compared(visit: Visit, before: Kept, after: Kept | None) -> Changes:
    web, register = visit.web, visit.register
    folder = web.releases.folder(register.case)
    if after is not None:
        make = _told_plainly(folder, lambda: between(folder / before.name, folder / after.name))
        return web.releases.compared((before.name, after.name), make)
    if web.catalogue(register).size > MOST:
        raise WrongUsage(
            f"The register has more than {MOST:,} incidents, which is too many to compare while you "
            f"wait. In a terminal: gavah diff {before.name}. Or compare two releases here."
        )
    pulse = web.pulse(register)
    now = (before.name, None, pulse.judged, pulse.changed, pulse.linked)
    make = _told_plainly(folder, lambda: since(register, folder / before.name))
    return web.releases.compared(now, make)


def _told_plainly(folder: object, make: Callable[[], Changes]) -> Callable[[], Changes]:
    """What says why a release cannot be compared, without where on this machine it lies."""

    def made() -> Changes:
        try:
            return make()
        except GavahError as error:
            raise WrongUsage(str(error).replace(f"{folder}/", "")) from error

    return made


def _moved(visit: Visit, part: list[Change], before: Kept, after: Kept | None) -> list[Moved]:
    """The changes covered: a name told then may be withheld now, and so may each part of it."""
    register = visit.register
    held = incidents_by_id(register, [one.incident for one in part])
    documents = {id_: [one.document for one in it.documents] for id_, it in held.items()}
    visit.veil.over(one for ones in documents.values() for one in ones)
    mask = _mask(visit, part)
    about = {id_: {id_, *it.claims} for id_, it in held.items()}
    entries = _judged(visit, {one for ones in about.values() for one in ones}, before, after)
    made = []
    for one in part:
        mine = about.get(one.incident, set())
        theirs = {str(entry.seq) for entry in entries if not mine.isdisjoint(entry.target)}
        judged = tuple(
            entry for entry in entries
            if str(entry.seq) in theirs or (entry.what == "undo" and entry.target[0] in theirs)
        )  # fmt: skip
        shown = visit.veil.record(one, documents.get(one.incident, ()))
        made.append(
            Moved(change=mask.record(shown), held=one.incident in held,
                  judged=tuple(map(mask.record, judged)))
        )  # fmt: skip
    return made


def _mask(visit: Visit, part: list[Change]) -> Mask:
    """Of every name withheld now that stands in what is shown, in part or whole."""
    web = visit.web
    names = web.everyone.names(visit.register, web.pulse(visit.register), RESTRICTED).every
    return Mask(present(sorted(names), sought(str(msgspec.to_builtins(part)))))


def _judged(visit: Visit, ids: Iterable[str], before: Kept, after: Kept | None) -> list[Entry]:
    """What was judged of these from one state to the other."""
    wanted = sorted(ids)
    told = history(visit, wanted, (), logs=False) if wanted else []
    start = _end_of(visit.register, before)
    end = None if after is None else _end_of(visit.register, after)
    if start is None or (after is not None and end is None):
        return []  # made from another register: nobody can say what came before it
    return [one for one in told if start < one.seq and (end is None or one.seq <= end)]


def _end_of(register: Register, release: Kept) -> int | None:
    """The last entry of the log when the release was made; None where this log has it not."""
    chain = schema.chain
    question = sa.select(chain.c.seq).where(chain.c.hash == release.head)
    return next((row.seq for row in register.session.rows(question)), None)
