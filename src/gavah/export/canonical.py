"""The register's canonical bytes: equal for the same copies, version and judgements.

One line of canonical JSON a record: claims as read, incidents, persons, tolls, judgements; sorted,
without times of a run, run ids or log (DESIGN, "The same bytes"). Names that no export tells are
masked in all of them unless asked for; masked or whole, the bytes of equal registers are equal.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from gavah.export.gather import whole
from gavah.export.withholding import Withholding
from gavah.register import Register, kept


def canonical(register: Register, *, restricted: bool = False) -> Iterator[bytes]:
    """Every line, its line break included.

    Args:
        restricted: names of people who may be alive and in danger too; log it.
    """
    withheld = register.withheld(secret_only=restricted)
    contents = whole(register)
    contents = msgspec.structs.replace(contents, claims=tuple(register.claims()))
    withholding = Withholding(
        withheld.names, withheld.claims, contents.claims, restricted=restricted
    )
    told = withholding.contents(contents)
    for claim in told.claims:
        yield _line("claim", claim)
    for incident in told.incidents:
        yield _line("incident", incident)
    for person in told.persons:
        yield _line("person", person)
    for incident in told.incidents:
        for toll in incident.tolls:
            yield _line("toll", {"incident": incident.id, "toll": toll})
    said = [
        {"by": one.by, "verb": one.verb, "target": one.target, "value": one.value,
         "words": one.words, "reason": one.reason}
        for one in register.judgements(in_force=True)
    ]  # fmt: skip
    yield from sorted(_line("judgement", withholding.judged(one)) for one in said)


def _line(kind: str, record: Any) -> bytes:
    return kept.ordered({kind: record}) + b"\n"
