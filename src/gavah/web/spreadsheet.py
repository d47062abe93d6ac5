"""The incidents of a list as CSV: what is shown and nothing finer, harmless in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping

from gavah.export.report.page import figure
from gavah.export.spreadsheets import harmless
from gavah.export.tables import Cell
from gavah.web.catalogue import Listed
from gavah.web.pages import Visit, read_question
from gavah.web.views.incidents import IncidentsAsked, chosen

HEADINGS = (
    "incident", "kind", "title", "first_day", "last_day", "known_to_the", "place", "settlement",
    "country", "tolls", "in_conflict", "independent_sources", "documents", "claims",
)  # fmt: skip
_AT_ONCE = 500


def incidents_csv(visit: Visit, parameters: Iterable[tuple[str, str]]) -> bytes:
    """Every incident that answers to the question of the list, in its order. Logged."""
    asked = read_question(IncidentsAsked, parameters, {})
    catalogue = visit.web.catalogue(visit.register)
    picked = chosen(visit, catalogue, asked)
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(HEADINGS)
    members = catalogue.members(picked, asked.sort)
    discretion = visit.web.discretion(visit.register, visit.session)
    for start in range(0, len(members), _AT_ONCE):
        for one in catalogue.listed(visit.register, members[start : start + _AT_ONCE]):
            row = visit.veil.listed(one)
            row = row if discretion is None else discretion.shown(row)
            writer.writerow([harmless(cell) for cell in _cells(row).values()])
    detail = {"to": "csv of incidents", "restricted": False, "incidents": len(members)}
    visit.register.log("export", (), detail, visit.session.by or "gavah")
    return held.getvalue().encode("utf-8-sig", "replace")


def _cells(row: Listed) -> Mapping[str, Cell]:
    when, place = row.when, row.place
    tolls = "; ".join(
        f"{toll.act}: {figure(toll.low, toll.high, toll.about)}{' ≠' if toll.conflict else ''}"
        for toll in row.tolls
    )
    values: tuple[Cell, ...] = (
        row.id, row.kind, row.title, str(when.start) if when else None,
        str(when.end) if when else None, when.precision if when else None,
        place.name if place else None, place.settlement if place else None,
        place.country if place else None, tolls, "yes" if row.conflict else "no",
        max((toll.independent_sources for toll in row.tolls), default=0), row.documents,
        row.claims,
    )  # fmt: skip
    return dict(zip(HEADINGS, values, strict=True))
