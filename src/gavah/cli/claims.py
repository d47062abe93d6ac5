"""gavah claims: what each source says, one claim a line."""

from pathlib import Path

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import (
    act_words,
    count_signs,
    count_words,
    days_words,
    place_words,
    short,
    some,
    speaker_words,
    when_words,
    who_words,
)

CLAIM_COLUMNS = (
    Column("claim", lambda c: c.id, lambda c: short(c.id)),
    Column("when", lambda c: when_words(c.when), lambda c: days_words(c.when), wraps=True),
    Column("act", act_words, wraps=True),
    Column("how many", lambda c: count_words(c.count), lambda c: count_signs(c.count), right=True),
    Column("who", who_words, wraps=True),
    Column("where", lambda c: place_words(c.place), wraps=True, least=96),
    Column("according to", speaker_words, wraps=True),
    Column("document", lambda c: c.document, least=-1),
    Column("words", lambda c: c.anchors.sentence.quote, least=-1),
)


@cli.command()
@case_option
@click.option("--act", default=None, help="Only this act, such as killed or demonstration.")
@click.option("--document", default=None, help="Only claims of this document.")
@click.option("--country", default=None, help="Only those in this country (ISO code, such as IR).")
@printed
def claims(
    case: Path, register: str | None, act: str | None, document: str | None, country: str | None
) -> Listing:
    """List claims: who did what to whom, where, when, how many, according to whom.

    According to: the nearest speaker first, then who carried it: "police ← Harbour Wire".

    \b
    Examples:
      gavah claims --case my-case --act killed
      gavah claims --case my-case --format jsonl > claims.jsonl
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        if document is not None:
            document = opened.resolve(document)[1]
        found = [
            one
            for one in opened.effective_claims()
            if (act is None or one.act == act)
            and (document is None or one.document == document)
            and (country is None or (one.place is not None and one.place.country == country))
        ]
    return Listing(
        found,
        CLAIM_COLUMNS,
        none="no claims answer to that",
        foot=lambda shown: (
            f"{some(len(shown), 'claim')}. The words behind one: gavah show ID --case {case}"
        ),
    )
