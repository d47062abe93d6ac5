"""The command line: one file per command; parse, call one function, print."""

from gavah.cli.root import main

__all__ = ["main"]
