"""The frozen records that every stage hands on. They touch no file, network or database.

Each is a `msgspec.Struct`: immutable, compared by value, and written to JSON in the form that
DESIGN, "Formats" sets down (`gavah schema NAME` prints it).
"""

from gavah.model.anchor import Anchor, Anchors
from gavah.model.claim import (
    APPEALS,
    GATHERINGS,
    HARMS,
    Attribution,
    Claim,
    Doubt,
    Perpetrator,
    ReaderVersion,
    Victims,
)
from gavah.model.copy import Capture, SetAside
from gavah.model.count import Count
from gavah.model.document import Dateline, Document, NotText, Published
from gavah.model.identity import claim_id, digest_of, incident_id, person_id
from gavah.model.incident import (
    Incident,
    IncidentDocument,
    IncidentPerson,
    Link,
    Move,
    Root,
    Toll,
    TollPart,
)
from gavah.model.judgement import VERBS, Judgement, LogEntry
from gavah.model.linked import Linked, Linking
from gavah.model.person import Person, PersonName, Status
from gavah.model.place import Place
from gavah.model.reading import ReadDocument, Told
from gavah.model.refusal import Refusal
from gavah.model.ruling import Choice, Ruling, Rulings, mention
from gavah.model.when import When
from gavah.model.written import canonical, from_json, to_json

__all__ = [
    "APPEALS",
    "GATHERINGS",
    "HARMS",
    "VERBS",
    "Anchor",
    "Anchors",
    "Attribution",
    "Capture",
    "Choice",
    "Claim",
    "Count",
    "Dateline",
    "Document",
    "Doubt",
    "Incident",
    "IncidentDocument",
    "IncidentPerson",
    "Judgement",
    "Link",
    "Linked",
    "Linking",
    "LogEntry",
    "Move",
    "NotText",
    "Perpetrator",
    "Person",
    "PersonName",
    "Place",
    "Published",
    "ReadDocument",
    "ReaderVersion",
    "Refusal",
    "Root",
    "Ruling",
    "Rulings",
    "SetAside",
    "Status",
    "Told",
    "Toll",
    "TollPart",
    "Victims",
    "When",
    "canonical",
    "claim_id",
    "digest_of",
    "from_json",
    "incident_id",
    "mention",
    "person_id",
    "to_json",
]
