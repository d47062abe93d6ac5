"""What stands around every page: which case, what waits, what was judged since the last linking."""

from gavah.model.record import Record
from gavah.web.pages import Visit
from gavah.web.rules import GRANTS


class Frame(Record, frozen=True, kw_only=True):
    """
    Attributes:
        waits: open pairs and loose judgements.
        unlinked: judgements since the last linking: what they bind is not in the figures yet.
        covered: names that stand covered on this page.
        lifted: whether this page's names were revealed.
        read_only: whether nothing can be judged.
        team: whether people sign in.
        may: what the role of who asks grants.
    """

    case: str
    head: str
    waits: int
    unlinked: int
    covered: int
    lifted: bool
    read_only: bool
    team: bool
    may: tuple[str, ...]


def frame(visit: Visit) -> Frame:
    """The surroundings of one answer."""
    register = visit.register
    standing = register.standing()
    pulse = visit.web.pulse(register)
    waits = len(visit.web.catalogue(register).waiting(standing, pulse.judged))
    return Frame(
        case=register.case.resolve().name,
        head=register.head(),
        waits=waits + len(standing.detached),
        unlinked=sum(1 for one in standing.judgements if one.seq > pulse.linked)
        + (1 if pulse.judged > pulse.linked and not standing.judgements else 0),
        covered=visit.veil.covered,
        lifted=visit.veil.only == "secret",
        read_only=visit.still,
        team=visit.session.account is not None,
        may=tuple(sorted(GRANTS[visit.session.role])),
    )
