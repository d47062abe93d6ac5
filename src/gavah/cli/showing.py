"""How one entry is shown: its words with each field marked, who says so, why it was linked.

Colour marks the fields of a sentence; the line below it names each with its words, so that nothing
is lost where colours are not seen.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gavah.cli.words import (
    act_words,
    chain_words,
    count_words,
    day_words,
    days_words,
    place_words,
    short,
    some,
    toll_range,
    voices_words,
    who_words,
)
from gavah.linking.statuses import clash
from gavah.model import Anchor, Claim, Document, Incident, Judgement, Person, Status, Toll
from gavah.register import Register
from gavah.register.claims import in_text_order
from gavah.resources import load

STYLES = {
    "act": "bold red", "count": "bold yellow", "victims": "bold green",
    "perpetrators": "bold magenta", "place": "bold cyan", "when": "bold blue",
    "speakers": "underline",
}  # fmt: skip


def claim(claim: Claim, register: Register) -> RenderableType:
    """One claim: what is claimed, the sentence, and what each field rests on."""
    head = Text.assemble((act_words(claim), "bold"))
    if count := count_words(claim.count):
        head.append(f": {count}", "bold")
    if who := who_words(claim):
        head.append(f" · {who}")
    if claim.scope == "cumulative":
        head.append(" · a total over a period, not one event")
    head.append(f"   {claim.id}", "dim")
    facts = [("according to", chain_words(claim.attribution))]
    if claim.perpetrators:
        facts.append(("by, as said", ", ".join(one.name for one in claim.perpetrators)))
    if claim.when is not None:
        facts.append(("when", f"{days_words(claim.when)} ({claim.when.basis})"))
    if claim.place is not None:
        basis = f"{claim.place.precision}, {claim.place.basis}"
        facts.append(("where", f"{place_words(claim.place)} ({basis})"))
    published = f", published {day_words(claim.published)}" if claim.published else ""
    facts.append(("document", f"{short(claim.document)}{published}"))
    if claim.also:
        facts.append(("told again", f"{some(len(claim.also), 'more time')} in the document"))
    meaning = load("doubts")["codes"]
    for doubt in claim.doubts:
        said = meaning.get(doubt.code, doubt.code.replace("_", " "))
        facts.append((f"doubt: {doubt.field}", said))
    facts.extend(judged(claim.id, register))
    return Group(head, Padding(_marked(claim), (0, 0, 0, 2)), Padding(table(facts), (0, 0, 1, 2)))


def anchors(claim: Claim, field: str) -> Iterator[Anchor]:
    """The anchors of a field, whether it has none, one or several."""
    held = getattr(claim.anchors, field)
    for one in held if isinstance(held, tuple) else (held,):
        if one is not None:
            yield one


def _marked(claim: Claim) -> RenderableType:
    """The sentence with its fields coloured, then each field's words by name."""
    sentence = claim.anchors.sentence
    # each line break becomes one blank, so that offsets still count
    text = Text("“" + sentence.quote.replace("\n", " ").replace("\r", " ") + "”")
    legend = Text()
    for field, style in STYLES.items():
        for one in anchors(claim, field):
            if one.overlaps(sentence):
                start = max(one.start, sentence.start) - sentence.start + 1
                text.stylize(style, start, min(one.end, sentence.end) - sentence.start + 1)
            if legend:
                legend.append(" · ")
            where = "" if one.overlaps(sentence) else " (elsewhere)"
            quote = " ".join(one.quote.split())
            legend.append(f"{field} ").append(f"“{quote}”", style).append(where)
    return Group(text, legend)


def incident(one: Incident, register: Register) -> RenderableType:
    """One incident: tolls with their rules, each claim, and why they are held to be of one."""
    head = Text.assemble((one.title, "bold"), (f"   {one.id}", "dim"))
    facts = [
        ("kind", one.kind if one.kind != "period" else "period: its figures are never added"),
        ("when", days_words(one.when) or "not known"),
        ("where", place_words(one.place) or "not known"),
    ]
    for toll in one.tolls:
        said = toll_range(toll)
        if toll.conflict:
            said += ", in conflict: these sources cannot all be right"
        said += f"\n{voices_words(toll)}"
        said += f"; {toll.rule}" if toll.rule else ""
        if len(toll.parts) > 1:
            parts = (f"{part.population}: {part.low:,}" for part in toll.parts)
            said += f"\nparts: {'; '.join(parts)}"
        facts.append((toll.act.replace("_", " "), said))
        facts.extend(_whence(toll))
    for person_ in one.persons:
        fate = f" ({person_.fate.replace('_', ' ')})" if person_.fate else ""
        facts.append(("named", f"{' / '.join(person_.names)}{fate}   {short(person_.id)}"))
    facts.extend(judged(one.id, register))
    blocks: list[RenderableType] = [head, Padding(table(facts), (0, 0, 1, 2))]
    blocks.append(Text(f"what {some(len(one.claims), 'claim says', 'claims say')}", "bold"))
    blocks.extend(_claims(one.claims, register))
    if one.links:
        blocks.append(Text("why these claims are held to tell of one incident", "bold"))
        weights = "evidence with its weight: +1 doubles the odds, -1 halves them"
        blocks.append(Padding(Text(weights, "dim"), (0, 0, 0, 2)))
    for link in one.links:
        pair = f"{short(link.left)} and {short(link.right)}  {link.probability:4.0%} likely"
        evidence = Padding(Text("; ".join(link.evidence)), (0, 0, 0, 2))
        blocks.append(Padding(Group(Text(pair), evidence), (0, 0, 0, 2)))
    return Group(*blocks)


def _whence(toll: Toll) -> Iterator[tuple[str, str]]:
    """Who a toll's figures come from, by which ways, and how it moved as reports came in."""
    for root in toll.roots:
        kind = f" ({root.kind})" if root.kind != "unknown" else ""
        ways = "\n".join(" → ".join(map(short, chain)) for chain in root.chains)
        yield "  root", f"{root.name}{kind}\n{ways}" if ways else f"{root.name}{kind}"
    if len(toll.moves) > 1:
        for move in toll.moves:
            conflict = ", in conflict" if move.conflict else ""
            when = day_words(move.on) or "day not known"
            yield "  moved", f"{when}: {toll_range(move)}{conflict}"


def person(one: Person, register: Register) -> RenderableType:
    """One person: every name, what became of them as reported, and each claim."""
    names = " / ".join(name.text for name in one.names)
    facts = [("kind", one.kind), ("fate", (one.fate or "not told").replace("_", " "))]
    if one.minor:
        facts.append(("minor", "a source calls them a child or gives an age under 18"))
    for status in one.statuses:
        facts.append((status.axis, _status(status, one, register)))
    facts.extend(judged(one.id, register))
    head = Text.assemble((names, "bold"), (f"   {one.id}", "dim"))
    return Group(head, Padding(table(facts), (0, 0, 1, 2)), *_claims(one.claims, register))


def _status(status: Status, one: Person, register: Register) -> str:
    """A dated status, who publishes it, and what it cannot be true together with."""
    held = [claim for claim in map(register.claim, status.claims) if claim is not None]
    outlets = sorted({claim.publisher.name for claim in held if claim.publisher})
    said = _dated(status) + (f" ({', '.join(outlets)})" if outlets else "")
    others = [other for other in one.statuses if clash(status, other)] if status.conflict else []
    if others:
        said += f"; in conflict: cannot be true together with {', '.join(map(_dated, others))}"
    return said


def _dated(status: Status) -> str:
    when = f", {days_words(status.when)}" if status.when else ", day not told"
    return f"{status.status.replace('_', ' ')}{when}"


def document(one: Document, register: Register) -> RenderableType:
    """One document: what is known of it, and its text with what is no article dimmed."""
    published = one.published
    facts = [
        ("publisher", one.publisher or "not known"),
        ("published", f"{published.date} ({published.basis})" if published else "not known"),
        ("language", one.language or "not told apart"),
        ("status", register.status(one.id) or ""),
        ("copy", one.copy),
    ]
    if one.url:
        facts.insert(1, ("address", one.url))
    meaning = load("doubts")["codes"]
    facts.extend(("doubt", meaning.get(code, code.replace("_", " "))) for code in one.doubts)
    text = Text(one.text)
    for span in one.not_text:
        text.stylize("dim", span.start, span.end)
    head = Text.assemble((one.title or one.id, "bold"), (f"   {short(one.id)}", "dim"))
    return Group(head, Padding(table(facts), (0, 0, 1, 2)), text)


def _claims(ids: Iterable[str], register: Register) -> Iterator[RenderableType]:
    held = [one for one in map(register.claim, ids) if one is not None]
    for one in sorted(held, key=lambda one: (str(one.published or "9"), in_text_order(one))):
        yield Padding(claim(one, register), (0, 0, 0, 2))


def judged(id_: str, register: Register) -> list[tuple[str, str]]:
    """Judgements about the entry, one fact each."""
    said = [one for one in register.chain.about([id_]) if isinstance(one, Judgement)]
    return [
        ("judgement", f"{one.seq}: {one.verb}, by {one.by} on {one.at[:10]}: {one.reason}")
        for one in said
    ]


def table(facts: Iterable[tuple[str, str]]) -> Table:
    """Facts in two columns: what, and its words."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for what, words in facts:
        grid.add_row(Text(what), Text(words))
    return grid


def put(found: Claim | Incident | Person | Document, register: Register, out: Console) -> None:
    """Show an entry on a terminal."""
    if isinstance(found, Claim):
        out.print(claim(found, register))
    elif isinstance(found, Incident):
        out.print(incident(found, register))
    elif isinstance(found, Person):
        out.print(person(found, register))
    else:
        out.print(document(found, register))
