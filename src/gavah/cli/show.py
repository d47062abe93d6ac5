"""gavah show: the words an entry rests on, who says so, and why it was linked."""

import sys
from pathlib import Path
from typing import Any

import click

from gavah.cli.printing import Listing
from gavah.cli.printing import show as print_listing
from gavah.cli.root import case_option, cli
from gavah.cli.words import (
    act_words,
    count_words,
    place_words,
    speaker_words,
    toll_range,
    when_words,
    who_words,
)
from gavah.errors import UnknownId
from gavah.model import Claim, Document, Incident, Person, Toll

STYLES = {
    "act": "bold red", "count": "bold yellow", "victims": "green", "perpetrators": "magenta",
    "place": "cyan", "when": "blue", "speakers": "underline",
}  # fmt: skip


@cli.command()
@click.argument("id_", metavar="ID")
@case_option
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default=None)
def show(id_: str, case: Path, register: str | None, format_: str | None) -> int:
    """Show ID (a claim, incident, person or document) with the words it rests on.

    In a claim's sentence each field is coloured and named: [act]were killed[/act].
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = opened.find(id_)
        if found is None:
            raise UnknownId(
                f"nothing in {case} answers to {id_!r}; list ids with: gavah incidents --case {case}"
            )
        if format_ == "jsonl" or (format_ is None and not sys.stdout.isatty()):
            print_listing(Listing([found], ()), "jsonl")
            return 0
        _print(found, opened)
    return 0


def _print(found: Any, register: Any) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    if isinstance(found, Claim):
        _claim(found, console)
    elif isinstance(found, Incident):
        _incident(found, register, console)
    elif isinstance(found, Person):
        names = ", ".join(name.text for name in found.names)
        console.print(f"{found.id}  {names}\n{found.kind}; fate: {found.fate or 'not told'}")
        for id_ in found.claims:
            _claim(register.claim(id_), console)
    elif isinstance(found, Document):
        console.print(f"{found.id}  {found.title or ''}\n{found.publisher or ''}  {found.copy}\n")
        console.print(found.text)


def _claim(claim: Claim | None, console: Any) -> None:
    if claim is None:
        return
    facts = (act_words(claim), count_words(claim.count), who_words(claim), place_words(claim.place))
    console.print(
        f"\n{claim.id}  " + " · ".join(one for one in (*facts, when_words(claim.when)) if one)
    )
    console.print(_marked(claim))
    console.print(f"  according to {speaker_words(claim)}  ({claim.document}, {claim.copy[:19]}…)")
    if claim.doubts:
        console.print("  doubts: " + ", ".join(f"{one.code} ({one.field})" for one in claim.doubts))


def _marked(claim: Claim) -> Any:
    from rich.text import Text

    sentence = claim.anchors.sentence
    text = Text("  " + sentence.quote.replace("\n", " "))
    for field, style in STYLES.items():
        held = getattr(claim.anchors, field)
        for anchor in held if isinstance(held, tuple) else (held,):
            if anchor is not None and anchor.overlaps(sentence):
                start = max(anchor.start, sentence.start) - sentence.start + 2
                text.stylize(style, start, min(anchor.end, sentence.end) - sentence.start + 2)
    named = [
        f"{field}: “{anchor.quote}”"
        for field in STYLES
        for held in [getattr(claim.anchors, field)]
        for anchor in (held if isinstance(held, tuple) else (held,))
        if anchor is not None
    ]
    return text.append("\n  " + "; ".join(named))


def _roots(toll: Toll, console: Any) -> None:
    """Who the figures come from, by which ways, and how the toll moved."""
    for root in toll.roots:
        kind = "" if root.kind == "unknown" else f" ({root.kind})"
        console.print(f"    root: {root.name}{kind}")
        for chain in root.chains:
            console.print("      " + " → ".join(_short(link) for link in chain))
    if len(toll.moves) > 1:
        steps = (f"{move.on or 'day unknown'}: {toll_range(move)}{' ≠' if move.conflict else ''}"
                 for move in toll.moves)  # fmt: skip
        console.print("    as reports came in: " + "; ".join(steps))


def _short(link: str) -> str:
    return f"{link[:19]}…" if link.startswith("sha256:") else link


def _incident(incident: Incident, register: Any, console: Any) -> None:
    console.print(f"{incident.id}  {incident.title}  ({incident.kind})")
    console.print(f"{when_words(incident.when)}  {place_words(incident.place)}")
    for toll in incident.tolls:
        conflict = "  ≠ sources cannot all be right" if toll.conflict else ""
        console.print(
            f"  {toll.act}: {toll_range(toll)}{conflict}; {toll.sources} sources, "
            f"{toll.independent_sources} independent\n    {toll.rule}"
        )
        _roots(toll, console)
    for id_ in incident.claims:
        _claim(register.claim(id_), console)
    for link in incident.links:
        console.print(f"\n  linked {link.left} ~ {link.right} ({link.probability:.2f}): ")
        for line in link.evidence:
            console.print(f"    {line}")
