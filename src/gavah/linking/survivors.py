"""Who was hurt and lived: single people told as injured and as dead are among the dead only.

A figure of people hit that counts the dead too ("six were shot, one fatally") leaves the rest.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from gavah.linking import populations
from gavah.linking.mentions import claim_names
from gavah.linking.names import compare
from gavah.model import Claim, Count


def without_the_dead(injured: list[Claim], killed: list[Claim]) -> list[Claim]:
    """Leave out single people told as injured who are told as killed, by name or in one report."""
    dead = [c for c in killed if _one(c)]
    kept = [c for c in injured if not (_one(c) and any(_died(c, d) for d in dead))]
    kept = [c for c in kept if not any(_all_died(c, d) for d in killed)]
    later = _died_later(kept, killed)
    kept = [c for c in kept if c.id not in later]
    with_dead = _with_the_dead(kept, killed)
    return [_who_lived(c, killed) for c in kept if _exact(c) not in with_dead]


def _who_lived(injured: Claim, killed: Sequence[Claim]) -> Claim:
    """ "Six were shot, one fatally", "shot six people, killing one": five lived."""
    hit = _exact(injured)
    if hit is None:
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
    if _ONE_OF_THEM.search(told) and not sentence.overlaps(hit.anchors.sentence):
        return not populations.apart_in_words(hit)
    if not _HIT.search(hit.anchors.act.quote):
        return False
    if sentence.overlaps(hit.anchors.sentence):
        start = hit.anchors.act.end - sentence.start
    elif hit.anchors.count is not None:  # another sentence with the same figure
        start = told.casefold().find(hit.anchors.count.quote.casefold())
    else:
        start = -1
    return start >= 0 and _OF_THEM.search(told, start) is not None


def _all_died(hurt: Claim, dead: Claim) -> bool:
    """ "The three were found dead. All three had gunshot wounds": their deadly wounds.

    As many are told dead, in another sentence; the words take up all of them, or name the dead.
    """
    figure, lost = _exact(hurt), _exact(dead)
    if not figure or figure < 2 or lost is None or lost < figure:
        return False
    if populations.in_care(hurt) or populations.apart_in_words(hurt):
        return False
    if dead.document == hurt.document and dead.anchors.sentence.overlaps(hurt.anchors.sentence):
        return False
    if populations.all_named(hurt) and dead.victims is not None:
        names = claim_names(dead)
        return all(any(compare(a, b)[0] == "same" for b in names) for a in claim_names(hurt))
    sentence, act = hurt.anchors.sentence, hurt.anchors.act
    told = sentence.quote[: max(0, act.start - sentence.start)]
    return lost == figure and _ALL.search(told) is not None


_ALL = re.compile(r"\b(?:all|both|each)\b", re.IGNORECASE)
_HIT = re.compile(r"^(?:\w+ )?(?:shot|hit|struck|stabbed|shooting|stabbing)$", re.IGNORECASE)
_ONE_OF_THEM = re.compile(
    r"\b(?:one|two|three|four|five|\d+) of (?:the|those|them|these|its)\b(?: \w+)?"
    r"(?: wounded| injured| shot| hurt| victims| hit| struck)",
    re.IGNORECASE,
)
"""Before a death: "one of the wounded has died"."""
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
        and (
            not injured.anchors.sentence.overlaps(killed.anchors.sentence)
            or _in_one_breath(injured, killed)
        )
        and not populations.apart_in_words(injured)
        and populations.could_be_one(injured, killed)
    )


def _in_one_breath(injured: Claim, killed: Claim) -> bool:
    """Whether a sentence goes on to the death of the one it told hurt: "was shot and later died".

    Nothing but pronouns and small words stands between the conjunction and the death, and the hurt
    one is the subject ("wounded her and died" is another's death); or both acts rest on the same
    words for the person: "a boy who shot himself has died".
    """
    hurt, dead = injured.anchors, killed.anchors
    if hurt.victims and hurt.victims == dead.victims:
        return True
    if dead.act.start < hurt.act.end or dead.act.where != hurt.act.where:
        return False
    if any(one.start >= hurt.act.start for one in hurt.victims):
        return False
    start = dead.sentence.start
    between = dead.sentence.quote[max(0, hurt.act.end - start) : max(0, dead.act.start - start)]
    return _THEN.search(between) is not None and not _OBJECT.search(between)


_OBJECT = re.compile(r"^\s*(?:him|her|them|himself|herself)\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:and|but|where|before|then)\s+(?:(?:he|she|later|soon|then|also|reportedly|had|has|was|there"
    r"|shortly|subsequently|afterwards?|eventually|quickly)\s+)*$",
    re.IGNORECASE,
)
