"""Files that scoring reads: gold claims, the texts they are about, and claims of any reader.

JSON lines, plain or gzip; formats as docs/accuracy.md, "Scoring a reader" tells. Claims of another
tool may lack fields, so they are kept as plain mappings and read leniently.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gavah.errors import WrongUsage

Told = dict[str, Any]


def lines(path: Path) -> Iterator[Told]:
    """Each line as a mapping.

    Raises:
        WrongUsage: a line is no JSON object; names file and line.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                told = json.loads(line)
            except ValueError as error:
                raise WrongUsage(f"{path}, line {number}: not JSON ({error})") from error
            if not isinstance(told, dict):
                raise WrongUsage(f"{path}, line {number}: not a JSON object")
            yield told


def gold_of(path: Path) -> dict[str, list[Told]]:
    """Gold claims by document.

    Raises:
        WrongUsage: a line has no id or no list of claims; a document stands twice.
    """
    found: dict[str, list[Told]] = {}
    for number, told in enumerate(lines(path), 1):
        if not isinstance(told.get("id"), str) or not isinstance(told.get("claims"), list):
            raise WrongUsage(f'{path}, record {number}: no "id" or no list of "claims"')
        if told["id"] in found:
            raise WrongUsage(f"{path}, record {number}: document {told['id']} stands twice")
        found[told["id"]] = told["claims"]
    return found


def texts_of(path: Path) -> dict[str, Told]:
    """Documents (`id`, `title`, `text`) by id.

    Raises:
        WrongUsage: a line has no id or no text.
    """
    found: dict[str, Told] = {}
    for number, told in enumerate(lines(path), 1):
        if not isinstance(told.get("id"), str) or not isinstance(told.get("text"), str):
            raise WrongUsage(f'{path}, record {number}: no "id" or no "text"')
        found[told["id"]] = told
    return found
