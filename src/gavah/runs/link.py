"""Links what the register holds: claims and rulings to incidents, persons and tolls."""

from gavah.linking import link as link_claims
from gavah.model import Linked
from gavah.register import Register


def link(register: Register) -> Linked:
    """Link everything anew and keep the result; the same register gives the same result."""
    linked = link_claims(
        list(register.effective_claims()), list(register.told()), register.rulings()
    )
    register.keep_linked(linked)
    detail = {"incidents": len(linked.incidents), "persons": len(linked.persons)}
    register.log("link", (), detail)
    return linked
