"""What changed between two states of a register: incidents come and gone, figures that moved, why.

Incidents are the same when they bear one id, or a former id of one, or (where claims are told) hold
most of the same claims. Works on the records that `export --to jsonl` and `release` write.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from gavah.errors import WrongUsage
from gavah.linking.titles import act_words, figure_words, place_words, when_words
from gavah.model import Incident, Person, Toll
from gavah.model.record import Record

What = Literal["added", "removed", "merged", "figure", "date", "place", "persons", "kind"]
R = TypeVar("R")


class Change(Record, frozen=True, kw_only=True):
    """One thing that is not as it was.

    Attributes:
        what: "figure" for a toll that moved; "merged" for an incident that is now in another.
        before, after: in words; None where there was or is nothing.
        why: what the records show of the reason; empty where they show none.
    """

    what: What
    incident: str
    title: str
    before: str | None
    after: str | None
    why: tuple[str, ...] = ()


class State(Record, frozen=True, kw_only=True):
    """What is compared of a register."""

    version: str
    incidents: tuple[Incident, ...]
    persons: tuple[Person, ...]


class Changes(Record, frozen=True, kw_only=True):
    """
    Attributes:
        same: incidents that are as they were.
    """

    version_before: str
    version_after: str
    same: int
    changes: tuple[Change, ...]


def state_in(folder: Path) -> State:
    """The state that a release, or a folder of `export --to jsonl`, holds.

    Raises:
        WrongUsage: it holds none.
    """
    incidents, persons = folder / "incidents.jsonl", folder / "persons.jsonl"
    if not incidents.is_file() or not persons.is_file():
        raise WrongUsage(
            f"{folder} is neither a release nor an export: name a folder that gavah release or "
            "gavah export --to jsonl wrote"
        )
    manifest = folder / "manifest.json"
    version = ""
    if manifest.is_file():
        version = str(msgspec.json.decode(manifest.read_bytes()).get("gavah", ""))
    try:
        return State(
            version=version,
            incidents=tuple(_read(incidents, Incident)),
            persons=tuple(_read(persons, Person)),
        )
    except msgspec.DecodeError as error:
        raise WrongUsage(f"{folder} holds records of another form: {error}") from error


def _read(path: Path, kind: type[R]) -> Iterable[R]:
    with path.open("rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=kind)


def compare(
    before: State, after: State, former: Mapping[str, Sequence[str]] | None = None
) -> Changes:
    """What changed from one state to the other, by title.

    Args:
        former: id after to ids that it had before or took in.
    """
    pairs, gone, fresh = _paired(before.incidents, after.incidents, former or {})
    made: list[Change] = []
    same = 0
    for old, new in pairs:
        found = list(_changed(old, new))
        same += not found
        made.extend(found)
    for one in fresh:
        made.append(
            Change(what="added", incident=one.id, title=one.title, before=None, after=one.title,
                   why=_told_by(None, one))
        )  # fmt: skip
    for one, into in gone:
        why = () if into is None else (f"it is now part of {into.id}",)
        made.append(
            Change(what="removed" if into is None else "merged", incident=one.id, title=one.title,
                   before=one.title, after=None if into is None else into.title, why=why)
        )  # fmt: skip
    order = ("added", "removed", "merged", "figure", "date", "place", "persons", "kind")
    made.sort(key=lambda one: (order.index(one.what), one.title, one.incident))
    return Changes(
        version_before=before.version, version_after=after.version, same=same, changes=tuple(made)
    )


Gone = list[tuple[Incident, Incident | None]]


def _paired(
    before: Sequence[Incident], after: Sequence[Incident], former: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[Incident, Incident]], Gone, list[Incident]]:
    olds = {one.id: one for one in before}
    holder = {claim: one for one in after for claim in one.claims}
    heirs = {old: one for one in after for old in former.get(one.id, ())}
    taken: dict[str, Incident] = {}
    into: dict[str, Incident | None] = {}
    news = {one.id: one for one in after}
    for old in before:
        new = news.get(old.id) or heirs.get(old.id)
        if new is None and old.claims:
            held = [holder[claim].id for claim in old.claims if claim in holder]
            most = max(sorted(set(held)), key=held.count, default=None)
            if most is not None and held.count(most) * 2 > len(old.claims):
                new = news[most]
        into[old.id] = new
    for old_id, new in into.items():  # the one that kept the id goes before one that was taken in
        if new is not None and (new.id not in taken or old_id == new.id):
            taken[new.id] = olds[old_id]
    pairs = [(old, news[id_]) for id_, old in taken.items()]
    paired = {old.id for old, _ in pairs}
    gone = [(old, into[old.id]) for old in before if old.id not in paired]
    return pairs, gone, [one for one in after if one.id not in taken]


def _changed(old: Incident, new: Incident) -> Iterable[Change]:
    def change(what: What, before: str | None, after: str | None, why: tuple[str, ...] = ()) -> Change:  # fmt: skip
        return Change(what=what, incident=new.id, title=new.title, before=before, after=after, why=why)  # fmt: skip

    tolls = {one.act: one for one in old.tolls}
    now = {one.act: one for one in new.tolls}
    for act in sorted({*tolls, *now}):
        was, is_ = _figure(tolls.get(act)), _figure(now.get(act))
        if was != is_:
            why = _told_by(old, new) + _ruled(tolls.get(act), now.get(act))
            yield change("figure", was and f"{act_words(act)} {was}", is_ and f"{act_words(act)} {is_}", why)  # fmt: skip
    was_on, is_on = _days(old), _days(new)
    if was_on != is_on:
        yield change("date", was_on, is_on, _told_by(old, new))
    was_at, is_at = _where(old), _where(new)
    if was_at != is_at:
        yield change("place", was_at, is_at, _told_by(old, new))
    names_before = sorted(one.names[0] for one in old.persons if one.names)
    names_after = sorted(one.names[0] for one in new.persons if one.names)
    if names_before != names_after:
        yield change("persons", ", ".join(names_before) or None, ", ".join(names_after) or None)
    if old.kind != new.kind:
        yield change("kind", old.kind, new.kind)


def _days(incident: Incident) -> str | None:
    return None if incident.when is None else when_words(incident.when)


def _where(incident: Incident) -> str | None:
    return None if incident.place is None else place_words(incident.place)


def _figure(toll: Toll | None) -> str | None:
    if toll is None:
        return None
    return (figure_words(toll) or "no figure") + (", in conflict" if toll.conflict else "")


def _told_by(old: Incident | None, new: Incident) -> tuple[str, ...]:
    """Documents that came and went, as far as the records tell them."""
    before = set() if old is None else {one.document for one in old.documents}
    after = {one.document for one in new.documents}
    came, went = sorted(after - before), sorted(before - after)
    made = []
    if came:
        made.append(
            f"told by {len(came)} more: {', '.join(came[:3])}{'…' if len(came) > 3 else ''}"
        )
    if went:
        made.append(f"no longer told by {', '.join(went[:3])}{'…' if len(went) > 3 else ''}")
    if old is not None and not made and set(old.claims) != set(new.claims):
        made.append("its documents are read otherwise, or a person judged a claim of them")
    return tuple(made)


def _ruled(old: Toll | None, new: Toll | None) -> tuple[str, ...]:
    was, now = old.rule if old else "", new.rule if new else ""
    return (f"rule: {now}",) if now and now != was else ()
