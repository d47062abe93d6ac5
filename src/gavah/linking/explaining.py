"""Why two incidents, or two persons, are or are not held to be one: what was weighed, and what not.

The evidence is worked out anew from the claims of the two alone; it is the same that linking
weighs, since no weight depends on what else is in the register. What linking decides over many
at once (average link, a full block) is said in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from gavah.linking.binding import Binding
from gavah.linking.blocking import keys
from gavah.linking.evidence import signs
from gavah.linking.grouping import mentioned
from gavah.linking.mentions import Mention
from gavah.linking.namings import Naming, facts, namings, together
from gavah.linking.person_evidence import Facts, beside, resemble
from gavah.linking.person_groups import name_keys
from gavah.linking.scoring import score
from gavah.linking.weights import FITTED, PERSONS, WEIGHTS, probability
from gavah.model import Claim, Rulings, Told
from gavah.model.record import Record

MOST = 30  # mentions of one side that are compared: those of documents chiefly about it first
SHOWN = 3  # pairs that are shown with their evidence
_FIELDS = {"date": "when", "place": "place", "names": "victims", "counts": "count", "acts": "act",
           "suspects": "perpetrators", "age": "victims", "sex": "victims", "fate": "act"}  # fmt: skip
_EXCLUDED = -60.0  # bits by which a pair that is excluded enters an average


class Line(Record, frozen=True, kw_only=True):
    """One line of evidence, in bits, with the words of both sides that it rests on."""

    feature: str
    verdict: Literal["agree", "conflict", "unknown"]
    weight: float
    words: str
    excludes: bool
    left: tuple[str, ...]
    right: tuple[str, ...]


class Compared(Record, frozen=True, kw_only=True):
    """Two tellings compared: the documents, what the evidence adds up to, line by line.

    Attributes:
        weight: with the prior, in bits; None where a line excludes the pair.
        found: whether a block brings the two together, so that linking looks at them.
    """

    left: str
    right: str
    weight: float | None
    probability: float
    found: bool
    evidence: tuple[Line, ...]


class Explanation(Record, frozen=True, kw_only=True):
    """Whether two are one, and why.

    Attributes:
        because: the reason, in sentences, the deciding one first.
        prior, threshold: bits before any evidence, and from which two are one.
        of: pairs of tellings compared; `pairs` are the likeliest of them.
    """

    about: Literal["incident", "person"]
    left: str
    right: str
    one: bool
    because: tuple[str, ...]
    prior: float
    threshold: float
    of: int
    pairs: tuple[Compared, ...]


def incidents(
    ids: tuple[str, str],
    claims: tuple[Sequence[Claim], Sequence[Claim]],
    beside_them: Sequence[Claim],
    told: Mapping[str, Told],
    roots: Mapping[str, str],
    rulings: Rulings,
    one: bool,
) -> Explanation:
    """Explain two incidents, or two claims.

    Args:
        claims: of each side.
        beside_them: every claim of the documents that tell of either, for mentions are whole.
        one: whether they are one as linking left them.
    """
    binding = Binding(ruling for ruling in rulings.pairs if ruling.about == "incident")
    by_document: dict[str, list[Claim]] = {}
    for claim in sorted(beside_them, key=lambda claim: claim.id):
        by_document.setdefault(claim.document, []).append(claim)
    mentions, _ = mentioned(by_document, dict(told), dict(roots), binding)
    sides = [_of(mentions, {claim.id for claim in side}) for side in claims]
    compared = [_compared(a, b) for a in sides[0] for b in sides[1] if a.key != b.key]
    ranked = sorted(compared, key=lambda pair: (-_bits(pair), pair.left, pair.right))
    kinds = {mention.kind for side in sides for mention in side}
    prior = WEIGHTS["periods"]["prior"] if kinds == {"period"} else FITTED["prior"]
    reasons = _judged(binding, [[c.id for m in side for c in m.claims] for side in sides])
    return Explanation(
        about="incident",
        left=ids[0],
        right=ids[1],
        one=one,
        because=(*reasons, *_why(sides, compared, one, float(FITTED["threshold"]))),
        prior=float(prior),
        threshold=float(FITTED["threshold"]),
        of=len(compared),
        pairs=tuple(pair for pair in ranked[:SHOWN] if pair.evidence),
    )


def _of(mentions: Sequence[Mention], claims: set[str]) -> list[Mention]:
    own = [one for one in mentions if any(claim.id in claims for claim in one.claims)]
    return sorted(own, key=lambda one: (not one.main, one.key))[:MOST]


def _compared(one: Mention, other: Mention) -> Compared:
    alike = one.kind == other.kind
    scored = score(one, other) if alike else None
    lines = []
    for sign in sorted(signs(one, other), key=lambda s: -abs(s.weight)) if alike else ():
        quotes = [_quotes(side.claims, sign.feature) for side in (one, other)]
        lines.append(
            Line(feature=sign.feature, verdict=sign.verdict, weight=round(sign.weight, 2), words=sign.words,
                 excludes=sign.excludes, left=quotes[0], right=quotes[1])
        )  # fmt: skip
    excluded = scored is None or scored.excluded
    return Compared(
        left=one.document,
        right=other.document,
        weight=None if scored is None or excluded else round(scored.weight, 2),
        probability=0.0 if scored is None or excluded else probability(scored.weight),
        found=not set(keys(one)).isdisjoint(keys(other)),
        evidence=tuple(lines),
    )


def _why(
    sides: Sequence[Sequence[Mention]], compared: Sequence[Compared], one: bool, threshold: float
) -> list[str]:
    """What decided, in sentences."""
    kinds = [{mention.kind for mention in side} for side in sides]
    if not all(sides):
        return ["one of them tells of nothing that happened: an appeal, which enters no incident"]
    if not kinds[0] & kinds[1]:
        return ["one is an occurrence and the other a period: totals never join an occurrence"]
    if not compared:
        return ["both are told by the same sentences of one document: one mention, not compared"]
    best = max(compared, key=_bits)
    if one:
        reasons = [f"the likeliest two tellings are one with {best.probability:.0%}"]
        if _bits(best) < threshold:
            reasons.append("by itself that would not do: other tellings of the incident join them")
        return reasons
    documents = [{mention.document for mention in side} for side in sides]
    if documents[0] == documents[1] and len(documents[0]) == 1:
        return ["one document tells of both apart from each other"]
    if not any(pair.found for pair in compared):
        return [
            "not compared: they share nothing that tellings are found by (day and place, "
            "a name, telling words, a copy of one text); what comparing would have given is below"
        ]
    average = sum(_bits(pair) for pair in compared) / len(compared)
    excluding = sorted(
        {line.words for pair in compared if pair.weight is None for line in pair.evidence if line.excludes}
    )  # fmt: skip
    if best.weight is None:
        return [f"excluded, whatever else agrees: {words}" for words in excluding[:3]]
    if best.weight < threshold:
        return [
            f"the likeliest two tellings weigh {best.weight:+.1f} bits, "
            f"and {threshold:+.1f} are needed; so they are two"
        ]
    reasons = [
        f"two of their tellings would do by themselves ({best.probability:.0%}), but not all together"
    ]
    reasons += [f"excluded among their tellings: {words}" for words in excluding[:3]]
    if average < threshold and not excluding:
        reasons.append(f"on average their tellings weigh {average:+.1f} bits")
    if not best.found:
        reasons.append("the likeliest two were not compared: no block brings them together")
    return reasons


def persons(
    ids: tuple[str, str],
    named: tuple[frozenset[str], frozenset[str]],
    claims: tuple[Sequence[Claim], Sequence[Claim]],
    incident_of: Mapping[str, str],
    rulings: Rulings,
) -> Explanation:
    """Explain two persons, of whom each has these names in these claims."""
    binding = Binding(ruling for ruling in rulings.pairs if ruling.about == "person")
    sides = [
        [one for one in namings(own, incident_of) if one.name.text in texts]
        for own, texts in zip(claims, named, strict=True)
    ]
    left, right = (_all(side) for side in sides)
    found = resemble(left, right)
    keys_met = any(
        not set(name_keys(a)).isdisjoint(name_keys(b)) for a in left.names for b in right.names
    )
    lines = [
        Line(feature=sign.feature, verdict=sign.verdict, weight=sign.weight, words=sign.words, excludes=sign.excludes,
             left=_quotes([n.claim for n in sides[0]], sign.feature), right=_quotes([n.claim for n in sides[1]], sign.feature))
        for sign in found.signs
    ]  # fmt: skip
    together_in = {n.incident for n in sides[0]} & {n.incident for n in sides[1]} - {None}
    because = _judged(binding, [[naming.key for naming in side] for side in sides])
    excluding = [line.words for line in lines if line.excludes]
    if excluding:
        because += [f"excluded, whatever else agrees: {words}" for words in excluding]
    elif not keys_met and not together_in:
        because.append("not compared: no two words of their names have the same consonants")
    elif not beside(left, right) and not together_in:
        because.append(
            "not joined: nothing beside the names agrees, and names alone never merge two people"
        )
    elif not found.sure:
        because.append(
            f"the evidence weighs {found.weight:+.1f} bits, and {PERSONS['threshold']:+.1f} are needed"
        )
    else:
        because.append(
            "the pair would do by itself; another of their names, ages or deaths forbids it"
        )
    pair = Compared(
        left=ids[0], right=ids[1], weight=None if found.excluded else found.weight,
        probability=found.probability, found=keys_met or bool(together_in), evidence=tuple(lines),
    )  # fmt: skip
    return Explanation(
        about="person", left=ids[0], right=ids[1], one=False, because=tuple(because), prior=PERSONS["prior"],
        threshold=PERSONS["threshold"], of=1, pairs=(pair,),
    )  # fmt: skip


def _all(side: Sequence[Naming]) -> Facts:
    told = [facts(naming) for naming in side]
    whole = told[0]
    for more in told[1:]:
        whole = together(whole, more)
    return whole


def _judged(binding: Binding, sides: Sequence[Sequence[str]]) -> list[str]:
    """The judgements that hold the two apart, or together."""
    apart = {binding.different(a, b) for a in sides[0] for b in sides[1]} - {None}
    held = {n for a in sides[0] for b in sides[1] if a != b and binding.rulings and binding.same(a, b)
            for n in binding.because(a, b)}  # fmt: skip
    return [f"judgement {n} holds them apart" for n in sorted(apart, key=str)] + [
        f"judgement {n} holds them to be the same" for n in sorted(held)
    ]


def _bits(pair: Compared) -> float:
    return _EXCLUDED if pair.weight is None else pair.weight


def _quotes(claims: Iterable[Claim], feature: str, most: int = 3) -> tuple[str, ...]:
    """The words that a field of the claims rests on, each once."""
    field = _FIELDS.get(feature)
    found: list[str] = []
    for claim in claims if field else ():
        held = getattr(claim.anchors, str(field))
        for anchor in held if isinstance(held, tuple) else (held,):
            if anchor is not None:
                words = " ".join(anchor.quote.split())
                if words not in found:
                    found.append(words)
    return tuple(found[:most])
