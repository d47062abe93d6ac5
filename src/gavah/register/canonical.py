"""The register's canonical bytes: equal for the same copies, version and judgements.

One line of canonical JSON a record: claims as read, incidents, persons, tolls, judgements; sorted,
without times of a run, run ids or log (DESIGN, "The same bytes").
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gavah.register import kept

if TYPE_CHECKING:
    from gavah.register.register import Register


def canonical(register: "Register") -> Iterator[bytes]:
    """Every line, its line break included."""
    for claim in register.claims():
        yield _line("claim", claim)
    for incident in register.incidents():
        yield _line("incident", incident)
    for person in register.persons():
        yield _line("person", person)
    for incident in register.incidents():
        for toll in incident.tolls:
            yield _line("toll", {"incident": incident.id, "toll": toll})
    said = [
        {"by": one.by, "verb": one.verb, "target": one.target, "value": one.value,
         "words": one.words, "reason": one.reason}
        for one in register.judgements(in_force=True)
    ]  # fmt: skip
    yield from sorted(_line("judgement", one) for one in said)


def _line(kind: str, record: Any) -> bytes:
    return kept.ordered({kind: record}) + b"\n"
