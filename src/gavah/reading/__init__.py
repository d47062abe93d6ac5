"""Turns a copy into its text, with the way back to the copy's bytes."""

from gavah.reading.assembly import FAST, VERSION
from gavah.reading.copies import read

__all__ = ["FAST", "VERSION", "read"]
