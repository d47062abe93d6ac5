"""gavah schema: the JSON Schema of each record that gavah prints or stores."""

import sys
from typing import Any

import click
import msgspec

from gavah import model
from gavah.cli.root import cli

RECORDS: dict[str, Any] = {
    "document": model.Document,
    "capture": model.Capture,
    "claim": model.Claim,
    "incident": model.Incident,
    "person": model.Person,
    "toll": model.Toll,
    "judgement": model.Judgement,
    "log": model.LogEntry,
    "set-aside": model.SetAside,
}


@cli.command()
@click.argument("name", type=click.Choice(sorted(RECORDS)))
def schema(name: str) -> None:
    """Print the JSON Schema of NAME, as gavah writes it in JSON lines.

    \b
    Example:
      gavah schema claim > claim.schema.json
    """
    written = msgspec.json.encode(msgspec.json.schema(RECORDS[name]), order="sorted")
    sys.stdout.buffer.write(msgspec.json.format(written, indent=2) + b"\n")
