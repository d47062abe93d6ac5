"""Roles of a team, each with all that the one before it may (docs/serve.md, "Roles")."""

from typing import Literal

Role = Literal["viewer", "contributor", "reviewer", "lead", "admin"]
