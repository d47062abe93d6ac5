"""How much a register holds, in the words of its commands."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from gavah.register import schema
from gavah.register.reading_rows import NOT_READ
from gavah.register.session import Session

if TYPE_CHECKING:
    from gavah.register.register import Register


def counted(register: "Register") -> dict[str, int]:
    """Each thing, and how many there are; in the order of the flow."""
    with register.session.reading() as connection:
        found = {
            what: connection.execute(question).scalar_one()
            for what, question in _questions().items()
        }
    standing = register.standing()
    found["judgements_in_force"] = len(standing.judgements)
    found["judgements_detached"] = len(standing.detached)
    return found


def count(session: Session, what: str) -> int:
    """How many of one of these things there are."""
    with session.reading() as connection:
        return int(connection.execute(_questions()[what]).scalar_one())


def _questions() -> dict[str, sa.Select[int]]:
    copies, captures, documents = schema.copies, schema.captures, schema.documents
    claims, links = schema.claims, schema.links
    return {
        "copies": _all(copies).where(copies.c.removed.is_(None)),
        "removed": _all(copies).where(copies.c.removed.is_not(None)),
        "captures": _all(captures).where(captures.c.failure.is_(None)),
        "failed_captures": _all(captures).where(captures.c.failure.is_not(None)),
        "set_aside": _all(schema.set_asides),
        "documents": _all(documents).where(documents.c.current),
        "not_read_language": _all(documents).where(
            documents.c.current, documents.c.status == NOT_READ
        ),
        "claims": _all(claims).where(claims.c.current),
        "claims_of_older_versions": _all(claims).where(~claims.c.current),
        "incidents": _all(schema.incidents),
        "incidents_in_conflict": sa.select(
            sa.func.count(sa.distinct(schema.tolls.c.incident))
        ).where(schema.tolls.c.conflict),
        "persons": _all(schema.persons),
        "pairs_to_decide": _all(links).where(links.c.incident.is_(None)),
        "log_entries": _all(schema.chain),
    }


def _all(table: sa.Table) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table)
