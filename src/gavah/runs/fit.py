"""Fits weights of linking to the judgements of a case, and freezes them in its log."""

from gavah.linking.binding import Binding
from gavah.linking.fitting import fitted, table
from gavah.linking.grouping import mentioned
from gavah.linking.mentions import Mention
from gavah.linking.weights import SHIPPED, Weights, using
from gavah.model import Claim
from gavah.register import Register


def judged_pairs(register: Register) -> list[tuple[Mention, Mention, bool]]:
    """Mentions of occurrences in two documents that judgements hold to be one, or not to be."""
    rulings = [one for one in register.rulings().pairs if one.about == "incident"]
    home = register.memory.documents_of({end for one in rulings for end in (one.left, one.right)})
    documents = sorted(set(home.values()))
    claims: dict[str, list[Claim]] = {}
    for claim in sorted(register.memory.claims(documents), key=lambda claim: claim.id):
        claims.setdefault(claim.document, []).append(claim)
    told = {one.id: one for one in register.memory.told(documents)}
    # as they would stand without any judgement
    mentions, _ = mentioned(claims, told, register.linkage.roots(), Binding(()))
    at = {claim.id: one for one in mentions for claim in one.claims}
    found: dict[tuple[str, str], tuple[Mention, Mention, bool]] = {}
    for ruling in rulings:
        one, other = at.get(ruling.left), at.get(ruling.right)
        if one is None or other is None or one.document == other.document:
            continue
        if one.kind == other.kind == "occurrence":
            found[min(one.key, other.key), max(one.key, other.key)] = (
                one, other, ruling.held == "same",
            )  # fmt: skip
    return [found[pair] for pair in sorted(found)]


def fit(register: Register, by: str) -> Weights:
    """Fit weights to the judgements in force, and put them in force from now on. Logged as "fit".

    Raises:
        NothingToFit: too few pairs are judged.
    """
    with using(SHIPPED):
        pairs = judged_pairs(register)
        made = fitted(pairs, register.weights(), SHIPPED, register.fits() + 1)
    register.log("fit", (), dict(table(made)), by=by)
    return made


def unfit(register: Register, by: str) -> Weights:
    """Put the shipped weights in force again. Logged as "fit"."""
    register.log("fit", (), dict(table(SHIPPED)), by=by)
    return SHIPPED
