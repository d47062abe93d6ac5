"""The pages: one module for each kind of entry. Importing this registers them all."""

from gavah.web.pages import PAGES
from gavah.web.views import (
    bulk,
    changes,
    claims,
    documents,
    incident,
    incidents,
    overview,
    persons,
    places,
    review,
    search,
    sources,
    team,
    times,
)
from gavah.web.views.frame import frame

__all__ = [
    "PAGES",
    "bulk", "changes", "claims", "documents", "frame", "incident", "incidents", "overview", "persons",
    "places", "review", "search", "sources", "team", "times",
]  # fmt: skip
