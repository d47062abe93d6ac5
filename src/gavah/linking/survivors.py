"""Who was hurt and lived: single people told as injured and as dead are among the dead only."""

from gavah.linking import populations
from gavah.linking.mentions import claim_names
from gavah.model import Claim


def without_the_dead(injured: list[Claim], killed: list[Claim]) -> list[Claim]:
    """Leave out single people told as injured who are told as killed, by name or in one report."""
    dead = [c for c in killed if _one(c)]
    kept = [c for c in injured if not (_one(c) and any(_died(c, d) for d in dead))]
    with_dead = _with_the_dead(kept, killed)
    return [c for c in kept if _exact(c) not in with_dead]


def _with_the_dead(injured: list[Claim], killed: list[Claim]) -> set[int | None]:
    """Figures of people hit that count the dead too: one report has the same without its dead.

    "Six were shot; one died, five others were wounded": six are not the injured.
    """
    found: set[int | None] = set()
    for document in sorted({claim.document for claim in injured}):
        here = [claim for claim in injured if claim.document == document]
        totals = [c for c in here if not populations.single(c) or populations.apart_in_words(c)]
        own = {_exact(claim) for claim in totals} - {None}
        dead = {_exact(claim) for claim in killed if claim.document == document} - {None, 0}
        found |= {large for large in own if any((large or 0) - (d or 0) in own for d in dead)}
    return found


def _exact(claim: Claim) -> int | None:
    count = populations.figure(claim)
    return count.low if count is not None and count.low == count.high else None


def _one(claim: Claim) -> bool:
    count = populations.figure(claim)
    return count is not None and count.low == count.high == 1


def _died(injured: Claim, killed: Claim) -> bool:
    """Whether one who was hurt is the one who died: told so by name, or by words that fit.

    "One killed, one injured" in a sentence are two; so is "another man".
    """
    if claim_names(injured) and claim_names(killed):
        return populations.could_be_one(injured, killed)
    return (
        injured.document == killed.document
        and not injured.anchors.sentence.overlaps(killed.anchors.sentence)
        and not populations.apart_in_words(injured)
        and populations.could_be_one(injured, killed)
    )
