"""Who a figure comes from in the end: the root of each claim of one incident.

A root is a speaker whose words others carry, or a publisher that says so itself. "The committee"
is the committee its document names in full; a speaker carried by five publishers is one root; an
outlet cited for a figure is followed to whoever that outlet has it from; a party quoted by its
own outlet is one root with it; copies of one text share what they carry. Speakers that nobody
could recognise elsewhere ("witnesses") are apart for each publisher. When in doubt two voices
stay two: the chains are kept, so that a person can see and judge (docs/terms.md, "Root").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from gavah.linking.names import fold
from gavah.linking.places import folded
from gavah.linking.populations import figure
from gavah.model import Claim, Root, Told
from gavah.resources import load

Core = frozenset[str]
_HOPS = 8  # outlets that a citation is followed through


@dataclass(frozen=True, slots=True)
class Voice:
    """The root of one claim.

    Attributes:
        key: equal for claims of one root within the incident.
        chain: from the document through what it copies and whom it cites to the root.
    """

    key: str
    name: str
    kind: str
    chain: tuple[str, ...]


@cache
def _words(role: str) -> frozenset[str]:
    lists = load("linking/speakers")
    return frozenset(word for entry in lists if entry["role"] == role for word in entry["words"])


@lru_cache(maxsize=65536)
def core(name: str) -> Core:
    """The words that tell who speaks, without offices: "a police spokesman" is the police."""
    kept = [word for word in folded(name).split() if word not in _words("office")]
    return frozenset(fold(word) or word for word in kept)


@lru_cache(maxsize=65536)
def outlet_core(name: str) -> Core:
    """Every word of an outlet's name: "Local Report" is a name and no office."""
    return frozenset(fold(word) or word for word in folded(name).split())


@lru_cache(maxsize=65536)
def anonymous(name: str) -> bool:
    """Whether a speaker cannot be recognised in another outlet: "witnesses", "officials"."""
    kept = [word for word in folded(name).split() if word not in _words("office")]
    return all(word in _words("anonymous") for word in kept)


def voices(
    claims: Sequence[Claim], told: Mapping[str, Told], roots: Mapping[str, str]
) -> dict[str, Voice]:
    """The voice of each claim of one incident, under its id; the order of claims does not matter.

    Args:
        roots: document id to the id of the document it copies (`gavah.linking.roots`).
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    incident = _Incident(ordered, told, roots)
    return {claim.id: incident.voice(claim) for claim in ordered}


def rooted(claims: Iterable[Claim], heard: Mapping[str, Voice]) -> tuple[Root, ...]:
    """The roots of claims, each with the chains that lead to it; sorted by name."""
    found: dict[str, list[tuple[Voice, str]]] = {}
    for claim in claims:
        voice = heard[claim.id]
        found.setdefault(voice.key, []).append((voice, claim.id))
    made = []
    for told_by in found.values():
        names = sorted({voice.name for voice, _ in told_by}, key=lambda name: (-len(name), name))
        kinds = sorted({voice.kind for voice, _ in told_by} - {"unknown"})
        made.append(
            Root(
                name=names[0],
                kind=kinds[0] if kinds else "unknown",
                chains=tuple(sorted({voice.chain for voice, _ in told_by})),
                claims=tuple(sorted({id_ for _, id_ in told_by})),
            )
        )
    return tuple(sorted(made, key=lambda root: (root.name, root.claims)))


class _Incident:
    """The speakers and publishers of one incident, and which of their names mean one."""

    def __init__(
        self, claims: Sequence[Claim], told: Mapping[str, Told], roots: Mapping[str, str]
    ) -> None:
        self._told, self._roots, self._claims = told, roots, claims
        self._by_document: dict[str, list[Claim]] = {}
        for claim in claims:
            self._by_document.setdefault(claim.document, []).append(claim)
        known = {core(link.name) for claim in claims for link in claim.speakers[:1]
                 if not anonymous(link.name)}  # fmt: skip
        self._publishers: dict[Core, list[str]] = {}
        for document in sorted(self._by_document):
            publisher = self._publisher(document)
            if publisher and outlet_core(publisher):
                self._publishers.setdefault(outlet_core(publisher), []).append(document)
        self._known = known | set(self._publishers)
        self._meanings: dict[Core, Core] = {}

    def voice(self, claim: Claim) -> Voice:
        return self._follow(claim, (claim.document,), _HOPS)

    def _follow(self, claim: Claim, chain: tuple[str, ...], hops: int) -> Voice:
        root = self._roots.get(claim.document, claim.document)
        if root != chain[-1]:
            chain = (*chain, root)
        speaker = _speaker(claim) or self._repeats(claim)
        publisher = self._publisher(claim.document)
        if speaker is None:
            return self._own(publisher, root, chain)
        name, kind = speaker
        meant = self._meant(name, claim.document)
        if meant is None:
            whose = self._key(outlet_core(publisher)) if publisher else root
            key = f"{whose}|{' '.join(sorted(core(name)))}"
            return Voice(key, name, kind, (*chain, name))
        outlet = self._publishers.get(meant)
        if outlet and hops and meant != self._meaning(outlet_core(publisher or "")):
            cited = self._cited(claim, outlet)
            if cited is not None and cited.document not in chain:
                return self._follow(cited, (*chain, cited.document), hops - 1)
        return Voice(self._key(meant), name, kind, (*chain, name))

    def _own(self, publisher: str | None, root: str, chain: tuple[str, ...]) -> Voice:
        if publisher and outlet_core(publisher):
            return Voice(
                self._key(outlet_core(publisher)), publisher, "unknown", (*chain, publisher)
            )
        return Voice(f"document {root}", root, "unknown", chain)

    def _publisher(self, document: str) -> str | None:
        """Whose words it is in: the agency's, or those of who published it or what it copies."""
        root = self._roots.get(document, document)
        known = [self._told[id_] for id_ in (root, document) if id_ in self._told]
        named = [one.agency for one in known] + [one.publisher for one in known]
        return next((name for name in named if name), None)

    def _repeats(self, claim: Claim) -> tuple[str, str] | None:
        """Who a figure told in a document's own words is attributed to elsewhere in it."""
        mine = figure(claim)
        if mine is None:
            return None
        same = {
            speaker
            for other in self._by_document[claim.document]
            if other.act == claim.act and figure(other) == mine and (speaker := _speaker(other))
        }
        return min(same) if same else None

    def _meant(self, name: str, document: str) -> Core | None:
        """What a speaker's name means; None where nobody could tell."""
        if outlet_core(name) in self._publishers:
            return self._meaning(outlet_core(name))
        words = core(name)
        fuller = {
            core(link.name)
            for claim in self._by_document[document]
            for link in claim.speakers[:1]
            if words and words < core(link.name) and not anonymous(link.name)
        }
        if len(fuller) == 1:
            return self._meaning(fuller.pop())
        return None if anonymous(name) else self._meaning(words)

    def _meaning(self, words: Core) -> Core:
        """The fullest name in the incident that has these words, where only one has."""
        if words not in self._meanings:
            fuller = [other for other in self._known if words and words < other]
            longest = [one for one in fuller if not any(one < other for other in fuller)]
            self._meanings[words] = longest[0] if len(longest) == 1 else words
        return self._meanings[words]

    def _key(self, words: Core) -> str:
        return " ".join(sorted(self._meaning(words)))

    def _cited(self, claim: Claim, documents: Sequence[str]) -> Claim | None:
        """The claim of a cited outlet that gives the figure: the same one first, then the latest."""
        known = self._told.get(claim.document)
        by = (known.published if known else None) or date.max
        mine = figure(claim)
        best: tuple[bool, int, str] | None = None
        found = None
        for document in documents:
            when = self._told[document].published if document in self._told else None
            if document == claim.document or (when is not None and when > by):
                continue
            for other in self._by_document[document]:
                if other.act != claim.act:
                    continue
                rank = (figure(other) != mine, -(when or date.min).toordinal(), other.id)
                if best is None or rank < best:
                    best, found = rank, other
        return found


def _speaker(claim: Claim) -> tuple[str, str] | None:
    """The nearest speaker; None where the document itself says it."""
    for link in claim.speakers:
        words = set(folded(link.name).split()) - _words("office")
        if words and words <= _words("self"):
            continue
        return link.name, link.kind
    return None
