"""The record that stands up: claims, incidents, judgements and custody, append-only."""

from gavah.register.register import Register, open_register

__all__ = ["Register", "open_register"]
