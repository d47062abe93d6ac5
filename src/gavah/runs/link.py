"""Links what the register holds: claims and rulings to incidents, persons and tolls.

What changed since the last linking is linked again, and nothing else; the result is that of
linking everything (docs/decisions/009).
"""

from gavah.linking.again import link_again
from gavah.linking.linking import link_whole
from gavah.linking.weights import using
from gavah.model import Linking
from gavah.register import Register

WHOLE_FROM = 0.25
"""Part of all documents from which linking them all is no slower than going on."""


def link(register: Register, *, whole: bool = False, whole_from: float = WHOLE_FROM) -> Linking:
    """Link what changed and keep the result; the same register gives the same result.

    Args:
        whole: link everything, whatever changed.
        whole_from: part of all documents from which everything is linked.
    """
    weights = register.weights()
    with using(weights):
        changed = _link(register, whole, whole_from)
    incidents, persons = register.count("incidents"), register.count("persons")
    detail = {"incidents": incidents, "persons": persons, "weights": weights.version}
    register.log("link", (), detail)
    return Linking(
        incidents=incidents,
        persons=persons,
        undecided=register.count("pairs_to_decide"),
        again=None if changed is None else len(changed),
    )


def _link(register: Register, whole: bool, whole_from: float) -> set[str] | None:
    """Says which documents were linked again; None when all were."""
    changed = None if whole else register.waiting_for_linking()
    if changed is not None and len(changed) > whole_from * register.count("documents"):
        changed = None
    if changed is None:
        claims, told = list(register.effective_claims()), list(register.told())
        register.keep_whole(link_whole(claims, told, register.rulings()), told, claims)
    elif changed:
        register.keep_change(link_again(register.memory, changed, register.rulings()))
    else:
        register.keep_unchanged()
    return changed
