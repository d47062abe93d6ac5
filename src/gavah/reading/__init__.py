"""Turns a copy into its text, with the way back to the copy's bytes."""
