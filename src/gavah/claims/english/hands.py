"""Who did it, where the sentence only says "in the attack": told before, when there is one answer.

Only within one document, only back to the attack told last, and only while the document has named
one doer so far: with two, nobody is guessed. The claim carries the doubt `perpetrators_inherited`.
"""

import re
from collections.abc import Sequence
from functools import cache

from gavah.claims.english.events import Event
from gavah.resources import load

_REACH = 12
"""How many sentences back the attack may have been told."""
_ACTS = frozenset(("killed", "injured"))


def carry(told: Sequence[Event]) -> None:
    """Give the harm of "the attack" to whoever is told to have made it."""
    doers: dict[str, Event] = {}
    for event in told:
        if event.type != "harm" or event.act not in _ACTS or event.polarity != "affirmed":
            continue
        if event.agents:
            doers[_name(event)] = event
        elif len(doers) == 1 and _taken_up().search(event.passage.lower(event.passage.start, event.passage.end)):  # fmt: skip
            (source,) = doers.values()
            near = 0 < event.passage.order - source.passage.order <= _REACH
            if near and source.passage.where == event.passage.where:
                event.agents = source.agents
                event.doubts.append(("perpetrators_inherited", "perpetrators"))


def _name(event: Event) -> str:
    """Doers told apart by their last word: "the police" and "police" are one."""
    return " ".join(
        sorted(event.passage.text[start:end].casefold().split()[-1] for start, end in event.agents)
    )


@cache
def _taken_up() -> re.Pattern[str]:
    """ "The attack", "this shooting": an attack that was told before."""
    armed = "|".join(sorted(load("english/actors")["armed"]))
    return re.compile(
        rf"\b(?:the|this|that|these|those)\s(?:\w+\s)?(?:{armed}|blast|explosion|killing)s?\b"
    )
