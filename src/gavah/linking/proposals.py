"""The pairs of mentions that linking compares: for fitting, for measuring, for looking closer."""

from collections.abc import Iterator, Sequence

from gavah.linking.binding import Binding
from gavah.linking.blocking import pairs
from gavah.linking.grouping import mentioned
from gavah.linking.mentions import Mention
from gavah.linking.roots import roots
from gavah.model import Claim, Told


def proposals(claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[tuple[Mention, Mention]]:
    """Candidate pairs of one kind in two documents, in a fixed order, without any judgement."""
    documents = {one.id: one for one in sorted(told, key=lambda one: one.id)}
    by_document: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        by_document.setdefault(claim.document, []).append(claim)
    rooted = roots(documents, by_document)
    mentions, _ = mentioned(by_document, documents, rooted, Binding(()))
    for a, b in sorted(pairs(mentions)):
        if mentions[a].kind == mentions[b].kind:
            yield mentions[a], mentions[b]
