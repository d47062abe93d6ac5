"""Who was hurt and lived: single people told as injured and as dead are among the dead only.

A figure of people hit that counts the dead too ("six were shot, one fatally") leaves the rest.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from gavah.linking import populations
from gavah.linking.mentions import claim_names
from gavah.model import Claim, Count


def without_the_dead(injured: list[Claim], killed: list[Claim]) -> list[Claim]:
    """Leave out single people told as injured who are told as killed, by name or in one report."""
    dead = [c for c in killed if _one(c)]
    kept = [c for c in injured if not (_one(c) and any(_died(c, d) for d in dead))]
    later = _died_later(kept, killed)
    kept = [c for c in kept if c.id not in later]
    with_dead = _with_the_dead(kept, killed)
    return [_who_lived(c, killed) for c in kept if _exact(c) not in with_dead]


def _who_lived(injured: Claim, killed: Sequence[Claim]) -> Claim:
    """ "Six were shot, one fatally", "shot six people, killing one": five lived."""
    hit = _exact(injured)
    if hit is None or not _HIT.search(injured.anchors.act.quote):
        return injured
    for claim in killed:
        dead = _exact(claim)
        if claim.document != injured.document or not dead or dead >= hit:
            continue
        if _of_those(injured, claim):
            rest = hit - dead
            return replace(injured, count=Count(low=rest, high=rest, about=rest, hedge=None))
    return injured


def _of_those(hit: Claim, dead: Claim) -> bool:
    """Whether the sentence of the dead tells them as some of those hit, after their figure."""
    sentence, act = dead.anchors.sentence, dead.anchors.act
    told = sentence.quote[: act.end - sentence.start]
    if sentence.overlaps(hit.anchors.sentence):
        start = hit.anchors.act.end - sentence.start
    elif hit.anchors.count is not None:  # another sentence with the same figure
        start = told.casefold().find(hit.anchors.count.quote.casefold())
    else:
        start = -1
    return start >= 0 and _OF_THEM.search(told, start) is not None


_HIT = re.compile(r"^(?:\w+ )?(?:shot|hit|struck|stabbed|shooting|stabbing)$", re.IGNORECASE)
_OF_THEM = re.compile(r"\bfatally\b|\bof (?:them|whom)\b|,\s+killing\b", re.IGNORECASE)


def _died_later(injured: list[Claim], killed: list[Claim]) -> set[str]:
    """The one hurt person of a report, where a report of that day or later tells one death only.

    Each report tells of one person, in words that may be of the same: hurt first, then dead.
    """
    hurt = {c.document for c in injured}
    dying = {c.document for c in killed}
    last = [c for c in killed if c.document not in hurt and populations.single(c)]
    found: set[str] = set()
    for claim in injured:
        if claim.document in dying or not populations.single(claim):
            continue
        for dead in last:
            after = claim.published is None or dead.published is None or claim.published <= dead.published  # fmt: skip
            if after and populations.could_be_one(claim, dead):
                found.add(claim.id)
    return found


def _with_the_dead(injured: list[Claim], killed: list[Claim]) -> set[int | None]:
    """Figures of people hit that count the dead too: one report has the same without its dead.

    "Six were shot; one died, five others were wounded": six are not the injured. Where the rest
    are not told apart in words, only the figure of a blow may hold the dead: "three were wounded"
    beside "two men" and one death are three.
    """
    found: set[int | None] = set()
    for document in sorted({claim.document for claim in injured}):
        here = [claim for claim in injured if claim.document == document]
        totals = [c for c in here if not populations.single(c) or populations.apart_in_words(c)]
        own = {_exact(claim) for claim in totals} - {None}
        dead = {_exact(claim) for claim in killed if claim.document == document} - {None, 0}
        apart = {_exact(claim) for claim in totals if populations.apart_in_words(claim)}
        blows = {_exact(claim) for claim in totals if _HIT.search(claim.anchors.act.quote)}
        for large in own - apart:
            rests = own if large in blows else own & apart
            if any((large or 0) - (d or 0) in rests for d in dead):
                found.add(large)
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
