"""Turns a document's text into claims: who did what to whom, where, when, how many, says who."""
