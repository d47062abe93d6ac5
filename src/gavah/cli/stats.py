"""gavah stats: how much the register holds, and what was not read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import day_words, short, some

if TYPE_CHECKING:
    from gavah.runs.unread import Unread

HELD = (
    Column("what", lambda row: str(row["what"]).replace("_", " ")),
    Column("how many", lambda row: f"{row['how_many']:,}", right=True),
)
UNREAD = (
    Column("document", lambda u: u.document, lambda u: short(u.document)),
    Column("why", lambda u: u.reason),
    Column("language", lambda u: u.language or "?", least=96),
    Column("published", lambda u: str(u.published or ""), lambda u: day_words(u.published), least=96),
    Column("title", lambda u: u.title or "", wraps=True),
    Column("words of harm", lambda u: _words(u), wraps=True),
)  # fmt: skip


def _words(one: "Unread") -> str:
    told = dict.fromkeys(anchor.quote.lower() for anchor in one.words)
    return ", ".join([*list(told)[:6], *(["…"] if len(told) > 6 else [])])


@cli.command()
@case_option
@click.option("--unread", is_flag=True, help="List documents that may tell of harm and gave none.")
@printed
def stats(case: Path, register: str | None, unread: bool) -> Listing:
    """Count what the register holds: copies, documents, claims, incidents, set aside, not read.

    With --unread: each document in a language that no reader reads, and each that holds words of
    harm and no claim. Neither is the same as telling of nothing: look at them.

    \b
    Examples:
      gavah stats --case my-case
      gavah stats --unread --case my-case
    """
    from gavah.register import open_register
    from gavah.runs.unread import unread as not_read

    with open_register(case, register) as opened:
        if not unread:
            counted = opened.stats().items()
            return Listing([{"what": what, "how_many": number} for what, number in counted], HELD)
        found = list(not_read(opened))

    def foot(shown: Sequence["Unread"]) -> str:
        no_claim = sum(one.reason == "no claim" for one in shown)
        return (
            f"{some(len(shown), 'document')}: {len(shown) - no_claim} not read for language, "
            f"{no_claim} with words of harm and no claim. The text: gavah show ID --case {case}; "
            "a missed claim: gavah judge add"
        )

    none = "every document was read, and each with a word of harm has a claim"
    return Listing(found, UNREAD, none=none, foot=foot)
