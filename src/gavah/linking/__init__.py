"""Turns claims and judgements into incidents, persons and tolls."""
