"""Turns the register into files that others read."""
