"""JSON lines: a folder with one file a record kind, in the form `gavah schema NAME` prints."""

from pathlib import Path

from gavah.export.contents import Contents
from gavah.export.files import whole_folder
from gavah.model import to_json


def write(contents: Contents, target: Path) -> None:
    """Write incidents, persons, claims, documents and set-asides as JSON lines."""
    kinds = {
        "incidents": contents.incidents,
        "persons": contents.persons,
        "claims": contents.claims,
        "documents": contents.sources,
        "set_aside": contents.set_asides,
    }
    with whole_folder(target) as folder:
        for name, records in kinds.items():
            with (folder / f"{name}.jsonl").open("wb") as out:
                out.writelines(to_json(record) + b"\n" for record in records)
