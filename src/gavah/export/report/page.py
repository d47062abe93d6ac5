"""Puts the report's page together from the register's contents."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from gavah.export.contents import NOT_READ, Contents, Source
from gavah.export.report.atlas import draw
from gavah.export.report.drawing import TollPicture, timeline, toll_picture
from gavah.export.report.marking import Piece, elsewhere, pieces
from gavah.model import HARMS, Claim, Incident, Link


class Voice(NamedTuple):
    """One claim as the page shows it: its words with marks, and whose they are."""

    claim: Claim
    source: Source | None
    pieces: list[Piece]
    elsewhere: list[tuple[str, str]]
    copy_of: Source | None
    enters: bool


class Entry(NamedTuple):
    """An incident as the page shows it."""

    incident: Incident
    pictures: tuple[TollPicture, ...]
    voices: tuple[Voice, ...]
    links: tuple[Link, ...]
    conflict: bool


class ActTotal(NamedTuple):
    """For the summary: incidents that tell of one act, by kind; never a sum over periods."""

    act: str
    occurrences: int
    low: int
    high: int | None
    conflicts: int
    periods: int


def html(contents: Contents) -> str:
    """The whole report as HTML."""
    environment = Environment(
        loader=PackageLoader("gavah.export", "report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    entries = [_entry(incident, contents) for incident in _in_order(contents.incidents)]
    ids = {entry.incident.id for entry in entries}
    linked = {id_ for entry in entries for id_ in entry.incident.claims}
    sources = contents.sources_by_id
    appeals = [claim for claim in contents.claims if claim.type == "appeal"]
    return environment.get_template("report.html.jinja").render(
        contents=contents,
        entries=entries,
        ids=ids,
        totals=_totals(contents.incidents),
        map=draw(contents.incidents),
        timeline=timeline(contents.incidents),
        appeals=[_voice(claim, contents, sources, frozenset()) for claim in appeals],
        beside=sum(1 for c in contents.claims if c.id not in linked and c.type != "appeal"),
        not_read=[source for source in contents.sources if source.status == NOT_READ],
        languages=Counter(source.language or "unknown" for source in contents.sources),
        sources=sources,
        figure=figure,
        span=span,
    )


def _in_order(incidents: Iterable[Incident]) -> list[Incident]:
    """Occurrences before periods, newest first; the undated last."""

    def key(incident: Incident) -> tuple[bool, bool, int, str]:
        when = incident.when
        return (
            incident.kind == "period",
            when is None,
            -when.start.toordinal() if when else 0,
            incident.id,
        )

    return sorted(incidents, key=key)


def _entry(incident: Incident, contents: Contents) -> Entry:
    by_id, sources = contents.claims_by_id, contents.sources_by_id
    claims = [by_id[id_] for id_ in incident.claims if id_ in by_id]
    inside = frozenset(i for toll in incident.tolls for part in toll.parts for i in part.claims)
    pictures = (toll_picture(toll, claims) for toll in incident.tolls)
    voices = [_voice(claim, contents, sources, inside) for claim in claims]
    voices.sort(key=lambda v: (str(v.claim.published), v.claim.document, v.claim.anchors.act.start))
    links = sorted(incident.links, key=lambda link: (-link.weight, link.left, link.right))
    return Entry(
        incident,
        tuple(picture for picture in pictures if picture is not None),
        tuple(voices),
        tuple(links),
        any(toll.conflict for toll in incident.tolls),
    )


def _voice(
    claim: Claim, contents: Contents, sources: dict[str, Source], inside: frozenset[str]
) -> Voice:
    source = sources.get(claim.document)
    copy_of = None
    if source is not None and source.root != source.id:
        copy_of = sources.get(source.root)
    return Voice(claim, source, pieces(claim), elsewhere(claim), copy_of, claim.id in inside)


def _totals(incidents: Sequence[Incident]) -> list[ActTotal]:
    """What occurrences hold together, act by act; periods are counted beside, never added."""
    totals = []
    for act in HARMS:
        single = [t for i in incidents if i.kind == "occurrence" for t in i.tolls if t.act == act]
        periods = [t for i in incidents if i.kind == "period" for t in i.tolls if t.act == act]
        if not single and not periods:
            continue
        highs = [toll.high for toll in single]
        high = None if None in highs else sum(h for h in highs if h is not None)
        conflicts = sum(toll.conflict for toll in (*single, *periods))
        low = sum(toll.low for toll in single)
        totals.append(ActTotal(act, len(single), low, high, conflicts, len(periods)))
    return totals


def figure(low: int | None, high: int | None, about: int | None = None) -> str:
    """A range in words: "34", "at least 46", "46 to 108", "up to 23", with "about" beside."""
    if low is not None and low == high:
        return f"{low:,}"
    if not low and high is None:
        return "no figure" if about is None else f"about {about:,}"
    if high is None:
        words = f"at least {low:,}"
    elif not low:
        words = f"up to {high:,}"
    else:
        words = f"{low:,} to {high:,}"
    ends = [end for end in (low, high) if end is not None]
    # "more than 1,500" is 1,501 or more: the bound tells it
    if about is not None and all(abs(about - end) > 1 for end in ends):
        words += f" (about {about:,})"
    return words


def span(record: Claim | Incident) -> str:
    """The days in words: "3 June 2019", "November 2019", "1 to 30 March 2021", "2019"."""
    when = record.when
    if when is None:
        return "date not known"
    start, end = when.start, when.end
    if start == end:
        return f"{start.day} {start:%B} {start.year}"
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if when.precision == "month" and start.day == 1 and start.month == end.month and end.day >= 28:
        return f"{start:%B} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {end.day} {end:%B} {end.year}"
    if start.year == end.year:
        return f"{start.day} {start:%B} to {end.day} {end:%B} {end.year}"
    return f"{start.day} {start:%B} {start.year} to {end.day} {end:%B} {end.year}"
