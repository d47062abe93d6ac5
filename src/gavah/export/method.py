"""How a register was made, in words: from what is installed and in force, not from memory.

One list of sections, each of lines; `gavah methodology` prints it as Markdown, a release holds it
as a page. It covers what casualty recorders are asked to publish: sources, collection, evaluation,
corroboration, quality control, definitions, what is in and out, and what is not covered.
"""

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from gavah import __version__
from gavah.claims.reader import readers
from gavah.export.contents import NOT_READ, Contents
from gavah.export.releases.profiles import PROFILES
from gavah.linking.titles import act_words
from gavah.linking.weights import WEIGHTS, Weights
from gavah.model import HARMS
from gavah.register import Register

MANY = 12  # publishers named


class Section(NamedTuple):
    """A heading and its lines, each a sentence or two."""

    heading: str
    lines: tuple[str, ...]


def method(register: Register, contents: Contents, profile: str | None = None) -> list[Section]:
    """The sections, in the order that standards for casualty recording name them.

    Args:
        contents: as they may be told; publishers and languages are counted in them.
        profile: of the release that the page belongs to; None: all profiles are described.
    """
    log = list(register.chain.log())
    counts = register.stats()
    made = [
        _sources(contents),
        _collection(counts, log),
        _evaluation(),
        _corroboration(register.weights()),
    ]
    made += [_quality(counts, register), _definitions(), _uncovered(contents, counts)]
    told = [PROFILES[profile]] if profile else list(PROFILES.values())
    made.append(
        Section(
            "What is told to whom",
            tuple(f"{one.name}: {' '.join(one.rules)}" for one in told),
        )
    )
    versions = dict.fromkeys(str(one.detail["gavah"]) for one in log if "gavah" in one.detail)
    older = counts["claims_of_older_versions"]
    made.append(
        Section(
            "Changes of method",
            (
                f"Versions of gavah that the log names: {', '.join(versions) or 'none'}. "
                f"{older:,} claims of older versions of the reader are kept beside those in force.",
                *(
                    f"{one.at[:10]}: weights of linking {one.detail.get('version')}, "
                    f"{one.detail.get('basis')}, put in force by {one.by}."
                    for one in log
                    if one.event == "fit"
                ),
            ),
        )
    )
    return made


def _sources(contents: Contents) -> Section:
    publishers = Counter(one.publisher or "publisher not known" for one in contents.sources)
    days = sorted(one.published for one in contents.sources if one.published is not None)
    most = ", ".join(f"{name} ({n:,})" for name, n in publishers.most_common(MANY))
    span = f" published from {days[0]} to {days[-1]}" if days else ""
    return Section(
        "Sources",
        (
            f"{len(contents.sources):,} documents of {len(publishers):,} publishers{span}: {most}"
            f"{' and others' if len(publishers) > MANY else ''}.",
            "Reports and statements as published. What people told the recorders themselves is in "
            "it only where it was sealed as a document.",
        ),
    )


def _collection(counts: dict[str, int], log: Iterable[object]) -> Section:
    return Section(
        "Collection",
        (
            f"Each document rests on a copy of the bytes as published, named by its SHA-256: "
            f"{counts['copies']:,} copies, {counts['captures']:,} captures, "
            f"{counts['failed_captures']:,} captures that failed and {counts['set_aside']:,} "
            f"files set aside, each with its reason; {counts['removed']:,} copies removed on request.",
            f"What was done is in an append-only log of {counts['log_entries']:,} entries, each "
            "bound to the one before by its hash.",
        ),
    )


def _evaluation() -> Section:
    names = [f"{one.name} {one.version} ({', '.join(sorted(one.languages))})" for one in readers()]
    return Section(
        "Evaluation of information",
        (
            f"Claims are read by rule: gavah {__version__}, readers {', '.join(names)}. The same "
            "copies, version and judgements give the same register, byte for byte.",
            "Every value rests on words of the source, which are sliced and never typed. What the "
            "words leave open stays open: a month stays a month, “at least” has no upper bound, and "
            "unknown is unknown.",
            "Denied, alleged, feared and planned harm is kept beside the figures and enters none.",
            "Every figure, and every perpetrator, is told with who says so.",
        ),
    )


def _corroboration(weights: Weights) -> Section:
    return Section(
        "Corroboration",
        (
            "Documents that copy one another, and one speaker carried by many, count as one source. "
            "Each toll says how many independent sources it has.",
            "Where sources disagree, the range covers them all and is marked as in conflict; nothing "
            "is averaged. Totals for a period are compared with each other and never added to "
            "incidents.",
            "Reports of one incident are brought together by weighing evidence for and against, "
            f"with weights that are frozen: version {WEIGHTS['version']} within a document, version "
            f"{weights.version} across documents ({weights.basis}), which join from a weight of "
            f"{weights.threshold}.",
            "Pairs that the evidence leaves open stay apart and wait for a person.",
        ),
    )


def _quality(counts: dict[str, int], register: Register) -> Section:
    verbs = Counter(one.verb for one in register.judgements(in_force=True))
    by = {one.by for one in register.judgements(in_force=True)}
    said = ", ".join(f"{n:,} {verb}" for verb, n in sorted(verbs.items()))
    return Section(
        "Quality control",
        (
            f"{counts['judgements_in_force']:,} judgements of {len(by):,} people are in force"
            f"{f' ({said})' if said else ''}; each has a reason and can be undone. "
            f"{counts['pairs_to_decide']:,} pairs and {counts['judgements_detached']:,} loose "
            "judgements wait.",
            "How often the reader is right was measured on articles marked by hand: docs/accuracy.md.",
        ),
    )


def _definitions() -> Section:
    return Section(
        "Definitions, and what is in and out",
        (
            "Every word is defined in docs/terms.md.",
            f"Recorded harm: {', '.join(map(act_words, HARMS))}. Incident-based: an occurrence at a "
            "time and place, with everyone it befell, named or not.",
            "People who merely took part in a protest are counted and not listed.",
        ),
    )


def _uncovered(contents: Contents, counts: dict[str, int]) -> Section:
    unread = Counter(one.language or "?" for one in contents.sources if one.status == NOT_READ)
    said = ", ".join(f"{language} ({n:,})" for language, n in sorted(unread.items()))
    return Section(
        "What is not covered",
        (
            f"Not read, for no reader reads their language: {sum(unread.values()):,} documents"
            f"{f': {said}' if said else ''}.",
            f"{counts['set_aside']:,} files could not be read.",
            "What nobody reported, or reported elsewhere, is not in it. No figure here is an estimate "
            "of the unreported.",
        ),
    )


def as_markdown(sections: Iterable[Section]) -> str:
    """The sections as Markdown."""
    parts = ["# How this register was made\n"]
    for one in sections:
        parts.append(f"## {one.heading}\n" + "".join(f"- {line}\n" for line in one.lines))
    return "\n".join(parts)


def as_html(sections: Iterable[Section]) -> str:
    """The sections as the inside of a page."""
    return "".join(
        f"<section><h2>{escape(one.heading)}</h2>"
        + "".join(f"<p>{escape(line)}</p>" for line in one.lines)
        + "</section>\n"
        for one in sections
    )
