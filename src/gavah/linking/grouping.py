"""Every mention of some documents: their claims grouped, and let go where a `different` asks for it."""

from gavah.linking.binding import Binding
from gavah.linking.mentions import Mention, mention
from gavah.linking.roles import main_of
from gavah.linking.within import Tie, group
from gavah.model import Claim, Told

Ties = list[tuple[Claim, Claim, Tie]]


def mentioned(
    by_document: dict[str, list[Claim]],
    documents: dict[str, Told],
    rooted: dict[str, str],
    binding: Binding,
) -> tuple[list[Mention], dict[str, Ties]]:
    """Every mention, in order of its key, with the ties inside it."""
    mentions: list[Mention] = []
    ties: dict[str, Ties] = {}
    ruled = set(binding.named)
    grouped: list[tuple[str, list[tuple[tuple[Claim, ...], Ties]], int | None]] = []
    for document, claims in sorted(by_document.items()):
        tellable = [claim for claim in claims if claim.type != "appeal"]
        groups = group(tellable, binding)
        grouped.append(
            (document, groups, main_of([members for members, _ in groups], documents.get(document)))
        )
    for document, groups, main in _loosened(grouped, binding, ruled):
        for at, (members, made) in enumerate(groups):
            one = mention(
                members, documents.get(document), rooted.get(document, document), at == main
            )
            mentions.append(one)
            ties[one.key] = made
    mentions.sort(key=lambda one: one.key)
    return mentions, ties


def _loosened(
    grouped: list[tuple[str, list[tuple[tuple[Claim, ...], Ties]], int | None]],
    binding: Binding,
    ruled: set[str],
) -> list[tuple[str, list[tuple[tuple[Claim, ...], Ties]], int | None]]:
    """Let claims go their own way where keeping mentions whole would cross a `different`.

    A person's A = B carries the mentions of both along; where that would make C and D one that a
    judgement holds apart, the claims that rulings name leave their mentions.
    """
    while ruled:
        carried = Binding([r for r in binding.rulings if r.held == "same"]).groups
        for _, groups, _ in grouped:
            for members, _ in groups:
                named = [claim.id for claim in members if claim.id in ruled]
                for other in named[1:]:
                    carried.join(named[0], other)
        crossed = {
            end
            for ruling in binding.rulings
            if ruling.held == "different"
            and carried.find(ruling.left) == carried.find(ruling.right)
            for end in (ruling.left, ruling.right)
        }
        if not crossed:
            return grouped
        roots_crossed = {carried.find(end) for end in crossed}
        leaving = {claim for claim in ruled if carried.find(claim) in roots_crossed}
        again = []
        for document, groups, main in grouped:
            kept: list[tuple[tuple[Claim, ...], Ties]] = []
            new_main = None
            for at, (members, made) in enumerate(groups):
                stay = tuple(c for c in members if c.id not in leaving)
                parts = (
                    [(stay, [t for t in made if t[0].id not in leaving and t[1].id not in leaving])]
                    if stay
                    else []
                )
                if len(stay) < len(members):
                    parts += [((c,), []) for c in members if c.id in leaving]
                if at == main:
                    new_main = len(kept)
                kept += parts
            again.append((document, kept, new_main))
        grouped = again
        ruled = ruled - leaving
    return grouped
