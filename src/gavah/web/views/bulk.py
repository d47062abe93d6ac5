"""Several claims judged at once: first all of them are seen, with what the judgement would change."""

from gavah.errors import WrongUsage
from gavah.model.record import Record
from gavah.web.asking import claims_by_id, incidents_of_claims, newest_about
from gavah.web.pages import Asked, Visit, page
from gavah.web.told import Voice, sources_by_id, voices

MOST = 60


class BulkAsked(Asked, frozen=True, kw_only=True):
    """Which claims."""

    target: tuple[str, ...] = ()


class BulkPage(Record, frozen=True, kw_only=True):
    """
    Attributes:
        judged: how many someone judged before.
        incidents: how many incidents hold them.
        seen: number of the newest judgement on any, for the form to carry.
    """

    voices: tuple[Voice, ...]
    judged: int
    incidents: int
    seen: int


@page("/review/bulk", "bulk.html.jinja")
def bulk(visit: Visit, asked: BulkAsked) -> BulkPage:
    """The claims that were marked, before they are accepted or rejected together."""
    if len(asked.target) > MOST:
        raise WrongUsage(f"{len(asked.target)} claims are too many to see at once; mark {MOST}")
    register = visit.register
    found = list(claims_by_id(register, asked.target).values())
    sources = sources_by_id(register, [one.document for one in found])
    visit.veil.over([one.document for one in found])
    of = incidents_of_claims(register, [one.id for one in found])
    shown = voices(visit, found, sources, frozenset(of))
    return BulkPage(
        voices=tuple(shown),
        judged=sum(one.reviewed is not None for one in shown),
        incidents=len(set(of.values())),
        seen=newest_about(register, [one.id for one in found]),
    )
