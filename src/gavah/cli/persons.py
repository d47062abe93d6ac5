"""gavah persons: who is named, under which spellings, and what became of them."""

from collections.abc import Sequence
from pathlib import Path

from gavah.cli.printing import Column, Listing, printed
from gavah.cli.root import case_option, cli
from gavah.cli.words import short, some
from gavah.model import Person


@cli.command()
@case_option
@printed
def persons(case: Path, register: str | None) -> Listing:
    """List persons with every spelling of their names.

    This prints restricted names too: the list is for you, not for publication. "withheld" marks
    those whom `gavah export` and `gavah report` do not name, because they may be alive and in
    danger.
    """
    from gavah.register import open_register

    with open_register(case, register) as opened:
        found = list(opened.persons())
        hidden = {name for names in opened.withheld().names.values() for name in names}

    def told(person: Person) -> str:
        return "withheld" if any(name.text in hidden for name in person.names) else "named"

    columns = (
        Column("person", lambda p: p.id, lambda p: short(p.id)),
        Column("name", lambda p: p.names[0].text if p.names else "", wraps=True),
        Column("also written", lambda p: ", ".join(n.text for n in p.names[1:]), wraps=True),
        Column("kind", lambda p: p.kind),
        Column("fate", lambda p: (p.fate or "").replace("_", " ")),
        Column("claims", lambda p: f"{len(p.claims):,}", right=True),
        Column("in exports", told),
    )

    def foot(shown: Sequence[Person]) -> str:
        guarded = sum(told(one) == "withheld" for one in shown)
        said = f"{some(len(shown), 'person', 'persons')}, {guarded} withheld in exports"
        return f"{said}. What sources say of one: gavah show ID --case {case}"

    return Listing(found, columns, none="no persons are named in the register", foot=foot)
