"""What standards ask of a register, and whether this one shows it: met, not met, or for a human.

Numbers are stable. "met" is said only of what was looked at in this register, or of what gavah
cannot do otherwise and its tests prove; what nobody but the recorders can know is theirs to answer.
Sources: EC, Every Casualty, Standards for Casualty Recording (2016, 2020); BP, Berkeley Protocol
(HR/PUB/20/2); OH, OHCHR Guidance on Casualty Recording (2019); ICRC, Professional Standards for
Protection Work (3rd ed.); MP, Minnesota Protocol; ED, Convention on Enforced Disappearance.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from gavah.export.contents import Contents
from gavah.export.gather import gather
from gavah.model import LogEntry
from gavah.model.record import Record
from gavah.register import Register

Answer = Literal["met", "not met", "needs a human"]
Said = tuple[Answer, str]


class Finding(Record, frozen=True, kw_only=True):
    """One requirement, the answer, and what it rests on."""

    number: int
    source: str
    requirement: str
    answer: Answer
    evidence: str


class Held(NamedTuple):
    """What is looked at: once for all requirements."""

    faults: tuple[str, ...]
    counts: dict[str, int]
    log: tuple[LogEntry, ...]
    contents: Contents
    bare_captures: int
    unversioned: int
    unattributed: int
    unanchored: int

    def last(self, event: str) -> LogEntry | None:
        """The newest log entry of that kind."""
        return next((one for one in reversed(self.log) if one.event == event), None)


def conform(register: Register) -> list[Finding]:
    """Every requirement, in order; each copy and log entry is hashed anew."""
    claims = list(register.effective_claims())
    captures = list(register.captures())
    held = Held(
        faults=tuple(f"{one.subject}: {one.what}" for one in register.verify() if one.is_fault),
        counts=register.stats(), log=tuple(register.chain.log()), contents=gather(register),
        bare_captures=sum(1 for one in captures if not one.at or not one.source),
        unversioned=sum(1 for one in claims if not one.reader.name or not one.reader.version),
        unattributed=sum(1 for one in claims if one.perpetrators and not one.attribution),
        unanchored=sum(1 for one in claims if not one.anchors.act.quote),
    )  # fmt: skip
    return [
        Finding(number=number, source=source, requirement=asked, answer=answer, evidence=evidence)
        for number, source, asked, look in REQUIREMENTS
        for answer, evidence in (look(held),)
    ]


Look = Callable[[Held], Said]


def by_design(evidence: str) -> Look:
    """Gavah cannot do otherwise; `evidence` says where that is proved."""
    return lambda held: ("met", evidence)


def lacking(evidence: str) -> Look:
    """Gavah has no place for it."""
    return lambda held: ("not met", evidence)


def human(evidence: str) -> Look:
    """Only the recorders know."""
    return lambda held: ("needs a human", evidence)


def _whole(held: Held) -> Said:
    if held.faults:
        return "not met", f"{len(held.faults)} faults, the first: {held.faults[0]}"
    return "met", f"{held.counts['copies']:,} copies hashed anew, as they were sealed"


def _logged(held: Held) -> Said:
    if any(one.startswith("entry") for one in held.faults):
        return "not met", "the log is not whole: gavah verify"
    return "met", f"{held.counts['log_entries']:,} entries, each bound to the one before"


def _captured(held: Held) -> Said:
    if held.bare_captures:
        return (
            "not met",
            f"{held.bare_captures:,} captures lack time or source: files given by hand",
        )
    return "met", f"{held.counts['captures']:,} captures, each with source, time and hash"


def _stored(held: Held) -> Said:
    kept = held.last("backup")
    if kept is None:
        return "not met", "no backup is in the log: gavah backup FILE --passphrase-file FILE"
    return "needs a human", f"last backup {kept.at[:10]}; whether it lies elsewhere, only you know"


def _versions(held: Held) -> Said:
    if held.unversioned:
        return "not met", f"{held.unversioned:,} claims name no reader"
    return "met", "each claim names its reader and version (or that it was made by hand)"


def _attributed(held: Held) -> Said:
    if held.unattributed:
        return "not met", f"{held.unattributed:,} claims name a perpetrator and no one who says so"
    return "met", "no claim names a perpetrator without who says so"


def _anchored(held: Held) -> Said:
    if held.unanchored:
        return "not met", f"{held.unanchored:,} claims rest on no words"
    return "met", "each claim rests on words sliced from its document"


def _corroborated(held: Held) -> Said:
    tolls = [toll for one in held.contents.incidents for toll in one.tolls]
    single = sum(1 for one in tolls if one.independent_sources < 2)
    return "met", f"each of {len(tolls):,} tolls says its independent sources; {single:,} have one"


def _ranges(held: Held) -> Said:
    return (
        "met",
        f"{held.counts['incidents_in_conflict']:,} incidents told as in conflict, with ranges",
    )


def _reviewed(held: Held) -> Said:
    judged = held.counts["judgements_in_force"]
    if not judged:
        return "not met", "nobody has judged anything yet: gavah queue, gavah serve"
    return "needs a human", f"{judged:,} judgements in force; whether that is enough, only you know"


def _unread(held: Held) -> Said:
    unread, aside = held.counts["not_read_language"], held.counts["set_aside"]
    return "met", f"gavah methodology tells {unread:,} documents not read and {aside:,} set aside"


def _released(held: Held) -> Said:
    last = held.last("release")
    if last is None:
        return "not met", "no release is in the log: gavah release"
    return (
        "met",
        f"last release {last.at[:10]} ({last.detail.get('profile')}), signed, with its diff",
    )


def _accounts(held: Held) -> Said:
    return "needs a human", "roles and revocation: gavah account; who should still have one, ask"


REQUIREMENTS: tuple[tuple[int, str, str, Look], ...] = (
    (1, "BP", "an item is shown to be unchanged since it was collected", _whole),
    (2, "BP", "items stay retrievable for as long as they are needed", _stored),
    (3, "BP", "items are told apart", by_design("copies by digest, captures by id: tests/sources")),
    (4, "BP", "the bits stay as they were", _whole),
    (5, "BP", "items can be shown to people", by_design("text and safe copy on one page: tests/web")),
    (6, "BP", "the context of collection is kept", _captured),
    (7, "BP", "a list of who had it and what was done", _logged),
    (8, "BP", "evidence and working copies are apart", by_design("readings are beside copies, never instead")),
    (9, "BP", "stored twice or more, checked again", _stored),
    (10, "BP", "each collection is recorded in full", _captured),
    (11, "BP", "duplicates and failed attempts are recorded", lambda held: ("met", f"{held.counts['failed_captures']:,} failed captures kept; a second capture of the same bytes is a record")),
    (12, "WACZ", "a package is signed and stamped by a time authority", lacking("releases are signed (Ed25519); no time stamp of a third party (RFC 3161)")),
    (13, "BP", "tools are recorded with their versions", _versions),
    (14, "EC", "the minimum fields of a casualty", lacking("place, date, source, number, name, actors are kept; sex and age only where words of the claim hold them")),
    (15, "EC", "detail as high as there is, with coarser levels", by_design("precision of place and time is a field: docs/terms.md")),
    (16, "EC", "several names of one person", by_design("every spelling is kept, with its script")),
    (17, "EC", "disagreement is told as ranges, pending or unknown", _ranges),
    (18, "EC", "the rule behind each status is kept", by_design("each toll names its rule")),
    (19, "EC", "figures of few sources are marked", _corroborated),
    (20, "EC", "method is consistent, its changes told", _versions),
    (21, "EC", "the method is public", human("gavah methodology writes it; publish it, with your scope")),
    (22, "EC", "totals are never added to incidents", by_design("periods and occurrences are apart: tests/linking")),
    (23, "EC", "disaggregated data are published", _released),
    (24, "HRDAG", "sources and judgements are apart; several analysts judge the same", lacking("layers are apart and judgements undoable; agreement between analysts is not measured")),
    (25, "HRDAG", "the act is the smallest unit", by_design("one claim, one act")),
    (26, "HRDAG", "a person is not a role", by_design("one may be victim here and speaker there")),
    (27, "OH", "the standard of proof is declared", lacking("no field declares it; say it in your method")),
    (28, "OH", "verified only by a named officer", _reviewed),
    (29, "SDG", "documented deaths and estimates are apart", by_design("no estimates are made")),
    (30, "OH", "copies of one story count once", _corroborated),
    (31, "SFM", "allegations stay attributed", _attributed),
    (32, "HURIDOCS", "officials' denials are recorded", by_design("denied claims stand beside the figures")),
    (33, "BP", "source, technical and content analysis by a reviewer", human("judgements have reasons; analysis of pictures and accounts is not in gavah")),
    (34, "EC", "no more is collected than can be protected", human("gavah has no field for religion, ethnicity or orientation; quotes may tell them")),
    (35, "BP", "classes of fields, the living restricted", by_design("docs/terms.md, Field classes; canary tests in tests/web and tests/export")),
    (36, "ICRC", "purpose, consent, agreements on sharing", human("kept outside gavah")),
    (37, "ICRC", "people can correct and withdraw", by_design("gavah judge correct, gavah remove; the log says so")),
    (38, "EC", "backups encrypted and elsewhere; leavers removed", _accounts),
    (39, "BP", "investigators are protected", by_design("no outside request, asserted in Chromium; no pictures are shown")),
    (40, "EC", "what is hidden is hidden in every form", by_design("JSON, CSV, errors and ids: tests/web/test_canaries.py")),
    (41, "EC", "a viewer does not learn who the researchers are", by_design("names of colleagues are left out for viewers: tests/web/test_canaries.py")),
    (42, "MP", "custody and identification of remains", lacking("no fields for them")),
    (43, "ED", "the minimum of a register of detention", lacking("name, date, place, authority as said; no admission, health, transfer or release fields")),
    (44, "ED", "the three elements of enforced disappearance", lacking("no status is computed from them")),
    (45, "ED", "a case is not closed by time", by_design("nothing ends by silence: docs/terms.md")),
    (46, "EC", "corrections are visible", _released),
    (47, "EC", "everyone counts, named or not", by_design("unnamed victims are in the tolls")),
    (48, "EC", "what is not covered is told", _unread),
    (49, "EC", "the scope is told: incidents or persons", by_design("incident-based; gavah methodology says so")),
    (50, "BP", "method, limits and contradictions are in the report", by_design("the report ends with how to read it, and marks conflicts")),
    (51, "DESIGN", "every value rests on words of its source", _anchored),
)  # fmt: skip
