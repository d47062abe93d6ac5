"""Who may do what: roles, what each may, and the rule of every address (docs/serve.md, "Roles").

An address without a rule is not served, and neither is a verb without one: `application` asks for
the rule of each route when it is made.
"""

from typing import Literal, NamedTuple

from gavah.model.role import Role
from gavah.register.house import State

Permission = Literal[
    "see", "export", "add", "judge", "link", "reveal", "classify", "undo others", "team", "switch",
    "unlock",
]  # fmt: skip
_VIEWER: tuple[Permission, ...] = ("see", "export")
_CONTRIBUTOR: tuple[Permission, ...] = (*_VIEWER, "add")
_REVIEWER: tuple[Permission, ...] = (*_CONTRIBUTOR, "judge", "link", "reveal")
_LEAD: tuple[Permission, ...] = (*_REVIEWER, "classify", "undo others", "team", "switch")
GRANTS: dict[Role, frozenset[Permission]] = {
    "viewer": frozenset(_VIEWER),
    "contributor": frozenset(_CONTRIBUTOR),
    "reviewer": frozenset(_REVIEWER),
    "lead": frozenset(_LEAD),
    "admin": frozenset((*_LEAD, "unlock")),
}
VERB_NEEDS: dict[str, Permission] = {
    "add": "add", "confirm": "judge", "reject": "judge", "correct": "judge", "same": "judge",
    "different": "judge", "unsure": "judge", "split": "judge", "choose": "judge",
    "classify": "classify", "undo": "add",  # of one's own; of another's, see `undoing_needs`
}  # fmt: skip


class Rule(NamedTuple):
    """
    Attributes:
        needs: what the role must grant; None: anyone who signed in.
        least: how far the switch may be turned for it still to answer.
        stranger: whether it answers without a session.
    """

    needs: Permission | None
    least: State = "read-only"
    stranger: bool = False

    def allows(self, role: Role, state: State) -> bool:
        """Whether it answers to someone of that role while the switch stands so."""
        order: tuple[State, ...] = ("open", "read-only", "locked")
        granted = self.needs is None or self.needs in GRANTS[role]
        return granted and order.index(state) <= order.index(self.least)


_SEEN = Rule("see")
RULES: dict[tuple[str, str], Rule] = {
    **dict.fromkeys(
        (
            ("GET", one)
            for one in (
                "/", "/incidents", "/incidents/{id}", "/timeline", "/map", "/persons",
                "/persons/{id}", "/claims", "/claims/{id}", "/documents/{id}", "/sources",
                "/changes", "/search", "/review", "/review/pair", "/review/bulk", "/documents/{id}/original",
            )
        ),
        _SEEN,
    ),
    ("GET", "/incidents.csv"): Rule("export"),
    ("POST", "/judge"): Rule("add", "open"),  # and what its verb needs: `VERB_NEEDS`
    ("POST", "/note"): Rule("add", "open"),
    ("POST", "/name"): Rule("add", "open"),
    ("POST", "/link"): Rule("link", "open"),
    ("POST", "/reveal"): Rule("reveal", "open"),
    ("POST", "/cover"): Rule("see"),
    ("POST", "/close"): Rule(None, "locked"),
    ("GET", "/account"): Rule(None),
    ("POST", "/account"): Rule(None),
    ("GET", "/team"): Rule("team", "locked"),
    ("POST", "/switch"): Rule("switch", "locked"),  # and "unlock", to open a locked register
    ("GET", "/open"): Rule(None, "locked", stranger=True),
    ("GET", "/sign-in"): Rule(None, "locked", stranger=True),
    ("POST", "/sign-in"): Rule(None, "locked", stranger=True),
    ("GET", "/static/{name}"): Rule(None, "locked", stranger=True),
    ("GET", "/openapi.json"): Rule(None, "locked", stranger=True),
}  # fmt: skip


def rule_of(method: str, path: str) -> Rule:
    """The rule of an address.

    Raises:
        LookupError: it has none, and so must not be served.
    """
    held = RULES.get((method, path))
    if held is None:
        raise LookupError(f"{method} {path} has no rule in gavah.web.rules; say who may ask for it")
    return held


def undoing_needs(own: bool, verb: str) -> Permission:
    """What undoing a judgement needs.

    Args:
        own: whether the same person made it.
        verb: of the judgement that is undone.
    """
    return VERB_NEEDS.get(verb, "undo others") if own else "undo others"
